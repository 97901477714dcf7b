"""The order in which the resolvers of an article's observations run, and what becomes of their answers."""

import datetime
from bisect import bisect_right
from dataclasses import replace
from itertools import groupby

from pipelines.extraction.model import Number, Observation, Quantity, Sentence
from pipelines.extraction.observations.area import resolve_areas
from pipelines.extraction.observations.baseline import resolve_baselines
from pipelines.extraction.observations.confidence import estimate_confidences
from pipelines.extraction.observations.indicator import resolve_indicators
from pipelines.extraction.observations.measure import resolve_measures
from pipelines.extraction.observations.price_basis import resolve_price_bases
from pipelines.extraction.observations.reading import ArticleReading, Mention, SentenceReading
from pipelines.extraction.observations.status import resolve_statuses
from pipelines.extraction.observations.time_period import period_bounds, resolve_time_periods
from pipelines.extraction.vocabulary import Vocabularies

# After the measures, which say what is a fact.
# Each reads what the ones before it filled: a share's indicator depends on its measure, a target's on its period.
RESOLVERS = (
    resolve_time_periods,
    resolve_baselines,
    resolve_price_bases,
    resolve_statuses,
    resolve_areas,
    resolve_indicators,
)


def resolve_observations(
    sentences: list[Sentence],
    quantities: list[Quantity],
    *,
    published: datetime.date | None,
    area: str | None,
    vocabularies: Vocabularies,
) -> list[Observation]:
    """Return one observation for each quantity that states a fact, in the order of `quantities`."""
    articles = build_articles(sentences, quantities, published=published, area=area)
    found: dict[int, Observation] = {}
    for article in articles:
        resolve_measures(article, vocabularies)
    articles = [article for article in articles if any(sentence.facts for sentence in article.sentences)]
    for resolve in RESOLVERS:  # one after the other over the whole text: each keeps its tables at hand
        for article in articles:
            resolve(article, vocabularies)
    for article in articles:
        facts = [
            (mention, build_observation(mention))
            for sentence in article.sentences
            for mention in sentence.facts
            if mention.indicator
        ]
        estimate_confidences(facts, vocabularies)
        found |= {id(mention.quantity): observation for mention, observation in facts}
    return [found[id(quantity)] for quantity in quantities if id(quantity) in found]


def build_articles(
    sentences: list[Sentence], quantities: list[Quantity], *, published: datetime.date | None, area: str | None
) -> list[ArticleReading]:
    """Return the articles with their sentences in reading order and every quantity at its place in its sentence."""
    articles = []
    readings: list[SentenceReading] = []
    for number, group in groupby(sentences, key=lambda sentence: sentence.article):
        article = ArticleReading(number, published, area)
        article.sentences = [SentenceReading(sentence, article) for sentence in group]
        readings += article.sentences
        articles.append(article)
    _place_mentions(readings, quantities)
    return articles


def _place_mentions(readings: list[SentenceReading], quantities: list[Quantity]) -> None:
    """Give each quantity to the sentence that holds it; layout may have scattered a sentence over several pieces."""
    pieces = []
    for reading in readings:
        offset = 0
        for start, end in reading.sentence.pieces:
            pieces.append((start, end, offset, reading))
            offset += end - start
    pieces.sort(key=lambda piece: piece[0])
    starts = [piece[0] for piece in pieces]
    for quantity in quantities:
        index = bisect_right(starts, quantity.char_start) - 1
        if index < 0 or quantity.char_start >= pieces[index][1]:
            continue  # between sentences: page furniture states no facts
        start, _, offset, reading = pieces[index]
        last = bisect_right(starts, quantity.char_end - 1) - 1
        end_start, end_end, end_offset, end_reading = pieces[last]
        if end_reading is not reading:
            continue
        reading.mentions.append(
            Mention(
                quantity,
                reading,
                offset + quantity.char_start - start,
                end_offset + min(quantity.char_end, end_end) - end_start,
            )
        )
    for reading in readings:
        reading.facts = reading.mentions
        if len(reading.sentence.pieces) > 1:  # else they are in the order of the text already
            reading.mentions.sort(key=lambda mention: mention.start)


def build_observation(mention: Mention) -> Observation:
    """Return the observation that a resolved mention states; a fall's value is negative."""
    quantity = mention.quantity
    start, end = period_bounds(mention.time_period)
    observation = Observation(
        quantity=quantity,
        area=mention.area.name if mention.area else None,
        area_code=mention.area.code if mention.area else None,
        indicator=mention.indicator,
        time_period=mention.time_period,
        period_start=start,
        period_end=end,
        value=quantity.value,
        value_min=quantity.value_min,
        value_max=quantity.value_max,
        modifier=quantity.modifier,
        unit=quantity.unit,
        unit_code=quantity.unit_code,
        measure=mention.measure,
        direction=mention.direction,
        baseline=mention.baseline,
        price_basis=mention.price_basis,
        status=mention.status,
    )
    if mention.direction == "down":
        observation = replace(
            observation,
            value=_as_fall(quantity.value),
            value_min=_as_fall(quantity.value_max),
            value_max=_as_fall(quantity.value_min),
        )
    return observation


def _as_fall(number: Number | None) -> Number | None:
    return None if number is None else min(number, -number)  # a sign that the text prints says the same
