"""Bodies that figures can be about: companies, ports, railways, oil fields, parks, villages."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipelines.extraction.observations.areas.body_words import NOUNS, PROPER_NOUNS, BodyWords, body_words
from pipelines.extraction.observations.areas.events import Body, find_events, find_numbered, find_seated
from pipelines.extraction.observations.areas.foreign import find_foreign_divisions
from pipelines.extraction.observations.areas.names import (
    BRANCH,
    GLUED,
    after_divisions,
    after_province,
    after_seat,
    first_word_of_name,
    with_division,
)
from pipelines.extraction.observations.words import Word, index_at
from pipelines.extraction.vocabulary import Vocabularies

_SORTS = frozenset(["nature", "settlement", "event"])
_ACTIONS = frozenset(["v", "vn"])
_WORDS_TO_HEAD = 4
_NAMES = frozenset(["nr", "nrt", "ns", "nz"])
_BELOW_PROVINCES = frozenset(["city", "county"])
_DIVISION_ENDS = frozenset("省市县州郡")
_NUMERALS = frozenset("一二两三四五六七八九十数多各")
# 湿地公园12处, “…”项目超过2万个: not one body, but how many there are.
_COUNTED = re.compile(r"(?:已|共|有|达到?|超过?|近|约|突破){0,3}\d[\d.]*[万千百]?[余多]?[处座个家所条项][，。；、及和]")
_PLANS = re.compile(r"计划(?=[在于将从到年今明\d])")  # “海星”号|计划于年底交船: the verb


@dataclass(frozen=True, slots=True)
class BodyFinder:
    """Finds the bodies of a sentence with the compiled vocabulary."""

    vocabulary: BodyWords

    def find(self, text: str, words: Sequence[Word]) -> list[Body]:
        """Return the bodies and events named in a sentence, in order, without overlaps.

        >>> from pipelines.extraction.observations.words import tag_words
        >>> from pipelines.extraction.vocabulary import built_in
        >>> text = '位于山东的胜利油田增产，第7届茶博会闭幕'
        >>> [body.name for body in body_finder(built_in()).find(text, tag_words(text))]
        ['胜利油田', '第7届茶博会']
        """
        by_form = [
            *(with_division(event, text, self.vocabulary) for event in self._events(text)),
            *find_numbered(text),
            *find_seated(text, self.vocabulary.endings),
            *self._ministries(text),
            *find_foreign_divisions(text, self.vocabulary.foreign_names, self.vocabulary.known),
        ]
        taken = {place for body in by_form for place in range(body.start, body.end)}
        bodies: list[Body] = []
        last_index = 0  # of the word with which the body found last ends
        lengths = self.vocabulary.lengths
        for index in [index for index, word in enumerate(words) if word[2][-1] in lengths]:
            ending = self.vocabulary.ending_at(text, words[index])
            if ending is None or words[index].start in taken or words[index].end - 1 in taken:
                continue
            body = self._body(text, words, index, ending)
            if body is None:
                continue
            if bodies and bodies[-1].end > body.start:
                has_verb = any(word.tag == "v" for word in words[last_index + 1 : index])
                if bodies[-1].start < body.start or has_verb:
                    continue
                bodies.pop()  # 清石港|集团: the longer name
            bodies.append(body)
            last_index = index
        return _innermost([*bodies, *by_form]) if by_form or len(bodies) > 1 else bodies

    def _events(self, text: str) -> list[Body]:
        return find_events(text, self.vocabulary.event_endings)

    def _ministries(self, text: str) -> list[Body]:
        """Return the ministries that a sentence names, in order."""
        return [
            Body(*match.span(), match.group(), match.group()[-1], "ministry", match.start())
            for match in self.vocabulary.ministries.finditer(text)
        ]

    def may_find(self, text: str) -> bool:
        """Return whether `text` has an ending of a body's name, or a ministry, at all."""
        words = self.vocabulary
        return words.any_ending.search(text) is not None or words.ministries.search(text) is not None

    def _body(self, text: str, words: Sequence[Word], index: int, ending: str) -> Body | None:
        """Return the body whose name ends with word `index`: the words before it, from its first proper one on."""
        last = words[index]
        if last.text != ending and self.vocabulary.known.knows(last.text):  # 黑龙江 is no river here, 城镇 no town
            return None
        sort = self.vocabulary.endings[ending]
        ending_start = last.end - len(ending)
        while index > 0 and words[index].start > ending_start:
            index -= 1
        if sort == "division":
            return self._division(text, words, index, ending)
        first = first_word_of_name(text, words, index, ending, self.vocabulary)
        if words[first].start >= ending_start and ending in self.vocabulary.event_names:
            return Body(ending_start, last.end, ending, ending, "event", ending_start)
        if not self._is_name(text, words[first : index + 1], last, ending):
            return None
        outer_start = words[first].start
        if GLUED.match(text, outer_start) and last.start - outer_start > 2:
            outer_start += 1
        start = outer_start
        if sort == "keeps_place":
            start = after_province(text, start, last.end, self.vocabulary)
        elif sort != "event":
            is_settlement = sort == "settlement"
            start = after_divisions(text, start, ending_start, self.vocabulary, is_settlement=is_settlement)
        if sort == "settlement":
            start = after_seat(text, start, last.start)
        branch = BRANCH.match(text, last.end) if sort == "drops_place" else None
        end = branch.end() if branch else self._end_of_name(words, last, sort)
        return Body(start, end, text[start:end], ending, sort if sort in _SORTS else "body", outer_start)

    def _end_of_name(self, words: Sequence[Word], last: Word, sort: str) -> int:
        """Return where a name ends that goes on to a further head (新安江流域|防洪治理工程, 涪陵页岩气田|南川区块)."""
        index = index_at(words, last.end)
        for word in words[index : index + _WORDS_TO_HEAD]:
            if self.vocabulary.further_heads.get(word.text) == sort:
                return word.end
            if word.tag not in NOUNS and word.tag not in _ACTIONS:
                break
        return last.end

    def _is_name(self, text: str, name: Sequence[Word], last: Word, ending: str) -> bool:
        """Return whether the words before an ending make a name with it: 胜利油田, neither 油田 nor 大型油田."""
        ending_start = last.end - len(ending)
        if name[0].start >= ending_start or (len(name) == 1 and name[0].tag not in PROPER_NOUNS):
            return False
        if len(name) == 1 and name[0].tag == "nt" and ending in self.vocabulary.institutions:
            return True  # 国家图书馆 as one word
        if text[name[0].start] != "“" and (
            self.vocabulary.endings[ending] == "quoted" or self.vocabulary.is_generic(text, name, ending_start)
        ):
            return False
        if text.startswith(self.vocabulary.not_after, last.end) or _COUNTED.match(text, last.end):
            return False
        if _PLANS.match(text, ending_start):
            return False
        return not self.vocabulary.is_category(name, ending)

    def _division(self, text: str, words: Sequence[Word], index: int, ending: str) -> Body | None:
        """Return the division that the vocabulary does not know: one proper noun that ends in 市, 县, 州 …"""
        last = words[index]
        first = index - 1 if last.text == ending else index
        if any(self.vocabulary.known.surface(last.text[place:]) for place in range(1, len(last.text) - 1)):
            return None  # 湖南|永州, as one word
        if first < 0 or len(words[first].text) < 2 or not _NUMERALS.isdisjoint(last.text):  # 无锡三市
            return None
        short = self.vocabulary.known.surface(words[first].text)
        if words[first].tag not in _NAMES and (short is None or short.areas[0].kind not in _BELOW_PROVINCES):
            return None
        outer = first
        while outer > 0 and self._is_division_word(words[outer - 1]):
            outer -= 1
        start = words[first].start
        return Body(start, last.end, text[start : last.end], ending, "division", words[outer].start)

    def _is_division_word(self, word: Word) -> bool:
        if word.tag == "ns" or word.text[-1] in _DIVISION_ENDS:
            return True
        return self.vocabulary.known.surface(word.text) is not None


def _innermost(bodies: Iterable[Body]) -> list[Body]:
    """Return bodies in order, of those side by side only the last (伊利诺伊州|芝加哥市, 大通道|浩吉铁路)."""
    found: list[Body] = []
    for body in sorted(bodies, key=lambda body: (body.start, -body.end)):
        if found and found[-1].end > body.start:
            continue
        if found and found[-1].end == body.start:
            body = body._replace(outer_start=found.pop().outer_start)
        found.append(body)
    return found


@lru_cache(maxsize=8)
def body_finder(vocabularies: Vocabularies) -> BodyFinder:
    """Return the finder for `vocabularies`."""
    return BodyFinder(body_words(vocabularies))
