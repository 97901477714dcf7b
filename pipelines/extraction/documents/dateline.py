"""When a document was published, as its own text and name say."""

import datetime
import re
from typing import Literal, NamedTuple

from pipelines.extraction.documents.dates import DATE_PATTERN, make_date, read_date

_HEAD, _FOOT = 1_500, 400  # characters where datelines and the date under a signature stand
_MOST_LOOKED_AT = 200_000  # characters searched for other signs
_WEEK = datetime.timedelta(days=7)

_DATE_LINE = re.compile(
    r"^[ \t\xa0　（(【\[—-]{0,40}(?:(?:发布|发稿|成文|印发|公布)?(?:日期|时间)[ 　]{0,4}[:：][ 　]{0,4})?"
    + DATE_PATTERN + r"(?P<rest>[^\n。，；]{0,40})$", re.MULTILINE | re.ASCII,
)  # fmt: skip
_STATED = re.compile(
    r"(?:发布|发稿|成文|印发|公布)?(?:日期|时间)\s{0,4}[:：]\s{0,4}(?P<date>(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2})",
    re.ASCII,
)
_NUMERIC_LINE = re.compile(
    r"^[ \t\xa0　]{0,40}(?P<date>(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2})(?!\d)[^\n。；]{0,40}$", re.MULTILINE | re.ASCII
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
_CUT_OFF = re.compile(r"截[至止]到?(?P<year>(?:19|20)\d\d)年(?:(?P<month>1[0-2]|[1-9])月|年?[底末])", re.ASCII)
_ADDRESS = re.compile(r"(?:https?://|www\.)[\w.:-]{1,100}/[\w./-]{0,200}", re.ASCII)
_DATE_IN_ADDRESS = re.compile(r"/t?(20\d\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?!\d)", re.ASCII)
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
       发布日期：2022-02-28; a month without day is its first), in the dateline (新华社北京2022年3月5日电), or in web
       addresses (…/2022/03/05/…, t20220305_1.html), where all of them have the same;
    2. month and day of the dateline (新华社北京3月5日电), else of 今天（3月5日）, else of an announcement at the
       head (4月20日发布), in the year that the name gives, else that the text's latest cut-off date gives
       (截至2021年底, 截至2024年1月): the first such day after it. Other years that a text speaks of say little:
       where it means its own year it writes 今年 (of 800 days of news they would date two in three wrongly);
    3. the date in the name (20240818.txt, 2024-03-05-标题.html, 2024年3月5日…); a year alone is none.

    >>> date_document("新华社北京3月5日电 截至2023年底，全国电站有80座。", "电力.txt")
    (datetime.date(2024, 3, 5), 'text')
    >>> date_document("全国用电量增长8%。", "news/20240818.txt")
    (datetime.date(2024, 8, 18), 'filename')
    """
    named = _read_name(name)
    if date := _written_in_full(text) or _in_addresses(text):
        return date, "text"
    if month_day := _month_and_day(text):
        year = named.year or _year_of_cut_off(text, month_day)
        date = make_date(str(year), *month_day) if year else None
        is_near = named.date is None or (date is not None and abs(date - named.date) <= _WEEK)
        if date and is_near:
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


def _in_addresses(text: str) -> datetime.date | None:
    """Return the date that all web addresses in the text with a date have."""
    dates = {
        date
        for address in _ADDRESS.findall(text[:_MOST_LOOKED_AT])
        for written in _DATE_IN_ADDRESS.findall(address)
        if (date := make_date(*written))
    }
    return dates.pop() if len(dates) == 1 else None


def _year_of_cut_off(text: str, month_day: tuple[str, str]) -> int | None:
    """Return the year in which this month and day come first after the latest cut-off date, None without one."""
    cut_offs = [(int(match["year"]), int(match["month"] or 12)) for match in _CUT_OFF.finditer(text[:_MOST_LOOKED_AT])]
    if not cut_offs:
        return None
    year, month = max(cut_offs)
    is_over = month == 12  # 截至12月 and 年底: told of in the year after
    return year + 1 if is_over or int(month_day[0]) < month else year
