"""What Wanyi reads out of Chinese text: numerals, quantities, observations. Pure functions, no I/O but vocabularies."""

import datetime

from pipelines.extraction.model import Observation, Quantity
from pipelines.extraction.quantities import NumeralNotRead, extract_quantities, read_numeral
from pipelines.extraction.reading import read_text

__all__ = ["NumeralNotRead", "Observation", "Quantity", "extract_observations", "extract_quantities", "read_numeral"]


def extract_observations(
    text: str, *, published: datetime.date | None = None, area: str | None = None
) -> list[Observation]:
    """Return the statistical facts that `text` states, in text order, each with its quantity.

    `published` resolves 今年 and 上年; `area` is the area where the text names none. Offsets of the quantities count
    code points of `text` exactly as passed. Values are signed: a fall is negative. No text makes it raise.

    >>> facts = extract_observations('2021年，韶关市地区生产总值达1554亿元。')
    >>> [(fact.area, fact.indicator, fact.time_period, str(fact.value), fact.unit_code) for fact in facts]
    [('韶关市', '地区生产总值', '2021', '155400000000', 'CNY')]
    """
    return read_text(text, published=published, area=area).observations
