"""Who or where a figure is about (SDMX REF_AREA): in its clause, its sentence, or inherited from the article."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from pipelines.extraction.observations.areas.entities import Phrase, find_entity
from pipelines.extraction.observations.areas.gazetteer import area_code_of
from pipelines.extraction.observations.areas.history import AreaHistory, Topic, is_within, topic_of_area
from pipelines.extraction.observations.areas.place import Place
from pipelines.extraction.observations.areas.places import PlaceFinder, place_finder
from pipelines.extraction.observations.areas.roles import Role
from pipelines.extraction.observations.areas.sentence import NamedTopic, SentenceTopics
from pipelines.extraction.observations.reading import AreaReference, ArticleReading, Mention, SentenceReading
from pipelines.extraction.vocabulary import Vocabularies

__all__ = ["area_code_of", "resolve_areas"]

_HEADLINES = 3
_LEAD_SENTENCES = 2
_BESIDE_THE_TEXT = frozenset(["headline", "byline", "banner"])
_CHINA, _WORLD = "中国", "全球"
_NO_BEGINNING = frozenset("经—－-")  # 经|港珠澳大桥, 中国|—南亚博览会
_OWN_PART = 2  # characters of a body's name after the division that it begins with
_HERE = "当地"  # points back to a place that the paragraph before may have named
_ASSEMBLIES = ("代表大会", "会议", "全会")
_MINISTRY_SPEAKS = r"部(?:发布|公布|数据|介绍|统计|今天|昨天|日前|近日)"
# How a sentence goes on about the place that the sentence before it named.
_SAME_SCENE = re.compile(r"^\s*这[艘台座条家片位所栋款套]|[他她]|团队|(?:^|，)这里")
_POINTS_BACK = re.compile(r"\s*(?:其中|该|这|此|当地|建成|它|项目|工程|两地|上述|(?:会议?|大会|论坛|开幕式|展会)上)")
_GOES_ON = re.compile(  # with the work or the event last named
    r"\s*(?:线路|全线|全桥|大桥|展会|赛事|大赛|会议|大会|论坛|展览|活动|本届|投产后|投运后|通车后)"
)


def resolve_areas(article: ArticleReading, vocabularies: Vocabularies) -> None:
    """Fill `area` of every fact's mention, and say in its signals where the area came from.

    The signals: `area_in_clause`, `area_in_sentence`, `area_after_figure`, `area_inherited_sentence`,
    `area_inherited_article`, `area_default` (the manifest's), `area_national` (the country, for want of any other);
    beside one of these `area_body` (a body, by the look of its name), `area_listed` (several places together) and
    `area_ambiguous` (a name that several provinces share).
    """
    if any(mention.is_fact for sentence in article.sentences for mention in sentence.mentions):
        finder = place_finder(vocabularies)
        _ArticleAreas(
            article, finder, AreaHistory(finder.known, finder.words.sorts), _national_words(vocabularies)
        ).resolve()


class _NationalWords(NamedTuple):
    """What tells that a text is about the whole country."""

    pattern: re.Pattern[str]  # what only such a text says, or names who speaks for the country
    offices: frozenset[str]  # central offices whose figures are the country's


@lru_cache(maxsize=8)
def _national_words(vocabularies: Vocabularies) -> _NationalWords:
    """Return the compiled words of `area_words`."""
    rows = vocabularies.rows("area_words")
    words = [re.escape(row["word"]) for row in rows if row["kind"] in ("national", "ministry")]
    offices = frozenset(row["word"] for row in rows if row["kind"] == "national_office")
    return _NationalWords(re.compile("|".join([*words, _MINISTRY_SPEAKS])), offices)


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


def _goes_on(text: str) -> bool:
    """Return whether a paragraph goes on with the scene of the one before: 这台机器…, 他…"""
    return _SAME_SCENE.search(text) is not None


def _without_announcing(text: str, places: Sequence[Place]) -> Sequence[Place]:
    """Return the places of a headline without the one that a colon divides from a body in it (山东青州：王家村…)."""
    if len(places) > 1 and places[1].body is not None and text[places[0].end : places[1].outer_start] == "：":
        return places[1:]
    return places


def _is_subject(place: Place) -> bool:
    return place.role == Role.ABOUT and place.is_initial


def _is_event(place: Place) -> bool:
    """Return whether a place is a fair or games; a report to a congress is not about the congress."""
    if place.body is None or place.body.kind != "event" or place.body.name.endswith(_ASSEMBLIES):
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
    return area.kind == "country" and area.name != _CHINA


def _is_topic(place: Place) -> bool:
    return place.role >= Role.TOPIC


@dataclass
class _ArticleAreas:
    """The areas of one article, sentence by sentence in reading order."""

    article: ArticleReading
    finder: PlaceFinder
    history: AreaHistory
    words: _NationalWords
    default_signal: str = "area_inherited_article"
    found: dict[int, list[Place]] = field(default_factory=dict)  # by the sentence's place in the article

    def resolve(self) -> None:
        """Read the sentences that state facts, and those before them in their paragraphs."""
        self.history.default = self._article_topic()
        paragraph = section = None
        carried: Topic | None = None
        for index, reading in enumerate(self.article.sentences):
            if not self._leads_to_facts[index]:
                continue
            sentence = reading.sentence
            if (sentence.paragraph, sentence.section) != (paragraph, section):
                paragraph, section = sentence.paragraph, sentence.section
                if self.history.default is not None and not _goes_on(reading.text):
                    carried = None
            self.history.current = carried
            carried = self._resolve_sentence(index, reading, carried)

    def __post_init__(self) -> None:
        """Mark each sentence that states a fact, or is followed by such a sentence in its paragraph."""
        self._leads_to_facts = [False] * len(self.article.sentences)
        paragraph: int | None = None
        points_back = False
        for index, reading in reversed(list(enumerate(self.article.sentences))):
            sentence = reading.sentence
            if sentence.paragraph != paragraph and (
                points_back or any(mention.is_fact for mention in reading.mentions)
            ):
                paragraph, points_back = sentence.paragraph, False
            self._leads_to_facts[index] = sentence.paragraph == paragraph
            points_back = points_back or (self._leads_to_facts[index] and _HERE in reading.text)

    def _article_topic(self) -> Topic | None:
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
            self.default_signal = "area_default"
            return self._topic_of_name(self.article.area)
        topic = self._main_topic(lead, (_is_subject, _is_event)) or self._main_topic([*headlines, *lead], (_is_abroad,))
        if topic is None and any(self.words.pattern.search(reading.text) for reading in sentences):
            self.default_signal = "area_national"
            return self._topic_of_name(_CHINA)
        return topic or self._main_topic(lead) or self._main_topic(headlines, (_names_country_abroad,))

    def _main_topic(
        self,
        indexes: Sequence[int],
        wanted: Sequence[Callable[[Place], bool]] = (_is_subject, _is_event, _is_topic),
    ) -> Topic | None:
        """Return what the sentences at `indexes` are about: a subject, else a fair, else any place named in passing."""
        found = [
            place
            for index in indexes
            for place in _without_announcing(self.article.sentences[index].text, self._places(index))
        ]
        for index in indexes:
            for place in self._places(index):
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

    def _places(self, index: int) -> list[Place]:
        if index not in self.found:
            self.found[index] = self.finder.find(self.article.sentences[index], self.history.areas)
        return self.found[index]

    def _resolve_sentence(self, index: int, reading: SentenceReading, carried: Topic | None) -> Topic | None:
        """Fill the areas of one sentence's mentions; return what the next sentence of the paragraph inherits."""
        named = []
        self.history.note_works(reading.text)
        for place in self._places(index):
            self.history.note(place)
            topic = self.history.default if self._is_part_of_subject(reading.text, place) else None
            if (topic := topic or self.history.topic_of(place)) is not None:
                named.append(NamedTopic(place, topic))
                if place.role > Role.TOPIC:
                    self.history.current = topic
        topics = SentenceTopics(reading.text, named)
        facts = [mention for mention in reading.mentions if mention.is_fact]
        if self.history.is_national() and topics.speaks_of_the_state():
            carried = None
        if (taken_up := self.history.taken_up(reading)) is not None:
            carried = taken_up
        inherited, inherited_signal = self._inherited(reading.text, carried, is_taken_up=taken_up is not None)
        for mention in facts:
            topic, signal = topics.topic_of(mention, keeps_to_body=self.history.is_about_body())
            if topic is None and self.history.is_national():
                topic, signal = topics.topic_within(mention) or self._teller(topics, mention), "area_in_clause"
                if topic is None and not self._is_about_china():
                    topic = topics.reporting_country(mention)
            if topic is None:
                topic, signal = inherited, inherited_signal
            if topic is not None:
                mention.area = topic.reference()
                mention.signals |= {signal, *topic.signals()}
        topics.align_lists(facts)
        subjects = topics.subjects()
        if not subjects:
            return carried
        if self.history.default is not None and subjects[0].references[0].name == _WORLD:
            return None  # a glance at the world: the text returns to its own
        return subjects[0] if len(subjects) == 1 else None  # after several places the text returns to its own

    def _teller(self, topics: SentenceTopics, mention: Mention) -> Topic | None:
        """Return the company that told a figure and speaks about itself, unless it is an office of the state."""
        topic = topics.teller(mention)
        return None if topic is None or topic.references[0].name in self.words.offices else topic

    def _is_about_china(self) -> bool:
        return self.history.default is not None and self.history.default.references[0].name == _CHINA

    def _is_part_of_subject(self, text: str, place: Place) -> bool:
        """Return whether a place begins the name of what the article is about, or a part of it (中国|体育代表团)."""
        if not self.history.is_about_body() or self.history.default is None:
            return False
        name = self.history.default.references[0].name
        if self._abbreviates_subject(text, place, name):
            return True
        hit = place.members[0].hit
        is_division = hit is not None and hit.surface is not None and not hit.surface.is_short
        if len(place.members) > 1:
            return False
        if place.body is not None and place.body.name.startswith("“") and name.startswith(place.body.name):
            return True  # “深海一号”|二期工程
        length = place.end - place.start + (_OWN_PART if is_division else 1)  # 宁夏|送湖南线路
        return text[place.start : place.start + length] in name and place.start + length <= len(text)

    def _abbreviates_subject(self, text: str, place: Place, name: str) -> bool:
        """Return whether a place begins a shorter form of the subject's name, with its head (成都大运会|中国代表团)."""
        head = next((ending for ending, named in self.history.by_ending.items() if named == name), "")
        end = text.find(head, place.end, place.start + len(name)) if len(head) > 1 else -1
        return end >= 0 and is_within(text[place.start : end + len(head)], name)

    def _inherited(self, text: str, carried: Topic | None, *, is_taken_up: bool) -> tuple[Topic | None, str]:
        """Return what a sentence without a place is about, and where that was said.

        In a text about one city or body it returns to that one; a text about the whole country tells of one place
        after another, and its sentences belong to the place named last.
        """
        default = self.history.default
        if carried is not None and (
            (default is not None and carried.references == default.references)
            or self.history.is_national()
            or is_taken_up
            or _POINTS_BACK.match(text)
            or (_GOES_ON.match(text) and not self.history.is_about_body())
        ):
            return carried, "area_inherited_sentence"
        return default, self.default_signal
