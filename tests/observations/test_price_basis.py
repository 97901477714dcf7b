"""At which prices growth is stated."""

import pytest

from tests.observations.mentions import read_facts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("工业总产值9亿元，按可比价格计算，同比增长5%。", [None, "constant"]),
        ("按不变价计算，增加值增长5%。", ["constant"]),
        ("收入9000元，名义增长5%，扣除价格因素实际增长3%。", [None, "current", "constant"]),
        ("收入实际增长3%。", ["constant"]),
        ("按现价计算，总产值9亿元。", [None]),
        ("现价总产值9亿元。", ["current"]),
        ("实际使用外资9亿美元，增长5%。", [None, None]),
    ],
)
def test_price_basis(text: str, expected: list[str | None]) -> None:
    assert [fact.price_basis for fact in read_facts(text)] == expected
