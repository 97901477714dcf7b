"""Markdown: front matter, then prose and pipe tables."""

import re

from pipelines.extraction.documents.blocks import Block, FileContent
from pipelines.extraction.documents.front_matter import read_front_matter
from pipelines.extraction.documents.tables import Table

_TABLE_ROW = re.compile(r"[ ]{0,3}\|.*\|[ \t]*$")
_TABLE_RULE = re.compile(r"[ ]{0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_CELL_END = re.compile(r"(?<!\\)\|")
_HEADING = re.compile(r"[ ]{0,3}(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*$")
_EMPHASIS = re.compile(r"(\*\*|__)(?=\S)(.{1,300}?)(?<=\S)\1")
_LINK = re.compile(r"!?\[([^\[\]\n]{0,300})\]\([^()\s]{0,2000}\)")
_COMMENT = re.compile(r"<!--(?:(?!-->).){0,10000}-->", re.DOTALL)


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
    body = _COMMENT.sub("", text[front_matter.length :])
    lines = body.split("\n")
    number = 0
    while number < len(lines):
        if _TABLE_ROW.match(lines[number]) and number + 1 < len(lines) and _TABLE_RULE.match(lines[number + 1]):
            number, table = _read_table(lines, number)
            blocks.append(table)
            continue
        line = lines[number]
        if heading := _HEADING.match(line):
            title = title or (_take_off_marks(heading[2]) if len(heading[1]) == 1 else None)
        blocks.append(_take_off_marks(line))
        number += 1
    return FileContent(
        blocks,
        title=front_matter.title or title,
        publisher=front_matter.publisher,
        published=front_matter.published,
        area=front_matter.area,
    )


def _take_off_marks(line: str) -> str:
    """Return a line without the marks of emphasis and links."""
    return _LINK.sub(r"\1", _EMPHASIS.sub(r"\2", line)) if "*" in line or "_" in line or "[" in line else line


def _read_table(lines: list[str], first: int) -> tuple[int, Table]:
    """Return the table whose headings stand in line `first`, and the number of the line after it."""
    last = first + 2
    while last < len(lines) and _TABLE_ROW.match(lines[last]):
        last += 1
    rows = [lines[first], *lines[first + 2 : last]]
    return last, [
        [_take_off_marks(cell).replace("\\|", "|").strip() for cell in _CELL_END.split(row.strip().strip("|"))]
        for row in rows
    ]
