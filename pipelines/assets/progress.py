"""Progress on a large folder, as lines for the log: how far, how fast, how long still."""

import time
from collections.abc import Callable

from pipelines.batches.extract import BatchOutcome
from pipelines.batches.plan import Batch, RunPlan

_SECONDS_BETWEEN_LINES = 3.0


class ProgressLines:
    """Called as each batch is done; says a line every few seconds."""

    def __init__(self, plan: RunPlan, say: Callable[[str], None]) -> None:
        """Begin to count at nothing, now."""
        self._say = say
        self._documents_in_all = plan.documents_to_read
        self._bytes_in_all = plan.bytes_to_read
        self._documents = self._bytes = 0
        self._begun = self._last_line = time.monotonic()

    def __call__(self, outcome: BatchOutcome, batch: Batch) -> None:
        """Count a batch that is done."""
        self._documents += len(batch.documents)
        self._bytes += batch.size
        for document in outcome.rejected:
            self._say(f"Not read: {document}")
        now = time.monotonic()
        if now - self._last_line >= _SECONDS_BETWEEN_LINES and self._documents < self._documents_in_all:
            self._last_line = now
            self._say(self.line(now - self._begun))

    def line(self, seconds: float) -> str:
        """Return how far the reading is after so many seconds."""
        rate = self._bytes / seconds if seconds else 0.0
        left = (self._bytes_in_all - self._bytes) / rate if rate else 0.0
        return (
            f"{self._documents:,} of {self._documents_in_all:,} documents read, "
            f"{told_size(rate)}/s, about {left:.0f} s left"
        )


def told_size(size: float) -> str:
    """Return so many bytes as a person says it.

    >>> told_size(18_240_000), told_size(9_460), told_size(0)
    ('18.2 MB', '9 kB', '0 kB')
    """
    return f"{size / 1e6:.1f} MB" if size >= 1e6 else f"{size / 1e3:.0f} kB"
