"""Why a fact needs a person's look: its confidence, and what other facts say."""

from pipelines.reviews.fill import fill_reviews

__all__ = ["fill_reviews"]
