"""Every row of this stage's vocabularies proves its own example, and what the columns promise."""

from fractions import Fraction

import pytest

from pipelines.extraction import extract_quantities, read_numeral
from pipelines.extraction.vocabulary import Vocabularies, built_in
from tests.quantities.written import written

MODIFIERS = {"=", "~", ">", ">=", "<", "<="}


def rows(name: str) -> list:
    return [pytest.param(row, id=row["surface"]) for row in built_in().rows(name)]


@pytest.mark.parametrize("row", rows("units"))
def test_unit_example(row):
    (quantity,) = extract_quantities(row["example"])
    assert (quantity.unit_code, quantity.kind) == (row["unit_code"], row["kind"])
    assert quantity.value is not None
    assert Fraction(quantity.value) == Fraction(row["value"])


@pytest.mark.parametrize("row", rows("counted_nouns"))
def test_counted_noun_example(row):
    (quantity,) = extract_quantities(row["example"])
    assert (str(quantity.value), quantity.unit, quantity.unit_code) == (row["value"], "", "")


@pytest.mark.parametrize("row", rows("modifiers"))
def test_modifier_example(row):
    assert row["modifier"] in MODIFIERS
    (quantity,) = extract_quantities(row["example"])
    assert quantity.modifier == row["modifier"]


@pytest.mark.parametrize("row", rows("not_quantities"))
def test_not_a_quantity_example(row):
    assert row["surface"].removeprefix("N") in row["example"]
    assert written(extract_quantities(row["example"])) == []


@pytest.mark.parametrize("row", rows("digits") + rows("scales"))
def test_digit_and_scale_example(row):
    assert row["surface"] in row["example"]
    assert str(read_numeral(row["example"])) == row["example_value"]


@pytest.mark.parametrize("name", ["units", "counted_nouns", "not_quantities", "digits", "scales"])
def test_surfaces_are_unique(name):
    surfaces = [row["surface"] for row in built_in().rows(name)]
    assert len(surfaces) == len(set(surfaces))


def test_base_units_are_exact_fractions():
    factors = {
        row["surface"]: (row["base_unit_code"], Fraction(int(row["base_numerator"]), int(row["base_denominator"])))
        for row in built_in().rows("units")
        if row["base_unit_code"]
    }
    assert factors["亩"] == ("m2", Fraction(2000, 3))
    assert factors["斤"] == ("kg", Fraction(1, 2))
    assert factors["千瓦时"] == ("J", Fraction(3600000))


def test_one_code_has_one_factor():
    factors: dict[str, set[tuple[str, str, str]]] = {}
    for row in built_in().rows("units"):
        if row["base_unit_code"] and row["kind"] != "money":
            factor = (row["base_unit_code"], row["base_numerator"], row["base_denominator"])
            factors.setdefault(row["unit_code"], set()).add(factor)
    assert [code for code, different in factors.items() if len(different) > 1] == []


def test_a_user_adds_and_replaces_rows():
    unit = dict.fromkeys(built_in().rows("units")[0], "")
    added = Vocabularies(
        {
            "units": [unit | {"surface": "拃", "unit_code": "{拃}", "kind": "count"}],
            "not_quantities": [{"surface": "N联赛", "example": "3联赛", "note": ""}, {"surface": "八道湾", "note": ""}],
        }
    )
    text = "宽3拃，住八道湾，办3联赛"
    assert written(extract_quantities(text)) == ["八道 | count | 8 | 道 | {道} | ="]
    assert written(extract_quantities(text, vocabularies=added)) == ["3拃 | count | 3 | 拃 | {拃} | ="]


def test_a_users_row_wins_over_every_built_in_vocabulary():
    added = Vocabularies({"not_quantities": [{"surface": "N项", "example": "3项", "note": ""}]})
    assert written(extract_quantities("完成3项", vocabularies=added)) == []
