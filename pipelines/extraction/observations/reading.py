"""What the resolvers of observations work on: an article's sentences, each with its words and its quantities.

Each resolver (area, time period, measure, status, indicator) looks at an `ArticleReading` and fills its own fields
of every `Mention`; none changes what another has filled. The order is set in `resolve.py`.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from pipelines.extraction.model import Quantity, Sentence
from pipelines.extraction.observations.clauses import ClauseContext, read_clauses
from pipelines.extraction.observations.time_expressions import TimeExpression
from pipelines.extraction.observations.words import Word, tag_words


class AreaReference(NamedTuple):
    """An area by its own full official name, with its code where one standard names it (GB/T 2260, ISO 3166)."""

    name: str
    code: str | None = None


@dataclass(slots=True, eq=False)
class Mention:
    """One quantity in its sentence, at `start:end` of the sentence's repaired text, with what is known of it so far."""

    quantity: Quantity
    sentence: "SentenceReading"
    start: int
    end: int
    is_fact: bool = True  # False: a condition, a frame, a grouping count; the resolvers skip it
    measure: str | None = None
    direction: str | None = None
    baseline: str | None = None
    price_basis: str | None = None
    status: str | None = None
    time_period: str | None = None
    area: AreaReference | None = None
    indicator: str | None = None
    signals: set[str] = field(default_factory=set)  # named doubts and supports, for the confidence


@dataclass(eq=False)
class SentenceReading:
    """A sentence with its mentions in order; `words` are tagged only when a resolver asks for them."""

    sentence: Sentence
    article: "ArticleReading"
    mentions: list[Mention] = field(default_factory=list)
    facts: Sequence[Mention] = ()  # those of its mentions that state one: all, until the measures are read
    times: Sequence[TimeExpression] = ()  # filled with the time periods
    text: str = field(init=False)  # the sentence's repaired text

    def __post_init__(self) -> None:
        """Keep the text at hand: every rule asks for it."""
        self.text = self.sentence.text

    @cached_property
    def words(self) -> list[Word]:
        """Return the sentence's words with parts of speech, each with its place in `text`."""
        return tag_words(self.text)

    @property
    def runs_on(self) -> bool:
        """Return whether the next sentence is a part of the same one, divided by a semicolon."""
        return self.text.endswith(("；", ";"))

    @cached_property
    def clauses(self) -> list[ClauseContext]:
        """Return the clause context of each mention, in the order of `mentions`."""
        return read_clauses(self.text, self.mentions)


@dataclass(eq=False)
class ArticleReading:
    """One article: its sentences in reading order, the day it was published and the area it is about by default."""

    number: int
    published: datetime.date | None
    area: str | None  # the default area (the manifest's), where the text names none
    sentences: list[SentenceReading] = field(default_factory=list)
