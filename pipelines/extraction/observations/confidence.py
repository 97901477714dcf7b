"""How far an observation can be trusted: the named signals that speak for and against it, each with its weight.

The weights are log-odds, fitted on annotated documents by `python -m tests.calibration`, which also says how right the
rows are that need no review; the sum of a fact's weights gives its confidence through the logistic function.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import exp

from pipelines.extraction.model import Observation
from pipelines.extraction.observations.evidence import gather_evidence
from pipelines.extraction.observations.reading import Mention
from pipelines.extraction.vocabulary import Vocabularies

# Rows of the table of weights that are no signals.
EVERY_FACT = "every_fact"  # what a fact without any signal has
REVIEW_BELOW = "review_below"  # the confidence from which on a fact needs no review
_PLACES = 3


@dataclass(frozen=True)
class Weights:
    """The weights in force."""

    every_fact: float
    review_below: float
    of_signal: dict[str, float]

    def confidence(self, signals: Iterable[str]) -> float:
        """Return the confidence (0 to 1) that `signals` give together.

        >>> Weights(-1.0, 0.9, {"indicator_official": 3.0}).confidence({"indicator_official", "figure_money"})
        0.881
        """
        weight = self.of_signal.get
        # Sorted: a sum of floats depends on its order, and a set's order on the process.
        total = self.every_fact + sum(weight(signal, 0.0) for signal in sorted(signals))
        return round(1 / (1 + exp(-total)), _PLACES)


@lru_cache(maxsize=4)
def load_weights(vocabularies: Vocabularies) -> Weights:
    """Return the weights of `confidence_weights.csv`."""
    rows = {row["signal"]: float(row["weight"]) for row in vocabularies.rows("confidence_weights")}
    every_fact, review_below = rows.pop(EVERY_FACT), rows.pop(REVIEW_BELOW)
    return Weights(every_fact, review_below, rows)


def estimate_confidences(facts: Sequence[tuple[Mention, Observation]], vocabularies: Vocabularies) -> None:
    """Fill confidence (0 to 1), needs_review and signals of one article's observations, each beside its mention."""
    weights = load_weights(vocabularies)
    for (_, observation), signals in zip(facts, gather_evidence(facts, vocabularies), strict=True):
        observation.signals = tuple(sorted(signals))
        observation.confidence = weights.confidence(signals)
        observation.needs_review = observation.confidence < weights.review_below
