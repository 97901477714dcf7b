"""The checks, named in words. What blocks is what would publish something wrong; what only warns wants a look."""

CHECKS: list = []
