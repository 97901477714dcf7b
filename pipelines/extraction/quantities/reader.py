"""One candidate numeral → what it is: an ordinal, a fraction, a numeral with a unit, a bare one, or nothing."""

from pipelines.extraction.quantities.bare import read_bare, read_with_noun
from pipelines.extraction.quantities.characters import DIGITS, MORE, ROUND_SCALES, SPACES
from pipelines.extraction.quantities.measured import measure
from pipelines.extraction.quantities.numerals import NumeralReading, read_number
from pipelines.extraction.quantities.ranges import extend_range, read_joined
from pipelines.extraction.quantities.ranks import is_ordinal, read_ordinal
from pipelines.extraction.quantities.scan import Numeral, TextScan
from pipelines.extraction.quantities.special import (
    is_number_one,
    is_split,
    read_fraction,
    read_one,
    read_split,
    read_vague,
)
from pipelines.extraction.quantities.units import NOUN, UNIT, Word

# What can make a quantity of a lone Chinese digit though no unit stands behind it.
_LONE_GOES_ON = frozenset("多余来半又分至到-—–~～、和与及点成 \u3000\u00a0")
_VAGUE_BEFORE = frozenset("几数幾上成好若")  # 数百, 上千, 成百: how many is left open
_NOT_A_REMAINDER = frozenset("额地热温粮下生姚杭")  # 余额, 余地: 余 is no "and more"


def read_candidate(scan: TextScan, start: int, end: int) -> int:
    """Read the numeral at `text[start:end]`; return where reading goes on."""
    text = scan.text
    first = text[start]
    if is_ordinal(text, start):
        return read_ordinal(scan, start, end)
    follower = text[end : end + 1]
    is_lone = end - start == 1 and first not in DIGITS
    if is_lone and not scan.every and follower not in scan.units.first_characters and follower not in _LONE_GOES_ON:
        return end
    digits = text[start:end]
    if "分" in digits or "份" in digits:
        return read_fraction(scan, start, end)
    if is_lone and scan.every and first == "一":
        if follower == "半":
            return read_one(scan, start)
        if not is_number_one(scan, end):
            return end
    if follower == "开" and end - start == 2 and is_split(digits):
        return read_split(scan, start, end)
    reading = read_number(digits)
    if reading is None:
        if scan.names.end_of_name(text, start) < end:  # 千千万万 is no numeral
            scan.unread.append((start, end))
        return end
    if _is_vague(text, start, reading):
        return read_vague(scan, start, end) if scan.every else end
    numeral, word = _with_what_follows(scan, start, end, reading)
    if word is None or word.role not in (UNIT, NOUN):
        return read_joined(scan, numeral) or read_bare(scan, numeral)
    if word.role == NOUN:
        return read_with_noun(scan, numeral, word)
    draft = measure(scan, numeral, word)
    return scan.add(extend_range(scan, draft)) if draft is not None else end


def _is_vague(text: str, start: int, reading: NumeralReading) -> bool:
    """Tell whether the numeral leaves open how many: 十几, 数十, 上百."""
    if reading.is_vague:
        return True
    is_round = text[start] in ROUND_SCALES or text[start] in "十拾"
    return is_round and start > 0 and text[start - 1] in _VAGUE_BEFORE


def _with_what_follows(scan: TextScan, start: int, end: int, reading: NumeralReading) -> tuple[Numeral, Word | None]:
    """Return the numeral with 多, 余 or 来 behind it, and the word of the unit table that follows the whole."""
    text = scan.text
    numeral = Numeral(start, end, reading, reading.is_more, end)
    follower = text[end : end + 1]
    if follower in MORE and _is_remainder(scan, follower, end + 1):
        numeral.is_more, numeral.unit_start = True, end + 1
    position = numeral.unit_start
    word = scan.units.at(text, position)
    if word is None and text[position : position + 1] in SPACES:
        position += 2 if text[position + 1 : position + 2] in SPACES else 1
        word = scan.units.at(text, position)
        if word is None or word.role != UNIT:
            return numeral, None
        numeral.unit_start = position
    return numeral, word


def _is_remainder(scan: TextScan, follower: str, position: int) -> bool:
    """Tell whether 多, 余 or 来 means "and more" (30余项, 二十来岁) and begins no other word (余额)."""
    if follower in "来來":
        word = scan.units.at(scan.text, position)
        return word is not None and word.role == UNIT
    beyond = scan.text[position : position + 1]
    return follower == "多" or not beyond or beyond not in _NOT_A_REMAINDER
