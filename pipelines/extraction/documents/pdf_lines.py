"""Glyphs of a PDF page → stretches of one line."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from pipelines.extraction.documents.tables import Table

GAP_BETWEEN_SEGMENTS = 1.2  # ems: wider than an ideographic space, narrower than most gutters
_GAP_OF_A_SPACE = 0.2  # ems, between letters and digits


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
        for glyph in sorted(line, key=lambda glyph: glyph.x0):
            if pending and glyph.x0 - pending[-1].x1 > GAP_BETWEEN_SEGMENTS * max(glyph.size, pending[-1].size):
                segments.append(_segment(pending))
                pending = []
            pending.append(glyph)
        segments.append(_segment(pending))
    return segments


def _group_by_line(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Return the glyphs by line: those whose middles are less than two fifths of their size apart."""
    lines: list[list[Glyph]] = []
    middle, size = 0.0, 0.0
    for glyph in sorted(
        (glyph for glyph in glyphs if not glyph.text.isspace()), key=lambda glyph: glyph.top + glyph.bottom
    ):
        own = (glyph.top + glyph.bottom) / 2
        if lines and own - middle < 0.4 * max(size, glyph.size):
            lines[-1].append(glyph)
        else:
            lines.append([glyph])
            middle, size = own, glyph.size
    return lines


def _segment(glyphs: list[Glyph]) -> Segment:
    """Return the segment of adjacent glyphs, with the spaces that gaps between them stand for."""
    text = glyphs[0].text
    for before, glyph in pairwise(glyphs):
        gap = (glyph.x0 - before.x1) / max(glyph.size, before.size)
        is_latin = not (is_wide(before.text[-1]) or is_wide(glyph.text[0]))
        if gap > (_GAP_OF_A_SPACE if is_latin else 0.7):
            text += " "
        text += glyph.text
    return Segment(
        text,
        min(glyph.x0 for glyph in glyphs),
        max(glyph.x1 for glyph in glyphs),
        min(glyph.top for glyph in glyphs),
        max(glyph.bottom for glyph in glyphs),
        max(glyph.size for glyph in glyphs),
    )


def is_wide(character: str) -> bool:
    """Return whether `character` takes a full em, as hanzi and their punctuation do.

    >>> is_wide("年"), is_wide("，"), is_wide("5")
    (True, True, False)
    """
    return unicodedata.east_asian_width(character) in "WF" or character in "“”‘’…—·"
