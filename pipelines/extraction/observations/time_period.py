"""When a figure is from (SDMX TIME_PERIOD): the expression in its clause, or what it inherits from the text before it.

A figure takes the last time expression of its clause, else of its sentence, else the frame the text has set: the
paragraph's, the section heading's, the article's. A frame of several years gives its period to flows and changes only.
A headline takes its period from the article's body. Conventions: gold/GUIDELINES.md, 'Time.'
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from pipelines.extraction.observations.periods import first_year, is_several_years, last_year, period_bounds
from pipelines.extraction.observations.reading import ArticleReading, Mention, SentenceReading
from pipelines.extraction.observations.time_expressions import (
    Clock,
    TimeExpression,
    find_time_expressions,
    resolve_expression,
)
from pipelines.extraction.vocabulary import Vocabularies

__all__ = ["period_bounds", "resolve_time_periods"]

_HEADINGS = ("headline", "heading")
_STATE_VERBS = frozenset(
    "是 有 为 达 达到 居 占 位居 超 超过 突破 逾 拥有 建有 设有 共有 现有 已有 达成 保持 稳定 稳居 提高 提升 增至 升至 降至 增加 减少 扩大 "
    "上升 下降 接近 高达 成为 位列 排名 覆盖 需要 能 可 可以 在 到 至 增 降 升".split()
)
_REACHED_WHOLE = re.compile(r"(?:[^，；]{0,12})(?:全部|均|都|全)")
_LOCAL_AFTER = ("的",)
_SPECIFIC_KINDS = ("period", "since", "years_back", "years_ahead", "month_shift", "quarter_shift", "vague")


@dataclass(slots=True)
class Frame:
    """The time a stretch of text speaks of; a vague one (近年来) ends the frame before it and gives no dates."""

    period: str | None
    expression: TimeExpression
    paragraph: int


@dataclass(slots=True)
class _Frames:
    """What is in force while an article is read."""

    reporting: Frame | None = None  # a year, a quarter, several years: holds until another is set
    day: Frame | None = None  # 今天, 8月16日: holds in its paragraph, and where nothing else is known
    speech: Frame | None = None  # 今天发布: the last resort
    headlines: list[Mention] = field(default_factory=list)


def resolve_time_periods(article: ArticleReading, vocabularies: Vocabularies) -> None:
    """Fill `time_period` of every fact's mention."""
    expressions = [find_time_expressions(sentence.text, vocabularies) for sentence in article.sentences]
    clock = Clock(article.published or None, None, None)
    clock.last_month = _last_month_told(article, expressions)
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
        and (expression.year == published.year or expression.year is None and not expression.shift)
    ]
    return max((month for month in months if month <= published.month), default=None)


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
    for index, mention in enumerate(sentence.mentions):
        if mention.is_fact:
            _resolve_mention(sentence, index, pairs, frames)
    _keep_frames(sentence, pairs, frames)


def _frame_year(
    expression: TimeExpression, year_in_sentence: int | None, frames: _Frames, clock: Clock, paragraph: int
) -> int | None:
    """Return the year that an expression without one takes from the text, None where publication decides."""
    if expression.year is not None or expression.shift is not None:
        return None
    if year_in_sentence is not None:
        return year_in_sentence
    frame = frames.reporting
    if frame is None or frame.period is None:
        return None
    year = last_year(frame.period)
    if not expression.first:  # 全年, 年末, 当年: of the year the text speaks of
        return None if is_several_years(frame.period) else year
    if clock.published is None or year < clock.published.year - 1 and frame.paragraph == paragraph:
        return year
    return None


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
            if _is_local(sentence, expression):
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
            if sentence.sentence.role == "headline":
                frames.headlines.append(mention)
            return
        own = frame.expression, frame.period
    expression, period = own
    mention.signals.add(signal)
    if period and _is_long(period) and not _takes_several_years(sentence, index):
        mention.signals.add("time_level_in_long_frame")
        return
    mention.time_period = period


def _is_local(sentence: SentenceReading, expression: TimeExpression) -> bool:
    """Return whether an expression only describes the noun after it: 2019年的疫情."""
    return sentence.text.startswith(_LOCAL_AFTER, expression.end)


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
    if frames.reporting:
        is_near = frames.reporting.paragraph == paragraph
        return frames.reporting, "time_inherited_paragraph" if is_near else "time_inherited_article"
    if frames.day:
        return frames.day, "time_inherited_article"
    if frames.speech:
        return frames.speech, "time_from_publication"
    return None, "time_unknown"


def _is_long(period: str) -> bool:
    """Return whether a period is a frame of several years rather than a winter over New Year."""
    return is_several_years(period) and last_year(period) - first_year(period) >= 1 and len(period) <= 15 and not _is_short(period)


def _is_short(period: str) -> bool:
    start, end = period_bounds(period)
    return start is not None and end is not None and (end - start).days < 366


def _takes_several_years(sentence: SentenceReading, index: int) -> bool:
    """Return whether a figure is a flow or a change, which a frame of several years dates; a level reached in it is not."""
    mention, context = sentence.mentions[index], sentence.clauses[index]
    if mention.measure in ("change", "change_pp"):
        return True
    if mention.measure != "level":
        return False
    head = sentence.mentions[context.head]
    verbs = [
        word.text
        for word in sentence.words
        if context.clause_start <= word.start < head.start and word.tag.startswith("v") and word.tag != "vn"
    ]
    if any(verb not in _STATE_VERBS for verb in verbs):
        return True
    if verbs or context.left:
        return False
    return bool(context.right) and not _REACHED_WHOLE.match(context.right)


def _keep_frames(sentence: SentenceReading, pairs: Iterable[tuple[TimeExpression, str | None]], frames: _Frames) -> None:
    """Keep the first time that a sentence sets for itself as the frame of what follows."""
    paragraph = sentence.sentence.paragraph
    is_heading = sentence.sentence.role in _HEADINGS
    has_reporting = False
    for expression, period in pairs:
        if expression.role == "comparison" or _is_local(sentence, expression):
            continue
        frame = Frame(period, expression, paragraph)
        if expression.role == "speech":
            frames.speech = frames.speech or frame
        elif expression.is_day:
            if frames.day is None or frames.day.paragraph != paragraph:
                frames.day = frame
        elif expression.kind in _SPECIFIC_KINDS and not has_reporting:
            has_reporting = True
            frames.reporting = frame
            frames.day = None
        if is_heading:
            frames.day = None


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
        source = (same or [m for m in body if m.time_period and m.quantity.kind == headline.quantity.kind] or [None])[0]
        if source is not None:
            headline.time_period = source.time_period
            headline.signals.add("time_from_body")
