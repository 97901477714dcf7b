"""Batches over the cores of this machine; the outcomes do not depend on how many or in what order."""

import multiprocessing
import os
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.context import BaseContext

from pipelines.batches.extract import BatchOutcome, extract_batch
from pipelines.batches.plan import Batch, RunPlan

Progress = Callable[[BatchOutcome, Batch], None]

# Below this a second process costs more to start than it saves.
WORTH_A_WORKER = 256 * 1024


def extract_batches(plan: RunPlan, progress: Progress | None = None) -> list[BatchOutcome]:
    """Read all batches of a plan and return their outcomes in the order of the batches.

    `progress` is called in this process, as each batch is done.
    """
    outcomes = []
    batches = {batch.number: batch for batch in plan.batches}
    for outcome in _outcomes(plan):
        outcomes.append(outcome)
        if progress:
            progress(outcome, batches[outcome.number])
    return sorted(outcomes, key=lambda outcome: outcome.number)


def _outcomes(plan: RunPlan) -> Iterator[BatchOutcome]:
    settings = plan.settings
    if settings.workers == 1 or plan.bytes_to_read < WORTH_A_WORKER:
        for batch in plan.batches:
            yield extract_batch(batch, settings)
    else:
        yield from _in_processes(plan)


def _in_processes(plan: RunPlan) -> Iterator[BatchOutcome]:
    """Yield outcomes as worker processes finish them; a batch whose worker died is read again in a new one."""
    waiting = {batch.number: batch for batch in plan.batches}
    while waiting:
        with ProcessPoolExecutor(
            plan.settings.workers, mp_context=worker_context(), initializer=_end_with_parent
        ) as pool:
            futures: dict[Future[BatchOutcome], int] = {
                pool.submit(extract_batch, batch, plan.settings): batch.number for batch in waiting.values()
            }
            pending = set(futures)
            try:
                while pending:
                    done, pending = wait(pending, return_when=FIRST_COMPLETED)
                    for future in done:
                        outcome = future.result()
                        del waiting[outcome.number]
                        yield outcome
            except BrokenProcessPool:
                pass


def worker_context() -> BaseContext:
    """Return how workers are started: from a server that has imported everything once, and that holds no lock of ours.

    A plain fork would copy the write lock's file into the workers, and Dagster's threads half-way through their work.
    """
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["pipelines.batches.extract"])
    return context


def _end_with_parent() -> None:
    """Make this worker end when the run's process does, even when that was killed."""
    parent = multiprocessing.parent_process()
    if parent is None:
        return

    def follow() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=follow, daemon=True).start()
