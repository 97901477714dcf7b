"""Quantities in their sentences → observations: who or where, what, when, how, against what."""

from pipelines.extraction.observations.resolve import resolve_observations

__all__ = ["resolve_observations"]
