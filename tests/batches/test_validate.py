"""A row that breaks a rule is refused with every rule it breaks, and what refers to it with it; the others stay."""

import json
from decimal import Decimal
from typing import Any

import pytest

from pipelines.batches import extract
from pipelines.batches.rows import Columns, document_row, reading_columns
from pipelines.batches.validate import validate_columns
from pipelines.extraction.model import DocumentText
from pipelines.extraction.reading import read_text
from schemas.table import arrow_schema
from schemas.tables import EXTRACTED, TABLES

TEXT = "2021年，韶关市地区生产总值达1554亿元，同比增长8.6%。粮食产量12.5万吨。\n"
IDENTITY = "0123456789abcdef"


@pytest.fixture
def columns() -> dict[str, Columns]:
    """Return the columns of one document's tables, all of them sound."""
    read = reading_columns(IDENTITY, read_text(TEXT))
    row = document_row("a.txt", "0" * 64, DocumentText(TEXT, "txt", "utf-8")) | {"document_id": IDENTITY}
    empty: dict[str, Columns] = {table: {name: [] for name in arrow_schema(TABLES[table]).names} for table in EXTRACTED}
    return empty | read | {"documents": {name: [value] for name, value in row.items()}}


def test_sound_rows_are_all_kept(columns: dict[str, Columns]) -> None:
    tables = extract._validated(columns)
    assert [tables[name].num_rows for name in EXTRACTED] == [1, 2, 3, 3, 0, 0]


@pytest.mark.parametrize(
    ("column", "value", "rule"),
    [
        ("kind", "weight", "kind: isin("),
        ("quantity_id", "q0", "quantity_id: str_matches("),
        ("unit", None, "unit: not_nullable"),
        ("char_end", 0, "char_start < char_end"),
        ("value", None, "a value or a range"),
        ("value", Decimal(10) ** 29, "value: DECIMAL(38,9)"),
    ],
)
def test_a_row_that_breaks_a_rule_is_refused(columns: dict[str, Columns], column: str, value: Any, rule: str) -> None:
    quantities = columns["quantities"]
    quantities[column][1] = value
    table, refusals = validate_columns("quantities", TABLES["quantities"], quantities)
    assert table["text"].to_pylist() == ["1554亿元", "12.5万吨"]
    (refusal,) = refusals
    assert rule in refusal.rule and rule in refusal.reason
    assert (refusal.table_name, refusal.document_id) == ("quantities", IDENTITY)
    assert json.loads(refusal.row)["text"] == "8.6%"


def test_a_row_that_breaks_several_rules_is_refused_once_with_all(columns: dict[str, Columns]) -> None:
    columns["quantities"]["kind"][1], columns["quantities"]["modifier"][1] = "weight", "≈"
    _, (refusal,) = validate_columns("quantities", TABLES["quantities"], columns["quantities"])
    assert "kind: isin" in refusal.rule and "modifier: isin" in refusal.rule
    assert "does not hold for weight" in refusal.reason and "does not hold for ≈" in refusal.reason


def test_what_refers_to_a_refused_row_is_refused_with_it(columns: dict[str, Columns]) -> None:
    columns["quantities"]["kind"][1] = "weight"
    tables = extract._validated(columns)
    assert (tables["quantities"].num_rows, tables["observations"].num_rows) == (2, 2)
    refused = tables["rejected_rows"].to_pylist()
    assert [row["table_name"] for row in refused] == ["quantities", "observations"]
    assert refused[1]["rule"] == "quantity_id: refers to a row of quantities"
