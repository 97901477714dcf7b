"""Batches over a Ray cluster: the same pass, the same segments, on storage that all nodes see (extra `ray`).

Plain tasks, one per batch, and not Ray Data: rows go to storage as segments where they are read, so there is nothing
for Ray to carry but names and counts; and a task that is lost with its node is simply done again.
"""

import os
import socket
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence

import ray
from ray import exceptions

from pipelines.batches.extract import BatchOutcome, extract_batch, reject_batch
from pipelines.batches.plan import Batch
from pipelines.settings import PROJECT, BadSetting, Settings

Say = Callable[[str], None]

# A batch whose node or worker dies is read again elsewhere; after so many deaths its documents wait for the next run.
_DEATHS_BEFORE_DOCUMENTS_ARE_REJECTED = 4
# Handed to the cluster beyond what it has cores for, so that no core waits; the rest stays here.
_AHEAD_PER_CORE = 3
_SECONDS_TO_ANSWER = 10
_LOST = (
    exceptions.WorkerCrashedError,
    exceptions.NodeDiedError,
    exceptions.LocalRayletDiedError,
    exceptions.OutOfMemoryError,
)


def extract_on_ray(batches: Sequence[Batch], settings: Settings, say: Say) -> Iterator[tuple[BatchOutcome, Batch]]:
    """Yield the outcome of every batch as the cluster finishes it; only names and counts travel, rows stay on storage.

    `settings.ray_address` names a running cluster, whose nodes all see this program, raw/ and the warehouse folder at
    the same paths; None starts Ray on this machine for the time of the run. Raises BadSetting where no cluster answers.
    """
    _connect(settings)
    try:
        say(f"Reading on Ray: {len(ray.nodes())} nodes, {_cores()} cores")
        # Tried again here and not by Ray, which would do it without a word.
        read = ray.remote(max_retries=0, scheduling_strategy="SPREAD")(extract_batch)
        waiting, deaths = deque(batches), Counter[int]()
        running: dict[ray.ObjectRef, Batch] = {}
        while waiting or running:
            while waiting and len(running) < _AHEAD_PER_CORE * _cores():
                batch = waiting.popleft()
                running[read.remote(batch, settings)] = batch
            (done,), _ = ray.wait(list(running), num_returns=1)
            batch = running.pop(done)
            try:
                outcome = ray.get(done)
            except _LOST:
                deaths[batch.number] += 1
                if deaths[batch.number] < _DEATHS_BEFORE_DOCUMENTS_ARE_REJECTED:
                    say(f"A Ray node or worker was lost while it had batch {batch.number}; reading that again.")
                    waiting.append(batch)
                    continue
                outcome = reject_batch(batch, settings, *_ENDS_ITS_WORKER)
            yield outcome, batch
    finally:
        ray.shutdown()


_ENDS_ITS_WORKER = (
    "reading it ended the program on several nodes (perhaps it needs more memory than there is)",
    "split it; it is tried again at the next run",
)


def _cores() -> int:
    """Return the cores of the whole cluster as it is now, at least one."""
    return max(int(ray.cluster_resources().get("CPU", 0)), 1)


def _connect(settings: Settings) -> None:
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # Ray would report its use over the network
    environment = {"env_vars": {"PYTHONPATH": str(PROJECT)}}
    started_here = {} if settings.ray_address else {"num_cpus": settings.workers, "include_dashboard": False}
    try:
        _knock(settings.ray_address)
        ray.init(settings.ray_address, runtime_env=environment, log_to_driver=False, **started_here)
    except (OSError, ValueError, exceptions.RayError) as error:
        raise BadSetting(
            f"No Ray cluster answers at RAY_ADDRESS={settings.ray_address} ({str(error).splitlines()[0]}). Start one "
            "with `ray start --head`, name its address, or leave RAY_ADDRESS empty to use this machine alone."
        ) from error


def _knock(address: str | None) -> None:
    """Raise OSError where nobody listens at `host:port`; Ray itself would try for minutes."""
    host, _, port = (address or "").removeprefix("ray://").rpartition(":")
    if host and port.isdecimal():
        socket.create_connection((host, int(port)), timeout=_SECONDS_TO_ANSWER).close()
