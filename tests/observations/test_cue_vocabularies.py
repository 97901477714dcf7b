"""Every row of the cue vocabularies says what it is for, and its example shows that it does it."""

import pytest

from pipelines.extraction.vocabulary import Row, built_in
from tests.observations.mentions import read_facts, read_mentions


def examples(name: str) -> list[Row]:
    """Return the rows of a vocabulary that bring an example."""
    return [row for row in built_in().rows(name) if row["example"]]


@pytest.mark.parametrize("name", ["time_words", "eras", "measure_cues", "statuses"])
def test_surfaces_are_unique(name: str) -> None:
    surfaces = [row["surface"] for row in built_in().rows(name)]
    assert len(surfaces) == len(set(surfaces))


@pytest.mark.parametrize("row", [*examples("time_words"), *examples("eras")], ids=lambda row: row["surface"])
def test_time_of_example(row: Row) -> None:
    published = "2023-02-16" if row["kind" if "kind" in row else "note"] == "winter" else "2023-08-16"
    assert row["surface"] in row["example"]
    assert [fact.time_period for fact in read_facts(row["example"], published)] == [row["time_period"] or None]


@pytest.mark.parametrize("row", examples("measure_cues"), ids=lambda row: row["surface"])
def test_measure_of_example(row: Row) -> None:
    assert row["surface"] in row["example"]
    mention = read_mentions(row["example"])[-1]
    assert (mention.measure, mention.direction or "") == (row["measure"] or "level", row["direction"])


@pytest.mark.parametrize("row", examples("statuses"), ids=lambda row: row["surface"])
def test_status_of_example(row: Row) -> None:
    assert row["surface"] in row["example"]
    assert read_facts(row["example"], "2023-08-16")[-1].status == row["status"]
