"""Verdicts on a text: each at the one place that it names, or told."""

import datetime
from dataclasses import replace
from decimal import Decimal

import pytest

from pipelines.corrections import Correction, apply_corrections
from pipelines.extraction.reading import read_text
from pipelines.extraction.vocabulary import built_in
from tests.growth import MOST_GROWTH, growth_of_doubling

ENTERPRISES = "全市共有企业35家。"
FALL = "临山市出口额同比下降5%。"
RANGE = "每户补助20—60万元。"
TEXT = f"临山市2023年工作报告\n{ENTERPRISES}\n{FALL}\n{RANGE}\n"
DAY = datetime.date(2024, 1, 20)


def _apply(*corrections, text=TEXT):
    """Return the facts by their printed text, each text's in order, and the messages."""
    reading = read_text(text, published=DAY, vocabularies=built_in())
    reading, unapplied = apply_corrections(reading, corrections, built_in())
    facts: dict[str, list] = {}
    for fact in reading.observations:
        assert text[fact.quantity.char_start : fact.quantity.char_end] == fact.quantity.text
        facts.setdefault(fact.quantity.text, []).append(fact)
    return facts, [problem for _, problem in unapplied]


def _on(sentence, text, verdict, field=None, value=None, nth=1, **more):
    return Correction("a.txt", sentence, text, nth, verdict, field, value, **more)


def test_confirm_marks_the_fact_and_changes_nothing():
    (before,), (after,) = _apply()[0]["35家"], _apply(_on(ENTERPRISES, "35家", "confirm"))[0]["35家"]
    assert not before.corrected
    assert after == replace(before, confidence=1.0, needs_review=False, corrected=True)


def test_change_gives_a_field_and_what_follows_from_it():
    facts, problems = _apply(
        _on(ENTERPRISES, "35家", "change", "area", "韶关市"),
        _on(ENTERPRISES, "35家", "change", "time_period", "2022-Q4"),
        _on(ENTERPRISES, "35家", "change", "indicator", "企业"),
        _on(ENTERPRISES, "35家", "change", "indicator", "规模以上工业企业"),
    )
    (fact,) = facts["35家"]
    assert (fact.area, fact.area_code, fact.indicator) == ("韶关市", "440200", "规模以上工业企业")
    assert (fact.period_start, fact.period_end) == (datetime.date(2022, 10, 1), datetime.date(2022, 12, 31))
    assert (fact.confidence, fact.needs_review, fact.corrected) == (1.0, False, True)
    assert not problems


def test_an_emptied_field_is_empty():
    (fact,) = _apply(_on(ENTERPRISES, "35家", "change", "area"))[0]["35家"]
    assert (fact.area, fact.area_code) == (None, None)


def test_a_new_direction_turns_the_sign():
    assert _apply()[0]["5%"][0].value == Decimal(-5)
    assert _apply(_on(FALL, "5%", "change", "direction", "up"))[0]["5%"][0].value == Decimal(5)
    assert _apply(_on(FALL, "5%", "change", "direction", "down"))[0]["5%"][0].value == Decimal(-5)


def test_the_value_of_a_fall_is_negative_however_it_was_typed():
    for typed in ("6", "-6"):
        assert _apply(_on(FALL, "5%", "change", "value", typed))[0]["5%"][0].value == Decimal(-6)
    text = "临山市出口额同比下降3%—5%。"
    turned = _apply(_on(text, "3%—5%", "change", "direction", "up"), text=text)[0]["3%—5%"][0]
    assert (turned.value_min, turned.value_max) == (Decimal(3), Decimal(5))
    ends = [_on(text, "3%—5%", "change", name, end) for name, end in (("value_min", "2"), ("value_max", "4"))]
    (fact,) = _apply(*ends, text=text)[0]["3%—5%"]
    assert (fact.value_min, fact.value_max) == (Decimal(-4), Decimal(-2))


def test_a_unit_brings_its_code():
    (fact,) = _apply(_on(ENTERPRISES, "35家", "change", "unit", "万美元"), _on(FALL, "5%", "confirm"))[0]["35家"]
    assert fact.unit_code == "{家}"  # a unit without scale words is meant: this one no vocabulary has
    (fact,) = _apply(_on(ENTERPRISES, "35家", "change", "unit", "美元"))[0]["35家"]
    assert fact.unit_code == "USD"


def test_a_value_takes_the_place_of_a_range_and_a_range_that_of_a_value():
    text = "临山市每户补助标准为20—60万元。"
    (fact,) = _apply(_on(text, "20—60万元", "change", "value", "400000"), text=text)[0]["20—60万元"]
    assert (fact.value, fact.value_min, fact.value_max) == (Decimal(400000), None, None)
    ends = [_on(ENTERPRISES, "35家", "change", name, end) for name, end in (("value_min", "30"), ("value_max", "40"))]
    (fact,) = _apply(*ends)[0]["35家"]
    assert (fact.value, fact.value_min, fact.value_max) == (None, Decimal(30), Decimal(40))


@pytest.mark.parametrize(("field", "value"), [("value", None), ("value_min", "30")])
def test_a_fact_that_would_lose_its_value_stays_as_it_was(field, value):
    facts, problems = _apply(_on(ENTERPRISES, "35家", "change", field, value))
    assert problems == ["the fact would have no value (give value, or value_min and value_max)"]
    assert not facts["35家"][0].corrected and facts["35家"][0].value == 35


def test_reject_removes_the_fact_whatever_else_is_said_of_it():
    facts, problems = _apply(_on(ENTERPRISES, "35家", "confirm"), _on(ENTERPRISES, "35家", "reject"))
    assert "35家" not in facts and "5%" in facts
    assert not problems


def test_add_states_a_fact_where_none_was_read():
    sentence = "今后五年是关键时期。"
    facts, problems = _apply(
        _on(sentence, "五年", "add", "indicator", "关键时期"),
        _on(sentence, "五年", "change", "measure", "duration"),
        text=f"{TEXT}{sentence}\n",
    )
    (fact,) = facts["五年"]
    assert (fact.indicator, fact.value, fact.measure, fact.corrected) == ("关键时期", Decimal(5), "duration", True)
    assert not problems


@pytest.mark.parametrize(
    ("sentence", "text"),
    [("临山市有十几个项目，又有十几个。", "十几个"), ("临山市项目共15个，新建5个，续建5个。", "5个")],
)
def test_add_counts_what_is_printed_and_no_part_of_another_quantity(sentence, text):
    inside = sentence.index("15个") + 1 if "15个" in sentence else -1
    places = [place for place in range(len(sentence)) if sentence.startswith(text, place) and place != inside]
    for nth, place in enumerate(places, 1):
        facts, problems = _apply(_on(sentence, text, "add", "indicator", "开工项目", nth=nth), text=sentence)
        assert [fact.quantity.char_start for fact in facts[text] if fact.corrected] == [place]
        assert not problems
    problems = _apply(_on(sentence, text, "add", "indicator", "开工项目", nth=3), text=sentence)[1]
    assert "is printed 2 times outside other quantities" in problems[0]


def test_add_needs_an_indicator_and_one_quantity():
    sentence = "今后五年是关键时期。"
    text = f"{TEXT}{sentence}\n"
    assert _apply(_on(sentence, "五年", "add", "area", "临山市"), text=text)[1] == [
        "no fact was read there (a row that adds it must give its indicator)"
    ]
    assert "is not one quantity" in _apply(_on(sentence, "关键", "add", "indicator", "时期"), text=text)[1][0]


def test_what_matches_no_longer_is_told_and_applied_nowhere():
    untouched = _apply()[0]
    for correction, told in (
        (_on("全市共有企业36家。", "35家", "reject"), "the sentence is no longer in the document"),
        (_on(ENTERPRISES, "36家", "reject"), "the sentence has 0 quantities 36家"),
        (_on(ENTERPRISES, "35家", "reject", nth=2), "the sentence has 1 quantities 35家"),
    ):
        assert _apply(correction) == (untouched, [f"{told} (copy the row anew from review.csv or facts.csv)"])


def test_spaces_do_not_matter():
    facts, problems = _apply(_on("全市 共有企业　35家。\n", "35家", "confirm"))
    assert facts["35家"][0].corrected and not problems


REPEATED = f"临山市\n{ENTERPRISES}\n另有一句。\n{ENTERPRISES}\n"


def test_nth_counts_through_equal_sentences():
    facts, problems = _apply(_on(ENTERPRISES, "35家", "change", "indicator", "工业企业", nth=2), text=REPEATED)
    assert [fact.corrected for fact in facts["35家"]] == [False, True] and not problems
    both = [_on(ENTERPRISES, "35家", "confirm", nth=nth) for nth in (1, 2)]
    facts, problems = _apply(*both, text=REPEATED)
    assert [fact.corrected for fact in facts["35家"]] == [True, True] and not problems


def test_a_verdict_on_a_sentence_that_was_repeated_since_is_told():
    for nth in (1, None):
        facts, problems = _apply(_on(ENTERPRISES, "35家", "reject", nth=nth), text=REPEATED)
        assert [fact.corrected for fact in facts["35家"]] == [False, False]
        assert problems == [
            "the sentence is in the document 2 times (judge the later ones as well: nth counts through all of them, "
            "up to 2)"
        ]


def test_nth_may_be_left_out_only_where_there_is_one():
    assert _apply(_on(ENTERPRISES, "35家", "confirm", nth=None))[0]["35家"][0].corrected
    text = "临山市有企业35家，引进企业35家。"
    assert _apply(_on(text, "35家", "confirm", nth=None), text=text)[1] == [
        "35家 is there 2 times (write as nth which one, 1 to 2)"
    ]


def test_a_confirmed_fact_stays_as_it_was_seen():
    seen = (("area", "临山市"), ("indicator", "注册企业"), ("time_period", "2021"), ("status", "baseline"))
    (fact,) = _apply(_on(ENTERPRISES, "35家", "confirm", seen=seen))[0]["35家"]
    assert (fact.area, fact.indicator, fact.time_period, fact.status) == tuple(value for _, value in seen)
    assert fact.period_end == datetime.date(2021, 12, 31)


def test_an_area_keeps_the_code_that_was_seen_with_it():
    seen = (("area", "鼓楼区"), ("area_code", "350102"))  # four cities have one
    (fact,) = _apply(_on(ENTERPRISES, "35家", "confirm", seen=seen))[0]["35家"]
    assert (fact.area, fact.area_code) == ("鼓楼区", "350102")
    (fact,) = _apply(_on(ENTERPRISES, "35家", "change", "area", "韶关市", seen=seen))[0]["35家"]
    assert (fact.area, fact.area_code) == ("韶关市", "440200")


def test_a_fact_that_a_new_version_no_longer_reads_stays_confirmed():
    sentence = "今后五年是关键时期。"
    facts, problems = _apply(
        _on(sentence, "五年", "confirm", seen=(("indicator", "关键时期"), ("measure", "duration"))),
        _on(ENTERPRISES, "35家", "confirm"),
        text=f"{TEXT}{sentence}\n",
    )
    assert facts["五年"][0].indicator == "关键时期" and not problems


def test_many_verdicts_on_a_long_text_take_linear_time():
    def work(size: int) -> None:
        sentences = [f"临山市第{number}村有企业{number}家。" for number in range(1, size)]
        reading = readings[size]
        corrections = [_on(sentence, f"{number}家", "confirm") for number, sentence in enumerate(sentences, 1)]
        assert not apply_corrections(reading, corrections, built_in())[1]

    readings = {
        size: read_text("".join(f"临山市第{number}村有企业{number}家。" for number in range(1, size)))
        for size in (1000, 2000)
    }
    assert growth_of_doubling(work, 1000) <= MOST_GROWTH
