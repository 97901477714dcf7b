"""Markdown: front matter, then prose and pipe tables."""

import re

from pipelines.extraction.documents.blocks import Block, FileContent
from pipelines.extraction.documents.front_matter import read_front_matter
from pipelines.extraction.documents.tables import Table

_CHARACTERS_OF_A_RULE = frozenset("|:- \t")  # the line below the headings of a table: |:---|---:|
_CELL_END = re.compile(r"(?<!\\)\|")
_HEADING = re.compile(r"[ ]{0,3}(#{1,6})[ \t]+(.*)")
_EMPHASIS = re.compile(r"(\*\*|__)(?=\S)(.{1,300}?)(?<=\S)\1")
_LINK = re.compile(r"!?\[([^\[\]\n]{0,300})\]\([^()\s]{0,2000}\)")


def read_markdown(text: str) -> FileContent:
    """Return the blocks of a Markdown text and what its front matter says; the first heading is the title.

    Marks of strong emphasis and links are taken off, so that no numeral is cut by one; the # of headings stays: the
    sentences stage reads their rank from it. Pipe tables become tables. Raises DocumentRejected where the front matter
    cannot be read.

    >>> read_markdown("# 年报\\n产值**12**亿元\\n|县|产值（亿元）|\\n|-|-|\\n|桃源县|3|").blocks
    ['# 年报', '产值12亿元', [['县', '产值（亿元）'], ['桃源县', '3']]]
    """
    front_matter = read_front_matter(text)
    blocks: list[Block] = []
    title = None
    body = _leave_out_comments(text[front_matter.length :])
    lines = body.split("\n")
    number = 0
    while number < len(lines):
        if _is_row(lines[number]) and number + 1 < len(lines) and _is_rule(lines[number + 1]):
            number, table = _read_table(lines, number)
            blocks.append(table)
            continue
        line = lines[number]
        if heading := _HEADING.match(line):
            words = heading[2].rstrip(" \t").rstrip("#").rstrip(" \t")  # # 年报 #
            title = title or (_take_off_marks(words) if len(heading[1]) == 1 else None)
        blocks.append(_take_off_marks(line))
        number += 1
    return FileContent(
        blocks,
        title=front_matter.title or title,
        publisher=front_matter.publisher,
        published=front_matter.published,
        area=front_matter.area,
    )


def _leave_out_comments(text: str) -> str:
    """Return `text` without what stands between <!-- and -->."""
    kept = []
    place = 0
    while (start := text.find("<!--", place)) >= 0 and (end := text.find("-->", start + 4)) >= 0:
        kept.append(text[place:start])
        place = end + 3
    return "".join([*kept, text[place:]])


def _is_row(line: str) -> bool:
    """Return whether a line is a row of a pipe table."""
    bare = line.strip()
    return len(bare) > 1 and bare[0] == bare[-1] == "|"


def _is_rule(line: str) -> bool:
    """Return whether a line is the rule below the headings of a pipe table."""
    return "-" in line and _CHARACTERS_OF_A_RULE.issuperset(line)


def _take_off_marks(line: str) -> str:
    """Return a line without the marks of emphasis and links."""
    return _LINK.sub(r"\1", _EMPHASIS.sub(r"\2", line)) if "*" in line or "_" in line or "[" in line else line


def _read_table(lines: list[str], first: int) -> tuple[int, Table]:
    """Return the table whose headings stand in line `first`, and the number of the line after it."""
    last = first + 2
    while last < len(lines) and _is_row(lines[last]):
        last += 1
    rows = [lines[first], *lines[first + 2 : last]]
    return last, [
        [_take_off_marks(cell).replace("\\|", "|").strip() for cell in _CELL_END.split(row.strip().strip("|"))]
        for row in rows
    ]
