"""A run's identity, the one write lock that all kinds of run share, and its staging folder."""

import fcntl
import os
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from pipelines.settings import Settings
from pipelines.warehouse.publish import complete_publish, is_ready

Say = Callable[[str], None]


@dataclass
class Run:
    """One run that holds the write lock, until `finish_run`. What it makes lies in `staging` until it is published."""

    run_id: str
    settings: Settings
    started: datetime
    cause: str
    staging: Path
    lock: IO[str] = field(repr=False)

    def __enter__(self) -> "Run":
        """Return the run itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Release the lock, whatever happened."""
        finish_run(self)


def start_run(settings: Settings, *, cause: str, say: Say = print) -> Run:
    """Return a run that holds the write lock, after a run before it that was cut short has been completed or cleared.

    Waits while another run holds the lock, and says so. Raises OSError where the warehouse folder cannot be written.
    """
    settings.warehouse.mkdir(parents=True, exist_ok=True)
    lock = _take_lock(settings.warehouse / ".lock", say)
    try:
        _complete_earlier_runs(settings, say)
        started = datetime.now(UTC)
        run_id = f"{started:%Y%m%dT%H%M%S.%f}Z-{os.getpid()}"
        staging = settings.staging / run_id
        staging.mkdir(parents=True)
    except BaseException:
        lock.close()
        raise
    return Run(run_id, settings, started, cause, staging, lock)


def finish_run(run: Run) -> None:
    """Release the write lock and remove the staging folder, unless a finished result waits in it to be published."""
    if not is_ready(run.staging):
        shutil.rmtree(run.staging, ignore_errors=True)
    run.lock.close()


def _take_lock(path: Path, say: Say) -> IO[str]:
    """Return the lock file, locked; the system releases it when this process ends, however it ends."""
    lock = path.open("a+", encoding="utf-8")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.seek(0)
        say(f"Another run is writing here ({lock.read().strip() or 'just started'}); waiting until it is done.")
        waited = time.monotonic()
        fcntl.flock(lock, fcntl.LOCK_EX)
        say(f"The other run is done after {time.monotonic() - waited:.0f} s; going on.")
    lock.truncate(0)
    lock.write(f"process {os.getpid()}, since {datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC\n")
    lock.flush()
    return lock


def _complete_earlier_runs(settings: Settings, say: Say) -> None:
    """Publish what a run before this one had finished but not published, and clear what it had not finished."""
    if not settings.staging.exists():
        return
    for staging in sorted(settings.staging.iterdir()):
        if is_ready(staging):
            complete_publish(staging, settings, say)
        else:
            shutil.rmtree(staging, ignore_errors=True)
