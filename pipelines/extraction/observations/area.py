"""Who or where a figure is about (SDMX REF_AREA)."""

from pipelines.extraction.observations.reading import AreaReference, ArticleReading
from pipelines.extraction.vocabulary import Vocabularies


def resolve_areas(article: ArticleReading, vocabularies: Vocabularies) -> None:
    """Fill `area` of every fact's mention."""
    for sentence in article.sentences:
        for mention in sentence.mentions:
            if mention.is_fact and article.area:
                mention.area = AreaReference(article.area)
