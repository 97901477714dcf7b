"""kill -9 at random moments always leaves the old warehouse or the new one, whole."""

import subprocess
import sys

import pytest

from pipelines.settings import PROJECT


@pytest.mark.slow
def test_fifty_kills_lose_nothing(small):
    program = [sys.executable, "-m", "tests.warehouse.killed_runs", str(small.raw), str(small.warehouse), "50"]
    result = subprocess.run(program, cwd=PROJECT, capture_output=True, text=True, timeout=600)
    assert result.returncode == 0, result.stdout + result.stderr
    assert "50 runs killed" in result.stdout
