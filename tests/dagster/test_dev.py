"""`make dev`: one at a time, history kept over a restart, no process left behind."""

import json
import signal
import urllib.request
from pathlib import Path

import pytest

from tests.processes import free_ports, processes_of, run, running_ui

pytestmark = pytest.mark.slow


def _runs(address: str) -> list[dict[str, str]]:
    """Return id and status of the runs that the UI knows."""
    query = json.dumps({"query": "{ runsOrError { ... on Runs { results { runId status } } } }"}).encode()
    request = urllib.request.Request(f"{address}/graphql", query, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=30) as answer:
        return list(json.load(answer)["data"]["runsOrError"]["results"])


def test_start_twice_stop_and_start_again(tmp_path: Path) -> None:
    raw, warehouse = tmp_path / "raw", tmp_path / "warehouse"
    raw.mkdir()
    (raw / "a.txt").write_text("2023年，安溪县茶叶产量7.2万吨。", encoding="utf-8")
    assert run("pipelines.run", raw, warehouse)[0] == 0, "a history to keep"
    with running_ui(raw, warehouse) as (process, address):
        (before,) = _runs(address)
        status, printed = run("pipelines.dev", raw, warehouse, PORT=str(free_ports()))
        assert status == 1
        assert f"running for this warehouse already: {address}, process {process.pid}" in printed
        status, printed = run("pipelines.dev", raw, tmp_path / "another", PORT=address.rpartition(":")[2])
        assert status == 1
        assert "is taken by another program" in printed and "make dev PORT=" in printed
    assert process.returncode == 0
    assert not processes_of(warehouse)
    with running_ui(raw, warehouse) as (process, address):
        assert before in _runs(address)
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=60)
    assert not processes_of(warehouse)


@pytest.mark.parametrize("port", ["80", "many", "99999"])
def test_a_port_that_cannot_be_used_is_named(port: str, tmp_path: Path) -> None:
    status, printed = run("pipelines.dev", tmp_path, tmp_path / "warehouse", PORT=port)
    assert status == 1
    assert printed.startswith(f"PORT={port} is not a port that can be used")
