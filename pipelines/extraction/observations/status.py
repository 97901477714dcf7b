"""Whether a figure is a result, a target or an earlier value given for comparison (SDMX OBS_STATUS is narrower)."""

from pipelines.extraction.observations.reading import ArticleReading
from pipelines.extraction.vocabulary import Vocabularies


def resolve_statuses(article: ArticleReading, vocabularies: Vocabularies) -> None:
    """Fill `status` of every fact's mention."""
    for sentence in article.sentences:
        for mention in sentence.mentions:
            mention.status = "actual"
