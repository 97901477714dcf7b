"""How the series that a figure belongs to is named: words → clauses → noun phrases → the title of a series."""
