"""How worker processes are started. Imports nothing heavy, so that it can be the first thing a run does."""

import multiprocessing
import os
import signal
import threading
from multiprocessing.context import ForkServerContext, SpawnContext

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

    Only where nothing is published yet and all is to be read: else there may be no work for it.
    """
    if settings.engine != "local" or settings.workers == 1 or settings.database.exists():
        return
    if worker_context().get_start_method() == "forkserver":
        from multiprocessing import forkserver  # only where there is one

        # Ctrl-C is for this process to act on; the server, ignoring it from its first moment, ends when this one does.
        of_this_process = signal.signal(signal.SIGINT, signal.SIG_IGN)
        forkserver.ensure_running()
        signal.signal(signal.SIGINT, of_this_process)


def end_with_parent() -> None:
    """Make this worker process end when the run's process does, even when that was killed."""
    parent = multiprocessing.parent_process()
    if parent is None:
        return

    def follow() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=follow, daemon=True).start()
