"""Lines of PDF pages → paragraphs, without what belongs to the page and not to the text."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from pipelines.extraction.documents.blocks import Block
from pipelines.extraction.documents.pdf_columns import Region
from pipelines.extraction.documents.pdf_lines import Segment, is_wide

_MARGIN = 0.1  # of the page's height, at its head and foot
_DIGITS = re.compile(r"\d+|[〇一二三四五六七八九十]+")
_SPACES = re.compile(r"\s+")
_PAGE_NUMBER = re.compile(
    r"[-—–―·•\s]{0,6}(?:第\s?)?\d{1,4}\s?页?\s?(?:[/／]\s?\d{1,4}|[,，]?\s?共\s?\d{1,4}\s?页)?[-—–―·•\s]{0,6}"
)
_PRINTED_BY_BROWSER = re.compile(
    r"\d{4}/\d{1,2}/\d{1,2}[ ,].*\d:\d\d.*|\d{1,2}/\d{1,2}/\d{2,4},.*\d:\d\d.*|(?:https?|file)://\S+.*"
)
_ENDS_SENTENCE = re.compile(r"[。！？!?…；][”’」』）)]?$")


class PageLines(NamedTuple):
    """One page: its height in points and its regions in reading order."""

    height: float
    regions: list[Region]


class _Paragraph(NamedTuple):
    """A paragraph so far: its lines, and whether the last of them reaches the right edge of its column."""

    lines: list[str]
    size: float
    is_open: bool


def join_pages(pages: Sequence[PageLines]) -> list[Block]:
    """Return the paragraphs and tables of all pages.

    Left out are page numbers and what a browser prints, within a tenth of the page's height from its head and foot,
    and lines there that return at the same height on another page with other numbers at most.
    A line goes on from the one before where that one fills its column and this one is neither indented, larger nor
    apart, also from the foot of a column or page to the head of the next.
    """
    heads = _running_heads(pages)
    blocks: list[Block] = []
    paragraph: _Paragraph | None = None
    for page in pages:
        for region in page.regions:
            if region.table is not None:
                if paragraph is not None:
                    blocks.append(_join(paragraph.lines))
                    paragraph = None
                blocks.append(region.table)
                continue
            lines = [line for line in region.lines if not _is_of_the_page(line, page.height, heads)]
            paragraph = _join_region(lines, paragraph, blocks)
    if paragraph is not None:
        blocks.append(_join(paragraph.lines))
    return [block for block in blocks if block]


def _running_heads(pages: Sequence[PageLines]) -> set[tuple[str, int]]:
    """Return the lines in the margins that return at the same height on another page, with their height."""
    counts: Counter[tuple[str, int]] = Counter()
    for page in pages:
        lines = (line for region in page.regions for line in region.lines)
        counts.update({_key(line) for line in lines if _in_margin(line, page.height)})
    return {key for key, count in counts.items() if count > 1}


def _key(line: Segment) -> tuple[str, int]:
    """Return what is alike in the same running head of two pages: its text but for numbers, and its height."""
    return _SPACES.sub("", _DIGITS.sub("0", line.text)), round(line.top / 4)


def _in_margin(line: Segment, height: float) -> bool:
    return line.bottom < _MARGIN * height or line.top > (1 - _MARGIN) * height


def _is_of_the_page(line: Segment, height: float, heads: set[tuple[str, int]]) -> bool:
    """Return whether `line` is a running head, a page number or the print of a browser."""
    if not _in_margin(line, height):
        return False
    text = line.text.strip()
    return bool(_PAGE_NUMBER.fullmatch(text) or _PRINTED_BY_BROWSER.fullmatch(text) or _key(line) in heads)


def _join_region(lines: list[Segment], paragraph: _Paragraph | None, blocks: list[Block]) -> _Paragraph | None:
    """Return the last paragraph of a region; those before it go to `blocks`."""
    if not lines:
        return paragraph
    left = Counter(round(line.x0) for line in lines).most_common(1)[0][0]
    right = max(line.x1 for line in lines)
    pitch = _pitch(lines)
    above: Segment | None = None
    for line in lines:
        is_indented = abs(line.x0 - left) > 1.2 * line.size
        is_apart = above is not None and line.top - above.top > 1.5 * pitch
        goes_on = paragraph is not None and paragraph.is_open and not is_indented and not is_apart
        if above is None and paragraph is not None and _ENDS_SENTENCE.search(paragraph.lines[-1]):
            goes_on = False
        if goes_on and paragraph is not None and abs(paragraph.size - line.size) < 0.1 * line.size:
            paragraph.lines.append(line.text)
            paragraph = paragraph._replace(is_open=line.x1 > right - 1.6 * line.size)
        else:
            if paragraph is not None:
                blocks.append(_join(paragraph.lines))
            paragraph = _Paragraph([line.text], line.size, line.x1 > right - 1.6 * line.size)
        above = line
    return paragraph


def _pitch(lines: list[Segment]) -> float:
    """Return the usual distance from line to line."""
    distances = sorted(after.top - before.top for before, after in pairwise(lines))
    return distances[len(distances) // 2] if distances else 2 * lines[0].size


def _join(lines: list[str]) -> str:
    """Return the lines of a paragraph as one: hanzi without a space, words with one, hyphenated words together.

    >>> _join(["达到1", "554亿元，eco-", "nomic", "growth"])
    '达到1554亿元，economic growth'
    """
    text = lines[0]
    for line in lines[1:]:
        before, after = text[-1:], line[:1]
        if before == "-" and text[-2:-1].isalpha() and after.islower():
            text = text[:-1] + line
        elif (before.isdigit() and after.isdigit()) or not before or not after or is_wide(before) or is_wide(after):
            text += line
        else:
            text += " " + line
    return text.strip()
