"""One sentence's places with what they refer to, and which of them each figure of the sentence is about."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from pipelines.extraction.observations.areas.history import Topic
from pipelines.extraction.observations.areas.place import Place
from pipelines.extraction.observations.areas.roles import Role
from pipelines.extraction.observations.reading import Mention

_CLAUSE_BREAK = re.compile(r"[，；。！？：]")
_ALIGNED = re.compile(r"分别|依次")
_BRACKETS = re.compile(r"[（(][^（()）]{0,80}[)）]")
_PART_OF_IT = re.compile(r"其中[，,：]?[^，。；]{0,6}$")
# How a clause leads from a figure to the body it belongs to: 9亿立方米的…气田, 500家企业参展…博览会.
_JOINS = ("的", "参展", "参加", "参与", "亮相", "落户", "入驻", "进驻", "走进", "——")
_LEARNT_FROM = re.compile(r"[获了]")  # 从清石集团|获悉, |了解到
_SHOWN_NEXT = re.compile(r"[^。；]{0,12}，这(?:就|都)?是")
_FROM_OR_IN = ("从", "在", "由")
_WITHIN = ("在", "位于", "从")
_WORLD = "全球"
# The offices of a country, which speak about their own: 黎巴嫩|卫生部称.
_OFFICE = re.compile(
    r"[^，。；社媒报台]{0,14}?(?:部|局|厅|署|院|军方|军队|警方|当局|政府|官员|机构|部门|委员会|总统|总理)"
)
_LOOK_BACK = 10  # characters before a place that say how it belongs to its clause
_NEAREST = 20  # places before a figure that are considered
_LIST_REACH = 200  # characters from a list of places to the 分别 that takes it up


@dataclass(frozen=True, slots=True)
class NamedTopic:
    """A place of a sentence and what it refers to."""

    place: Place
    topic: Topic


def _is_quoted_scheme(name: str) -> bool:
    """Return whether a name is a quotation with a common noun (“…”行动), not a ship's (“海星三号”)."""
    return name.startswith("“") and not name.endswith("”")


def _is_beside_a_body(named: NamedTopic) -> bool:
    """Return whether a text about a body names a place only in passing: amid a clause, or the whole world."""
    areas = named.topic.areas
    return bool(areas) and (named.place.role < Role.LOCATED or areas[0].name == _WORLD)


def _means_the_state(place: Place) -> bool:
    hit = place.members[0].hit
    return place.has_ministry or (hit is not None and hit.own_area == "country_hint")


class SentenceTopics:
    """The topics of one sentence, in the order of their places."""

    def __init__(self, text: str, topics: Sequence[NamedTopic]) -> None:
        """Take the sentence's text and its topics."""
        self.text = text
        self.topics = topics
        self._ends = [named.place.end for named in topics]
        is_bracketed = "（" in text or "(" in text
        self._brackets = [match.span() for match in _BRACKETS.finditer(text)] if is_bracketed else []

    @cached_property
    def _breaks(self) -> list[int]:
        """Return where the clauses of the sentence end."""
        return [match.end() for match in _CLAUSE_BREAK.finditer(self.text)]

    def topic_of(self, mention: Mention, *, keeps_to_body: bool = False) -> tuple[Topic | None, str]:
        """Return what the sentence says that a figure is about, with the signal that says from how near.

        In an article about a body (`keeps_to_body`) a division named in the midst of a clause does not count.
        """
        if not self.topics:
            return None, ""
        before = self._nearest_before(mention)
        clause = self._clause_start(mention.start)
        for role in (Role.ABOUT, Role.TOPIC):
            for named in before:
                if keeps_to_body and _is_beside_a_body(named):
                    continue
                if named.place.start >= clause and named.place.role >= role:
                    return named.topic, "area_in_clause"
        nearest = before[0].place if before else None
        if nearest is not None and nearest.body is not None and nearest.end == mention.start and nearest.role:
            return before[0].topic, "area_in_clause"  # 指导鹤山农场|80块地
        for named in before:
            if named.place.role >= Role.LOCATED:
                return named.topic, "area_in_sentence"
        after = self._topic_after(mention)
        return (after, "area_after_figure") if after is not None else (None, "")

    def topic_within(self, mention: Mention) -> Topic | None:
        """Return the area in whose bounds the sentence says the figure arose (在X的…, 从X…), None without one."""
        for named in self._nearest_before(mention):
            is_way = named.place.role == Role.HINT and self._before(named.place).endswith(_WITHIN)
            if is_way and named.topic.areas and named.topic.areas[0].kind != "body":
                return named.topic
        return None

    def teller(self, mention: Mention) -> Topic | None:
        """Return the company from which a figure without a subject was learnt (从清石集团获悉，今年…), if any."""
        for named in self._nearest_before(mention):
            place = named.place
            if place.is_company and _LEARNT_FROM.match(self.text, place.end) and self._before(place).endswith("从"):
                return named.topic
        return None

    def reporting_country(self, mention: Mention) -> Topic | None:
        """Return the country abroad whose office tells of a figure in a sentence without another place, if any."""
        for named in self._nearest_before(mention):
            areas = named.topic.areas
            if named.place.is_initial and areas and areas[0].is_abroad and _OFFICE.match(self.text, named.place.end):
                return named.topic
        return None

    def speaks_of_the_state(self) -> bool:
        """Return whether a clause begins with 国家 or another word that means the country, or with a ministry."""
        return any(named.place.is_initial and _means_the_state(named.place) for named in self.topics)

    def subjects(self) -> list[Topic]:
        """Return the different topics that clauses are about: no sub-areas (其中，…), quoted schemes and ministries."""
        found = []
        for named in self.topics:
            place = named.place
            is_scheme = place.has_ministry or (place.body is not None and _is_quoted_scheme(place.body.name))
            begins = place.role >= Role.LOCATED or (place.is_initial and place.role == Role.TOPIC)
            is_remark = self._brackets and self._bracket_end(place) < len(self.text)
            if begins and not is_scheme and not is_remark and not self._is_part(place):
                found.append(named.topic)
        return list({topic.references: topic for topic in found}.values())

    def align_lists(self, mentions: Sequence[Mention]) -> None:
        """Give the values after 分别 each its own member of the list of places before it."""
        starts = [mention.start for mention in mentions]
        for named in self.topics:
            if len(named.topic.references) < 2 or named.place.role < Role.TOPIC:
                continue
            for match in _ALIGNED.finditer(self.text, named.place.end, named.place.end + _LIST_REACH):
                first = bisect_left(starts, match.end())
                values = mentions[first : bisect_left(starts, self._clause_end(match.end()))]
                if len(values) == len(named.topic.references):
                    for mention, reference in zip(values, named.topic.references, strict=True):
                        mention.area = reference
                        mention.signals.discard("area_listed")

    def _topic_after(self, mention: Mention) -> Topic | None:
        """Return the body or the place of departure that the rest of the clause names (80吨鲜花从昆明发往…)."""
        clause_end = self._clause_end(mention.end)
        shown = _SHOWN_NEXT.match(self.text, mention.end)
        if shown is not None:  # 24公里，这是深中通道…
            clause_end = self._clause_end(shown.end())
        for index in range(bisect_right(self._ends, mention.end), len(self.topics)):
            named = self.topics[index]
            if named.place.start >= clause_end:
                break
            before = self._before(named.place)
            joins = named.place.body is not None and before.endswith(_JOINS)
            if shown is not None and named.place.start == shown.end():
                return named.topic
            if named.place.role >= Role.HINT and (joins or before.endswith(_FROM_OR_IN)):
                return named.topic
        return None

    def _nearest_before(self, mention: Mention) -> Sequence[NamedTopic]:
        """Return the topics before a figure, the nearest first."""
        stop = bisect_right(self._ends, mention.start)
        nearest = self.topics[max(0, stop - _NEAREST) : stop][::-1]
        if not self._brackets:
            return nearest
        return [named for named in nearest if self._bracket_end(named.place) >= mention.start]

    def _bracket_end(self, place: Place) -> int:
        """Return where the brackets around a place end, past which it says nothing (100例（武汉90例），…)."""
        before = bisect_left(self._brackets, (place.start, 0))
        end = self._brackets[before - 1][1] if before else 0
        return end if end > place.start else len(self.text)

    def _clause_start(self, place: int) -> int:
        index = bisect_right(self._breaks, place)
        return self._breaks[index - 1] if index else 0

    def _clause_end(self, place: int) -> int:
        index = bisect_right(self._breaks, place)
        return self._breaks[index] - 1 if index < len(self._breaks) else len(self.text)

    def _before(self, place: Place) -> str:
        return self.text[max(0, place.outer_start - _LOOK_BACK) : place.outer_start]

    def _is_part(self, place: Place) -> bool:
        return _PART_OF_IT.search(self._before(place)) is not None
