"""The time expressions of a sentence (2021年, 去年1—7月, 前三季度, 五年来, “十四五”时期, 目前): where they are, what they say.

`find_time_expressions` only reads the sentence; `resolve_expression` gives the ISO form, for which it needs the day of
publication and the year the text is speaking of. Conventions: gold/GUIDELINES.md, 'time_period'.
"""

import datetime
import re
from dataclasses import dataclass
from functools import lru_cache

from pipelines.extraction.observations.periods import is_valid
from pipelines.extraction.vocabulary import Vocabularies

_DASH = r"(?:[-—–－~～]{1,2}|至|到)"
_SMALL = r"(?:\d{1,2}|十[一二三四五六七八九]?|[一二三四五六七八九两])"  # months, days and numbers of years
_YEARS = r"(?:\d{1,3}|[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九两])"
_YEAR = r"(?:[1１][9９]\d\d|[2２][0０]\d\d|[一二][〇○零Ｏ九][〇○零Ｏ一二三四五六七八九]{2})"

# What follows a year or stands alone, with the year understood.
_PART = re.compile(
    rf"""(?P<month_a>{_SMALL})(?:月份?)?{_DASH}(?P<month_b>{_SMALL})月份?(?!{_SMALL}[日号])
    |(?P<month>{_SMALL})月(?:份(?!额)|(?P<day>{_SMALL})[日号](?:{_DASH}(?:(?P<month_to>{_SMALL})月)?(?P<day_to>{_SMALL})[日号])?)?
        (?:上旬|中旬|下旬|[上下]半月|底|末|初)?
    |(?:第?(?P<quarter>[一二三四1-4])|(?P<first_quarter>首))季度
    |[前头](?P<quarters>[二两三23])个?季度
    |(?P<half>[上下])半年
    |[前头](?P<months>{_SMALL})个?月""",
    re.VERBOSE,
)
_HEAD = re.compile(
    rf"""(?P<year_a>{_YEAR})年?{_DASH}(?P<year_b>{_YEAR})(?:年(?!代|级)|学?年度)
    |(?P<year>{_YEAR})(?:年(?!代|级)度?|(?=/))(?P<year_edge>[底末初中内]|全年)?
    |(?P<rel>今年|去年|上年|前年|明年|(?<![成产用营之以])后年|本年|当年|同年|全年|上一年|次年|翌年)(?![龄级轻老均产])(?P<rel_edge>年?[底末初]|[度内]|全年)?
    |(?P<rel_month>本月|上月|当月|上个月|下月)|(?P<rel_quarter>本季度|上季度|当季)
    |(?P<bare_edge>年[初底末内](?!期))
    |(?:今后|未来|接下来的?)(?P<ahead>{_YEARS})年
    |(?:(?:刚刚)?过去的?这?|最?近|这|此前)(?P<back>{_YEARS})个?多?年(?!前|内|级|生)(?:以?来|间|里)?
    |(?P<since_years>{_YEARS})多?年以?来""",
    re.VERBOSE,
)
_SINCE = re.compile(r"(?:起|开始|[^，；。：、]{0,8}(?:投产|开通|成立|实施|建成|启动|运营|通车)(?:运营)?)?(?:以来|来(?![自源到])|至今|迄今)")
_PLAN_SUFFIX = re.compile(r"[”\"]?(?:规划)?(?P<suffix>时期|期间|末|以来|收官)")
_RANGE_LINK = re.compile(rf"[)）]?起?{_DASH}")
_COMPARED = re.compile(r"(?:[比较]|[高低快慢大小多少优]于|高出|低出|超出|超过)(?:20\d\d年)?[“\"]?$|(?<![一-龥])[与同和跟]$")
_COMPARED_AFTER = re.compile(r"(?:同期|全年)?(?:水平)?(?:相比|持平|相当|基本持平)")
_DEADLINE = re.compile(r"(?:到|至|力争|争取|预计|在|于)$")
_SPEECH = re.compile(
    r"发布|公布|获悉|了解到|介绍|通报|消息|召开|新闻发布会|印发|透露|表示|宣布|报道|公告|披露|指出|联合推出|讲话|强调"
)
_CLOSES = re.compile(r"[^，。；]{0,24}(?:闭幕|落下帷幕|落幕|收官|圆满结束)")
_LASTS = re.compile(rf"(?:为期|历时)(?P<days>{_SMALL})[天日]")
_AHEAD = re.compile(r"[^。；]{0,16}?(?:将|拟|计划|预计|力争|争取|有望|确保)")
_INCEPTION = re.compile(r"(?:开通|成立|启动|实施|建成|运营|投产|启用|上任|推行|落成|创办|创立|建[市区县省国校院])$")
_FIRST = "0-9０-９一二三四五六七八九十两首前头上今去明后本当同全次翌年未接刚过最近这此下第"

_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "Ｏ": 0, "两": 2, "首": 1}
_YEAR_SHIFT = {"今年": 0, "本年": 0, "去年": -1, "上年": -1, "上一年": -1, "前年": -2, "明年": 1, "次年": 1, "翌年": 1, "后年": 2}


@dataclass(slots=True)
class TimeExpression:
    """One time expression at `start:end` of its sentence.

    `kind` says how to resolve it: period, since, years_back, years_ahead, now, vague. The year is `year` (as written),
    or `shift` years from publication (去年 −1), or that of the text's frame (both None: 3月份, 全年). `first` and `last`
    are the ISO forms of the part of the year ("-Q1", "-06-25", "" for all of it). `role` is what the expression does in
    its sentence: time | comparison (比2019年) | speech (今天发布) | deadline (到2025年).
    """

    start: int
    end: int
    kind: str
    year: int | None = None
    shift: int | None = None
    first: str = ""
    last: str = ""
    years: int = 0  # of years_back, years_ahead; days of a `period` counted from publication
    last_year: int | None = None
    role: str = "time"
    until: "TimeExpression | None" = None  # the other end of 5月1日至今天
    is_ahead: bool = False  # a cue of the future follows: 12月将开工
    closes: int | None = None  # the day ends an event of so many days (为期5天…今天闭幕), 0 where it does not say

    @property
    def is_day(self) -> bool:
        """Return whether the expression names one day, or a few."""
        return self.kind == "day" or self.first.count("-") == 2


@dataclass(slots=True)
class Clock:
    """What an expression is resolved against: the day of publication, the year the text speaks of, the last month told."""

    published: datetime.date | None
    frame_year: int | None = None
    last_month: int | None = None
    is_review: bool = False  # `frame_year` is the year before publication, which the text looks back on
    holiday: str | None = None  # the days of the holiday, where the article states them


def small_number(numeral: str) -> int:
    """Return the value of a numeral under 1000 as dates write it: '12', '十二', '二十', '三十一'.

    >>> [small_number(numeral) for numeral in ('12', '十', '十二', '二十', '三十一', '两')]
    [12, 10, 12, 20, 31, 2]
    """
    if numeral.isdigit():
        return int(numeral)
    tens, ten, ones = numeral.rpartition("十")
    value = (_DIGITS[tens] if tens else 1) * 10 if ten else 0
    return value + (_DIGITS[ones] if ones else 0)


def _year_number(numeral: str) -> int:
    return int(numeral) if numeral.isdigit() else int("".join(str(_DIGITS[char]) for char in numeral))


@lru_cache(maxsize=4)
def _compile_words(vocabularies: Vocabularies) -> tuple[re.Pattern[str], dict[str, tuple[str, int]], dict[str, tuple[int, int | None, bool]]]:
    """Return the pattern that finds where an expression may begin, the words by surface, the eras by surface."""
    words = {row["surface"]: (row["kind"], int(row["days"] or 0)) for row in vocabularies.rows("time_words")}
    eras = {
        row["surface"]: (int(row["first_year"]), int(row["last_year"]) if row["last_year"] else None, row["since"] == "yes")
        for row in vocabularies.rows("eras")
    }
    for surface in list(eras):
        if surface.startswith("党的"):
            eras[surface[2:]] = eras[surface]
    surfaces = sorted({*words, *eras}, key=len, reverse=True)
    rest = "|".join(f"(?<={surface[0]}){surface[1:]}" for surface in surfaces)
    first = _FIRST + "".join({surface[0] for surface in surfaces})
    pattern = re.compile(
        rf"[{first}](?:(?P<word>{rest})"
        r"|(?<=[0-9０-９一二三四五六七八九十两])(?=[0-9０-９〇○零Ｏ一二三四五六七八九十]{0,3}(?:个?多?[年月]|季度|[-—–－~～至到]))"
        r"|(?<=[首第])(?=.?季度)|(?<=[前头])(?=年|[0-9一二三四五六七八九十两]{1,3}个?[月季])|(?<=[上下])(?=半年|个?月|季度|一?年)"
        r"|(?<=[今去明后本当同全次翌])(?=[年月季])|(?<=年)(?=[初底末内])|(?<=[未接刚过最近这此])(?=.{0,4}[0-9一二三四五六七八九十两]))"
    )
    return pattern, words, eras


def find_time_expressions(text: str, vocabularies: Vocabularies) -> list[TimeExpression]:
    """Return the time expressions of a sentence in order, each with its place and its role.

    >>> from pipelines.extraction.vocabulary import built_in
    >>> [(e.kind, e.year, e.shift, e.first, e.last) for e in find_time_expressions('去年1—7月增长，比2019年多', built_in())]
    [('period', None, -1, '-01', '-07'), ('period', 2019, None, '', '')]
    """
    pattern, words, eras = _compile_words(vocabularies)
    found: list[TimeExpression] = []
    place = 0
    while match := pattern.search(text, place):
        start = match.start()
        place = match.end() if match["word"] else start + 1
        surface = text[start : match.end()]
        if match["word"] and surface in words:
            kind, days = words[surface]
            expression = TimeExpression(start, match.end(), kind, years=days)
            if kind in ("holiday", "winter"):
                expression = _with_since(text, expression)
        elif match["word"]:
            expression = _read_era(text, start, match.end(), eras[surface])
        else:
            expression = None
        expression = expression or _read_expression(text, start)
        if expression is None:
            continue
        place = max(place, expression.end)
        previous = found[-1] if found else None
        if previous and previous.kind == "day" and text[previous.end : expression.start] in ("（", "(", "，"):
            found.pop()  # 今天（11月8日）: the date says it without the day of publication
            expression.start = previous.start
            previous = None
        if previous and _joins(text, previous, expression):
            previous.until, previous.end = expression, expression.end
        else:
            found.append(expression)
    for expression in found:
        expression.role = _role(text, expression)
        expression.is_ahead = _AHEAD.match(text, expression.end) is not None
        if expression.is_day and expression.until is None and _CLOSES.match(text, expression.end):
            lasts = _LASTS.search(text)
            expression.closes = small_number(lasts["days"]) if lasts else 0
    return found


def _joins(text: str, previous: TimeExpression, expression: TimeExpression) -> bool:
    """Return whether the two are the ends of one period: 4月15日起至5月5日."""
    link = _RANGE_LINK.fullmatch(text, previous.end, expression.start)
    return bool(link) and previous.kind in ("period", "day", "since") and expression.kind in ("period", "day", "now")


def _read_era(text: str, start: int, end: int, era: tuple[int, int | None, bool]) -> TimeExpression | None:
    first, last, needs_since = era
    if needs_since:
        if text.startswith("以来", end):
            return TimeExpression(start, end + 2, "since", year=first)
        return None
    suffix = _PLAN_SUFFIX.match(text, end)
    if suffix is None or last is None:
        return None
    if suffix["suffix"] == "以来":
        return TimeExpression(start, suffix.end(), "since", year=first)
    if suffix["suffix"] in ("末", "收官"):
        return TimeExpression(start, suffix.end(), "period", year=last)
    return TimeExpression(start, suffix.end(), "period", year=first, last_year=last)


def _read_expression(text: str, start: int) -> TimeExpression | None:
    """Return the expression with a number or a relative word that begins at `start`."""
    if start and (text[start - 1].isdigit() or text[start - 1] in ".．第" or text[start - 1] == "以" and text[start] == "上"):
        return None
    head = _HEAD.match(text, start)
    if head is None:
        part = _PART.match(text, start)
        return _with_part(text, TimeExpression(start, start, "period"), part) if part else None
    expression = TimeExpression(start, head.end(), "period")
    kind = head.lastgroup
    if head["year_b"]:
        expression.year, expression.last_year = _year_number(head["year_a"]), _year_number(head["year_b"])
        return expression
    if head["ahead"]:
        expression.kind, expression.years = "years_ahead", small_number(head["ahead"])
        return expression
    if head["back"] or head["since_years"]:
        expression.kind, expression.years = "years_back", small_number(head["back"] or head["since_years"])
        if _INCEPTION.search(text, max(0, start - 4), start):
            expression.kind = "vague"
        return expression
    if head["rel_month"]:
        expression.kind, expression.years = "month_shift", {"上": -1, "下": 1}.get(text[start], 0)
        return _with_since(text, expression)
    if head["rel_quarter"]:
        expression.kind, expression.years = "quarter_shift", -1 if text[start] == "上" else 0
        return expression
    if kind == "bare_edge":
        expression.first = expression.last = "-01" if text[start + 1] == "初" else ""
        return _with_since(text, expression)
    if head["year"]:
        expression.year = _year_number(head["year"])
        edge = head["year_edge"]
    else:
        expression.shift = _YEAR_SHIFT.get(head["rel"])  # 当年, 同年, 全年: the year the text speaks of
        edge = head["rel_edge"]
    if edge and edge.endswith("初"):
        expression.first = expression.last = "-01"
    part = None if edge and edge not in ("度", "全年") else _PART.match(text, expression.end + (text.startswith("的", expression.end)))
    return _with_part(text, expression, part) if part else _with_since(text, expression)


def _with_part(text: str, expression: TimeExpression, part: re.Match[str]) -> TimeExpression | None:
    """Return the expression narrowed to a part of its year, None where the numbers name no month."""
    expression.end = part.end()
    first = last = ""
    if part["month_a"]:
        first, last = _month(part["month_a"]), _month(part["month_b"])
    elif part["month"]:
        first = last = _month(part["month"])
        if part["day"]:
            last = _month(part["month_to"]) if part["month_to"] else first
            first += f"-{small_number(part['day']):02}"
            last += f"-{small_number(part['day_to'] or part['day']):02}"
    elif part["quarter"] or part["first_quarter"]:
        first = last = f"-Q{small_number(part['quarter'] or '1')}"
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
    since = _SINCE.match(text, expression.end)
    if since:
        expression.end = since.end()
        if expression.kind not in ("holiday", "winter"):
            expression.kind = "since"
    return expression


def _role(text: str, expression: TimeExpression) -> str:
    """Return what the expression does in its sentence."""
    before = text[max(0, expression.start - 8) : expression.start]
    if _COMPARED.search(before) or _COMPARED_AFTER.match(text, expression.end):
        return "comparison"
    if expression.is_day or expression.kind == "now":
        stop = min((place for mark in "，。；" if (place := text.find(mark, expression.end)) >= 0), default=len(text))
        if expression.is_day and _SPEECH.search(text, expression.end, stop):
            return "speech"
    if _DEADLINE.search(before) and not before.endswith("截至"):
        return "deadline"
    return "time"


def resolve_expression(expression: TimeExpression, clock: Clock) -> str | None:
    """Return the period that an expression names, None where it names none or the text leaves its year open.

    >>> import datetime
    >>> clock = Clock(datetime.date(2023, 8, 16))
    >>> resolve_expression(TimeExpression(0, 2, 'period', shift=-1), clock)
    '2022'
    >>> resolve_expression(TimeExpression(0, 4, 'years_back', years=5), clock)
    '2018/2023'
    """
    first = _resolve_one(expression, clock)
    if first is not None and expression.closes is not None:
        return _days_before(first, expression.closes)
    if first is None or expression.until is None:
        return first
    last = _resolve_one(expression.until, Clock(clock.published, int(first[:4]), clock.last_month))
    if last is None:
        return first
    period = f"{first.partition('/')[0]}/{last.rpartition('/')[2]}"
    return period if is_valid(period) else first


def _resolve_one(expression: TimeExpression, clock: Clock) -> str | None:
    published = clock.published
    kind = expression.kind
    if kind == "vague":
        return None
    if kind in ("day", "now"):
        return (published + datetime.timedelta(days=expression.years)).isoformat() if published else None
    if kind in ("month_shift", "quarter_shift"):
        return _shifted(published, kind, expression.years)
    if kind == "years_back":
        return _years_back(published, expression.years)
    if kind == "years_ahead":
        return f"{published.year}/{published.year + expression.years - 1}" if published else None
    year = _year_of(expression, clock)
    if year is None:
        return None
    if kind == "holiday":
        return clock.holiday or str(year)
    if kind == "winter":
        is_second_half = published is not None and published.month <= 8 or expression.year is not None
        return f"{year - 1}/{year}" if is_second_half else f"{year}/{year + 1}"
    if kind == "since":
        return _since(expression, year, clock)
    if expression.last_year is not None:
        period = f"{year}/{expression.last_year}"
    elif expression.first == expression.last:
        period = f"{year}{expression.first}"
    else:
        period = f"{year}{expression.first}/{year + (expression.last < expression.first)}{expression.last}"
    return period if is_valid(period) else None


def _days_before(last: str, days: int) -> str:
    """Return the days of an event that ends on `last`, its year where the text does not say how long it was."""
    if not days:
        return last[:4]
    first = datetime.date.fromisoformat(last) - datetime.timedelta(days=days - 1)
    return f"{first.isoformat()}/{last}"


def _shifted(published: datetime.date | None, kind: str, count: int) -> str | None:
    if published is None:
        return None
    if kind == "month_shift":
        months = published.year * 12 + published.month - 1 + count
        return f"{months // 12}-{months % 12 + 1:02}"
    quarters = published.year * 4 + (published.month - 1) // 3 + count
    return f"{quarters // 4}-Q{quarters % 4 + 1}"


def _years_back(published: datetime.date | None, years: int) -> str | None:
    """Return the years that 五年来 covers: a text of the first months looks back on full years, a later one counts its own."""
    if published is None:
        return None
    last = published.year - 1 if published.month <= 3 else published.year
    first = last - years + (published.month <= 3)
    return f"{first}/{last}" if first < last else f"{last}"


def _year_of(expression: TimeExpression, clock: Clock) -> int | None:
    """Return the year of an expression; a month or quarter without one is the last of its name before publication."""
    if expression.year is not None:
        return expression.year
    published = clock.published
    if expression.shift is not None:
        return published.year + expression.shift if published else None
    if clock.frame_year is not None and not _has_come(expression, clock):
        return clock.frame_year
    if published is None:
        return None
    if expression.kind in ("holiday", "winter"):
        return published.year
    if not expression.first:  # 全年, 年末: a text of the first months looks back on the year before
        return published.year - (published.month <= 3)
    begins, ends = _months_of(expression)
    is_past = begins > published.month or begins == 1 and ends > published.month + 2  # 12月份 or 前三季度 in January
    return published.year - (is_past and not expression.is_ahead)


def _has_come(expression: TimeExpression, clock: Clock) -> bool:
    """Return whether a part of the year is over at publication, so that a review of the year before means the new one."""
    published = clock.published
    if published is None or not clock.is_review or not expression.first:
        return False
    return _months_of(expression)[1] < published.month


def _months_of(expression: TimeExpression) -> tuple[int, int]:
    """Return the first and the last month of a part of a year."""
    first, last = expression.first, expression.last
    begins = int(first[1:3]) if first[1] in "01" else {"Q": 3, "H": 6}[first[1]] * (int(first[2]) - 1) + 1
    ends = int(last[1:3]) if last[1] in "01" else {"Q": 3, "H": 6}[last[1]] * int(last[2])
    return begins, ends


def _since(expression: TimeExpression, year: int, clock: Clock) -> str:
    published = clock.published
    if published is None:
        return f"{year}{expression.first}"
    if year == published.year and not expression.first:  # 今年以来: up to the last month reported
        last_month = clock.last_month or published.month
        return f"{year}-01/{year}-{last_month:02}" if last_month > 1 else f"{year}-01"
    if expression.is_day:
        return f"{year}{expression.first}/{published.isoformat()}"
    if expression.first[1:3].isdigit():
        return f"{year}{expression.first}/{published.year}-{published.month:02}"
    return f"{year}/{published.year}"
