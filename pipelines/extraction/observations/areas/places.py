"""The places and bodies that a sentence names, each with the part it plays."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest

from pipelines.extraction.observations.areas.abroad import settle_attacked, without_containers
from pipelines.extraction.observations.areas.bodies import BodyFinder, body_finder
from pipelines.extraction.observations.areas.body_words import BodyWords
from pipelines.extraction.observations.areas.events import Body
from pipelines.extraction.observations.areas.gazetteer import Area, Gazetteer, Hit, gazetteer
from pipelines.extraction.observations.areas.hits import LIST_LINK, contains, valid_hits
from pipelines.extraction.observations.areas.place import Member, Place, is_named_by
from pipelines.extraction.observations.areas.roles import Role, RoleCues, role_cues
from pipelines.extraction.observations.reading import SentenceReading
from pipelines.extraction.observations.words import Word, index_at
from pipelines.extraction.vocabulary import Vocabularies

_CLAUSE_BREAKS = frozenset("，。；！？：（】—｜ 　\n")
_SEGMENT_BREAK = re.compile(r"[；。]")
_COUNTED_ITEM = re.compile(r"\d[^，。；、]{0,9}$")  # an item of a list that ends with its own figure
_LONGEST_ITEM = 12
_LONGEST_OPENING = 40  # characters of times and connectives before a subject
# Parts of speech that may stand before a clause's subject: times, numbers, adverbs, prepositions, conjunctions.
_BEFORE_A_SUBJECT = frozenset(["t", "m", "mq", "q", "d", "c", "f", "p", "r", "x", "uj", "ul", "ud", "uv", "tg", "zg"])
_ALL_COUNTED = re.compile(r"等(\d{1,2})个?(?:省|市|县|区|国|州|地区|城市|国家)(?:（[^）]{1,12}）)?(?:[区市份])?")
_SOME_COUNTED = re.compile(
    r"(?:(?:、[一-鿿]{2,7}){0,6}等(?:地)?的?(\d{1,3})个|(?:、[一-鿿]{2,7}){1,6}等[^，。；\d]{0,8}?)(?:省|市|县|区|州|地|城市|乡|镇)"
)
_BEFORE_THE_WORLD = re.compile(r"(?:年|月|季度|上半年|下半年|认为|预测|预计|[称说])$")  # 预计2023年|全球贸易量将增长
_LONGEST_BEFORE_THE_WORLD = 3  # characters
_SITUATED = re.compile(r"(?:^|[，。；\n])[ 　]{0,4}(?:地处|位于|坐落[于在])[^，。；：]{2,30}的$")
_PARTS_OF_NATURE = frozenset("水源口边畔岸底两沿脚")
_NEWLY_BUILT = frozenset(["新建", "新开工", "改扩建", "扩建", "改建", "在建", "首条", "首座", "首个"])
# 湖南水稻种植大县|衡阳县: the name after the description is what the clause is about.
_RANKED_NAME = re.compile(r"[^，。；：、]{1,16}[大强名之](?:[省市县区乡镇村国都])")
# 我国首个…工程——|清石至白河…工程: the name after the dash is what the clause is about.
_DASH = "——"
_IN_APPOSITION = re.compile(r"[^，。；：、]{1,40}——")
_NAMED_WHOLE = frozenset(["body", "zone", "region"])
_BRACKETS = ("（", "(")
_LONGEST_LIST = 30
_ARMY_OR_SIDE = "军方"  # 以军, 俄方
_WORLD = "全球"
_COUNTRY_GROUP = "国家"


@dataclass(slots=True, frozen=True)
class PlaceFinder:
    """The compiled vocabularies of places."""

    known: Gazetteer
    bodies: BodyFinder
    cues: RoleCues

    @property
    def words(self) -> BodyWords:
        """Return the compiled words of bodies' names."""
        return self.bodies.vocabulary

    def find(self, reading: SentenceReading, context: Sequence[Area] = ()) -> list[Place]:
        """Return the place expressions of a sentence in order, lists as one expression with several members.

        `context` are the areas that the text has named before: below them a county's short name can be trusted.
        """
        text = reading.text
        hits = self.known.find_names(text)
        if not hits and not self.bodies.may_find(text):
            return []  # before its words are asked for: tagging takes longer than all the rest
        words = reading.words
        places: list[Place] = []
        for member in self._members(text, words, valid_hits(hits, text, words, context)):
            listed = places[-1].members if places else []
            if listed and len(listed) < _LONGEST_LIST and _is_listed(text, listed[-1], member):
                listed.append(member)
            else:
                places.append(Place([member]))
            if member.body is not None and member.body.kind == "ministry":
                places[-1].has_ministry = True
        for place in places:
            _widen_to_counted(text, place)
            place.is_initial = _is_initial(text, place.outer_start, words) or _is_situated(text, place)
            place.role = self._role(text, place)
        _settle_located(text, places)
        settle_attacked(text, places)
        return places

    def _role(self, text: str, place: Place) -> Role:
        first = place.members[0]
        if place.has_ministry:
            return self.cues.role_of_ministry(text, place.end, is_initial=place.is_initial)
        is_body = first.body is not None and first.body.kind != "division"
        end = place.end
        counted = _ALL_COUNTED.match(text, end)
        if counted is not None and int(counted[1]) == len(place.members):
            end = counted.end()  # 河北、山西等2省: all that the figure covers are named
        role = self.cues.role(text, place.outer_start, end, is_initial=place.is_initial, is_body=is_body)
        if first.body is not None and first.body.kind == "nature":
            return _role_of_nature(role, text, place.end)
        if first.hit is None or first.hit.surface is None:
            return min(role, Role.HINT) if first.hit and first.hit.own_area == "country_hint" else role
        area = first.hit.surface.areas[0]
        name = area.name
        if area.kind == "nature":
            return _role_of_nature(role, text, place.end)
        if name == _WORLD and not (
            place.is_initial
            or _BEFORE_THE_WORLD.search(text, max(0, place.start - _LONGEST_BEFORE_THE_WORLD), place.start)
        ):
            return Role.NOT_ABOUT
        opens = place.is_initial and (not place.outer_start or text[place.outer_start - 1] in _CLAUSE_BREAKS)
        is_partner = name.endswith(_COUNTRY_GROUP) and not opens  # 对金砖国家出口
        return min(role, Role.HINT) if is_partner else role

    def _members(self, text: str, words: Sequence[Word], hits: Sequence[Hit]) -> list[Member]:
        """Return the names in order; of a division and one inside it written side by side only the smaller."""
        ends = [hit.end for hit in hits]
        bodies = [
            body
            for body in self.bodies.find(text, words)
            if not any(_outreaches(hit, body) for hit in hits[bisect_left(ends, body.end) :][:2])
            and not any(self._cuts(text, hit, body) for hit in hits[bisect_right(ends, body.start) :][:1])
        ]
        members = [
            Member(body.start, body.end, body.outer_start, body=body, inside=_last_before(hits, ends, body))
            for body in bodies
        ]
        body_ends = [body.end for body in bodies]
        chain_start = 0
        for position, hit in enumerate(hits):
            if any(body.outer_start < hit.end for body in bodies[bisect_right(body_ends, hit.start) :][:1]):
                continue
            before = hits[position - 1] if position and hits[position - 1].end == hit.start else None
            if before is None:
                chain_start = hit.start
            following = hits[position + 1] if position + 1 < len(hits) else None
            if following is not None and following.start == hit.end and contains(hit, following):
                continue
            if before is not None and hit.own_area is not None and before.surface is not None:
                continue  # 加拿大|全国
            members.append(Member(hit.start, hit.end, chain_start, hit=hit, inside=before))
        members.sort(key=lambda member: member.start)
        return without_containers(text, members)

    def _cuts(self, text: str, hit: Hit, body: Body) -> bool:
        """Return whether a body's name begins within a name of the gazetteer, and not after the first of two in it.

        保|加利亚地区 cuts a name, 日本|北海道附近海域 does not.
        """
        return hit.start < body.start and not self.known.knows(text[hit.start : body.start])


@lru_cache(maxsize=8)
def place_finder(vocabularies: Vocabularies) -> PlaceFinder:
    """Return the finder for `vocabularies`."""
    return PlaceFinder(gazetteer(vocabularies), body_finder(vocabularies), role_cues(vocabularies))


def _widen_to_counted(text: str, place: Place) -> None:
    """Make the division that is written before the first of several examples the place: 重庆|九龙坡、江北等28个区县."""
    first = place.members[0]
    examples = _SOME_COUNTED.match(text, place.end) if first.inside is not None else None
    if (
        first.inside is not None
        and examples is not None
        and (examples[1] is None or int(examples[1]) > len(place.members))
    ):
        place.members = [Member(first.inside.start, first.inside.end, first.outer_start, hit=first.inside)]


def _role_of_nature(role: Role, text: str, end: int) -> Role:
    """Return the part of a river, a sea or a desert that ends at `end`: a clause's subject, or 在 X， with a comma.

    Anywhere else it is scenery, or a part of another name (黄河|源园区, 长江|水).
    """
    if text[end : end + 1] in _PARTS_OF_NATURE:
        return Role.NOT_ABOUT
    is_scene = role == Role.LOCATED and text.startswith("，", end)
    return role if role == Role.ABOUT or is_scene else Role.NOT_ABOUT


def _outreaches(hit: Hit, body: Body) -> bool:
    """Return whether a name of the gazetteer reaches over a body's end (粤港澳大湾|区), or is the body or its core."""
    if hit.start < body.end < hit.end:
        return True
    if hit.surface is None or hit.end != body.end:
        return False
    return body.kind == "division" or (hit.start >= body.outer_start and hit.surface.areas[0].kind in _NAMED_WHOLE)


def _last_before(hits: Sequence[Hit], ends: Sequence[int], body: Body) -> Hit | None:
    """Return the division written directly before a body's own name (江西|清石输水工程)."""
    index = bisect_right(ends, body.start) - 1
    return hits[index] if index >= 0 and hits[index].start >= body.outer_start else None


def _is_listed(text: str, one: Member, other: Member) -> bool:
    """Return whether two names are members of one list: both areas or both bodies, with 、 or 和 between."""
    if LIST_LINK.fullmatch(text, one.end, other.outer_start) is None:
        return one.end == other.start and _is_country_abroad(one) and _is_country_abroad(other)  # 日本|韩国
    if one.hit is not None and other.hit is not None:
        return one.hit.surface is not None and other.hit.surface is not None
    return one.body is not None and other.body is not None


def _is_country_abroad(member: Member) -> bool:
    """Return whether a member is another country than China."""
    surface = member.hit.surface if member.hit is not None else None
    return surface is not None and surface.areas[0].kind == "country" and surface.areas[0].is_abroad


def _is_initial(text: str, start: int, words: Sequence[Word]) -> bool:
    """Return whether only times, connectives and prepositions stand between the clause's beginning and `start`."""
    place = start
    while place > 0 and text[place - 1] not in _CLAUSE_BREAKS:
        if start - place > _LONGEST_OPENING:
            return False
        if text[place - 1] == "、" and _COUNTED_ITEM.search(text, max(0, place - _LONGEST_ITEM), place - 1):
            break
        place -= 1
    if place == start:
        return True
    opening = words[index_at(words, place) : index_at(words, start)]
    return all(word.tag in _BEFORE_A_SUBJECT or word.text in _NEWLY_BUILT for word in opening)


def _is_situated(text: str, place: Place) -> bool:
    """Return whether only a description of where it lies stands before a place: 地处沙漠东南缘的|中卫."""
    return _SITUATED.search(text, max(0, place.outer_start - _LONGEST_OPENING), place.outer_start) is not None


def _settle_located(text: str, places: Sequence[Place]) -> None:
    """Make 在 X a mere hint where its sentence already has a subject (浙江…，在杭州…)."""
    subject_end = -1
    names = {place.outer_start for place in places} if _DASH in text else frozenset()
    for place, following in zip_longest(places, places[1:]):
        if following is not None and following.outer_start == place.end + 1 and text[place.end] == "的":
            place.role = min(place.role, Role.HINT)  # 位于南亚的|尼泊尔
        elif names and (name := _IN_APPOSITION.match(text, place.end)) and name.end() in names:
            place.role = min(place.role, Role.HINT)
        elif following is not None and _RANKED_NAME.fullmatch(text, place.end, following.outer_start):
            place.role, following.role = min(place.role, Role.HINT), max(place.role, following.role)
        if following is not None and text[place.end : following.outer_start] in _BRACKETS:
            following.role = min(following.role, place.role)  # 石油输出国组织（|欧佩克）
        if (
            following is not None
            and place.role == Role.LOCATED
            and place.is_initial
            and is_named_by(_ARMY_OR_SIDE, text, following)
        ):
            following.role = min(following.role, Role.HINT)  # 在约旦河西岸，|以军…
        if (
            place.role == Role.LOCATED
            and subject_end >= 0
            and not _SEGMENT_BREAK.search(text, subject_end, place.start)
        ):
            place.role = Role.HINT
        if place.role == Role.ABOUT:
            subject_end = place.end
