"""When a document was published, as its own text and name say."""

import datetime
import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from pipelines.extraction.documents.dates import DATE_PATTERN, make_date, read_date

_HEAD, _FOOT = 1_500, 400  # characters where datelines and the date under a signature stand
_MOST_LOOKED_AT = 100_000  # characters searched for years

_DATE_LINE = re.compile(
    r"^[\s（(【\[—-]*(?:(?:发布|发稿|成文|印发|公布)?(?:日期|时间)\s*[:：]\s*)?" + DATE_PATTERN
    + r"(?P<rest>[^\n。，；]{0,40})$", re.MULTILINE | re.ASCII,
)  # fmt: skip
_STATED = re.compile(
    r"(?:发布|发稿|成文|印发|公布)?(?:日期|时间)\s*[:：]\s*(?P<date>(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2})",
    re.ASCII,
)
_NUMERIC_LINE = re.compile(
    r"^\s*(?P<date>(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2})(?!\d)[^\n。；]{0,40}$", re.MULTILINE | re.ASCII
)
_MONTH_DAY = r"(?P<month>1[0-2]|0?[1-9])月(?P<day>3[01]|[12]\d|0?[1-9])日"
_DATELINE = re.compile(
    r"(?:社|网|报|台|客户端|讯)[^\n。，；]{0,15}?(?:(?P<year>(?:19|20)\d\d)年)?"
    + _MONTH_DAY
    + "(?:[^\n。，；]{0,3})(?:电|讯|消息|报道)",
    re.ASCII,
)
_TODAY = re.compile(r"今[天日]\s{0,2}[（(]\s{0,2}" + _MONTH_DAY + r"[^\n）)]{0,6}[）)]", re.ASCII)
_ANNOUNCED = re.compile(
    _MONTH_DAY + r"(?:上午|下午|晚)?，?(?:[\u4e00-\u9fff]{0,20}?(?:发布|公布|获悉|举行|召开|介绍|通报|印发))", re.ASCII
)
_FULL_DATE = re.compile(DATE_PATTERN, re.ASCII)
_YEAR = re.compile(r"(?P<before>.{0,3})(?P<year>(?:19|20)\d\d)年(?P<after>.{0,6})", re.ASCII)
_AIMED_AT = re.compile(r"[到至]$|[到至].$")
_OVER = re.compile(r"底|末|全年|度")
_NAME_MONTH = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_.年](\d{1,2})(?:月|(?![\d]))", re.ASCII)
_NAME_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)", re.ASCII)


class _Named(NamedTuple):
    """What a file's name says: a full date, or the month or year alone."""

    date: datetime.date | None
    year: int | None


def date_document(text: str, name: str) -> tuple[datetime.date | None, Literal["text", "filename"] | None]:
    """Return when a document was published, and whether its text or its name says so; (None, None) where neither does.

    In this order:
    1. a date in full on a line of its own at the head or under the signature (2022年2月28日, 二〇二二年二月,
       发布日期：2022-02-28; a month without day is its first), or in the dateline (新华社北京2022年3月5日电);
    2. month and day of the dateline (新华社北京3月5日电), else of 今天（3月5日）, else of an announcement at the
       head (4月20日发布), in the year that the name gives, else that the text speaks of: the year of
       the latest date or month that has passed, the one after it where the day would come before that;
    3. the date in the name (20240818.txt, 2024-03-05-标题.html, 2024年3月5日…); a year alone is none.

    >>> date_document("新华社北京3月5日电 2023年12月，全国用电量增长8%。", "电力.txt")
    (datetime.date(2024, 3, 5), 'text')
    >>> date_document("全国用电量增长8%。", "news/20240818.txt")
    (datetime.date(2024, 8, 18), 'filename')
    """
    named = _read_name(name)
    if date := _written_in_full(text):
        return date, "text"
    if month_day := _month_and_day(text):
        year = named.year or _year_spoken_of(text, month_day)
        if year and (date := make_date(str(year), *month_day)):
            if named.date and abs((date - named.date).days) <= 7:
                return date, "text"
            if named.date is None:
                return date, "text"
    return (named.date, "filename") if named.date else (None, None)


def _read_name(name: str) -> _Named:
    """Return the date, or the year, in a file's name; folders (2024/03-05.txt) give the year as well."""
    if date := read_date(name.rpartition("/")[2]) or read_date(name.replace("/", "-")):
        return _Named(date, date.year)
    if (month := _NAME_MONTH.search(name)) and (first := make_date(month[1], month[2], None)):
        return _Named(None if "年" not in month[0] else first, first.year)
    years = {int(year) for year in _NAME_YEAR.findall(name)}
    return _Named(None, years.pop() if len(years) == 1 else None)


def _written_in_full(text: str) -> datetime.date | None:
    """Return the date that stands in full on a line of its own at head or foot, or in the dateline."""
    head, foot = text[:_HEAD], text[max(_HEAD, len(text) - _FOOT) :]
    for part in (head, foot):
        if (stated := _STATED.search(part)) and (
            date := read_date(stated["date"].replace("年", "-").replace("月", "-"))
        ):
            return date
    if (dateline := _DATELINE.search(head)) and dateline["year"]:
        return make_date(dateline["year"], dateline["month"], dateline["day"])
    for part in (head, foot):
        found = [
            (match.start(), match["day"] is None, date)
            for match in _DATE_LINE.finditer(part)
            if (date := make_date(match["year"], match["month"], match["day"])) and _is_of_publication(match)
        ]
        found += [
            (match.start(), False, date) for match in _NUMERIC_LINE.finditer(part) if (date := read_date(match["date"]))
        ]
        if found:
            return (min(found) if part is head else max(found))[2]
    return None


def _is_of_publication(match: re.Match[str]) -> bool:
    """Return whether a line that begins with a date gives the date of the document and does not speak of that day."""
    rest = match["rest"].strip()
    if match["day"] is None:
        return rest in ("", "）", ")", "】", "]")  # 2022年2月全市…: a headline about the month
    return not rest or not rest[0].isalnum() or rest.startswith(("在", "星期", "来源", "第"))


def _month_and_day(text: str) -> tuple[str, str] | None:
    """Return month and day of the dateline, or of what the text calls today."""
    for pattern, part in ((_DATELINE, text[:_HEAD]), (_TODAY, text[:_MOST_LOOKED_AT]), (_ANNOUNCED, text[:_HEAD])):
        if match := pattern.search(part):
            return match["month"], match["day"]
    return None


def _year_spoken_of(text: str, month_day: tuple[str, str]) -> int | None:
    """Return the year in which this month and day come first after all that the text tells of as past.

    None where the text names no year, or where 2021年 alone leaves open whether it is over.
    """
    latest = max(_latest_mentions(text[:_MOST_LOOKED_AT]), default=None)
    if latest is None:
        return None
    day = make_date(str(latest.year), *month_day)
    if day is None:
        return None
    return latest.year if day >= latest else latest.year + 1


def _latest_mentions(text: str) -> Iterator[datetime.date]:
    """Yield the days up to which the text tells of each year that it names, years aimed at left out."""
    for match in _YEAR.finditer(text):
        if _AIMED_AT.search(match["before"]):
            continue
        year, after = int(match["year"]), match["after"]
        if month := re.match(r"(1[0-2]|[1-9])(?:[-—至到]+(1[0-2]|[1-9]))?月", after, re.ASCII):
            yield datetime.date(year, int(month[2] or month[1]), 1)
        elif _OVER.match(after):
            yield datetime.date(year, 12, 31)
        else:
            yield datetime.date(year, 1, 1)
