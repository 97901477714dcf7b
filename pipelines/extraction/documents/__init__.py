"""Files → document texts."""
