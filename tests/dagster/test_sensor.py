"""The sensor: settled changes start one run, a burst is one run, a failed run is not tried again and again."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from dagster import AssetMaterialization, DagsterInstance, SensorResult, SkipReason, build_sensor_context

from pipelines import sensors
from pipelines.home import CAUSE_TAG, RAW_STATE
from pipelines.raw_state import raw_state
from pipelines.sensors import new_texts


@pytest.fixture
def raw(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "raw"
    folder.mkdir()
    (folder / "a.txt").write_text("出口12亿元。", encoding="utf-8")
    monkeypatch.setenv("RAW_DIR", str(folder))
    return folder


@pytest.fixture
def instance() -> Iterator[DagsterInstance]:
    with DagsterInstance.ephemeral() as made:
        yield made


class Watch:
    """The sensor as the daemon would call it, look after look."""

    def __init__(self, instance: DagsterInstance) -> None:
        self.instance = instance
        self.cursor: str | None = None

    def look(self) -> SensorResult:
        answer = new_texts(build_sensor_context(instance=self.instance, cursor=self.cursor))
        if isinstance(answer, SkipReason):
            return SensorResult(skip_reason=answer)
        assert isinstance(answer, SensorResult)
        self.cursor = answer.cursor
        return answer


def _was_read(instance: DagsterInstance, raw: Path) -> None:
    event = AssetMaterialization("documents", metadata={RAW_STATE: raw_state(raw).digest})
    instance.report_runless_asset_event(event)


def test_the_first_look_waits_and_the_second_starts_one_run(raw: Path, instance: DagsterInstance) -> None:
    watch = Watch(instance)
    assert not watch.look().run_requests
    (request,) = watch.look().run_requests or []
    assert request.tags[CAUSE_TAG] == "texts changed, 1 files"


def test_a_burst_is_one_run(raw: Path, instance: DagsterInstance) -> None:
    _was_read(instance, raw)
    watch = Watch(instance)
    assert not watch.look().run_requests
    for number in range(50):
        (raw / f"{number}.txt").write_text("进口3亿元。", encoding="utf-8")
        if number % 10 == 0:
            assert not watch.look().run_requests, "still moving"
    watch.look()
    assert len(watch.look().run_requests or []) == 1


def test_nothing_new_starts_nothing(raw: Path, instance: DagsterInstance) -> None:
    _was_read(instance, raw)
    watch = Watch(instance)
    assert not watch.look().run_requests
    assert not watch.look().run_requests


def test_the_same_state_has_the_same_key_until_it_was_read(raw: Path, instance: DagsterInstance) -> None:
    """Dagster starts one run per key: a run that failed is not repeated before something changes."""
    watch = Watch(instance)
    watch.look()
    (first,) = watch.look().run_requests or []
    (again,) = watch.look().run_requests or []
    assert first.run_key == again.run_key
    _was_read(instance, raw)
    (raw / "b.txt").write_text("x")
    watch.look()
    (other,) = watch.look().run_requests or []
    assert other.run_key != first.run_key


def test_a_folder_that_never_rests_is_read_after_a_while(raw: Path, instance: DagsterInstance) -> None:
    watch = Watch(instance)
    watch.look()
    before = sensors._parse(watch.cursor)
    assert before is not None
    moved = raw_state(raw)._replace(digest="another")
    assert not sensors.has_settled(moved, before, before.differs_since + 1)
    assert sensors.has_settled(moved, before, before.differs_since + 601)


def test_a_cursor_of_another_version_is_no_cursor() -> None:
    assert sensors._parse("something else") is None
