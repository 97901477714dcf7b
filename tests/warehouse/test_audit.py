"""The audit finds a quantity that is not at its place, a doubled key, and a reference to nothing."""

import duckdb
import pytest

from pipelines.warehouse.audit import audit_warehouse
from tests.warehouse.crafted import craft_warehouse


@pytest.fixture
def database(tmp_path):
    path = tmp_path / "wanyi.duckdb"
    craft_warehouse(path, {"text": "𠀀é100千瓦时"}, {"text": "5%"})
    return path


def test_sound_warehouse_has_no_findings(database):
    assert audit_warehouse(database) == []


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ("UPDATE documents SET text = 'x' || text", "quantities.text stands at"),
        ("UPDATE quantities SET char_end = char_end + 1", "quantities.text stands at"),
        ("UPDATE quantities SET sentence_id = '0000000000000009-s0'", "quantities.sentence_id refers to"),
        ("INSERT INTO reviews VALUES ('0000000000000009-o0', 'doubt', NULL)", "reviews.observation_id refers to"),
        ("UPDATE documents SET duplicate_of = '0000000000000009'", "documents.duplicate_of refers to"),
    ],
)
def test_finds_what_is_broken(database, change, rule):
    with duckdb.connect(str(database)) as connection:
        connection.execute(change)
    (finding,) = audit_warehouse(database)
    assert str(finding).startswith(rule)
    assert finding.rows > 0


def test_offsets_hold_in_sql_as_in_python(database):
    with duckdb.connect(str(database), read_only=True) as connection:
        assert connection.execute(
            "SELECT bool_and(substr(d.text, char_start + 1, char_end - char_start) = q.text) "
            "FROM quantities AS q JOIN documents AS d USING (document_id)"
        ).fetchone() == (True,)
