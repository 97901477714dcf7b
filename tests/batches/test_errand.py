"""An errand's call is made once, whatever becomes of the process that goes on it."""

import os
import signal
import time
from functools import partial
from pathlib import Path

import pytest

from pipelines.batches.errand import Errand


def _go(mark: Path, seconds: float = 0.0) -> int:
    """Leave a mark, take some time, and return the process that did."""
    mark.touch()
    time.sleep(seconds)
    return os.getpid()


def _fail() -> None:
    raise FileNotFoundError(2, "no such file", "pages")


def _wait_for(mark: Path) -> None:
    while not mark.exists():
        time.sleep(0.01)


def test_another_process_does_it(tmp_path: Path) -> None:
    assert Errand(partial(_go, tmp_path / "mark")).result() != os.getpid()


def test_what_goes_wrong_there_goes_wrong_here() -> None:
    with pytest.raises(FileNotFoundError) as caught:
        Errand(_fail).result()
    assert (caught.value.errno, caught.value.filename) == (2, "pages")


def test_it_is_done_here_where_its_process_died(tmp_path: Path) -> None:
    errand = Errand(partial(_die_elsewhere, os.getpid(), tmp_path / "mark"))
    _wait_for(tmp_path / "mark")
    assert errand.result() == os.getpid()


def _die_elsewhere(home: int, mark: Path) -> int:
    mark.touch()
    if os.getpid() != home:
        os.kill(os.getpid(), signal.SIGKILL)
    return os.getpid()


def test_one_that_is_not_wanted_any_more_ends_at_once(tmp_path: Path) -> None:
    errand = Errand(partial(_go, tmp_path / "mark", 600.0))
    _wait_for(tmp_path / "mark")
    begun = time.monotonic()
    errand.drop()
    assert time.monotonic() - begun < 60
