"""Numerals without a unit: round amounts (1.76亿), counts before their noun (八市), bare figures, compositions."""

import re
from decimal import Decimal
from fractions import Fraction

from pipelines.extraction.possessive import repeated
from pipelines.extraction.quantities import context
from pipelines.extraction.quantities.characters import (
    BIG_SCALES,
    DIGITS,
    OPEN_QUOTES,
    ROUND_SCALES,
    SCALES,
    SPACES,
    is_ideograph,
)
from pipelines.extraction.quantities.measured import take_sign
from pipelines.extraction.quantities.modifiers import EXACT
from pipelines.extraction.quantities.numerals import read_number
from pipelines.extraction.quantities.scan import Draft, Numeral, TextScan, exact, times
from pipelines.extraction.quantities.units import UNIT, Word

_WINDOW = 32  # characters to look back for what a figure is of
_MONEY_WORDS = re.compile(
    "(?:票房|金额|投资额?|资金|收入|营收|产值|销售额?|贷款|存款|利润|税|债|市值|成交额?|消费额?|总值|GDP|支出|费用|补贴|奖金)"
    "[^，。；、]{0,12}$"
)
_RATIO_WORDS = re.compile("(?:倍差|比值|之比|收入比)[^，；。]{0,24}$")
_FIGURE_WORDS = re.compile("(?:指数|系数|得分|评分|比值|倍差|生育率|密度)[^，。；]{0,6}$")
# 产值突破百亿大关: what follows a sum; any other noun behind the numeral is what is counted.
_BEHIND_SUMS = frozenset("以左上大的规目关级台增降并和与及至到之间水")
_BEFORE_DECIMAL = frozenset("从由到至为达是于比约近超过了降升：:、和与及的（(均在值数差，负-")
_VERSION = re.compile("(?:版本?|第|编号|[A-Za-z])$")
_YEAR = re.compile("(?:19|20)[0-9]{2}")
_SECTION_TITLE = re.compile("[ \u3000]?[^0-9，。；、到至%）)]")
_LINE_STARTS = frozenset("\n\r \u3000")
_ADDRESS_SIGNS = frozenset("/_.-#=&?@+")
_SCALE_WORDS_ALONE = frozenset(("万", "萬", "亿", "億", "百", "千", "万万", "萬萬", "拾", "佰", "仟", "兆"))
_NOT_GROUPED = frozenset("会于小学厦型家约概都米桥专豆")  # 二十大会议, 大学, 大米: 大 begins another word
_HEADING_SCALES = re.compile("[十百千万亿]*")
_HEADING_LENGTH = 10
_SLASHED = re.compile("(?<![0-9０-９/／])([0-9０-９]{1,3})[/／]([0-9０-９]{1,3})(?![0-9０-９/／A-Za-z])")
_PART = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,3})?", re.ASCII)
_NEXT_PART = f" ?[:：∶] ?{_PART.pattern}"
_COMPOSITION = re.compile(_PART.pattern + _NEXT_PART + repeated(_NEXT_PART), re.ASCII)
_SCORE = re.compile(r"([0-9]{1,3})[:：∶]([1-9])(?![0-9:：∶.])", re.ASCII)  # 3:1, but not 12:30
_COMPOSITION_CUE = re.compile(
    "(?:比重|比例|结构|构成)[^，。；]{0,24}$|比(?:分别)?(?:约|调整|优化|变化)?(?:为|由|从|是|达到?|至|到|[:：])? ?$"
)
_RATIO_CUE = re.compile("[比差](?!分)[^，。；]{0,8}$")  # but 比分3:1


def read_with_noun(scan: TextScan, numeral: Numeral, word: Word) -> int:
    """Read a count whose noun follows without a measure word: 八市, 10部门, 三大领域, 900万学生."""
    if not scan.every and not _is_count_of(scan, numeral, word):
        return numeral.end
    reading = numeral.reading
    return scan.add(
        Draft(numeral.start, numeral.unit_start, "count", reading.low, reading.high, is_more=numeral.is_more)
    )


def _is_count_of(scan: TextScan, numeral: Numeral, word: Word) -> bool:
    text, start, end = scan.text, numeral.start, numeral.end
    previous = text[start - 1] if start else ""
    first = text[start]
    is_lone = end - start == 1
    if word.surface == "大" and not (2 <= numeral.reading.low <= 12 and text[end + 1 : end + 2] not in _NOT_GROUPED):
        return False
    if scan.names.end_of_name(text, start) > end or previous in OPEN_QUOTES:
        return False
    if first in DIGITS:
        if _goes_on(previous):
            return False
        digits = text[start:end]
        names = (len(digits) > 4 or _YEAR.fullmatch(digits)) and digits.isdigit() and not numeral.is_more
        return not names  # 12345市民热线, 2023国际车展
    if first in ROUND_SCALES:
        return numeral.is_more or scan.modifiers.before(text, start) != EXACT
    if is_lone:
        return first not in "一二"
    return numeral.reading.high is not None or not SCALES.isdisjoint(text[start:end])  # 一三产业 counts nothing


def read_bare(scan: TextScan, numeral: Numeral) -> int:
    """Read a numeral that stands alone; return where reading goes on."""
    text, start, end = scan.text, numeral.start, numeral.end
    reading = numeral.reading
    draft = Draft(start, numeral.unit_start, "number", reading.low, reading.high, is_more=numeral.is_more)
    if _has_unit_in_heading(scan, draft):
        return scan.add(draft)
    if scan.every:
        is_word = text[start:end] in _SCALE_WORDS_ALONE or scan.names.end_of_name(text, start) >= end
        if is_word and not _is_round_amount(scan, numeral):
            return end
        score = _SCORE.match(text, start)
        if score is not None:
            draft.kind, draft.low, draft.end = "ratio", exact(Fraction(int(score[1]), int(score[2]))), score.end()
        take_sign(scan, draft)
        return scan.add(draft)
    if _is_round_amount(scan, numeral):
        name_round_amount(scan, draft)
        return scan.add(draft)
    if text[start] in DIGITS:
        return _read_figure(scan, numeral, draft)
    return end


def _is_round_amount(scan: TextScan, numeral: Numeral) -> bool:
    """Tell whether a numeral without unit is an amount by its scale word: 1.76亿, 五千万同胞, 近百万民众."""
    text, start, end = scan.text, numeral.start, numeral.end
    first, last = text[start], text[end - 1]
    previous = text[start - 1] if start else ""
    if last not in ROUND_SCALES or (_goes_on(previous) and not context.is_acronym_before(text, start)):
        return False
    if first in DIGITS:
        return True
    if scan.names.end_of_name(text, start) >= end or text[end : end + 1] == "里":
        return False
    if first in ROUND_SCALES:
        return is_ideograph(text[end : end + 1]) and scan.modifiers.before(text, start) != EXACT
    return last in BIG_SCALES


def _goes_on(previous: str) -> bool:
    """Tell whether the character before Arabic digits makes them part of a name or an address: T3, 2+26, /12."""
    return previous.isascii() and (previous.isalnum() or previous in _ADDRESS_SIGNS)


def name_round_amount(scan: TextScan, draft: Draft) -> None:
    """Make it money where a currency stands before it or the words before speak of money, else a count."""
    text, start = scan.text, draft.start
    if _take_currency_alone(scan, draft):
        return
    follower = text[draft.end : draft.end + 1]
    counts_noun = is_ideograph(follower) and follower not in _BEHIND_SUMS
    speaks_of_money = _MONEY_WORDS.search(text, max(0, start - _WINDOW), start) is not None
    draft.kind = "money" if speaks_of_money and not counts_noun else "count"


def _take_currency_alone(scan: TextScan, draft: Draft) -> bool:
    """Make the draft money of the currency that stands before it: 人民币300万, HK$5.2."""
    currency = scan.units.currency_before(scan.text, draft.start)
    if currency is None:
        return False
    draft.kind, draft.unit, draft.unit_code = "money", currency.unit, currency.unit_code
    draft.words_end = draft.start - len(currency.surface)
    return True


def _read_figure(scan: TextScan, numeral: Numeral, draft: Draft) -> int:
    """Read Arabic digits without scale word or unit: a ratio, a composition, an index, or nothing to be valued."""
    text, start, end = scan.text, numeral.start, numeral.end
    previous = text[start - 1] if start else ""
    follower = text[end : end + 1]
    digits = text[start:end]
    if (follower.isascii() and follower.isalpha()) or (previous.isascii() and previous.isalnum()):
        return end
    if previous and not is_ideograph(previous) and _take_currency_alone(scan, draft):
        return scan.add(draft)
    if follower in ("/", "／") and digits.isdigit():
        return _read_slashed(scan, start, end)
    if follower and follower in ":：∶":
        done = _read_composition(scan, start)
        if done:
            return done
    if previous in _ADDRESS_SIGNS and previous != "-":
        return end
    window = max(0, start - _WINDOW)
    if "." in digits or "．" in digits:
        is_version = follower in (".", "．") or _VERSION.search(text, window, start)
        is_title = (not previous or previous in _LINE_STARTS) and _SECTION_TITLE.match(text, end)
        if is_version or is_title or previous not in _BEFORE_DECIMAL:
            return end
        if _RATIO_WORDS.search(text, window, start):
            draft.kind = "ratio"
    elif previous not in ("为", "达", "是", "至", "到", "于") or not _FIGURE_WORDS.search(text, window, start):
        return end
    take_sign(scan, draft)
    return scan.add(draft)


def _has_unit_in_heading(scan: TextScan, draft: Draft) -> bool:
    """Take the unit from a bracket right before the figure, if there is one: 发行总额（亿元）10.00."""
    text = scan.text
    if text[draft.start] not in DIGITS:
        return False
    close = draft.start - 1
    while close >= 0 and (text[close] in SPACES or text[close] in "：:"):
        close -= 1
    if close < 0 or text[close] not in "）)":
        return False
    earliest = max(0, close - _HEADING_LENGTH)
    opening = max(text.rfind("（", earliest, close), text.rfind("(", earliest, close))
    if opening < 0:
        return False
    scale = _HEADING_SCALES.match(text, opening + 1)
    assert scale is not None
    word = scan.units.at(text, scale.end())
    if word is None or word.role != UNIT or scale.end() + len(word.surface) != close:
        return False
    if scale[0]:
        factor = read_number(scale[0])
        if factor is None:
            return False
        draft.low = times(draft.low, Fraction(factor.low))
        draft.high = None if draft.high is None else times(draft.high, Fraction(factor.low))
    draft.kind, draft.unit, draft.unit_code = word.kind, word.unit, word.unit_code
    return True


def _read_slashed(scan: TextScan, start: int, end: int) -> int:
    """Read 5/8; a date or an address is none."""
    match = _SLASHED.match(scan.text, start)
    if match is None or match[1][0] == "0" or int(match[1]) >= int(match[2]):
        return end  # 01/02星 are two of a kind
    return scan.add(Draft(start, match.end(), "ratio", Fraction(int(match[1]), int(match[2]))))


def _read_composition(scan: TextScan, start: int) -> int:
    """Read 5.1：40.2：54.7, the shares of a whole, as one number each, 2.5:1 as a ratio; skip scores."""
    text = scan.text
    match = _COMPOSITION.match(text, start)
    if match is None:
        return 0
    parts = list(_PART.finditer(match[0]))
    if len(parts) == 2 and parts[1][0] == "1" and _RATIO_CUE.search(text, max(0, start - 16), start):
        return scan.add(Draft(start, match.end(), "ratio", Decimal(parts[0][0])))
    if len(parts) < 3 and not _COMPOSITION_CUE.search(text, max(0, start - _WINDOW), start):
        return match.end()
    for part in parts:
        scan.add(Draft(start + part.start(), start + part.end(), "number", Decimal(part[0])))
    return match.end()
