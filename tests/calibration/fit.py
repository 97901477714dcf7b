"""Logistic regression of being right on signals, each of which may only speak for a fact or only against it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tests.calibration.facts import JudgedFact

_STEPS = 50
_PLACES = 1  # weights are log-odds to one place: what the figures bear, and what a person can read
_LOWEST_THRESHOLD = 50  # per cent
_LEAST_PASSED = 50  # facts; a share of fewer says little
_DIP = 0.03  # how much rarer right the surest of those that pass may be: of a hundred facts that is chance
_READ_COUNTS = 0.5  # a fact of a document that the rules were written on says less than one of any other

Matrix = NDArray[np.float64]


@dataclass(frozen=True)
class Fitted:
    """The log-odds of a fact without any signal, and what each signal adds."""

    every_fact: float
    weights: dict[str, float]


def fit_weights(facts: Sequence[JudgedFact], signals: Mapping[str, int], *, strength: float) -> Fitted:
    """Return the weights of `signals` (+1: may only be positive, -1: only negative) that fit `facts` best.

    `strength` draws weights towards nothing (L2), all but that of every fact. What facts of documents that were read
    are righter than others by is fitted beside the weights and left out of them: the next document is unread.
    """
    names = list(signals)
    design = _design(facts, names)
    fitted = _fit(design, _rightness(facts), np.array([signals[name] for name in names]), strength)
    weights = {name: round(float(weight), _PLACES) + 0.0 for name, weight in zip(names, fitted[1:-1], strict=True)}
    return Fitted(round(float(fitted[0]), _PLACES) + 0.0, weights)


def confidences_left_out(facts: Sequence[JudgedFact], signals: Mapping[str, int], *, strength: float) -> list[float]:
    """Return each fact's confidence by the weights fitted on all other documents."""
    names = list(signals)
    allowed = np.array([signals[name] for name in names])
    design, right = _design(facts, names), _rightness(facts)
    documents = np.array([fact.document for fact in facts])
    confidences = np.zeros(len(facts))
    of_all = _fit(design, right, allowed, strength)
    for document in sorted(set(documents.tolist())):
        own = documents == document
        fitted = _fit(design[~own], right[~own], allowed, strength, start=of_all).round(_PLACES)
        confidences[own] = _logistic(design[own, :-1] @ fitted[:-1])  # as of a document that was not read
    return [float(confidence) for confidence in confidences]


def choose_threshold(
    facts: Mapping[str, Sequence[JudgedFact]], confidences: Mapping[str, Sequence[float]], *, right: float, least: float
) -> float:
    """Return the lowest confidence, in hundredths, from which on the facts that pass are right often enough.

    Often enough is the share `right` of all together, and the share `least` in every folder by itself: documents that
    the rules were written on must not vouch alone for those that nobody has read. At every higher confidence nearly as
    many are right, so that no lucky dip counts.
    """
    together = [fact for folder in facts.values() for fact in folder]
    of_all = [confidence for name in facts for confidence in confidences[name]]
    asked = [(together, of_all, right), *((facts[name], confidences[name], least) for name in facts)]
    chosen = 0.99
    for hundredth in range(99, _LOWEST_THRESHOLD - 1, -1):
        if all(_enough_right(*each, hundredth / 100) for each in asked):
            chosen = hundredth / 100
        elif not all(_enough_right(one, sure, share - _DIP, hundredth / 100) for one, sure, share in asked):
            break
    return chosen


def _enough_right(facts: Sequence[JudgedFact], confidences: Sequence[float], share: float, threshold: float) -> bool:
    """Return whether `share` of the facts from `threshold` on is right; too few of them to say are enough."""
    passed = [fact.is_right for fact, sure in zip(facts, confidences, strict=True) if sure >= threshold]
    return len(passed) < _LEAST_PASSED or sum(passed) >= share * len(passed)


def _design(facts: Sequence[JudgedFact], names: Sequence[str]) -> Matrix:
    """Return one row per fact: 1, then 1 for each signal that it has, then 1 if its document was read."""
    return np.array([[1.0, *(float(name in fact.signals) for name in names), float(fact.was_read)] for fact in facts])


def _rightness(facts: Sequence[JudgedFact]) -> Matrix:
    return np.array([float(fact.is_right) for fact in facts])


def _fit(
    design: Matrix, right: Matrix, allowed: NDArray[np.int_], strength: float, *, start: Matrix | None = None
) -> Matrix:
    """Return the weights by Newton's method; those that would speak the wrong way are left out, and it starts anew.

    `start` are weights that are near: it needs fewer steps from there, and finds the same.
    """
    penalty = np.array([0.0, *[strength] * len(allowed), 0.0])
    counts = 1 - (1 - _READ_COUNTS) * design[:, -1]
    free = np.ones(len(penalty), bool)
    while True:
        weights = np.zeros(len(penalty)) if start is None else np.where(free, start, 0.0)
        for _ in range(_STEPS):
            expected = _logistic(design[:, free] @ weights[free])
            gradient = design[:, free].T @ (counts * (right - expected)) - penalty[free] * weights[free]
            curvature = (design[:, free] * (counts * expected * (1 - expected))[:, None]).T @ design[:, free]
            step = np.linalg.solve(curvature + np.diag(penalty[free] + 1e-9), gradient)
            weights[free] += np.clip(step, -2, 2)
            if np.abs(step).max() < 1e-4:
                break
        wrong = np.concatenate([[False], weights[1:-1] * allowed < 0, [False]])
        if not wrong.any():
            return weights
        free &= ~wrong


def _logistic(log_odds: Matrix) -> Matrix:
    return 1 / (1 + np.exp(-log_odds))
