"""The areas the program knows by name: divisions (GB/T 2260), countries (ISO 3166), zones, regions and bodies."""

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from itertools import compress, count
from operator import add
from typing import NamedTuple

from pipelines.extraction.vocabulary import Vocabularies

# An area's own kinds, from wide to narrow: of two areas that share a short name the wider one is meant (吉林).
DIVISIONS = ("country", "province", "city", "county")
_WIDTH = {kind: width for width, kind in enumerate((*DIVISIONS, "zone", "region", "nature", "body"))}
# What ends the full name of an area: without one of these a name is a short form, and may be an ordinary word.
CHINA_CODE = "CN"
_NAME_ENDINGS = frozenset("省市县区州盟旗国")


class Area(NamedTuple):
    """One area: its own official name, its code, and its `path` in the tree of divisions: the names from the top."""

    name: str
    code: str | None
    kind: str  # country | province | city | county | zone | region | nature | body
    path: str

    @property
    def is_abroad(self) -> bool:
        """Return whether this is another country than China, or a place in one: only those regions have a parent."""
        if self.kind == "country":
            return self.code != CHINA_CODE
        return self.kind == "region" and self.path != self.name

    def lies_in(self, other: "Area") -> bool:
        """Return whether `other` is a division that contains this one."""
        return self.path != other.path and self.path.startswith(other.path)


class Surface(NamedTuple):
    """What a name in a text can mean; a short form (`is_short`) may be an ordinary word (来宾: 来宾市, or guests)."""

    areas: tuple[Area, ...]
    is_short: bool
    is_ordinary_word: bool


class Hit(NamedTuple):
    """A name of the gazetteer at `start:end` of a text; `own_area` words (全市) have a level instead of areas."""

    start: int
    end: int
    surface: Surface | None
    own_area: str | None = None


class Gazetteer:
    """The vocabulary of areas compiled for look-up: a name is found by its first two characters."""

    def __init__(self, vocabularies: Vocabularies) -> None:
        """Compile the vocabularies `areas` and `area_words`."""
        areas_of: dict[str, list[Area]] = defaultdict(list)
        names = set()
        for row in vocabularies.rows("areas"):
            area = Area(row["name"], row["area_code"] or None, row["kind"], row["full_name"])
            names.add(area.name)
            for surface in {area.name, area.path, *filter(None, row["other_names"].split("|"))}:
                areas_of[surface].append(area)
        words: dict[str, list[str]] = defaultdict(list)
        levels: dict[str, str] = {}
        for row in vocabularies.rows("area_words"):
            words[row["kind"]].append(row["word"])
            if row["kind"] in ("own_area", "country_hint"):
                levels[row["word"]] = row["meaning"] if row["kind"] == "own_area" else "country_hint"
        ordinary = frozenset(words["ordinary_word"])
        self._surfaces = {
            name: Surface(_by_rank(name, areas), name[-1] not in _NAME_ENDINGS and name not in names, name in ordinary)
            for name, areas in areas_of.items()
        }
        self._not_an_area = frozenset(words["not_an_area"])
        # The levels last: 全州 is the prefecture spoken of, not 全州县.
        self._meanings: dict[str, tuple[Surface | None, str | None] | None] = dict.fromkeys(self._not_an_area)
        self._meanings |= {name: (surface, None) for name, surface in self._surfaces.items()}
        self._meanings |= {word: (None, level) for word, level in levels.items()}
        lengths: dict[str, set[int]] = defaultdict(set)
        for name in self._meanings:
            lengths[name[:2]].add(len(name))
        self._lengths = {start: tuple(sorted(found, reverse=True)) for start, found in lengths.items()}

    def find_names(self, text: str) -> list[Hit]:
        """Return the names of areas in `text`, the longest at each place; names inside a longer word are left out.

        >>> from pipelines.extraction.vocabulary import built_in
        >>> text = '韶关市与吉林省签约'
        >>> [text[hit.start : hit.end] for hit in gazetteer(built_in()).find_names(text)]
        ['韶关市', '吉林省']
        """
        lengths, meanings = self._lengths, self._meanings
        hits: list[Hit] = []
        end_of_last = 0
        for place in compress(count(), map(lengths.__contains__, map(add, text, text[1:]))):
            if place < end_of_last:
                continue
            for length in lengths[text[place : place + 2]]:
                name = text[place : place + length]
                if name in meanings:
                    end_of_last = place + len(name)
                    if (meaning := meanings[name]) is not None:
                        hits.append(Hit(place, end_of_last, *meaning))
                    break
        return hits

    def surface(self, name: str) -> Surface | None:
        """Return what `name` can mean, None for a name that the vocabulary does not have."""
        return self._surfaces.get(name)

    def knows(self, word: str) -> bool:
        """Return whether `word` is the name of an area, or known to be none (城镇)."""
        return word in self._surfaces or word in self._not_an_area

    @lru_cache(maxsize=4096)  # noqa: B019 - a gazetteer lives as long as its vocabularies
    def container(self, area: Area, kind: str) -> Area | None:
        """Return the division of `kind` that contains `area`, or `area` itself if it is of that kind."""
        if area.kind == kind:
            return area
        for length in range(len(area.path) - 1, 1, -1):
            surface = self._surfaces.get(area.path[:length])
            for candidate in surface.areas if surface else ():
                if candidate.kind == kind and candidate.path == area.path[:length]:
                    return candidate
        return None


@lru_cache(maxsize=8)
def gazetteer(vocabularies: Vocabularies) -> Gazetteer:
    """Return the compiled gazetteer of `vocabularies`."""
    return Gazetteer(vocabularies)


def _by_rank(name: str, areas: Iterable[Area]) -> tuple[Area, ...]:
    """Return the areas called `name`: those whose own name it is first (南海), then by how wide they are."""
    ranked = sorted(areas, key=lambda area: _WIDTH[area.kind])
    return tuple(sorted(ranked, key=lambda area: area.name != name))


def choose_area(surface: Surface, beside: Iterable[Area] = (), context: Iterable[Area] = ()) -> Area | None:
    """Return which of the areas of one name is meant.

    One inside an area of `beside` (the division written before it: 福州鼓楼区), else the widest (吉林: the province);
    of several equally wide ones the one that an area of `context` contains, and None where none decides.
    """
    if len(surface.areas) == 1:
        return surface.areas[0]
    for around in beside:
        inside = [area for area in surface.areas if area.lies_in(around)]
        if inside and (len(inside) == 1 or inside[0].kind != inside[1].kind):
            return inside[0]
    widest = [area for area in surface.areas if area.kind == surface.areas[0].kind]
    if len(widest) == 1:
        return widest[0]
    for known in context:
        related = [area for area in widest if area.lies_in(known) or area.path == known.path]
        if len(related) == 1:
            return related[0]
    return None


def area_code_of(name: str, vocabularies: Vocabularies, context: Iterable[str] = ()) -> str | None:
    """Return the code of the area called `name`: GB/T 2260, ISO 3166-1 alpha-2, or None.

    A name that several areas share has a code only where a name in `context` (the province, say) decides.

    >>> from pipelines.extraction.vocabulary import built_in
    >>> area_code_of('韶关市', built_in()), area_code_of('日本', built_in()), area_code_of('鼓楼区', built_in())
    ('440200', 'JP', None)
    >>> area_code_of('鼓楼区', built_in(), context=['福州市'])
    '350102'
    """
    known = gazetteer(vocabularies)
    surface = known.surface(name)
    if surface is None:
        return None
    around = [area for other in context if (found := known.surface(other)) for area in found.areas]
    area = choose_area(surface, around, around)
    return area.code if area else None
