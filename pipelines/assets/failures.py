"""Faults as the one message that the UI and the terminal show: what happened, to which file, and what to do."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

import duckdb
from dagster import Failure, MetadataValue
from dagster._core.errors import DagsterUserCodeProcessError
from dagster._utils.error import SerializableErrorInfo

from pipelines.settings import BadSetting, Settings
from pipelines.warehouse.publish import PublishRefused

# What the database says of a Parquet file of the right length whose content has changed.
_DAMAGED = ("don't know what type", "Parquet", "parquet", "ZSTD", "TProtocolException")


class CannotGoOn(Exception):
    """The run cannot go on: `what` happened, and what the person can `do` about it."""

    def __init__(self, what: str, do: str) -> None:
        """Take both halves of the message as full sentences."""
        super().__init__(f"{what} {do}")
        self.what = what
        self.do = do


@contextmanager
def told_plainly(settings: Settings) -> Iterator[None]:
    """Turn what goes wrong inside into a failure with one message; a `Failure` passes as it is."""
    try:
        yield
    except Failure:
        raise
    except CannotGoOn as problem:
        raise PlainFailure(problem) from None
    except Exception as problem:
        known = explain(problem, settings)
        if known is None:
            raise
        raise PlainFailure(known) from problem


class PlainFailure(Failure, DagsterUserCodeProcessError):
    """A failure that the UI shows as its message alone.

    Dagster prints the way through its own code under every exception but those that bring their text along, as an
    error of another process does.
    """

    def __init__(self, problem: CannotGoOn) -> None:
        """Take what happened and what to do; the step is not tried again by itself."""
        told = SerializableErrorInfo(f"{problem}\n", [], None)
        DagsterUserCodeProcessError.__init__(self, str(problem), user_code_process_error_infos=[told])
        self.description = str(problem)
        self.metadata = {
            "what happened": MetadataValue.text(problem.what),
            "what to do": MetadataValue.text(problem.do),
        }
        self.allow_retries = False


def explain(problem: Exception, settings: Settings) -> CannotGoOn | None:
    """Return what a known fault means for the person at the keyboard, or None for one that nobody foresaw."""
    if isinstance(problem, PublishRefused):
        return CannotGoOn("The finished result could not be published.", f"{problem}")
    if isinstance(problem, BadSetting):
        return CannotGoOn("A setting cannot be used; nothing was published.", f"{problem}")
    if isinstance(problem, MemoryError | duckdb.OutOfMemoryException):
        return CannotGoOn(
            "The memory was not enough; nothing was published.",
            "Run again with WORKERS=1, or with a smaller BATCH_BYTES; DATABASE_MEMORY=2GB gives the database more.",
        )
    if isinstance(problem, OSError):
        return _explain_file_error(problem.errno, problem.filename, problem.strerror, settings)
    if isinstance(problem, duckdb.IOException):
        return explain_words(str(problem), settings) or CannotGoOn(
            f"The database could not be read or written: {str(problem).splitlines()[0]}.",
            "Run again; if it stays, report it.",
        )
    return explain_words(str(problem), settings)


def explain_words(words: str, settings: Settings) -> CannotGoOn | None:
    """Return what a fault means of which only the words are left: of a database, or of Dagster's own history."""
    if any(sign in words for sign in ("No space left", "disk is full", "disk I/O error")):
        return _explain_file_error(errno.ENOSPC, None, None, settings)
    if "readonly database" in words or "unable to open database file" in words:
        return _explain_file_error(errno.EACCES, settings.warehouse / ".dagster", words.splitlines()[0], settings)
    if any(sign in words for sign in _DAMAGED):
        return CannotGoOn(
            f"What earlier runs had read is damaged ({words.splitlines()[0].strip()}); nothing was published.",
            f"Remove {settings.cache} and run again: every text is then read anew.",
        )
    return None


def _explain_file_error(number: int | None, file: object, reason: str | None, settings: Settings) -> CannotGoOn | None:
    where = str(file or settings.warehouse)
    if number in (errno.ENOSPC, errno.EDQUOT):
        return CannotGoOn(
            f"The disk is full: {where} could not be written; nothing was published.",
            f"Free some space on the disk of {settings.warehouse} and run again; what was published before is whole.",
        )
    if number in (errno.EACCES, errno.EPERM, errno.EROFS):
        return CannotGoOn(
            f"{where} may not be written or read ({reason}).",
            "Give yourself the right to it, or name another folder with WAREHOUSE=dir, and run again.",
        )
    return CannotGoOn(f"{where} could not be used: {reason}.", "Put that right and run again; nothing was published.")
