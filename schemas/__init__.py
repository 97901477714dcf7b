"""The tables and vocabularies of Wanyi: what every column and every word means."""
