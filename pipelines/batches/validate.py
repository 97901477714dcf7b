"""Rows → validated Arrow tables, and the rows that pandera refused with the rule they broke."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pandas as pd
import pandera.errors
import pyarrow as arrow

from pipelines.batches.rows import Columns
from schemas.table import DECIMAL_DIGITS, DECIMAL_PLACES, EXACT_SQL, Table, arrow_schema

_DECIMAL = arrow.decimal128(DECIMAL_DIGITS, DECIMAL_PLACES)

# By the index of a row, the rules that it breaks, each with the offending value.
Broken = dict[int, list[tuple[str, str]]]


@dataclass(frozen=True)
class Refusal:
    """One row that its table refused, with the rule it broke: a row of `rejected_rows`."""

    table_name: str
    row: str
    rule: str
    reason: str
    document_id: str | None


def validate_columns(table_name: str, model: type[Table], columns: Columns) -> tuple[arrow.Table, list[Refusal]]:
    """Return the rows that satisfy `model` as an Arrow table of its declared types, and the refused ones.

    All rules are checked on all rows before anything is refused (lazily); a row that breaks several gives one refusal
    that names them all.
    """
    columns, too_large = _without_too_large_numbers(table_name, model, columns)
    table = arrow.table(columns, schema=arrow_schema(model))
    # One thread: the other cores have batches of their own.
    frame = table.to_pandas(types_mapper=pd.ArrowDtype, use_threads=False)
    broken = broken_rules(model, frame) if table.num_rows else {}
    if not broken:
        return table, too_large
    kept, refused = refuse_rows(table_name, columns, broken)
    return arrow.table(kept, schema=arrow_schema(model)), too_large + refused


def broken_rules(model: type[Table], frame: pd.DataFrame) -> Broken:
    """Return the rows of `frame` (indexed from 0) that break rules of `model`, with these."""
    try:
        model.validate(frame, lazy=True)
    except pandera.errors.SchemaErrors as errors:
        cases = errors.failure_cases
        if cases["index"].isna().any():  # about a column as a whole: a fault of ours, no row's
            raise
        broken: Broken = {}
        for case in cases.to_dict("records"):
            rules = broken.setdefault(int(case["index"]), [])
            # A check over several columns reports one case per column: the rule is the same.
            of_row = case["schema_context"] == "DataFrameSchema"
            rule = (
                (str(case["check"]), "")
                if of_row
                else (f"{case['column']}: {case['check']}", str(case["failure_case"]))
            )
            if rule not in rules:
                rules.append(rule)
        return broken
    return {}


def refuse_rows(table_name: str, columns: Columns, broken: Broken) -> tuple[Columns, list[Refusal]]:
    """Return the columns without the rows that are broken, and the refusals of these."""
    if not broken:
        return columns, []
    refusals = [
        _refuse(table_name, {name: values[index] for name, values in columns.items()}, rules)
        for index, rules in sorted(broken.items())
    ]
    kept = {
        name: [value for index, value in enumerate(values) if index not in broken] for name, values in columns.items()
    }
    return kept, refusals


def _refuse(table_name: str, row: Mapping[str, Any], rules: list[tuple[str, str]]) -> Refusal:
    """Return the refusal of one row for breaking `rules`."""
    return Refusal(
        table_name=table_name,
        row=json.dumps(row, ensure_ascii=False, default=str),
        rule="; ".join(rule for rule, _ in rules),
        reason="; ".join(f"{rule} does not hold" + (f" for {value}" if value else "") for rule, value in rules),
        document_id=row.get("document_id"),
    )


def refusal_columns(refusals: list[Refusal]) -> Columns:
    """Return refusals as the columns of `rejected_rows`."""
    names = ("table_name", "row", "rule", "reason", "document_id")
    return {name: [getattr(refusal, name) for refusal in refusals] for name in names}


def _without_too_large_numbers(table_name: str, model: type[Table], columns: Columns) -> tuple[Columns, list[Refusal]]:
    """Return the columns without the rows whose numbers DECIMAL(38,9) cannot hold at all, and those rows' refusals.

    Arrow cannot even carry such a number to the validation, so this rule is checked before all others.
    """
    largest = Decimal(10) ** (DECIMAL_DIGITS - DECIMAL_PLACES)
    broken: Broken = {}
    for field in arrow_schema(model):
        if field.type == _DECIMAL:
            for index, number in enumerate(columns[field.name]):
                if number is not None and not abs(number) < largest:
                    rule = (f"{field.name}: {EXACT_SQL}", f"{number:.6E}")
                    broken.setdefault(index, []).append(rule)
    return refuse_rows(table_name, columns, broken)
