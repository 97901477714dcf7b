"""`make dev`: one at a time, history kept over a restart, no process left behind."""

import json
import signal
import time
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from tests.processes import free_ports, processes_of, run, running_ui

pytestmark = pytest.mark.slow


def _ask(address: str, query: str, **variables: object) -> dict[str, Any]:
    """Return what the UI's own interface answers."""
    body = json.dumps({"query": query, "variables": variables}).encode()
    request = urllib.request.Request(f"{address}/graphql", body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=30) as answer:
        return dict(json.load(answer)["data"])


def _runs(address: str) -> list[dict[str, Any]]:
    """Return the runs that the UI knows, newest first."""
    told = _ask(address, "{ runsOrError { ... on Runs { results { runId status startTime endTime } } } }")
    return list(told["runsOrError"]["results"])


def _launch(address: str) -> str:
    """Start the job `refresh` as the launchpad does and return the run's id."""
    told = _ask(address, _LAUNCH, selector=_REFRESH)["launchRun"]
    return str(told["run"]["runId"])


_REFRESH = {
    "jobName": "refresh",
    "repositoryName": "__repository__",
    "repositoryLocationName": "pipelines.definitions",
}
_LAUNCH = """
    mutation Launch($selector: JobOrPipelineSelector!) {
        launchRun(executionParams: {selector: $selector, runConfigData: {}}) {
            ... on LaunchRunSuccess { run { runId } }
            ... on PythonError { message }
        }
    }
"""


def _wait_for_end(address: str, *run_ids: str) -> list[dict[str, Any]]:
    """Return the runs once all have ended."""
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        runs = {run["runId"]: run for run in _runs(address)}
        if all(runs[run_id]["status"] in ("SUCCESS", "FAILURE", "CANCELED") for run_id in run_ids):
            return [runs[run_id] for run_id in run_ids]
        time.sleep(1)
    raise AssertionError(f"not ended in time: {runs}")


def test_start_twice_run_twice_stop_and_start_again(tmp_path: Path) -> None:
    raw, warehouse = tmp_path / "raw", tmp_path / "warehouse"
    raw.mkdir()
    (raw / "a.txt").write_text("2023年，安溪县茶叶产量7.2万吨。", encoding="utf-8")
    assert run("pipelines.run", raw, warehouse)[0] == 0, "a history to keep"
    with running_ui(raw, warehouse) as (process, address):
        before = _runs(address)[-1]
        status, printed = run("pipelines.dev", raw, warehouse, PORT=str(free_ports()))
        assert status == 1
        assert f"running for this warehouse already: {address}, process {process.pid}" in printed
        status, printed = run("pipelines.dev", raw, tmp_path / "another", PORT=address.rpartition(":")[2])
        assert status == 1
        assert "is taken by another program" in printed and "make dev PORT=" in printed
        both = _wait_for_end(address, _launch(address), _launch(address))
        assert [run["status"] for run in both] == ["SUCCESS", "SUCCESS"]
        first, second = sorted(both, key=lambda run: run["startTime"])
        assert first["endTime"] <= second["startTime"], "two runs never write at once"
    assert process.returncode == 0
    assert not processes_of(warehouse)
    with running_ui(raw, warehouse) as (process, address):
        assert before in _runs(address)
        process.send_signal(signal.SIGKILL)
        process.wait(timeout=60)
        deadline = time.monotonic() + 60
        while processes_of(warehouse) and time.monotonic() < deadline:
            time.sleep(0.5)
    assert not processes_of(warehouse), "even when it is killed"


@pytest.mark.parametrize("port", ["80", "many", "99999"])
def test_a_port_that_cannot_be_used_is_named(port: str, tmp_path: Path) -> None:
    status, printed = run("pipelines.dev", tmp_path, tmp_path / "warehouse", PORT=port)
    assert status == 1
    assert printed.startswith(f"PORT={port} is not a port that can be used")
