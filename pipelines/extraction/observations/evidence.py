"""What speaks for and against an observation, as named signals beside those that the resolvers left.

The signals are listed with their weights in schemas/vocabularies/confidence_weights.csv; one without a row there has
no weight.
"""

import math
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from pipelines.extraction.model import Observation
from pipelines.extraction.observations.areas.gazetteer import CHINA_CODE
from pipelines.extraction.observations.clauses import REACH, ClauseContext
from pipelines.extraction.observations.indicators.lexicon import lexicon_of
from pipelines.extraction.observations.reading import Mention
from pipelines.extraction.vocabulary import Vocabularies

_PRECISE_DIGITS = 4  # 27883家 was counted, 3万家 was told
_FEW_FACTS, _MANY_FACTS, _FACTS_OF_A_REPORT = 4, 12, 20
_FEW_OF_THE_ARTICLE = 0.3
_SHORT_TITLE, _USUAL_TITLE = 2, range(6, 14)
_LEAST_OFFICIAL = 4  # characters of an official name that another title holds: 居民消费价格|涨幅
_DIGITS = frozenset("0123456789")
# What no title holds: 9岁儿童, 前15天的销售额, 同比增长的企业; not 第一产业, “一带一路”
_NUMBER = re.compile(r"[0-9]|[一二三四五六七八九十百千万两][岁年月日天届批家名位夜]|首[个批届日]|^年|[同环]比")
# A month, a quarter, a half, January to September: the periods that statistics report on.
_MONTHS = re.compile(r"\d{4}-(?:Q\d|H\d|\d{2})(?:/\d{4}-\d{2})?")
_YEAR = re.compile(r"\d{4}")
_QUOTES = "“《"
_SHORT_NAME = 2  # characters of a division's name that stand for it: 韶关
_NOWHERE = math.inf  # behind every figure
_PREPOSITIONS = frozenset("在向对从与和同由于至到往")
# Another body, work or event in the sentence may be what the figure is about.
_ANY_BODY = re.compile(
    "公司|集团|项目|大桥|平台|论坛|工程|医院|大学|学院|机场|口岸|铁路|电站|水库|油田|气田|基地|园区|银行|大会|展会|班列|码头|社区|中心"
)
_POINTS_BACK = re.compile("该|此次|这次|本次|这一|这个|这条|这座|本届|它|其")  # at what another sentence named
_OF_A_PERSON = re.compile("[他她](?<!其[他她])")  # 其他 is nobody


@dataclass(frozen=True)
class _Titles:
    """What titles of series are made of."""

    heads: tuple[str, ...]  # what they end with: 产值, 吞吐量
    official: frozenset[str]
    usual: frozenset[str]  # that many texts have


@lru_cache(maxsize=4)
def _titles(vocabularies: Vocabularies) -> _Titles:
    lexicon = lexicon_of(vocabularies)
    return _Titles(
        tuple(sorted(lexicon.roles["series_head"])),
        frozenset(lexicon.official) | set(lexicon.official.values()),
        frozenset(row["title"] for row in vocabularies.rows("usual_titles")),
    )


class _Marks(NamedTuple):
    """What a sentence shows of all its figures: where words first end, and whether it has others at all."""

    bodies: dict[str, int]
    points_back: float
    is_of_a_person: bool
    is_of_a_row: bool


@lru_cache(maxsize=16)  # the figures of a sentence are read one after another
def _marks_of(text: str) -> _Marks:
    bodies: dict[str, int] = {}
    for body in _ANY_BODY.finditer(text):
        bodies.setdefault(body.group(), body.end())
    points_back = _POINTS_BACK.search(text)
    return _Marks(
        bodies,
        points_back.end() if points_back else _NOWHERE,
        _OF_A_PERSON.search(text) is not None,
        "分别" in text,
    )


def gather_evidence(facts: Sequence[tuple[Mention, Observation]], vocabularies: Vocabularies) -> list[set[str]]:
    """Return the signals of each of one article's facts: those of its resolvers and what its surroundings show."""
    areas = Counter(observation.area for _, observation in facts)
    contexts = _contexts_of(facts)
    of_all = _about_the_article(len(facts))
    is_printed = _finder_of_titles(facts)
    found = []
    for mention, observation in facts:
        signals = mention.signals | of_all
        signals |= _about_the_figure(mention, observation)
        signals |= _about_the_title(observation.indicator or "", vocabularies)
        signals |= _about_the_clause(observation.indicator or "", contexts[id(mention)])
        signals |= _about_area_and_time(observation, mention)
        signals |= _about_the_sentence(observation, mention, is_printed)
        if observation.area_code == CHINA_CODE and "indicator_usual" in signals:
            signals.add("usual_of_the_country")
        if areas[observation.area] < _FEW_OF_THE_ARTICLE * len(facts):
            signals.add("area_of_few_facts")
        if areas[observation.area] == 1 < len(facts):
            signals.add("area_of_one_fact")
        found.append(signals)
    return found


def _finder_of_titles(facts: Sequence[tuple[Mention, Observation]]) -> Callable[[str], bool]:
    """Return what says whether a sentence of the facts' article has a title, which it looks up once for each."""
    texts = [reading.text for reading in facts[0][0].sentence.article.sentences] if facts else []
    return cache(lambda title: any(title in text for text in texts))


def _about_the_article(facts: int) -> set[str]:
    """Return what the number of an article's facts shows."""
    if facts <= _FEW_FACTS:
        return {"article_of_few_facts"}
    named = ((_MANY_FACTS, "article_of_many_facts"), (_FACTS_OF_A_REPORT, "article_is_a_report"))
    return {signal for least, signal in named if facts >= least}


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
    if mention.quantity.kind == "duration":
        signals.add("figure_duration")
    if observation.baseline == "previous_year":
        signals.add("against_last_year")
    elif observation.baseline not in (None, "previous_period"):
        signals.add("against_another")
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
    if indicator in titles.usual:
        signals.add("indicator_usual")
    return frozenset(signals)


def _about_the_clause(indicator: str, context: ClauseContext) -> set[str]:
    """Return where in the clause the indicator and the figure stand."""
    signals = set()
    if context.lead.lstrip().startswith(indicator):
        signals.add("indicator_opens_clause")
    if not context.right.strip():
        signals.add("figure_ends_clause")
    elif context.right.lstrip().startswith("的"):
        signals.add("figure_before_de")
    return signals


def _about_area_and_time(observation: Observation, mention: Mention) -> set[str]:
    """Return where the area stands and what sort of period the fact has."""
    signals = set()
    area, period = observation.area, observation.time_period
    if observation.area_code == CHINA_CODE:
        signals.add("area_is_the_country")
    if area and area[0] in _QUOTES:
        signals.add("area_in_quotes")
    if area and mention.sentence.text.find(area, max(0, mention.start - REACH), mention.end + REACH) >= 0:
        signals.add("area_in_full")
    if period and _MONTHS.fullmatch(period):
        signals.add("period_of_months")
    elif period and _YEAR.fullmatch(period):
        signals.add("period_of_a_year")
    return signals


def _about_the_sentence(observation: Observation, mention: Mention, is_printed: Callable[[str], bool]) -> set[str]:
    """Return what else the figure could be about: another body, something named before, a person, one of a row."""
    text = mention.sentence.text
    marks = _marks_of(text)
    signals = set()
    area, indicator = observation.area or "", observation.indicator or ""
    if _end_after_preposition(area[:_SHORT_NAME], text) <= mention.start:
        signals.add("area_after_preposition")
    if not (indicator in text or is_printed(indicator)):
        signals.add("indicator_composed")
    if any(end <= mention.start and body not in area and body not in indicator for body, end in marks.bodies.items()):
        signals.add("sentence_names_a_body")
    if marks.points_back <= mention.start:
        signals.add("sentence_points_back")
    if marks.is_of_a_person:
        signals.add("sentence_of_a_person")
    if marks.is_of_a_row:
        signals.add("sentence_of_a_row")
    return signals


@lru_cache(maxsize=64)
def _end_after_preposition(name: str, text: str) -> float:
    """Return where a name that stands after a preposition ends first: 在|韶关."""
    place = text.find(name, 1) if name else -1
    while place > 0:
        if text[place - 1] in _PREPOSITIONS:
            return place + len(name)
        place = text.find(name, place + 1)
    return _NOWHERE
