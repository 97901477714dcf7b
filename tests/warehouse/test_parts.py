"""A warehouse that is read in many parts gives the files, pages and findings of one that is read in one."""

import duckdb
import pytest

from pipelines.exports.tables import write_exports
from pipelines.report import write_report
from pipelines.settings import BadSetting, settings_from_environment
from pipelines.warehouse import parts
from pipelines.warehouse.audit import audit_warehouse
from pipelines.warehouse.parts import document_parts


def test_parts_hold_every_document_once(samples, monkeypatch):
    monkeypatch.setattr(parts, "_PART_CHARACTERS", 3000)
    with duckdb.connect(str(samples.database), read_only=True) as rows:
        ranges = list(document_parts(rows))
        paths = [path for (path,) in rows.execute("SELECT path FROM documents ORDER BY path").fetchall()]
    assert 1 < len(ranges) < len(paths)
    assert [path for path in paths for first, last in ranges if first <= path <= last] == paths


def test_parts_hold_few_quantities_too(samples, monkeypatch):
    monkeypatch.setattr(parts, "_PART_QUANTITIES", 100)
    with duckdb.connect(str(samples.database), read_only=True) as rows:
        found = [
            rows.execute(
                "SELECT count(*) FROM quantities JOIN documents USING (document_id) WHERE path BETWEEN ? AND ?", part
            ).fetchone()
            for part in document_parts(rows)
        ]
    assert len(found) > 1 and all(count and count[0] >= 100 for count in found[:-1])


def test_many_parts_give_what_one_gives(samples, tmp_path, monkeypatch):
    made = []
    for characters in (1, 10**9):
        monkeypatch.setattr(parts, "_PART_CHARACTERS", characters)
        folder = tmp_path / str(characters)
        assert audit_warehouse(samples.database) == []
        counts = write_exports(samples.database, folder / "csv")
        with duckdb.connect(str(samples.database), read_only=True) as rows:
            pages = write_report(rows, folder / "report", {})
        files = {file.relative_to(folder): file.read_bytes() for file in folder.rglob("*") if file.is_file()}
        made.append((counts, pages, files))
    assert made[0] == made[1]
    assert made[0][0]["facts"] > 100


def test_audit_sees_every_part(samples, tmp_path, monkeypatch):
    monkeypatch.setattr(parts, "_PART_CHARACTERS", 1)
    database = tmp_path / "broken.duckdb"
    database.write_bytes(samples.database.read_bytes())
    with duckdb.connect(str(database)) as rows:
        rows.execute("UPDATE documents SET text = '一' || text")
        quantities = rows.execute("SELECT count(*) FROM quantities").fetchone()
    (finding,) = audit_warehouse(database)
    assert quantities and finding.rows > quantities[0] * 0.9


def test_memory_that_is_no_amount_is_said(monkeypatch):
    monkeypatch.setenv("DATABASE_MEMORY", "viel")
    with pytest.raises(BadSetting, match=r"DATABASE_MEMORY=viel is not an amount of memory; write it as 512MB or 2GB"):
        settings_from_environment()
