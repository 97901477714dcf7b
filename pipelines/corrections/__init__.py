"""A person's verdicts on what was read: raw/corrections.csv, applied wherever a verdict matches exactly one place."""

from pipelines.corrections.apply import Unapplied, apply_corrections
from pipelines.corrections.table import Correction, read_corrections

__all__ = ["Correction", "Unapplied", "apply_corrections", "read_corrections"]
