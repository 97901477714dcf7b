"""Stretches of text on a page → regions in reading order: columns one after the other, aligned figures as tables."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from pipelines.extraction.documents.pdf_lines import Segment
from pipelines.extraction.documents.tables import Table

_NARROWEST_GUTTER = 0.8  # ems
_ROWS_BESIDE_A_GUTTER = 3
_CHARACTERS_OF_PROSE = 8  # in the middle line of a column; the narrowest newspaper columns have a dozen
_MOST_ROWS = 1_000  # of a page; beyond that it is a drawing, and read line by line

Row = list[Segment]  # from left to right


@dataclass(slots=True)
class Region:
    """Lines that belong under each other, from the top down; or one table."""

    lines: list[Segment] = field(default_factory=list)
    table: Table | None = None
    top: float = 0.0


class _Band(NamedTuple):
    """Adjacent rows that a gutter runs through."""

    first: int
    last: int
    left: float
    right: float


def arrange_segments(segments: Sequence[Segment]) -> list[Region]:
    """Return the regions of a page in reading order.

    A gutter is a vertical strip that at least three lines on either side leave free together. Where prose stands on
    both sides these are columns: what is left of the gutter is read before what is right of it, and what spans it
    (a headline, a picture's caption) before and after. Where short cells stand beside it the rows are a table.

    >>> columns = ((0, "左栏文字九个字以上"), (120, "右栏文字九个字以上"))
    >>> page = [Segment(text, x, x + 90, y, y + 10, 10) for x, text in columns for y in (0, 12, 24)]
    >>> ["".join(line.text[0] for line in region.lines) for region in arrange_segments(page)]
    ['左左左', '右右右']
    """
    rows = _rows(segments)
    return _arrange(rows) if len(rows) <= _MOST_ROWS else [Region(lines=_as_lines(rows))]


def _rows(segments: Sequence[Segment]) -> list[Row]:
    """Return the segments by row: those whose middles are close."""
    rows: list[Row] = []
    middle = 0.0
    for segment in sorted(
        segments,
        key=lambda segment: (segment.top + segment.bottom if segment.table is None else 2 * segment.top, segment.x0),
    ):
        own = (segment.top + segment.bottom) / 2 if segment.table is None else segment.top
        if rows and segment.table is None and rows[-1][0].table is None and own - middle < 0.4 * segment.size:
            rows[-1].append(segment)
        else:
            rows.append([segment])
            middle = own
    return [sorted(row, key=lambda segment: segment.x0) for row in rows]


def _arrange(rows: list[Row]) -> list[Region]:
    """Return the regions of `rows` in reading order."""
    band = _find_band(rows)
    if band is None:
        return _without_columns(rows)
    above, within, below = rows[: band.first], rows[band.first : band.last + 1], rows[band.last + 1 :]
    middle = (band.left + band.right) / 2
    left = [part for row in within if (part := [segment for segment in row if segment.x1 <= middle])]
    right = [part for row in within if (part := [segment for segment in row if segment.x0 >= middle])]
    are_columns = _is_prose(left) and _is_prose(right)
    inside = [*_arrange(left), *_arrange(right)] if are_columns else _read_aligned(within)
    return [*(_arrange(above) if above else []), *inside, *(_arrange(below) if below else [])]


def _find_band(rows: list[Row]) -> _Band | None:
    """Return the rows with the gutter that runs through most of them, None where there is no gutter."""
    best: _Band | None = None
    done: set[tuple[int, int]] = set()
    for number, row in enumerate(rows):
        for place, (before, after) in enumerate(pairwise(row)):
            if (number, place) in done or after.x0 - before.x1 < _NARROWEST_GUTTER * min(before.size, after.size):
                continue
            band = _extend(rows, number, before.x1, after.x0, done)
            if band is not None and (best is None or band.last - band.first > best.last - best.first):
                best = band
    return best


def _extend(rows: list[Row], number: int, left: float, right: float, done: set[tuple[int, int]]) -> _Band | None:
    """Return the band around row `number` whose rows all leave a strip between `left` and `right` free."""
    first = last = number
    for step in (-1, 1):
        current = number + step
        while 0 <= current < len(rows):
            narrowed = _narrow(rows[current], left, right)
            if narrowed is None:
                break
            left, right = narrowed
            first, last = min(first, current), max(last, current)
            current += step
    on_left = sum(any(segment.x1 <= left for segment in row) for row in rows[first : last + 1])
    on_right = sum(any(segment.x0 >= right for segment in row) for row in rows[first : last + 1])
    for current in range(first, last + 1):
        for place, segment in enumerate(rows[current][:-1]):
            if segment.x1 <= left and rows[current][place + 1].x0 >= right:
                done.add((current, place))
    if min(on_left, on_right) < _ROWS_BESIDE_A_GUTTER:
        return None
    return _trim(rows, _Band(first, last, left, right))


def _narrow(row: Row, left: float, right: float) -> tuple[float, float] | None:
    """Return the part of the strip from `left` to `right` that `row` leaves free, None where too little is left."""
    middle = (left + right) / 2
    for segment in row:
        if segment.x1 <= middle:
            left = max(left, segment.x1)
        elif segment.x0 >= middle:
            right = min(right, segment.x0)
        else:
            return None
        if segment.table is not None:
            return None
    return (left, right) if right - left >= _NARROWEST_GUTTER * min(segment.size for segment in row) else None


def _trim(rows: list[Row], band: _Band) -> _Band:
    """Return `band` without the rows at its ends that only one side has: single lines above and below columns."""
    first, last = band.first, band.last
    while first < last and len(rows[first]) == 1 and _is_apart(rows, first, first + 1):
        first += 1
    while last > first and len(rows[last]) == 1 and _is_apart(rows, last - 1, last):
        last -= 1
    return band._replace(first=first, last=last)


def _is_apart(rows: list[Row], upper: int, lower: int) -> bool:
    """Return whether more than a blank line lies between two rows."""
    bottom, top = max(segment.bottom for segment in rows[upper]), min(segment.top for segment in rows[lower])
    return top - bottom > max(segment.size for segment in (*rows[upper], *rows[lower]))


def _is_prose(rows: list[Row]) -> bool:
    """Return whether rows beside a gutter are lines of prose and not cells of a table."""
    texts = ["".join(segment.text for segment in row) for row in rows]
    digits = sum(character.isdigit() for text in texts for character in text)
    return median(map(len, texts)) >= _CHARACTERS_OF_PROSE and 2 * digits < sum(map(len, texts))


def _read_aligned(rows: list[Row]) -> list[Region]:
    """Return rows of aligned cells as a table, single lines above and below it as lines."""
    with_cells = [number for number, row in enumerate(rows) if len(row) > 1]
    first, last = with_cells[0], with_cells[-1] + 1
    edges: list[list[float]] = []
    for x0, x1 in sorted((segment.x0, segment.x1) for row in rows[first:last] if len(row) > 1 for segment in row):
        if edges and x0 < edges[-1][1]:
            edges[-1][1] = max(edges[-1][1], x1)
        else:
            edges.append([x0, x1])
    table = []
    for row in rows[first:last]:
        cells = [""] * len(edges)
        for segment in row:
            column = max((place for place, (left, _) in enumerate(edges) if left <= segment.x0), default=0)
            cells[column] = f"{cells[column]} {segment.text}".strip()
        table.append(cells)
    above, below = _without_columns(rows[:first]), _without_columns(rows[last:])
    return [*above, Region(table=table, top=min(segment.top for segment in rows[first])), *below]


def _without_columns(rows: list[Row]) -> list[Region]:
    """Return the regions of rows that stand under each other: stretches of lines, and ruled tables between them."""
    regions: list[Region] = []
    for row in rows:
        if row[0].table is not None:
            regions.append(Region(table=row[0].table, top=row[0].top))
            continue
        if not regions or regions[-1].table is not None:
            regions.append(Region(top=row[0].top))
        regions[-1].lines.extend(_as_lines([row]))
    return regions


def _as_lines(rows: list[Row]) -> list[Segment]:
    """Return each row as one line."""
    return [
        Segment(
            "  ".join(segment.text for segment in row),
            row[0].x0,
            max(segment.x1 for segment in row),
            min(segment.top for segment in row),
            max(segment.bottom for segment in row),
            max(segment.size for segment in row),
        )
        for row in rows
    ]
