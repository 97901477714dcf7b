"""What speaks for and against an observation, as named signals beside those that the resolvers left.

The signals are listed with their weights in schemas/vocabularies/confidence_weights.csv; one without a row there has
no weight.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipelines.extraction.model import Observation
from pipelines.extraction.observations.clauses import REACH, ClauseContext
from pipelines.extraction.observations.indicators.lexicon import lexicon_of
from pipelines.extraction.observations.reading import Mention
from pipelines.extraction.vocabulary import Vocabularies

_PRECISE_DIGITS = 4  # 27883家 was counted, 3万家 was told
_MANY_FACTS = 10
_MANY_FIGURES = 5
_LONG_SENTENCE = 90
_FEW_OF_THE_ARTICLE = 0.3
_SHORT_TITLE, _USUAL_TITLE = 2, range(6, 14)
_LONG_REST = 12  # characters after a figure: 25个|国家的200多个城市建立了联系, a count on the way to another thing
_GENERIC_UNITS = frozenset(["个", "项", "种", "家", "座", "条", "次"])
_LEAST_OFFICIAL = 4  # characters of an official name that another title holds: 居民消费价格|涨幅
_DIGITS = frozenset("0123456789")
# A month, a quarter, a half, January to September: the periods that statistics report on.
_MONTHS = re.compile(r"\d{4}-(?:Q\d|H\d|\d{2})(?:/\d{4}-\d{2})?")


@dataclass(frozen=True)
class _Titles:
    """What titles of series are made of."""

    heads: tuple[str, ...]  # what they end with: 产值, 吞吐量
    official: frozenset[str]


@lru_cache(maxsize=4)
def _titles(vocabularies: Vocabularies) -> _Titles:
    lexicon = lexicon_of(vocabularies)
    return _Titles(
        tuple(sorted(lexicon.roles["series_head"])), frozenset(lexicon.official) | set(lexicon.official.values())
    )


def gather_evidence(facts: Sequence[tuple[Mention, Observation]], vocabularies: Vocabularies) -> list[set[str]]:
    """Return the signals of each of one article's facts: those of its resolvers and what its surroundings show."""
    titles = _titles(vocabularies)
    areas = Counter(observation.area for _, observation in facts)
    indicators = Counter(observation.indicator for _, observation in facts)
    contexts = _contexts_of(facts)
    found = []
    for mention, observation in facts:
        signals = set(mention.signals)
        signals |= _about_the_figure(mention)
        signals |= _about_the_title(observation.indicator or "", contexts[id(mention)], titles)
        signals |= _about_area_and_time(observation, mention)
        if indicators[observation.indicator] > 1:
            signals.add("indicator_repeated")
        if len(areas) == 1:
            signals.add("article_of_one_area")
        elif areas[observation.area] < _FEW_OF_THE_ARTICLE * len(facts):
            signals.add("area_of_few_facts")
        if len(facts) >= _MANY_FACTS:
            signals.add("article_of_many_facts")
        found.append(signals)
    return found


def _contexts_of(facts: Sequence[tuple[Mention, Observation]]) -> dict[int, ClauseContext]:
    """Return the clause context of every mention of the facts' sentences, by the mention's identity."""
    sentences = {id(mention.sentence): mention.sentence for mention, _ in facts}
    return {
        id(mention): context
        for sentence in sentences.values()
        for mention, context in zip(sentence.mentions, sentence.clauses, strict=True)
    }


def _about_the_figure(mention: Mention) -> set[str]:
    """Return how the figure is printed, and how its sentence carries it."""
    quantity, sentence = mention.quantity, mention.sentence
    signals = {f"figure_{quantity.kind}"}
    digits = sum(character in _DIGITS for character in quantity.text)
    if digits >= _PRECISE_DIGITS or "." in quantity.text:
        signals.add("figure_precise")
    if quantity.unit in _GENERIC_UNITS:
        signals.add("unit_generic")
    if sentence.sentence.role != "prose":
        signals.add("outside_prose")
    if len(sentence.text) >= _LONG_SENTENCE:
        signals.add("sentence_long")
    if len(sentence.mentions) >= _MANY_FIGURES:
        signals.add("sentence_of_many_figures")
    return signals


def _about_the_title(indicator: str, context: ClauseContext, titles: _Titles) -> set[str]:
    """Return what the indicator looks like, and where in the clause it stands."""
    signals = set()
    if indicator.endswith(titles.heads):
        signals.add("indicator_series_head")
    if any(
        indicator[:place] in titles.official or indicator[-place:] in titles.official
        for place in range(_LEAST_OFFICIAL, len(indicator) + 1)
    ):
        signals.add("indicator_holds_official")
    if len(indicator) <= _SHORT_TITLE:
        signals.add("indicator_of_two")
    elif len(indicator) in _USUAL_TITLE:
        signals.add("indicator_of_usual_length")
    if "的" in indicator:
        signals.add("indicator_with_clause")
    if context.lead.lstrip().startswith(indicator):
        signals.add("indicator_opens_clause")
    if not context.right.strip():
        signals.add("figure_ends_clause")
    elif len(context.right) > _LONG_REST:
        signals.add("clause_goes_on")
    return signals


def _about_area_and_time(observation: Observation, mention: Mention) -> set[str]:
    """Return what sort of area and period the fact has."""
    signals = set()
    if observation.area is None:
        signals.add("area_missing")
    elif mention.sentence.text.find(observation.area, max(0, mention.start - REACH), mention.end + REACH) >= 0:
        signals.add("area_in_full")
    if observation.area is not None and observation.area_code is None:
        signals.add("area_is_a_body")
    period = observation.time_period
    if period is None:
        signals.add("period_missing")
    elif _MONTHS.fullmatch(period):
        signals.add("period_of_months")
    return signals
