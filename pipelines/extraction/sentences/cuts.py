"""Paragraphs that the end of a column or a page cut in the midst of a sentence, put together again."""

from collections.abc import Sequence

from pipelines.extraction.sentences.kinds import is_remainder, is_title_like
from pipelines.extraction.sentences.lines import Line, join_lines

Entry = tuple[Line, str]  # a line and its role

_LONGEST_CUT = 4  # columns that one paragraph runs through


def join_cut_paragraphs(entries: Sequence[Entry], text: str) -> list[Entry]:
    """Return the entries of an article with each paragraph whole; the rest of a cut one is moved to its beginning.

    The rest is the next paragraph, a caption or a page number between them not counted. Where a heading follows, as in
    columns poured out of order, it is the first line anywhere that can only be the rest of a sentence.
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
    if cut_off:
        strays = [index for index, entry in enumerate(entries) if index not in taken and _is_stray(entry)]
        rests.update((index, [stray]) for index, stray in zip(cut_off, strays, strict=False) if index != stray)
        taken.update(strays[: len(cut_off)])
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
    return line.kind == "prose" or not is_title_like(line.content)


def _is_stray(entry: Entry) -> bool:
    """Return whether a paragraph is the rest of one that was cut elsewhere on the page."""
    line, role = entry
    return role == "prose" and line.is_finished and is_remainder(line.content)


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
