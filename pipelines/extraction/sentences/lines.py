"""Text → lines without indents and markup.

A line is made of pieces, stretches of the text; leaving a stretch out (an indent, Markdown markup, later a line break)
is the only change made: every character stays as it is, and its place in the text is known.
"""

import re
from dataclasses import dataclass
from itertools import pairwise

from pipelines.extraction.sentences.headings import Numbering

_INVISIBLE = (
    "\ufeff\u200b\u200c\u200d\u2060\x00"  # byte order mark, zero-width marks, NUL: at a line's edge like a space
)
_NEWLINES = "\n\r\v\f\x1c-\x1e\x85\u2028\u2029"
_PHYSICAL_LINE = re.compile(rf"[^\s{_INVISIBLE}][^{_NEWLINES}]*")
_MARKUP_OPENERS = frozenset("#>|-*+")
_BLOCK_MARKUP = re.compile(
    r"""
    (?:>[ \t]?)*
    (?: (?P<heading>\#{1,6})[ \t]+
      | (?P<bullet>[-*+])[ \t]+(?:\[[ xX]\][ \t]+)?(?=[^-—\d\s]|\d+[^-—\d\s])  # - 12 - is a page number
      | (?P<row>\|(?=.*\|)[ \t]*)
    )?
    """,
    re.VERBOSE,
)
_INLINE_MARKUP = re.compile(
    r"\*\*|__|`|!?\[(?=[^\[\]]{1,200}\]\([^()\s]{1,500}\))|(?<=.)\]\([^()\s]{1,500}\)"  # bold, code, [link](target)
)
_STOPS = frozenset("。！？；…!?;.｡")
_CLOSERS = "”’」』）)】》〉\"'"
_FINISHERS = _STOPS | frozenset(_CLOSERS) | frozenset("：:")  # none of them stands in the midst of a word
# Two or more numbers at the end, or two or more gaps: what a table leaves when it is copied as text.
_TABLE_ROW = re.compile(r"(?:\s[-−+]?\d[\d,.]*%?|\s[-—–]+){2}\s*$|\S(?:[ 　]{2,}\S+){2}")

Piece = tuple[int, int]


@dataclass(slots=True)
class Line:
    """One line, or several that were one; `content` is the concatenation of `pieces` of the text."""

    content: str
    pieces: list[Piece]
    gap: int  # blank lines before it
    level: int = 0  # of a Markdown heading, 1 to 6; 0 for any other line
    kind: str = ""  # what it is; set by `kinds.classify_line` but where markup says it
    numbering: Numbering | None = None

    @property
    def ends_in_stop(self) -> bool:
        """Return whether the line ends in a full stop or the like, quotes and brackets behind it not counted."""
        content = self.content
        return content[-1] in _STOPS or content.rstrip(_CLOSERS)[-1:] in _STOPS

    @property
    def is_finished(self) -> bool:
        """Return whether nothing seems to be missing behind the line: it ends in a stop, a colon or a closing mark."""
        return self.content[-1] in _FINISHERS


def read_lines(text: str) -> list[Line]:
    r"""Return the lines of `text` that are not blank, without indents, trailing spaces and Markdown markup.

    >>> [line.content for line in read_lines("# 公报\r\n\r\n　　全年**增长**5%。")]
    ['公报', '全年增长5%。']
    """
    lines: list[Line] = []
    previous_end = 0
    for match in _PHYSICAL_LINE.finditer(text):
        content = match.group()
        start, end = match.span()
        gap = 0
        if start - previous_end > 1:
            gap = max(0, (text.count("\n", previous_end, start) or text.count("\r", previous_end, start)) - 1)
        previous_end = end
        last = content[-1]
        if last.isspace() or last in _INVISIBLE:
            content = content.rstrip().rstrip(_INVISIBLE).rstrip()
            end = start + len(content)
        line = Line(content, [(start, end)], gap)
        if content[0] in _MARKUP_OPENERS:
            _strip_block_markup(line)
            content = line.content
        if "](" in content or "**" in content or "`" in content or "__" in content:
            _strip_inline_markup(line)
        if line.content:
            lines.append(line)
    return lines


def _strip_block_markup(line: Line) -> None:
    """Leave out the # of a heading, the > of a quotation, the - of a list item and the outer bars of a table row."""
    match = _BLOCK_MARKUP.match(line.content)
    if match is None:
        return
    start, end = match.end(), len(line.content)
    if match["heading"]:
        line.level = len(match["heading"])
        end = len(line.content.rstrip("# "))
    elif match["row"] is not None:
        line.kind = "table_row"
        end -= line.content.endswith("|")
    elif match["bullet"]:
        line.kind = "list_item"
    _keep(line, [(start, end)])


def _strip_inline_markup(line: Line) -> None:
    """Leave out the ** of bold type and the target of a link, keep the words."""
    kept: list[Piece] = []
    position = 0
    for match in _INLINE_MARKUP.finditer(line.content):
        kept.append((position, match.start()))
        position = match.end()
    kept.append((position, len(line.content)))
    _keep(line, kept)


def _keep(line: Line, kept: list[Piece]) -> None:
    """Leave out of `line`, which is one piece, everything but these stretches of it, and the spaces at both ends."""
    content, offset = line.content, line.pieces[0][0]
    parts = [content[start:end] for start, end in kept]
    words = [index for index, part in enumerate(parts) if part.strip()]
    line.content, line.pieces = "", []
    for index in range(words[0], words[-1] + 1) if words else ():
        start, end = kept[index]
        if index == words[0]:
            start = end - len(parts[index].lstrip())
        if index == words[-1]:
            end = start + len(content[start:end].rstrip())
        if start < end:
            line.pieces.append((offset + start, offset + end))
    line.content = "".join(content[start - offset : end - offset] for start, end in line.pieces)


def is_table_row(content: str) -> bool:
    r"""Return whether a line is one row of a table: cells set apart by tabs, bars or runs of spaces, or numbers alone.

    >>> is_table_row("粮食产量\t1.2万吨"), is_table_row("粮食 | 1.2"), is_table_row("地区生产总值（亿元） 1554.9 8.6")
    (True, True, True)
    >>> is_table_row("一湖清水 映照古城新貌")
    False
    """
    if "\t" in content or " | " in content:
        return True
    return (" " in content or "　" in content) and _TABLE_ROW.search(content) is not None


def join_lines(lines: list[Line], text: str) -> Line:
    """Return the lines as one; between Latin words the space or line break stays as their space, a hyphen goes."""
    if len(lines) == 1:
        return lines[0]
    pieces: list[Piece] = []
    for line, following in pairwise(lines):
        pieces.extend(line.pieces)
        first, last = following.content[0], line.content[-1]
        if not (first.isascii() and first.isalpha() and last.isascii()):
            continue
        start, end = pieces[-1]
        if last == "-" and line.content[-2:-1].isalpha() and first.islower():
            pieces[-1] = (start, end - 1)
        elif last.isalnum() or last in ",;:.)":
            between = text[end : following.pieces[0][0]]
            space = end + next(place for mark in (" ", "\n", "") if (place := between.find(mark)) >= 0)
            pieces.extend([(space, space + 1)] if between else [])
    pieces.extend(lines[-1].pieces)
    head = lines[0]
    content = "".join(text[start:end] for start, end in pieces)
    return Line(content, pieces, head.gap, head.level, head.kind, head.numbering)
