"""The fit of the weights: on facts whose rightness is known by construction."""

import random

import pytest

from tests.calibration.facts import JudgedFact
from tests.calibration.fit import choose_threshold, confidences_left_out, fit_weights
from tests.calibration.weights import read_rows, read_signals


def _facts(documents: int = 40, of_each: int = 25) -> list[JudgedFact]:
    """Return facts that are right 9 times in 10 with the signal `good`, 3 times without; `noise` says nothing."""
    chance = random.Random(7)
    facts = []
    for number in range(documents * of_each):
        signals = {name for name in ("good", "noise") if chance.random() < 0.5}
        is_right = chance.random() < (0.9 if "good" in signals else 0.3)
        facts.append(JudgedFact(f"{number % documents}.txt", frozenset(signals), is_right))
    return facts


def test_weights_are_the_log_odds_of_being_right():
    fitted = fit_weights(_facts(), {"good": 1, "noise": 1}, strength=1.0)
    assert fitted.every_fact == pytest.approx(-0.85, abs=0.25)  # 3 of 10
    assert fitted.weights["good"] == pytest.approx(3.05, abs=0.35)  # 9 of 10
    assert fitted.weights["noise"] == pytest.approx(0, abs=0.25)


def test_a_signal_never_speaks_the_wrong_way():
    assert fit_weights(_facts(), {"good": -1}, strength=1.0).weights == {"good": 0.0}


def test_confidence_is_how_often_such_facts_are_right():
    facts = _facts()
    confidences = confidences_left_out(facts, {"good": 1, "noise": 1}, strength=1.0)
    for has_it, share in ((True, 0.9), (False, 0.3)):
        sure = [one for one, fact in zip(confidences, facts, strict=True) if ("good" in fact.signals) is has_it]
        assert sum(sure) / len(sure) == pytest.approx(share, abs=0.06)


def test_a_document_does_not_vouch_for_itself():
    """A signal that one document alone has can say nothing about that document."""
    own = [JudgedFact("own.txt", frozenset({"own"}), True)] * 50
    others = [JudgedFact(f"{number}.txt", frozenset(), number % 2 == 0) for number in range(50)]
    confidences = confidences_left_out([*own, *others], {"own": 1}, strength=0.1)
    assert confidences[0] == pytest.approx(0.5, abs=0.05)
    assert fit_weights([*own, *others], {"own": 1}, strength=0.1).weights["own"] > 2


def test_what_documents_gain_by_being_read_is_no_confidence():
    """Of facts with the same signals 9 in 10 are right where the rules were written, 6 in 10 where they were not."""
    read = [JudgedFact(f"r{number}.txt", frozenset(), number % 10 > 0, was_read=True) for number in range(200)]
    unread = [JudgedFact(f"u{number}.txt", frozenset(), number % 10 > 3) for number in range(200)]
    assert fit_weights([*read, *unread], {"good": 1}, strength=1.0).every_fact == pytest.approx(0.4)  # 6 of 10
    for confidence in confidences_left_out([*read, *unread], {"good": 1}, strength=1.0):
        assert confidence == pytest.approx(0.6, abs=0.03)


def _folder(right_of_hundred: int) -> tuple[list[JudgedFact], list[float]]:
    """Return 100 facts of confidence 0.9, of which so many are right, and 100 wrong ones of 0.6."""
    facts = [JudgedFact("a.txt", frozenset(), number < right_of_hundred) for number in range(100)]
    return facts + [JudgedFact("a.txt", frozenset(), False)] * 100, [0.9] * 100 + [0.6] * 100


@pytest.mark.parametrize(
    ("rights", "expected"),
    [((96, 96), 0.61), ((99, 91), 0.61), ((99, 89), 0.91), ((94, 94), 0.91)],
    ids=["enough in both", "enough together", "one folder too low", "too low together"],
)
def test_threshold_asks_for_all_together_and_for_each_folder(rights, expected):
    folders = {str(number): _folder(right) for number, right in enumerate(rights)}
    facts = {name: folder[0] for name, folder in folders.items()}
    confidences = {name: folder[1] for name, folder in folders.items()}
    assert choose_threshold(facts, confidences, right=0.95, least=0.9) == expected


def test_the_surest_may_be_right_by_chance_a_little_less_often():
    sure = [JudgedFact("a.txt", frozenset(), number < 92) for number in range(100)]
    rest = [JudgedFact("a.txt", frozenset(), number < 98) for number in range(100)]
    facts, confidences = {"a": sure + rest}, {"a": [0.95] * 100 + [0.8] * 100}
    assert choose_threshold(facts, confidences, right=0.95, least=0.9) == 0.5
    assert choose_threshold(facts, confidences, right=0.96, least=0.9) == 0.96


def test_the_table_has_what_is_fitted():
    assert read_signals().keys() == {row["signal"] for row in read_rows()[2:]}
    assert set(read_signals().values()) == {1, -1}
