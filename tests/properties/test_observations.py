"""Any text at all: nothing raises, every fact has its quantity where it says, and time grows with the length only."""

import datetime
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.extraction import extract_observations, extract_quantities
from pipelines.extraction.observations.periods import is_valid
from schemas.patterns import DIRECTIONS, MEASURES, PRICE_BASES, STATUSES
from tests.fuzz.words import WORDS

ANY_PACE = settings(deadline=None)  # the first text loads the vocabularies
PUBLISHED = st.none() | st.dates(datetime.date(1949, 10, 1), datetime.date(2100, 1, 1))
AREAS = st.sampled_from([None, "韶关市", "中国", "某地", ""])
# Sentences, words of statistical prose without sense, and what nobody writes.
TEXTS = st.text(max_size=200) | st.lists(st.sampled_from(WORDS), max_size=60).map("".join)
# Each is repeated: names, figures, cues and what parts them, with and without an end of the sentence.
HOSTILE = [
    *("韶关市", "1554亿元", "增长8.6%，", "同比", "为", "达到", "高达", "比上年", "（含", "（注）", "其中，", "2021年"),
    *("上年同期", "甲县、", "在中国", "和", "3%、", "国家统计局", "占全国的", "每", "的", "“", "《", "从10万增加到"),
    *(
        "力争",
        "十四五",
        "年均",
        "不",
        "市",
        "大",
        "万人",
        "5：",
        "企业",
        "。",
        "中国银行",
        "：1",
        "|1",
        "一、\n",
        "1\n",
    ),
    *("美国，", "以军空袭", "公司3亿元，", "该项目3%、"),
    *("# ", "\u3000", "韶关市GDP达1554亿元，增长8.6%。"),
]


def assert_well_formed(text: str, facts: list) -> None:
    for fact in facts:
        quantity = fact.quantity
        assert text[quantity.char_start : quantity.char_end] == quantity.text != ""
        assert fact.measure in MEASURES and fact.status in STATUSES
        assert fact.direction is None or fact.direction in DIRECTIONS
        assert fact.price_basis is None or fact.price_basis in PRICE_BASES
        assert 0 <= fact.confidence <= 1
        assert fact.time_period is None or is_valid(fact.time_period)
        assert (fact.period_start is None) == (fact.period_end is None)
        if fact.period_start is not None:
            assert fact.period_start <= fact.period_end


@ANY_PACE
@given(TEXTS, PUBLISHED, AREAS)
def test_any_text(text: str, published: datetime.date | None, area: str | None):
    assert_well_formed(text, extract_observations(text, published=published, area=area))


@ANY_PACE
@given(TEXTS)
def test_every_fact_is_of_a_quantity_and_no_two_are_of_the_same(text: str):
    quantities = {(quantity.char_start, quantity.char_end) for quantity in extract_quantities(text)}
    places = [(fact.quantity.char_start, fact.quantity.char_end) for fact in extract_observations(text)]
    assert len(set(places)) == len(places)
    assert set(places) <= quantities


@pytest.mark.slow
@pytest.mark.alone
@pytest.mark.parametrize("unit", HOSTILE)
def test_hostile_text_takes_linear_time(unit: str):
    def seconds(length: int) -> float:
        text = "韶关市地区生产总值" + unit * (length // len(unit)) + "增长8.6%"
        started = time.process_time()
        extract_observations(text)
        return time.process_time() - started

    seconds(100)
    ratios = []
    for length in (4_000, 8_000, 8_000, 8_000):  # only again where the machine was disturbed
        short, long = (min(seconds(times * length) for _ in range(3)) for times in (1, 2))
        ratios.append(long / short)
        if long < 0.1 or ratios[-1] <= 2.3:
            return
    assert not ratios, "twice the length takes so many times as long"
