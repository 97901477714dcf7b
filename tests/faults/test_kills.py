"""kill -9 at random moments of every stage always leaves the old warehouse or the new one, whole."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipelines.settings import PROJECT
from tests.faults.scene import assert_recovers, change, look_at, make_scene, run_everything
from tests.processes import processes_of, start

KILLS = int(os.environ.get("FAULTS", "50"))

pytestmark = [pytest.mark.faults, pytest.mark.slow]


def test_kills_lose_nothing(tmp_path: Path):
    program = [sys.executable, "-m", "tests.faults.killed_runs", str(tmp_path / "scene"), str(KILLS)]
    # What it says meanwhile, and why it failed, goes to our own standard error.
    result = subprocess.run(program, cwd=PROJECT, stdout=subprocess.PIPE, text=True, timeout=60 + 30 * KILLS)
    assert result.returncode == 0
    assert f"{KILLS} runs killed" in result.stdout
    print(result.stdout)


def test_kills_of_make_run_lose_nothing(tmp_path: Path):
    scene = make_scene(tmp_path)
    run_everything(scene)
    before = look_at(scene)
    chance = random.Random(KILLS)
    kills = max(1, KILLS // 50)
    for attempt in range(kills):
        change(scene, 1 - attempt % 2)
        process = start("pipelines.run", scene.raw, scene.warehouse)
        time.sleep(chance.uniform(1.0, 6.0))
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        after = look_at(scene)
        assert set(before.ledger) <= set(after.ledger) and len(set(after.ledger)) == len(after.ledger)
    assert_recovers(scene, tmp_path)
    assert not processes_of(scene.warehouse), "no worker outlives its run"
    print(f"{kills} × make run killed: 0 lost")
