"""Every input that fuzzing once kept is read again: what was mended stays mended, with or without a fuzzer."""

from pathlib import Path

import pytest

from tests.fuzz.targets import TARGETS, run_target
from tests.fuzz.words import WORDS, data_of, text_of

KEPT = sorted(path for path in (Path(__file__).parent / "corpus").glob("*/*") if path.is_file())


@pytest.mark.parametrize("path", KEPT, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_kept_input(path: Path):
    run_target(path.parent.name, path.read_bytes())


@pytest.mark.parametrize("name", TARGETS)
@pytest.mark.parametrize("data", [b"", b"\0", b"\xff", b"\xff\xfe", "增长8%".encode(), "增长8%".encode("gb18030")[:-1]])
def test_every_target_takes_the_simplest_inputs(name: str, data: bytes):
    run_target(name, data)


def test_every_target_has_kept_inputs():
    assert {path.parent.name for path in KEPT} == set(TARGETS)


def test_one_byte_names_one_word():
    assert len(set(WORDS)) == len(WORDS) <= 256
    assert text_of(data_of("同比 增长 8 . 5 %")) == "同比增长8.5%"
