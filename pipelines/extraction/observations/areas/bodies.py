"""Bodies that figures can be about: companies, ports, railways, oil fields, parks, villages."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipelines.extraction.observations.areas.events import Body, find_events
from pipelines.extraction.observations.areas.gazetteer import Gazetteer, gazetteer
from pipelines.extraction.observations.words import Word
from pipelines.extraction.vocabulary import Vocabularies

_LONGEST_NAME = 7  # words
_SHORTEST_WORK, _LONGEST_WORK = 2, 10  # characters before the ending
_LONGEST_QUOTE = 12  # characters
_PROVINCE_LENGTHS = (3, 2, 4, 5, 6, 7, 8)  # characters of provinces' names, the frequent ones first
_LONGEST_DIVISION = 10  # characters
# Parts of speech inside a name: nouns of all sorts, abbreviations, place words, attributes, verbal nouns.
_IN_A_NAME = frozenset(["n", "nr", "nrt", "nrfg", "ns", "nt", "nz", "ng", "j", "b", "s", "l", "f", "an", "i"])
_VERBAL_NOUN = "vn"
_NAMES = frozenset(["nr", "nrt", "ns", "nz"])
_PLACE_TAGS = frozenset(["ns", "nt", "nz"])
_PROPER = frozenset(["nr", "nrt", "nrfg", "ns", "nt", "nz", "j"])
_NO_PART_OF_A_NAME = frozenset(["c", "u", "uj", "ul", "uz", "r"])
_ADVERBIAL = frozenset(["p", "d"])
_BEFORE_A_NAME = frozenset(["t", "m", "mq", "q", "r", "x"])
_VERBS = frozenset(["v", "vd"])
_COMMON = frozenset(["n", "vn", "v", "a", "an", "b", "d", "vd", "ad", "l", "i", "m", "q", "f"])
_KINDS = frozenset(("nature", "settlement", "event", "division"))
_STATE = "国家"
_ROUTE = "至"
_BELOW_PROVINCES = frozenset(["city", "county"])
_DIVISION_ENDS = frozenset("省市县州郡")
_NUMERALS = frozenset("一二两三四五六七八九十数多各")
_NO_DIVISION_BEFORE = frozenset("省市县区州至到—")
_SEATS = ("镇", "乡", "街道")
# 湿地公园12处: not one body, but how many there are.
_WIDE_KINDS = frozenset(["country", "province", "region"])
_COUNTED = re.compile(r"\d+[余多]?[处座个家所条][，。；、及和]")
# 经…口岸, 从…大桥: the tagger often glues these prepositions to the name.
_GLUED = re.compile(r"[经从由沿自据](?![济营贸业事典验于而此然来江])")


@dataclass(frozen=True, slots=True)
class BodyFinder:
    """The compiled vocabulary of what bodies' names end with and what makes no name."""

    known: Gazetteer
    suffixes: dict[str, str]  # ending → keeps_place | drops_place | nature | settlement | division | event | quoted
    pattern: re.Pattern[str]  # any of the endings
    last_characters: frozenset[str]
    longest_suffix: int
    event_names: frozenset[str]  # names that need nothing before them (广交会)
    named_works: dict[str, str]  # endings that make a name of the words before them: of any_word, an unusual_word
    generic: frozenset[str]  # words that make no name (高速铁路)
    abbreviations: frozenset[str]  # of provinces and countries (中老铁路)
    no_part_of_name: frozenset[str]  # words after which a name begins (经|满洲里口岸)
    not_after: tuple[str, ...]  # what shows that an ending is the beginning of another word (高速|动车组)
    appositions: frozenset[str]  # descriptions before a name (重大工程|深中通道)
    institutions: frozenset[str]  # endings that 国家 opens a name of (国家典籍博物馆)
    keepers: tuple[str, ...]  # endings of bodies that keep the place before them (湖南大学|海洋实验室)
    categories: frozenset[str]  # endings that after a province or country name a sort, not a body (江苏省|高速公路)

    def find(self, text: str, words: Sequence[Word]) -> list[Body]:
        """Return the bodies and events named in a sentence, in order, without overlaps.

        >>> from pipelines.extraction.observations.words import tag_words
        >>> from pipelines.extraction.vocabulary import built_in
        >>> text = '位于山东的胜利油田增产，第7届茶博会闭幕'
        >>> [body.name for body in body_finder(built_in()).find(text, tag_words(text))]
        ['胜利油田', '第7届茶博会']
        """
        events = find_events(text, self.suffixes)
        in_events = {place for event in events for place in range(event.start, event.end)}
        bodies: list[Body] = []
        last_index = 0  # of the word with which the body found last ends
        last_characters = self.last_characters
        for index in [index for index, word in enumerate(words) if word[2][-1] in last_characters]:
            word = words[index]
            suffix = self._suffix_at(text, word)
            if suffix is None or word.start in in_events or word.end - 1 in in_events:
                continue
            body = self._body(text, words, index, suffix)
            if body is None:
                continue
            if bodies and bodies[-1].end == body.start:  # 伊利诺伊州|芝加哥市, 北煤南运大通道|浩吉铁路
                body = body._replace(outer_start=bodies.pop().outer_start)
            if bodies and bodies[-1].end > body.start:
                if bodies[-1].start < body.start or any(
                    between.tag == "v" for between in words[last_index + 1 : index]
                ):
                    continue
                bodies.pop()
            bodies.append(body)
            last_index = index
        bodies += events
        bodies.sort(key=lambda body: body.start)
        return bodies

    def may_find(self, text: str) -> bool:
        """Return whether `text` has an ending of a body's name or the opening of an event's at all."""
        return self.pattern.search(text) is not None

    def _suffix_at(self, text: str, word: Word) -> str | None:
        """Return the longest ending of a body's name that ends with `word`; a single character only in a proper one."""
        for length in range(min(self.longest_suffix, word.end), 0, -1):
            ending = text[word.end - length : word.end]
            if ending not in self.suffixes:
                continue
            is_place = word.tag in _PLACE_TAGS and len(word.text) > 2
            if length > 1 or len(word.text) == 1 or is_place or self.suffixes[ending] == "settlement":
                return ending
        return None

    def _body(self, text: str, words: Sequence[Word], index: int, suffix: str) -> Body | None:
        """Return the body whose name ends with word `index`: the nouns before it, from its first proper one on."""
        last = words[index]
        if last.text != suffix and self.known.knows(last.text):  # 黑龙江 is no river here, 城镇 no town
            return None
        meaning = self.suffixes[suffix]
        suffix_start = last.end - len(suffix)
        while index > 0 and words[index].start > suffix_start:
            index -= 1
        first = self._first_word_of_name(text, words, index)
        if meaning == "division":
            return self._division(text, words, index, suffix)
        if suffix in self.institutions and first == index:
            first = _first_word_of_institution(words, index)
        if suffix in self.named_works and not self._begins_with_division(words, first, index):
            first_of_work = self._first_word_of_work(words, index, self.named_works[suffix])
            first = first_of_work if first_of_work < index else first
        quoted = text[words[first].start] == "“"
        if words[first].start >= suffix_start and suffix in self.event_names:
            return Body(suffix_start, last.end, suffix, suffix, "event", suffix_start)
        if words[first].start >= suffix_start or (first == index and words[index].tag not in _PROPER):
            return None
        if not quoted and (meaning == "quoted" or self._is_generic(text, words[first : index + 1], suffix_start)):
            return None
        if text.startswith(self.not_after, last.end) or self._is_category(words[first : index + 1], suffix):
            return None
        if _COUNTED.match(text, last.end):
            return None
        outer_start = words[first].start
        if _GLUED.match(text, outer_start) and last.start - outer_start > 2:
            outer_start += 1
        start, end = outer_start, last.end
        if meaning == "keeps_place":
            start = self._after_province(text, start, end)
        elif meaning != "event":
            start = self._after_divisions(text, start, end, suffix)
        if meaning == "settlement":
            start = _after_seat(text, start, last.start)
        kind = meaning if meaning in _KINDS else "body"
        return Body(start, end, text[start:end], suffix, kind, outer_start)

    def _is_category(self, words: Sequence[Word], suffix: str) -> bool:
        """Return whether words name a sort of things in a wide area (江苏省高速公路), not one thing."""
        if suffix not in self.categories:
            return False
        named = "".join(word.text for word in words if word.text not in self.generic).removesuffix(suffix)
        surface = self.known.surface(named)
        return surface is not None and surface.areas[0].kind in _WIDE_KINDS

    def _division(self, text: str, words: Sequence[Word], index: int, suffix: str) -> Body | None:
        """Return the division that the vocabulary does not know: one proper noun that ends in 市, 县, 州 …"""
        last = words[index]
        first = index - 1 if last.text == suffix else index
        if first < 0 or len(words[first].text) < 2 or not _NUMERALS.isdisjoint(words[index].text):  # 无锡三市
            return None
        short = self.known.surface(words[first].text)
        if words[first].tag not in _NAMES and (short is None or short.areas[0].kind not in _BELOW_PROVINCES):
            return None
        outer = first
        while outer > 0 and self._is_division_word(words[outer - 1]):
            outer -= 1
        start = words[first].start
        return Body(start, last.end, text[start : last.end], suffix, "division", words[outer].start)

    def _is_division_word(self, word: Word) -> bool:
        return word.tag == "ns" or word.text[-1] in _DIVISION_ENDS or self.known.surface(word.text) is not None

    def _begins_with_division(self, words: Sequence[Word], first: int, index: int) -> bool:
        """Return whether the name already begins with a known place (指导|鹤山农场, but 新|横琴口岸)."""
        if first == index or self.known.surface(words[first].text) is None:
            return False
        return first == 0 or len(words[first - 1].text) > 1

    def _is_generic(self, text: str, words: Sequence[Word], suffix_start: int) -> bool:
        """Return whether all that stands before the ending are words that make no name (高速|铁路)."""
        return all(
            text[word.start : min(word.end, suffix_start)] in self.generic
            for word in words
            if word.start < suffix_start
        )

    def _first_word_of_name(self, text: str, words: Sequence[Word], index: int) -> int:
        """Return the index of the word with which the name that ends in word `index` begins."""
        if index and words[index - 1].text == "”":
            return _first_word_of_quote(text, words, index)
        first = index
        if first > 0 and words[first - 1].tag == _VERBAL_NOUN:
            first -= 1  # 边境合作|中心
        while first > 0 and index - first < _LONGEST_NAME and self._extends(words[first - 1]):
            first -= 1
        while first < index and not self._is_proper(words[first]):
            first += 1
        return first

    def _first_word_of_work(self, words: Sequence[Word], index: int, asks_for: str) -> int:
        """Return the index of the first word of a work's name at the head of a clause or after 的, else `index`.

        Names of works are cut up by a tagger that does not know them (中|老|铁路): parts of speech say little here.
        """
        first = index
        while first > 0 and index - first < _LONGEST_NAME and not _bounds_a_work(words[first - 1]):
            first -= 1
        if first > 0 and not _bounds_a_work(words[first - 1]):
            return index
        for place in range(first, index):
            if words[place].text[0].isdigit() or words[place].text in self.no_part_of_name:
                first = place + 1
        while first < index and words[first].tag in _BEFORE_A_NAME:
            first += 1
        name = words[first:index]
        if not name or name[0].tag in ("v", "vn") or words[index].start - name[0].start > _LONGEST_WORK:
            return index
        if self.known.surface("".join(word.text for word in name)) is not None:
            return first
        if any(word.tag in _VERBS and len(word.text) > 1 for word in name):
            return index
        if any(_is_no_part(word) for word in name):
            return index
        for place in range(first, index):
            if words[place].text in self.appositions:
                first = place + 1
        name = words[first:index]
        if words[index].start - words[first].start < _SHORTEST_WORK or (
            asks_for == "unusual_word" and not self._is_unusual(name)
        ):
            return index
        return index if all(word.text in self.generic for word in name) else first

    def _is_unusual(self, name: Sequence[Word]) -> bool:
        """Return whether words are a name rather than a description: a proper noun, or single characters (中|老)."""
        return any(
            len(word.text) == 1
            or word.tag not in _COMMON
            or self.abbreviations.issuperset(word.text)
            or self._is_proper(word)
            for word in name
            if word.text not in self.generic
        )

    def _extends(self, word: Word) -> bool:
        if word.text in self.no_part_of_name:
            return False
        return word.tag in _IN_A_NAME or self.known.surface(word.text) is not None

    def _is_proper(self, word: Word) -> bool:
        return word.tag in _PROPER or self.known.surface(word.text) is not None

    def _after_province(self, text: str, start: int, end: int) -> int:
        """Return where a name that keeps its city begins after the province written before (四川|宜宾机场)."""
        for length in _PROVINCE_LENGTHS:
            outer = self.known.surface(text[start : start + length])
            if outer is None or outer.areas[0].kind != "province":
                continue
            for inner_length in range(min(_LONGEST_DIVISION, end - start - length), 1, -1):
                inner = self.known.surface(text[start + length : start + length + inner_length])
                if inner is not None and any(area.lies_in(outer.areas[0]) for area in inner.areas):
                    return start + length
        return start

    def _after_divisions(self, text: str, start: int, end: int, suffix: str) -> int:
        """Return where the body's own name begins after the divisions it lies in (浙江宁波|双屿门大桥)."""
        whole = start
        length = min(_LONGEST_DIVISION, end - len(suffix) - start - 1)
        while length > 1:
            surface = self.known.surface(text[start : start + length])
            wide = surface is not None and surface.areas[0].kind in ("country", "province", "city")
            if (
                surface is not None
                and (wide or not surface.is_short)
                and text[start + length] not in _NO_DIVISION_BEFORE
            ):
                start += length
                length = min(_LONGEST_DIVISION, end - len(suffix) - start - 1)
            else:
                length -= 1
        rest = text[start : end - len(suffix)]
        return whole if rest in self.generic or any(keeper in rest for keeper in self.keepers) else start


@lru_cache(maxsize=8)
def body_finder(vocabularies: Vocabularies) -> BodyFinder:
    """Return the finder compiled from the vocabulary `area_words`."""
    rows = vocabularies.rows("area_words")
    suffixes = {row["word"]: row["meaning"] for row in rows if row["kind"] == "body_suffix"}
    named_works = {row["word"]: row["meaning"] for row in rows if row["kind"] == "named_work"}
    words: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        words[row["kind"]].add(row["word"])
    return BodyFinder(
        known=gazetteer(vocabularies),
        suffixes=suffixes,
        pattern=re.compile("|".join(map(re.escape, sorted(suffixes, key=lambda suffix: (-len(suffix), suffix))))),
        last_characters=frozenset(suffix[-1] for suffix in suffixes),
        longest_suffix=max(map(len, suffixes)),
        event_names=frozenset(words["event_name"]),
        named_works=named_works,
        generic=frozenset(words["generic_modifier"]),
        abbreviations=frozenset(words["abbreviation"]),
        no_part_of_name=frozenset(words["no_part_of_name"]),
        not_after=tuple(words["not_after_body"]),
        appositions=frozenset(words["apposition"]),
        institutions=frozenset(words["institution"]),
        keepers=tuple(name for name, meaning in suffixes.items() if meaning == "keeps_place" and len(name) > 1),
        categories=frozenset(words["category"]),
    )


def _first_word_of_institution(words: Sequence[Word], index: int) -> int:
    """Return the index of 国家 where only nouns stand between it and an institution's ending (国家典籍博物馆)."""
    first = index
    while first > 0 and index - first < _LONGEST_NAME and words[first - 1].tag in _IN_A_NAME:
        first -= 1
        if words[first].text == _STATE:
            return first
    return index


def _first_word_of_quote(text: str, words: Sequence[Word], index: int) -> int:
    """Return the index of the opening quotation mark of the quote before word `index` (“小三通”|航线)."""
    opening = text.rfind("“", max(0, words[index].start - _LONGEST_QUOTE), words[index].start)
    if opening < 0:
        return index
    first = index
    while first > 0 and words[first].start > opening:
        first -= 1
    return first


def _after_seat(text: str, start: int, end: int) -> int:
    """Return where a village's own name begins after its town's (塘口镇|清水村)."""
    return max(
        (text.rfind(seat, start, end) + len(seat) for seat in _SEATS if text.rfind(seat, start, end) >= 0),
        default=start,
    )


def _is_no_part(word: Word) -> bool:
    """Return whether a word shows that words are no name: a particle, a pronoun, a long adverb or preposition."""
    if word.text == _ROUTE:
        return False
    return word.tag in _NO_PART_OF_A_NAME or (word.tag in _ADVERBIAL and len(word.text) > 1)


def _bounds_a_work(word: Word) -> bool:
    return word.text == "的" or (word.tag == "x" and word.text not in ("·", "－", "-"))
