"""Every row of the cue vocabularies says what it is for, and its example shows that it does it."""

import csv
from pathlib import Path

import pytest

from pipelines.extraction.vocabulary import BUILT_IN
from tests.observations.mentions import read_facts, read_mentions


def examples(name: str) -> list[dict[str, str]]:
    """Return the rows of a vocabulary that bring an example."""
    with (Path(BUILT_IN) / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["example"]]


@pytest.mark.parametrize("name", ["time_words", "eras", "measure_cues", "statuses"])
def test_surfaces_are_unique(name: str) -> None:
    surfaces = [row["surface"] for row in csv.DictReader((Path(BUILT_IN) / f"{name}.csv").open(encoding="utf-8"))]
    assert len(surfaces) == len(set(surfaces))


@pytest.mark.parametrize("row", [*examples("time_words"), *examples("eras")], ids=lambda row: row["surface"])
def test_time_of_example(row: dict[str, str]) -> None:
    published = "2023-02-16" if row["kind" if "kind" in row else "note"] == "winter" else "2023-08-16"
    assert row["surface"] in row["example"]
    assert [fact.time_period for fact in read_facts(row["example"], published)] == [row["time_period"] or None]


@pytest.mark.parametrize("row", examples("measure_cues"), ids=lambda row: row["surface"])
def test_measure_of_example(row: dict[str, str]) -> None:
    assert row["surface"] in row["example"]
    mention = read_mentions(row["example"])[-1]
    assert (mention.measure, mention.direction or "") == (row["measure"] or "level", row["direction"])


@pytest.mark.parametrize("row", examples("statuses"), ids=lambda row: row["surface"])
def test_status_of_example(row: dict[str, str]) -> None:
    assert row["surface"] in row["example"]
    assert read_facts(row["example"], "2023-08-16")[-1].status == row["status"]
