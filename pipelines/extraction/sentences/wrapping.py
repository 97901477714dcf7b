"""Hard-wrapped text (copies of PDF and e-mail): lines that a program broke at the width of a column, joined again."""

from collections.abc import Callable

from pipelines.extraction.sentences.headings import read_numbering
from pipelines.extraction.sentences.lines import Line, is_table_row, join_lines

_LONGEST_LINE = 120  # characters; hard-wrapped text has (nearly) no longer one
_NARROWEST_COLUMN, _WIDEST_COLUMN = 16, 120  # columns, two to a Chinese character
_DEEPEST_INDENT = 8  # columns of a paragraph's first line; what stands deeper is centred
_FULL = 0.85  # of the widest line around it: a line that was broken because it was full
_WINDOW = 4  # lines looked at on each side for the width of the column
_WIDER = 1.15  # than the column: a headline across columns
_PAUSES = frozenset("，。、；,")


def unwrap_lines(lines: list[Line], text: str, stands_alone: Callable[[str], bool]) -> list[Line]:
    """Return `lines` with those joined that a program broke at the width of the column.

    Lines of text that was not broken so are returned as they are. `stands_alone` tells of a line's content whether it
    begins a paragraph of its own (a dateline, a byline) wherever it stands.
    """
    if sum(len(line.content) > _LONGEST_LINE for line in lines) * 50 > len(lines):
        return lines
    indents = [_indent(line, text) for line in lines]
    widths = [
        _columns(line.content) + (indent if indent <= _DEEPEST_INDENT else 0)
        for line, indent in zip(lines, indents, strict=True)
    ]
    # Where every line has a blank one after it, blank lines say nothing.
    is_double_spaced = sum(line.gap > 0 for line in lines) >= 0.8 * len(lines)
    widest = _column_width(lines, widths, least_share=0.5 if is_double_spaced else 0.2) * _WIDER
    if not widest:
        return lines
    paragraphs: list[list[Line]] = []
    first_indent = 0  # of the paragraph being joined
    for index, line in enumerate(lines):
        if index and (is_double_spaced or not line.gap):
            before = lines[index - 1]
            around = max(min(width, widest) for width in widths[max(0, index - 1 - _WINDOW) : index + _WINDOW])
            # A paragraph may end with a full line: then only the indent of the next one tells.
            is_indented = indents[index] > (first_indent - 1 if _is_stop(before, line) else indents[index - 1])
            if widths[index - 1] >= _FULL * around and not is_indented and _goes_on(before, line, stands_alone):
                paragraphs[-1].append(line)
                continue
        paragraphs.append([line])
        first_indent = indents[index]
    return [join_lines(paragraph, text) for paragraph in paragraphs]


def _column_width(lines: list[Line], widths: list[int], *, least_share: float) -> int:
    """Return the width at which the lines were broken, 0 if they were not.

    They were where the lines that end in the midst of a sentence are mostly full, at least `least_share` of all lines,
    and prose by their pauses: headlines and names have none.
    """
    open_ended = sorted(
        (width, not _PAUSES.isdisjoint(line.content))
        for line, width in zip(lines[:-1], widths, strict=False)
        if not line.is_finished and not line.level
    )
    if len(open_ended) < 2:
        return 0
    column, _ = open_ended[len(open_ended) * 3 // 4]
    full = [(width, has_pause) for width, has_pause in open_ended if width >= _FULL * column]
    is_wrapped = (
        _NARROWEST_COLUMN <= column <= _WIDEST_COLUMN
        and len(full) >= least_share * len(lines)
        and sum(width for width, _ in full) * 2 >= sum(width for width, _ in open_ended)
        and sum(has_pause for _, has_pause in full) * 2 >= len(full)
    )
    return column if is_wrapped else 0


def _goes_on(line: Line, following: Line, stands_alone: Callable[[str], bool]) -> bool:
    """Return whether `following` goes on with the paragraph of the full line `line`."""
    if line.level or following.level or line.kind == "table_row" or following.kind:
        return False
    if is_table_row(line.content) or is_table_row(following.content) or stands_alone(following.content):
        return False
    if read_numbering(following.content) is None:
        return True
    return not _is_stop(line, following) and following.content[0] in "0123456789—"  # 增长 | 3.5% is no item number 3


def _is_stop(line: Line, following: Line) -> bool:
    """Return whether `line` ends a sentence; the point of a decimal that was cut behind it ends none."""
    return line.ends_in_stop and not (line.content[-1] == "." and following.content[0].isdecimal())


def _columns(content: str) -> int:
    """Return the width of `content` in columns: what GB 18030 writes in two bytes is printed in two columns."""
    return len(content.encode("gb18030", "replace"))


def _indent(line: Line, text: str) -> int:
    """Return how many columns of space stand between the line break and the line."""
    start = line.pieces[0][0]
    first = start
    while first and start - first < 40 and text[first - 1] in " \t　\xa0":
        first -= 1
    return _columns(text[first:start])
