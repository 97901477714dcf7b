"""What bodies' names end with, and which words make no name: the vocabulary `area_words` compiled."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipelines.extraction.observations.areas.foreign import ForeignNames, foreign_names
from pipelines.extraction.observations.areas.gazetteer import DIVISIONS, Gazetteer, gazetteer
from pipelines.extraction.observations.words import Word
from pipelines.extraction.vocabulary import Vocabularies

# Parts of speech inside a name: nouns of all sorts, abbreviations, place words, attributes.
NOUNS = frozenset(["n", "nr", "nrt", "nrfg", "ns", "nt", "nz", "ng", "j", "b", "s", "l", "f", "an", "i"])
PROPER_NOUNS = frozenset(["nr", "nrt", "nrfg", "ns", "nt", "nz", "j"])
_PLACE_NAMES = frozenset(["ns", "nt", "nz"])
_COMMON = frozenset(["n", "vn", "v", "a", "an", "b", "d", "vd", "ad", "l", "i", "m", "q", "f"])
_NO_HEADS = frozenset(["division", "quoted", "nature"])
_MUNICIPALITIES, _UNIVERSITY = frozenset(["北京市", "上海市", "天津市", "重庆市"]), "大学"
_WIDE = frozenset(["country", "province", "region"])


@dataclass(frozen=True, slots=True)
class BodyWords:
    """The endings of bodies' names, and the words that are a part of a name or show that there is none."""

    known: Gazetteer
    endings: dict[str, str]  # ending → keeps_place | drops_place | nature | settlement | division | event | quoted
    any_ending: re.Pattern[str]
    ministries: re.Pattern[str]
    foreign_names: ForeignNames
    lengths: dict[str, tuple[int, ...]]  # last character of endings → how long they are, the longest first
    further_heads: dict[str, str]  # what a name goes on to, by its sort (…流域|防洪治理工程)
    quoted_heads: frozenset[str]  # heads that count only after a quotation (“…”专项行动)
    heads: frozenset[str]  # the endings and what else the subject of an article may end with (科考船)
    head_lengths: dict[str, tuple[int, ...]]  # last character of heads → how long they are, the longest first
    event_endings: frozenset[str]  # endings of events that have a number (首届…消费季)
    event_names: frozenset[str]  # names that need nothing before them (广交会)
    works: dict[str, str]  # endings that make a name of the words before them: of any_word, an unusual_word
    generic: frozenset[str]  # words that make no name (高速铁路)
    abbreviations: frozenset[str]  # of provinces and countries (中老铁路)
    openings: frozenset[str]  # words after which a name begins (经|满洲里口岸)
    not_after: tuple[str, ...]  # what shows that an ending is the beginning of another word (高速|动车组)
    appositions: frozenset[str]  # descriptions before a name (重大工程|深中通道)
    creates: tuple[str, ...]  # 的 and verbs before what a country has made (我国自主研制的X, 我国建成X)
    institutions: frozenset[str]  # endings that 国家 opens a name of (国家典籍博物馆)
    keepers: re.Pattern[str]  # endings of bodies that keep the place before them (湖南大学|海洋实验室)
    sorts: frozenset[str]  # endings that without a name mean any of their sort (银行, 公路)
    category_ends: tuple[str, ...]
    categories: frozenset[str]  # endings that after a province or country name a sort, not a body (江苏省|高速公路)

    def ending_at(self, text: str, word: Word) -> str | None:
        """Return the longest ending of a body's name that ends with `word`; a single character only in a proper one."""
        for length in self.lengths[word.text[-1]]:
            ending = text[word.end - length : word.end] if length <= word.end else ""
            if ending not in self.endings:
                continue
            is_place = word.tag in _PLACE_NAMES and len(word.text) > 2
            if length > 1 or len(word.text) == 1 or is_place or self.endings[ending] == "settlement":
                return ending
        return None

    def head_at(self, text: str, word: Word) -> str | None:
        """Return the longest head of an entity's name that ends with `word`."""
        for length in self.head_lengths.get(word.text[-1], ()):
            head = text[max(0, word.end - length) : word.end]
            if head in self.heads and (length > 1 or len(word.text) < 3):
                return head
        return None

    def is_proper(self, word: Word) -> bool:
        """Return whether a word is a name by itself."""
        return word.tag in PROPER_NOUNS or self.known.surface(word.text) is not None

    def extends(self, word: Word) -> bool:
        """Return whether a word can be a part of a name that goes on after it."""
        if word.text in self.openings:
            return False
        return word.tag in NOUNS or self.known.surface(word.text) is not None

    def is_unusual(self, words: Sequence[Word]) -> bool:
        """Return whether words are a name rather than a description: a proper noun, or single characters (中|老)."""
        joined = "".join(word.text for word in words).removeprefix("经")  # 经中|老: a glued preposition
        return self.abbreviations.issuperset(joined) or any(
            len(word.text) == 1 or word.tag not in _COMMON or self.is_proper(word)
            for word in words
            if word.text not in self.generic
        )

    def is_generic(self, text: str, words: Sequence[Word], ending_start: int) -> bool:
        """Return whether all that stands before the ending are words that make no name (高速|铁路)."""
        return all(
            text[word.start : min(word.end, ending_start)] in self.generic
            for word in words
            if word.start < ending_start
        )

    def is_category(self, words: Sequence[Word], ending: str) -> bool:
        """Return whether words name a sort of things in a wide area (江苏高速公路) or a division (清河县公路)."""
        if ending not in self.categories:
            return False
        named = "".join(word.text for word in words if word.text not in self.generic).removesuffix(ending)
        surface = self.known.surface(named)
        if surface is None:
            return False
        area = surface.areas[0]
        is_city = area.name in _MUNICIPALITIES or ending == _UNIVERSITY  # 北京地铁, 浙江大学 are names
        return (area.kind in _WIDE and not (is_city and area.name != named)) or (
            area.kind in DIVISIONS and area.name == named
        )


@lru_cache(maxsize=8)
def body_words(vocabularies: Vocabularies) -> BodyWords:
    """Return the compiled vocabulary `area_words`."""
    rows = vocabularies.rows("area_words")
    words: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        words[row["kind"]].add(row["word"])
    endings = {row["word"]: row["meaning"] for row in rows if row["kind"] == "body_suffix"}
    heads = (
        words["entity_head"]
        | words["institution"]
        | {ending for ending, sort in endings.items() if sort not in _NO_HEADS}
    )
    return BodyWords(
        known=gazetteer(vocabularies),
        endings=endings,
        any_ending=_any_of(endings),
        ministries=_any_of(words["ministry"], "(?![门分署队长件])"),  # 人社|部门
        foreign_names=foreign_names("".join(words["transcription"])),
        lengths=_lengths(endings),
        further_heads={row["word"]: row["meaning"] for row in rows if row["kind"] == "further_head"},
        quoted_heads=frozenset(_of_meaning(rows, "entity_head", "quoted")),
        heads=frozenset(heads),
        head_lengths=_lengths(heads),
        event_endings=frozenset(words["numbered_event"].union(_of_meaning(rows, "body_suffix", "event"))),
        event_names=frozenset(words["event_name"]),
        works={row["word"]: row["meaning"] for row in rows if row["kind"] == "named_work"},
        generic=frozenset(words["generic_modifier"]),
        abbreviations=frozenset(words["abbreviation"]),
        openings=frozenset(words["no_part_of_name"]),
        not_after=tuple(words["not_after_body"]),
        appositions=frozenset(words["apposition"]),
        creates=("的", *words["creates"]),
        institutions=frozenset(words["institution"]),
        keepers=_any_of(ending for ending, sort in endings.items() if sort == "keeps_place" and len(ending) > 1),
        sorts=frozenset(words["category"] | words["sort"]),
        category_ends=tuple(words["category"]),
        categories=frozenset(words["category"]),
    )


def _of_meaning(rows: Iterable[Mapping[str, str]], kind: str, meaning: str) -> Iterator[str]:
    """Return the words of a kind that have a meaning."""
    return (row["word"] for row in rows if row["kind"] == kind and row["meaning"] == meaning)


def _any_of(words: Iterable[str], following: str = "") -> re.Pattern[str]:
    """Return the pattern of any of `words`, the longest first, with what must follow it."""
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return re.compile(f"(?:{'|'.join(map(re.escape, longest_first))}){following}")


def _lengths(endings: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """Return for each last character how long the endings with it are, the longest first."""
    lengths: dict[str, set[int]] = defaultdict(set)
    for ending in endings:
        lengths[ending[-1]].add(len(ending))
    return {last: tuple(sorted(found, reverse=True)) for last, found in lengths.items()}
