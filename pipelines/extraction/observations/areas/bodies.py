"""Bodies that figures can be about: companies, ports, railways, oil fields, parks, fairs, works, villages."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from pipelines.extraction.observations.areas.gazetteer import Gazetteer
from pipelines.extraction.observations.words import Word
from pipelines.extraction.vocabulary import Vocabularies

_LONGEST_SUFFIX = 10
_LONGEST_NAME = 7  # words
_LONGEST_WORK = 8  # characters
_SEATS = ("镇", "乡", "街道")
_COUNTED = re.compile(r"\d+[余多]?[处座个家所条][，。；、及和]")  # 湿地公园12处：not one body, but how many there are
_BEFORE_A_NAME = frozenset("t m mq q d c p r x".split())
_LONGEST_QUOTE = 12  # characters
# Parts of speech inside a name: nouns of all sorts, abbreviations, place words, attributes, verbal nouns.
_IN_A_NAME = frozenset(["n", "nr", "nrt", "nrfg", "ns", "nt", "nz", "ng", "j", "b", "s", "l", "vn", "f", "an", "i"])
_PROPER = frozenset(["nr", "nrt", "nrfg", "ns", "nt", "nz", "j"])
# A fair, a prize, a game: 第133届广交会, 2024年服贸会, 首届…灯光节.
_EVENT = re.compile(r"(?:第[一二三四五六七八九十百零〇\d]{1,6}|首|本)(?:届|次)|20\d\d年?(?=[^\d年月日，。；]{0,20}?(?:会|展|节|赛|奖))")
_EVENT_STOPS = frozenset("，。；：、！？（）《》的在将于共是有今昨明已 \n")
_WORK = re.compile(r"《[^《》]{1,30}》")


class Body(NamedTuple):
    """A body, fair or work named at `start:end` of a sentence; `suffix` says what it is (林场, 广交会, 《》)."""

    start: int
    end: int
    name: str
    suffix: str
    kind: str  # body | settlement | nature | event | work
    outer_start: int  # where the divisions before the name begin


class BodyWords(NamedTuple):
    """The endings of bodies' names, by what becomes of a division's name before them."""

    suffixes: dict[str, str]  # ending → keeps_place | drops_place | nature | settlement | event | quoted
    event_names: frozenset[str]  # names that need nothing before them (广交会)
    named_works: frozenset[str]  # endings that make a name of any words before them (中老铁路)
    generic: frozenset[str]  # words that make no name (高速铁路)


@lru_cache(maxsize=8)
def body_words(vocabularies: Vocabularies) -> BodyWords:
    """Return the compiled endings of the vocabulary `area_words`."""
    rows = vocabularies.rows("area_words")
    suffixes = {row["word"]: row["meaning"] for row in rows if row["kind"] == "body_suffix"}
    event_names, named_works, generic = (
        frozenset(row["word"] for row in rows if row["kind"] == kind)
        for kind in ("event_name", "named_work", "generic_modifier")
    )
    return BodyWords(suffixes, event_names, named_works, generic)


def find_bodies(text: str, words: Sequence[Word], known: Gazetteer, endings: BodyWords) -> list[Body]:
    """Return the bodies named in a sentence, in order, without overlaps.

    >>> from pipelines.extraction.observations.areas.gazetteer import gazetteer
    >>> from pipelines.extraction.observations.words import tag_words
    >>> from pipelines.extraction.vocabulary import built_in
    >>> text = '位于山东的胜利油田增产，第7届茶博会闭幕'
    >>> [body.name for body in find_bodies(text, tag_words(text), gazetteer(built_in()), body_words(built_in()))]
    ['胜利油田', '第7届茶博会']
    """
    bodies = find_events(text, endings)
    taken = [(body.start, body.end) for body in bodies]
    for index, word in enumerate(words):
        suffix = _suffix_of(word, endings)
        if suffix is None or any(start < word.end and word.start < end for start, end in taken):
            continue
        body = _name_before(text, words, index, suffix, known, endings)
        if body is not None:
            if bodies and bodies[-1].end > body.start and bodies[-1].start >= body.start:
                bodies.pop()
            bodies.append(body)
    bodies.sort(key=lambda body: body.start)
    return bodies


def find_events(text: str, endings: BodyWords) -> list[Body]:
    """Return the fairs, games and prizes that an ordinal or a year names (第7届茶博会)."""
    events = []
    for match in _EVENT.finditer(text):
        end = match.end()
        while end < len(text) and text[end] not in _EVENT_STOPS and end - match.end() < 30:
            end += 1
        for stop in range(end, match.end(), -1):
            if any(endings.suffixes.get(text[stop - k : stop]) == "event" for k in (2, 3, 4) if stop - k >= match.end()):
                name = text[match.start() : stop]
                events.append(Body(match.start(), stop, name, name[-1], "event", match.start()))
                break
    return events


def find_works(text: str) -> list[Body]:
    """Return the titles in book-title marks, in order."""
    return [Body(*match.span(), match.group(), "《》", "work", match.start()) for match in _WORK.finditer(text)]


def _suffix_of(word: Word, endings: BodyWords) -> str | None:
    """Return the ending by which `word` is or ends a body's name; a single character only where it is a name's."""
    written = word.text
    for length in range(min(_LONGEST_SUFFIX, len(written)), 0, -1):
        ending = written[-length:]
        if ending in endings.suffixes and (length > 1 or len(written) == 1 or word.tag in ("ns", "nt", "nz")):
            return ending
    return None


def _name_before(
    text: str, words: Sequence[Word], index: int, suffix: str, known: Gazetteer, endings: BodyWords
) -> Body | None:
    """Return the body whose name ends with word `index`: the nouns before it, from its first proper one on."""
    last = words[index]
    meaning = endings.suffixes[suffix]
    first = _first_word_of_name(text, words, index, known)
    if suffix in endings.named_works:
        first = min(first, _first_word_of_work(words, index, endings))
    quoted = text[words[first].start] == "“"
    if first == index and last.text not in endings.event_names and (last.text == suffix or last.tag not in _PROPER):
        return None
    if known.surface(last.text) is not None:  # 黑龙江 is no river here
        return None
    if all(word.text in endings.generic for word in words[first:index]) and last.text == suffix and not quoted:
        return None if suffix not in endings.event_names else Body(
            last.start, last.end, last.text, suffix, "event", last.start
        )
    if meaning == "quoted" and not quoted:
        return None
    outer_start = start = words[first].start
    if meaning not in ("keeps_place", "event"):
        start = _after_divisions(text, start, last.end, suffix, known)
    if meaning == "settlement":
        start = max((text.rfind(seat, start, last.start) + len(seat) for seat in _SEATS if seat in text[start : last.start]), default=start)
    if _COUNTED.match(text, last.end):
        return None
    kind = meaning if meaning in ("nature", "settlement", "event") else "body"
    return Body(start, last.end, text[start : last.end], suffix, kind, outer_start)


def _first_word_of_name(text: str, words: Sequence[Word], index: int, known: Gazetteer) -> int:
    """Return the index of the word with which the name that ends in word `index` begins."""
    first = index
    while first > 0 and index - first < _LONGEST_NAME:
        if words[first - 1].text == "”":
            if first != index:
                break
            opening = text.rfind("“", max(0, words[first - 1].start - _LONGEST_QUOTE), words[first - 1].start)
            while opening >= 0 and first > 0 and words[first].start > opening:
                first -= 1
            return first
        if not _extends(words[first - 1], known):
            break
        first -= 1
    while first < index and not _is_proper(words[first], known):
        first += 1
    return first


def _first_word_of_work(words: Sequence[Word], index: int, endings: BodyWords) -> int:
    """Return the index of the first word of a work's name at the head of a clause or after 的; `index` if it has none.

    Names of works are cut up by a tagger that does not know them (中|老|铁路), so parts of speech say little here.
    """
    first = index
    while first > 0 and index - first < _LONGEST_NAME and not _bounds_a_work(words[first - 1]):
        first -= 1
    if first > 0 and not _bounds_a_work(words[first - 1]):
        return index
    while first < index and words[first].tag in _BEFORE_A_NAME:
        first += 1
    name = words[first:index]
    if not name or name[0].tag == "v" or all(word.text in endings.generic for word in name):
        return index
    if any(word.tag in ("p", "c", "d", "ul", "uz", "r") for word in name) or words[index].start - name[0].start > _LONGEST_WORK:
        return index
    return first


def _bounds_a_work(word: Word) -> bool:
    return word.text == "的" or (word.tag == "x" and word.text not in ("·", "—", "－", "-"))


def _extends(word: Word, known: Gazetteer) -> bool:
    if word.text in ("我国", "全国", "国家", "国内", "世界", "全球"):
        return False
    return word.tag in _IN_A_NAME or known.surface(word.text) is not None


def _is_proper(word: Word, known: Gazetteer) -> bool:
    return word.tag in _PROPER or known.surface(word.text) is not None


def _after_divisions(text: str, start: int, end: int, suffix: str, known: Gazetteer) -> int:
    """Return where the body's own name begins after the divisions it lies in (浙江宁波|双屿门大桥)."""
    moved = True
    while moved:
        moved = False
        for length in range(min(10, end - len(suffix) - start - 1), 1, -1):
            surface = known.surface(text[start : start + length])
            if surface is not None and not (surface.is_short and surface.areas[0].kind in ("county", "body", "region")):
                start += length
                moved = True
                break
    return start
