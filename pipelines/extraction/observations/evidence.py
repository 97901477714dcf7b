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
_FEW_FACTS, _FACTS_OF_A_REPORT = 4, 20
_FEW_OF_THE_ARTICLE = 0.3
_SHORT_TITLE, _USUAL_TITLE = 2, range(6, 14)
_LEAST_OFFICIAL = 4  # characters of an official name that another title holds: 居民消费价格|涨幅
_DIGITS = frozenset("0123456789")
# What no title holds: 9岁儿童, 前15天的销售额, 同比增长的企业; not 第一产业, “一带一路”
_NUMBER = re.compile(r"[0-9]|[一二三四五六七八九十百千万两][岁年月日天届批家名位夜]|首[个批届日]|^年|[同环]比")
# A month, a quarter, a half, January to September: the periods that statistics report on.
_MONTHS = re.compile(r"\d{4}-(?:Q\d|H\d|\d{2})(?:/\d{4}-\d{2})?")
_YEAR = re.compile(r"\d{4}")


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
    areas = Counter(observation.area for _, observation in facts)
    contexts = _contexts_of(facts)
    found = []
    for mention, observation in facts:
        signals = set(mention.signals)
        signals |= _about_the_figure(mention, observation)
        signals |= _about_the_title(observation.indicator or "", vocabularies)
        signals |= _about_the_clause(observation.indicator or "", contexts[id(mention)])
        signals |= _about_area_and_time(observation, mention)
        if areas[observation.area] < _FEW_OF_THE_ARTICLE * len(facts):
            signals.add("area_of_few_facts")
        if len(facts) <= _FEW_FACTS:
            signals.add("article_of_few_facts")
        elif len(facts) >= _FACTS_OF_A_REPORT:
            signals.add("article_is_a_report")
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


def _about_the_figure(mention: Mention, observation: Observation) -> set[str]:
    """Return how the figure is printed, and what it is held against."""
    text = mention.quantity.text
    signals = set()
    digits = sum(character in _DIGITS for character in text)
    if digits >= _PRECISE_DIGITS or "." in text:
        signals.add("figure_precise")
    elif not digits:
        signals.add("figure_in_words")
    if observation.baseline == "previous_year":
        signals.add("against_last_year")
    if observation.status == "baseline":
        signals.add("earlier_value")
    return signals


@lru_cache(maxsize=4096)  # half of the facts of many texts are told of a series that others had before
def _about_the_title(indicator: str, vocabularies: Vocabularies) -> frozenset[str]:
    """Return what the indicator looks like."""
    titles = _titles(vocabularies)
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
    if indicator not in titles.official and _NUMBER.search(indicator):
        signals.add("indicator_holds_number")
    return frozenset(signals)


def _about_the_clause(indicator: str, context: ClauseContext) -> set[str]:
    """Return where in the clause the indicator and the figure stand."""
    signals = set()
    if context.lead.lstrip().startswith(indicator):
        signals.add("indicator_opens_clause")
    if not context.right.strip():
        signals.add("figure_ends_clause")
    return signals


def _about_area_and_time(observation: Observation, mention: Mention) -> set[str]:
    """Return where the area stands and what sort of period the fact has."""
    signals = set()
    area, period = observation.area, observation.time_period
    if area and mention.sentence.text.find(area, max(0, mention.start - REACH), mention.end + REACH) >= 0:
        signals.add("area_in_full")
    if period and _MONTHS.fullmatch(period):
        signals.add("period_of_months")
    elif period and _YEAR.fullmatch(period):
        signals.add("period_of_a_year")
    return signals
