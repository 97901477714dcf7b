"""What a line turns out to be when the lines around it are looked at."""

import re
from collections import Counter
from itertools import pairwise

from pipelines.extraction.sentences.kinds import is_remainder
from pipelines.extraction.sentences.lines import Line, join_lines
from pipelines.extraction.sentences.seams import is_cut_in_word

_FURNITURE = frozenset(("banner", "page_head", "caption", "rule"))
_PAGE = frozenset(("banner", "page_head"))
_TEXT = frozenset(("prose", "list_item"))
_FIGURE_FIRST = re.compile(r"(?!(?:19|20)\d\d\D)[\d.,]*\d(?:[%％‰]|[^\d\W年月日时點点季号届])")
_UNDER_HEADLINE = frozenset(("lead", "lone_lead", "byline", "ending"))
_LONGEST_HEADLINE = 150
_LONG_FOR_A_TITLE = 25
_LONGEST_FRONT_MATTER = 60  # lines


def refine_kinds(lines: list[Line], text: str) -> list[Line]:
    """Return the classified `lines` of `text`, with another `kind` where their surroundings say so."""
    lines = _join_numbers(lines, text)
    _mark_front_matter(lines)
    _mark_running_heads(lines)
    _mark_headlines(lines)
    _mark_cuts(lines)
    _mark_dates(lines)
    _mark_lists(lines)
    return lines


def _join_numbers(lines: list[Line], text: str) -> list[Line]:
    """Return the lines with each number that stands alone on a line (壹, 第二章) joined to the title under it."""
    alone = [
        index
        for index, (line, following) in enumerate(pairwise(lines))
        if line.kind == "heading" and following.kind == "title" and _is_number_alone(line)
    ]
    if not alone:
        return lines
    titles = {index + 1 for index in alone}
    numbers = set(alone)
    return [
        join_lines([line, lines[index + 1]], text) if index in numbers else line
        for index, line in enumerate(lines)
        if index not in titles
    ]


def _is_number_alone(line: Line) -> bool:
    return line.numbering is not None and line.numbering.length == len(line.content)


def _mark_dates(lines: list[Line]) -> None:
    """Make a date between two paragraphs a heading, as in a chronicle: a text is signed under its last one."""
    for before, line, after in zip(lines, lines[1:], lines[2:], strict=False):
        if line.kind == "date" and before.kind in _TEXT and after.kind in _TEXT:
            line.kind = "heading"


def _mark_front_matter(lines: list[Line]) -> None:
    """Make the lines between the two rules at the head of a Markdown file banners: they speak of the file."""
    if not lines or lines[0].content != "---":
        return
    end = next((index for index, line in enumerate(lines[1:_LONGEST_FRONT_MATTER], 1) if line.content == "---"), 0)
    for line in lines[1:end]:
        line.kind = "banner"


def _mark_headlines(lines: list[Line]) -> None:
    """Make a line a title where a dateline or the like stands under it, though long; and a subtitle (——在大会上)."""
    for line, following in pairwise(lines):
        is_subtitle = following.kind == "list_item" and following.content.startswith("——") and not following.is_finished
        if line.kind == "title" and is_subtitle:
            following.kind, following.numbering = "title", None
        if following.kind not in _UNDER_HEADLINE or line.kind != "prose" or len(line.content) > _LONGEST_HEADLINE:
            continue
        if not line.is_finished and "。" not in line.content:
            line.kind = "title"


def _mark_cuts(lines: list[Line]) -> None:
    """Make a title prose where the next line of text can only be the rest of its sentence."""
    title: Line | None = None
    before = ""  # the kind of the line of text before the title
    last = ""
    for line in lines:
        if line.kind == "title":
            title, before, last = line, last, "title"
        elif line.kind not in _FURNITURE:
            if title is not None and line.kind == "prose" and _is_cut(title.content, line.content, before == "prose"):
                title.kind = "prose"
            title, last = None, line.kind


def _is_cut(title: str, following: str, is_in_text: bool) -> bool:
    """Return whether a line that looks like a title is the beginning of the sentence that goes on below it."""
    if is_remainder(following):
        return True
    if "，" not in title and len(title) <= _LONG_FOR_A_TITLE:
        return False
    # …，新增绿道 | 118公里: a paragraph hardly begins with a figure but a date, least of all under a heading.
    return (is_in_text and _FIGURE_FIRST.match(following) is not None) or is_cut_in_word(title, following)


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
    """Make a title a banner where it returns on page after page: by a page number, or in the midst of a sentence."""
    counts = Counter(line.content for line in lines if line.kind == "title")
    if not counts or max(counts.values()) < 2:
        return
    heads: Counter[str] = Counter()
    is_cut = False
    for before, line, after in zip([None, *lines], lines, [*lines[1:], None], strict=False):
        if line.kind == "title" and counts[line.content] > 1:
            by_number = (before is not None and before.kind in _PAGE) or (after is not None and after.kind in _PAGE)
            heads[line.content] += 2 if is_cut and counts[line.content] > 2 else by_number
        elif line.kind not in _FURNITURE:
            is_cut = line.kind == "prose" and not line.is_finished
    for line in lines:
        if line.kind == "title" and heads[line.content] > 1:
            line.kind = "banner"
