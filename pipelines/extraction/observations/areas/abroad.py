"""Places of other countries: a smaller one named after its country, and the place on which an army acts."""

import re
from collections.abc import Sequence

from pipelines.extraction.observations.areas.hits import contains
from pipelines.extraction.observations.areas.place import Member, Place, is_named_by
from pipelines.extraction.observations.areas.roles import Role

# What may stand between a place and a smaller one in it: 约旦河西岸|北部城市|杰宁, 佐治亚州|首府|亚特兰大.
_INSIDE_IT = re.compile(r"(?:[东西南北中]{1,2}部)?(?:沿海|边境)?的?(?:第[一二三四]大)?(?:首[都府]|省会|城市)?")
_SENTENCE_PART = re.compile(r"[；。]")
_ATTACKS = "空袭|袭击|轰炸|炮击|打击|突袭|夜袭|攻击|进攻|击中|扫射|军事行动|地面行动|搜捕|攻势"
_CAUSED = re.compile(r"(?:造成|导致|致)了?$")  # 乌军袭击造成|库尔斯克州4人死亡
_ATTACKED = re.compile(rf"(?:{_ATTACKS})(?:了|过|位于|地处)?$")
_TOWARDS = re.compile(r"(?:在|对|向|针对)$")
_THEN_ATTACKED = re.compile(rf"[^，。；]{{0,40}}?(?:{_ATTACKS})")
_FORCES = re.compile(r"(?:国防军|军队|军方|武装|部队|海军|空军|陆军|战机|地面部队)")
_RESCUERS = re.compile(r"(?:公共)?(?:卫生|民防|救援|紧急情况)(?:部门?|机构|当局|部队)|红新月会|媒体办公室")
_SUFFERED = frozenset("遭被到")  # 遭|以军空袭, 遭到|
_ARMY = "军"
_MOST_LOOKED_AT = 20  # places after an army or a country; none further on is where it acts
_LONGEST_BEFORE = 8  # characters from an act to its place; `_ATTACKED` has 6 at most
_SUFFERS = re.compile(r"(?:大?使馆|总?领事?馆)[^，。；]{0,8}(?:遭|发生|附近|遇袭|被)")


def _is_member_abroad(member: Member) -> bool:
    if member.body is not None:
        return member.body.kind == "division"
    return member.hit is not None and member.hit.surface is not None and member.hit.surface.areas[0].is_abroad


def without_containers(text: str, members: Sequence[Member]) -> list[Member]:
    """Return the names without those of places that a smaller one in them follows, which begin it: 美国|纽约."""
    found: list[Member] = []
    for member in members:
        if found and _lies_in(text, member, found[-1]):
            member.outer_start = found.pop().outer_start
        found.append(member)
    return found


def _lies_in(text: str, inner: Member, outer: Member) -> bool:
    """Return whether a name is that of a place in the place named before it."""
    if inner.start < outer.end or _INSIDE_IT.fullmatch(text, outer.end, inner.start) is None:
        return False
    if inner.hit is not None and outer.hit is not None:
        return contains(outer.hit, inner.hit)
    is_division = inner.body is not None and inner.body.kind == "division"
    return is_division and _is_member_abroad(outer)


def settle_attacked(text: str, places: Sequence[Place]) -> None:
    """Make the place on which an army acts what the figures after it are about: 以军空袭|加沙地带, 以军对|杰宁的突袭.

    Who acts is named first, and would be the subject otherwise; the dead and the ruins are where it acts.
    """
    teller: Place | None = None
    for number, actor in enumerate(places):
        if text[actor.outer_start - 1 : actor.outer_start] not in _SUFFERED and _acts_abroad(actor):
            attacked = _place_attacked(text, actor, places[number + 1 : number + 2 + _MOST_LOOKED_AT])
            if attacked is not None:
                attacked.role = Role.ABOUT
            if teller is not None and is_named_by(_ARMY, text, actor):
                teller.role, actor.role = Role.ABOUT, min(actor.role, Role.HINT)
        if _tells_of_victims(text, actor):
            teller = actor
    for place in places:
        if text.startswith("驻", place.outer_start - 1) and _SUFFERS.match(text, place.end):
            place.role = Role.ABOUT  # 伊朗驻|叙利亚大使馆遭袭


def _place_attacked(text: str, actor: Place, following: Sequence[Place]) -> Place | None:
    """Return the place of those after `actor` in its part of the sentence on which it acts, the innermost named."""
    looked_through = actor.end
    for target, inner in zip(following, [*following[1:], None], strict=False):
        if _SENTENCE_PART.search(text, looked_through, target.outer_start):
            return None
        looked_through = max(looked_through, target.outer_start)
        if _is_attacked(text, actor, target):
            is_inside = inner is not None and _INSIDE_IT.fullmatch(text, target.end, inner.outer_start) is not None
            return inner if is_inside else target  # 加沙地带北部|杰巴利耶难民营
    return None


def _tells_of_victims(text: str, place: Place) -> bool:
    """Return whether a place's own health or rescue service tells what happened there: 加沙地带|卫生部门称，以军…."""
    return place.is_initial and _RESCUERS.match(text, place.end) is not None


def _acts_abroad(place: Place) -> bool:
    first = place.members[0]
    return (first.body is not None and first.body.kind != "division") or _is_member_abroad(first)


def _is_attacked(text: str, actor: Place, target: Place) -> bool:
    before = max(actor.end, target.outer_start - _LONGEST_BEFORE)
    if _ATTACKED.search(text, before, target.outer_start) or _CAUSED.search(text, before, target.outer_start):
        return True
    if _TOWARDS.search(text, before, target.outer_start) is None or is_named_by(_ARMY, text, target):
        return False
    return (
        is_named_by(_ARMY, text, actor)
        or _FORCES.match(text, actor.end) is not None
        or _THEN_ATTACKED.match(text, target.end) is not None
    )
