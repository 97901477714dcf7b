"""The one pass over a text: sentences, quantities and observations together."""

import datetime
from typing import NamedTuple

from pipelines.extraction.model import Observation, Quantity, Sentence
from pipelines.extraction.observations import resolve_observations
from pipelines.extraction.quantities import find_quantities
from pipelines.extraction.sentences import split_sentences
from pipelines.extraction.vocabulary import Vocabularies, built_in


class TextReading(NamedTuple):
    """Everything that was read from one text, each list in the order of the text (sentences: in reading order)."""

    sentences: list[Sentence]
    quantities: list[Quantity]
    observations: list[Observation]
    unread: list[tuple[int, int]]  # start and end of the numerals that could not be read with certainty


def read_text(
    text: str,
    *,
    published: datetime.date | None = None,
    area: str | None = None,
    vocabularies: Vocabularies | None = None,
) -> TextReading:
    """Return the sentences, quantities and observations of one document's text."""
    vocabularies = vocabularies or built_in()
    sentences = split_sentences(text, vocabularies=vocabularies)
    quantities, unread = find_quantities(text, vocabularies=vocabularies)
    observations = resolve_observations(
        sentences, quantities, published=published, area=area, vocabularies=vocabularies
    )
    return TextReading(sentences, quantities, observations, unread)
