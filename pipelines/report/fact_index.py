"""The searchable index: every fact with its sentence, in files that the page loads one after another.

The files are JavaScript rather than JSON, since a page opened from `file://` may load scripts but not fetch.
"""

from typing import Any

from pipelines.report.markup import script_json
from pipelines.report.rows import Document, Mark

# The page shows the first file's facts at once and goes on loading; some 300 kB each.
_FACTS_PER_FILE = 1_000


class FactFile:
    """The facts of consecutive documents, until there are enough for one file."""

    def __init__(self) -> None:
        """Begin an empty file."""
        self.documents: list[list[Any]] = []
        self.sentences: list[str] = []
        self.facts: list[list[Any]] = []

    @property
    def is_full(self) -> bool:
        """Return whether this file is to be written and the next one begun."""
        return len(self.facts) >= _FACTS_PER_FILE

    def add(self, document: Document) -> None:
        """Add the document's facts."""
        facts = [mark for mark in document.marks if mark.observation_id is not None]
        if not facts:
            return
        number = len(self.documents)
        self.documents.append([document.document_id, document.name, document.published, document.path])
        sentence_of: dict[str | None, int] = {}
        for mark in facts:
            if mark.sentence_id not in sentence_of:
                sentence_of[mark.sentence_id] = len(self.sentences)
                self.sentences.append(mark.sentence or mark.text)
            self.facts.append(_fact(mark, number, sentence_of[mark.sentence_id]))

    def script(self) -> str:
        """Return the file's JavaScript."""
        return f"wanyi.add({script_json([self.documents, self.sentences, self.facts])});\n"


def _fact(mark: Mark, document: int, sentence: int) -> list[Any]:
    """Return one fact as the list that index.js reads (same order as its FIELDS)."""
    return [
        document,
        sentence,
        place_in_sentence(mark),
        mark.quantity_id,
        mark.text,
        mark.area,
        mark.indicator,
        mark.time_period,
        mark.fact_value,
        mark.fact_value_min,
        mark.fact_value_max,
        mark.unit,
        mark.modifier,
        mark.measure,
        mark.direction,
        mark.baseline,
        mark.status,
        None if mark.confidence is None else round(mark.confidence, 2),
        int(bool(mark.needs_review)),
    ]


def place_in_sentence(mark: Mark) -> int:
    """Return where the mark's text stands in its sentence, or -1 where that cannot be told.

    A sentence that the layout cut in two is stored repaired, so its offsets need not be the document's.
    """
    if mark.sentence is None or mark.sentence_start is None:
        return -1
    start = mark.char_start - mark.sentence_start
    if start >= 0 and mark.sentence.startswith(mark.text, start):
        return start
    return mark.sentence.find(mark.text) if mark.sentence.count(mark.text) == 1 else -1
