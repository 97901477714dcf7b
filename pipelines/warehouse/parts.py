"""A warehouse part by part of its documents, so that what is sorted or joined at one time does not grow with it."""

from collections.abc import Iterator

import duckdb

# Of a part, whichever it reaches first: with all that goes with them, both come to some tens of megabytes.
_PART_CHARACTERS = 4_000_000
_PART_QUANTITIES = 15_000

_SIZES = """
    SELECT path, length(text), coalesce(found, 0) FROM documents
    LEFT JOIN (SELECT document_id, count(*) AS found FROM quantities GROUP BY document_id) USING (document_id)
    ORDER BY path
"""


def document_parts(connection: duckdb.DuckDBPyConnection) -> Iterator[tuple[str, str]]:
    """Yield the first and the last path of each part: all documents, in order of their path."""
    first: str | None = None
    path, characters, quantities = "", 0, 0
    for path, length, found in connection.execute(_SIZES).fetchall():
        first = path if first is None else first
        characters, quantities = characters + length, quantities + found
        if characters >= _PART_CHARACTERS or quantities >= _PART_QUANTITIES:
            yield first, path
            first, characters, quantities = None, 0, 0
    if first is not None:
        yield first, path
