"""The models: the columns that users rely on, each described, and declared alike in pandera, Arrow and SQL."""

import csv
import datetime
import re
from collections import defaultdict
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipelines.batches.validate import validate_columns
from pipelines.extraction.observations.periods import is_valid
from pipelines.warehouse.ddl import create_tables, create_views
from schemas import patterns
from schemas.observations import Observations
from schemas.quantities import Quantities
from schemas.table import arrow_schema, columns_of, table_description
from schemas.tables import EXTRACTED, REFERENCES, TABLES, describe_view_column
from schemas.views import VIEWS

with Path(__file__).with_name("contract.csv").open(encoding="utf-8", newline="") as file:
    PROMISED = {row["table"]: row["columns"].split() for row in csv.DictReader(file)}
PATTERNS = {name: value for name, value in vars(patterns).items() if isinstance(value, str) and name.isupper()}


@pytest.fixture(scope="module")
def empty():
    with duckdb.connect() as connection:
        create_tables(connection)
        create_views(connection)
        yield connection


@pytest.mark.parametrize("table", PROMISED)
def test_columns_are_those_that_users_were_promised(table):
    assert [column.name for column in columns_of(TABLES[table])] == PROMISED[table]


@pytest.mark.parametrize("table", TABLES)
def test_sql_arrow_and_model_declare_the_same(empty, table):
    columns = columns_of(TABLES[table])
    declared = empty.execute(f"SELECT name, type, \"notnull\" FROM pragma_table_info('{table}')").fetchall()
    assert declared == [(column.name, column.sql_type, not column.nullable) for column in columns]
    assert arrow_schema(TABLES[table]).names == [column.name for column in columns]
    assert arrow_schema(TABLES[table]).types == [column.arrow_type for column in columns]


@pytest.mark.parametrize("table", TABLES)
def test_every_table_and_column_says_what_it_is(table):
    described = [table_description(TABLES[table]), *(column.description for column in columns_of(TABLES[table]))]
    assert all(one and len(one) > 10 and one == " ".join(one.split()) for one in described)
    assert len(set(described)) == len(described)


def test_one_name_is_one_type_in_every_extracted_table():
    types = defaultdict(set)
    for table in EXTRACTED:
        for column in columns_of(TABLES[table]):
            types[column.name].add(column.sql_type)
    assert {name: found for name, found in types.items() if len(found) > 1} == {}


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_describes_its_own_columns_and_no_others(empty, view):
    names = [name for name, *_ in empty.execute(f"DESCRIBE {view}").fetchall()]
    assert set(VIEWS[view].columns) <= set(names)
    assert all(describe_view_column(view, name) for name in names)


def test_an_undescribed_column_is_an_error():
    with pytest.raises(KeyError, match="weather of view facts"):
        describe_view_column("facts", "weather")


def test_references_name_tables_and_columns_that_exist():
    names = {table: {column.name for column in columns_of(model)} for table, model in TABLES.items()}
    for table, references in REFERENCES.items():
        for column, (other, key) in references.items():
            assert column in names[table] and key in names[other]


@pytest.mark.parametrize("name", PATTERNS)
def test_patterns_are_anchored_and_read_alike_by_python_and_sql(empty, name):
    pattern = PATTERNS[name]
    assert pattern.startswith("^") and pattern.endswith("$")
    ids = ["0" * 16, f"{'a' * 16}-s12", f"{'a' * 16}-q0", f"{'a' * 16}-o7", "f" * 64, "g" * 16]
    others = ["440200", "x440200", "４４０２００", "CN", "cn", "2021-Q1", "2021-Q5", "2021-01/2021-09", "２０２１"]
    for text in [*ids, *others, "440200\n1", ""]:
        (in_sql,) = empty.execute("SELECT regexp_matches(?, ?)", [text, pattern]).fetchone()
        assert bool(re.match(pattern, text)) is in_sql, text


@pytest.mark.parametrize(
    "period",
    ["2021", "2021-06", "2021-06-25", "2021-Q1", "2021-H2", "2021-01/2021-09", "2017/2021", "2023-12-30/2024-01-01"],
)
def test_a_period_that_is_read_fits_its_column(period):
    assert is_valid(period) and re.match(patterns.TIME_PERIOD, period)


@pytest.mark.parametrize("period", ["21", "2021-Q5", "2021-H3", "2021-6", "2021/", "2021-W07", "去年"])
def test_what_is_no_period_does_not(period):
    assert not is_valid(period) and not re.match(patterns.TIME_PERIOD, period)


ROWS: dict[type, dict[str, Any]] = {
    Quantities: {
        "quantity_id": f"{'a' * 16}-q0",
        "document_id": "a" * 16,
        "char_start": 0,
        "char_end": 3,
        "text": "18个",
        "kind": "count",
        "value": Decimal(18),
        "unit": "个",
        "unit_code": "{个}",
        "modifier": "=",
    },
    Observations: {
        "observation_id": f"{'a' * 16}-o0",
        "quantity_id": f"{'a' * 16}-q0",
        "document_id": "a" * 16,
        "indicator": "养老机构",
        "value": Decimal(18),
        "modifier": "=",
        "unit": "个",
        "unit_code": "{个}",
        "measure": "level",
        "status": "actual",
        "confidence": 0.5,
        "needs_review": True,
        "corrected": False,
    },
}


def _rules_broken(model, **changes):
    """Return the rules that a sound row breaks once `changes` are made to it."""
    row = dict.fromkeys((column.name for column in columns_of(model)), None) | ROWS[model] | changes
    kept, refused = validate_columns("a table", model, {name: [value] for name, value in row.items()})
    assert kept.num_rows + len(refused) == 1
    return [rule for refusal in refused for rule in refusal.rule.split("; ")]


@pytest.mark.parametrize("model", ROWS)
def test_a_sound_row_is_kept(model):
    assert _rules_broken(model) == []


@pytest.mark.parametrize(
    ("model", "changes", "rule"),
    [
        (Quantities, {"char_end": 0}, "char_start < char_end"),
        (Quantities, {"value": None}, "a value or a range"),
        (Quantities, {"value": None, "value_min": Decimal(3), "value_max": Decimal(2)}, "a value or a range"),
        (Quantities, {"kind": "weight"}, "kind: "),
        (Observations, {"area_code": "4402"}, "area_code: "),
        (Observations, {"time_period": "2021-Q5"}, "time_period: "),
        (Observations, {"confidence": 1.2}, "confidence: "),
        (
            Observations,
            {"period_start": datetime.date(2021, 2, 1), "period_end": datetime.date(2021, 1, 1)},
            "period_start <= period_end",
        ),
    ],
)
def test_a_row_that_breaks_a_rule_is_refused_for_it(model, changes, rule):
    assert any(broken.startswith(rule) for broken in _rules_broken(model, **changes))


def test_a_range_needs_no_value():
    assert _rules_broken(Quantities, value=None, value_min=Decimal(2), value_max=Decimal(3)) == []
