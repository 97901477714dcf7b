"""Numerals with a grammar of their own: a lone 一, 半, 三分之一, 米九, and amounts that are left open (十几)."""

from decimal import Decimal
from fractions import Fraction

from pipelines.extraction.quantities import context
from pipelines.extraction.quantities.characters import MORE, is_ideograph
from pipelines.extraction.quantities.measured import measure, take_sign
from pipelines.extraction.quantities.numerals import NumeralReading, read_number
from pipelines.extraction.quantities.ranges import extend_range
from pipelines.extraction.quantities.scan import Draft, Numeral, TextScan, exact
from pipelines.extraction.quantities.units import UNIT

_HALF = Fraction(1, 2)
_ONE = NumeralReading(Decimal(1))
_LONG_TIMES = frozenset(("a", "mo", "wk", "d"))  # 一年, 一天: an article as often as a number
_AFTER_ONE = frozenset("加减乘除到至与和等比大小是不又、")
_NOT_MONEY_AFTER = frozenset("化论复次")  # 一元化, 一元论, 一元复始
_PERCENT_BASES = {"百": ("%", "%"), "佰": ("%", "%"), "千": ("‰", "[ppth]"), "仟": ("‰", "[ppth]")}


def read_one(scan: TextScan, start: int) -> int:
    """Read a lone 一 before one of the units that it counts: 一年来, 增长一倍, 一半."""
    text = scan.text
    position = start + 1
    if text.startswith("半", position):
        return scan.add(Draft(start, position + 1, "ratio", _HALF))
    word = scan.units.at(text, position)
    if word is None or word.role != UNIT:
        return position
    draft = measure(scan, Numeral(start, position, _ONE, False, position), word)
    if draft is None or draft.kind == "count":
        return position
    if draft.kind == "duration" and draft.unit_code in _LONG_TIMES and draft.low == 1:
        if not context.is_framed(text, start, draft.end):
            return position
    elif draft.unit == "公里":
        if text.endswith("最后", 0, start) or context.opens_quotation(text, start):
            return position  # 最后一公里
    elif draft.unit == "元" and text[draft.end : draft.end + 1] in _NOT_MONEY_AFTER:
        return position
    return scan.add(draft)


def is_number_one(scan: TextScan, end: int) -> bool:
    """Tell whether the lone 一 that ends at `end` is the number 1 and not part of a word (一看)."""
    follower = scan.text[end : end + 1]
    if not is_ideograph(follower) or follower in _AFTER_ONE:
        return True
    word = scan.units.at(scan.text, end)
    return word is not None and word.role == UNIT


def read_half(scan: TextScan, start: int) -> int:
    """Read 半年, 半小时, 半数 as one half."""
    text = scan.text
    position = start + 1
    if text.startswith("数", position):
        return scan.add(Draft(start, position + 1, "ratio", _HALF))
    word = scan.units.at(text, position)
    if word is None or word.role != UNIT or (word.kind == "count" and not scan.every):
        return position
    return scan.add(
        Draft(start, position + len(word.surface), word.kind, Decimal("0.5"), None, word.unit, word.unit_code)
    )


def read_metre(scan: TextScan, start: int) -> int:
    """Read 米九 as 1.9 m: a height whose one metre goes without saying."""
    reading = read_number(scan.text[start + 1])
    if reading is None:
        return start + 1
    draft = Draft(start, start + 2, "measure", exact(1 + Fraction(reading.low) / 10), None, "米", "m")
    return scan.add(extend_range(scan, draft))


def read_fraction(scan: TextScan, start: int, end: int) -> int:
    """Read 三分之一, 百分之三十, 千分之五, 一又二分之一."""
    text = scan.text
    if text.startswith("决赛", end):
        return end  # 八分之一决赛: the name of a round
    whole = text[start:end]
    base, _, top = whole.rpartition("分之")
    if not base and whole.startswith("百分"):
        base, top = "百", whole[2:]  # 百分三十
    percent = _PERCENT_BASES.get(base)
    reading = read_number(top if percent else whole)
    if reading is None:
        scan.unread.append((start, end))
        return end
    kind, (unit, code) = ("percent", percent) if percent else ("ratio", ("", ""))
    is_more = reading.is_more or text[end : end + 1] in MORE
    draft = Draft(start, end, kind, reading.low, reading.high, unit, code, is_more)
    take_sign(scan, draft)
    return scan.add(extend_range(scan, draft))


def is_split(digits: str) -> bool:
    """Tell whether two digits share ten between them, as in 三七开."""
    parts = [reading.low for reading in map(read_number, digits) if reading is not None]
    return len(parts) == len(digits) and sum(parts) == 10 and all(part < 10 for part in parts)


def read_split(scan: TextScan, start: int, end: int) -> int:
    """Read 三七开 as the ratio of its parts, 3 to 7."""
    first, second = (read_number(digit) for digit in scan.text[start:end])
    assert first is not None and second is not None
    return scan.add(Draft(start, end + 1, "ratio", exact(Fraction(first.low) / Fraction(second.low)), unit=""))


def read_vague(scan: TextScan, start: int, end: int) -> int:
    """Read 十几, 数百, 上千 as what they leave open; only where every numeral is asked for."""
    text = scan.text
    if start > scan.done and text[start - 1] in "几数幾":
        start -= 1
    reading = read_number(text[start:end])
    if reading is None:
        scan.unread.append((start, end))
        return end
    word = scan.units.at(text, end)
    if word is not None and word.role == UNIT:
        draft = measure(scan, Numeral(start, end, reading, reading.is_more, end), word)
        return scan.add(draft) if draft else end
    return scan.add(Draft(start, end, "number", reading.low, reading.high, is_more=reading.is_more))
