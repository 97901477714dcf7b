"""Numerals joined by a sign or a word: ranges (20-60万元, 10%至15%) and lists that share a unit (0.2和0.4个百分点)."""

import re
from dataclasses import replace
from fractions import Fraction
from typing import NamedTuple

from pipelines.extraction.model import Number
from pipelines.extraction.quantities.bare import name_round_amount, read_bare
from pipelines.extraction.quantities.characters import BIG_SCALES, DIGITS, MORE, ROUND_SCALES, SPACES
from pipelines.extraction.quantities.measured import measure, scale_ends, take_sign
from pipelines.extraction.quantities.numerals import read_number
from pipelines.extraction.quantities.scan import Draft, Numeral, TextScan, times
from pipelines.extraction.quantities.units import NOUN, UNIT, Word

_JOINS = re.compile("[ \u3000]?(?:(?P<range>[-—–―~～－﹣至到]{1,2})|[、和与及或]|以及)[ \u3000]?")
_RANGE_STARTS = frozenset("-—–―~～－﹣至到 \u3000")
_SCALES = "十百千万亿拾佰仟萬億"
_BETWEEN = ("间", "之间")
_LARGE = 1000
_SHARING_KINDS = frozenset(("money", "percent", "percentage_point", "measure"))


class Member(NamedTuple):
    """One numeral of a list or range, and whether a range sign stands before it."""

    numeral: Numeral
    is_range_end: bool


def extend_range(scan: TextScan, draft: Draft) -> Draft:
    """Return `draft` as a range where the same unit follows once more: 10%至15%, 2万元—3万元; else as it is."""
    text = scan.text
    sign = text[draft.end : draft.end + 1]
    if sign not in _RANGE_STARTS or draft.high is not None:
        return draft
    join = _JOINS.match(text, draft.end)
    number = scan.number_pattern.match(text, join.end()) if join and join["range"] else None
    if join is None or number is None:
        return draft
    if join["range"] in ("到", "至") and draft.start and text[draft.start - 1] in "从由":
        return draft  # 从3个到5个 is a change: two quantities
    is_worded = draft.kind == "percent" and text.startswith(("百分之", "百分"), draft.start)
    reading = read_number(number[0])
    word = scan.units.at(text, number.end())
    if reading is None or reading.high is not None:
        return draft
    if is_worded:  # 百分之三十到四十
        if word is None and draft.low < reading.low:
            draft.high, draft.end = reading.low, number.end()
        return draft
    if word is None or word.role != UNIT:
        return draft
    scan.joined_at = number.start()
    second = measure(scan, Numeral(number.start(), number.end(), reading, reading.is_more, number.end()), word)
    if second and second.unit == draft.unit and second.kind == draft.kind and draft.low < second.low:
        draft.high, draft.end = second.low, second.end
    return draft


def read_joined(scan: TextScan, first: Numeral) -> int:
    """Read the list or range that a numeral without unit begins; 0 where it begins none, else where it ends."""
    members, word = _collect(scan, first)
    if len(members) == 1:
        return 0
    if word is None or word.role != UNIT:
        return _read_without_unit(scan, members, word)
    return _read_with_unit(scan, members, word)


def _collect(scan: TextScan, first: Numeral) -> tuple[list[Member], Word | None]:
    """Return the numerals that signs join to `first`, up to the first that a word follows, and that word."""
    text = scan.text
    members = [Member(first, False)]
    word: Word | None = None
    link = _JOINS.match(text, first.unit_start)
    while link is not None and word is None:
        number = scan.number_pattern.match(text, link.end())
        reading = read_number(number[0]) if number else None
        if number is None or reading is None or reading.is_vague or text.startswith("分之", number.end()):
            break
        position = number.end()
        is_more = reading.is_more
        if text[position : position + 1] in MORE:
            position, is_more = position + 1, True
        is_between = not link["range"] and text.startswith(_BETWEEN, position)  # 10000与20000间; 间 counts no rooms
        word = None if is_between else scan.units.at(text, position)
        if word is None and text[position : position + 1] in SPACES:
            word = scan.units.at(text, position + 1)
            position += word is not None
        members.append(Member(Numeral(number.start(), number.end(), reading, is_more, position), bool(link["range"])))
        link = _JOINS.match(text, position)
    return members, word


def _read_without_unit(scan: TextScan, members: list[Member], word: Word | None) -> int:
    """Read the members one by one; a range of round amounts (5000万—6000万) is one quantity."""
    text = scan.text
    (low, _), (high, is_range_end) = members[0], members[1]
    is_between = text.startswith(_BETWEEN, high.end)
    is_pair = len(members) == 2 and low.reading.high is None and high.reading.high is None
    if is_pair and (is_range_end or is_between):
        first = _share_scale(low, high, text)
        is_round = text[high.end - 1] in BIG_SCALES and text[high.start] in DIGITS
        if first < high.reading.low and (scan.every or is_round):
            draft = Draft(low.start, high.end, "number", first)
            take_sign(scan, draft)
            draft.high = high.reading.low
            if is_round:
                name_round_amount(scan, draft)
            return scan.add(draft)
    if word is not None:
        return members[-1].numeral.end if word.role != NOUN and not scan.every else 0
    for numeral, _ in members[:-1]:
        read_bare(scan, numeral)
    return read_bare(scan, members[-1].numeral)  # which may reach further: a score, 3:1


def _read_with_unit(scan: TextScan, members: list[Member], word: Word) -> int:
    """Read the members of a list or range with the unit behind the last."""
    text = scan.text
    last = members[-1].numeral
    scan.joined_at = last.start
    whole = measure(scan, last, word)
    if whole is None:
        return last.end
    drafts: list[Draft] = []
    for index, (numeral, is_range_end) in enumerate(members[:-1]):
        if not _shares_unit(scan, numeral, members[index + 1], word):
            _add_all(scan, drafts)
            if scan.every:
                read_bare(scan, numeral)
            continue
        low = _share_scale(numeral, last, text, is_list=not members[index + 1].is_range_end)
        draft = replace(whole, start=numeral.start, end=numeral.end, low=low, high=numeral.reading.high)
        draft.is_more, draft.words_end = numeral.is_more, -1
        scale_ends(draft, word)
        take_sign(scan, draft)
        drafts.append(_joined(drafts, draft) if is_range_end else draft)
    if members[-1].is_range_end:
        whole = _joined(drafts, whole)
    _add_all(scan, drafts)
    return scan.add(extend_range(scan, whole))


def _joined(drafts: list[Draft], last: Draft) -> Draft:
    """Return the range from the last of `drafts`, which is taken out, to `last`; `last` alone where it is none."""
    if drafts and drafts[-1].high is None and last.high is None and drafts[-1].low < last.low:
        first = drafts.pop()
        last.start, last.low, last.high = first.start, first.low, last.low
    return last


def _add_all(scan: TextScan, drafts: list[Draft]) -> None:
    for draft in drafts:
        scan.add(draft)
    drafts.clear()


def _shares_unit(scan: TextScan, numeral: Numeral, following: Member, word: Word) -> bool:
    """Tell whether a member without unit shares that of the last: 1.4和2.6个百分点, but not 二、三级 or 1、5个."""
    text = scan.text
    if following.is_range_end:
        return True
    if text[numeral.start : numeral.end] in ROUND_SCALES:
        return False  # 百、三成: a scale word alone tells no number in a list
    if text[numeral.start] not in DIGITS:
        return not scan.every and (word.kind in _SHARING_KINDS or numeral.end - numeral.start > 1)
    is_line_start = not numeral.start or text[numeral.start - 1] in "\n\r"
    is_paragraph_number = text[numeral.end : numeral.end + 1] == "、" and text[numeral.start : numeral.end].isdigit()
    return not (is_line_start and is_paragraph_number)


def _share_scale(numeral: Numeral, last: Numeral, text: str, *, is_list: bool = False) -> Number:
    """Return the number of a member, scaled like the last one where it stands for less: 20-60万, 两到三百.

    A member with a large scale word of its own keeps it (1万-5万), and so does one that is larger than the
    last one's digits (500-1000万 share 万; 5000-1万 do not). In a list, which need not rise, small numbers share
    the scale (5.2和3.1万亿) and large ones do not (3200和1.2万).
    """
    low: Number = numeral.reading.low
    if text[numeral.end - 1] in BIG_SCALES:
        return low
    scales_start = last.start + len(text[last.start : last.end].rstrip(_SCALES))
    if scales_start in (last.start, last.end):
        return low
    has_scale = text[numeral.end - 1] in _SCALES  # 两百、三百元 share no hundred
    for cut in range(scales_start, last.end):
        if (has_scale or cut > scales_start) and text[cut] not in BIG_SCALES:
            continue
        scale = read_number(text[cut : last.end])
        if scale is None:
            continue
        if low < _LARGE if is_list else Fraction(low) <= Fraction(last.reading.low) / Fraction(scale.low):
            return times(low, Fraction(scale.low))
    return low
