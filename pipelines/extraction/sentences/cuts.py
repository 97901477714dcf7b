"""Paragraphs that the end of a column or a page cut in the midst of a sentence, put together again."""

from collections.abc import Sequence

from pipelines.extraction.sentences.kinds import is_remainder, is_title_like
from pipelines.extraction.sentences.lines import Line, join_lines
from pipelines.extraction.sentences.seams import is_cut_in_word

Entry = tuple[Line, str]  # a line and its role

_LONGEST_CUT = 4  # columns that one paragraph runs through
_LONGEST_PAGE = 300  # lines of an article in which the rest of a paragraph is looked for elsewhere


def join_cut_paragraphs(entries: Sequence[Entry], text: str) -> list[Entry]:
    """Return the entries of an article with each paragraph whole; the rest of a cut one is moved to its beginning.

    The rest is the next paragraph, a caption or a page number between them not counted. Where a heading follows, as in
    columns poured out of order, it is the one paragraph anywhere that can only be the rest of a sentence.
    """
    rests: dict[int, list[int]] = {}
    taken: set[int] = set()
    cut_off: list[int] = []  # cut paragraphs with a heading or nothing after them
    for index, (line, role) in enumerate(entries):
        if index not in taken and _may_be_cut(line, role):
            rest = _continuation(entries, index)
            if rest and (not line.is_finished or is_remainder(entries[rest[0]][0].content)):
                rests[index] = rest
                taken.update(rest)
            elif not rest and not line.is_finished and line.kind == "prose":
                cut_off.append(index)
    for index in cut_off if len(entries) <= _LONGEST_PAGE else ():
        strays = [stray for stray in range(1, len(entries)) if stray not in taken and _is_stray(entries, stray, index)]
        if len(strays) == 1:  # of several, nothing says which
            rests[index] = strays
            taken.update(strays)
    if not rests:
        return list(entries)
    return [
        (join_lines([line, *(entries[position][0] for position in rests.get(index, ()))], text), role)
        for index, (line, role) in enumerate(entries)
        if index not in taken
    ]


def _may_be_cut(line: Line, role: str) -> bool:
    """Return whether a paragraph does not end in a stop: a closing mark may be the last character before a cut."""
    if line.ends_in_stop or role not in ("prose", "list_item"):
        return False
    return line.kind == "prose" or (line.kind == "lead" and "，" in line.content) or not is_title_like(line.content)


def _is_stray(entries: Sequence[Entry], stray: int, cut: int) -> bool:
    """Return whether the paragraph at `stray`, at the head of a column, goes on with the one cut at `cut`."""
    line, role = entries[stray]
    if stray == cut or role != "prose" or not line.is_finished or entries[stray - 1][1] in ("heading", "headline"):
        return False
    return is_remainder(line.content) or is_cut_in_word(entries[cut][0].content, line.content)


def _continuation(entries: Sequence[Entry], index: int) -> list[int]:
    """Return where the rest of the cut paragraph at `index` is, up to the end of a sentence; nothing if it has none.

    A caption or a page number may stand between; a heading may not, and lines without any full stop are a list.
    """
    rest: list[int] = []
    for position in range(index + 1, min(index + 2 * _LONGEST_CUT, len(entries))):
        line, role = entries[position]
        if role in ("caption", "banner"):
            continue
        if role != "prose" or line.kind == "lead" or len(rest) == _LONGEST_CUT:
            return []
        rest.append(position)
        if line.is_finished:
            return rest
    return []
