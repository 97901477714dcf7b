"""What a reader of a format hands on: paragraphs and tables in reading order."""

import datetime
from dataclasses import dataclass

from pipelines.extraction.documents.rejection import DocumentRejected
from pipelines.extraction.documents.tables import UNIT_NOTICE, Table, is_unit, write_table

Block = str | Table

# Characters of a document's text. A yearbook of a thousand pages has two million; a text of nothing but figures takes
# 500 bytes of memory for each character, since a document is read as a whole.
MOST_TEXT = 4 << 20


@dataclass(frozen=True, slots=True)
class FileContent:
    """The blocks of one file, and what the file says about itself outside its text (None where it does not)."""

    blocks: list[Block]
    title: str | None = None
    publisher: str | None = None
    published: datetime.date | None = None
    area: str | None = None


def write_blocks(blocks: list[Block], *, units: frozenset[str]) -> str:
    """Return the text of `blocks`: each paragraph and each row of a table on a line of its own.

    A paragraph such as 单位：万元 right above a table gives its unit to the figures of the table that have none.
    Raises DocumentRejected where the text would be longer than `MOST_TEXT`.

    >>> write_blocks(["单位：万元", [["县", "财政收入"], ["桃源县", "3250"]]], units=frozenset({"元"}))
    '单位：万元\\n桃源县：财政收入3250万元。'
    """
    lines: list[str] = []
    size = 0
    for block in blocks:
        if isinstance(block, str):
            written = [block]
        else:
            notices = (notice[1] for line in lines[-3:] if (notice := UNIT_NOTICE.search(line)) and len(line) < 60)
            unit = next((notice for notice in notices if is_unit(notice, units)), "")
            written = write_table(block, units=units, unit_notice=unit)
        size += sum(map(len, written)) + len(written)
        if size > MOST_TEXT:
            raise DocumentRejected(
                f"its text is longer than {MOST_TEXT >> 20} million characters", "split it into several files"
            )
        lines.extend(written)
    return "\n".join(lines)
