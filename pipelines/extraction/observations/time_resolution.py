"""Time expressions → periods, with the day of publication and what the text has said before.

Conventions: the annotation guidelines, 'time_period' and 'Time.'
"""

import datetime
from dataclasses import dataclass

from pipelines.extraction.observations.periods import is_valid
from pipelines.extraction.observations.time_expressions import TimeExpression

REVIEW_MONTHS = 3  # a text of January to March looks back on the year before

_MONTHS_AHEAD = 6  # that a text tells of days to come


@dataclass(slots=True)
class Clock:
    """What an expression is resolved against."""

    published: datetime.date | None
    frame_year: int | None = None  # the year the text speaks of
    is_review: bool = False  # `frame_year` is the year before publication, which the text looks back on
    last_month: int | None = None  # of the year of publication, that the text reports on
    holiday: str | None = None  # the days of the holiday, where the text states them


def resolve_expression(expression: TimeExpression, clock: Clock) -> str | None:
    """Return the period that an expression names, None where it names none or leaves its year open.

    >>> clock = Clock(datetime.date(2023, 8, 16))
    >>> resolve_expression(TimeExpression(0, 2, 'period', shift=-1), clock)
    '2022'
    >>> resolve_expression(TimeExpression(0, 4, 'years_back', count=5), clock)
    '2018/2023'
    """
    first = _resolve_one(expression, clock)
    if first is None:
        return None
    if expression.closes is not None:
        return _days_until(first, expression.closes)
    if expression.until is None:
        return first
    if (
        expression.until.kind == "day_of_month"
        and len(first) == len("2023-07-01")
        and expression.until.count >= int(first[8:])
    ):
        period = f"{first}/{first[:8]}{expression.until.count:02}"  # 7月1日至22日, told a month later
        return period if is_valid(period) else first
    last = _resolve_one(expression.until, Clock(clock.published, int(first[:4]), last_month=clock.last_month))
    if last is None:
        return first
    begins, ends = first.partition("/")[0], last.rpartition("/")[2]
    if expression.until.kind == "now" and begins[4:].count("-") < 2:
        ends = ends[: len(begins)]  # 从2015年底到现在: as exact as its beginning
    period = f"{begins}/{ends}"
    return period if is_valid(period) else first


def _resolve_one(expression: TimeExpression, clock: Clock) -> str | None:
    published, kind, count = clock.published, expression.kind, expression.count
    if kind in ("vague", "once_done"):
        return None
    if kind in ("period", "since", "holiday", "winter"):
        return _resolve_calendar(expression, clock)
    if published is None:
        return None
    if kind == "recent":
        return f"{published.year}"  # 近日, 不久前: nobody says on which day
    if kind in ("day", "days_ago", "now"):
        return (published + datetime.timedelta(days=count)).isoformat()
    if kind == "weekend":
        saturday = published + datetime.timedelta(days=5 - published.weekday() + 7 * count)
        return f"{saturday.isoformat()}/{(saturday + datetime.timedelta(days=1)).isoformat()}"
    if kind == "day_of_month":
        day = _nearest_such_day(published, count, is_ahead=expression.is_ahead)
        return f"{day}/{published.isoformat()}" if day and expression.is_since else day
    if kind == "month_shift":
        months = published.year * 12 + published.month - 1 + count
        return f"{months // 12}-{months % 12 + 1:02}"
    if kind == "quarter_shift":
        quarters = published.year * 4 + (published.month - 1) // 3 + count
        return f"{quarters // 4}-Q{quarters % 4 + 1}"
    if kind == "years_ahead":
        return f"{published.year}/{published.year + count - 1}" if count > 1 else f"{published.year}"
    return _years_back(published, count)


def _resolve_calendar(expression: TimeExpression, clock: Clock) -> str | None:
    """Return the period of an expression that names a year or leaves it to the text."""
    year = _year_of(expression, clock)
    if year is None:
        return None
    if expression.kind == "holiday":
        return clock.holiday or str(year)
    if expression.kind == "winter":
        is_its_end = clock.published is not None and clock.published.month <= 8
        return f"{year - 1}/{year}" if is_its_end else f"{year}/{year + 1}"
    if expression.kind == "since":
        return _since(expression, year, clock)
    if expression.last_year is not None:
        period = f"{year}/{expression.last_year}"
    elif expression.first == expression.last:
        period = f"{year}{expression.first}"
    else:
        period = f"{year}{expression.first}/{year + (expression.last < expression.first)}{expression.last}"
    return period if is_valid(period) else None


def _nearest_such_day(published: datetime.date, day: int, *, is_ahead: bool) -> str | None:
    """Return the last day of this number up to publication, or the next: 28日 in a text of the 3rd is of last month."""
    months = published.year * 12 + published.month - 1
    if is_ahead:
        months += day < published.day
    else:
        months -= day > published.day
    year, month = months // 12, months % 12 + 1
    period = f"{year}-{month:02}-{day:02}"
    return period if is_valid(period) else None


def _years_back(published: datetime.date, years: int) -> str:
    """Return the years of 五年来: a text of January to March looks back on full years, a later one counts its own."""
    is_review = published.month <= REVIEW_MONTHS + 1
    last = published.year - is_review
    first = last - years + is_review
    return f"{first}/{last}" if first < last else f"{last}"


def _days_until(last: str, days: int) -> str:
    """Return the days of an event that ends on `last`, its year where the text does not say how long it was."""
    if not days or len(last) != len("2023-11-19"):
        return last[:4]
    first = datetime.date.fromisoformat(last) - datetime.timedelta(days=days - 1)
    return f"{first.isoformat()}/{last}"


def _year_of(expression: TimeExpression, clock: Clock) -> int | None:
    """Return the year of an expression; a part of a year that has not come at publication is of the year before."""
    if expression.year is not None:
        return expression.year
    published = clock.published
    if expression.follows_text and clock.frame_year is not None:
        return clock.frame_year - 1
    if expression.shift is not None:
        return published.year + expression.shift if published else None
    if clock.frame_year is not None and not _has_come(expression, clock):
        return clock.frame_year
    if published is None:
        return None
    if expression.until is not None and expression.until.shift == 0:
        return published.year  # 从5月到今年年底
    if expression.kind in ("holiday", "winter"):
        return published.year
    if not expression.first:  # 全年, 年末
        return published.year - (published.month <= REVIEW_MONTHS)
    begins, ends = _months_of(expression)
    is_past = begins > published.month or (begins == 1 and ends > published.month + 2)  # 12月份, 前三季度 in January
    if expression.is_day and begins - published.month <= _MONTHS_AHEAD:
        is_past = False  # 9月16日至20日 in August: of a day that far back the text would say 去年
    return published.year - (is_past and not expression.is_ahead)


def _has_come(expression: TimeExpression, clock: Clock) -> bool:
    """Return whether a part of the year is over at publication: a review of last year then means the new one."""
    published = clock.published
    if published is None or not clock.is_review or not expression.first:
        return False
    if expression.is_day:
        return f"{published.year}{expression.first}" <= published.isoformat()
    return _months_of(expression)[1] < published.month


def _months_of(expression: TimeExpression) -> tuple[int, int]:
    """Return the first and the last month of a part of a year: -Q2 → 4, 6."""
    first, last = expression.first, expression.last
    length = {"Q": 3, "H": 6}
    begins = length[first[1]] * (int(first[2]) - 1) + 1 if first[1] in length else int(first[1:3])
    ends = length[last[1]] * int(last[2]) if last[1] in length else int(last[1:3])
    return begins, ends


def _since(expression: TimeExpression, year: int, clock: Clock) -> str:
    """Return the period from an expression to publication; 今年以来 ends with the last month reported."""
    published = clock.published
    if published is None or year > published.year:
        return f"{year}{expression.first}"
    if year == published.year and not expression.first:
        if expression.has_event:
            return f"{year}"  # 今年开展行动以来: nobody says in which month
        last_month = clock.last_month or published.month
        return f"{year}-01/{year}-{last_month:02}" if last_month > 1 else f"{year}-01"
    if expression.is_day:
        period = f"{year}{expression.first}/{published.isoformat()}"
    elif expression.first:
        begins, _ = _months_of(expression)
        period = f"{year}-{begins:02}/{published.year}-{published.month:02}"
        if (year, begins) == (published.year, published.month):
            return f"{year}-{begins:02}"  # 三月以来, told in March
    else:
        return f"{year}/{published.year}"
    return period if is_valid(period) else f"{year}{expression.first}"
