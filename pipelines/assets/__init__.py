"""The Dagster assets, one per noun: thin wrappers that call the stages and report what these did."""
