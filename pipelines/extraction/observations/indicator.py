"""Which series a figure belongs to (SDMX INDICATOR): the statistician's title of it."""

from pipelines.extraction.observations.reading import ArticleReading
from pipelines.extraction.vocabulary import Vocabularies


def resolve_indicators(article: ArticleReading, vocabularies: Vocabularies) -> None:
    """Fill `indicator` of every fact's mention."""
    for sentence in article.sentences:
        for mention in sentence.mentions:
            left = sentence.text[: mention.start].replace("，", "、").rsplit("、", 1)[-1]
            mention.indicator = left or None
