"""Where quantities stand in a text."""

import re

from pipelines.extraction.model import Quantity
from pipelines.extraction.quantities.numerals import read_numeral
from pipelines.extraction.vocabulary import Vocabularies

_KINDS = {"%": ("percent", "%"), "个百分点": ("percentage_point", "{pp}"), "元": ("money", "CNY"), "吨": ("measure", "t")}
_QUANTITY = re.compile(r"(\d+(?:\.\d+)?(?:万亿|万|亿)?)(%|个百分点|元|吨|[个项家户件])")


def extract_quantities(
    text: str, *, every_numeral: bool = False, vocabularies: Vocabularies | None = None
) -> list[Quantity]:
    """Return the quantities of `text` in text order, without overlaps."""
    found = []
    for match in _QUANTITY.finditer(text):
        kind, code = _KINDS.get(match[2], ("count", f"{{{match[2]}}}"))
        found.append(
            Quantity(*match.span(), match.group(), kind, read_numeral(match[1]), unit=match[2], unit_code=code)
        )
    return found
