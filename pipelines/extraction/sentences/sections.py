"""Articles → paragraphs in reading order: cut paragraphs joined, numbered sections in the order of their numbers."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipelines.extraction.sentences.articles import tell_articles_apart
from pipelines.extraction.sentences.headings import STYLES
from pipelines.extraction.sentences.kinds import classify_line, compile_kinds, is_remainder, is_title_like
from pipelines.extraction.sentences.lines import Line, Piece, join_lines
from pipelines.extraction.vocabulary import Vocabularies

Entry = tuple[Line, str]  # a line and its role

_SKIPPED = frozenset(("banner", "caption", "rule"))
_UNDER_HEADLINE = frozenset(("lead", "lone_lead", "byline", "ending"))
_LONGEST_HEADLINE = 150
_NARROWEST = 100
_LONGEST_FRONT_MATTER = 60  # lines
_LONGEST_CUT = 4  # columns that one paragraph runs through
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


def arrange_paragraphs(lines: list[Line], text: str, vocabularies: Vocabularies) -> list[Paragraph]:
    """Return the paragraphs of a text in the order in which they are meant to be read."""
    patterns = compile_kinds(vocabularies)
    for line in lines:
        classify_line(line, patterns)
    _mark_front_matter(lines)
    _mark_headlines(lines)
    _mark_cuts(lines)
    _mark_lists(lines)
    _mark_running_heads(lines)
    paragraphs: list[Paragraph] = []
    for number, article in enumerate(tell_articles_apart(lines), 1):
        entries = _join_cut_paragraphs(list(zip(article.lines, article.roles, strict=True)), text)
        paragraphs.extend(_place_in_sections(order_sections(entries), number))
    return paragraphs


def _mark_front_matter(lines: list[Line]) -> None:
    """Make the lines between the two rules at the head of a Markdown file banners: they speak of the file."""
    if not lines or lines[0].content != "---":
        return
    end = next((index for index, line in enumerate(lines[1:_LONGEST_FRONT_MATTER], 1) if line.content == "---"), 0)
    for line in lines[1:end]:
        line.kind = "banner"


def _mark_headlines(lines: list[Line]) -> None:
    """Make a line a title, though long, where a dateline, a byline or a source line stands under it."""
    for line, following in pairwise(lines):
        if following.kind not in _UNDER_HEADLINE or line.kind != "prose" or len(line.content) > _LONGEST_HEADLINE:
            continue
        if not line.is_finished and "。" not in line.content:
            line.kind = "title"


def _mark_cuts(lines: list[Line]) -> None:
    """Make a title prose where the next line of text can only be the rest of its sentence."""
    title: Line | None = None
    for line in lines:
        if line.kind == "title":
            title = line
        elif line.kind not in _SKIPPED:
            if title is not None and line.kind == "prose" and is_remainder(line.content):
                title.kind = "prose"
            title = None


def _mark_lists(lines: list[Line]) -> None:
    """Make numbered headings list items where one follows the other with nothing under it."""
    for line, following in pairwise(lines):
        if line.kind == "heading" and following.kind in ("heading", "list_item") and _same_style(line, following):
            line.kind = "list_item"
            following.kind = "list_item"


def _same_style(line: Line, following: Line) -> bool:
    if line.level or following.level or line.numbering is None or following.numbering is None:
        return False
    return line.numbering.style == following.numbering.style


def _mark_running_heads(lines: list[Line]) -> None:
    """Make a title a banner where it is printed on page after page and falls in the midst of a sentence."""
    counts = Counter(line.content for line in lines if line.kind == "title")
    if not counts or max(counts.values()) <= 2:
        return
    interrupting: set[str] = set()
    is_cut = False
    for line in lines:
        if line.kind == "title" and is_cut and counts[line.content] > 2:
            interrupting.add(line.content)
        elif line.kind not in _SKIPPED:
            is_cut = line.kind == "prose" and not line.is_finished
    for line in lines:
        if line.content in interrupting and line.kind == "title":
            line.kind = "banner"


def _join_cut_paragraphs(entries: list[Entry], text: str) -> list[Entry]:
    """Return the entries with each paragraph whole that a column or a page cut in the midst of a sentence."""
    joined: list[Entry] = []
    taken: set[int] = set()
    for index, (line, role) in enumerate(entries):
        if index in taken:
            continue
        if _is_cut(line, role):
            rest = _continuation(entries, index)
            taken.update(rest)
            line = join_lines([line, *(entries[position][0] for position in rest)], text)
        joined.append((line, role))
    return joined


def _is_cut(line: Line, role: str) -> bool:
    """Return whether a paragraph stops in the midst of a sentence."""
    if line.is_finished:
        return False
    return line.kind == "prose" or (role in ("prose", "list_item") and not is_title_like(line.content))


def _continuation(entries: list[Entry], index: int) -> list[int]:
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
