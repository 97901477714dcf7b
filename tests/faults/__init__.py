"""Faults on purpose, and what they leave behind: `make faults`; FAULTS=n says how many kills."""
