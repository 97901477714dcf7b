"""A numeral and its unit → one draft: the unit in full, the kind, and the value that the unit gives it."""

from decimal import Decimal
from fractions import Fraction

from pipelines.extraction.model import Number
from pipelines.extraction.quantities import context
from pipelines.extraction.quantities.admission import is_quantity
from pipelines.extraction.quantities.characters import BIG_SCALES, DIGITS, MORE
from pipelines.extraction.quantities.compounds import read_compound
from pipelines.extraction.quantities.scan import Draft, Numeral, TextScan, negated, times
from pipelines.extraction.quantities.units import UNIT, Word

_GOES_ON = MORE | DIGITS | frozenset("半零又一二三四五六七八九十壹贰叁肆伍陆柒捌玖两 （(")
_MINUS = frozenset("-−－")
_NEGATIVE = frozenset("负負")
_NOT_NEGATIVE = frozenset("背担肩胜抱自辜欺减增承")  # 肩负3项, 减负3亿元: 负 is no sign
_HUNDRED_MILLIONS = ("亿", "多亿")
_HUNDRED_MILLION = Fraction(10**8)
_MOST_DOUBLINGS = 20  # 翻两番 is common, 翻十番 a figure of speech
_RATE_SIGNS = frozenset("/／每")
_YUAN = frozenset(("元", "圆", "圓", "块"))
_CELSIUS = ("摄氏", "攝氏", "摄氏温度")
_FAHRENHEIT = ("华氏", "華氏", "华氏温度", "華氏溫度")


def measure(scan: TextScan, numeral: Numeral, word: Word) -> Draft | None:
    """Return the draft of a numeral that the unit `word` follows, or None where the two are no quantity."""
    text, start = scan.text, numeral.start
    unit_end = numeral.unit_start + len(word.surface)
    low, is_more = numeral.reading.low, numeral.is_more
    follower = text[unit_end : unit_end + 1]
    if follower in _GOES_ON:
        if follower in "（(":
            word = scan.units.with_alternative(text, word, unit_end) or word
            unit_end = numeral.unit_start + len(word.surface)
        elif follower in MORE and word.surface in ("个", "個"):
            inner = _unit_behind_more(scan, unit_end + 1)
            if inner is not None:
                word, unit_end, is_more = inner[0], inner[1], True
        elif numeral.reading.high is None and not numeral.is_more:
            whole = read_compound(text, low, word, unit_end, scan.units)
            if whole is not None:
                unit_end, low, word = whole
    if word.surface in ("个", "個") and text.startswith(_HUNDRED_MILLIONS, unit_end):
        return _hundred_millions(scan, numeral, unit_end)
    if word.surface == "个点" and text[unit_end : unit_end + 1] in ("位", "号"):
        word, unit_end = scan.units.words["个"], unit_end - 1  # 22个点位
    if not scan.every and unit_end == numeral.unit_start + 1:
        word = scan.units.pieces.get(word.surface, word)  # 3块地: no coins behind it
    if scan.every:
        if text[start] not in DIGITS and scan.names.end_of_name(text, start) >= unit_end:
            return None
    elif not is_quantity(scan, start, numeral.end, unit_end, word):
        return None
    if word.surface == "番" and not (low == int(low) and low <= _MOST_DOUBLINGS):
        return None
    draft = Draft(start, unit_end, word.kind, low, numeral.reading.high, word.unit, word.unit_code, is_more)
    _give_meaning(scan, draft, word, numeral.end)
    if text[unit_end : unit_end + 1] in _RATE_SIGNS:
        rate_end, rate = scan.units.rate_at(text, unit_end)
        if rate and (text[unit_end] != "每" or word.kind in ("money", "measure")):
            draft.unit += text[unit_end:rate_end].replace("／", "/")
            draft.end, draft.unit_code = rate_end, draft.unit_code + rate
    return draft


def _hundred_millions(scan: TextScan, numeral: Numeral, position: int) -> Draft:
    """Return the sum that N个亿 is, in speech always money."""
    is_more = numeral.is_more or scan.text[position] in MORE
    end = scan.text.index("亿", position) + 1
    high = numeral.reading.high
    return Draft(
        numeral.start,
        end,
        "money",
        times(numeral.reading.low, _HUNDRED_MILLION),
        None if high is None else times(high, _HUNDRED_MILLION),
        is_more=is_more,
    )


def _unit_behind_more(scan: TextScan, position: int) -> tuple[Word, int] | None:
    """Return the unit of time behind 个多, and where it ends: 小时 in 4个多小时, 个月 in 9个多月."""
    word = scan.units.at(scan.text, position)
    if word is not None and word.role == UNIT and word.kind == "duration":
        return word, position + len(word.surface)
    word = scan.units.at("个" + scan.text[position : position + 3], 0)
    if word is not None and word.role == UNIT and len(word.surface) > 1:
        return word, position + len(word.surface) - 1
    return None


def _give_meaning(scan: TextScan, draft: Draft, word: Word, numeral_end: int) -> None:
    """Give the value what its unit means: 六成 is 60 %, 翻两番 is 4 times, 5毛 is 0.5 CNY, 零下5度 is -5."""
    text, start, surface = scan.text, draft.start, word.surface
    if word.factor is not None or surface in ("成", "折"):
        scale_ends(draft, word)
    elif surface == "番":
        draft.low, draft.high = _doubled(draft.low), None if draft.high is None else _doubled(draft.high)
        draft.start = start - next((len(verb) for verb in ("翻了", "翻") if text.endswith(verb, 0, start)), 0)
    elif surface in ("度", "°"):
        draft.unit_code = _degrees(scan, start, draft.end, draft.unit_code)
    elif surface == "级" and context.is_strength(text, start, numeral_end):
        draft.kind = "measure"
    take_sign(scan, draft)
    if draft.kind == "money" and surface in _YUAN:
        take_currency(scan, draft)


def _doubled(times_over: Number) -> Number:
    return Decimal(2) ** int(times_over)


def scale_ends(draft: Draft, word: Word) -> None:
    """Turn coins into their currency, tenths (成, 折) into percent; 85折 and 五五折 are hundredths already."""
    factor = word.factor
    if word.surface == "成" or (word.surface == "折" and draft.low <= 10):
        factor = Fraction(10)
    if factor is not None:
        draft.low = times(draft.low, factor)
        draft.high = None if draft.high is None else times(draft.high, factor)


def _degrees(scan: TextScan, start: int, end: int, code: str) -> str:
    """Return what kind of degrees: of heat, of electricity (kW.h) or of an angle."""
    text = scan.text
    if text.endswith(_CELSIUS, 0, start):
        return "Cel"
    if text.endswith(_FAHRENHEIT, 0, start):
        return "[degF]"
    if text[end - 2] in BIG_SCALES:
        return "kW.h"
    return "Cel" if context.is_heat(text, start) else code


def take_sign(scan: TextScan, draft: Draft) -> None:
    """Take a minus sign, 负 or 零下 before the numeral into the quantity."""
    text, start = scan.text, draft.start
    previous = text[start - 1 : start]
    if not previous or start == scan.joined_at:
        return
    before = text[start - 2 : start - 1]
    if previous in _MINUS:
        is_sign = not before or not (before in DIGITS or before in "%％" or (before.isascii() and before.isalnum()))
    elif previous in _NEGATIVE:
        is_sign = not before or before not in _NOT_NEGATIVE
    else:
        is_sign = previous == "下" and before == "零"
    width = 2 if previous == "下" else 1
    if not is_sign or start - width < scan.done:
        return
    draft.start = start - width
    low, high = draft.low, draft.high
    draft.low, draft.high = (negated(low), None) if high is None else (negated(high), negated(low))


def take_currency(scan: TextScan, draft: Draft) -> None:
    """Let a currency before the figure name it: 港币2960元, 人民币300万元."""
    before = scan.units.currency_before(scan.text, draft.start)
    if before is not None:
        draft.words_end = draft.start - len(before.surface)
        draft.unit_code = before.unit_code
