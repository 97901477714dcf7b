"""Articles → paragraphs in reading order: numbered sections in the order of their numbers, each line in its section."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from pipelines.extraction.sentences.articles import tell_articles_apart
from pipelines.extraction.sentences.cuts import Entry, join_cut_paragraphs
from pipelines.extraction.sentences.headings import STYLES
from pipelines.extraction.sentences.kinds import classify_line, compile_kinds, stands_alone
from pipelines.extraction.sentences.lines import Line, Piece, read_lines
from pipelines.extraction.sentences.surroundings import refine_kinds
from pipelines.extraction.sentences.wrapping import unwrap_lines
from pipelines.extraction.vocabulary import Vocabularies

_NARROWEST = 100  # the level of a heading without a number
_RUN_IN_HEADING = re.compile(r"[^。！？；：\d]{2,40}。(?=.)")


@dataclass(slots=True)
class Paragraph:
    """A paragraph, heading, caption or other unit of the page in reading order, with where it belongs."""

    content: str
    pieces: list[Piece]
    role: str
    article: int
    section: str | None
    section_number: int | None
    has_run_in_heading: bool = False  # its first sentence is the heading of the section it opens


def arrange_paragraphs(text: str, vocabularies: Vocabularies) -> list[Paragraph]:
    """Return the paragraphs of a text in the order in which they are meant to be read."""
    patterns = compile_kinds(vocabularies)
    lines = unwrap_lines(read_lines(text), text, partial(stands_alone, patterns))
    for line in lines:
        classify_line(line, patterns)
    lines = refine_kinds(lines, text)
    paragraphs: list[Paragraph] = []
    for number, article in enumerate(tell_articles_apart(lines), 1):
        entries = join_cut_paragraphs(list(zip(article.lines, article.roles, strict=True)), text)
        paragraphs.extend(_place_in_sections(order_sections(entries), number))
    return paragraphs


def order_sections(entries: Sequence[Entry]) -> list[Entry]:
    """Return the entries with the sections of each level in the order of their numbers, if these are 1 to n.

    What stands before the first heading stays there; what stands under a heading goes with it.
    """
    starts = _widest_headings(entries)
    if not starts:
        return list(entries)
    sections = [list(entries[start:end]) for start, end in zip(starts, [*starts[1:], len(entries)], strict=True)]
    numbers = [_number(section[0]) for section in sections]
    if sorted(numbers) == list(range(1, len(numbers) + 1)):
        sections.sort(key=lambda section: _number(section[0]))
    ordered = list(entries[: starts[0]])
    for section in sections:
        ordered.append(section[0])
        ordered.extend(order_sections(section[1:]))
    return ordered


def _widest_headings(entries: Sequence[Entry]) -> list[int]:
    """Return the indexes of the numbered headings of the widest style among `entries`."""
    by_style: dict[str, list[int]] = {}
    for index, (line, role) in enumerate(entries):
        if role == "heading" and line.numbering is not None and line.numbering.number is not None:
            by_style.setdefault(line.numbering.style, []).append(index)
    return next((by_style[style] for style in STYLES if style in by_style), [])


def _number(entry: Entry) -> int:
    numbering = entry[0].numbering
    return numbering.number if numbering is not None and numbering.number is not None else 0


def _place_in_sections(entries: Sequence[Entry], article: int) -> Iterator[Paragraph]:
    """Yield the entries as paragraphs, each with the heading it stands under.

    A heading closes those of its own and of narrower levels, and so does an item of a list numbered like them.
    """
    open_headings: list[tuple[int, str, int | None]] = []  # level, heading as printed, its number
    for line, role in entries:
        run_in = None
        if role in ("heading", "list_item"):
            number = line.numbering.number if line.numbering is not None else None
            if role == "list_item" and number is not None and line.numbering is not None:
                run_in = _RUN_IN_HEADING.match(line.content, line.numbering.length)
            if role == "heading" or number is not None:
                level = _level(line)
                while open_headings and open_headings[-1][0] >= level:
                    open_headings.pop()
                if role == "heading":
                    open_headings.append((level, line.content, number))
                elif run_in is not None:
                    open_headings.append((level, line.content[: run_in.end() - 1], number))
        _, section, section_number = open_headings[-1] if open_headings else (0, None, None)
        yield Paragraph(line.content, line.pieces, role, article, section, section_number, run_in is not None)


def _level(line: Line) -> int:
    """Return how narrow a heading's division is: that of its Markdown level, else of its number, else the narrowest."""
    if line.level:
        return line.level
    return _NARROWEST if line.numbering is None else 10 + STYLES.index(line.numbering.style)
