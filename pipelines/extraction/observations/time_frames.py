"""The time that a text speaks of: what a sentence sets for the ones after it, and how far that reaches."""

import datetime
import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import NamedTuple

from pipelines.extraction.observations.periods import first_year, is_several_years, last_year, period_bounds
from pipelines.extraction.observations.reading import SentenceReading
from pipelines.extraction.observations.time_expressions import TimeExpression
from pipelines.extraction.observations.time_resolution import REVIEW_MONTHS, Clock

_HEADINGS = ("headline", "heading")
_NEAR = 8  # characters between an expression and the figure that it describes alone: 2013年的1.76
_LONGEST_REPORTED = 150  # days after its end that a month or quarter is still what a text reports on
_CLAUSE_BEGINNING = re.compile(r"(?:^|[，；。：、！？“\s—,:;])(?P<subject>[^，；。：、！？“（(\s—,:;]{0,6})$")
_DESCRIBES = re.compile(r"[是的比较与和了过]")
OF_A_NOUN = re.compile(r"[^，；。、的]{1,16}的")
_HELD = re.compile(r"举[行办]|召开|开[幕展赛]")
_AGAIN = re.compile(r"本[届次]|此次|该(?:届|展|会议|赛事)")
_PARTS_OF_TIME = re.compile(r"\s*(?:分(?:季度?|月度?|月份|年度?)|从环比)(?:来)?看[，,]")  # 分季度看，一季度…，二季度…
_OPENS_SENTENCE = re.compile(r"(?:[^，。；]{0,12}[：:])?\s*(?:力争|争取|计划|预计|确保)?[到至在]?")

# 规划纲要提出，|到2025年: what follows is what the plan aims at
_PLAN_OPENS = re.compile(
    r"[^，。；]{0,24}(?:规划|纲要|方案|计划|意见|建议)[”》]?[^，。；]{0,4}(?:提出|明确|要求)[，：]?(?:力争|争取|确保)?[到至]"
)
_SETS_OUT = re.compile(r"(?:明确|提出|要求|规划|指出|部署|目标(?:[是为]|包括)?)[，：]?(?:力争|争取|确保)?[到至]$")


class DatedExpression(NamedTuple):
    """A time expression with the period that it names here, None where it names none."""

    expression: TimeExpression
    period: str | None


@dataclass(slots=True)
class Frame:
    """The time a stretch of text speaks of; a vague one (近年来) ends the frame before it and gives no dates."""

    dated: DatedExpression
    paragraph: int
    is_heading: bool = False

    @property
    def period(self) -> str | None:
        """Return the frame's period."""
        return self.dated.period

    def reaches(self, paragraph: int, published: datetime.date | None) -> bool:
        """Return whether the frame still holds in a later paragraph; eras, deadlines and years long past do not."""
        if self.paragraph == paragraph or self.is_heading:
            return True
        expression = self.dated.expression
        if expression.role == "deadline" or expression.last_year is not None:
            return False
        if expression.kind in ("since", "years_ahead") and expression.shift is None:
            return False
        if self.period is None or published is None:
            return True
        _, end = period_bounds(self.period)
        is_recent = end is None or (published - end).days <= _LONGEST_REPORTED
        return is_recent if expression.first else last_year(self.period) >= published.year - 1


class Frames:
    """The frames in force at a place of an article."""

    def __init__(self, published: datetime.date | None) -> None:
        """Begin an article: nothing is in force."""
        self._published = published
        self._reporting: Frame | None = None  # a year, a quarter, several years: until another is set
        self._day: Frame | None = None  # 今天, 8月16日: in its paragraph, and where nothing else is known
        self._recent: Frame | None = None  # 近日: in its paragraph
        self._heading: Frame | None = None  # the section's: where no other holds
        self._speech: Frame | None = None  # 今天发布: the last resort
        self._event: Frame | None = None  # the days of a fair or a meeting, for what is told of 本届 later

    def take_up(self, sentence: SentenceReading) -> None:
        """Take up the days of the event that the article has announced, in a paragraph that speaks of it again."""
        paragraph = sentence.sentence.paragraph
        has_day = self._day is not None and self._day.paragraph == paragraph
        if self._event and self._event.paragraph != paragraph and not has_day and _AGAIN.search(sentence.text):
            self._day = Frame(self._event.dated, paragraph)

    def inherited(self, paragraph: int) -> tuple[Frame | None, str]:
        """Return the frame for a figure whose sentence names no time, and the name of the signal for it."""
        if self._day and self._day.paragraph == paragraph:
            return self._day, "time_inherited_paragraph"
        if self._recent and self._recent.paragraph == paragraph:
            return self._recent, "time_inherited_paragraph"
        if self._reporting and self._reporting.reaches(paragraph, self._published):
            is_near = self._reporting.paragraph == paragraph
            return self._reporting, "time_inherited_paragraph" if is_near else "time_inherited_article"
        if self._heading:
            return self._heading, "time_inherited_heading"
        told = self._day.dated.expression if self._day else None
        if told and not (told.kind == "day" and told.count > 0):  # 明天 dates its paragraph alone
            return self._day, "time_inherited_article"
        return self._speech, "time_from_publication" if self._speech else "time_unknown"

    def set_year(self, clock: Clock, expression: TimeExpression, paragraph: int, year_in_sentence: int | None) -> None:
        """Tell the clock which year the text speaks of, for an expression that leaves it out (3月份, 全年, 当年)."""
        clock.frame_year, clock.is_review = None, False
        if expression.year is not None or (expression.shift is not None and not expression.follows_text):
            return
        if year_in_sentence is not None or expression.kind in ("holiday", "winter"):
            clock.frame_year = year_in_sentence
            return
        frame = self._reporting
        if frame is None or frame.period is None:
            return
        year, published = last_year(frame.period), clock.published
        if not expression.first or expression.follows_text:
            clock.frame_year = None if is_several_years(frame.period) else year
        elif published is None or (year < published.year - 1 and frame.paragraph == paragraph):
            clock.frame_year = year
        elif year == published.year - 1 and published.month <= REVIEW_MONTHS and len(frame.period) == len("2021"):
            clock.frame_year, clock.is_review = year, True

    def keep(self, sentence: SentenceReading, dated: list[DatedExpression], used: TimeExpression | None) -> None:
        """Keep the first time that the sentence sets for itself; `used` is the first that dates a figure of it."""
        if _PARTS_OF_TIME.match(sentence.text):
            return  # what is told of parts of the time goes back to the whole of it
        is_heading = sentence.sentence.role in _HEADINGS
        is_set = False
        for one in dated:
            expression = one.expression
            if expression.role in ("comparison", "event") or is_local(sentence, expression):
                continue
            if _dates_one_statement(sentence, one):
                continue
            frame = Frame(one, sentence.sentence.paragraph, is_heading)
            if expression.is_day and "/" in (one.period or "") and _HELD.search(sentence.text, expression.end):
                self._event = frame
            if expression.role == "speech":
                self._speech = self._speech or frame
            elif expression.kind == "recent":
                self._recent = frame
            elif is_set or (used is not None and expression is not used):
                continue
            elif expression.role == "deadline" and not _heads_targets(sentence, expression):
                continue  # 湖北力争到2027年再培育150家；…: said of one clause only
            elif expression.is_day:
                if self._day is None or self._day.paragraph != frame.paragraph:
                    self._day, self._recent = frame, None
                is_set = True
            elif expression.kind != "now" and (is_heading or _is_fronted(sentence.text, expression)):
                self._reporting, self._day, self._recent = frame, None, None
                self._heading = frame if is_heading else self._heading
                is_set = True
            elif expression.kind != "now" and self._reporting is None:
                frame.is_heading = False
                self._reporting = frame


def _dates_one_statement(sentence: SentenceReading, one: DatedExpression) -> bool:
    """Return whether a time dates only what is told beside it, and nothing of what follows."""
    expression = one.expression
    is_from = sentence.text[expression.start - 1 : expression.start] in ("从", "由")
    if is_from and expression.kind == "period" and expression.year is not None and expression.until is None:
        return True  # 从2020年2230万吨增加到…: the year of an earlier value
    opens = expression.kind == "years_ahead" and not expression.start  # 未来五年，全市将…: said of all that follows
    if expression.is_ahead and not expression.is_day and "/" in (one.period or "") and not opens:
        return True  # 从6月底到8月底将举办…: what is planned in these months dates nothing else
    return expression.kind in ("days_ago", "once_done")  # 6天前, 建成后: what happened then is told in one sentence


def _heads_targets(sentence: SentenceReading, expression: TimeExpression) -> bool:
    """Return whether a deadline opens its sentence, or a list that a plan sets out: 方案提出，到2027年，建成9家；…"""
    if _OPENS_SENTENCE.fullmatch(sentence.text, 0, expression.start):
        return True
    if _PLAN_OPENS.fullmatch(sentence.text, 0, expression.start):
        return True
    before = sentence.text[max(0, expression.start - 8) : expression.start]
    return sentence.runs_on and _SETS_OUT.search(before) is not None


def is_local(sentence: SentenceReading, expression: TimeExpression) -> bool:
    """Return whether an expression only describes the figure after it: 2013年的1.76."""
    if not sentence.text.startswith("的", expression.end):
        return False
    after = bisect_right(sentence.mentions, expression.end, key=lambda mention: mention.start)
    return after < len(sentence.mentions) and sentence.mentions[after].start - expression.end <= _NEAR


def is_long(period: str) -> bool:
    """Return whether a period is a frame of several years, which has room for levels of other dates."""
    start, end = period_bounds(period)
    return is_several_years(period) and start is not None and end is not None and (end - start).days > 366


def is_ahead_for_years(period: str, published: datetime.date | None) -> bool:
    """Return whether a period of three years and more begins in the year of publication or later, as that of a plan.

    >>> is_ahead_for_years('2016/2020', datetime.date(2016, 3, 18))
    True
    """
    if published is None or not is_long(period):
        return False
    return first_year(period) >= published.year and last_year(period) >= first_year(period) + 2


def is_descriptive(sentence: SentenceReading, expression: TimeExpression) -> bool:
    """Return whether an expression inside a clause belongs to a noun of it: 震中在7日发生强震的县城附近."""
    return (
        expression.is_day
        and not _is_fronted(sentence.text, expression)
        and OF_A_NOUN.match(sentence.text, expression.end) is not None
    )


def _is_fronted(text: str, expression: TimeExpression) -> bool:
    """Return whether an expression opens its clause, alone or after a short subject: 全市2021年…"""
    before = _CLAUSE_BEGINNING.search(text, max(0, expression.start - 12), expression.start)
    return before is not None and not _DESCRIBES.search(before["subject"])
