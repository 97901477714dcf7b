"""The history's files are held open while a run lasts, and are as they would be otherwise when it is over."""

import sqlite3
from pathlib import Path

from dagster import DagsterInstance, job, op

from pipelines.held_history import hold_history_open


@op
def wait() -> None: ...


@job
def some_job() -> None:
    wait()


def _logs(folder: Path) -> list[str]:
    """Return the write-ahead logs in a history: SQLite removes one when the last connection to its file closes."""
    return sorted(file.name for file in folder.rglob("*.db-wal"))


def test_a_run_goes_into_held_files_that_are_whole_and_let_go_at_the_end(tmp_path: Path) -> None:
    with hold_history_open(), DagsterInstance.local_temp(str(tmp_path)) as instance:
        run_id = some_job.execute_in_process(instance=instance).run_id
        assert {f"{run_id}.db-wal", "index.db-wal", "runs.db-wal"} <= set(_logs(tmp_path))
    assert _logs(tmp_path) == []
    with sqlite3.connect(next(tmp_path.rglob(f"{run_id}.db"))) as events:
        assert events.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        kinds = [kind for (kind,) in events.execute("SELECT dagster_event_type FROM event_logs ORDER BY id")]
    assert kinds[-1] == "PIPELINE_SUCCESS"
    assert "STEP_SUCCESS" in kinds


def test_what_is_opened_outside_is_left_alone(tmp_path: Path) -> None:
    with hold_history_open():
        pass
    with DagsterInstance.local_temp(str(tmp_path)) as instance:
        some_job.execute_in_process(instance=instance)
        assert _logs(tmp_path) == []
