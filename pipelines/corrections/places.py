"""Where a verdict points to in a text as it is read now. Pure: no files, no tables."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from pipelines.corrections.table import Correction
from pipelines.extraction.model import Quantity, Sentence
from pipelines.extraction.quantities import extract_quantities
from pipelines.extraction.reading import TextReading
from pipelines.extraction.vocabulary import Vocabularies


class NotApplied(ValueError):
    """A verdict that cannot hold: it points to no single place, or leaves no fact; told with the remedy."""

    def __init__(self, problem: str, remedy: str = "copy the row anew from review.csv or facts.csv") -> None:
        """Keep both parts."""
        super().__init__(f"{problem} ({remedy})")


def plain_sentence(sentence: str) -> str:
    """Return a sentence as sentences are compared: without spaces, which a spreadsheet may have changed.

    >>> plain_sentence(' 全市共有 项目18个。')
    '全市共有项目18个。'
    """
    return "".join(sentence.split())


class _Copy(NamedTuple):
    """One of the equal sentences of a document, and the quantities read in it in the order of the text."""

    sentence: Sentence
    quantities: list[Quantity]

    def place_of(self, offset: int) -> int | None:
        """Return where the character at `offset` of the sentence stands in the document."""
        for start, end in self.sentence.pieces:
            if offset < end - start:
                return start + offset
            offset -= end - start
        return None


class Places:
    """The sentences of one reading and their quantities, found by what a verdict names."""

    def __init__(self, reading: TextReading, vocabularies: Vocabularies) -> None:
        """Index the reading as it was before any verdict: what one adds must not move what others point to."""
        self._vocabularies = vocabularies
        self._copies: dict[str, list[_Copy]] = defaultdict(list)
        pieces = []
        for sentence in sorted(reading.sentences, key=lambda sentence: sentence.char_start):
            copy = _Copy(sentence, [])
            self._copies[plain_sentence(sentence.text)].append(copy)
            pieces += [(start, end, copy) for start, end in sentence.pieces]
        pieces.sort(key=lambda piece: piece[0])
        starts = [start for start, _, _ in pieces]
        for quantity in reading.quantities:
            index = bisect_right(starts, quantity.char_start) - 1
            if index >= 0 and quantity.char_start < pieces[index][1]:
                pieces[index][2].quantities.append(quantity)

    def copies_of(self, sentence: str, text: str, highest_nth: int) -> list[_Copy]:
        """Return the sentences that verdicts on `text` in `sentence` are about.

        Where a document has a sentence several times, nth counts through all of them. Then verdicts on the first alone
        (`highest_nth`) may have been given when there was only one, and point to no single place.
        """
        copies = self._copies.get(plain_sentence(sentence), [])
        if not copies:
            raise NotApplied("the sentence is no longer in the document")
        in_first, in_all = (_count(some, text) for some in (copies[:1], copies))
        if len(copies) > 1 and in_all > in_first >= highest_nth:
            raise NotApplied(
                f"the sentence is in the document {len(copies)} times",
                f"judge the later ones as well: nth counts through all of them, up to {in_all}",
            )
        return copies

    def find_read(self, copies: Sequence[_Copy], wanted: Correction, added: Quantity | None = None) -> Quantity:
        """Return the nth quantity that reads as `wanted.text`; where there is none, the one that a verdict `added`."""
        same = [one for copy in copies for one in copy.quantities if one.text == wanted.text]
        if wanted.nth is None and len(same) > 1:
            raise NotApplied(f"{wanted.text} is there {len(same)} times", f"write as nth which one, 1 to {len(same)}")
        nth = wanted.nth or 1
        if nth <= len(same):
            return same[nth - 1]
        if added is None:
            raise NotApplied(f"the sentence has {len(same)} quantities {wanted.text}")
        return added

    def find_printed(self, copies: Sequence[_Copy], wanted: Correction) -> Quantity:
        """Return the quantity at the nth place where `wanted.text` is printed and not a part of another quantity.

        It is new where nothing was read there.
        """
        read = extract_quantities(wanted.text, every_numeral=True, vocabularies=self._vocabularies)
        if len(read) != 1 or read[0].text != wanted.text:
            raise NotApplied(f"{wanted.text} is not one quantity", "copy it as printed, from its numeral to its unit")
        places = [place for copy in copies for place in _printed(copy, wanted.text)]
        nth = wanted.nth or 1
        if nth > len(places):
            raise NotApplied(f"{wanted.text} is printed {len(places)} times outside other quantities")
        start = places[nth - 1]
        known = [one for copy in copies for one in copy.quantities if one.char_start == start]
        return known[0] if known else replace(read[0], char_start=start, char_end=start + len(wanted.text))


def _count(copies: Sequence[_Copy], text: str) -> int:
    """Return how often `text` stands in the sentences: as read, or as printed where nothing reads so."""
    read = sum(one.text == text for copy in copies for one in copy.quantities)
    return read or sum(len(_printed(copy, text)) for copy in copies)


def _printed(copy: _Copy, text: str) -> list[int]:
    """Return where `text` is printed in one piece, unless it is a part of another quantity (5个 of 15个)."""
    places = []
    offset = copy.sentence.text.find(text)
    while offset >= 0:
        start, last = copy.place_of(offset), copy.place_of(offset + len(text) - 1)
        if start is not None and last == start + len(text) - 1:
            end = last + 1
            if all(
                (one.char_start, one.char_end) == (start, end) or one.char_end <= start or end <= one.char_start
                for one in copy.quantities
            ):
                places.append(start)
        offset = copy.sentence.text.find(text, offset + 1)
    return places
