"""The views: what agrees, what is best supported, what was aimed at and reached."""

import duckdb
import pytest

from tests.warehouse.crafted import craft_warehouse


@pytest.fixture
def warehouse(tmp_path):
    """Return a function that crafts a warehouse and gives its ids and the rows of a query."""

    def craft(query, *observations, reprints=None):
        database = tmp_path / "wanyi.duckdb"
        database.unlink(missing_ok=True)
        ids = craft_warehouse(database, *observations, reprints=reprints)
        with duckdb.connect(str(database), read_only=True) as connection:
            return ids, connection.execute(query).fetchall()

    return craft


def fact(document="a.txt", text="1554亿元", value="155400000000", modifier="=", **more):
    return {
        "document": document, "text": text, "value": value, "modifier": modifier,
        "indicator": "地区生产总值", "unit": "元", "unit_code": "CNY", **more,
    }  # fmt: skip


YEAR_2020 = {"time_period": "2020", "period_start": "2020-01-01", "period_end": "2020-12-31"}
AGREE = {
    "rounded": (fact(), fact("b.txt", "1554.2亿元", "155420000000")),
    "rounded twice": (fact(text="0.16万亿元", value="160000000000"), fact("b.txt", "1554亿元", "155400000000")),
    "more than": (fact(text="1500亿元", value="150000000000", modifier=">"), fact("b.txt")),
    "at most": (fact(text="1600亿元", value="160000000000", modifier="<="), fact("b.txt")),
    "about": (fact(text="1550亿元", value="155000000000", modifier="~"), fact("b.txt")),
    "in words": (fact(text="一千五百五十亿元", value="155000000000"), fact("b.txt")),
    "in a range": (
        fact(text="1500-1600亿元", value=None, value_min="150000000000", value_max="160000000000"), fact("b.txt"),
    ),
    "a fall by more": (
        fact(text="5%", value="-5", modifier=">", measure="change", direction="down", unit="%", unit_code="%"),
        fact("b.txt", "6.2%", "-6.2", measure="change", direction="down", unit="%", unit_code="%"),
    ),
    "another period": (fact(), fact("b.txt", "999亿元", "99900000000", time_period="2020")),
    "another unit": (fact(), fact("b.txt", "999亿美元", "99900000000", unit="美元", unit_code="USD")),
    "another status": (fact(), fact("b.txt", "999亿元", "99900000000", status="target")),
    "another baseline": (
        fact(text="5%", value="5", measure="change", baseline="previous_year"),
        fact("b.txt", "2%", "2", measure="change", baseline="previous_period"),
    ),
    "nominal and real": (
        fact(text="5%", value="5", measure="change", price_basis="current"),
        fact("b.txt", "2%", "2", measure="change", price_basis="constant"),
    ),
    "another place of that name": (fact(), fact("b.txt", "999亿元", "99900000000", area_code="110105")),
    "no area": (fact(area=None), fact("b.txt", "999亿元", "99900000000", area=None)),
}  # fmt: skip
DISAGREE = {
    "exact": (fact(), fact("b.txt", "1555.2亿元", "155520000000")),
    "in one document": (fact(), fact(text="1600亿元", value="160000000000")),
    "more than": (fact(text="1600亿元", value="160000000000", modifier=">"), fact("b.txt")),
    "less than": (fact(text="1500亿元", value="150000000000", modifier="<"), fact("b.txt")),
    "far from about": (fact(text="1200亿元", value="120000000000", modifier="~"), fact("b.txt")),
    "outside the range": (
        fact(text="1600-1700亿元", value=None, value_min="160000000000", value_max="170000000000"), fact("b.txt"),
    ),
    "a fall by less": (
        fact(text="5%", value="-5", modifier="<", measure="change", direction="down", unit="%", unit_code="%"),
        fact("b.txt", "6.2%", "-6.2", measure="change", direction="down", unit="%", unit_code="%"),
    ),
    "zero": (fact(text="0人", value="0"), fact("b.txt", "3人", "3")),
}  # fmt: skip


@pytest.mark.parametrize("case", AGREE)
def test_statements_that_can_both_be_true_are_no_conflict(warehouse, case):
    _, rows = warehouse("SELECT observation_id FROM conflicts", *AGREE[case])
    assert rows == []


@pytest.mark.parametrize("case", DISAGREE)
def test_statements_that_cannot_are_one_conflict(warehouse, case):
    ids, rows = warehouse("SELECT observation_id, other_observation_id FROM conflicts", *DISAGREE[case])
    assert rows == [tuple(ids)]


def test_series_prefers_what_most_independent_documents_say(warehouse):
    _, rows = warehouse(
        "SELECT value, documents, documents_in_all, distinct_values FROM series",
        fact("a.txt", confidence=0.99), fact("b.txt", "1600亿元", "160000000000"),
        fact("c.txt", "1600亿元", "160000000000"),
    )  # fmt: skip
    assert rows == [(160000000000, 2, 3, 2)]


def test_a_reprint_disagrees_only_where_it_says_something_else(warehouse):
    query = "SELECT document, other_document, text, other_text FROM conflicts ORDER BY ALL"
    _, rows = warehouse(
        query,
        fact("a.txt", "1600亿元", "160000000000"),
        fact("b.txt"),
        fact("c.txt"),
        fact("d.txt"),
        fact("e.txt", "1454亿元", "145400000000"),
        reprints={"c.txt": "b.txt", "d.txt": "b.txt", "e.txt": "b.txt"},
    )
    assert rows == [
        ("a.txt", "b.txt", "1600亿元", "1554亿元"),
        ("a.txt", "e.txt", "1600亿元", "1454亿元"),
        ("b.txt", "e.txt", "1554亿元", "1454亿元"),
    ]


def test_series_counts_a_reprint_with_its_original(warehouse):
    _, rows = warehouse(
        "SELECT value, documents, documents_in_all FROM series",
        fact("a.txt", confidence=0.99), fact("b.txt", "1600亿元", "160000000000"),
        fact("c.txt", "1600亿元", "160000000000"),
        reprints={"c.txt": "b.txt"},
    )  # fmt: skip
    assert rows == [(155400000000, 1, 2)]


def test_series_leaves_targets_out_and_keeps_baselines(warehouse):
    _, rows = warehouse(
        "SELECT time_period, value FROM series ORDER BY 1",
        fact(status="baseline", time_period="2020"), fact(status="target", time_period="2025"), fact(),
    )  # fmt: skip
    assert rows == [("2020", 155400000000), ("2021", 155400000000)]


def test_target_stands_beside_the_actual_of_its_own_period(warehouse):
    target = fact(status="target", text="1600亿元", value="160000000000")
    ids, rows = warehouse(
        "SELECT observation_id, value, actual_value, actual_time_period FROM targets",
        target, fact("b.txt"), fact("c.txt", "1400亿元", "140000000000", **YEAR_2020),
    )  # fmt: skip
    assert rows == [(ids[0], 160000000000, 155400000000, "2021")]


def test_target_stands_beside_the_latest_actual_before_it(warehouse):
    target = fact(status="target", time_period="2025", period_start="2025-01-01", period_end="2025-12-31")
    _, rows = warehouse(
        "SELECT actual_time_period, actual_document FROM targets",
        target, fact("b.txt"), fact("c.txt", **YEAR_2020),
        fact("d.txt", indicator="工业增加值", time_period="2024", period_end="2024-12-31"),
    )  # fmt: skip
    assert rows == [("2021", "b.txt")]


def test_target_without_an_actual_is_still_a_row(warehouse):
    _, rows = warehouse("SELECT actual_value FROM targets", fact(status="target"))
    assert rows == [(None,)]


def test_facts_have_one_row_per_observation_with_its_evidence(warehouse):
    ids, rows = warehouse("SELECT observation_id, document, text, sentence FROM facts", fact(sentence="产值1554亿元。"))
    assert rows == [(ids[0], "a.txt", "1554亿元", "产值1554亿元。")]
