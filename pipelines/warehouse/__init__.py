"""The warehouse: built aside, audited, published in one step."""
