"""The rows of a run as they lie in the segments, for counting and for previews."""

from collections.abc import Iterator
from contextlib import contextmanager

import duckdb
import pyarrow as arrow

from pipelines.batches.segments import UNREAD
from pipelines.settings import Settings
from pipelines.warehouse.connections import open_in_memory
from pipelines.warehouse.ddl import table_sql
from pipelines.warehouse.live import live_rows
from schemas.tables import EXTRACTED, TABLES


@contextmanager
def open_hand_over(settings: Settings, live: arrow.Table) -> Iterator[duckdb.DuckDBPyConnection]:
    """Yield a connection with the extracted tables as views over the live documents' rows; it writes nothing."""
    with open_in_memory(settings, live) as connection:
        for table in (*EXTRACTED, UNREAD):
            connection.execute(_view(table, live, settings))
        yield connection


def _view(table: str, live: arrow.Table, settings: Settings) -> str:
    if not live.num_rows:  # the folder holds no document
        return table_sql(table, TABLES[table]) if table in TABLES else _NO_UNREAD
    return f"CREATE VIEW {table} AS SELECT rows.* EXCLUDE (filename) FROM {live_rows(table, live, settings.cache)}"


_NO_UNREAD = f"CREATE TABLE {UNREAD} (document_id VARCHAR, char_start INTEGER, char_end INTEGER, text VARCHAR)"


def unread_places(rows: duckdb.DuckDBPyConnection) -> dict[str, list[tuple[int, int]]]:
    """Return start and end of the numerals that could not be read, by document id."""
    places: dict[str, list[tuple[int, int]]] = {}
    found = rows.execute(f"SELECT document_id, char_start, char_end FROM {UNREAD} ORDER BY ALL").fetchall()
    for document_id, start, end in found:
        places.setdefault(document_id, []).append((start, end))
    return places
