"""Any text at all: nothing raises, every span is where it says, and time grows with the length and no faster."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipelines.extraction import extract_quantities
from pipelines.extraction.quantities import find_quantities
from pipelines.extraction.vocabulary import built_in
from tests.growth import MOST_GROWTH, growth_of_doubling

KINDS = {"money", "count", "percent", "percentage_point", "ratio", "rank", "duration", "measure", "number"}
MODIFIERS = {"=", "~", ">", ">=", "<", "<="}
WORDS = (
    "0 1 2 3 9 ０ ５ . , ， ： : / - — ~ 至 到 、 和 一 二 两 三 五 十 百 千 万 亿 半 零 点 分之 又 第 首位 "
    "翻 了 番 成 折 倍 % ％ ‰ 个 百分点 元 块 毛 角 分 年 月 日 时 小时 多 余 来 几 数 人 次 级 届 大 部门 "
    "米 斤 两 度 零下 负 约 近 超 以上 以下 每 （亿元） ） （ “ 《 GDP K"
)
UNITS = [row["surface"] for row in built_in().rows("units")]
PARTS = st.sampled_from(WORDS.split() * 8 + UNITS + ["\n", "\r\n", " ", "\u3000"])
HOSTILE = [
    "一",
    "1,",
    "三分之",
    "1、",
    "一到",
    "1:",
    "2021",
    "十几万多",
    "1.",
    "百分之",
    "每1",
    "（亿元）1",
    "5个",
    "第一、",
]
HOSTILE += ["3块", "1\n", "一 ", "三百", "翻一番", "1万5", "大于1小于2"]


def assert_well_formed(text: str, every_numeral: bool) -> None:
    found = find_quantities(text, every_numeral=every_numeral)
    end = 0
    for quantity in found.quantities:
        assert quantity.char_start >= end
        assert quantity.char_end > quantity.char_start
        assert text[quantity.char_start : quantity.char_end] == quantity.text
        assert quantity.kind in KINDS
        assert quantity.modifier in MODIFIERS
        assert (quantity.value is None) == (quantity.value_min is not None) == (quantity.value_max is not None)
        if quantity.value_min is not None and quantity.value_max is not None:
            assert quantity.value_min < quantity.value_max
        assert quantity.unit or not quantity.unit_code
        end = quantity.char_end
    for start, unread_end in found.unread:
        assert 0 <= start < unread_end <= len(text)


@given(st.text(max_size=200), st.booleans())
def test_any_text(text, every_numeral):
    assert_well_formed(text, every_numeral)


@settings(max_examples=1000)
@given(st.lists(PARTS, max_size=25).map("".join), st.booleans())
def test_any_text_of_numerals_and_units(text, every_numeral):
    assert_well_formed(text, every_numeral)


@given(st.lists(PARTS, max_size=12).map("".join))
@example("约百约")  # a round amount without a unit
def test_every_numeral_only_adds(text):
    """What the guidelines call a quantity is a numeral too: its start lies in something that is found then."""
    spans = [(quantity.char_start, quantity.char_end) for quantity in extract_quantities(text, every_numeral=True)]
    for quantity in extract_quantities(text):
        assert any(start < quantity.char_end and quantity.char_start < end for start, end in spans)


@pytest.mark.slow
@pytest.mark.alone
@pytest.mark.parametrize("every_numeral", [False, True])
@pytest.mark.parametrize("unit", HOSTILE)
def test_hostile_text_takes_linear_time(unit, every_numeral):
    def extract(length: int) -> None:
        extract_quantities(unit * (length // len(unit)), every_numeral=every_numeral)

    assert growth_of_doubling(extract, 40_000) <= MOST_GROWTH
