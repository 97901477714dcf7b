"""Numerals → exact numbers.

Every way in which Chinese texts write a number: Arabic (1,234.5, full-width too), lower-case Chinese (三百二十),
formal (叁佰贰拾), digit by digit (二〇二四), mixed (3亿5000万), with a colloquial end (一万三 = 13000), fractions
(三分之一, 5/8, 一又二分之一), scale letters (15k). Digits and scale words are data: `digits.csv` and `scales.csv`.
"""

import re
from decimal import Context, Decimal
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from pipelines.extraction.model import Number
from pipelines.extraction.vocabulary import built_in

LONGEST = 80  # characters: 10^24 written in full has 60; longer runs of digits are no numerals of prose
LARGEST = 10**25

_DIGIT_ROWS = built_in().rows("digits")
_SCALE_ROWS = built_in().rows("scales")
_EXACT = Context(prec=2 * LONGEST)

# One canonical character per digit and scale word, so that the grammar below knows 零一…九两十百千万亿兆点 only.
_DIGIT_NAMES = {0: "零", 1: "一", 2: "二", 3: "三", 4: "四", 5: "五", 6: "六", 7: "七", 8: "八", 9: "九"}
_DIGIT_NAMES |= {20: "二十", 30: "三十", 40: "四十"}
_PAIR_WORDS = {"两": "两", "兩": "两", "俩": "两", "倆": "两"}  # 2 in counting only: 两千 but never 二〇两四
_SCALE_NAMES = {10: "十", 100: "百", 1000: "千", 10**4: "万", 10**8: "亿", 10**12: "兆"}
_CANONICAL = str.maketrans(
    {row["surface"]: _DIGIT_NAMES[int(row["value"])] for row in _DIGIT_ROWS}
    | _PAIR_WORDS
    | {row["surface"]: _SCALE_NAMES[int(row["value"])] for row in _SCALE_ROWS if row["script"] != "letter"}
    | dict(zip("０１２３４５６７８９．，·點／－−餘幾數", "0123456789.,.点/--余几数", strict=True))
    | {chr(ord(letter) + 0xFEE0): letter for letter in "kKwWMGeE"}
    | {" ": "", "\u3000": "", "\t": "", "\n": "", "\r": "", "\u00a0": ""}
)
_FULL_WIDTH = str.maketrans("０１２３４５６７８９／", "0123456789/")
_DIGITS = {"零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_SMALL_SCALES = {"十": 10, "百": 100, "千": 1000}
_BIG_SCALES = (("兆", 10**12), ("亿", 10**8), ("万", 10**4))
_LETTER_SCALES = {row["surface"]: int(row["value"]) for row in _SCALE_ROWS if row["script"] == "letter"}

_ARABIC = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d+)?", re.ASCII)
_ARABIC_WITH_LETTER = re.compile(r"([\d.,]+)(?:[eE](-?\d{1,2})|([kKwWMG]))", re.ASCII)
_MIXED_FRACTION = re.compile(r"(\d{1,9})[ \u3000]+(\d{1,9}/\d{1,9})", re.ASCII)
_DIGIT_STRING = re.compile("[零一二三四五六七八九]{2,}")
_SECTION_TOKEN = re.compile(r"[\d.,]+|[零一二两三四五六七八九十百千]", re.ASCII)
_DECIMALS = re.compile(r"([零一二三四五六七八九]+|\d+)([十百千万亿兆]*)", re.ASCII)
_FRACTION = re.compile("(?:([^又]+)又)?([^又分]+)[分份]之?([^又分]+)")
# Two neighbouring digits name a span: 三四万 is 30000 to 40000, 三五百 is 300 to 500, 十五六 is 15 to 16.
_SPAN = re.compile(
    "((?:.*[十百千万亿兆])?)(?:(一)(二)|(二|两)(三)|(三)(四|五)|(四)(五)|(五)(六)|(六)(七)|(七)(八)|(八)(九))"
    "((?:[十百千万亿兆].*)?)"
)
_VAGUE = re.compile("(.*?)([几数])([十百千万亿兆]*)")


class NumeralNotRead(ValueError):
    """A string that is not one numeral with one certain reading."""


class NumeralReading(NamedTuple):
    """What a numeral says: one number, or the two ends of a span (三四万)."""

    low: Number
    high: Number | None = None  # None: `low` is the number itself
    is_more: bool = False  # 多 or 余 inside: 70多亿 is 7000000000 and something more
    is_vague: bool = False  # 几 or 数: 十几 is anything between 10 and 20


def read_numeral(numeral: str) -> Number:
    """Return the number that the whole string names, as `Decimal`, or as `Fraction` where a decimal cannot hold it.

    Raises `NumeralNotRead` for anything else: a span (三四万), a vague amount (几十), a numeral with a unit (三元).

    >>> str(read_numeral('三亿五千万')), str(read_numeral('1.43万亿')), str(read_numeral('壹佰万零伍拾肆'))
    ('350000000', '1430000000000', '1000054')
    >>> read_numeral('三分之一')
    Fraction(1, 3)
    """
    reading = read_number(numeral.strip())
    if reading is None or reading.high is not None or reading.is_more:
        raise NumeralNotRead(numeral)
    return reading.low


@lru_cache(maxsize=1 << 15)
def read_number(numeral: str) -> NumeralReading | None:
    """Return what a numeral says, spans and vague amounts included, or None where no reading is certain."""
    if len(numeral) > LONGEST:
        return None
    with_space = _MIXED_FRACTION.fullmatch(numeral.translate(_FULL_WIDTH))
    canonical = f"{with_space[1]}又{with_space[2]}" if with_space else numeral.translate(_CANONICAL)
    is_more = "多" in canonical or "余" in canonical or canonical.endswith("来")
    if is_more:
        canonical = canonical.replace("多", "").replace("余", "").removesuffix("来")
    span = _SPAN.fullmatch(canonical)
    # 七八 is 7 to 8 and never 78, which is 七十八; longer strings of digits are read one by one.
    low = None if span and len(canonical) == 2 else _signed(canonical)
    if low is not None:
        return NumeralReading(low, is_more=is_more) if -LARGEST < low < LARGEST else None
    if "几" in canonical or "数" in canonical:
        return _vague(canonical)
    if span is None:
        return None
    before, *digits, after = span.groups(default="")
    first, second = filter(None, digits)
    low, high = _signed(before + first + after), _signed(before + second + after)
    if low is None or high is None or not low < high:
        return None
    return NumeralReading(low, high, is_more)


def _vague(canonical: str) -> NumeralReading | None:
    """Read 几 and 数 as any digit: 十几 is 10 to 20, 二十几万 is 200000 to 300000, 数百 is 100 to 1000."""
    match = _VAGUE.fullmatch(canonical)
    if match is None:
        return None
    before, _, scales = match.groups()
    step = _integer("一" + scales) if scales else Decimal(1)
    base = Decimal(0)
    if before:
        # 二十几万: the scale after 几 belongs to the digits before it as well.
        read = _integer(before + scales) if before[-1] != "零" else _integer(before.rstrip("零") + scales)
        if read is None:
            return None
        base = read
    if step is None:
        return None
    high = base + step * 10
    return NumeralReading(base or step, high, is_vague=True)


def _signed(canonical: str) -> Number | None:
    negative = canonical[:1] in ("负", "負", "-")
    body = canonical[1:] if negative else canonical
    if body.startswith(("又", "/")) or not body:
        return None
    value = _fraction(body) if "分" in body or "份" in body or "/" in body else _magnitude(body)
    if value is None:
        return None
    if not negative:
        return value
    return value.copy_negate() if isinstance(value, Decimal) else -value


def _fraction(body: str) -> Number | None:
    """Read 三分之一, 一又二分之一 and 5/8; a decimal where one holds it exactly (二分之一 = 0.5)."""
    if "/" in body:
        whole_text, _, rest = body.rpartition("又")
        top, _, bottom = rest.partition("/")
    else:
        match = _FRACTION.fullmatch(body)
        if match is None:
            return None
        whole_text, bottom, top = match[1] or "", match[2], match[3]
    numerator = _signed(top) if top[:1] in ("负", "負", "-") else _magnitude(top)
    denominator = _magnitude(bottom)
    whole = _magnitude(whole_text) if whole_text else Decimal(0)
    if numerator is None or not denominator or whole is None:
        return None
    return Fraction(whole) + Fraction(numerator) / Fraction(denominator)


def _magnitude(body: str) -> Decimal | None:
    """Read a number without sign or fraction bar."""
    plain = _arabic(body)
    if plain is not None:
        return plain
    lettered = _ARABIC_WITH_LETTER.fullmatch(body)
    if lettered:
        number = _arabic(lettered[1])
        if number is None:
            return None
        return (
            _plain(_EXACT.scaleb(number, int(lettered[2])))
            if lettered[2]
            else _times(number, _LETTER_SCALES[lettered[3]])
        )
    if "点" in body:
        return _with_decimals(body)
    return _whole(body)


def _whole(body: str) -> Decimal | None:
    """Read an integer in words or digit by digit (二〇二四); digits side by side are never scaled."""
    if _DIGIT_STRING.fullmatch(body):
        return Decimal("".join(str(_DIGITS[digit]) for digit in body))
    return _integer(body)


def _arabic(digits: str) -> Decimal | None:
    """Read Arabic digits with or without separators; 1,23 and 1.2.3 are no numbers."""
    if not digits or not _ARABIC.fullmatch(digits):
        return None
    return Decimal(digits.replace(",", ""))


def _with_decimals(body: str) -> Decimal | None:
    """Read 六点四二万 and 十二万三千点零: digits behind 点, perhaps scaled as a whole."""
    before, _, after = body.partition("点")
    whole = _arabic(before) if before.isascii() else _whole(before)
    decimals = _DECIMALS.fullmatch(after)
    if whole is None or decimals is None or "." in before:  # 1.0点5
        return None
    if decimals[2] and whole >= 10000:
        return None
    digits = "".join(str(_DIGITS[digit]) if digit in _DIGITS else digit for digit in decimals[1])
    scale = _integer("一" + decimals[2]) if decimals[2] else Decimal(1)
    return None if scale is None else _times(Decimal(f"{whole:f}.{digits}"), int(scale))


def _integer(body: str) -> Decimal | None:
    """Read a number by its largest scale word: what stands before it is multiplied, what follows is added."""
    for word, scale in _BIG_SCALES:
        before, found, after = body.rpartition(word)
        if not found:
            continue
        high = _integer(before) if before else Decimal(1)
        if high is None or (_is_arabic_digit(after) and before.isascii() and len(before) <= 2):
            return None  # 1万5 is 15000 in speech and 10005 in a table
        low = _remainder(after, scale) if after else Decimal(0)
        if low is None or low >= scale or (after and high != high.to_integral_value()):
            return None
        return _EXACT.add(_times(high, scale), low)
    return _section(body)


def _remainder(after: str, scale: int) -> Decimal | None:
    """Read what follows a big scale word: 一万三 is 13000, 一万零三 is 10003, 1万600 is 10600."""
    body = after.lstrip("零")
    if not body:
        return None
    value = _integer(body)
    is_colloquial = len(after) == 1 and after in _DIGITS
    return _times(value, scale // 10) if is_colloquial and value is not None else value


def _section(body: str) -> Decimal | None:
    """Read a number below 10000 in words, or Arabic digits."""
    plain = _arabic(body)
    if plain is not None:
        return plain
    total, pending, last_scale, after_zero, position = Decimal(0), None, 10000, False, 0
    for match in _SECTION_TOKEN.finditer(body):
        if match.start() != position:
            return None
        token, position = match[0], match.end()
        if token in _SMALL_SCALES:
            scale = _SMALL_SCALES[token]
            if scale >= last_scale or (pending is None and total and scale != 10):
                return None
            factor = Decimal(1) if pending is None else pending
            total = _EXACT.add(total, _times(factor, scale))
            pending, last_scale, after_zero = None, scale, False
        elif pending is not None:
            return None  # two digits side by side: 二三百 is a span, 一二百三 nothing
        elif token == "零":
            after_zero = bool(total) or len(body) > 1
            if len(body) == 1:
                pending = Decimal(0)
        else:
            pending = Decimal(_DIGITS[token]) if token in _DIGITS else _arabic(token)
            if pending is None or pending >= last_scale:
                return None
    if position != len(body) or (pending is None and after_zero):
        return None
    if pending is None:
        return total
    if total and not after_zero and last_scale > 10 and _is_arabic_digit(body[-1]) and pending < 10:
        return None  # 三百2
    is_colloquial = total and not after_zero and last_scale > 10 and pending < 10 and body[-1] in _DIGITS
    return _EXACT.add(total, _times(pending, last_scale // 10) if is_colloquial else pending)


def _is_arabic_digit(text: str) -> bool:
    return len(text) == 1 and text.isascii() and text.isdigit()


def _times(number: Decimal, scale: int) -> Decimal:
    return number if scale == 1 else _plain(_EXACT.multiply(number, Decimal(scale)))


def _plain(number: Decimal) -> Decimal:
    """Return the number without exponent and, where it is whole, without decimals: 1.554E+11 prints as 155400000000."""
    whole = number.to_integral_value()
    return Decimal(int(number)) if number == whole else number
