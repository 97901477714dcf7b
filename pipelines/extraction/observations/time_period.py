"""When a figure is from (SDMX TIME_PERIOD): expressions, inheritance, and the days they cover."""

import datetime

from pipelines.extraction.observations.reading import ArticleReading
from pipelines.extraction.vocabulary import Vocabularies


def resolve_time_periods(article: ArticleReading, vocabularies: Vocabularies) -> None:
    """Fill `time_period` of every fact's mention."""


def period_bounds(time_period: str | None) -> tuple[datetime.date | None, datetime.date | None]:
    """Return the first and the last day of a period, both inclusive."""
    return None, None
