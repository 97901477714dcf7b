"""A full disk at every write, and a folder that cannot be written: nothing published is touched, and it is said."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipelines.assets.failures import explain
from pipelines.settings import Settings
from tests.faults.scene import assert_recovers, change, look_at, make_scene, run_everything
from tests.processes import run

LONG = "FAULTS" in os.environ

pytestmark = [pytest.mark.faults, pytest.mark.slow]


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """Mount a small disk in memory; skip where this user may not, but not in CI."""
    place = tmp_path / "disk"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=32m,mode=755", "tmpfs", str(place)]
    if sys.platform != "linux" or os.geteuid() != 0 or subprocess.run(command, capture_output=True).returncode:
        if os.environ.get("CI") == "true":
            pytest.fail("a tmpfs must be mounted for this test, which only root may do")
        pytest.skip("only root may mount a small disk (tmpfs)")
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)


def test_full_disk_at_every_write(disk: Path, tmp_path: Path):
    scene = make_scene(tmp_path, disk / "warehouse")
    run_everything(scene)
    used = shutil.disk_usage(disk).used
    step = 64 << 10 if LONG else 512 << 10
    free, full, space = 0, 0, shutil.disk_usage(disk).free
    number = 0
    while True:
        number = 1 - number
        change(scene, number)
        before = look_at(scene)
        ballast = disk / "ballast"
        with ballast.open("wb") as file:
            file.write(bytes(max(0, shutil.disk_usage(disk).free - free)))
        problem = _problem_of_a_run(scene)
        ballast.unlink()
        after = look_at(scene)
        if problem is None:
            assert len(set(after.runs)) == 1 and after.runs[0] not in before.runs
            break
        full += 1
        _assert_says(problem, scene, "The disk is full: ", "nothing was published", "Free some space on the disk of ")
        assert after == before, f"with {free} bytes free"
        if full % 4 == 1:
            assert_recovers(scene, tmp_path)
        free += step
        assert free < space, "a run must fit in the end"
    assert_recovers(scene, tmp_path)
    assert full > 3
    print(f"disk full at {full} points of a run that needs {free >> 10} KiB beside {used >> 10} KiB: nothing lost")


def test_read_only_folder(disk: Path, tmp_path: Path):
    scene = make_scene(tmp_path, disk / "warehouse")
    run_everything(scene)
    before = look_at(scene)
    change(scene, 1)
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    problem = _problem_of_a_run(scene)
    status, printed = run("pipelines.run", scene.raw, scene.warehouse)
    subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True)
    assert problem is not None
    _assert_says(problem, scene, "Read-only file system", "Give yourself the right to it", "WAREHOUSE=dir")
    assert status == 1 and "cannot be written: Read-only file system" in printed and "WAREHOUSE=dir" in printed
    assert look_at(scene) == before
    assert_recovers(scene, tmp_path)


def _problem_of_a_run(settings: Settings) -> Exception | None:
    """Return what a run raised, None where it succeeded."""
    try:
        run_everything(settings)
    except Exception as problem:
        return problem
    return None


def _assert_says(problem: Exception, settings: Settings, *words: str) -> None:
    told = explain(problem, settings)
    assert told is not None, repr(problem)
    assert all(word in str(told) for word in words), str(told)
