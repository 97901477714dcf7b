"""Dagster's history, written without a wait for the disk at every event.

Dagster opens and closes its SQLite files some 300 times in a run, and whenever the last connection to a file is closed
SQLite copies its log back and waits for the disk twice. A run therefore holds the files open and lets SQLite wait only
when it copies the log. A failure of the power can then cost the last events of the history, and damages nothing
(https://www.sqlite.org/pragma.html#pragma_synchronous). What a run publishes is on the disk before it is published;
that is seen to elsewhere and does not hang on this.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from sqlalchemy import Engine, event


@contextmanager
def hold_history_open() -> Iterator[None]:
    """Hold every SQLite file open that this process opens through SQLAlchemy, until the end."""
    files = _HeldFiles()
    event.listen(Engine, "connect", files.on_connect)
    try:
        yield
    finally:
        event.remove(Engine, "connect", files.on_connect)
        files.close()


class _HeldFiles:
    def __init__(self) -> None:
        self._held: dict[str, sqlite3.Connection] = {}

    def on_connect(self, connection: sqlite3.Connection, _: object) -> None:
        """Make a new connection of Dagster's a fast one."""
        connection.execute("PRAGMA synchronous = NORMAL")
        file = connection.execute("PRAGMA database_list").fetchone()[2]
        with suppress(sqlite3.Error):  # whatever is wrong with the file, Dagster's own connection will say
            if file not in self._held:
                self._held[file] = sqlite3.connect(file, check_same_thread=False)
            # It is held from the first reading after its log exists, which is only once Dagster has set it up.
            self._held[file].execute("PRAGMA schema_version").fetchone()

    def close(self) -> None:
        for connection in self._held.values():
            connection.close()
