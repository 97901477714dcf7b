"""Cases as data: when a figure is from, what it measures and against what, whether it is a target."""

from typing import Any

import pytest

from tests.cases import cases
from tests.observations.mentions import read_facts, read_mentions


@pytest.mark.parametrize("case", cases("time_periods"))
def test_time_period(case: dict[str, Any]) -> None:
    assert [fact.time_period for fact in read_facts(case["text"], case["published"])] == case["expected"], case["why"]


@pytest.mark.parametrize("case", cases("measures"))
def test_measure_direction_and_baseline(case: dict[str, Any]) -> None:
    found = [
        " ".join(part for part in (mention.measure, mention.direction, mention.baseline) if part)
        for mention in read_mentions(case["text"])
    ]
    assert found == case["expected"], case["why"]


@pytest.mark.parametrize("case", cases("statuses"))
def test_status(case: dict[str, Any]) -> None:
    assert [fact.status for fact in read_facts(case["text"], case["published"])] == case["expected"], case["why"]


def test_a_headline_with_a_fraction_is_compared_with_a_body_of_decimals() -> None:
    facts = read_facts("山林占三分之一\n央视网消息：2023年，山林面积的五分之二为松林，指数为1.5。", "2024-03-01")
    assert facts[0].time_period == "2023"
