"""How worker processes are started. Imports nothing heavy, so that it can be the first thing a run does."""

import multiprocessing
import os
import signal
import threading
from itertools import islice
from multiprocessing.context import ForkServerContext, SpawnContext
from pathlib import Path

from pipelines.settings import Settings


def worker_context() -> ForkServerContext | SpawnContext:
    """Return how workers are started: from a server that has imported everything once, and that holds no lock of ours.

    A plain fork would copy the write lock's file into the workers, and Dagster's threads half-way through their work.
    """
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["pipelines.batches.worker_start"])
    return context


def prepare_workers(settings: Settings) -> None:
    """Start that server without waiting for it: what it imports is ready when the first worker is wanted.

    Not where all that is published is newer than all that can be read: then there is hardly any work for it.
    """
    if settings.engine != "local" or settings.workers == 1 or not _may_have_work(settings):
        return
    if worker_context().get_start_method() == "forkserver":
        from multiprocessing import forkserver  # only where there is one

        # Ctrl-C is for this process to act on; the server, ignoring it from its first moment, ends when this one does.
        of_this_process = signal.signal(signal.SIGINT, signal.SIG_IGN)
        forkserver.ensure_running()
        signal.signal(signal.SIGINT, of_this_process)
        _prepared.set()


def are_workers_prepared() -> bool:
    """Return whether a worker costs no more than a fork, since its server has been started in time."""
    return _prepared.is_set()


_prepared = threading.Event()
_LOOKED_AT = 20_000  # files; a folder with more has news, most likely


def _may_have_work(settings: Settings) -> bool:
    """Return whether nothing is published yet, or a file of raw/ is newer: told from times, and not for certain."""
    try:
        published = settings.database.stat().st_mtime
    except OSError:
        return True
    files = (Path(folder, name) for folder, _, names in os.walk(settings.raw) for name in names)
    times = [_changed(file) for file in islice(files, _LOOKED_AT)]
    return len(times) == _LOOKED_AT or max(times, default=0.0) > published


def _changed(file: Path) -> float:
    try:
        return file.stat().st_mtime
    except OSError:  # gone meanwhile
        return 0.0


def end_with_parent() -> None:
    """Make this worker process end when the run's process does, even when that was killed."""
    parent = multiprocessing.parent_process()
    if parent is None:
        return

    def follow() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=follow, daemon=True).start()
