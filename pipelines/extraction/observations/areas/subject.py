"""What a whole article is about: by its headlines, its manifest, its first sentences, else the country."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from pipelines.extraction.observations.areas.entities import Phrase, find_entity
from pipelines.extraction.observations.areas.history import AreaHistory, Topic, topic_of_area
from pipelines.extraction.observations.areas.place import Place
from pipelines.extraction.observations.areas.places import PlaceFinder
from pipelines.extraction.observations.areas.roles import Role
from pipelines.extraction.observations.reading import AreaReference, ArticleReading
from pipelines.extraction.vocabulary import Vocabularies

_HEADLINES = 3
_LEAD_SENTENCES = 2
_BESIDE_THE_TEXT = frozenset(["headline", "byline", "banner"])
_CHINA = "中国"
_NO_BEGINNING = frozenset("经—－-")  # 经|港珠澳大桥, 中国|—南亚博览会
_LONGEST_COUNTRY = 6  # characters
_STATESMEN = "领导人"  # whose summits' speeches are about their countries
_ASSEMBLIES = ("代表大会", "会议", "全会")
_MINISTRY_SPEAKS = r"部(?:发布|公布|数据|介绍|统计|今天|昨天|日前|近日)"


class NationalWords(NamedTuple):
    """What tells that a text is about the whole country."""

    pattern: re.Pattern[str]  # what only such a text says, or names who speaks for the country
    offices: frozenset[str]  # central offices whose figures are the country's


@lru_cache(maxsize=8)
def national_words(vocabularies: Vocabularies) -> NationalWords:
    """Return the compiled words of `area_words`."""
    rows = vocabularies.rows("area_words")
    words = [re.escape(row["word"]) for row in rows if row["kind"] in ("national", "ministry")]
    offices = frozenset(row["word"] for row in rows if row["kind"] == "national_office")
    return NationalWords(re.compile("|".join([*words, _MINISTRY_SPEAKS])), offices)


def _is_subject_of_article(entity: Phrase, topic: Topic | None) -> bool:
    """Return whether an article is about `entity` rather than about what else its headline names."""
    if topic is None:
        return entity.is_initial or entity.is_attributed
    if not topic.areas:  # another body: only its longer name (…页岩气田|南川区块, 亚运会|中国体育代表团)
        name = topic.references[0].name
        return entity.name.startswith(name) or (entity.name.endswith(name) and entity.name[0] not in _NO_BEGINNING)
    if entity.is_initial:
        return entity.in_headline
    return entity.in_headline and entity.is_attributed and topic.references[0].name == _CHINA


def _without_announcing(text: str, places: Sequence[Place]) -> Sequence[Place]:
    """Return the places of a headline without the one that a colon divides from a body in it (山东青州：王家村…)."""
    if len(places) > 1 and places[1].body is not None and text[places[0].end : places[1].outer_start] == "：":
        return places[1:]
    return places


def _is_subject(place: Place) -> bool:
    return place.role == Role.ABOUT and place.is_initial


def _is_event(place: Place) -> bool:
    """Return whether a place is a fair or games; a report to a congress is not about the congress."""
    if place.body is None or place.body.kind != "event":
        return False
    if place.body.name.endswith(_ASSEMBLIES) or _STATESMEN in place.body.name:
        return False
    return place.role >= Role.HINT


def _is_abroad(place: Place) -> bool:
    """Return whether a place is another country, even if it is only said to have said something."""
    return bool(place.role) and _names_country_abroad(place)


def _names_country_abroad(place: Place) -> bool:
    """Return whether a clause begins with another country, be it that of an office (以色列|总统宣布…)."""
    hit = place.members[0].hit
    if hit is None or hit.surface is None or len(place.members) > 1 or not place.is_initial:
        return False
    area = hit.surface.areas[0]
    return area.kind == "country" and area.is_abroad


def _is_topic(place: Place) -> bool:
    return place.role >= Role.TOPIC


@dataclass
class ArticleSubject:
    """The places that an article's sentences name, and what the whole of it is about."""

    article: ArticleReading
    finder: PlaceFinder
    history: AreaHistory
    words: NationalWords
    signal: str = "area_inherited_article"  # says where the subject was found
    _found: dict[int, list[Place]] = field(default_factory=dict)  # by the sentence's place in the article

    def find(self) -> Topic | None:
        """Return what the article is about: by its headlines, its manifest, its first sentences, else the country."""
        sentences = self.article.sentences
        headlines = [i for i, reading in enumerate(sentences) if reading.sentence.role == "headline"][:_HEADLINES]
        lead = [i for i, reading in enumerate(sentences) if reading.sentence.role not in _BESIDE_THE_TEXT]
        lead = lead[:_LEAD_SENTENCES]
        topic = self._main_topic(headlines)
        entity = self._entity(headlines, lead if topic is None else [])
        if entity is not None and _is_subject_of_article(entity, topic):
            return self.history.note_entity(entity)
        if topic is not None and not topic.areas:  # a body: the first sentences say its full name
            self._main_topic(lead)
            topic = self._main_topic(headlines)
        if topic is not None:
            return topic
        if self.article.area:
            self.signal = "area_default"
            return self._topic_of_name(self.article.area)
        topic = self._main_topic(lead, (_is_subject, _is_event)) or self._main_topic(
            [*headlines, *lead], (_is_abroad, _names_country_abroad)
        )
        topic = topic or self._country_of_reporter(lead)
        if topic is None and any(self.words.pattern.search(reading.text) for reading in sentences):
            self.signal = "area_national"
            return self._topic_of_name(_CHINA)
        return topic or self._main_topic(lead)

    def _country_of_reporter(self, indexes: Sequence[int]) -> Topic | None:
        """Return the country abroad with which the name of a body begins that only reports (英国|X咨询公司的民调)."""
        for place in (place for index in indexes for place in self.places(index)):
            if place.body is None or place.role != Role.HINT or not place.is_initial:
                continue
            for length in range(2, min(_LONGEST_COUNTRY, len(place.body.name))):
                surface = self.finder.known.surface(place.body.name[:length])
                if surface is not None and surface.areas[0].kind == "country" and surface.areas[0].is_abroad:
                    return topic_of_area(surface.areas[0])
        return None

    def _main_topic(
        self,
        indexes: Sequence[int],
        wanted: Sequence[Callable[[Place], bool]] = (_is_subject, _is_event, _is_topic),
    ) -> Topic | None:
        """Return what the sentences at `indexes` are about: a subject, else a fair, else any place named in passing."""
        found = [
            place
            for index in indexes
            for place in _without_announcing(self.article.sentences[index].text, self.places(index))
        ]
        for index in indexes:
            for place in self.places(index):
                self.history.note(place)
        for is_wanted in wanted:
            for place in found:
                topic = self.history.topic_of(place) if is_wanted(place) else None
                if topic is not None and not self._is_office(place, topic):
                    return topic
        return None

    def _is_office(self, place: Place, topic: Topic) -> bool:
        """Return whether a topic is an office of the state, whose articles are about the country."""
        return place.has_ministry or topic.references[0].name in self.words.offices

    def _entity(self, headlines: Sequence[int], lead: Sequence[int]) -> Phrase | None:
        """Return the work, ship, project … that the headline names and the text below takes up again."""
        sentences = self.article.sentences
        below = "\n".join(reading.text for reading in sentences if reading.sentence.role not in _BESIDE_THE_TEXT)
        return find_entity(
            [sentences[index] for index in headlines], [sentences[index] for index in lead], below, self.finder.words
        )

    def _topic_of_name(self, name: str) -> Topic:
        surface = self.finder.known.surface(name)
        return topic_of_area(surface.areas[0]) if surface else Topic((AreaReference(name),))

    def places(self, index: int) -> list[Place]:
        if index not in self._found:
            self._found[index] = self.finder.find(self.article.sentences[index], self.history.areas)
        return self._found[index]
