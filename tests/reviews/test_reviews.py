"""The findings across facts, each on a warehouse of a few rows, and the sound rows that give none."""

import json
from itertools import starmap
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipelines.extraction.observations.time_period import period_bounds
from pipelines.reviews import fill_reviews
from tests.growth import MOST_GROWTH, growth_of_doubling
from tests.warehouse.crafted import craft_warehouse

CASES = [json.loads(line) for line in Path(__file__).with_name("findings.jsonl").read_text("utf-8").splitlines()]


def _fact(indicator: str, period: str, text: str, value: float, unit_code: str, more: Any = None) -> dict[str, Any]:
    """Return a fact as `craft_warehouse` takes it; `more` names what differs from an exact level that is certain."""
    fields = {"indicator": indicator, "time_period": period, "text": text, "value": value, "unit_code": unit_code}
    start, end = period_bounds(period)
    return fields | {"period_start": start, "period_end": end} | (more or {})


@pytest.fixture(scope="module")
def findings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[list[Any]]]:
    """Return what was found in each case; the cases share one warehouse, each with an area and documents of its own."""
    database = tmp_path_factory.mktemp("reviews") / "wanyi.duckdb"
    facts, owners = [], []
    for case in CASES:
        for number, fact in enumerate(starmap(_fact, case["facts"]), 1):
            own = {"area": case["why"], "document": f"{case['why']} {fact.get('document', 'a.txt')}"}
            facts.append(fact | own)
            owners.append((case["why"], number))
    numbers = dict(zip(craft_warehouse(database, *facts), owners, strict=True))
    found: dict[str, list[list[Any]]] = {case["why"]: [] for case in CASES}
    with duckdb.connect(str(database)) as rows:
        for case in CASES:
            if case.get("one_sentence"):
                rows.execute(
                    "UPDATE quantities SET sentence_id = document_id || '-s0' WHERE document_id IN "
                    "(SELECT document_id FROM observations WHERE area = ?)",
                    [case["why"]],
                )
        fill_reviews(rows)
        query = "SELECT observation_id, reason, other_observation_id FROM reviews"
        for one, reason, other in rows.execute(query).fetchall():
            why, number = numbers[one]
            found[why].append([number, reason, numbers[other][1] if other else None])
    return found


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_findings(findings, case):
    assert sorted(findings[case["why"]], key=str) == sorted(case["found"], key=str)


def test_the_findings_are_computed_whole(tmp_path):
    """What they say does not depend on the order in which documents came."""
    facts = [_fact("货运量", "2023", f"{n}万吨", n * 10000, "t", {"document": f"{n}.txt"}) for n in (35, 37, 39)]
    found = []
    for number, order in enumerate((facts, facts[::-1])):
        craft_warehouse(tmp_path / f"{number}.duckdb", *order)
        with duckdb.connect(str(tmp_path / f"{number}.duckdb")) as rows:
            fill_reviews(rows)
            query = """
                SELECT a.value, r.reason, b.value FROM reviews AS r JOIN observations AS a USING (observation_id)
                JOIN observations AS b ON b.observation_id = r.other_observation_id ORDER BY ALL
            """
            found.append(rows.execute(query).fetchall())
    assert found[0] == found[1] and len(found[0]) == 6


def test_the_time_they_take_grows_with_the_facts(tmp_path):
    def work(size: int) -> None:
        with duckdb.connect(str(tmp_path / "wanyi.duckdb")) as rows:
            rows.execute("BEGIN")
            for table, key in (("quantities", "quantity_id"), ("observations", "observation_id")):
                rows.execute(
                    f"INSERT INTO {table} BY NAME SELECT kept.* REPLACE ({key} || '-' || copy AS {key}"
                    + (", quantity_id || '-' || copy AS quantity_id, indicator || copy // 2 AS indicator"
                       if table == "observations" else "")
                    + f") FROM {table} AS kept, range({size // len(facts)}) AS copies(copy)"
                )  # fmt: skip
            fill_reviews(rows)
            rows.execute("ROLLBACK")

    facts = [_fact(*fact) for case in CASES[:20] for fact in case["facts"]]
    craft_warehouse(tmp_path / "wanyi.duckdb", *facts)
    assert growth_of_doubling(work, 4000) <= MOST_GROWTH
