"""Confidence: which signals a fact has, what they weigh, and from where on it needs no review."""

import datetime
import itertools
import random
import re
from typing import Any

import pytest

from pipelines.extraction import Observation
from pipelines.extraction.observations.confidence import EVERY_FACT, REVIEW_BELOW, Weights, load_weights
from pipelines.extraction.reading import read_text
from pipelines.extraction.vocabulary import Vocabularies, built_in
from tests.cases import cases

PUBLISHED = datetime.date(2023, 1, 18)
SPEAKS = {row["signal"]: row["speaks"] for row in built_in().rows("confidence_weights")}
SIGNALS = {signal: speaks for signal, speaks in SPEAKS.items() if signal not in (EVERY_FACT, REVIEW_BELOW)}
CASES: list[Any] = [parameter.values[0] for parameter in cases("confidence")]
TEXTS = [case[name] for case in CASES for name in ("text", "without")]


def _facts(text: str, vocabularies: Vocabularies | None = None) -> list[Observation]:
    """Return the facts of a text, in which `{x*3}` stands for three times x."""
    text = re.sub(r"\{(.+?)\*(\d+)\}", lambda match: match[1] * int(match[2]), text)
    return read_text(text, published=PUBLISHED, vocabularies=vocabularies).observations


def _signals(text: str) -> set[str]:
    return {signal for fact in _facts(text) for signal in fact.signals}


def _weighed(**weights: float) -> Vocabularies:
    """Return the vocabularies with these weights instead of the built-in ones."""
    return Vocabularies({"confidence_weights": [{"signal": name, "weight": str(it)} for name, it in weights.items()]})


@pytest.mark.parametrize("case", cases("confidence"))
def test_signal(case: dict[str, Any]) -> None:
    assert case["signal"] in _signals(case["text"]), case["why"]
    assert case["signal"] not in _signals(case["without"]), case["why"]


def test_every_signal_has_a_case_and_a_meaning() -> None:
    assert sorted(case["signal"] for case in CASES) == sorted(SIGNALS)
    assert all(row["meaning"] for row in built_in().rows("confidence_weights"))


def test_weights_speak_the_way_that_is_written() -> None:
    weights = load_weights(built_in()).of_signal
    assert weights.keys() == SIGNALS.keys()
    for signal, speaks in SIGNALS.items():
        assert speaks in ("for", "against")
        assert weights[signal] >= 0 if speaks == "for" else weights[signal] <= 0, signal


def test_what_speaks_for_a_fact_never_lowers_its_confidence() -> None:
    weights = load_weights(built_in())
    chance = random.Random(5)
    for _ in range(500):
        have = set(chance.sample(sorted(SIGNALS), chance.randrange(len(SIGNALS))))
        for signal in SIGNALS.keys() - have:
            before, after = weights.confidence(have), weights.confidence(have | {signal})
            assert after >= before if SIGNALS[signal] == "for" else after <= before, signal
            assert 0 <= after <= 1


def test_the_order_of_signals_does_not_matter() -> None:
    weights = Weights(0.1, 0.5, {"a": 0.1, "b": 0.2, "c": 0.3, "d": -0.7})
    assert len({weights.confidence(order) for order in itertools.permutations("abcd")}) == 1


def test_a_signal_without_a_weight_weighs_nothing() -> None:
    assert Weights(0.0, 0.9, {"a": 1.0}).confidence({"unheard_of"}) == 0.5


@pytest.mark.parametrize("text", TEXTS)
def test_confidence_is_what_the_signals_weigh_and_the_threshold_decides(text: str) -> None:
    weights = load_weights(built_in())
    for fact in _facts(text):
        assert fact.confidence == weights.confidence(fact.signals)
        assert fact.needs_review is (fact.confidence < weights.review_below)
        assert not fact.corrected


def test_some_facts_pass_and_some_do_not() -> None:
    titles = ["外贸进出口总值", "社会消费品零售总额", "社会物流总额", "一般公共预算收入", "服务进出口总额", "餐饮收入"]
    report = "".join(f"2022年上半年，全国{title}1554.3亿元，同比增长8.6%。" for title in titles)
    assert not any(fact.needs_review for fact in _facts(report))
    assert all(fact.needs_review for fact in _facts("有三家。"))


def test_weights_are_those_of_the_table() -> None:
    text = "2022年，韶关市茶叶产量8万吨。"
    (low,) = _facts(text, _weighed(every_fact=0, review_below=0.6, area_in_clause=0))
    (high,) = _facts(text, _weighed(every_fact=0, review_below=0.6, area_in_clause=10))
    assert low.confidence < high.confidence
    (passed,) = _facts(text, _weighed(review_below=0))
    (held_up,) = _facts(text, _weighed(review_below=1))
    assert (passed.needs_review, held_up.needs_review) == (False, True)


def test_usual_titles_are_titles_and_each_is_there_once() -> None:
    titles = [row["title"] for row in built_in().rows("usual_titles")]
    assert len(titles) == len(set(titles)) > 500
    assert [title for title in titles if not 3 <= len(title) <= 13 or set(title) & set("，、。0123456789")] == []
