"""The time expressions of a sentence: 2021年, 去年1—7月, 前三季度, 五年来, “十四五”时期, 目前.

Nothing is resolved here: time_roles.py reads what each does in its sentence, time_resolution.py finds its period.
Words that name a time by themselves are data: schemas/vocabularies/time_words.csv and eras.csv.
"""

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from pipelines.extraction.observations.time_patterns import (
    DASH,
    HEAD,
    LISTED_QUARTERS,
    PART,
    STARTS,
    small_number,
    year_number,
)
from pipelines.extraction.vocabulary import Vocabularies

_EVENTS = r"(?:投产|开通|成立|实施|建成|启动|运营|通车)"
_SINCE = re.compile(
    rf"(?:起|开始|[^，；。：、]{{0,8}}{_EVENTS}(?:运营)?)?(?:来(?![自源到])|至今|迄今)|[^，；。：、\d]{{0,24}}?以来"
)
_SINCE_MARKS = ("来", "至今", "迄今")
_REACH_OF_SINCE = 30  # characters up to such a word and with it; `_SINCE` has 26 at most
_FROM_THEN_ON = re.compile(r"起|开?始|[^，；。：]{0,40}?以来")  # 自今年1月起, 自2021年设立甲、乙等5个公园以来
_DAY_SINCE = re.compile(r"(?:[^，。；：、\d]{0,10}?以来|至今)")
# What makes a holiday of a festival's name: 国庆7天假期, “五一”小长假, 中秋、国庆假期.
_HOLIDAY_SUFFIX = re.compile(
    r"[”\"]?(?:国际)?(?:劳动)?节?(?:、?[“]?(?:国庆|中秋|元旦)[”]?节?)?(?:[三四五六七八3-8]天)?"
    r"(?:小?长假|假期|假日|(?:旅游)?黄金周|期间)"
)
_DAY_OF_HOLIDAY = re.compile(r"的?(?:第[一二三四五六七八\d]天|首日|最后一[天日])")
_PLAN_SUFFIX = re.compile(r"[”\"]?(?:规划)?(时期|期间|末|以来|收官)")
_RANGE_LINK = re.compile(rf"[)）]?(?:起|夜间|晚上|凌晨|白天|中午)?{DASH}")

_FROM_EVENT_TO = re.compile(r"[^，；。、\d]{1,10}[至到]")

_YEAR_SHIFT = {
    "今年": 0, "本年": 0, "去年": -1, "上年": -1, "上一年": -1, "前年": -2,
    "明年": 1, "次年": 1, "翌年": 1, "后年": 2,
}  # fmt: skip


@dataclass(slots=True)
class TimeExpression:
    """One time expression at `start:end` of its sentence.

    `kind` says how to resolve it: period, since, holiday, winter, day, days_ago, day_of_month, now, weekend,
    month_shift, quarter_shift, years_back, years_ahead, recent, vague, once_done. The year is `year` (as
    written), or `shift` years from publication (去年 −1), or that of the text's frame (both None: 3月份, 全年).
    `first` and `last` are the ISO forms of the part of the year ("-Q1", "-06-25", "" for all of it).
    `role`, `is_ahead` and `closes` come from time_roles.py:
    `role` is time | comparison (比2019年) | speech (今天发布) | event (2006年建校，) | deadline (到2025年).
    """

    start: int
    end: int
    kind: str
    year: int | None = None
    shift: int | None = None
    follows_text: bool = False  # 上年 is the year before the one the text speaks of, 去年 the one before publication
    first: str = ""
    last: str = ""
    count: int = 0  # years back or ahead; days, months or quarters from publication; the day of a month
    last_year: int | None = None  # of 2012—2021年
    role: str = "time"
    until: "TimeExpression | None" = None  # the other end of 5月1日至今天
    is_until: bool = False  # 截至5月31日
    is_since: bool = False  # 18日以来
    has_event: bool = False  # 今年开展行动以来, and not 今年以来
    is_ahead: bool = False  # a cue of the future follows: 12月将开工
    members: tuple[str, ...] = ()  # of 一、二、三季度: the parts of the year that a list of figures shares out
    completes: int = 0  # the years that something has run on this day: 今天，口岸启用满四年
    closes: int | None = None  # the day ends an event of so many days (为期5天…今天闭幕), 0 where it does not say

    @property
    def is_day(self) -> bool:
        """Return whether the expression names one day, or a few."""
        return self.kind in ("day", "days_ago", "day_of_month", "weekend", "recent") or self.first.count("-") == 2


class Era(NamedTuple):
    """One row of eras.csv: a stretch of years that names itself; `needs_since` where only 以来 makes it one."""

    first_year: int
    last_year: int | None
    needs_since: bool


class TimeWords(NamedTuple):
    """The compiled vocabulary: where an expression may begin, the words (kind and days), the eras."""

    pattern: re.Pattern[str]
    words: dict[str, tuple[str, int]]
    eras: dict[str, Era]


@lru_cache(maxsize=4)
def _compile_words(vocabularies: Vocabularies) -> TimeWords:
    """Return the vocabulary with one branch per first character, which keeps the search fast."""
    words = {row["surface"]: (row["kind"], int(row["days"] or 0)) for row in vocabularies.rows("time_words")}
    eras: dict[str, Era] = {}
    for row in vocabularies.rows("eras"):
        era = Era(int(row["first_year"]), int(row["last_year"]) if row["last_year"] else None, row["since"] == "yes")
        eras[row["surface"]] = eras[row["surface"].removeprefix("党的")] = era
    branches: defaultdict[str, list[str]] = defaultdict(list)
    for surface in sorted({*words, *eras}, key=len, reverse=True):
        if surface in words:
            condition = f"(?={_HOLIDAY_SUFFIX.pattern})" if words[surface][0] == "festival" else ""
        else:
            condition = "(?=以来)" if eras[surface].needs_since else f"(?={_PLAN_SUFFIX.pattern})"
        branches[surface[0]].append(re.escape(surface[1:]) + condition)
    for characters, condition in STARTS:
        for character in characters:
            branches[character].append(condition)
    pattern = "|".join(f"{character}(?:{'|'.join(rest)})" for character, rest in branches.items())
    return TimeWords(re.compile(pattern), words, eras)


def find_time_expressions(text: str, vocabularies: Vocabularies) -> list[TimeExpression]:
    """Return the time expressions of a sentence in order, each with its place and what it names.

    >>> from pipelines.extraction.vocabulary import built_in
    >>> [(e.year, e.shift, e.first, e.last) for e in find_time_expressions('去年1—7月增长，比2019年多', built_in())]
    [(None, -1, '-01', '-07'), (2019, None, '', '')]
    """
    pattern, words, eras = _compile_words(vocabularies)
    found: list[TimeExpression] = []
    place = 0
    while match := pattern.search(text, place):
        start, place = match.span()
        surface = match.group()
        expression: TimeExpression | None
        if surface in words:
            expression = _read_word(text, start, place, words[surface])
        elif surface in eras:
            expression = _read_era(text, start, place, eras[surface])
        else:
            expression = _read_expression(text, start)
        if expression is None:
            continue
        place = max(place, expression.end)
        _append(text, found, expression)
    return found


def _append(text: str, found: list[TimeExpression], expression: TimeExpression) -> None:
    """Append the expression, or make it one with the expression before it: 今天（11月8日）, 4月15日起至5月5日."""
    if len(found) > 1 and found[-1].kind == "holiday" and _links_range(text, found[-2], expression):
        found.pop()  # 自7月1日|暑运|启动至22日
    previous = found[-1] if found else None
    if previous and previous.until and text[previous.end : expression.start] in ("（", "("):
        previous.end = expression.end  # 7月1日到昨天（8月9日）
    elif previous and previous.kind == "day" and text[previous.end : expression.start] in ("（", "(", "，"):
        expression.start, expression.shift = previous.start, 0  # the date says it without the day of publication
        found[-1] = expression
    elif (
        previous
        and previous.kind in ("period", "day", "day_of_month", "since")
        and expression.kind in ("period", "day", "day_of_month", "now")
        and _links_range(text, previous, expression)
    ):
        previous.until, previous.end = expression, expression.end
    elif not (previous and previous.first and expression.kind == "month_shift" and previous.end == expression.start):
        found.append(expression)  # 5月当月 is said by 5月


def _links_range(text: str, first: TimeExpression, last: TimeExpression) -> bool:
    """Return whether two expressions are the ends of one stretch: 4月15日起至5月5日, 自7月1日暑运启动至22日."""
    if _RANGE_LINK.fullmatch(text, first.end, last.start):
        return True
    is_from = text[first.start - 1 : first.start] in ("自", "从")
    return is_from and _FROM_EVENT_TO.fullmatch(text, first.end, last.start) is not None


def _read_word(text: str, start: int, end: int, word: tuple[str, int]) -> TimeExpression:
    kind, days = word
    if kind == "festival" and (suffix := _HOLIDAY_SUFFIX.match(text, end)):
        kind, end = "holiday", suffix.end()
    if kind == "holiday" and _DAY_OF_HOLIDAY.match(text, end):
        kind = "day"  # 国庆假期第五天: told on that day
    expression = TimeExpression(start, end, kind, count=days)
    return _with_since(text, expression) if kind in ("holiday", "winter") else expression


def _read_era(text: str, start: int, end: int, era: Era) -> TimeExpression:
    suffix = _PLAN_SUFFIX.match(text, end)
    start -= start > 0 and text[start - 1] in '“"'  # “十四五”时期
    if suffix is None or suffix[1] == "以来" or era.last_year is None:
        return TimeExpression(start, suffix.end() if suffix else end, "since", year=era.first_year)
    if suffix[1] in ("末", "收官"):
        return TimeExpression(start, suffix.end(), "period", year=era.last_year)
    return TimeExpression(start, suffix.end(), "period", year=era.first_year, last_year=era.last_year)


def _read_expression(text: str, start: int) -> TimeExpression | None:
    """Return the expression with a number or a relative word that begins at `start`."""
    head = HEAD.match(text, start)
    if head is None:
        part = PART.match(text, start)
        return _with_part(text, TimeExpression(start, start, "period"), part) if part else None
    expression = TimeExpression(start, head.end(), "period")
    if head["year_b"]:
        expression.year, expression.last_year = year_number(head["year_a"]), year_number(head["year_b"])
    elif head["decade"]:
        expression.year = 1900 + small_number(head["decade"])
        expression.last_year = expression.year + 9
    elif head["ahead"]:
        expression.kind, expression.count = "years_ahead", small_number(head["ahead"])
    elif head["back"] or head["since_years"]:
        expression.kind, expression.count = "years_back", small_number(head["back"] or head["since_years"])
    elif head["days_ago"]:
        expression.kind, expression.count = "days_ago", -small_number(head["days_ago"])
    elif head["day_of_month"]:
        expression.kind, expression.count = "day_of_month", small_number(head["day_of_month"])
        since = _DAY_SINCE.match(text, expression.end)
        if since is not None:
            expression.is_since, expression.end = True, since.end()
    elif head["month_shift"]:
        expression.kind, expression.count = "month_shift", {"上": -1, "下": 1}.get(text[start], 0)
    elif head["quarter_shift"]:
        expression.kind, expression.count = "quarter_shift", -1 if text[start] == "上" else 0
    else:
        return _read_year(text, expression, head)
    return expression


def _read_year(text: str, expression: TimeExpression, head: re.Match[str]) -> TimeExpression | None:
    """Return the expression of a year with its part: 2021年底, 去年1—7月, 全年, 年初."""
    edge = head["year_edge"] or head["relative_edge"] or head["bare_edge"] or ""
    if head["year"] or head["named"]:
        expression.year = year_number(head["year"] or head["named"])
    elif head["relative"]:
        expression.shift = _YEAR_SHIFT.get(head["relative"])  # 当年, 全年: none, the year the text speaks of
        expression.follows_text = head["relative"] in ("上年", "上一年")
    if edge.endswith("初"):
        expression.first = expression.last = "-01"
    part = None
    if edge in ("", "度", "全年"):
        part = PART.match(text, expression.end + text.startswith("的", expression.end))
    return _with_part(text, expression, part) if part else _with_since(text, expression)


def _with_part(text: str, expression: TimeExpression, part: re.Match[str]) -> TimeExpression | None:
    """Return the expression narrowed to a part of its year, None where the numbers name no month or day."""
    expression.end = part.end()
    if part["month_a"]:
        first, last = _month(part["month_a"]), _month(part["month_b"])
    elif part["day"]:
        first = f"{_month(part['month'])}-{small_number(part['day']):02}"
        last = f"{_month(part['month_to'] or part['month'])}-{small_number(part['day_to'] or part['day']):02}"
    elif part["month"]:
        first = last = _month(part["month"])
    elif part["quarter"] or part["first_quarter"]:
        first = last = f"-Q{small_number(part['quarter'] or '1')}"
        if listed := LISTED_QUARTERS.search(text, max(0, expression.start - 6), expression.start):
            expression.start = listed.start()
            earlier = [f"-Q{small_number(numeral)}" for numeral in listed[1].split("、") if numeral]
            expression.members, first = (*earlier, last), earlier[0]
    elif part["half"]:
        first = last = "-H1" if part["half"] == "上" else "-H2"
    elif part["quarters"]:
        first, last = "-01", f"-{small_number(part['quarters']) * 3:02}"
    else:
        first, last = "-01", _month(part["months"])
    if not (_is_part(first) and _is_part(last)):
        return None
    expression.first, expression.last = first, last
    return _with_since(text, expression)


def _month(numeral: str) -> str:
    return f"-{small_number(numeral):02}"


def _is_part(part: str) -> bool:
    month = part[1:3]
    return not month.isdigit() or (1 <= int(month) <= 12 and (len(part) == 3 or 1 <= int(part[4:]) <= 31))


def _with_since(text: str, expression: TimeExpression) -> TimeExpression:
    limit = expression.end + _REACH_OF_SINCE
    may_follow = any(text.find(mark, expression.end, limit) >= 0 for mark in _SINCE_MARKS)
    since = _SINCE.match(text, expression.end) if may_follow else None
    if since is None and text[expression.start - 1 : expression.start] in ("自", "从"):
        since = _FROM_THEN_ON.match(text, expression.end)
    if since:
        expression.has_event = len(since.group()) > len("以来") and since.group().endswith("以来")
        expression.end = since.end()
        if expression.kind not in ("holiday", "winter"):
            expression.kind = "since"
    return expression
