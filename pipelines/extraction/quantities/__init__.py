"""Text → quantities: numerals with their units, exactly."""

from pipelines.extraction.quantities.find import (
    FoundQuantities,
    extract_quantities,
    find_quantities,
    unread_numerals,
)
from pipelines.extraction.quantities.numerals import NumeralNotRead, read_numeral

__all__ = [
    "FoundQuantities",
    "NumeralNotRead",
    "extract_quantities",
    "find_quantities",
    "read_numeral",
    "unread_numerals",
]
