"""A folder made from the same rows and code is taken over; any change of either, or of its files, has it made anew."""

import os
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from pipelines.warehouse.reuse import inputs_digest, note_inputs, take_over

COUNTS = {"documents": 1, "facts": 2}
TABLES = ("documents", "reviews")


@pytest.fixture
def rows() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        for table in TABLES:
            connection.execute(f"CREATE TABLE {table} AS SELECT 'a' AS id, 1.5::DECIMAL(38,9) AS value")
        yield connection


@pytest.fixture
def published(tmp_path: Path) -> Path:
    folder = tmp_path / "report"
    (folder / "documents").mkdir(parents=True)
    (folder / "documents" / "a.html").write_text("page")
    (folder / "run_id.txt").write_text("the old run")
    note_inputs(folder, "digest", COUNTS)
    return folder


def _digest(rows: duckdb.DuckDBPyConnection, *code: str, more: object = None) -> str:
    return inputs_digest(rows, TABLES, code, more)


def test_the_same_inputs_take_the_files_over(published: Path, tmp_path: Path) -> None:
    new = tmp_path / "new"
    assert take_over(published, new, "digest") == COUNTS
    assert (new / "documents" / "a.html").read_text() == "page"
    assert not (new / "run_id.txt").exists(), "writing it would change the published one through the link"
    note_inputs(new, "another", {})
    assert take_over(published, tmp_path / "newest", "digest") == COUNTS, "so would the note"


def test_without_links_a_copy_can_be_taken_over_again(
    published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError("no links here")

    monkeypatch.setattr(os, "link", refuse)
    assert take_over(published, tmp_path / "new", "digest") == COUNTS
    note_inputs(tmp_path / "new", "digest", COUNTS)
    assert take_over(tmp_path / "new", tmp_path / "newest", "digest") == COUNTS


@pytest.mark.parametrize("change", ["edited", "added", "removed"])
def test_files_that_somebody_changed_are_made_anew(published: Path, tmp_path: Path, change: str) -> None:
    page = published / "documents" / "a.html"
    if change == "edited":
        page.write_text("gone")  # of the same size: the time tells
        os.utime(page, ns=(0, page.stat().st_mtime_ns + 1))
    elif change == "added":
        (published / "b.html").touch()
    else:
        page.unlink()
    assert take_over(published, tmp_path / "new", "digest") is None
    assert not (tmp_path / "new").exists()


def test_the_digest_tells_rows_code_and_all_else_apart(rows: duckdb.DuckDBPyConnection) -> None:
    before = _digest(rows, "pipelines/report")
    assert _digest(rows, "pipelines/report") == before
    assert before not in (_digest(rows, "pipelines/exports"), _digest(rows, "pipelines/report", more="unread"))
    rows.execute("UPDATE reviews SET value = 1.25")
    assert _digest(rows, "pipelines/report") != before


@pytest.mark.parametrize("damage", ["", "{}", "[1]", "not json", '{"digest": "digest", "files": 1, "counts": 2}'])
def test_a_damaged_note_makes_them_anew(published: Path, tmp_path: Path, damage: str) -> None:
    (published / "inputs.json").write_text(damage)
    assert take_over(published, tmp_path / "new", "digest") is None
    assert take_over(tmp_path / "nothing", tmp_path / "new", "digest") is None
