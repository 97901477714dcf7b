"""Batches over a Ray cluster: the same pass, the same segments, on storage that all nodes see (extra `ray`)."""

from collections.abc import Callable, Iterator, Sequence

import ray

from pipelines.batches.extract import BatchOutcome, extract_batch, reject_batch
from pipelines.batches.plan import Batch
from pipelines.settings import PROJECT, Settings

# A batch whose node or worker dies is read again elsewhere, this often before its documents are rejected for now.
_TRIES_AGAIN = 3


def extract_on_ray(
    batches: Sequence[Batch], settings: Settings, say: Callable[[str], None]
) -> Iterator[tuple[BatchOutcome, Batch]]:
    """Yield the outcome of every batch as the cluster finishes it; only names and counts travel, rows stay on storage.

    `settings.ray_address` names a running cluster, whose nodes all see raw/ and the warehouse folder at the same
    paths; None starts Ray on this machine.
    """
    environment = {"env_vars": {"PYTHONPATH": str(PROJECT)}}
    ray.init(settings.ray_address, runtime_env=environment, log_to_driver=False, ignore_reinit_error=True)
    say(f"Reading on Ray: {len(ray.nodes())} nodes, {ray.cluster_resources().get('CPU', 0):.0f} cores")
    try:
        read = ray.remote(max_retries=_TRIES_AGAIN)(extract_batch)
        running = {read.remote(batch, settings): batch for batch in batches}
        while running:
            (done,), _ = ray.wait(list(running), num_returns=1)
            batch = running.pop(done)
            try:
                yield ray.get(done), batch
            except (ray.exceptions.WorkerCrashedError, ray.exceptions.NodeDiedError, ray.exceptions.OutOfMemoryError):
                say(
                    f"Batch {batch.number} ended its worker {_TRIES_AGAIN + 1} times; its documents wait for the next run."
                )
                reason = "reading it ended the program on several nodes (perhaps it needs more memory than there is)"
                yield reject_batch(batch, settings, reason, "split it; it is tried again at the next run"), batch
    finally:
        ray.shutdown()
