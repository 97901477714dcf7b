"""The exports: CSV files that open anywhere, and the data package that describes them."""
