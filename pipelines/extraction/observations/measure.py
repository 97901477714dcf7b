"""What a figure measures: level, change, share, rank …; its direction, baseline and price basis; fact or condition."""

from pipelines.extraction.observations.reading import ArticleReading
from pipelines.extraction.vocabulary import Vocabularies


def resolve_measures(article: ArticleReading, vocabularies: Vocabularies) -> None:
    """Fill `is_fact`, `measure`, `direction`, `baseline` and `price_basis` of every mention."""
    for sentence in article.sentences:
        for mention in sentence.mentions:
            mention.measure = "change_pp" if mention.quantity.kind == "percentage_point" else "level"
