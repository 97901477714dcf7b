"""The findings across facts, each on a warehouse of a few rows, and the sound pairs that give none."""

import duckdb
import pytest

from pipelines.reviews import fill_reviews
from pipelines.warehouse.ddl import create_tables, create_views

CASES = [
    ([("从业人员", "2022", 100, "{person}"), ("从业人员", "2023", 110, "{person}")], 30, None, "growth"),
    ([("从业人员", "2022", 100, "{person}"), ("从业人员", "2023", 110, "{person}")], 10, None, None),
    ([("增加值", "2022", 100, "CNY"), ("增加值", "2023", 110, "CNY")], 30, None, None),
    ([("增加值", "2022", 100, "CNY"), ("增加值", "2023", 110, "CNY")], 30, "current", "growth"),
    ([("货运量", "2023", 35, "t"), ("货运量", "2023", 350000, "t")], None, None, "10^4"),
    ([("货运量", "2023", 35, "t"), ("货运量", "2023", 35, "t")], None, None, None),
    ([("城镇从业人员", "2023", 120, "{person}"), ("从业人员", "2023", 100, "{person}")], None, None, "part"),
]


def _insert(rows, number, indicator, year, value, unit, measure="level", **more):
    document = f"{0 if indicator == '城镇从业人员' or measure == 'change' else number:016x}"
    if indicator == "从业人员" and value == 100 and year == "2023":
        document = f"{0:016x}"
    columns = {
        "observation_id": f"{number:016x}-o1",
        "quantity_id": f"{number:016x}-q1",
        "document_id": document,
        "area": "临山市",
        "indicator": indicator,
        "time_period": year,
        "period_start": f"{year}-01-01",
        "period_end": f"{year}-12-31",
        "value": value,
        "modifier": "=",
        "unit": "",
        "unit_code": unit,
        "measure": measure,
        "status": "actual",
        "confidence": 1.0,
        "needs_review": False,
        "corrected": False,
        **more,
    }
    marks = ", ".join("?" * len(columns))
    rows.execute(f"INSERT INTO observations ({', '.join(columns)}) VALUES ({marks})", list(columns.values()))


@pytest.mark.parametrize(("levels", "growth", "basis", "expected"), CASES)
def test_findings(levels, growth, basis, expected):
    with duckdb.connect() as rows:
        create_tables(rows)
        create_views(rows)
        for number, level in enumerate(levels, 1):
            _insert(rows, number, *level)
        if growth is not None:
            more = {"baseline": "previous_year", "price_basis": basis}
            _insert(rows, 9, levels[0][0], "2023", growth, "%", "change", **more)
        fill_reviews(rows)
        reasons = [reason for (reason,) in rows.execute("SELECT reason FROM reviews").fetchall()]
    assert bool(reasons) is (expected is not None), reasons
    assert expected is None or any(expected in reason for reason in reasons)


def test_share_over_100_and_verdicts():
    with duckdb.connect() as rows:
        create_tables(rows)
        create_views(rows)
        _insert(rows, 1, "占比", "2023", 120, "%", "share")
        _insert(rows, 2, "占比", "2023", 130, "%", "share", corrected=True)
        fill_reviews(rows)
        assert rows.execute("SELECT observation_id[:16]::INTEGER, reason FROM reviews").fetchall() == [
            (1, "a share over 100 %")
        ]
