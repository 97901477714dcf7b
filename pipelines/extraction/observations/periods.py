"""Periods as the tables write them (ISO 8601, quarters 2024-Q1, halves 2024-H1): their days, their years."""

import datetime
import re
from calendar import monthrange
from functools import lru_cache
from typing import NamedTuple

_PART = re.compile(
    r"(?P<year>\d{4})(?:-(?:Q(?P<quarter>[1-4])|H(?P<half>[12])|(?P<month>\d\d)(?:-(?P<day>\d\d))?))?", re.ASCII
)


class Bounds(NamedTuple):
    """The first and the last day of a period, both inclusive; None where no period is known."""

    start: datetime.date | None
    end: datetime.date | None


@lru_cache(maxsize=4096)
def period_bounds(time_period: str | None) -> Bounds:
    """Return the first and the last day of a period, both inclusive, or two None for what is no period.

    >>> [str(day) for day in period_bounds('2021-01/2021-09')]
    ['2021-01-01', '2021-09-30']
    >>> [str(day) for day in period_bounds('2024-Q1')]
    ['2024-01-01', '2024-03-31']
    """
    first, slash, last = (time_period or "").partition("/")
    start = _bounds_of_part(first)
    end = _bounds_of_part(last) if slash else start
    if start is None or end is None:
        return Bounds(None, None)
    return Bounds(start[0], end[1])


def _bounds_of_part(part: str) -> tuple[datetime.date, datetime.date] | None:
    match = _PART.fullmatch(part)
    if match is None:
        return None
    year = int(match["year"])
    if match["day"]:
        try:
            day = datetime.date(year, int(match["month"]), int(match["day"]))
        except ValueError:
            return None
        return day, day
    if match["quarter"]:
        months = int(match["quarter"]) * 3 - 2, int(match["quarter"]) * 3
    elif match["half"]:
        months = int(match["half"]) * 6 - 5, int(match["half"]) * 6
    elif match["month"]:
        months = int(match["month"]), int(match["month"])
    else:
        months = 1, 12
    if not (year and 1 <= months[0] <= 12):
        return None
    return datetime.date(year, months[0], 1), datetime.date(year, months[1], monthrange(year, months[1])[1])


def first_year(period: str) -> int:
    """Return the year in which a period begins: 2021-01/2021-09 → 2021."""
    return int(period[:4])


def last_year(period: str) -> int:
    """Return the year in which a period ends: 2017/2021 → 2021."""
    return int(period.rpartition("/")[2][:4])


def is_several_years(period: str) -> bool:
    """Return whether a period runs over more than one year, so that it has room for levels of other dates.

    >>> is_several_years('2017/2021'), is_several_years('2021-01/2021-09')
    (True, False)
    """
    return "/" in period and first_year(period) != last_year(period)


def in_year(period: str, year: int) -> str:
    """Return the same part of another year: 2019年同期 of 2024-05-01/2024-05-05 is that of 2019.

    >>> in_year('2024-05-01/2024-05-05', 2019)
    '2019-05-01/2019-05-05'
    """
    shift = year - last_year(period)
    return "/".join(f"{int(part[:4]) + shift:04}{part[4:]}" for part in period.split("/"))


def is_valid(period: str) -> bool:
    """Return whether a period names days that exist and does not run backwards (2月30日 and 9—3月 are none)."""
    start, end = period_bounds(period)
    return start is not None and end is not None and start <= end
