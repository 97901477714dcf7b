"""Whether a numeral with a unit is a quantity, as the guidelines have it; the rules that look at its surroundings."""

from pipelines.extraction.quantities import context
from pipelines.extraction.quantities.characters import BIG_SCALES, DIGITS, MORE, ROUND_SCALES, SCALES, is_ideograph
from pipelines.extraction.quantities.modifiers import EXACT
from pipelines.extraction.quantities.numerals import read_number
from pipelines.extraction.quantities.scan import TextScan
from pipelines.extraction.quantities.units import Word

_NEED_BIG_SCALE = frozenset(("方", "手"))  # 12万方, 7亿手: alone they are sides and hands
_ALL_TENTHS = 10
_BUREAUS = frozenset("铁建交电水冶")  # 中铁四局: a company
_AFTER_TAELS = frozenset("半重的以左上白黄银金肉米油茶酒")  # 三两白银; before others 两 is 2: 2023两岸
_ORDINAL_UNITS = frozenset(("期", "版"))  # 二期工程: without 第, and still ordinals
_BEFORE_TABLE_UNIT = frozenset("（(：:/、")  # （万元）, 单位：万元


def is_quantity(scan: TextScan, start: int, end: int, unit_end: int, word: Word) -> bool:
    """Tell whether the numeral `text[start:end]` with the unit `word`, which ends at `unit_end`, is a quantity."""
    text, kind, surface = scan.text, word.kind, word.surface
    first = text[start]
    previous = text[start - 1] if start else ""
    if first in DIGITS:
        if first in "0０" and text[start + 1] in DIGITS and kind != "money":
            return False  # 03组: a number that names
        if previous and start != scan.joined_at and _continues_latin(text, start, previous, word):
            return False
    elif not _is_chinese_quantity(scan, start, end, unit_end, word):
        return False
    if scan.names.end_of_name(text, start) >= unit_end:
        return False
    if kind in ("percent", "percentage_point"):
        return surface != "成" or _is_tenths(scan, start, end, unit_end)
    if kind == "ratio":
        return surface != "番" or previous == "翻" or text[start - 2 : start] == "翻了"
    if context.is_calendar_time(text, start, end, word):
        return False
    if kind == "money":
        return surface not in ("角", "塊", "块") or text[unit_end - 1] not in "角块塊"  # 三角 alone is no sum
    return _is_counted(text, start, end, unit_end, word)


def _is_tenths(scan: TextScan, start: int, end: int, unit_end: int) -> bool:
    """Tell whether N成 is a share: 六成, but not 一成不变, nor 2024成 of 2024成都."""
    reading = read_number(scan.text[start:end])
    return reading is not None and reading.low <= _ALL_TENTHS and not scan.text.startswith("不变", unit_end)


def _is_counted(text: str, start: int, end: int, unit_end: int, word: Word) -> bool:
    """Tell whether a unit that is also the end of an ordinal, a grade or a clock time counts here."""
    surface = word.surface
    is_arabic = text[start] in DIGITS
    if surface in _NEED_BIG_SCALE:
        return text[end - 1] in BIG_SCALES
    if surface in ("两", "兩"):
        return not is_ideograph(text[unit_end : unit_end + 1]) or text[unit_end] in _AFTER_TAELS
    if surface == "局":
        return not start or text[start - 1] not in _BUREAUS
    if surface == "里":
        return is_arabic
    if surface == "次":
        return not context.is_meeting(text, start, unit_end)
    if surface in ("分", "秒"):
        return not start or text[start - 1] not in "时時点點"  # 十时三十分
    if surface == "届":
        return context.is_session_count(text, start, unit_end)
    if surface == "周年":
        return not context.is_event(text, unit_end)
    if surface == "级":
        return context.is_counted_level(text, start, end)
    if surface == "点":
        return context.is_index_points(text, start, end)
    if surface == "代":
        return text[unit_end : unit_end + 1] == "人"
    return surface not in _ORDINAL_UNITS or is_arabic


def _is_chinese_quantity(scan: TextScan, start: int, end: int, unit_end: int, word: Word) -> bool:
    """Tell whether a numeral in Chinese characters is one, and no part of a word, a name or an ordinal."""
    text, kind = scan.text, word.kind
    first = text[start]
    is_lone = end - start == 1
    if first in ROUND_SCALES:
        return _is_round_quantity(scan, start, end, unit_end, kind)
    if not is_lone:
        return kind not in ("count", "duration") or not _is_digit_string(text[start:end])
    if first in "二贰貳" and kind in ("count", "duration"):
        return False  # 二 before a measure word is an ordinal (二期, 二次创业); two of them are 两
    if word.surface == "分":
        return False  # 十分: very; 三分建、七分养
    if word.surface == "度":
        return context.is_heat(text, start)  # 两度会晤: twice
    return kind != "count" or not context.opens_quotation(text, start)


def _is_digit_string(numeral: str) -> bool:
    """Tell whether Chinese digits stand side by side without being a span: 一三, but not 三五."""
    if not SCALES.isdisjoint(numeral):
        return False
    reading = read_number(numeral)
    return reading is None or reading.high is None


def _is_round_quantity(scan: TextScan, start: int, end: int, unit_end: int, kind: str) -> bool:
    """Tell whether a scale word without a digit is an amount: 百余场, 超千单, 百亿元, but not （万元）, 每万人."""
    text = scan.text
    previous = text[start - 1 : start]
    if previous == "每" or (kind == "money" and previous in _BEFORE_TABLE_UNIT):
        return False
    if kind not in ("count", "duration"):
        return True
    if text[end : end + 1] in MORE or scan.modifiers.before(text, start) != EXACT:
        return True
    if kind == "duration":
        return text[unit_end : unit_end + 1] in ("来", "间") or text.startswith(("以来", "以上"), unit_end)
    return end - start > 1 or scan.modifiers.after(text, unit_end) != EXACT


def _continues_latin(text: str, start: int, previous: str, word: Word) -> bool:
    """Tell whether an Arabic numeral only goes on a name or an address: K8次列车, 2023-05-12, v1.2."""
    if not previous.isascii():
        return False
    if previous.isalpha():
        return word.is_latin or (word.kind in ("count", "duration") and not context.is_acronym_before(text, start))
    before = text[start - 2 : start - 1]
    if previous == "-" and word.is_latin:
        return True  # 直-8L
    return previous in "./_\\#@=&?-%" and before.isascii() and before.isalnum()
