"""Glyphs of a PDF page → stretches of one line."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from pipelines.extraction.documents.tables import Table

GAP_BETWEEN_SEGMENTS = 1.2  # ems: wider than an ideographic space, narrower than most gutters
_GAP_OF_A_SPACE = 0.2  # ems, between letters and digits
_GAP_OF_A_PRINTED_SPACE = 0.1  # where the file has a space at that place
_GAP_BETWEEN_HANZI = 0.7


class Glyph(NamedTuple):
    """One printed character and its box in points; `top` and `bottom` count from the top of the page."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float


@dataclass(slots=True)
class Segment:
    """A stretch of one line without a wide gap, or a ruled table (`table`, without `text`)."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    table: Table | None = None


def read_segments(glyphs: Iterable[Glyph]) -> list[Segment]:
    """Return the stretches of text that the glyphs form, from the top down and from left to right.

    >>> [segment.text for segment in read_segments([Glyph("年", 0, 9, 0, 9, 9), Glyph("报", 9, 18, 1, 10, 9)])]
    ['年报']
    """
    segments: list[Segment] = []
    for line in _group_by_line(glyphs):
        pending: list[Glyph] = []
        end = 0.0  # of the last printed glyph
        for glyph in sorted(line, key=lambda glyph: glyph.x0):
            if not glyph.text.isspace():
                if pending and glyph.x0 - end > GAP_BETWEEN_SEGMENTS * max(glyph.size, pending[-1].size):
                    segments.append(_segment(pending))
                    pending = []
                end = glyph.x1
            if pending or not glyph.text.isspace():
                pending.append(glyph)
        if pending:
            segments.append(_segment(pending))
    return segments


def _group_by_line(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Return the glyphs by line: those whose middles are less than two fifths of their size apart."""
    lines: list[list[Glyph]] = []
    middle, size = 0.0, 0.0
    for glyph in sorted(glyphs, key=lambda glyph: glyph.top + glyph.bottom):
        own = (glyph.top + glyph.bottom) / 2
        if lines and own - middle < 0.4 * max(size, glyph.size):
            lines[-1].append(glyph)
        else:
            lines.append([glyph])
            middle, size = own, glyph.size
    return lines


def _segment(glyphs: list[Glyph]) -> Segment:
    """Return the segment of adjacent glyphs, the first of them printed, with one space where there is space.

    A line justified by wide spacing has gaps without a space in the file: between hanzi they count from 0.7 em on.
    """
    before = glyphs[0]
    text, has_space = before.text, False
    for glyph in glyphs[1:]:
        if glyph.text.isspace():
            has_space = True
            continue
        gap = (glyph.x0 - before.x1) / max(glyph.size, before.size)
        is_latin = not (is_wide(before.text[-1]) or is_wide(glyph.text[0]))
        if gap > (_GAP_OF_A_PRINTED_SPACE if has_space else _GAP_OF_A_SPACE if is_latin else _GAP_BETWEEN_HANZI):
            text += " "
        text += glyph.text
        before, has_space = glyph, False
    printed = [glyph for glyph in glyphs if not glyph.text.isspace()]
    return Segment(
        text,
        min(glyph.x0 for glyph in printed),
        max(glyph.x1 for glyph in printed),
        min(glyph.top for glyph in printed),
        max(glyph.bottom for glyph in printed),
        max(glyph.size for glyph in printed),
    )


def is_wide(character: str) -> bool:
    """Return whether `character` takes a full em, as hanzi and their punctuation do.

    >>> is_wide("年"), is_wide("，"), is_wide("5")
    (True, True, False)
    """
    return unicodedata.east_asian_width(character) in "WF" or character in "“”‘’…—·"
