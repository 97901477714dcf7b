"""What a figure inherits: the area of its article, its section, its paragraph, the sentence before."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from pipelines.extraction.observations.areas.events import Body, find_works
from pipelines.extraction.observations.areas.gazetteer import Area, Gazetteer, Surface, choose_area
from pipelines.extraction.observations.areas.places import Member, Place
from pipelines.extraction.observations.reading import AreaReference

_CHINA = "中国"
_IS_NUMBERED = re.compile(r"[第首本]|20\d\d")
_ENDINGS = {"city": "市", "county": "县", "province": "省", "district": "区"}
_WORK = "《》"
_SUBJECT_REACH = 8  # characters: a subject after 今年，


class Topic(NamedTuple):
    """What a stretch of text is about: one reference for each member of a list, and the areas behind them."""

    references: tuple[AreaReference, ...]
    areas: tuple[Area, ...]
    is_ambiguous: bool = False

    def reference(self) -> AreaReference:
        """Return the topic as one area: several places that one figure covers together are joined with 、."""
        if len(self.references) == 1:
            return self.references[0]
        return AreaReference("、".join(reference.name for reference in self.references))


@dataclass
class AreaHistory:
    """The areas and bodies that an article has named so far, newest first, for words that point back (全市, 该公司)."""

    known: Gazetteer
    default: Topic | None = None  # what the whole article is about
    current: Topic | None = None  # what the present sentence is about
    areas: list[Area] = field(default_factory=list)
    bodies: dict[str, str] = field(default_factory=dict)  # ending → name of the last body that has it
    names: list[str] = field(default_factory=list)  # of all bodies, in the order of the text
    events: dict[str, str] = field(default_factory=dict)  # 第二届 → the longest name said with it

    def note_works(self, text: str) -> None:
        """Remember the last title in book-title marks, for 该片 and 全书."""
        if "《" in text and (works := find_works(text)):
            self.bodies[_WORK] = works[-1].name

    def note(self, place: Place) -> None:
        """Remember what `place` names."""
        for member in place.members:
            if member.body is not None:
                self._note_body(member.body)
            elif member.hit is not None and member.hit.surface is not None:
                area = self._choose(member)
                if area is not None and area not in self.areas[:1]:
                    self.areas.insert(0, area)
        del self.areas[30:]

    def _note_body(self, body: Body) -> None:
        if body.kind == "event":
            head = _ordinal_of(body.name)
            if _IS_NUMBERED.match(body.name) and not body.name.startswith("本") and len(body.name) > len(self.events.get(head, "")):
                self.events[head] = body.name
        else:
            self.bodies[body.suffix] = body.name
            self.names.append(body.name)

    def topic_of(self, place: Place) -> Topic | None:
        """Return what `place` refers to, None for a word that points back to nothing (全市 where no city is named)."""
        references: list[AreaReference] = []
        areas: list[Area] = []
        ambiguous = False
        for member in place.members:
            if member.body is not None:
                references.append(AreaReference(self.full_name(member.body)))
                continue
            area: Area | None
            hit = member.hit
            if hit is None:
                continue
            if hit.own_area == "work":
                if _WORK in self.bodies:
                    references.append(AreaReference(self.bodies[_WORK]))
            elif hit.own_area is not None:
                area = self.own_area(hit.own_area)
                if area is None:
                    if hit.own_area == "any" and self.current is not None:
                        return self.current
                    if _ENDINGS.get(hit.own_area) in self.bodies:
                        references.append(AreaReference(self.bodies[_ENDINGS[hit.own_area]]))
                    continue
                references.append(AreaReference(area.name, area.code))
                areas.append(area)
            elif (area := self._choose(member)) is not None:
                references.append(AreaReference(area.name, area.code))
                areas.append(area)
            elif hit.surface is not None:
                references.append(AreaReference(hit.surface.areas[0].name))
                ambiguous = True
        return Topic(tuple(dict.fromkeys(references)), tuple(areas), ambiguous) if references else None

    def full_name(self, body: Body) -> str:
        """Return the fullest name that the article has for a body (本届茶博会 → 第7届国际茶业博览会)."""
        if body.kind != "event":
            return next((name for name in self.names if _abbreviates(body.name, name, body.suffix)), body.name)
        if body.name.startswith("本"):
            return next(reversed(self.events.values()), body.name)
        if not _IS_NUMBERED.match(body.name):
            return next((name for name in self.events.values() if name.endswith(body.name)), body.name)
        return self.events.get(_ordinal_of(body.name), body.name)

    def is_national(self) -> bool:
        """Return whether the article is about a whole country, or about nothing named."""
        return self.default is None or any(area.kind == "country" for area in self.default.areas)

    def names_again(self, text: str) -> bool:
        """Return whether a sentence begins with the bare word for a body named before (林场, for 塞罕坝机械林场)."""
        return any(suffix in text[:_SUBJECT_REACH] for suffix in self.bodies if len(suffix) > 1)

    def own_area(self, level: str) -> Area | None:
        """Return the area that 全市, 全省 … means here: of the sentence's topic, the article's, else the last named."""
        if level in ("country", "country_hint"):
            return self._china()
        if level == "any":
            return next((area for area in self.areas if area.kind != "country" or area.name != _CHINA), None)
        current, default = (self._topic_at_level(topic, level) for topic in (self.current, self.default))
        if current is not None and not (default is not None and current.lies_in(default)):
            return current
        return default or self._first_at_level(self.areas, level)

    def _topic_at_level(self, topic: Topic | None, level: str) -> Area | None:
        return self._first_at_level(topic.areas, level) if topic is not None else None

    def _first_at_level(self, areas: Iterable[Area], level: str) -> Area | None:
        return next((found for area in areas if (found := self._at_level(area, level)) is not None), None)

    def _at_level(self, area: Area, level: str) -> Area | None:
        if level == "district":
            if area.name.endswith("自治区") or (area.kind in ("county", "zone") and area.name.endswith("区")):
                return area
            province = self.known.container(area, "province")
            return province if province and province.name.endswith("自治区") else None
        if level == "city":
            if area.name.endswith("市") and area.kind in ("county", "province"):
                return area
            city = self.known.container(area, "city")
            if city is None and (province := self.known.container(area, "province")) and province.name.endswith("市"):
                return province
            return city
        return self.known.container(area, level) if level in ("province", "county") else None

    def _choose(self, member: Member) -> Area | None:
        hit = member.hit
        if hit is None or hit.surface is None:
            return None
        beside = member.inside.surface.areas if member.inside is not None and member.inside.surface else ()
        return choose_area(hit.surface, beside, self.areas)

    def _china(self) -> Area | None:
        surface: Surface | None = self.known.surface(_CHINA)
        return surface.areas[0] if surface else None


def _ordinal_of(name: str) -> str:
    """Return what numbers an event: 第7届, 2024."""
    for end in ("届", "次", "年"):
        if end in name:
            return name[: name.index(end) + 1]
    return name[:4]


def _abbreviates(short: str, name: str, suffix: str) -> bool:
    """Return whether `short` is made of the characters of `name` in their order, up to the ending (白云机场)."""
    if len(short) >= len(name) or not name.endswith(suffix) or len(short) <= len(suffix) + 1:
        return False
    characters = iter(name)
    return all(character in characters for character in short)
