"""How far an observation can be trusted: named signals, each with its weight."""

from pipelines.extraction.model import Observation
from pipelines.extraction.observations.reading import Mention


def estimate_confidence(observation: Observation, mention: Mention) -> Observation:
    """Return `observation` with its confidence (0 to 1), whether it needs review, and the signals behind both."""
    observation.signals = tuple(sorted(mention.signals))
    observation.confidence = 0.5
    observation.needs_review = True
    return observation
