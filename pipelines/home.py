"""Dagster's home beside the warehouse: its settings, and the runs that a killed process left behind."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dagster import DagsterInstance

# One run at a time: whichever comes second waits in the queue, and a run outside the queue waits for the write lock.
_DAGSTER_YAML = """\
# Written by Wanyi at every start; changes made here do not last.
telemetry:
  enabled: false
nux:
  enabled: false
freshness:
  enabled: true
concurrency:
  runs:
    max_concurrent_runs: 1
retention:
  sensor:
    purge_after_days: {skipped: 1, failure: 30, success: 365}
"""

# Tags of a run and a variable of the environment that say who started what.
PROCESS_TAG = ".dagster/wanyi_process"  # the prefix keeps it out of the lists of the UI
CAUSE_TAG = "wanyi/cause"
# The cause of a run that a person started in a terminal and waits for, and of one that a person started in the UI.
MAKE_RUN = "make run"
BY_HAND = "started by hand"
REPORT_URL = "WANYI_REPORT_URL"
# The metadata of `documents` that names the state of the folder that was read, for the sensor.
RAW_STATE = "state of the folder"


def prepare_home(warehouse: Path) -> Path:
    """Make the folder of Dagster's history in `warehouse`, name it in the environment and return it.

    Raises OSError where the folder cannot be made or written.
    """
    home = warehouse.resolve() / ".dagster"
    home.mkdir(parents=True, exist_ok=True)
    settings = home / "dagster.yaml"
    if not settings.exists() or settings.read_text(encoding="utf-8") != _DAGSTER_YAML:
        settings.write_text(_DAGSTER_YAML, encoding="utf-8")
    os.environ["DAGSTER_HOME"] = str(home)
    os.environ["DAGSTER_DISABLE_TELEMETRY"] = "1"
    return home


@contextmanager
def open_history() -> Iterator["DagsterInstance"]:
    """Yield Dagster's instance of the prepared home.

    Its databases are made by whoever comes first; two runs that make them at once would stand in each other's way.
    """
    from dagster import AssetKey, DagsterInstance

    from pipelines.held_history import hold_history_open

    with ExitStack() as stack:
        stack.enter_context(hold_history_open())
        with (Path(os.environ["DAGSTER_HOME"]) / "history.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            instance = stack.enter_context(DagsterInstance.get())
            instance.get_runs(limit=1)
            instance.get_latest_materialization_event(AssetKey("documents"))
        yield instance


def process_mark(process: int | None = None) -> str:
    """Return a mark of a process (this one by default) that no later process of the same number will have."""
    process = process or os.getpid()
    try:
        # Field 22 is the start time; the name in field 2 may hold spaces and ends at the last bracket.
        started = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[19]
    except OSError:  # not Linux
        started = "0"
    return f"{process}:{started}"


def is_alive(mark: str) -> bool:
    """Return whether the process that gave `mark` still runs."""
    process = int(mark.partition(":")[0])
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return process_mark(process) == mark


def close_dead_runs(instance: "DagsterInstance", *, unmarked_too: bool) -> list[str]:
    """Mark the runs whose process is gone as failed, so that they block no later run; return their ids.

    A run tells its process by a tag. One without the tag was killed before it began; it counts as dead only with
    `unmarked_too`, which is right when nothing can be starting runs: before `make dev` begins.
    """
    from dagster import DagsterRunStatus, RunsFilter

    begun = [DagsterRunStatus.STARTING, DagsterRunStatus.STARTED, DagsterRunStatus.CANCELING]
    closed = []
    for run in instance.get_runs(RunsFilter(statuses=begun)):
        mark = run.tags.get(PROCESS_TAG)
        if (mark is None and unmarked_too) or (mark is not None and not is_alive(mark)):
            instance.report_run_failed(run, "The process of this run was ended from outside before it could finish.")
            closed.append(run.run_id)
    return closed
