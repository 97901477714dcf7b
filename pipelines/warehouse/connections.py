"""Connections to DuckDB within the memory that the settings allow: one process writes, and then two read at a time."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pyarrow as arrow

from pipelines.settings import Settings
from pipelines.warehouse.ddl import STORAGE_VERSION, quote

SPILL = "spill"


def connect_candidate(database: Path, settings: Settings, staging: Path) -> duckdb.DuckDBPyConnection:
    """Return a connection that writes `database`, within the memory the settings allow and spilling beside it."""
    return duckdb.connect(
        str(database),
        config={
            "storage_compatibility_version": STORAGE_VERSION,
            "memory_limit": settings.database_memory,
            "temp_directory": str(staging / SPILL),
            "threads": settings.workers,
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
        },
    )


@contextmanager
def open_database(settings: Settings, database: Path, memory: str | None = None) -> Iterator[duckdb.DuckDBPyConnection]:
    """Yield a connection that reads `database`, within `memory` (a reader's); what does not fit spills beside it.

    While it is open its bounds are those of every other connection of this process to the same file.
    """
    with duckdb.connect(str(database), read_only=True) as connection:
        # Set afterwards: in one process DuckDB refuses a second connection of another configuration.
        connection.execute(f"SET memory_limit = {quote(memory or settings.reader_memory)}")
        connection.execute(f"SET threads = {settings.workers}")
        yield connection


@contextmanager
def open_in_memory(settings: Settings, live: arrow.Table) -> Iterator[duckdb.DuckDBPyConnection]:
    """Yield a connection to no database but the Arrow table `live`, within a reader's memory."""
    config: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": settings.reader_memory,
        "threads": settings.workers,
        # Else it would spill into the folder that the program was started in.
        "temp_directory": str(settings.staging / SPILL),
    }
    with duckdb.connect(config=config) as connection:
        connection.register("live", live)
        yield connection
