"""Replace the published database, csv/ and report/, each whole, in a way that a later start can complete."""

import ctypes
import fcntl
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from pipelines.batches.segments import drop_segments, live_segments
from pipelines.settings import CSV, DATABASE, REPORT, Settings

READY = "ready"
RUN_ID_FILE = "run_id.txt"
FOLDERS = (CSV, REPORT)
STATE = "state"

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


class PublishRefused(RuntimeError):
    """The published file is open for writing somewhere; the finished result waits aside."""


def is_ready(staging: Path) -> bool:
    """Return whether a finished result waits in `staging`."""
    return (staging / READY).exists()


def mark_ready(staging: Path) -> None:
    """Declare everything in `staging` finished: from here on any later start will publish it.

    What it declares is on the disk before the declaration is, or a power failure could leave the one without the other.
    """
    for folder in FOLDERS:
        if (staging / folder).exists():
            (staging / folder / RUN_ID_FILE).write_text(staging.name + "\n", encoding="utf-8")
    os.sync()
    marker = staging / READY
    with marker.open("w", encoding="utf-8") as file:
        file.write(staging.name + "\n")
        file.flush()
        os.fsync(file.fileno())


def publish(staging: Path, settings: Settings) -> None:
    """Publish what a run has built in `staging`: database, csv/ and report/, each whole, then the state of later runs.

    Raises PublishRefused, with nothing replaced, when somebody has the published database open for writing; the
    finished result then waits in the staging folder and the next run publishes it.
    """
    for other in settings.staging.iterdir():
        if other != staging:  # a result that had to wait, and that this one supersedes
            shutil.rmtree(other, ignore_errors=True)
    mark_ready(staging)
    publish_staging(staging, settings)


def publish_staging(staging: Path, settings: Settings) -> None:
    """Move everything that `staging` holds to its published place; running it again completes what was cut short.

    Raises PublishRefused, with nothing moved, when somebody has the published database open for writing.
    """
    database = staging / DATABASE
    if database.exists():
        _replace_database(database, settings.database)
    for folder in FOLDERS:
        if (staging / folder).exists() and _run_id(staging / folder) == staging.name:
            _exchange(staging / folder, settings.warehouse / folder)
    state = staging / STATE
    if state.exists():
        settings.cache.mkdir(exist_ok=True)
        for file in sorted(state.iterdir()):
            file.replace(settings.cache / file.name)
    drop_segments(settings.cache, live_segments(settings.cache))
    (staging / READY).unlink()
    shutil.rmtree(staging, ignore_errors=True)


def complete_publish(staging: Path, settings: Settings, say: Callable[[str], None]) -> None:
    """Publish a finished result that an earlier run left in `staging`, or say why it still has to wait."""
    try:
        publish_staging(staging, settings)
    except PublishRefused as refusal:
        say(f"The result of run {staging.name} still waits: {refusal}")
    else:
        say(f"Completed the publication of run {staging.name}, which had been cut short.")


def _replace_database(candidate: Path, published: Path) -> None:
    """Replace the published file in one step, while nobody can open it for writing."""
    if not published.exists():
        candidate.replace(published)
        return
    log = published.with_name(published.name + ".wal")
    with published.open("rb") as file:
        try:
            # DuckDB locks what it writes; a shared lock of ours is refused then, and keeps writers out until the end.
            fcntl.lockf(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except OSError as error:
            raise PublishRefused(_refusal(published, candidate)) from error
        if log.exists():
            raise PublishRefused(_refusal(published, candidate))
        candidate.replace(published)


def _refusal(published: Path, candidate: Path) -> str:
    return (
        f"{published} is open for writing in another program, or such a program ended without closing it "
        f"({published.name}.wal lies beside it); replacing it now would lose or mix what was written. "
        f"Close that program (or open the file once with DuckDB and run CHECKPOINT), then run again. "
        f"To work with the warehouse, open a file of your own and ATTACH '{published}' AS wanyi (READ_ONLY). "
        f"The new result waits in {candidate.parent} and is published at the next run."
    )


def _run_id(folder: Path) -> str:
    """Return the id of the run that made a folder, empty where it does not say."""
    try:
        return (folder / RUN_ID_FILE).read_text(encoding="utf-8").strip()
    except OSError:
        return ""


def _exchange(new: Path, published: Path) -> None:
    """Put the folder `new` in the place of `published`, in one step where the system can exchange two names."""
    if not published.exists():
        new.rename(published)
    elif not _exchange_names(new, published):
        # A file system without exchange: for an instant the name is missing, and the next start would complete it.
        aside = new.with_name(new.name + ".old")
        shutil.rmtree(aside, ignore_errors=True)
        published.rename(aside)
        new.rename(published)


def _exchange_names(one: Path, other: Path) -> bool:
    """Return whether the two names now stand for each other's folder (Linux renameat2, macOS renamex_np)."""
    library = ctypes.CDLL(None, use_errno=True)
    first, second = os.fsencode(one), os.fsencode(other)
    if sys.platform == "darwin" and hasattr(library, "renamex_np"):
        return bool(library.renamex_np(first, second, _RENAME_EXCHANGE) == 0)
    if hasattr(library, "renameat2"):
        return bool(library.renameat2(_AT_FDCWD, first, _AT_FDCWD, second, _RENAME_EXCHANGE) == 0)
    return False
