"""When a figure is from (SDMX TIME_PERIOD): the expression in its clause, or what it inherits from the text before it.

A figure takes the last time expression of its clause, else of its sentence, else the frame the text has set: the
paragraph's, the section heading's, the article's. A frame of several years gives its period to flows and changes only.
A headline takes its period from the article's body. Conventions: gold/GUIDELINES.md, 'Time.'
"""

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from pipelines.extraction.observations.periods import is_several_years, last_year, period_bounds
from pipelines.extraction.observations.reading import ArticleReading, Mention, SentenceReading
from pipelines.extraction.observations.time_expressions import TimeExpression, find_time_expressions
from pipelines.extraction.observations.time_resolution import Clock, resolve_expression
from pipelines.extraction.vocabulary import Vocabularies

__all__ = ["period_bounds", "resolve_time_periods"]

_HEADINGS = ("headline", "heading")
# A figure that is reached or had is a level of some date: GDP突破7万亿元, 建有床位7万张, 全市持证社工2万人.
_STOCK = re.compile(
    r"(?:[至到达有]|达到|突破|超过|接近|稳定在|保持在|为)(?:[了近约超逾]|超过|\s)*$|拥有|[建设共现已]有|余额|存量|保有量|标准|[从由][^，；]{0,10}$|"
    r"^(?:其中|目前|现|，)*全[市省国区县州旗校村镇乡]"
)
_FLOW = re.compile(
    r"累计(?!达|超|有|为)|新(?!能源|型|材料|兴|区|城|一代|时代|[华疆冠])|修[建筑通]|完成|实施|实现|建成|打造|培育|引进|发放|投入|下达|安排|取消|获评|荣获|输送|输气|运输|发送|接待|开行|修建|改造|"
    r"治理|减免|查处|立案|签[订约]|落地|开工|竣工|出台|推出|培训|连跨|调水|造林|开展|举办|救助"
)
_CLAUSE_BEGINNING = re.compile(r"(?:^|[，；。：、！？“\s—,:;])(?P<subject>[^，；。：、！？“（(\s—,:;]{0,6})$")
_OPENS_SENTENCE = re.compile(r"\s*(?:力争|争取|计划|预计|确保)?[到至在]?")
_DESCRIBES = re.compile(r"[是的比较与和了过]")
_WHOLE_STOCK = re.compile(r"[^，；]{0,12}(?:全部|均(?!衡)|都|[位]?居|位列|排名)")
_SPECIFIC_KINDS = (
    "period",
    "since",
    "years_back",
    "years_ahead",
    "month_shift",
    "quarter_shift",
    "vague",
    "holiday",
    "winter",
)


@dataclass(slots=True)
class Frame:
    """The time a stretch of text speaks of; a vague one (近年来) ends the frame before it and gives no dates."""

    period: str | None
    expression: TimeExpression
    paragraph: int
    is_heading: bool = False


@dataclass(slots=True)
class _Frames:
    """What is in force while an article is read."""

    reporting: Frame | None = None  # a year, a quarter, several years: holds until another is set
    day: Frame | None = None  # 今天, 8月16日: holds in its paragraph, and where nothing else is known
    speech: Frame | None = None  # 今天发布: the last resort
    used: TimeExpression | None = None  # the first expression of the sentence that dates a figure of it
    headlines: list[Mention] = field(default_factory=list)


def resolve_time_periods(article: ArticleReading, vocabularies: Vocabularies) -> None:
    """Fill `time_period` of every fact's mention."""
    expressions = [find_time_expressions(sentence.text, vocabularies) for sentence in article.sentences]
    clock = Clock(article.published)
    clock.last_month = _last_month_told(article, expressions)
    clock.holiday = _holiday_told(expressions, clock)
    frames = _Frames()
    for sentence, found in zip(article.sentences, expressions, strict=True):
        if found or sentence.mentions:
            _read_sentence(sentence, found, clock, frames)
    _fill_headlines(frames, article)


def _last_month_told(article: ArticleReading, expressions: list[list[TimeExpression]]) -> int | None:
    """Return the last month of the year of publication that the article reports on, for 今年以来."""
    published = article.published
    if published is None:
        return None
    months = [
        int(expression.last[1:3])
        for found in expressions
        for expression in found
        if expression.kind == "period"
        and expression.role == "time"
        and len(expression.last) == 3
        and expression.last[1:3].isdigit()
        and (expression.year == published.year or (expression.year is None and not expression.shift))
    ]
    return max((month for month in months if month <= published.month), default=None)


def _holiday_told(expressions: list[list[TimeExpression]], clock: Clock) -> str | None:
    """Return the days of the holiday that the article is about, where it states them: 5月1日至5日."""
    found = [expression for row in expressions for expression in row]
    if not any(expression.kind == "holiday" for expression in found):
        return None
    stretches = (
        e for e in found if e.is_day and e.role == "time" and (e.first != e.last or (e.until and e.until.is_day))
    )
    return next((resolve_expression(expression, clock) for expression in stretches), None)


def _read_sentence(sentence: SentenceReading, found: list[TimeExpression], clock: Clock, frames: _Frames) -> None:
    """Give the sentence's facts their period and keep the frame that it sets for what follows."""
    paragraph = sentence.sentence.paragraph
    periods: list[str | None] = []
    year_in_sentence: int | None = None
    for expression in found:
        clock.frame_year = _frame_year(expression, year_in_sentence, frames, clock, paragraph)
        period = resolve_expression(expression, clock)
        periods.append(period)
        if period and expression.role != "comparison" and not expression.first and not is_several_years(period):
            year_in_sentence = last_year(period)
    pairs = list(zip(found, periods, strict=True))
    frames.used = None
    for index, mention in enumerate(sentence.mentions):
        if mention.is_fact:
            _resolve_mention(sentence, index, pairs, frames)
    _keep_frames(sentence, pairs, frames)


def _frame_year(
    expression: TimeExpression, year_in_sentence: int | None, frames: _Frames, clock: Clock, paragraph: int
) -> int | None:
    """Return the year that an expression without one takes from the text, None where publication decides."""
    clock.is_review = False
    if expression.year is not None or expression.shift is not None:
        return None
    if year_in_sentence is not None:
        return year_in_sentence
    if expression.kind in ("holiday", "winter"):
        return None
    frame = frames.reporting
    if frame is None or frame.period is None:
        return None
    year = last_year(frame.period)
    if not expression.first:  # 全年, 年末, 当年: of the year the text speaks of
        return None if is_several_years(frame.period) else year
    if clock.published is None or (year < clock.published.year - 1 and frame.paragraph == paragraph):
        return year
    clock.is_review = year == clock.published.year - 1 and clock.published.month <= 3 and len(frame.period) == 4
    return year if clock.is_review else None


def _resolve_mention(
    sentence: SentenceReading, index: int, pairs: list[tuple[TimeExpression, str | None]], frames: _Frames
) -> None:
    mention, context = sentence.mentions[index], sentence.clauses[index]
    start = context.left_start + len(context.left)  # of the group's first member
    own: tuple[TimeExpression, str | None] | None = None
    signal = "time_in_clause"
    for expression, period in pairs:
        if expression.start >= start:
            break
        if expression.role in ("comparison", "speech"):
            continue
        if expression.start < context.clause_start:
            if _is_local(sentence, expression) or _is_cut_off(sentence.text, expression, context.clause_start):
                continue
            signal = "time_inherited_sentence"
        else:
            if _belongs_to_another(sentence, expression, index):
                continue
            signal = "time_in_clause"
        own = expression, period
    if own is None:
        frame, signal = _inherited(frames, sentence)
        if frame is None:
            own = _told_afterwards(pairs, mention.end, context.clause_end)
    if own is None:
        if frame is None:
            if sentence.sentence.role == "headline":
                frames.headlines.append(mention)
            return
        own = frame.expression, frame.period
    expression, period = own
    mention.signals.add(signal)
    if expression.start < mention.start and frames.used is None and any(expression is e for e, _ in pairs):
        frames.used = expression
    if (
        period
        and expression.kind != "winter"
        and _is_long(period)
        and not _takes_several_years(
            sentence,
            index,
            own_comparison=_has_own_comparison(pairs, context.clause_start, mention.start),
            is_counted_from_a_day=expression.kind == "since" and bool(expression.first),
        )
    ):
        mention.signals.add("time_level_in_long_frame")
        return
    mention.time_period = period


def _told_afterwards(
    pairs: list[tuple[TimeExpression, str | None]], start: int, clause_end: int
) -> tuple[TimeExpression, str | None] | None:
    """Return the time that follows in the clause, or the years that the rest of the sentence says it looked back on."""
    for expression, period in pairs:
        is_own = start <= expression.start < clause_end and expression.role == "time"
        if is_own or (expression.kind == "years_back" and expression.start > start):
            return expression, period
    return None


def _has_own_comparison(pairs: list[tuple[TimeExpression, str | None]], start: int, end: int) -> bool:
    """Return whether the clause says against what its change is: 较2016年减少91% covers other years than the frame."""
    return any(expression.role == "comparison" and start <= expression.start < end for expression, _ in pairs)


def _is_local(sentence: SentenceReading, expression: TimeExpression) -> bool:
    """Return whether an expression only describes the noun after it: 2019年的疫情."""
    if not sentence.text.startswith("的", expression.end):
        return False
    return any(0 < mention.start - expression.end <= 8 for mention in sentence.mentions)


def _is_cut_off(text: str, expression: TimeExpression, place: int) -> bool:
    """Return whether a deadline lies beyond a semicolon, which ends its reach."""
    return expression.role == "deadline" and text.find("；", expression.end, place) >= 0


def _belongs_to_another(sentence: SentenceReading, expression: TimeExpression, index: int) -> bool:
    """Return whether an expression of the clause dates an earlier quantity only: 从2012年的63.2%提高到72.7%."""
    if not _is_local(sentence, expression):
        return False
    between = [m for m in sentence.mentions[:index] if m.start >= expression.end and m.start - expression.end <= 10]
    return bool(between) and sentence.clauses[index].head != sentence.mentions.index(between[0])


def _inherited(frames: _Frames, sentence: SentenceReading) -> tuple[Frame | None, str]:
    paragraph = sentence.sentence.paragraph
    if frames.day and frames.day.paragraph == paragraph:
        return frames.day, "time_inherited_paragraph"
    if frames.reporting and not _is_past_its_paragraph(
        frames.reporting, paragraph, sentence.article.published
    ):
        is_near = frames.reporting.paragraph == paragraph
        return frames.reporting, "time_inherited_paragraph" if is_near else "time_inherited_article"
    if frames.day:
        return frames.day, "time_inherited_article"
    if frames.speech:
        return frames.speech, "time_from_publication"
    return None, "time_unknown"


def _is_past_its_paragraph(frame: Frame, paragraph: int, published: datetime.date | None) -> bool:
    """Return whether the frame was of an earlier paragraph alone: an era, a deadline, a year long past."""
    if frame.paragraph == paragraph or frame.is_heading:
        return False
    expression = frame.expression
    if expression.role == "deadline" or expression.last_year is not None:
        return True
    if expression.kind in ("since", "years_ahead") and expression.shift is None:
        return True
    return frame.period is not None and published is not None and last_year(frame.period) < published.year - 1


def _is_long(period: str) -> bool:
    """Return whether a period is a frame of several years rather than a winter over New Year."""
    start, end = period_bounds(period)
    return is_several_years(period) and start is not None and end is not None and (end - start).days > 366


def _takes_several_years(
    sentence: SentenceReading, index: int, *, own_comparison: bool, is_counted_from_a_day: bool
) -> bool:
    """Return whether a figure is a flow or a change, which a frame of several years dates; a level reached in it is not."""
    mention, context = sentence.mentions[index], sentence.clauses[index]
    if mention.measure in ("change", "change_pp"):
        return not own_comparison
    if mention.measure != "level":
        return False
    if is_counted_from_a_day:
        return True
    first = index
    while first and not context.left.strip() and context.left_start == sentence.mentions[first - 1].end:
        first -= 1  # 拓展至8个部门14项
        context = sentence.clauses[first]
    if _STOCK.search(context.left) and not _FLOW.search(context.left):
        return False
    left = sentence.text[context.clause_start : sentence.mentions[context.head].start]
    if _FLOW.search(left):
        return True
    return not (_STOCK.search(left) or _WHOLE_STOCK.match(context.right))


def _keep_frames(
    sentence: SentenceReading, pairs: Iterable[tuple[TimeExpression, str | None]], frames: _Frames
) -> None:
    """Keep the first time that a sentence sets for itself as the frame of what follows."""
    paragraph = sentence.sentence.paragraph
    is_heading = sentence.sentence.role in _HEADINGS
    is_set = False
    for expression, period in pairs:
        if expression.role == "comparison" or _is_local(sentence, expression):
            continue
        frame = Frame(period, expression, paragraph)
        if expression.role == "speech":
            frames.speech = frames.speech or frame
        elif is_set or (frames.used is not None and expression is not frames.used):
            continue
        elif expression.role == "deadline" and not _OPENS_SENTENCE.fullmatch(sentence.text, 0, expression.start):
            continue  # 湖北力争到2027年再培育150家；…: said of one clause only
        elif expression.is_day:
            if frames.day is None or frames.day.paragraph != paragraph:
                frames.day = frame
            is_set = True
        elif expression.kind in _SPECIFIC_KINDS and (is_heading or _is_fronted(sentence.text, expression)):
            frame.is_heading = is_heading
            frames.reporting = frame
            frames.day = None
            is_set = True
        elif expression.kind in _SPECIFIC_KINDS and frames.reporting is None:
            frames.reporting = frame


def _is_fronted(text: str, expression: TimeExpression) -> bool:
    """Return whether an expression opens its clause, alone or after a short subject: 全市2021年…"""
    before = _CLAUSE_BEGINNING.search(text, max(0, expression.start - 12), expression.start)
    return before is not None and not _DESCRIBES.search(before["subject"])


def _fill_headlines(frames: _Frames, article: ArticleReading) -> None:
    """Give each headline's figure the period of the same figure in the article's body, else that of its first fact."""
    if not frames.headlines:
        return
    body = [
        mention
        for sentence in article.sentences
        if sentence.sentence.role != "headline"
        for mention in sentence.mentions
        if mention.is_fact
    ]
    for headline in frames.headlines:
        value = headline.quantity.value
        same = [m for m in body if m.quantity.value == value and m.quantity.unit == headline.quantity.unit]
        dated = [m for m in body if m.time_period and not _is_long(m.time_period)]
        source = (same or dated or [None])[0]
        if source is not None:
            headline.time_period = source.time_period
            headline.signals.add("time_from_body")
