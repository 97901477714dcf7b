"""What an article is about when that is no place: a work, a ship, a project, a team, a line, by recurrence.

A name that the headline or the first sentence gives and the text takes up again (in full, as 该船, as the bare 工程 at
the head of a clause) is what its figures are about, whatever its name looks like.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipelines.extraction.observations.areas.body_words import BodyWords
from pipelines.extraction.observations.areas.events import Body, find_events
from pipelines.extraction.observations.areas.names import (
    BRANCH,
    after_divisions,
    after_province,
    first_word_of_institution,
    with_division,
)
from pipelines.extraction.observations.reading import SentenceReading
from pipelines.extraction.observations.words import Word, index_at

_LONGEST_QUOTE = 14  # characters
_LONGEST_SENTENCE = 300  # characters: a longer one is no headline, and names no subject at its head
_LONGEST_NAME = 34  # characters
_SHORTEST_OWN_PART = 2  # characters before the head
_WORDS_AFTER_QUOTE = 4
_IN_HEADLINE, _IN_LEAD = 3, 1
_LONGEST_ORDINAL = 9  # characters of 第二十三届
_OFTEN = 2  # times that a name stands in the text below
_MARKS = frozenset("，。；：、！？“”《》【】…　 \n")
_PARTICLES = frozenset(
    ["的", "了", "着", "在", "于", "由", "从", "对", "将", "与", "和", "及", "是", "为", "向", "把", "被"]
)
_ACTIONS = frozenset(["v", "vd"])
_TIMES = frozenset(["t", "m", "mq", "q", "r", "d", "c", "p"])
_POINTERS = ("该", "这", "本", "此")
_LATIN_OR_DIGIT = re.compile(r"[A-Za-z0-9]")
_AFTER_NUMERAL = tuple("0123456789一二两三四五六七八九十百千万亿余多")
_NO_LINE = ("一线", "全线", "沿线", "上线", "在线", "防线", "战线", "基线")  # 麦收一线 is no railway
_SCHEME = "工程"
_NUMBERED = "号"  # “海葵一号” is a name by itself, “小社区” is none
_ORDINAL = re.compile(r"(?:第[一二三四五六七八九十百零〇\d]{1,6}[届次]|首届)$")
# 《…》出版发行: a book or a film is the subject; a decree or a plan that is 印发 is not.
_PUBLISHED = re.compile(
    r"[^《》，。]{0,8}(《[^《》]{2,40}》)[^《》，。]{0,12}?(?:出版|发行|首发|开播|播出|上映|面世|首播)"
)
_COUNTED = re.compile(
    r"\d\.*+[万亿余多]*+[名个家人吨元项条座年月日]|^约|一[架艘名辆列座条个]|^[一二三四五六七八九十]大"
)  # 2万名铁路|员工


class Phrase(NamedTuple):
    """A phrase that may be an entity's name, at `start:end` of its sentence; `head` is its last noun."""

    start: int
    end: int
    name: str
    head: str
    is_initial: bool
    in_headline: bool = True
    is_attributed: bool = False  # 我国自主研制的X, 我国建成X, “X”: the subject in spite of what stands before


def find_entity(
    headlines: Sequence[SentenceReading], lead: Sequence[SentenceReading], body: str, words: BodyWords
) -> Phrase | None:
    """Return the entity that the headline or the lead names and `body`, the text below, takes up again.

    `body` includes the lead, so that a name of the lead is taken up only where it stands there twice.
    """
    headlines = [reading for reading in headlines if len(reading.text) <= _LONGEST_SENTENCE]
    lead = [reading for reading in lead[:1] if len(reading.text) <= _LONGEST_SENTENCE]
    for reading in headlines:
        if published := _PUBLISHED.match(reading.text):
            return Phrase(*published.span(1), published[1], "》", is_initial=True)
    best: tuple[int, int] = (0, 0)
    found: Phrase | None = None
    named = [(_IN_HEADLINE, phrase) for reading in headlines for phrase in _phrases(reading, words)]
    named += [(_IN_LEAD, phrase._replace(in_headline=False)) for reading in lead for phrase in _phrases(reading, words)]
    for weight, phrase in named:
        times = body.count(phrase.name) - (weight == _IN_LEAD)
        is_pointed_at = any(f"{pointer}{phrase.head}" in body for pointer in _POINTERS)
        if not times and not (phrase.is_initial and (is_pointed_at or _begins_clause(phrase.head, body))):
            continue
        if weight == _IN_LEAD and not (phrase.is_initial and times >= _OFTEN):
            continue
        strength = weight + 2 * phrase.is_initial + min(times, _OFTEN) + is_pointed_at
        if (strength, len(phrase.name)) > best:
            best, found = (strength, len(phrase.name)), phrase
    return found


def _begins_clause(head: str, body: str) -> bool:
    """Return whether a clause begins with the bare head: 大桥全长…"""
    return any(f"{mark}{head}" in body for mark in "。，；\n")


def _phrases(reading: SentenceReading, words: BodyWords) -> Iterator[Phrase]:
    """Yield the phrases of a sentence that have the form of an entity's name, the longest at each place."""
    text = reading.text
    tagged = reading.words
    events = find_events(text, words.event_endings)
    last: Phrase | None = None
    for index, word in enumerate(tagged):
        if word.text != "“" and word.text[-1] not in words.head_lengths:
            continue
        if last is not None and word.start < last.end and "“" in last.name:
            continue
        if word.text == "“":
            phrase = _quoted(text, tagged, index, words)
        else:
            phrase = _headed(text, tagged, index, words, events)
        if phrase is None:
            continue
        if last is not None and phrase.start > last.start:
            yield last
        last = phrase
    if last is not None:
        yield last


def _quoted(text: str, tagged: Sequence[Word], index: int, words: BodyWords) -> Phrase | None:
    """Return the quotation that opens at word `index` with the noun after it that says what it is (“雪龙”号科考船)."""
    start = tagged[index].start
    close = text.find("”", start, start + _LONGEST_QUOTE)
    if close < 0:
        return None
    inside = next((word for word in reversed(tagged[index:]) if word.end == close), None)
    head, end = (_NUMBERED if inside is not None and inside.text.endswith(_NUMBERED) else None), close + 1
    after = [word for word in tagged[index:] if word.start > close][:_WORDS_AFTER_QUOTE]
    for word in after:
        if _bounds(word, words):
            break
        if (found := words.head_at(text, word)) is not None:
            head, end = found, word.end
    if head is None:
        return None
    return Phrase(start, end, text[start:end], head, _is_initial(tagged, index), is_attributed=True)


def _headed(text: str, tagged: Sequence[Word], index: int, words: BodyWords, events: Sequence[Body]) -> Phrase | None:
    """Return the phrase whose head ends with word `index`: the words before it back to a mark, a verb or a particle."""
    last = tagged[index]
    head = words.head_at(text, last)
    if (
        head is None
        or head in words.quoted_heads
        or (last.tag in _ACTIONS and len(last.text) > 1 and last.text != head)
    ):
        return None
    if text.startswith("”", last.end) or (last.text != head and words.known.knows(last.text)):
        return None  # the nickname “岭南绿肺”; 乡村 is no village
    first = index
    while first > 0 and last.end - tagged[first - 1].start <= _LONGEST_NAME and not _bounds(tagged[first - 1], words):
        first -= 1
    while first < index and (tagged[first].tag in _TIMES or tagged[first].text in words.generic):
        first += 1
    if head in words.institutions:
        of_state = first_word_of_institution(tagged, index)
        if of_state == index and head not in words.endings:
            return None  # 二十大新闻|中心: where something takes place
        first = of_state if of_state < index else first
    initial = _is_initial(tagged, first)
    first = _first_of_event(text, tagged, first, words, events)
    ordinal = _ORDINAL.search(text, max(0, tagged[first].start - _LONGEST_ORDINAL), tagged[first].start)
    start = tagged[first].start
    if words.endings.get(head) in ("drops_place", "settlement"):
        start = after_divisions(text, start, last.end - len(head), words)
    else:
        start = after_province(text, start, last.end, words)
    if head == _SCHEME and _begins_with_full_division(text, start, words):
        return None  # 甘肃省|三北工程: what the province does
    own = [word for word in tagged[first:index] if word.start >= start and word.end <= last.end - len(head)]
    if text.endswith(_AFTER_NUMERAL, 0, start) or not _is_name(text[start : last.end], own, last, head, words):
        return None
    is_attributed = text.endswith(words.creates, 0, tagged[first].start)
    start = ordinal.start() if ordinal is not None else start
    end = branch.end() if (branch := BRANCH.match(text, last.end)) else last.end
    return Phrase(start, end, text[start:end], head, initial, is_attributed=is_attributed)


def _first_of_event(text: str, tagged: Sequence[Word], first: int, words: BodyWords, events: Sequence[Body]) -> int:
    """Return the index of the word with which the event begins in whose name word `first` is (第3届世界|青年节)."""
    start = tagged[first].start
    for event in events:
        if event.start < start < event.end:
            named = with_division(event, text, words)
            return index_at(tagged, named.start)
    return first


def _begins_with_full_division(text: str, start: int, words: BodyWords) -> bool:
    """Return whether a division's full name stands at `start` (甘肃省…, not 甘肃…)."""
    hits = words.known.find_names(text[start : start + _LONGEST_NAME])
    return bool(hits) and hits[0].start == 0 and hits[0].surface is not None and not hits[0].surface.is_short


def _is_name(name: str, own: Sequence[Word], last: Word, head: str, words: BodyWords) -> bool:
    """Return whether a phrase is a name, `own` its words before the head: no description, no sort of things."""
    if not own or len(name) < len(head) + _SHORTEST_OWN_PART or name.endswith(_NO_LINE) or _COUNTED.search(name):
        return False
    if any(words.known.surface(known) is not None for known in (name, "".join(word.text for word in own))):
        return False  # an area, or only its name before a common noun
    if words.is_category([*own, last], head):
        return False
    if not words.sorts.isdisjoint([head, last.text]) and any(word.text.endswith(words.category_ends) for word in own):
        return False  # 清石机场|国际航线: what a body has
    if head in words.quoted_heads and not any(words.is_proper(word) for word in own):
        return False
    return _LATIN_OR_DIGIT.search(name) is not None or words.is_unusual(own)


def _bounds(word: Word, words: BodyWords) -> bool:
    """Return whether a word ends the run of words that can make a name."""
    if word.text[0] in _MARKS or word.text in _PARTICLES or word.text in words.openings:
        return True
    return len(word.text) > 1 and word.tag in _ACTIONS


def _is_initial(tagged: Sequence[Word], index: int) -> bool:
    """Return whether only times and the like stand before word `index` in its clause."""
    for word in reversed(tagged[:index]):
        if word.text[0] in _MARKS:
            return True
        if word.tag not in _TIMES:
            return False
    return True
