"""Areas: the gazetteer, where a sentence names places and bodies, and what a figure inherits."""
