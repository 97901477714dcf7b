"""Divisions of other countries, which the gazetteer does not list: names spelt with the characters of transcription."""

import re
from typing import NamedTuple

from pipelines.extraction.observations.areas.events import Body
from pipelines.extraction.observations.areas.gazetteer import Gazetteer

_LEVELS = "省|州|郡|大区|地区|市|县|镇|岛"
_LEVEL = re.compile(rf"(?:{_LEVELS})(?![委长际内级域])")
_SEAT, _CAPITAL = "首府", "首都"
_SEAT_OR_CAPITAL = re.compile(r"首[府都]")
_SHORT_COUNTRIES = ("澳", "俄")  # 澳|昆士兰州, 俄|库尔斯克州: the short names that begin no unlisted name
_DIVISIONS = frozenset("省州郡")
_SEVERAL = "多"  # 美国|多州
_LONGEST, _LONG_ENOUGH = 12, 3  # characters before the level; so many of them are a name wherever they stand
_LONGEST_DIRECTION, _LONGEST_COUNTRY = 4, 8  # characters: 东南部的, 沙特阿拉伯
_BESIDE_A_COUNTRY = re.compile(r"(?:[东西南北中]{1,2}部的?|的)?$")


class ForeignNames(NamedTuple):
    """The patterns of foreign names, compiled from the characters with which they are spelt."""

    characters: frozenset[str]
    city: re.Pattern[str]  # after its division, or after 首府 and 首都


def foreign_names(characters: str) -> ForeignNames:
    """Return the patterns of names that are spelt with `characters`, those of the tables of transcription."""
    spelt = f"[{re.escape(characters)}·]"
    return ForeignNames(
        frozenset(characters + "·"),
        re.compile(rf"(?:(?<=[省州郡])(?={spelt}{{3}})|(?<=首[府都]))({spelt}{{2,{_LONGEST}}})[城市]?(?!{_LEVELS})"),
    )


def find_foreign_divisions(text: str, names: ForeignNames, known: Gazetteer) -> list[Body]:
    """Return the divisions and cities of other countries that `text` names, in order.

    A division's short name counts only after its country (土耳其东部|凡省), a city only after its division, or as its
    seat (田纳西州|纳什维尔, 俄克拉何马州首府|俄克拉何马城).
    """
    found = []
    for match in _LEVEL.finditer(text):
        end = match.start()
        first = end
        while first > 0 and end - first < _LONGEST and text[first - 1] in names.characters:
            first -= 1
        if first == end or text[first:end] == _SEVERAL:
            continue
        if known.knows(text[first : match.end()]):
            continue
        is_in_division = first > 0 and text[first - 1] in _DIVISIONS  # 亚利桑那州|马里科帕县
        first = max(first, _end_of_country_around(text, first, known))
        country = "" if is_in_division else _country_at(text[first:end], known)
        start = first + len(country)
        if start == end or known.knows(text[start : match.end()]):
            continue
        outer_start = first if country else _start_of_country_before(text, start, known)
        if outer_start < start or end - start >= _LONG_ENOUGH:
            found.append(Body(start, match.end(), text[start : match.end()], match.group(), "division", outer_start))
    if not found and _SEAT_OR_CAPITAL.search(text) is None:
        return []
    return _with_cities(text, found, names, known)


def _with_cities(text: str, divisions: list[Body], names: ForeignNames, known: Gazetteer) -> list[Body]:
    """Return the divisions in order, each that a city of its own follows replaced by the city."""
    by_end = {division.end: division for division in divisions}
    for match in names.city.finditer(text):
        start, name = match.start(), match.group()
        division = by_end.get(start) or by_end.get(start - len(_SEAT))
        if known.knows(name):
            continue
        before = start - len(_SEAT) if text.endswith(_SEAT, 0, start) else start
        if division is None and not (text.endswith(_CAPITAL, 0, start) or _ends_abroad(text, before, known)):
            continue
        outer_start = start
        if division is not None:
            outer_start = by_end.pop(division.end).outer_start
        by_end[match.end()] = Body(start, match.end(), name, name[-1], "division", outer_start)
    return sorted(by_end.values())


def _country_at(text: str, known: Gazetteer) -> str:
    """Return the country's name with which a run of such characters begins (俄罗斯|别尔哥罗德), else the empty text."""
    for length in range(min(len(text) - 1, _LONGEST), 1, -1):
        surface = known.surface(text[:length])
        if surface is not None and surface.areas[0].kind == "country":
            return text[:length]
    return text[:1] if text.startswith(_SHORT_COUNTRIES) and len(text) > _LONG_ENOUGH else ""


def _end_of_country_around(text: str, place: int, known: Gazetteer) -> int:
    """Return where the country ends in whose name `place` lies (阿根|廷圣费尔南多市), 0 where it lies in none."""
    for start in range(max(0, place - _LONGEST_COUNTRY + 1), place):
        for end in range(place + 1, min(len(text), start + _LONGEST_COUNTRY) + 1):
            surface = known.surface(text[start:end])
            if surface is not None and surface.areas[0].kind == "country":
                return end
    return 0


def _ends_abroad(text: str, end: int, known: Gazetteer) -> bool:
    """Return whether the name of a known division of another country ends at `end` (俄克拉何马州)."""
    for length in range(min(end, _LONGEST_COUNTRY), 1, -1):
        surface = known.surface(text[end - length : end])
        if surface is not None and surface.areas[0].is_abroad:
            return True
    return False


def _start_of_country_before(text: str, start: int, known: Gazetteer) -> int:
    """Return where the country begins that is named before `start` with no more than a direction between, else `start`.

    土耳其东部|凡省; 土耳其南部的|卡赫拉曼马拉什省
    """
    beside = _BESIDE_A_COUNTRY.search(text, max(0, start - _LONGEST_DIRECTION), start)
    end = beside.start() if beside else start
    for length in range(_LONGEST_COUNTRY, 1, -1):
        surface = known.surface(text[max(0, end - length) : end])
        if surface is not None and surface.areas[0].kind == "country":
            return end - length
    return start
