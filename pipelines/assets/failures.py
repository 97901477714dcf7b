"""Faults as the one message that the UI and the terminal show: what happened, to which file, and what to do."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

import duckdb
from dagster import Failure, MetadataValue

from pipelines.settings import Settings
from pipelines.warehouse.publish import PublishRefused


class CannotGoOn(Exception):
    """The run cannot go on: `what` happened, and what the person can `do` about it."""

    def __init__(self, what: str, do: str) -> None:
        """Take both halves of the message as full sentences."""
        super().__init__(f"{what} {do}")
        self.what = what
        self.do = do


@contextmanager
def told_plainly(settings: Settings) -> Iterator[None]:
    """Turn what goes wrong inside into a `Failure` with one message; a `Failure` passes as it is."""
    try:
        yield
    except Failure:
        raise
    except CannotGoOn as problem:
        raise failure(problem) from None
    except Exception as problem:
        known = explain(problem, settings)
        if known is None:
            raise
        raise failure(known) from problem


def failure(problem: CannotGoOn) -> Failure:
    """Return the Dagster failure that shows `problem`; the step is not tried again by itself."""
    return Failure(
        description=str(problem),
        metadata={"what happened": MetadataValue.text(problem.what), "what to do": MetadataValue.text(problem.do)},
        allow_retries=False,
    )


def explain(problem: Exception, settings: Settings) -> CannotGoOn | None:
    """Return what a known fault means for the person at the keyboard, or None for one that nobody foresaw."""
    if isinstance(problem, PublishRefused):
        return CannotGoOn("The finished result could not be published.", f"{problem}")
    if isinstance(problem, MemoryError | duckdb.OutOfMemoryException):
        return CannotGoOn(
            "The memory was not enough; nothing was published.",
            "Run again with WORKERS=1, or with a smaller BATCH_BYTES; DATABASE_MEMORY=2GB gives the database more.",
        )
    if isinstance(problem, OSError):
        return _explain_file_error(problem.errno, problem.filename, problem.strerror, settings)
    if isinstance(problem, duckdb.IOException):
        text = str(problem)
        number = errno.ENOSPC if "No space" in text or "space left" in text else None
        return _explain_file_error(number, None, text.splitlines()[0], settings)
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
    if number is None and file is None:
        return CannotGoOn(f"The database could not be read or written: {reason}.", "Run again; if it stays, report it.")
    return CannotGoOn(f"{where} could not be used: {reason}.", "Put that right and run again; nothing was published.")
