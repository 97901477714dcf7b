"""Text → logical lines: what the layout of a page did to a line of prose is undone, its characters stay as they are.

A logical line is a heading, a paragraph or a table row. It is made of pieces, stretches of the text; leaving a
stretch out (a line break, an indent, Markdown markup) is the only change made.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from pipelines.extraction.sentences.headings import Numbering, read_numbering

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
_ENDS_SENTENCE = frozenset("。！？；…!?;.｡")
_CLOSERS = frozenset("”’」』）)】》〉\"'")
_PAUSE = re.compile(r"[。，；、]|, |\. ")
# Two or more numbers at the end, or two or more gaps: what a table leaves when it is copied as text.
_TABLE_ROW = re.compile(r"(?:\s[-−+]?\d[\d,.]*%?|\s[-—–]+){2}\s*$|\S(?:[ 　]{2,}\S+){2}")
_LONGEST_WRAPPED_LINE = 120  # characters; hard-wrapped text has no longer line
_NARROWEST_COLUMN = 16  # columns, two to a Chinese character
_FULL = 0.85  # of the widest line around it: a line that was broken because it was full
_WINDOW = 4  # lines looked at on each side for the width of the column

Piece = tuple[int, int]


@dataclass(slots=True)
class Line:
    """One logical line; `content` is the concatenation of `pieces` of the text."""

    content: str
    pieces: list[Piece]
    gap: int  # blank lines before it
    level: int = 0  # of a Markdown heading, 1 to 6; 0 for any other line
    kind: str = ""  # set by `kinds.classify`
    numbering: Numbering | None = None

    @property
    def ends_in_stop(self) -> bool:
        """Return whether the last character is a full stop or the like."""
        return self.content[-1] in _ENDS_SENTENCE

    @property
    def is_finished(self) -> bool:
        """Return whether the line ends as a sentence does, so that nothing is missing behind it."""
        return self.content[-1] in _ENDS_SENTENCE or ends_sentence(self.content)


def ends_sentence(content: str) -> bool:
    """Return whether `content` ends in a full stop or the like, quotes and brackets behind it not counted.

    >>> ends_sentence("他说：“粮食稳了。”"), ends_sentence("突破发展制"), ends_sentence("重点工作如下：")
    (True, False, True)
    """
    end = len(content)
    while end and content[end - 1] in _CLOSERS:
        end -= 1
    if end < len(content):
        return True  # a closing mark ends a line of prose as often as a headline; neither is cut in a word
    return bool(end) and (content[end - 1] in _ENDS_SENTENCE or content[end - 1] in "：:")


def read_lines(text: str) -> list[Line]:
    r"""Return the logical lines of `text` in its order: hard-wrapped lines joined, markup and indents left out.

    >>> [line.content for line in read_lines("# 公报\r\n\r\n　　全年**增长**5%。")]
    ['公报', '全年增长5%。']
    """
    lines = list(_read_physical_lines(text))
    return _unwrap(lines, text) if _is_hard_wrapped(lines) else lines


def _read_physical_lines(text: str) -> Iterator[Line]:
    """Yield the lines of `text` that are not blank, without indents, trailing spaces and Markdown markup."""
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
            yield line


def _strip_block_markup(line: Line) -> None:
    """Leave out the # of a heading, the > of a quotation, the - of a list item and the outer bars of a table row."""
    match = _BLOCK_MARKUP.match(line.content)
    if match is None:
        return
    content = line.content[match.end() :]
    if match["heading"]:
        line.level = len(match["heading"])
        content = content.rstrip("# ")
    elif match["row"] is not None:
        line.kind = "table_row"
        content = content.removesuffix("|").rstrip()
    elif match["bullet"]:
        line.kind = "list_item"
    start = line.pieces[0][0] + match.end()
    line.content, line.pieces = content, [(start, start + len(content))]


def _strip_inline_markup(line: Line) -> None:
    """Leave out the ** of bold type and the target of a link, keep the words."""
    offset = line.pieces[0][0]
    pieces: list[Piece] = []
    position = 0
    for match in _INLINE_MARKUP.finditer(line.content):
        if match.start() > position:
            pieces.append((offset + position, offset + match.start()))
        position = match.end()
    if position < len(line.content):
        pieces.append((offset + position, offset + len(line.content)))
    line.content = "".join(line.content[start - offset : end - offset] for start, end in pieces)
    line.pieces = pieces


def _columns(content: str) -> int:
    """Return the width of `content` in columns: a Chinese character takes two."""
    if content.isascii():
        return len(content)
    return len(content) + sum(unicodedata.east_asian_width(character) in "WF" for character in content)


def _is_hard_wrapped(lines: list[Line]) -> bool:
    """Return whether a program broke the lines at a width: what ends in the midst of a sentence is mostly full."""
    if len(lines) < 3 or sum(len(line.content) > _LONGEST_WRAPPED_LINE for line in lines) * 50 > len(lines):
        return False
    # Wrapped prose has stops and pauses inside its lines; a list of names or headlines has none.
    total = sum(len(line.content) for line in lines)
    running = sum(len(line.content) for line in lines if _PAUSE.search(line.content, 0, len(line.content) - 1))
    open_ended = [_columns(line.content) for line in lines[:-1] if not line.is_finished and not line.level]
    if running * 2 < total or len(open_ended) < 2:
        return False
    widest = sorted(open_ended)[-1 - len(open_ended) // 20]
    full = [width for width in open_ended if width >= _FULL * widest]
    return widest >= _NARROWEST_COLUMN and len(full) * 5 >= len(lines) and sum(full) * 2 >= sum(open_ended)


def _unwrap(lines: list[Line], text: str) -> list[Line]:
    """Return `lines` with those joined that a program broke at the width of the column."""
    widths = [_columns(line.content) for line in lines]
    indents = [_indent(line, text) for line in lines]
    # Where every line has a blank one after it, blank lines say nothing.
    is_double_spaced = sum(line.gap > 0 for line in lines) >= 0.8 * len(lines)
    paragraphs: list[list[Line]] = []
    first_indent = 0  # of the paragraph being joined
    for index, line in enumerate(lines):
        if index and (is_double_spaced or not line.gap):
            previous = lines[index - 1]
            around = max(widths[max(0, index - 1 - _WINDOW) : index + _WINDOW])
            is_indented = indents[index] > (first_indent - 1 if previous.is_finished else indents[index - 1])
            if widths[index - 1] >= _FULL * around and not is_indented and _continues(previous, line):
                paragraphs[-1].append(line)
                continue
        paragraphs.append([line])
        first_indent = indents[index]
    return [join_lines(paragraph, text) for paragraph in paragraphs]


def _indent(line: Line, text: str) -> int:
    """Return how many characters stand between the line break and the line."""
    start = line.pieces[0][0]
    indent = 0
    while indent < start and indent < 40 and text[start - indent - 1] in " \t　\xa0":
        indent += 1
    return indent


def _continues(line: Line, following: Line) -> bool:
    """Return whether `following` goes on with the paragraph of the full line `line`."""
    if line.level or following.level or line.kind == "table_row" or following.kind:
        return False
    if is_table_row(line.content) or is_table_row(following.content):
        return False
    if read_numbering(following.content) is None:
        return True
    return not line.is_finished and following.content[0] in "0123456789"  # 增长 | 3.5% is no item number 3


def is_table_row(content: str) -> bool:
    r"""Return whether a line is one row of a table: cells set apart by tabs, bars or runs of spaces, or numbers alone.

    >>> is_table_row("粮食产量\t1.2万吨"), is_table_row("粮食 | 1.2"), is_table_row("地区生产总值（亿元） 1554.9 8.6")
    (True, True, True)
    >>> is_table_row("凝心聚力深化改革 开创发展新局面")
    False
    """
    if "\t" in content or " | " in content:
        return True
    return (" " in content or "　" in content) and _TABLE_ROW.search(content) is not None


def join_lines(lines: list[Line], text: str) -> Line:
    """Return the lines as one; between Latin words the line break stays as their space, a hyphen goes."""
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
            pieces[-1] = (start, end + 1)
    pieces.extend(lines[-1].pieces)
    head = lines[0]
    content = "".join(text[start:end] for start, end in pieces)
    return Line(content, pieces, head.gap, head.level, head.kind, head.numbering)
