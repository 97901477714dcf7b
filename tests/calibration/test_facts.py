"""Which facts of a folder are judged, and by what."""

import json
from pathlib import Path
from types import ModuleType

import pytest

from tests.calibration.facts import judge_folder

TEXT = "2022年，韶关市发电量80亿千瓦时，用电量90亿千瓦时。"
READ_AS = ["韶关市", "发电量", "2022", "level", "actual"]


@pytest.fixture
def judge() -> ModuleType:
    judge = ModuleType("judge")
    judge.CORE = judge.OBS = ["area", "indicator", "time_period", "measure", "status"]  # type: ignore[attr-defined]
    return judge


def _write(folder: Path, annotation: dict[str, object]) -> Path:
    (folder / "docs").mkdir()
    (folder / "docs" / "documents.csv").write_text("document,published,area\na.txt,2023-01-05,\n", encoding="utf-8")
    (folder / "docs" / "a.txt").write_text(TEXT, encoding="utf-8")
    place = TEXT.index("80亿千瓦时")
    drawn = {"start": place, "end": place + len("80亿千瓦时")} | annotation
    (folder / "a.jsonl").write_text(json.dumps(drawn) + "\n", encoding="utf-8")
    return folder


@pytest.mark.parametrize("is_right", [True, False])
def test_of_a_draw_only_the_facts_drawn_are_judged(tmp_path, judge, is_right):
    (fact,) = judge_folder(_write(tmp_path, {"right": is_right, "read_as": READ_AS}), judge)
    assert fact.is_right is is_right
    assert "indicator_official" in fact.signals


def test_a_verdict_on_another_reading_does_not_count(tmp_path, judge):
    assert judge_folder(_write(tmp_path, {"right": True, "read_as": ["中国", *READ_AS[1:]]}), judge) == []
