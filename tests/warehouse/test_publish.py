"""Readers never block a run nor see half of one; a writer makes the publish wait; what was cut short is completed."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pytest

from pipelines.settings import PROJECT, Settings
from pipelines.warehouse.publish import PublishRefused, mark_ready
from pipelines.warehouse.runs import start_run
from tests.warehouse.whole_run import read_tables, run_whole

HOLDER = """
import duckdb, sys
connection = duckdb.connect(sys.argv[1], read_only=sys.argv[2] == "reader")
if sys.argv[2] == "writer":
    connection.execute("PRAGMA disable_checkpoint_on_shutdown")
    connection.execute("CREATE TABLE IF NOT EXISTS notes (note VARCHAR)")
    connection.execute("INSERT INTO notes VALUES ('mine')")
print(connection.execute("SELECT count(*) FROM documents").fetchone()[0], flush=True)
sys.stdin.readline()
print(connection.execute("SELECT count(*) FROM documents").fetchone()[0], flush=True)
"""


@contextmanager
def holding(database: Path, role: str) -> Iterator["subprocess.Popen[str]"]:
    """Hold the published file open in another process, as a reader or as a writer."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(database), role], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    process.stdout.readline()
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def add_document(settings: Settings, name: str) -> None:
    (settings.raw / name).write_text("2022年，发电量为3亿千瓦时。\n", encoding="utf-8")


def documents(settings: Settings) -> int:
    return read_tables(settings.database)["documents"].num_rows


def test_readers_keep_what_they_opened_and_new_ones_see_the_new(small):
    run_whole(small)
    with holding(small.database, "reader") as reader:
        add_document(small, "c.txt")
        run_whole(small)
        seen_by_the_old_reader, _ = reader.communicate("\n", timeout=30)
        assert seen_by_the_old_reader.split() == ["2"]
    assert documents(small) == 3


def test_writer_makes_the_publish_wait_and_the_next_run_completes_it(small):
    run_whole(small)
    with holding(small.database, "writer"):
        assert small.database.with_name("wanyi.duckdb.wal").exists()
        add_document(small, "c.txt")
        with pytest.raises(PublishRefused, match=r"ATTACH .* \(READ_ONLY\)"):
            run_whole(small)
        assert documents_in_csv(small) == 2
    duckdb.connect(str(small.database)).close()  # closes what the killed writer left open
    said: list[str] = []
    with start_run(small, cause="test", say=said.append):
        assert documents(small) == 3
    assert "Completed the publication" in said[0]
    assert documents_in_csv(small) == 3


def test_result_that_waits_does_not_stop_the_next_run(small):
    run_whole(small)
    with holding(small.database, "writer"):
        for name in ("c.txt", "d.txt"):
            add_document(small, name)
            with pytest.raises(PublishRefused):
                run_whole(small)
        assert len(list(small.staging.iterdir())) == 1
    duckdb.connect(str(small.database)).close()
    with start_run(small, cause="test", say=lambda _: None):
        pass
    assert documents(small) == 4


def test_log_that_a_crash_left_stops_the_publish(small):
    run_whole(small)
    small.database.with_name("wanyi.duckdb.wal").write_bytes(b"")
    with pytest.raises(PublishRefused, match="CHECKPOINT"):
        run_whole(small)


def documents_in_csv(settings: Settings) -> int:
    return len((settings.warehouse / "csv" / "documents.csv").read_text(encoding="utf-8-sig").splitlines()) - 1


@pytest.mark.parametrize("moved", [0, 1, 2])
def test_publish_that_was_cut_short_is_completed(small, moved):
    run_whole(small)
    add_document(small, "c.txt")
    aside = Settings(small.raw, small.warehouse.parent / "other")
    run_whole(aside)
    staging = small.staging / "20990101T000000Z-1"
    staging.mkdir(parents=True)
    shutil.copy(aside.database, staging / "wanyi.duckdb")
    shutil.copytree(aside.warehouse / "csv", staging / "csv")
    shutil.copytree(aside.cache, staging / "state", ignore=shutil.ignore_patterns("segments"))
    shutil.copytree(aside.cache / "segments", small.cache / "segments", dirs_exist_ok=True)
    mark_ready(staging)
    if moved >= 1:
        (staging / "wanyi.duckdb").replace(small.database)
    if moved >= 2:  # exchanged: the old folder now lies in staging
        shutil.move(small.warehouse / "csv", staging / "old")
        (staging / "csv").rename(small.warehouse / "csv")
        (staging / "old").rename(staging / "csv")
    with start_run(small, cause="test", say=lambda _: None):
        pass
    assert documents(small) == documents_in_csv(small) == 3
    assert (small.warehouse / "csv" / "run_id.txt").read_text().strip() == staging.name
    assert not list(small.staging.iterdir())


def test_second_run_waits_for_the_first(small):
    program = [sys.executable, "-m", "tests.warehouse.whole_run", str(small.raw), str(small.warehouse), "1"]
    both = [subprocess.Popen(program, cwd=PROJECT, stdout=subprocess.PIPE) for _ in range(2)]
    assert [process.wait(timeout=120) for process in both] == [0, 0]
    with duckdb.connect(str(small.database), read_only=True) as connection:
        assert connection.execute("SELECT list(documents_read ORDER BY documents_read) FROM runs").fetchone() == (
            [0, 2],
        )


def test_run_that_fails_leaves_the_last_good_warehouse(small, monkeypatch):
    run_whole(small)
    before = small.database.read_bytes()
    add_document(small, "c.txt")
    monkeypatch.setattr("tests.warehouse.whole_run.audit_warehouse", lambda database: ["a finding"])
    with pytest.raises(AssertionError, match="a finding"):
        run_whole(small)
    assert small.database.read_bytes() == before
    assert not list(small.staging.iterdir())
