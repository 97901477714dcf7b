"""Numerals that the layout cut: by a line break in the middle of a column, or by spaces between the characters."""

import re
from bisect import bisect_right
from typing import NamedTuple

from pipelines.extraction.quantities.characters import DIGITS
from pipelines.extraction.quantities.patterns import NUMBER
from pipelines.extraction.quantities.units import UNIT, UnitTable

_WORDS = frozenset("零〇○一二三四五六七八九两兩壹贰貳叁參肆伍陆陸柒捌玖")
_SCALES = frozenset("十百千万亿萬億拾佰仟兆")
_CHINESE = _WORDS | _SCALES
_NUMERAL = _CHINESE | DIGITS
# Which characters of a numeral may stand on either side of a space: 二十 億, 三 分 之 一, 六 个 百 分点.
_ANY_NUMERAL = "".join(sorted(_NUMERAL))
_ANY_SCALE = "".join(sorted(_SCALES))
_SPACED = (
    dict.fromkeys("个個", "百")
    | {"分": "之点點", "之": _ANY_NUMERAL + "负負", "-": "".join(sorted(DIGITS))}
    | dict.fromkeys("又点點", _ANY_NUMERAL)
    | dict.fromkeys("多余餘几幾", _ANY_SCALE)
)
_JOINABLE = _NUMERAL | frozenset(_SPACED) | frozenset(".．,，")
# The look behind begins a gap once: without it a long run before nothing is read again from each of its characters.
# It stands behind the first of them, so that the search stops at nothing else.
_SPACE = "[ \t\u3000\u00a0\r\n]"
_GAP = re.compile(f"{_SPACE}(?<!{_SPACE}{_SPACE}){_SPACE}*+(?=[0-9０-９零〇一-鿿%％‰℃萬億個點])")
_YEAR = re.compile("(?:19|20)[0-9]{2}")
PROSE_LINE = 15  # characters; shorter lines are headings, list numbers and table cells, which end where they end


class MendedText(NamedTuple):
    """A text without the gaps inside its numerals, and where each place of it was in the original."""

    text: str
    joints: list[int]  # places in `text` behind which something was left out
    left_out: list[int]  # how many characters in all before that place

    def original(self, position: int) -> int:
        """Return the place in the original of the character at `position`."""
        index = bisect_right(self.joints, position)
        return position + (self.left_out[index - 1] if index else 0)


def mend_numerals(text: str, units: UnitTable) -> MendedText | None:
    """Return `text` with the numerals put together that a line break or spaces cut, or None where none is cut."""
    pieces: list[str] = []
    joints: list[int] = []
    left_out: list[int] = []
    last = length = dropped = 0
    for gap in _GAP.finditer(text):
        start, end = gap.span()
        if not start or text[start - 1] not in _JOINABLE:
            continue
        is_break = "\n" in gap[0] or "\r" in gap[0]
        if not (_is_cut_by_line_break(text, start, end, units) if is_break else _is_spaced(text, start, end)):
            continue
        pieces.append(text[last:start])
        length += start - last
        dropped += end - start
        joints.append(length)
        left_out.append(dropped)
        last = end
    if not pieces:
        return None
    pieces.append(text[last:])
    return MendedText("".join(pieces), joints, left_out)


def _is_spaced(text: str, start: int, end: int) -> bool:
    left, right = text[start - 1], text[end]
    if left in _SPACED:
        return right in _SPACED[left]
    if left in _CHINESE:
        return right in _CHINESE or right in "分又点點多余餘几幾" or (left in _SCALES and right in DIGITS)
    if left in DIGITS:
        return (
            right in _SCALES or right == "又" or (right == "分" and text[end + 1 : end + 4].lstrip().startswith("之"))
        )
    return False


def _is_cut_by_line_break(text: str, start: int, end: int, units: UnitTable) -> bool:
    """Tell whether a numeral goes on behind the break: the line is prose, and what follows ends in a unit."""
    if text.count("\n", start, end) > 2:
        return False
    line = text[start - PROSE_LINE : start] if start >= PROSE_LINE else ""
    if not line or "\n" in line or "\r" in line:
        return False
    left = text[start - 1]
    if left in ".．,，":
        if text[start - 2] not in DIGITS or text[end] not in DIGITS:
            return False
    elif left not in _NUMERAL:
        return False
    rest = NUMBER.match(text, end)
    if rest is None:
        word = units.at(text, end)
        return word is not None and word.role == UNIT
    are_alike = (left in _CHINESE) == (text[end] in _CHINESE)
    if not are_alike and text[end] not in _SCALES and left not in _SCALES:
        return False
    if left in DIGITS and text[end] in DIGITS and _YEAR.fullmatch(text[start - 4 : start]):
        return False
    word = units.at(text, rest.end())
    return word is not None and word.role == UNIT
