"""raw/documents.csv: what a person says about documents; it wins over what their files say."""

import datetime
import posixpath
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pipelines.extraction.documents.dates import read_date
from pipelines.extraction.documents.raw_files import find_raw_files
from pipelines.extraction.documents.user_table import LINE, read_user_table, table_message

COLUMNS = ("document", "title", "publisher", "published", "area")


@dataclass(frozen=True, slots=True)
class ManifestRow:
    """One row of raw/documents.csv, None where a cell is empty; `line` is its line in the file."""

    line: int
    document: str
    title: str | None = None
    publisher: str | None = None
    published: datetime.date | None = None
    area: str | None = None


def read_manifest(raw: Path) -> tuple[dict[str, ManifestRow], list[str]]:
    """Return the rows of `raw`/documents.csv by document (its path under raw/), and messages about the others.

    Messages name the line: a file that is missing, a path that is absolute or leaves raw/, a second row for a
    document (the first counts), a date that is none (the rest of the row counts). `\\` is taken for `/`, and an
    accent written in two characters for the one that the file system has. Without the file there is nothing.
    """
    path = raw / "documents.csv"
    table = read_user_table(path, columns=COLUMNS)
    messages = list(table.messages)
    if not table.rows:
        return {}, messages
    names = {unicodedata.normalize("NFC", file.name): file.name for file in find_raw_files(raw)}
    rows: dict[str, ManifestRow] = {}
    for row in table.rows:
        written = row.get("document", "")
        if not written:
            messages.append(
                table_message(path, row, "names no document", "write its path under raw/ into the column document")
            )
            continue
        document, problem = _find_document(written, names)
        if document is None:
            messages.append(
                table_message(path, row, problem, "write the path of the file under raw/, such as 2024/a.txt")
            )
        elif document in rows:
            problem = f"names {document} again: line {rows[document].line} counts"
            messages.append(table_message(path, row, problem, "remove one of the two rows"))
        else:
            published = _read_published(row.get("published", ""))
            if published is None and row.get("published"):
                problem = f"has {row['published']} as a date"
                messages.append(
                    table_message(path, row, problem, "write it as 2024-03-05; the rest of the row is used")
                )
            said = {column: row.get(column) or None for column in ("title", "publisher", "area")}
            rows[document] = ManifestRow(int(row[LINE]), document, published=published, **said)
    return rows, messages


def _find_document(written: str, names: Mapping[str, str]) -> tuple[str | None, str]:
    """Return the name of the file that a manifest means, or None and what is wrong."""
    path = unicodedata.normalize("NFC", written)
    if path in names:
        return names[path], ""
    path = path.replace("\\", "/")
    if path.startswith("/") or path[1:3] in (":/", ":"):
        return None, f"has the absolute path {written}"
    path = posixpath.normpath(path)
    if path.startswith("../") or path == "..":
        return None, f"has a path that leaves raw/: {written}"
    path = path.removeprefix("raw/") if path not in names else path
    return (names[path], "") if path in names else (None, f"names a file that is not there: {written}")


def _read_published(text: str) -> datetime.date | None:
    """Return the date of a cell: ISO, or as spreadsheets rewrite it (2024/3/5, 2024年3月5日, 45356)."""
    if len(text) == 5 and text.isascii() and text.isdigit():  # days since the last day of 1899, Excel's own count
        return datetime.date(1899, 12, 30) + datetime.timedelta(days=int(text))
    date = read_date(text)
    return date if date and len(text) <= 25 else None
