"""Text → quantities: numerals with their units, exactly."""

from pipelines.extraction.quantities.find import extract_quantities, find_quantities
from pipelines.extraction.quantities.numerals import NumeralNotRead, read_numeral

__all__ = ["NumeralNotRead", "extract_quantities", "find_quantities", "read_numeral"]
