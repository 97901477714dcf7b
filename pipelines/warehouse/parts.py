"""A warehouse part by part of its documents, so that what is sorted or joined at one time does not grow with it."""

from collections.abc import Iterator

import duckdb

_PART_CHARACTERS = 4_000_000  # of the documents' texts: some tens of megabytes with all their rows


def document_parts(connection: duckdb.DuckDBPyConnection) -> Iterator[tuple[str, str]]:
    """Yield the first and the last path of each part: all documents, in order of their path."""
    first: str | None = None
    path, size = "", 0
    for path, characters in connection.execute("SELECT path, length(text) FROM documents ORDER BY path").fetchall():
        first = path if first is None else first
        size += characters
        if size >= _PART_CHARACTERS:
            yield first, path
            first, size = None, 0
    if first is not None:
        yield first, path
