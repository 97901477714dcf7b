"""Declared types, keys and checks, and a description of everything, from the models alone."""

import duckdb
import pytest

from pipelines.warehouse.ddl import PRIMARY_KEYS
from schemas.table import columns_of
from schemas.tables import TABLES
from schemas.views import VIEWS
from tests.warehouse.crafted import craft_warehouse


@pytest.fixture(scope="module")
def connection(samples):
    with duckdb.connect(str(samples.database), read_only=True) as connection:
        yield connection


def test_every_table_and_view_has_a_comment(connection):
    commented = dict(connection.execute(
        "SELECT table_name, comment FROM duckdb_tables() UNION ALL "
        "SELECT view_name, comment FROM duckdb_views() WHERE NOT internal"
    ).fetchall())  # fmt: skip
    assert set(commented) == {*TABLES, *VIEWS}
    assert all(commented.values())


def test_every_column_has_a_comment(connection):
    silent = connection.execute(
        "SELECT table_name || '.' || column_name FROM duckdb_columns() WHERE NOT internal AND comment IS NULL"
    ).fetchall()
    assert not silent


def test_comments_are_the_models_descriptions(connection):
    stored = dict(connection.execute(
        "SELECT column_name, comment FROM duckdb_columns() WHERE table_name = 'observations'"
    ).fetchall())  # fmt: skip
    assert stored == {column.name: column.description for column in columns_of(TABLES["observations"])}


def test_values_are_decimals_as_declared(connection):
    types = connection.execute(
        "SELECT DISTINCT data_type FROM duckdb_columns() WHERE column_name IN ('value', 'value_min', 'value_max') "
        "AND table_name IN ('quantities', 'observations', 'facts', 'series', 'targets', 'conflicts')"
    ).fetchall()
    assert types == [("DECIMAL(38,9)",)]


def test_every_key_is_declared(connection):
    keys = dict(connection.execute(
        "SELECT table_name, constraint_column_names[1] FROM duckdb_constraints() WHERE constraint_type = 'PRIMARY KEY'"
    ).fetchall())  # fmt: skip
    assert keys == PRIMARY_KEYS


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("quantities", "kind = 'weight'"),
        ("quantities", "modifier = '≈'"),
        ("quantities", "char_end = char_start"),
        ("observations", "status = 'planned'"),
        ("observations", "confidence = 1.5"),
        ("observations", "period_end = DATE '1999-01-01'"),
        ("observations", "indicator = NULL"),
    ],
)
def test_file_itself_refuses_what_the_models_refuse(tmp_path, table, change):
    craft_warehouse(tmp_path / "wanyi.duckdb", {})
    with (
        duckdb.connect(str(tmp_path / "wanyi.duckdb")) as connection,
        pytest.raises(duckdb.ConstraintException),
    ):
        connection.execute(f"UPDATE {table} SET {change}")
