"""Dates as people write them at the head of a document or in a file's name."""

import datetime
import re

_DIGITS = {
    digit: value
    for value, digits in enumerate(
        ("〇零○0０", "一1１", "二2２", "三3３", "四4４", "五5５", "六6６", "七7７", "八8８", "九9９")
    )
    for digit in digits
}
DATE_PATTERN = (
    r"(?P<year>(?:19|20)\d\d|[一二][九〇零○][〇零○一二三四五六七八九]{2})\s{0,2}年\s{0,2}"
    r"(?P<month>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])\s{0,2}月"
    r"(?:\s{0,2}(?P<day>3[01]|[12]\d|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])\s{0,2}[日号])?"
)
_CHINESE_DATE = re.compile(DATE_PATTERN, re.ASCII)
_NUMERIC_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)", re.ASCII)
_COMPACT_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)(\d\d)(\d\d)(?!\d)", re.ASCII)


def read_date(text: str) -> datetime.date | None:
    """Return the first date that `text` writes in full, None where it writes none.

    >>> read_date("2024-03-05T09:00:00+08:00"), read_date("二〇二三年十二月三十一日"), read_date("2024年2月30日")
    (datetime.date(2024, 3, 5), datetime.date(2023, 12, 31), None)
    """
    found: list[tuple[int, datetime.date]] = []
    for pattern in (_CHINESE_DATE, _NUMERIC_DATE, _COMPACT_DATE):
        for match in pattern.finditer(text):
            if all(match.groups()) and (date := make_date(*match.groups()[:3])):
                found.append((match.start(), date))
                break
    return min(found)[1] if found else None


def make_date(year: str, month: str, day: str | None) -> datetime.date | None:
    """Return the date of three numerals in Arabic or Chinese digits, the first of the month where `day` is None.

    >>> make_date("二〇二三", "十二", "卅"), make_date("2023", "十二", None)
    (None, datetime.date(2023, 12, 1))
    """
    numbers = [_small_number(numeral) for numeral in (year, month, day or "1")]
    try:
        return datetime.date(*[number for number in numbers if number is not None])
    except (ValueError, TypeError):
        return None


def _small_number(numeral: str) -> int | None:
    """Return the value of a numeral of a date: digits one by one, or with 十."""
    if "十" in numeral:
        tens, _, ones = numeral.partition("十")
        values = (_DIGITS.get(tens, None if tens else 1), _DIGITS.get(ones, None if ones else 0))
        return None if None in values else 10 * (values[0] or 0) + (values[1] or 0)
    digits = [_DIGITS.get(digit) for digit in numeral]
    return None if None in digits or not digits else int("".join(map(str, digits)))
