"""Documents in batches: what has to be read, the one pass over each batch, what earlier passes left to take over."""
