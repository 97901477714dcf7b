"""Faults as one message: what happened, to which file, and what to do."""

import errno
from pathlib import Path

import duckdb
import pytest
from dagster import Failure

from pipelines.assets.failures import CannotGoOn, explain, told_plainly
from pipelines.settings import Settings
from pipelines.warehouse.publish import PublishRefused

SETTINGS = Settings(raw=Path("/texts"), warehouse=Path("/published"))

FAULTS = [
    (
        OSError(errno.ENOSPC, "No space left on device", "/published/x.parquet"),
        "/published/x.parquet",
        "Free some space",
    ),
    (OSError(errno.EROFS, "Read-only file system", "/published/x"), "/published/x", "WAREHOUSE=dir"),
    (PermissionError(errno.EACCES, "Permission denied", "/published"), "/published", "WAREHOUSE=dir"),
    (OSError(errno.EIO, "Input/output error", "/texts/a.txt"), "/texts/a.txt", "run again"),
    (duckdb.IOException("IO Error: Could not write: No space left on device"), "/published", "Free some space"),
    (duckdb.IOException("IO Error: something else\nwith details"), "something else", "Run again"),
    (duckdb.OutOfMemoryException("Out of Memory Error"), "memory", "WORKERS=1"),
    (MemoryError(), "memory", "BATCH_BYTES"),
    (RuntimeError("(sqlite3.OperationalError) database or disk is full"), "/published", "Free some space"),
    (RuntimeError("(sqlite3.OperationalError) disk I/O error"), "/published", "Free some space"),
    (RuntimeError("(sqlite3.OperationalError) unable to open database file"), "/published/.dagster", "the right to it"),
    (PublishRefused("it is open in another program; close it"), "could not be published", "close it"),
]


@pytest.mark.parametrize(("fault", "names", "advises"), FAULTS, ids=lambda value: type(value).__name__)
def test_a_fault_names_the_place_and_the_remedy(fault: Exception, names: str, advises: str) -> None:
    told = explain(fault, SETTINGS)
    assert told is not None
    assert names in told.what or names in told.do
    assert advises in told.do
    assert "\n" not in str(told)


def test_a_fault_nobody_foresaw_keeps_its_trace() -> None:
    assert explain(KeyError("x"), SETTINGS) is None
    with pytest.raises(KeyError), told_plainly(SETTINGS):
        raise KeyError("x")


def test_dagster_shows_the_message_and_does_not_try_again() -> None:
    with pytest.raises(Failure) as caught, told_plainly(SETTINGS):
        raise CannotGoOn("There is nothing to read in /texts.", "Put texts there.")
    assert caught.value.description == "There is nothing to read in /texts. Put texts there."
    assert not caught.value.allow_retries
