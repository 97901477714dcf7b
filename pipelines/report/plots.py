"""Small plots as SVG, drawn here: a plotting library would cost seconds at every start and bring no Chinese font.

Dagster's UI shows Markdown of less than a thousand characters at once and hides longer ones behind a button; so the
drawings are spare: one path for all bars, relative steps for lines, no style sheet.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from pipelines.report.markup import escape_text

_WIDTH = 480
_LABEL_WIDTH = 200
_ROW_HEIGHT = 22
_LABEL_EMS = 14.5  # what fits into _LABEL_WIDTH at 13 px
_BLUE = "#3b7dd8"

# What a URL inside Markdown cannot hold as it is; quotes in the drawing are single ones.
_URL_ESCAPES = str.maketrans(
    {"%": "%25", "<": "%3C", ">": "%3E", "#": "%23", " ": "%20", "(": "%28", ")": "%29", "&": "%26"}
)


class Series(NamedTuple):
    """One indicator over time: its values in order of the period, and the newest as it is to be printed."""

    label: str
    values: Sequence[float]
    last: str


def bar_chart(rows: Sequence[tuple[str, int]]) -> str:
    """Return an SVG of one horizontal bar per row, the longest at full width, with its label and number.

    >>> "<text y='17'>money: 1,200</text>" in bar_chart([("money", 1200), ("count", 300)])
    True
    """
    room = _WIDTH - _LABEL_WIDTH
    most = max((count for _, count in rows), default=0) or 1
    bars = "".join(
        f"M{_LABEL_WIDTH} {at * _ROW_HEIGHT + 12}h{max(1, round(room * count / most))}"
        for at, (_, count) in enumerate(rows)
        if count
    )
    labels = [_label(label, f"{count:,}", at) for at, (label, count) in enumerate(rows)]
    return _svg(len(rows), f"<path stroke='{_BLUE}' stroke-width='14' d='{bars or 'M0 0'}'/>", labels)


def line_charts(series: Sequence[Series]) -> str:
    """Return an SVG of one line per series, each on its own scale, with its label and newest value.

    >>> line_charts([Series("粮食产量", [1.0, 2.0], "2")]).count("l280-14")
    1
    """
    room = _WIDTH - _LABEL_WIDTH
    lines = []
    for at, one in enumerate(series):
        low, high = min(one.values), max(one.values)
        heights = [round(14 * (value - low) / (high - low)) if high > low else 7 for value in one.values]
        step = room // max(1, len(heights) - 1)
        steps = "".join(f"l{step}{before - now:+d}".replace("+", " ") for before, now in pairwise(heights))
        lines.append(f"M{_LABEL_WIDTH} {at * _ROW_HEIGHT + 19 - heights[0]}{steps}")
    labels = [_label(one.label, one.last, at) for at, one in enumerate(series)]
    drawing = f"<path fill='none' stroke='{_BLUE}' stroke-width='2' d='{''.join(lines) or 'M0 0'}'/>"
    return _svg(len(series), drawing, labels)


def markdown_image(description: str, svg: str) -> str:
    """Return Markdown that shows `svg` in its place; it needs no file and no network."""
    words = description.replace("[", "(").replace("]", ")")
    return f"![{words}](data:image/svg+xml,{svg.translate(_URL_ESCAPES)})"


def width(text: str) -> float:
    """Return the width of `text` in ems: a Chinese character counts as one and any other as a little over half.

    >>> width('GDP总量')
    3.68
    """
    return round(sum(1.0 if character >= "\u2e80" else 0.56 for character in text), 2)


def shorten(label: str, ems: float) -> str:
    """Return `label` cut to a width of `ems`.

    >>> shorten('规模以上工业增加值', 5)
    '规模以上…'
    """
    if width(label) <= ems:
        return label
    while label and width(label) > ems - 1:
        label = label[:-1]
    return label + "…"


def _label(name: str, number: str, row: int) -> str:
    """Return the words beside a bar or line; where the room is short, the name gives way and the number stays whole."""
    text = f"{shorten(name, _LABEL_EMS - width(number) - 1.12)}: {number}"
    return f"<text y='{row * _ROW_HEIGHT + 17}'>{escape_text(text)}</text>"


def _svg(rows: int, drawing: str, labels: Sequence[str]) -> str:
    """Return the whole drawing, on white so that it also reads in a dark UI."""
    height = max(1, rows) * _ROW_HEIGHT + 4
    return (
        f"<svg xmlns='http://www.w3.org/2000/svg' width='{_WIDTH}' height='{height}' font-family='sans-serif' "
        f"font-size='13'><path fill='#fff' d='M0 0h{_WIDTH}v{height}H0'/>{drawing}{''.join(labels)}</svg>"
    )
