"""How near extracted quantities and observations come to expected ones: the samples' own measure, run by run.

Expected rows are JSON lines, one file per document, with the fields of the tables `quantities` and `observations`
(`start` and `end` for the span, `indicator_alt` for other wordings that count). A fact counts as right when its value,
unit, area, indicator, time period, measure and status all are.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

QUANTITY_FIELDS = ("kind", "value", "value_min", "value_max", "unit", "unit_code", "modifier")
FACT_FIELDS = ("area", "indicator", "time_period", "measure", "status")
OTHER_FIELDS = ("direction", "baseline")

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Score:
    """F1 of quantities (span and every field) and of facts, and what was wrong, each as one readable line."""

    quantity_f1: float
    fact_f1: float
    misses: tuple[str, ...]


def read_expected(path: Path) -> list[Row]:
    """Return the expected rows of one document, in text order."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def score_documents(documents: Iterable[tuple[str, list[Row], list[Row]]]) -> Score:
    """Return the score over `(name, expected rows, extracted rows)` of each document.

    >>> row = {"start": 0, "end": 3, "text": "20%", "kind": "percent", "value": "20", "unit": "%"}
    >>> score_documents([("sample.txt", [row], [row])]).quantity_f1
    1.0
    """
    counts: Counter[str] = Counter()
    misses: list[str] = []
    for name, expected, extracted in documents:
        found = {(row["start"], row["end"]): row for row in extracted}
        counts["quantities_expected"] += len(expected)
        counts["quantities_extracted"] += len(found)
        counts["facts_extracted"] += sum(1 for row in found.values() if row.get("indicator"))
        for row in expected:
            counts["facts_expected"] += bool(row.get("indicator"))
            twin = found.pop((row["start"], row["end"]), None)
            wrong = ["span"] if twin is None else _differences(row, twin)
            counts["quantities_right"] += not set(wrong) & {"span", *QUANTITY_FIELDS}
            if row.get("indicator"):
                counts["facts_right"] += not set(wrong) - set(OTHER_FIELDS)
            misses += [_miss(name, row, twin, field) for field in wrong]
        misses += [f"{name}@{row['start']} {row['text']}: not expected" for row in found.values()]
    return Score(_f1(counts, "quantities"), _f1(counts, "facts"), tuple(misses))


def _differences(expected: Row, extracted: Row) -> list[str]:
    """Return the names of the fields in which an extracted row differs from the expected one."""
    wrong = [
        field
        for field in (*QUANTITY_FIELDS, *FACT_FIELDS, *OTHER_FIELDS)
        if expected.get(field) != extracted.get(field)
    ]
    if expected.get("measure") == "other" and extracted.get("measure") is None:
        wrong.remove("measure")  # what states no fact is annotated "other" and has no observation
    if "indicator" in wrong and extracted.get("indicator") in (expected.get("indicator_alt") or ()):
        wrong.remove("indicator")
    return wrong


def _miss(name: str, expected: Row, extracted: Row | None, field: str) -> str:
    place = f"{name}@{expected['start']} {expected['text']}"
    if extracted is None:
        return f"{place}: not found"
    return f"{place}: {field} is {extracted.get(field)!r}, expected {expected.get(field)!r}"


def _f1(counts: Counter[str], noun: str) -> float:
    total = counts[f"{noun}_expected"] + counts[f"{noun}_extracted"]
    return round(2 * counts[f"{noun}_right"] / total, 4) if total else 1.0
