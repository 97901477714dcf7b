"""Tables that people keep beside the documents, in whatever way a spreadsheet saved them."""

import csv
import io
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from pipelines.extraction.documents.encoding import decode
from pipelines.extraction.documents.rejection import DocumentRejected, printable

_DELIMITERS = ",;\t|"
_MOST_BYTES = 64 << 20
LINE = "_line"  # the key under which a row keeps its line in the file


class UserTable(NamedTuple):
    """The rows of a table and what is wrong with it; each message names file, line and remedy."""

    rows: list[dict[str, str]]
    messages: list[str]


def read_user_table(path: Path, *, columns: Sequence[str] = ()) -> UserTable:
    """Return the rows of the CSV at `path` by column heading, and messages about what cannot be used.

    Encoding (UTF-8 with or without mark, UTF-16, GB18030, Big5) and delimiter (comma, semicolon, tab, bar; a line
    `sep=;` as Excel writes it) are found out. Headings are matched without regard to case, spaces, full width and
    marks of byte order. A row keeps its line in the file under `_line`; empty rows are left out; a row with more
    cells than headings is a message and left out. `columns`: a heading that is not one of them is a message, as is a
    first one that is missing (the key). A file that does not exist has no rows and no messages.
    """
    try:
        content = path.read_bytes()[: _MOST_BYTES + 1]
    except FileNotFoundError:
        return UserTable([], [])
    except OSError as error:
        return UserTable([], [_message(path, 1, f"cannot be read ({error.strerror})", "give it read permission")])
    if not content.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0"):
        return UserTable([], [])
    try:
        if len(content) > _MOST_BYTES:
            raise DocumentRejected(f"bigger than {_MOST_BYTES >> 20} MB", "split it")
        text, _ = decode(content)
    except DocumentRejected as rejected:
        return UserTable([], [_message(path, 1, rejected.reason, "save it as CSV UTF-8 from the spreadsheet")])
    return _read_rows(path, text, columns)


def _read_rows(path: Path, text: str, columns: Sequence[str]) -> UserTable:
    """Return rows and messages of a decoded table."""
    first, _, rest = text.partition("\n")
    offset = 0
    delimiter = max(_DELIMITERS, key=lambda candidate: (first.count(candidate), -_DELIMITERS.index(candidate)))
    if first.strip().strip('"').lower().startswith("sep=") and len(first.strip().strip('"')) == 5:
        delimiter, text, offset = first.strip().strip('"')[4], rest, 1
    rows: list[dict[str, str]] = []
    messages: list[str] = []
    headings: list[str] | None = None
    reader = csv.reader(io.StringIO(text), delimiter=delimiter)
    line = 0
    while True:
        try:
            line = reader.line_num + 1 + offset
            cells = [cell.strip() for cell in next(reader)]
        except StopIteration:
            break
        except csv.Error as error:
            messages.append(_message(path, line, f"cannot be read ({error})", "save the table again as CSV UTF-8"))
            continue
        if not any(cells):
            continue
        if headings is None:
            headings = [heading_key(cell) for cell in cells]
            messages.extend(_check_headings(path, line, headings, columns))
            continue
        if any(cells[len(headings) :]):
            reason = f"has {len(cells)} cells under {len(headings)} headings"
            messages.append(_message(path, line, reason, "put a cell that holds the delimiter in quotation marks"))
            continue
        row = dict(zip(headings, [*cells, *[""] * (len(headings) - len(cells))], strict=False))
        row.pop("", None)
        rows.append(row | {LINE: str(line)})
    return UserTable(rows, messages)


def _check_headings(path: Path, line: int, headings: list[str], columns: Sequence[str]) -> list[str]:
    """Return messages about headings that are unknown, double or missing."""
    messages = []
    known = ", ".join(columns)
    for heading in dict.fromkeys(headings):
        if heading and columns and heading not in columns:
            messages.append(
                _message(path, line, f"has an unknown column {heading}: it is not used", f"columns are {known}")
            )
        if heading and headings.count(heading) > 1:
            messages.append(_message(path, line, f"has the column {heading} twice: the last counts", "remove one"))
    if columns and columns[0] not in headings:
        messages.append(
            _message(path, line, f"has no column {columns[0]}", f"the first line names the columns: {known}")
        )
    return messages


def heading_key(heading: str) -> str:
    """Return a column heading as it is matched.

    >>> heading_key(" Unit Code"), heading_key("ＤＯＣＵＭＥＮＴ")
    ('unit_code', 'document')
    """
    return "_".join(unicodedata.normalize("NFKC", heading).strip().lower().replace("-", " ").replace("_", " ").split())


def table_message(path: Path, row: dict[str, str], problem: str, remedy: str) -> str:
    """Return a message about one row: file, line, what is wrong, and what to do; fit for a log.

    >>> table_message(Path("raw/documents.csv"), {"_line": "3"}, "no such file: a.txt", "correct the path")
    'documents.csv, line 3: no such file: a.txt (correct the path)'
    """
    return _message(path, int(row[LINE]), problem, remedy)


def _message(path: Path, line: int, problem: str, remedy: str) -> str:
    return printable(f"{path.name}, line {line}: {problem} ({remedy})")
