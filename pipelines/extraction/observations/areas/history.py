"""What an article has named so far, for words that point back to it: 全市, 当地, 本届茶博会, 该片."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from pipelines.extraction.observations.areas.anaphora import body_taken_up
from pipelines.extraction.observations.areas.entities import Phrase
from pipelines.extraction.observations.areas.events import Body, find_works
from pipelines.extraction.observations.areas.gazetteer import Area, Gazetteer, choose_area
from pipelines.extraction.observations.areas.place import Member, Place
from pipelines.extraction.observations.reading import AreaReference, SentenceReading

_CHINA = "中国"
_NUMBER = re.compile(r"第[一二三四五六七八九十百零〇\d]{1,6}[届次]|首届|^20\d\d")
_WORK = "《》"
_DIVISION_ENDINGS = {"city": "市", "county": "县", "province": "省", "district": "区"}
_DIVISION_ENDS = ("省", "州", "市", "县", "郡", "镇", "乡", "村")
_REMEMBERED = 30  # areas and bodies that a word can point back to


class Topic(NamedTuple):
    """What a stretch of text is about: one reference for each member of a list, and the areas behind them."""

    references: tuple[AreaReference, ...]
    areas: tuple[Area, ...] = ()  # none for a body
    is_ambiguous: bool = False

    def reference(self) -> AreaReference:
        """Return the topic as one area: several places that one figure covers together are joined with 、."""
        if len(self.references) == 1:
            return self.references[0]
        return AreaReference("、".join(reference.name for reference in self.references))

    def signals(self) -> set[str]:
        """Return what makes the topic less certain than a division by its own name."""
        found = {"area_ambiguous"} if self.is_ambiguous else set()
        if len(self.references) > 1:
            found.add("area_listed")
        elif not self.areas and not self.is_ambiguous:
            found.add("area_body")
        return found


@dataclass
class AreaHistory:
    """The areas and bodies that an article has named, newest first, and what its present stretch is about."""

    known: Gazetteer
    sorts: frozenset[str] = frozenset()  # endings that are words for sorts of things as well (银行, 公路)
    default: Topic | None = None  # what the whole article is about
    current: Topic | None = None  # what the present sentence is about
    areas: list[Area] = field(default_factory=list)
    names: list[str] = field(default_factory=list)  # of bodies
    by_ending: dict[str, str] = field(default_factory=dict)  # ending → the last body that has it
    events: dict[str, str] = field(default_factory=dict)  # 第二届 → the longest name said with it

    def note(self, place: Place) -> None:
        """Remember what `place` names."""
        for member in place.members:
            if member.body is not None:
                self._note_body(member.body)
            if (area := self._choose(member)) is not None and area not in self.areas[:1]:
                self.areas.insert(0, area)
        del self.areas[_REMEMBERED:]

    def note_works(self, text: str) -> None:
        """Remember the last title in book-title marks of a sentence, for 该片 and 全书."""
        if "《" in text and (works := find_works(text)):
            self.by_ending[_WORK] = works[-1].name

    def note_entity(self, entity: Phrase) -> Topic:
        """Remember what the whole article is about, and return it as a topic."""
        self.by_ending[entity.head] = entity.name
        self.names.insert(0, entity.name)
        return Topic((AreaReference(entity.name),))

    def _note_body(self, body: Body) -> None:
        if body.kind != "event":
            self.by_ending[body.suffix] = body.name
            self.names.insert(0, body.name)
            del self.names[_REMEMBERED:]
        elif not body.name.startswith("本"):
            number = _number_of(body.name)
            is_longer = number is not None and len(body.name) > len(self.events.get(number, ""))
            if number is not None and is_longer and len(self.events) < _REMEMBERED:
                self.events[number] = body.name
            self.by_ending[body.suffix] = self.full_name(body)

    def topic_of(self, place: Place) -> Topic | None:
        """Return what `place` refers to, None for a word that points back to nothing (全市 where no city is named)."""
        topics = [topic for member in place.members if (topic := self._topic_of_member(member)) is not None]
        if len(topics) < 2:
            return topics[0] if topics else None
        return Topic(
            tuple(dict.fromkeys(reference for topic in topics for reference in topic.references)),
            tuple(area for topic in topics for area in topic.areas),
            any(topic.is_ambiguous for topic in topics),
        )

    def _topic_of_member(self, member: Member) -> Topic | None:
        if member.body is not None:
            name = self.full_name(member.body)
            return None if member.body.kind == "event" and name.startswith("本") else Topic((AreaReference(name),))
        if member.hit is None:
            return None
        if member.hit.own_area is not None:
            return self._own_topic(member.hit.own_area)
        area = self._choose(member)
        if area is not None:
            return topic_of_area(area)
        shared_name = member.hit.surface.areas[0].name if member.hit.surface else ""
        return Topic((AreaReference(shared_name),), is_ambiguous=True)

    def _own_topic(self, level: str) -> Topic | None:
        """Return what a word like 全市, 当地 or 该片 points back to."""
        if level == "work":
            return Topic((AreaReference(self.by_ending[_WORK]),)) if _WORK in self.by_ending else None
        current, default = self.current, self.default
        if level == "here":
            return current
        is_named_here = current is not None and (current != default or not current.areas)
        if level == "any" and current is not None and is_named_here and _is_place(current):
            return current
        if level == "everywhere" and default is not None and _is_place(default):
            return default
        area = self.own_area(level)
        if area is not None:
            return topic_of_area(area)
        if level == "any":
            return self.current
        unlisted = self.by_ending.get(_DIVISION_ENDINGS.get(level, ""))
        return Topic((AreaReference(unlisted),)) if unlisted else None

    def full_name(self, body: Body) -> str:
        """Return the fullest name that the article has for a body (本届茶博会 → 第7届国际茶业博览会)."""
        if body.kind != "event":
            return next((name for name in self.names if _abbreviates(body.name, name, body.suffix)), body.name)
        if body.name.startswith("本"):
            return next(reversed(self.events.values()), body.name)
        number = _number_of(body.name)
        if number is None:
            return next((name for name in self.events.values() if is_within(body.name, name)), body.name)
        return self.events.get(number, body.name)

    def taken_up(self, reading: SentenceReading) -> Topic | None:
        """Return the body that a sentence takes up by the last word of its name alone: 林场…, 截至目前，该工程…"""
        if not self.by_ending:
            return None
        subject = self.default.references[0].name if self.default is not None and self.is_about_body() else ""
        name = body_taken_up(reading, self.by_ending, self.sorts, subject)
        return Topic((AreaReference(name),)) if name is not None else None

    def is_about_body(self) -> bool:
        """Return whether the whole article is about a body, a work, a fair …"""
        return self.default is not None and not self.default.areas and not self.default.is_ambiguous

    def is_about_event(self) -> bool:
        """Return whether the whole article is about an event that has a number or a year."""
        return self.default is not None and self.default.references[0].name in self.events.values()

    def is_national(self) -> bool:
        """Return whether the article is about a whole country, or about nothing named."""
        return self.default is None or any(area.kind == "country" for area in self.default.areas)

    def own_area(self, level: str) -> Area | None:
        """Return the area that 全市, 全省 … means here: of the sentence's topic, the article's, else the last named."""
        if level in ("country", "country_hint"):
            return self._own_country(level)
        if level == "everywhere":
            return self.default.areas[0] if self.default is not None and self.default.areas else self._china()
        if level == "any":  # 该地区, 当地: rather a place than the country of an army named after it
            known = [area for area in self.areas if area.name != _CHINA]
            return next((area for area in known if area.kind != "country"), known[0] if known else None)
        if level == "that_country":
            return next((area for area in self.areas if area.kind == "country" and area.is_abroad), None)
        current, default = (
            self._first_at_level(topic.areas if topic else (), level) for topic in (self.current, self.default)
        )
        if current is not None and not (default is not None and current.lies_in(default)):
            return current
        return default or self._first_at_level(self.areas, level)

    def _own_country(self, level: str) -> Area | None:
        """Return the country that 全国 means: a foreign one where the text is about it."""
        for topic in (self.current, self.default):
            if level == "country" and topic is not None and topic.areas and topic.areas[0].kind == "country":
                return topic.areas[0]
        return self._china()

    def _china(self) -> Area | None:
        china = self.known.surface(_CHINA)
        return china.areas[0] if china else None

    def _first_at_level(self, areas: Iterable[Area], level: str) -> Area | None:
        return next((found for area in areas if (found := self._at_level(area, level)) is not None), None)

    def _at_level(self, area: Area, level: str) -> Area | None:
        """Return the division of `level` that `area` is or lies in; 区 may be a district or an autonomous region."""
        province = self.known.container(area, "province")
        if level == "district":
            if area.kind in ("county", "zone") and area.name.endswith("区"):
                return area
            return province if province is not None and province.name.endswith("自治区") else None
        if level == "city":
            if area.kind == "county" and area.name.endswith("市"):
                return area
            city = self.known.container(area, "city")
            return city or (province if province is not None and province.name.endswith("市") else None)
        return self.known.container(area, level)

    def _choose(self, member: Member) -> Area | None:
        """Return the area that a member names, or in which the body lies that it names."""
        if member.body is not None and member.inside is not None and member.inside.surface is not None:
            return choose_area(member.inside.surface, context=self.areas)
        if member.hit is None or member.hit.surface is None:
            return None
        beside = member.inside.surface.areas if member.inside is not None and member.inside.surface else ()
        area = choose_area(member.hit.surface, beside, self.areas)
        if area is None or area.kind != "region":
            return area
        longer = (known for known in self.areas if known.kind == "region" and known.name.startswith(area.name))
        return next(longer, area)  # 成渝地区, where the text has named 成渝地区双城经济圈


def _is_place(topic: Topic) -> bool:
    """Return whether a topic is a division, listed or not, below a country: what 当地 can mean."""
    if topic.areas:
        return topic.areas[0].kind != "country"
    return topic.references[0].name.endswith(_DIVISION_ENDS)


def topic_of_area(area: Area) -> Topic:
    """Return the topic that is one area."""
    return Topic((AreaReference(area.name, area.code),), (area,))


def _number_of(name: str) -> str | None:
    """Return what numbers an event (成都|第31届|…运动会, 2024|年…), None without a number."""
    match = _NUMBER.search(name)
    return match.group() if match else None


def _abbreviates(short: str, name: str, ending: str) -> bool:
    """Return whether `short` is made of the characters of `name` in their order, up to the ending (白云机场)."""
    if len(short) >= len(name) or not name.endswith(ending) or len(short) <= len(ending) + 1:
        return False
    return is_within(short, name)


def is_within(short: str, name: str) -> bool:
    """Return whether `name` has the characters of `short` in their order (进博会 in 第5届中国国际进口博览会)."""
    characters = iter(name)
    return all(character in characters for character in short)
