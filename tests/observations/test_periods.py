"""Periods: their days, their validity, their shifting."""

import datetime

import pytest

from pipelines.extraction.observations.periods import in_year, is_several_years, is_valid, period_bounds


@pytest.mark.parametrize(
    ("period", "start", "end"),
    [
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023-02", "2023-02-01", "2023-02-28"),
        ("2024-02-29", "2024-02-29", "2024-02-29"),
        ("2024-Q4", "2024-10-01", "2024-12-31"),
        ("2024-H2", "2024-07-01", "2024-12-31"),
        ("2017/2021", "2017-01-01", "2021-12-31"),
        ("2021-01/2021-09", "2021-01-01", "2021-09-30"),
        ("2023-12-30/2024-01-01", "2023-12-30", "2024-01-01"),
        ("2022-Q3/2023-Q1", "2022-07-01", "2023-03-31"),
    ],
)
def test_bounds_are_the_first_and_last_day(period: str, start: str, end: str) -> None:
    assert period_bounds(period) == (datetime.date.fromisoformat(start), datetime.date.fromisoformat(end))


@pytest.mark.parametrize("period", [None, "", "今年", "2024-13", "2023-02-29", "2024-Q5", "0000", "24"])
def test_what_is_no_period_has_no_bounds(period: str | None) -> None:
    start, end = period_bounds(period)
    assert (start, end) == (None, None)
    assert not is_valid(period or "")


def test_a_period_does_not_run_backwards() -> None:
    assert not is_valid("2021-09/2021-01")


def test_the_same_part_of_another_year_keeps_its_length_over_new_year() -> None:
    assert in_year("2022-11/2023-02", 2020) == "2019-11/2020-02"


def test_a_winter_counts_as_several_years() -> None:
    assert is_several_years("2022-11/2023-02")
    assert not is_several_years("2023-01/2023-09")
