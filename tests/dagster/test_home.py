"""Dagster's home, and runs whose process is gone."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from dagster import DagsterInstance, DagsterRunStatus, job, op

from pipelines.home import PROCESS_TAG, close_dead_runs, is_alive, prepare_home, process_mark


@op
def wait() -> None: ...


@job
def some_job() -> None:
    wait()


@pytest.fixture
def instance() -> Iterator[DagsterInstance]:
    with DagsterInstance.ephemeral() as made:
        yield made


def _begun(instance: DagsterInstance, tags: dict[str, str]) -> str:
    return instance.create_run_for_job(some_job, tags=tags, status=DagsterRunStatus.STARTED).run_id


def test_a_process_knows_itself_and_no_later_one_of_its_number() -> None:
    mine = process_mark()
    assert is_alive(mine)
    assert not is_alive(f"{os.getpid()}:1"), "the same number, another start"
    ended = subprocess.Popen([sys.executable, "-c", "pass"])
    mark = process_mark(ended.pid)
    ended.wait()
    assert not is_alive(mark)


def test_only_runs_of_dead_processes_are_closed(instance: DagsterInstance) -> None:
    alive = _begun(instance, {PROCESS_TAG: process_mark()})
    dead = _begun(instance, {PROCESS_TAG: f"{os.getpid()}:1"})
    starting = _begun(instance, {})
    assert close_dead_runs(instance, unmarked_too=False) == [dead]
    assert close_dead_runs(instance, unmarked_too=True) == [starting]
    statuses = {run.run_id: run.status for run in instance.get_runs()}
    assert statuses == {
        alive: DagsterRunStatus.STARTED,
        dead: DagsterRunStatus.FAILURE,
        starting: DagsterRunStatus.FAILURE,
    }


def test_the_home_turns_telemetry_off_and_lets_one_run_write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DAGSTER_HOME", "")  # so that the test leaves the environment as it was
    monkeypatch.setenv("DAGSTER_DISABLE_TELEMETRY", "")
    home = prepare_home(tmp_path / "warehouse")
    (home / "dagster.yaml").write_text("telemetry: {enabled: true}")
    prepare_home(tmp_path / "warehouse")
    with DagsterInstance.get() as instance:
        assert not instance.telemetry_enabled
        queue = instance.get_concurrency_config().run_queue_config
        assert queue is not None and queue.max_concurrent_runs == 1
        assert Path(instance.root_directory) == home
