"""When a figure is from (SDMX TIME_PERIOD): the expression in its clause, or what it inherits from the text before it.

A figure takes the last time expression of its clause, else of its sentence, else the frame the text has set: the
paragraph's, the section heading's, the article's. A frame of several years gives its period to flows and changes only.
A headline takes its period from the article's body. Conventions: the annotation guidelines, 'Time.'
"""

from bisect import bisect_left
from fractions import Fraction

from pipelines.extraction.observations.clauses import ClauseContext
from pipelines.extraction.observations.flows import is_dated_by_years
from pipelines.extraction.observations.periods import is_several_years, is_valid, last_year, period_bounds
from pipelines.extraction.observations.reading import ArticleReading, Mention, SentenceReading
from pipelines.extraction.observations.starting_points import starting_point
from pipelines.extraction.observations.time_expressions import TimeExpression
from pipelines.extraction.observations.time_frames import (
    OF_A_NOUN,
    DatedExpression,
    Frame,
    Frames,
    is_ahead_for_years,
    is_descriptive,
    is_local,
    is_long,
)
from pipelines.extraction.observations.time_resolution import Clock, resolve_expression
from pipelines.extraction.observations.time_roles import read_time_expressions
from pipelines.extraction.vocabulary import Vocabularies

__all__ = ["period_bounds", "resolve_time_periods"]

_LEAST_ROUNDED = 10  # a headline's figure is off by less than a tenth
_NEXT = 3  # characters between the year of an earlier value and the value: 从2020年的不足5万
_END_OF_YEAR = ("底", "末")
_MOST_LOOKED_AT = 20  # expressions before a figure; none further back dates it


def resolve_time_periods(article: ArticleReading, vocabularies: Vocabularies) -> None:
    """Fill `time_period` of every fact's mention."""
    for sentence in article.sentences:
        sentence.times = read_time_expressions(sentence.text, vocabularies)
    clock = Clock(article.published)
    told = [expression for sentence in article.sentences for expression in sentence.times if expression.role == "time"]
    clock.last_month = _last_month_told(told, clock)
    clock.holiday = _holiday_told(told, clock)
    frames = Frames(article.published)
    headlines: list[Mention] = []
    for sentence in article.sentences:
        if sentence.times or sentence.mentions:
            headlines += _read_sentence(sentence, clock, frames)
    if headlines:
        _fill_headlines(headlines, article)


def _last_month_told(told: list[TimeExpression], clock: Clock) -> int | None:
    """Return the last month of the year of publication that the article reports on, for 今年以来."""
    published = clock.published
    if published is None:
        return None
    months = [
        int(expression.last[1:])
        for expression in told
        if expression.kind == "period"
        and len(expression.last) == len("-07")
        and expression.last[1:].isdigit()
        and (expression.year == published.year or (expression.year is None and not expression.shift))
    ]
    return max((month for month in months if month <= published.month), default=None)


def _holiday_told(told: list[TimeExpression], clock: Clock) -> str | None:
    """Return the days of the holiday that the article is about, where it states them: 5月1日至5日."""
    if not any(expression.kind == "holiday" for expression in told):
        return None
    stretches = (e for e in told if e.is_day and (e.first != e.last or (e.until and e.until.first and e.until.is_day)))
    return next((resolve_expression(expression, clock) for expression in stretches), None)


def _read_sentence(sentence: SentenceReading, clock: Clock, frames: Frames) -> list[Mention]:
    """Give the sentence's facts their period, keep the frame it sets; return a headline's facts that have none yet."""
    frames.take_up(sentence)
    dated: list[DatedExpression] = []
    year_in_sentence: int | None = None
    for expression in sentence.times:
        frames.set_year(clock, expression, sentence.sentence.paragraph, year_in_sentence)
        period = resolve_expression(expression, clock)
        dated.append(DatedExpression(expression, period))
        if period and expression.role != "comparison" and not expression.first and not is_several_years(period):
            year_in_sentence = last_year(period)
    used: TimeExpression | None = None
    undated: list[Mention] = []
    for index, mention in enumerate(sentence.mentions):
        if not mention.is_fact:
            continue
        source, signal = _source_of(sentence, index, dated, frames)
        mention.signals.add(signal)
        if source is None:
            undated += [mention] if signal == "time_unknown" else []
            continue
        if used is None and signal in ("time_in_clause", "time_inherited_sentence"):
            used = source.expression
        _set_period(sentence, index, source, dated)
    frames.keep(sentence, dated, used)
    return undated if sentence.sentence.role == "headline" else []


def _source_of(
    sentence: SentenceReading, index: int, dated: list[DatedExpression], frames: Frames
) -> tuple[DatedExpression | None, str]:
    """Return the expression that dates a figure, and the name of the signal for where it was found."""
    context = sentence.clauses[index]
    own_words = starting_point(sentence, index)
    before = bisect_left(dated, sentence.mentions[context.head].start, key=lambda one: one.expression.start)
    for place in range(before - 1, max(0, before - _MOST_LOOKED_AT) - 1, -1):
        one = dated[place]
        if own_words is not None and one.expression.start >= own_words:
            return one, "time_in_clause"
        if one.expression.role in ("comparison", "speech", "event"):
            continue
        if one.expression.kind == "once_done":
            return None, "time_once_done"  # 今天开工的电站建成后每年可发电: nobody says when
        if own_words is not None:
            return None, "time_of_starting_point"
        if _only_names_an_event(sentence, dated, place):
            continue
        if one.expression.start >= context.clause_start:
            if not _dates_another(sentence, one.expression, index):
                return _narrowed(dated, place, context.clause_start), "time_in_clause"
        elif not _dates_another(sentence, one.expression, index) and _reaches_on(
            sentence, one.expression, context.clause_start
        ):
            return _narrowed(dated, place, context.clause_start), "time_inherited_sentence"
    if own_words is not None:
        return None, "time_of_starting_point"  # 由90%提高到95%: earlier than what the text speaks of
    return _source_beyond(context, dated, before, frames.inherited(sentence.sentence.paragraph))


def _source_beyond(
    context: ClauseContext, dated: list[DatedExpression], before: int, inherited: tuple[Frame | None, str]
) -> tuple[DatedExpression | None, str]:
    """Return what dates a figure for which its sentence names no time before it, and the name of the signal."""
    frame, signal = inherited
    if frame is not None and frame.dated.expression.is_day:
        told = [one for one in dated[max(0, before - _MOST_LOOKED_AT) : before] if _is_bare_day_told(one)]
        if told:
            return told[-1], "time_from_publication"  # 国防部23日称, whatever the sentence before dates
    if frame is not None:
        return frame.dated, signal
    for one in dated[max(0, before - _MOST_LOOKED_AT) : before]:
        if one.expression.role == "speech":
            return one, "time_from_publication"
    for one in dated[before : before + _MOST_LOOKED_AT]:
        is_own = one.expression.start < context.clause_end and one.expression.role == "time"
        if is_own or one.expression.kind == "years_back":  # …见证了过去五年的进展
            return one, "time_told_afterwards"
    return None, signal


def _only_names_an_event(sentence: SentenceReading, dated: list[DatedExpression], place: int) -> bool:
    """Return whether a day only says which event is meant, in a sentence with its own date: 截至10日，7日爆发的…."""
    expression = dated[place].expression
    is_told_until = place > 0 and dated[place - 1].expression.is_until
    return is_told_until and expression.is_day and OF_A_NOUN.match(sentence.text, expression.end) is not None


def _is_bare_day_told(one: DatedExpression) -> bool:
    return one.expression.role == "speech" and one.expression.kind == "day_of_month" and one.period is not None


def _narrowed(dated: list[DatedExpression], place: int, clause_start: int) -> DatedExpression:
    """Return a year with what the expression before it says of it: 截至5月31日，今年…, 今年四季度增发2023年国债."""
    one = dated[place]
    before = dated[place - 1] if place else one
    if one.expression.is_until and before.expression.kind == "since" and before.expression.first:
        return before  # 行动自3月实施以来，截至目前…
    if one.expression.kind == "now" and before.expression.is_until and not one.expression.is_until and before.period:
        return before  # 截至3月4日，现有…
    if one.expression.kind == "holiday" and before.expression.is_day and before.period:
        is_near = 0 <= one.expression.start - before.expression.end <= _NEXT
        return before if is_near else one  # 今天迎来国庆假期最高峰
    if not place or not one.period or len(one.period) != len("2023"):
        return one
    if not before.period or before.period[:4] != one.period or len(before.period) == len("2023"):
        return one
    if before.expression.is_until and "/" not in before.period:
        last = before.period[: len("2023-10")] if before.expression.kind == "now" else before.period
        first = "-01-01" if len(last) == len("2023-10-26") else "-01"
        through = f"{one.period}{first}/{last}"
        return one._replace(period=through) if is_valid(through) and first != last[4:] else one
    is_near = before.expression.start >= clause_start and before.expression.role in ("time", "deadline")
    return before if is_near and one.expression.role == "time" and bool(before.expression.first) else one


def _set_period(sentence: SentenceReading, index: int, source: DatedExpression, dated: list[DatedExpression]) -> None:
    """Set a figure's period; a level in a frame of several years has none, but a count from a day on has."""
    mention, context = sentence.mentions[index], sentence.clauses[index]
    expression, period = source
    if expression.role == "deadline" and sentence.text.startswith(_END_OF_YEAR, expression.end - 1):
        mention.signals.add("time_by_deadline")
    if period and is_ahead_for_years(period, sentence.article.published):
        mention.signals.add("time_in_plan")
    if period and expression.members:
        figures = [place for place, other in enumerate(sentence.clauses) if other.head == context.head]
        if len(figures) == len(expression.members):
            mention.time_period = period[:4] + expression.members[figures.index(index)]
            return
    if period and expression.kind != "winter" and is_long(period):
        first = bisect_left(dated, context.clause_start, key=lambda one: one.expression.start)
        last = bisect_left(dated, mention.start, key=lambda one: one.expression.start)
        has_own_baseline = any(one.expression.role == "comparison" for one in dated[first:last][:_MOST_LOOKED_AT])
        is_counted = mention.measure == "level" and expression.kind == "since" and bool(expression.first)
        if not is_counted and not is_dated_by_years(sentence, index, has_own_baseline=has_own_baseline):
            mention.signals.add("time_level_in_long_frame")
            return
    if period and expression.completes and mention.quantity.kind != "duration":
        since_then = f"{int(period[:4]) - expression.completes}{period[4:]}/{period}"  # 启用满四年，累计通行…
        period = since_then if is_valid(since_then) else period
    mention.time_period = period


def _reaches_on(sentence: SentenceReading, expression: TimeExpression, clause_start: int) -> bool:
    """Return whether an expression of an earlier clause dates this one; a deadline does not pass a semicolon."""
    if is_local(sentence, expression) or is_descriptive(sentence, expression):
        return False
    is_span = expression.until is not None or expression.last_year is not None
    is_year_alone = expression.kind == "period" and not expression.first and not is_span
    if is_year_alone and sentence.text.startswith(("由", "从"), expression.start - 1):
        return False  # 由2016年改制后的80亿元增加到去年的500亿元，累计…: the year of an earlier value
    return expression.role != "deadline" or sentence.text.find("；", expression.end, clause_start) < 0


def _dates_another(sentence: SentenceReading, expression: TimeExpression, index: int) -> bool:
    """Return whether an expression of the clause dates an earlier quantity only: 从2012年的63.2%提高到72.7%."""
    described = bisect_left(sentence.mentions, expression.end, key=lambda mention: mention.start)
    if described >= sentence.clauses[index].head:
        return False
    is_next = sentence.mentions[described].start - expression.end <= _NEXT
    return is_local(sentence, expression) or (is_next and starting_point(sentence, described) is not None)


def _fill_headlines(headlines: list[Mention], article: ArticleReading) -> None:
    """Give each headline's figure the period of the same figure in the article's body, else that of its first fact."""
    body = [
        mention for sentence in article.sentences if sentence.sentence.role != "headline" for mention in sentence.facts
    ]
    same = {(mention.quantity.value, mention.quantity.unit): mention for mention in reversed(body)}
    dated = next((mention for mention in body if mention.time_period and not is_long(mention.time_period)), None)
    for headline in headlines:
        source = same.get((headline.quantity.value, headline.quantity.unit)) or _exact_of(headline, body) or dated
        if source is not None:
            headline.time_period = source.time_period
            headline.signals.add("time_from_body")


def _exact_of(headline: Mention, body: list[Mention]) -> Mention | None:
    """Return the body's figure that a headline has rounded: 超7000万吨 of 7005.38万吨."""
    rounded, unit = headline.quantity.value, headline.quantity.unit
    if not rounded or headline.quantity.kind in ("percent", "percentage_point"):
        return None
    for mention in body:
        exact = mention.quantity.value
        if exact is None or mention.quantity.unit != unit or not mention.time_period:
            continue
        if abs(Fraction(exact) - Fraction(rounded)) * _LEAST_ROUNDED < abs(Fraction(rounded)):
            return mention
    return None
