"""Two bounds that stand side by side are one interval: 大于12小于50, 最多100最少20个."""

from pipelines.extraction.model import Number, Quantity
from pipelines.extraction.quantities.scan import TextScan

_LOWER = frozenset((">", ">="))
_UPPER = frozenset(("<", "<="))
_AND = ("并且", "并", "且", "而")


def join_bounds(scan: TextScan) -> None:
    """Replace each pair of neighbouring bounds in `scan.found` by the range between them."""
    joined: list[Quantity] = []
    for quantity in scan.found:
        previous = joined[-1] if joined else None
        interval = _interval(scan, previous, quantity) if previous else None
        if previous is None or interval is None:
            joined.append(quantity)
            continue
        start, end = previous.char_start, quantity.char_end
        unit, code = quantity.unit or previous.unit, quantity.unit_code or previous.unit_code
        joined[-1] = Quantity(start, end, scan.text[start:end], quantity.kind, None, *interval, unit, code)
    scan.found = joined


def _interval(scan: TextScan, first: Quantity, second: Quantity) -> tuple[Number, Number] | None:
    if first.value is None or second.value is None:
        return None
    if first.modifier in _LOWER and second.modifier in _UPPER:
        low, high = first.value, second.value
    elif first.modifier in _UPPER and second.modifier in _LOWER:
        low, high = second.value, first.value
    else:
        return None
    between = scan.text[first.char_end : second.char_start]
    for word in _AND:
        between = between.removeprefix(word)
    is_side_by_side = bool(between) and scan.modifiers.start_of(scan.text, second.char_start) == (
        second.char_start - len(between)
    )
    return (low, high) if is_side_by_side and low < high else None
