"""Who or where a figure is about (SDMX REF_AREA): in its clause, its sentence, or inherited from the article."""

import re
from dataclasses import dataclass

from pipelines.extraction.observations.areas.gazetteer import area_code_of
from pipelines.extraction.observations.areas.history import AreaHistory, Topic, is_within
from pipelines.extraction.observations.areas.place import Place
from pipelines.extraction.observations.areas.places import place_finder
from pipelines.extraction.observations.areas.roles import Role
from pipelines.extraction.observations.areas.sentence import NamedTopic, SentenceTopics
from pipelines.extraction.observations.areas.subject import ArticleSubject, national_words
from pipelines.extraction.observations.reading import ArticleReading, Mention, SentenceReading
from pipelines.extraction.vocabulary import Vocabularies

__all__ = ["area_code_of", "resolve_areas"]

_CHINA, _WORLD = "中国", "全球"
_OWN_PART = 2  # characters of a body's name after the division that it begins with
_HERE = "当地"  # points back to a place that the paragraph before may have named
# How a sentence goes on about the place that the sentence before it named.
_SAME_SCENE = re.compile(r"^\s*这[艘台座条家片位所栋款套]|[他她]|团队|(?:^|，)这里")
_POINTS_BACK = re.compile(r"\s*(?:其中|该|这|此|当地|建成|它|项目|工程|两地|上述|(?:会议?|大会|论坛|开幕式|展会)上)")


def resolve_areas(article: ArticleReading, vocabularies: Vocabularies) -> None:
    """Fill `area` of every fact's mention, and say in its signals where the area came from.

    The signals: `area_in_clause`, `area_in_sentence`, `area_after_figure`, `area_inherited_sentence`,
    `area_inherited_article`, `area_default` (the manifest's), `area_national` (the country, for want of any other);
    beside one of these `area_body` (a body, by the look of its name), `area_listed` (several places together) and
    `area_ambiguous` (a name that several provinces share).
    """
    finder = place_finder(vocabularies)
    history = AreaHistory(finder.known, finder.words.sorts)
    subject = ArticleSubject(article, finder, history, national_words(vocabularies))
    _ArticleAreas(article, history, subject).resolve()


def _goes_on(text: str) -> bool:
    """Return whether a paragraph goes on with the scene of the one before: 这台机器…, 他…"""
    return _SAME_SCENE.search(text) is not None


@dataclass
class _ArticleAreas:
    """The areas of one article, sentence by sentence in reading order."""

    article: ArticleReading
    history: AreaHistory
    subject: ArticleSubject

    def __post_init__(self) -> None:
        """Mark each sentence that states a fact, or is followed by such a sentence in its paragraph."""
        self._leads_to_facts = [False] * len(self.article.sentences)
        paragraph: int | None = None
        points_back = False
        for index, reading in reversed(list(enumerate(self.article.sentences))):
            sentence = reading.sentence
            if sentence.paragraph != paragraph and (points_back or reading.facts):
                paragraph, points_back = sentence.paragraph, False
            self._leads_to_facts[index] = sentence.paragraph == paragraph
            points_back = points_back or (self._leads_to_facts[index] and _HERE in reading.text)

    def resolve(self) -> None:
        """Read the sentences that state facts, and those before them in their paragraphs."""
        self.history.default = self.subject.find()
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

    def _resolve_sentence(self, index: int, reading: SentenceReading, carried: Topic | None) -> Topic | None:
        """Fill the areas of one sentence's mentions; return what the next sentence of the paragraph inherits."""
        named = []
        self.history.note_works(reading.text)
        for place in self.subject.places(index):
            self.history.note(place)
            topic = self.history.default if self._is_part_of_subject(reading.text, place) else None
            if (topic := topic or self.history.topic_of(place)) is not None:
                named.append(NamedTopic(place, topic))
                if place.role > Role.TOPIC:
                    self.history.current = topic
        topics = SentenceTopics(reading.text, named)
        facts = reading.facts
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
        return None if topic is None or topic.references[0].name in self.subject.words.offices else topic

    def _is_about_china(self) -> bool:
        return self.history.default is not None and self.history.default.references[0].name == _CHINA

    def _is_part_of_subject(self, text: str, place: Place) -> bool:
        """Return whether a place begins the name of what the article is about, or a part of it (中国|体育代表团)."""
        if not self.history.is_about_body() or self.history.default is None:
            return False
        name = self.history.default.references[0].name
        if self._abbreviates_subject(text, place, name):
            return True
        if len(place.members) > 1:
            return False
        if place.body is not None and place.body.name.startswith("“") and name.startswith(place.body.name):
            return True  # “深海一号”|二期工程
        length = place.end - place.start + _OWN_PART  # 宁夏|送湖南线路
        return text[place.start : place.start + length] in name and place.start + length <= len(text)

    def _abbreviates_subject(self, text: str, place: Place, name: str) -> bool:
        """Return whether a place begins a shorter form of the subject's name, with its head (成都大运会|中国代表团)."""
        head = next((ending for ending, named in self.history.by_ending.items() if named == name), "")
        end = text.find(head, place.end, place.start + len(name)) if len(head) > 1 else -1
        return end >= 0 and is_within(text[place.start : end + len(head)], name)

    def _inherited(self, text: str, carried: Topic | None, *, is_taken_up: bool) -> tuple[Topic | None, str]:
        """Return what a sentence without a place is about, and where that was said.

        It is about what the sentence before it in its paragraph is about, save that a text about one body returns to
        that body; a text about a fair, which tells of the country's trade as well, does not return within a paragraph.
        """
        default = self.history.default
        if carried is not None and (
            not self.history.is_about_body()
            or (default is not None and carried.references == default.references)
            or (self.history.is_about_event() and _is_country(carried))
            or is_taken_up
            or _POINTS_BACK.match(text)
        ):
            return carried, "area_inherited_sentence"
        return default, self.subject.signal


def _is_country(topic: Topic) -> bool:
    return bool(topic.areas) and topic.areas[0].kind == "country"
