"""Batches over the cores of this machine; the outcomes do not depend on how many or in what order."""

import multiprocessing
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing

from pipelines.batches.extract import BatchOutcome, extract_batch, reject_batch
from pipelines.batches.plan import Batch, RunPlan
from pipelines.batches.processes import are_workers_prepared, end_with_parent, worker_context
from pipelines.settings import Settings

Progress = Callable[[BatchOutcome, Batch], None]
Say = Callable[[str], None]

# Below this a second process costs more to start than it saves.
WORTH_A_WORKER = 256 * 1024
# A worker may die for a reason of the machine's once; after that the documents themselves are under suspicion.
_DEATHS_BEFORE_DOCUMENTS_ARE_READ_ALONE = 2


def extract_batches(
    plan: RunPlan, progress: Progress | None = None, say: Say = lambda message: None
) -> list[BatchOutcome]:
    """Read all batches of a plan and return their outcomes in the order of the batches.

    `progress` is called in this process, as each batch is done. A worker that dies costs time and no rows; a document
    that ends every worker it is read in is rejected, and read again at the next run.
    """
    outcomes = []
    with closing(_outcomes(plan, say)) as done:  # closed at once when interrupted, so that nobody waits for the workers
        for outcome, batch in done:
            outcomes.append(outcome)
            if progress:
                progress(outcome, batch)
    return sorted(outcomes, key=lambda outcome: outcome.number)


def _outcomes(plan: RunPlan, say: Say) -> Generator[tuple[BatchOutcome, Batch], None, None]:
    settings = plan.settings
    if settings.engine == "ray" and plan.batches:
        from pipelines.batches.ray_engine import extract_on_ray  # only with the extra installed

        yield from extract_on_ray(plan.batches, settings, say)
    elif settings.workers > 1 and _is_worth_workers(plan) and _can_share_work(say):
        yield from _in_processes(plan.batches, settings, say)
    else:
        for batch in plan.batches:
            yield extract_batch(batch, settings), batch


def _is_worth_workers(plan: RunPlan) -> bool:
    return bool(plan.batches) and (plan.bytes_to_read >= WORTH_A_WORKER or are_workers_prepared())


def _can_share_work(say: Say) -> bool:
    """Return whether processes can wait for each other here; say what they lack where they cannot."""
    try:
        worker_context().Lock()
    except (OSError, ImportError) as error:  # the system's semaphores live in /dev/shm
        say(
            f"Reading with one process: this machine lets no others share the work ({error}). "
            "On Linux that needs a writable /dev/shm (docker run --tmpfs /dev/shm, or mount -t tmpfs tmpfs /dev/shm)."
        )
        return False
    return True


def _in_processes(batches: Sequence[Batch], settings: Settings, say: Say) -> Iterator[tuple[BatchOutcome, Batch]]:
    """Yield outcomes as worker processes finish them; what a dead worker left is read again in a new one."""
    waiting = list(batches)
    for _ in range(_DEATHS_BEFORE_DOCUMENTS_ARE_READ_ALONE):
        for outcome, batch in _in_one_pool(waiting, settings):
            waiting.remove(batch)
            yield outcome, batch
        if not waiting:
            return
        say(f"A worker process died; reading the {len(waiting)} batches that it left open again.")
    for batch in waiting:
        for task in batch.documents:
            alone = Batch(batch.number, (task,))
            done = next(_in_one_pool([alone], settings), None) or next(_in_one_pool([alone], settings), None)
            yield done or (reject_batch(alone, settings, *_ENDS_ITS_WORKER), alone)


_ENDS_ITS_WORKER = (
    "reading it ended the program twice (perhaps it needs more memory than there is)",
    "split it, or run with more memory; it is tried again at the next run",
)


def _in_one_pool(batches: Sequence[Batch], settings: Settings) -> Iterator[tuple[BatchOutcome, Batch]]:
    """Yield outcomes until all batches are done or a worker has died; other exceptions of a batch are raised."""
    others = set(multiprocessing.active_children())
    with ProcessPoolExecutor(settings.workers, mp_context=worker_context(), initializer=end_with_parent) as pool:
        futures: dict[Future[BatchOutcome], Batch] = {}
        try:
            for batch in batches:
                futures[pool.submit(extract_batch, batch, settings)] = batch
            for future in as_completed(futures):
                yield future.result(), futures[future]
        except BrokenProcessPool:
            # The pool ends the workers that it knows of; for one that was being started it would wait for ever.
            for worker in set(multiprocessing.active_children()) - others:
                worker.terminate()
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)  # else it would read all that waits before it lets go
            raise
