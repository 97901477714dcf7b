"""Texts read up to the fields that time, measure, baseline and status fill."""

import datetime

from pipelines.extraction.observations.baseline import resolve_baselines
from pipelines.extraction.observations.measure import resolve_measures
from pipelines.extraction.observations.price_basis import resolve_price_bases
from pipelines.extraction.observations.reading import Mention
from pipelines.extraction.observations.resolve import build_articles
from pipelines.extraction.observations.status import resolve_statuses
from pipelines.extraction.observations.time_period import resolve_time_periods
from pipelines.extraction.quantities import extract_quantities
from pipelines.extraction.sentences import split_sentences
from pipelines.extraction.vocabulary import built_in


def read_mentions(text: str, published: str | None = None) -> list[Mention]:
    """Return the quantities of a text with what those resolvers say of each."""
    day = datetime.date.fromisoformat(published) if published else None
    articles = build_articles(split_sentences(text), extract_quantities(text), published=day, area=None)
    for article in articles:
        for resolve in (
            resolve_measures,
            resolve_time_periods,
            resolve_baselines,
            resolve_price_bases,
            resolve_statuses,
        ):
            resolve(article, built_in())
    return [mention for article in articles for sentence in article.sentences for mention in sentence.mentions]


def read_facts(text: str, published: str | None = None) -> list[Mention]:
    """Return only those that state a fact."""
    return [mention for mention in read_mentions(text, published) if mention.is_fact]
