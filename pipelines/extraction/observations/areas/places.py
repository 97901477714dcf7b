"""The places and bodies that a sentence names, each with the part it plays."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from pipelines.extraction.observations.areas.bodies import BodyFinder, body_finder
from pipelines.extraction.observations.areas.events import Body
from pipelines.extraction.observations.areas.gazetteer import Area, Gazetteer, Hit, Surface, gazetteer
from pipelines.extraction.observations.areas.roles import ABOUT, HINT, LOCATED, NOT_ABOUT, TOPIC, role_of
from pipelines.extraction.observations.reading import SentenceReading
from pipelines.extraction.observations.words import Word
from pipelines.extraction.vocabulary import Vocabularies

_CLAUSE_BREAKS = frozenset("，。；！？：（ 　\n")
_IN_A_CLAUSE = re.compile(r"(?:^|[，。；])[^，。；]{0,4}(?:在|位于)[^，。；在]{0,20}的$")
_SEGMENT_BREAK = re.compile(r"[；。]")
_COUNTED_ITEM = re.compile(r"\d[^，。；、]{0,9}$")  # an item of a list that ends with its own figure
_LIST_LINK = re.compile(r"(?:、|和|及|与|以及)")
# Parts of speech that may stand before a clause's subject: times, numbers, adverbs, prepositions, conjunctions.
_BEFORE_A_SUBJECT = frozenset(["t", "m", "mq", "q", "d", "c", "f", "p", "r", "x", "uj", "ul", "ud", "uv", "tg", "zg"])
_NAMED_WHOLE = frozenset(("body", "zone", "region"))
_DIRECTION = frozenset("部侧方风向偏")
_NAME_TAGS = frozenset(["ns", "nr", "nrt", "nz", "nt", "nrfg"])


@dataclass(slots=True)
class Place:
    """What one expression names: areas of the gazetteer, a word for the text's own area (全市), or a body."""

    start: int
    outer_start: int  # where the divisions written before it begin (江苏|昆山)
    end: int
    role: int
    is_initial: bool
    members: list["Member"] = field(default_factory=list)


@dataclass(slots=True)
class Member:
    """One name of a place expression (a list has several): exactly one of hit and body is set."""

    start: int
    end: int
    outer_start: int
    hit: Hit | None = None
    body: Body | None = None
    inside: Hit | None = None  # the division whose name stands directly before (南京|鼓楼)


@dataclass(slots=True, frozen=True)
class PlaceFinder:
    """The compiled vocabularies of places."""

    known: Gazetteer
    bodies: BodyFinder
    titles: re.Pattern[str]

    def find(self, reading: SentenceReading, context: Sequence[Area] = ()) -> list[Place]:
        """Return the place expressions of a sentence in order, lists as one expression with several members.

        `context` are the areas that the text has named before: below them a county's short name can be trusted.
        """
        text = reading.text
        hits = self.known.find_names(text)
        if not hits and not self.bodies.may_find(text):
            return []  # before its words are asked for: tagging takes longer than all the rest
        words = reading.words
        members = self._members(text, words, _valid_hits(hits, text, words, context))
        places: list[Place] = []
        for member in members:
            link = text[places[-1].end : member.outer_start] if places else ""
            if places and _LIST_LINK.fullmatch(link) and _same_sort(
                places[-1].members[-1], member
            ):
                places[-1].members.append(member)
                places[-1].end = member.end
                continue
            places.append(Place(member.start, member.outer_start, member.end, ABOUT, False, [member]))
        for place in places:
            place.is_initial = _is_initial(text, place.outer_start, words)
            place.role = self._role(text, place)
        _settle_located(text, places)
        return places

    def _role(self, text: str, place: Place) -> int:
        first = place.members[0]
        role = role_of(text, place.outer_start, place.end, self.titles, is_initial=place.is_initial, is_body=first.body is not None)
        if role == TOPIC and text[place.end : place.end + 1] in ("，", "") and _IN_A_CLAUSE.search(text[: place.outer_start]):
            return LOCATED
        if first.hit is not None and first.hit.own_area == "country_hint":
            return min(role, HINT)
        if first.hit is not None and first.hit.surface is not None and first.hit.surface.areas[0].name == "全球":
            return role if place.is_initial else NOT_ABOUT
        if first.hit is not None and first.hit.surface is not None and first.hit.surface.areas[0].name.endswith("国家"):
            return min(role, HINT)
        if first.body is not None and first.body.kind != "division" and not place.is_initial and role > HINT:
            return HINT
        return role

    def _members(self, text: str, words: Sequence[Word], hits: Sequence[Hit]) -> list[Member]:
        bodies = [body for body in self.bodies.find(text, words) if not any(_outreaches(hit, body) for hit in hits)]
        members = [Member(body.start, body.end, body.outer_start, body=body) for body in bodies]
        chain_start = 0
        for position, hit in enumerate(hits):
            if any(body.outer_start < hit.end and hit.start < body.end for body in bodies):
                continue
            if position == 0 or hits[position - 1].end != hit.start:
                chain_start = hit.start
            following = hits[position + 1] if position + 1 < len(hits) else None
            if following and following.start == hit.end and _contains(hit, following):
                continue
            before = hits[position - 1] if position else None
            inside = before if before and before.end == hit.start else None
            members.append(Member(hit.start, hit.end, chain_start, hit=hit, inside=inside))
        members.sort(key=lambda member: member.start)
        return members

@lru_cache(maxsize=8)
def place_finder(vocabularies: Vocabularies) -> PlaceFinder:
    """Return the finder for `vocabularies`."""
    titles = [row["word"] for row in vocabularies.rows("area_words") if row["kind"] == "after_not_about"]
    pattern = "|".join(map(re.escape, sorted(titles, key=lambda word: (-len(word), word))))
    return PlaceFinder(gazetteer(vocabularies), body_finder(vocabularies), re.compile(pattern))


def _settle_located(text: str, places: Sequence[Place]) -> None:
    """Make 在 X a mere hint where its sentence already has a subject (浙江…，在杭州…)."""
    subject_end = -1
    for place in places:
        if place.role == LOCATED and subject_end >= 0 and not _SEGMENT_BREAK.search(text, subject_end, place.start):
            place.role = HINT
        if place.role == ABOUT:
            subject_end = place.end


def _is_known_county(surface: Surface, tag: str, context: Sequence[Area]) -> bool:
    """Return whether a county's short name stands for it: a city's that is tagged a name, or one below a known area."""
    if tag not in _NAME_TAGS:
        return False
    return any(
        area.name.endswith("市") or any(area.lies_in(known) for known in context[:6]) for area in surface.areas
    )


def _valid_hits(hits: Sequence[Hit], text: str, words: Sequence[Word], context: Sequence[Area]) -> list[Hit]:
    """Return the hits that are names and not parts of other words."""
    if not hits:
        return []
    starts = {word.start: word for word in words}
    ends = {word.end for word in words}
    valid: list[Hit] = []
    for hit in hits:
        surface = hit.surface
        if surface is None or not (surface.is_short or surface.is_ordinary_word):
            if hit.start in starts or (hit.end in ends and hit.end - hit.start > 2):
                valid.append(hit)
            continue
        beside = bool(valid) and valid[-1].end == hit.start and _contains(valid[-1], hit)
        if hit.end < len(text) and text[hit.end] in _DIRECTION and surface.areas[0].kind == "region":
            continue
        if beside:
            valid.append(hit)
            continue
        if hit.start not in starts or hit.end not in ends or surface.is_ordinary_word:
            continue
        if surface.areas[0].kind == "county" and not _is_known_county(surface, starts[hit.start].tag, context):
            continue
        valid.append(hit)
    return valid


def _outreaches(hit: Hit, body: Body) -> bool:
    """Return whether a name of the gazetteer reaches over a body's end (粤港澳大湾|区), or is the body or its core."""
    if hit.start < body.end < hit.end:
        return True
    if hit.surface is None or hit.end != body.end:
        return False
    return body.kind == "division" or (hit.start > body.outer_start and hit.surface.areas[0].kind in _NAMED_WHOLE)


def _is_known_county(surface: Surface, tag: str, context: Sequence[Area]) -> bool:
    """Return whether a county's short name stands for it: a city's that is tagged a name, or one below a known area."""
    if tag not in _NAME_TAGS:
        return False
    return any(
        area.name.endswith("市") or any(area.lies_in(known) for known in context[:6]) for area in surface.areas
    )


def _outreaches(hit: Hit, body: Body) -> bool:
    """Return whether a name of the gazetteer overlaps a body and goes on after it (粤港澳大湾|区), or is the body."""
    return hit.start < body.end < hit.end or (body.kind == "division" and hit.surface is not None and hit.end == body.end)


def _same_sort(one: Member, other: Member) -> bool:
    """Return whether two names can be members of one list: both areas, or both bodies."""
    if (one.body is None) != (other.body is None):
        return False
    if one.hit is not None and other.hit is not None:
        return one.hit.surface is not None and other.hit.surface is not None
    return True


def _contains(outer: Hit, inner: Hit) -> bool:
    if outer.surface is None or inner.surface is None:
        return False
    outer_kind, inner_kind = outer.surface.areas[0].kind, inner.surface.areas[0].kind
    if outer_kind == "country":
        return outer.surface.areas[0].code == "CN" and inner_kind != "country"
    if outer_kind in ("province", "city") and inner_kind in ("zone", "region"):
        return True
    return any(area.lies_in(around) for area in inner.surface.areas for around in outer.surface.areas)


def _is_initial(text: str, start: int, words: Sequence[Word]) -> bool:
    """Return whether only times, connectives and prepositions stand between the clause's beginning and `start`."""
    place = start
    while place > 0 and text[place - 1] not in _CLAUSE_BREAKS:
        if text[place - 1] == "、" and _COUNTED_ITEM.search(text, max(0, place - 12), place - 1):
            break
        place -= 1
    return all(word.tag in _BEFORE_A_SUBJECT for word in words if place <= word.start < start)
