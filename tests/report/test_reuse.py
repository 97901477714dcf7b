"""Pages that show the same are taken over; any change of a row has them written anew."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from pipelines.report.pages import ReportCounts
from pipelines.report.reuse import inputs_digest, note_inputs, take_over

COUNTS = ReportCounts(1, 2, 1)
TABLES = ("documents", "sentences", "quantities", "observations", "reviews", "rejected_documents")


@pytest.fixture
def rows() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        for table in TABLES:
            connection.execute(f"CREATE TABLE {table} AS SELECT 'a' AS id, 1.5::DECIMAL(38,9) AS value")
        yield connection


@pytest.fixture
def published(tmp_path: Path, rows: duckdb.DuckDBPyConnection) -> Path:
    folder = tmp_path / "report"
    (folder / "documents").mkdir(parents=True)
    (folder / "documents" / "a.html").write_text("page")
    (folder / "run_id.txt").write_text("the old run")
    note_inputs(folder, inputs_digest(rows, {}), COUNTS)
    return folder


def test_the_same_rows_take_the_pages_over(published: Path, rows: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    new = tmp_path / "new"
    assert take_over(published, new, inputs_digest(rows, {})) == COUNTS
    assert (new / "documents" / "a.html").read_text() == "page"
    assert not (new / "run_id.txt").exists(), "writing it would change the published one through the link"


@pytest.mark.parametrize("table", TABLES)
def test_any_changed_row_writes_them_anew(
    published: Path, rows: duckdb.DuckDBPyConnection, tmp_path: Path, table: str
) -> None:
    rows.execute(f"UPDATE {table} SET value = 1.25")
    assert take_over(published, tmp_path / "new", inputs_digest(rows, {})) is None
    assert not (tmp_path / "new").exists()


def test_another_unread_numeral_writes_them_anew(rows: duckdb.DuckDBPyConnection) -> None:
    assert inputs_digest(rows, {}) != inputs_digest(rows, {"a": [(1, 2)]})


@pytest.mark.parametrize("damage", ["", "{}", "[1]", "not json"])
def test_a_damaged_note_writes_them_anew(published: Path, tmp_path: Path, damage: str) -> None:
    (published / "inputs.json").write_text(damage)
    assert take_over(published, tmp_path / "new", "x") is None
    assert take_over(tmp_path / "nothing", tmp_path / "new", "x") is None
