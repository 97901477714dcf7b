"""`make run` as a person meets it: what it prints, what it leaves, how it fails."""

import os
import time
from pathlib import Path

import duckdb
import pytest

from tests.processes import run, start

pytestmark = pytest.mark.slow

TEXT = "2023年，安溪县茶叶产量7.2万吨，比上年增长3.5%。全县共有茶农12万户。\n"


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    folder = tmp_path / "raw"
    folder.mkdir()
    (folder / "茶叶.txt").write_text(TEXT, encoding="utf-8")
    return folder


def test_a_run_publishes_and_says_what_it_found(raw: Path, tmp_path: Path) -> None:
    (raw / "broken.txt").write_bytes(b"")
    status, printed = run("pipelines.run", raw, tmp_path / "warehouse")
    assert status == 0, printed
    for said in (
        "1 documents, 1 files not read",
        "quantities",
        "observations",
        "rows rejected",
        "seconds",
        "broken.txt",
    ):
        assert said in printed
    assert "DEBUG" not in printed and "Traceback" not in printed
    for published in ("wanyi.duckdb", "csv/facts.csv", "csv/datapackage.json", "report/index.html"):
        assert (tmp_path / "warehouse" / published).is_file()
    run_ids = {(tmp_path / "warehouse" / folder / "run_id.txt").read_text() for folder in ("csv", "report")}
    assert len(run_ids) == 1


def test_a_run_with_nothing_to_read_leaves_what_was_published(raw: Path, tmp_path: Path) -> None:
    warehouse = tmp_path / "warehouse"
    assert run("pipelines.run", raw, warehouse)[0] == 0
    before = (warehouse / "wanyi.duckdb").read_bytes()
    (raw / "茶叶.txt").unlink()
    status, printed = run("pipelines.run", raw, warehouse)
    assert status == 1
    assert f"There is nothing to read in {raw}." in printed and "Put texts there" in printed
    (raw / "noise.txt").write_bytes(os.urandom(500))
    status, printed = run("pipelines.run", raw, warehouse)
    assert status == 1
    assert "Not one of the 1 files" in printed and "noise.txt" in printed
    assert (warehouse / "wanyi.duckdb").read_bytes() == before


def test_a_setting_that_cannot_be_used_is_named(raw: Path, tmp_path: Path) -> None:
    status, printed = run("pipelines.run", raw, tmp_path / "warehouse", WORKERS="many")
    assert status == 2
    assert printed.strip() == "WORKERS=many is not a whole number from 1."


def test_a_warehouse_that_is_a_file_is_named(raw: Path, tmp_path: Path) -> None:
    (tmp_path / "warehouse").write_text("in the way")
    status, printed = run("pipelines.run", raw, tmp_path / "warehouse")
    assert status == 1
    assert str(tmp_path / "warehouse") in printed and "WAREHOUSE=dir" in printed and "Traceback" not in printed


def test_a_database_open_for_writing_stops_the_publication(raw: Path, tmp_path: Path) -> None:
    warehouse = tmp_path / "warehouse"
    assert run("pipelines.run", raw, warehouse)[0] == 0
    with duckdb.connect(str(warehouse / "wanyi.duckdb")) as other:
        other.execute("SELECT 1")
        (raw / "b.txt").write_text(TEXT, encoding="utf-8")
        status, printed = run("pipelines.run", raw, warehouse)
    assert status == 1
    assert "is open for writing" in printed and "READ_ONLY" in printed


def test_two_runs_at_once_both_end_well_one_after_the_other(raw: Path, tmp_path: Path) -> None:
    warehouse = tmp_path / "warehouse"
    both = [start("pipelines.run", raw, warehouse) for _ in range(2)]
    printed = [process.communicate(timeout=180)[0] for process in both]
    assert [process.returncode for process in both] == [0, 0], printed
    with duckdb.connect(str(warehouse / "wanyi.duckdb"), read_only=True) as rows:
        spans = rows.execute("SELECT started, finished FROM runs ORDER BY started").fetchall()
    assert len(spans) == 2
    assert spans[0][1] <= spans[1][0]


def test_an_interrupted_run_says_so_and_the_next_one_succeeds(raw: Path, tmp_path: Path) -> None:
    for number in range(300):
        (raw / f"{number}.txt").write_text(TEXT * 200, encoding="utf-8")
    warehouse = tmp_path / "warehouse"
    process = start("pipelines.run", raw, warehouse)
    deadline = time.monotonic() + 60
    while not list((warehouse / ".cache").glob("segments/*")) and time.monotonic() < deadline:
        time.sleep(0.05)
    process.send_signal(2)
    printed = process.communicate(timeout=60)[0]
    assert process.returncode == 130, printed
    assert "Interrupted" in printed and "Traceback" not in printed
    for number in range(1, 300):
        (raw / f"{number}.txt").unlink()
    assert run("pipelines.run", raw, warehouse)[0] == 0
