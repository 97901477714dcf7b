"""Which of the gazetteer's names in a sentence are names there, and not parts of other words."""

import re
from collections.abc import Sequence
from itertools import pairwise

from pipelines.extraction.observations.areas.gazetteer import CHINA_CODE, Area, Hit, Surface
from pipelines.extraction.observations.words import Word, index_at

LIST_LINK = re.compile(r"(?:、|和|及|与|以及)")
_NAME_TAGS = frozenset(["ns", "nr", "nrt", "nz", "nt", "nrfg"])
_DIRECTION = frozenset("部侧方风向偏")  # 东北|风 is no region
_SOME_OF_IT = "部分"  # 东北|部分地区
_DAY, _DIGITS_OF_DATE = "日", frozenset("0123456789０１２３４５６７８９一二三四五六七八九十")
_QUARTERS = frozenset(["东部地区", "中部地区", "西部地区", "中西部地区"])
_REGION_WORD = "地区"
_STREET = frozenset("路街桥")  # 天河|路 is no district
# 东部、|中部、西部地区: the parts of the country, one after another.
_PARTS_OF_COUNTRY = re.compile(r"(?:(?:[、和及与]|以及)(?:[东中西]部|东北))+(?:[三四]大)?地区")
_TRUSTED_CONTEXT = 6  # areas named last, below which a county's short name can be trusted
_SURE_NAME = 4  # characters of a name that no word border can break (之城雄安|新区)


def valid_hits(hits: Sequence[Hit], text: str, words: Sequence[Word], context: Sequence[Area]) -> list[Hit]:
    """Return the hits that are names and not parts of other words."""
    valid: list[Hit] = []
    # 湖南|永州, which the tagger may take for one word
    joints = {hit.end for hit, following in pairwise(hits) if hit.end == following.start and contains(hit, following)}
    for hit in hits:
        surface = hit.surface
        if text[hit.start] == _DAY and text[hit.start - 1 : hit.start] in _DIGITS_OF_DATE:
            continue  # 2月15日|本土
        first, behind = index_at(words, hit.start), index_at(words, hit.end)
        begins = hit.start in joints or (first < len(words) and words[first].start == hit.start)
        ends_word = hit.end in joints or (words[behind].start if behind < len(words) else len(text)) == hit.end
        ends_word = ends_word or text.startswith(_REGION_WORD, hit.end)  # 广东|地区生产总值
        if valid and valid[-1].end == hit.start and _is_part_of_it(valid[-1], hit):
            continue
        if surface is None or not (surface.is_short or surface.is_ordinary_word):
            is_tail = ends_word and (first == behind or hit.end - hit.start >= _SURE_NAME)  # but not 亚运|城市
            if begins or (is_tail and hit.end - hit.start > 2):
                valid.append(hit)
            continue
        if text[hit.start - 1 : hit.start] == "“" and text[hit.end : hit.end + 1] != "”":
            continue  # the typhoon “海伦妮”
        not_before = _DIRECTION if surface.areas[0].kind == "region" else _STREET
        if text[hit.end : hit.end + 1] in not_before and not text.startswith(_SOME_OF_IT, hit.end):
            continue
        if surface.is_ordinary_word and surface.areas[0].kind == "region":
            if _PARTS_OF_COUNTRY.match(text, hit.end):
                valid.append(hit)
            continue
        is_beside_parent = bool(valid) and valid[-1].end == hit.start and contains(valid[-1], hit)
        if is_beside_parent or (
            begins
            and ends_word
            and not (surface.is_ordinary_word and not _is_among_places(hit, valid, text, context))
            and (surface.areas[0].kind != "county" or _is_known_county(surface, _tag(hit, words, first), context))
        ):
            valid.append(hit)
    return valid


def _tag(hit: Hit, words: Sequence[Word], first: int) -> str:
    """Return the tag of the word that begins with a hit, a place's for one in the midst of a word."""
    return words[first].tag if first < len(words) and words[first].start == hit.start else "ns"


def _is_part_of_it(place: Hit, part: Hit) -> bool:
    """Return whether a region's name only says which part of a place is meant: 尼泊尔|西部地区, 江苏|东部地区."""
    if place.surface is None or part.surface is None or part.surface.areas[0].kind != "region":
        return False
    around, region = place.surface.areas[0], part.surface.areas[0]
    is_quarter = region.name in _QUARTERS and around.code != CHINA_CODE
    return is_quarter or (around.is_abroad and not region.is_abroad)


def _is_among_places(hit: Hit, valid: Sequence[Hit], text: str, context: Sequence[Area]) -> bool:
    """Return whether an ordinary word is a place here: 在|中山|，, 深圳与|中山, or named in full before."""
    if hit.surface is not None and hit.surface.areas[0] in context:
        return True
    if valid and valid[-1].surface is not None and LIST_LINK.fullmatch(text, valid[-1].end, hit.start):
        return True
    return text[max(0, hit.start - 1) : hit.start] == "在" and text[hit.end : hit.end + 1] == "，"


def _is_known_county(surface: Surface, tag: str, context: Sequence[Area]) -> bool:
    """Return whether a county's short name stands for it: a city's that is tagged a name, or one below a known area."""
    if tag not in _NAME_TAGS:
        return False
    trusted = context[:_TRUSTED_CONTEXT]
    return any(area.name.endswith("市") or any(area.lies_in(known) for known in trusted) for area in surface.areas)


def contains(outer: Hit, inner: Hit) -> bool:
    """Return whether the first name is that of a division or region around the second (韶关市|浈江区, 皖北|阜阳)."""
    if outer.surface is None or inner.surface is None:
        return False
    widest, inner_kind = outer.surface.areas[0], inner.surface.areas[0].kind
    if widest.kind == "country":
        return inner_kind != "country" and (widest.code == CHINA_CODE or inner.surface.areas[0].lies_in(widest))
    if widest.kind in ("province", "city") and inner_kind in ("zone", "region"):
        return True
    if widest.kind == "region" and inner_kind in ("city", "county"):
        return not (inner.surface.is_ordinary_word or widest.is_abroad)  # 皖北|阜阳, but 全球|合作
    return any(area.lies_in(around) for area in inner.surface.areas for around in outer.surface.areas)
