"""The extraction stage as a run does it, from files to validated Parquet, with one worker process and with two."""

import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from pipelines.batches.errand import Errand
from pipelines.batches.plan import plan_run
from pipelines.batches.workers import extract_batches
from pipelines.settings import Settings
from pipelines.warehouse.runs import start_run
from tests.benchmarks.growth import write_copies

# Of the texts: enough that the stage takes some seconds with two workers as well.
_COPIES = 4


@dataclass(frozen=True)
class StageCost:
    """The extraction stage over the same files: seconds and MB/s.

    The start of the workers is included, but not what they import: a run imports that while Dagster starts.
    """

    workers: int
    seconds: float
    megabytes_per_second: float


def measure_extraction(texts: list[str], workers: tuple[int, ...] = (1, 2)) -> list[StageCost]:
    """Return the cost of the extraction stage over copies of `texts` with each number of workers."""
    costs = []
    with tempfile.TemporaryDirectory(prefix="wanyi-bench-") as folder:
        raw = Path(folder, "raw")
        size = write_copies(raw, texts, _COPIES)
        Errand(int).result()  # so that the server that starts workers has imported everything
        for count in workers:
            with start_run(Settings(raw, Path(folder, f"warehouse{count}"), workers=count), cause="test") as run:
                plan = plan_run(run.settings)
                started = time.perf_counter()
                extract_batches(plan)
                seconds = time.perf_counter() - started
            costs.append(StageCost(count, round(seconds, 2), round(size / 1e6 / seconds, 3)))
    return costs
