"""Who or where a figure is about (SDMX REF_AREA): in its clause, its sentence, or inherited from the article."""

import re
from collections.abc import Sequence

from pipelines.extraction.observations.areas.gazetteer import area_code_of
from pipelines.extraction.observations.areas.inheritance import AreaHistory, Topic
from pipelines.extraction.observations.areas.places import Place, PlaceFinder, place_finder
from pipelines.extraction.observations.areas.roles import Role
from pipelines.extraction.observations.reading import AreaReference, ArticleReading, Mention, SentenceReading
from pipelines.extraction.vocabulary import Vocabularies

__all__ = ["area_code_of", "resolve_areas"]

_HEADLINES = 3
_LEAD_SENTENCES = 2
_BESIDE_THE_TEXT = frozenset(("headline", "byline", "banner"))
_SEGMENT_BREAK = re.compile(r"[；。！？]")
_CLAUSE_BREAK = re.compile(r"[，；。！？：]")
# What only a text about the whole country says.
_NATIONAL = re.compile(
    r"我国|全国|国家|中国|国务院|中央|央视|新华社|人民日报|全社会|民航|国铁|(?:[一-鿿]{2}部|总局|总署)(?:发布|公布|数据|介绍|统计|今天|昨天|日前|近日)"
)
_PART_OF_IT = re.compile(r"其中[，,：]?[^，。；]{0,6}$")
# How a sentence goes on about the place that the sentence before it named.
_POINTS_BACK = re.compile(r"\s*(?:其中|该|这|此|当地|建成|它|项目|工程|两地|上述)")
# How a clause leads from a figure to the body it belongs to: 9亿立方米的…气田, 500家企业参展…博览会.
_JOINS = re.compile(r"(?:的|参展|参加|参与|亮相|落户|入驻|进驻|走进|——)$")
_WITHIN = re.compile(r"(?:在|位于|从)$")
_ALIGNED = re.compile(r"分别|依次")


def resolve_areas(article: ArticleReading, vocabularies: Vocabularies) -> None:
    """Fill `area` of every fact's mention, and say in its signals where the area came from."""
    if any(mention.is_fact for sentence in article.sentences for mention in sentence.mentions):
        _ArticleAreas(article, vocabularies).resolve()


class _ArticleAreas:
    """The areas of one article, sentence by sentence in reading order."""

    def __init__(self, article: ArticleReading, vocabularies: Vocabularies) -> None:
        self.article = article
        self.finder: PlaceFinder = place_finder(vocabularies)
        self.history = AreaHistory(self.finder.known)
        self.origin = "area_inherited_article"
        self._places: dict[int, list[Place]] = {}

    def resolve(self) -> None:
        """Read the sentences in order, those that state facts and those before them in their paragraphs."""
        sentences = self.article.sentences
        self.history.default = self._article_topic(sentences)
        paragraph = section = None
        carried: Topic | None = None
        wanted = _leading_to_facts(sentences)
        for index, reading in enumerate(sentences):
            if not wanted[index]:
                continue
            sentence = reading.sentence
            if sentence.paragraph != paragraph or sentence.section != section:
                paragraph, section = sentence.paragraph, sentence.section
                if self.history.default is not None:
                    carried = None
            self.history.current = carried
            carried = self._resolve_sentence(index, reading, carried)

    def _article_topic(self, sentences: Sequence[SentenceReading]) -> Topic | None:
        """Return what the article is about: by its headlines, its manifest, its first sentences, else the country."""
        headlines = [i for i, reading in enumerate(sentences) if reading.sentence.role == "headline"]
        prose = [i for i, reading in enumerate(sentences) if reading.sentence.role not in _BESIDE_THE_TEXT]
        topic = self._main_topic(headlines[:_HEADLINES])
        if topic is not None and not topic.areas:  # a body: the first sentences say its full name
            self._main_topic(prose[:_LEAD_SENTENCES])
            topic = self._main_topic(headlines[:_HEADLINES])
        if topic is not None:
            return topic
        if self.article.area:
            self.origin = "area_default"
            return self._topic_of_name(self.article.area)
        topic = self._main_topic(prose[:_LEAD_SENTENCES])
        if topic is not None:
            return topic
        if any(_NATIONAL.search(reading.text) for reading in sentences):
            self.origin = "area_default"
            return self._topic_of_name("中国")
        return None

    def _main_topic(self, indexes: Sequence[int]) -> Topic | None:
        """Return what the sentences at `indexes` are about: a subject, else a fair, else any place not beside the point."""
        found = [place for index in indexes for place in self.places(index, self.article.sentences[index])]
        for place in found:
            self.history.note(place)
        for wanted in (_is_subject, _is_event, _is_topic):
            for place in found:
                if wanted(place) and (topic := self.history.topic_of(place)):
                    return topic
        return None

    def _topic_of_name(self, name: str) -> Topic:
        surface = self.finder.known.surface(name)
        areas = surface.areas[:1] if surface else ()
        reference = AreaReference(areas[0].name, areas[0].code) if areas else AreaReference(name)
        return Topic((reference,), tuple(areas))

    def places(self, index: int, reading: SentenceReading) -> list[Place]:
        if index not in self._places:
            self._places[index] = self.finder.find(reading, self.history.areas)
        return self._places[index]

    def _resolve_sentence(self, index: int, reading: SentenceReading, carried: Topic | None) -> Topic | None:
        """Fill the areas of one sentence's mentions; return what the next sentence of the paragraph inherits."""
        text = reading.text
        places = self.places(index, reading)
        self.history.note_works(text)
        topics: list[tuple[Place, Topic]] = []
        for place in places:
            self.history.note(place)
            topic = self.history.topic_of(place)
            if topic is not None:
                topics.append((place, topic))
                if place.role > Role.TOPIC:
                    self.history.current = topic
        for mention in reading.mentions:
            if mention.is_fact:
                self._resolve_mention(mention, text, topics, carried)
        _align_lists(reading, topics)
        subjects = [(place, topic) for place, topic in topics if place.role >= Role.TOPIC and place.is_initial]
        subjects = [(place, topic) for place, topic in subjects if not _is_quoted(place)]
        subjects = [(place, topic) for place, topic in subjects if not _PART_OF_IT.search(text[: place.start])]
        if not subjects:
            return carried
        names = {topic.references for _, topic in subjects}
        if len(names) > 1:
            return None
        return subjects[-1][1]

    def _resolve_mention(
        self, mention: Mention, text: str, topics: Sequence[tuple[Place, Topic]], carried: Topic | None
    ) -> None:
        topic, signal = self._own_topic(mention, text, topics)
        if topic is None and carried is not None and self._carries_on(text, carried):
            topic, signal = carried, "area_inherited_sentence"
        if topic is None:
            topic, signal = self.history.default, self.origin
        if topic is None:
            return
        mention.area = topic.reference()
        mention.signals.add(signal)
        if topic.is_ambiguous:
            mention.signals.add("area_ambiguous")

    def _carries_on(self, text: str, carried: Topic) -> bool:
        """Return whether a sentence without a place goes on about what the sentence before it was about.

        In a text about one city or body it returns to that one; a text about the whole country tells of one place
        after another, and its sentences belong to the place named last.
        """
        default = self.history.default
        if default is None or _POINTS_BACK.match(text):
            return True
        if self.history.names_again(text):
            return True
        return self.history.is_national()

    def _own_topic(
        self, mention: Mention, text: str, topics: Sequence[tuple[Place, Topic]]
    ) -> tuple[Topic | None, str]:
        """Return what the mention's own sentence says it is about, and from how near."""
        before = [(place, topic) for place, topic in topics if place.end <= mention.start]
        clause = max((m.end() for m in _CLAUSE_BREAK.finditer(text, 0, mention.start)), default=0)
        segment = max((m.end() for m in _SEGMENT_BREAK.finditer(text, 0, mention.start)), default=0)
        for start, role, signal in (
            (clause, Role.ABOUT, "area_in_clause"),
            (clause, Role.TOPIC, "area_in_clause"),
            (segment, Role.ABOUT, "area_in_sentence"),
            (segment, Role.LOCATED, "area_in_sentence"),
        ):
            for place, topic in reversed(before):
                if place.start >= start and place.role >= role:
                    return topic, signal
        for place, topic in topics:
            if place.members[0].body is not None and place.end == mention.start and place.role >= Role.HINT:
                return topic, "area_in_clause"
        for place, topic in reversed(before):
            if place.role >= Role.ABOUT and not _PART_OF_IT.search(text[: place.start]):
                return topic, "area_in_sentence"
        found = _topic_after(mention, text, topics)
        if found is not None:
            return found, "area_after_figure"
        if self.history.is_national():
            for place, topic in reversed(before):
                if place.start >= clause and place.role == Role.HINT and _WITHIN.search(text[: place.outer_start]) and topic.areas:
                    return topic, "area_in_clause"
        return None, ""


def _leading_to_facts(sentences: Sequence[SentenceReading]) -> list[bool]:
    """Return for each sentence whether it, or a later one of its paragraph, states a fact."""
    wanted = [False] * len(sentences)
    paragraph = None
    for index in range(len(sentences) - 1, -1, -1):
        if any(mention.is_fact for mention in sentences[index].mentions):
            paragraph = sentences[index].sentence.paragraph
        wanted[index] = sentences[index].sentence.paragraph == paragraph
    return wanted


def _topic_after(mention: Mention, text: str, topics: Sequence[tuple[Place, Topic]]) -> Topic | None:
    """Return the body or the place of departure that the rest of the clause names (80吨鲜花从昆明发往…)."""
    match = _CLAUSE_BREAK.search(text, mention.end)
    clause_end = match.start() if match else len(text)
    for place, topic in topics:
        if mention.end <= place.start < clause_end:
            before = text[max(0, place.outer_start - 2) : place.outer_start]
            if place.members[0].body is not None and place.role >= Role.HINT and _JOINS.search(text[: place.outer_start]):
                return topic
            if before.endswith(("从", "在", "由")) and place.role >= Role.HINT:
                return topic
    return None


def _align_lists(reading: SentenceReading, topics: Sequence[tuple[Place, Topic]]) -> None:
    """Give the values after 分别 each its own member of the list of places before it."""
    for place, topic in topics:
        if len(topic.references) < 2 or place.role < Role.TOPIC:
            continue
        for match in _ALIGNED.finditer(reading.text, place.end):
            stop = _CLAUSE_BREAK.search(reading.text, match.end())
            end = stop.start() if stop else len(reading.text)
            values = [mention for mention in reading.mentions if match.end() <= mention.start < end and mention.is_fact]
            if len(values) == len(topic.references):
                for mention, reference in zip(values, topic.references, strict=True):
                    mention.area = reference


def _is_quoted(place: Place) -> bool:
    """Return whether a place is a scheme or a product in quotation marks, which the next sentence leaves again."""
    body = place.members[0].body
    return body is not None and body.name.startswith("“")


def _is_subject(place: Place) -> bool:
    return place.role == Role.ABOUT and place.is_initial


def _is_event(place: Place) -> bool:
    body = place.members[0].body
    return body is not None and body.kind == "event" and place.role >= Role.HINT


def _is_topic(place: Place) -> bool:
    return place.role >= Role.TOPIC
