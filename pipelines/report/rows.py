"""What the pages show, as read from a warehouse: documents in order of their path, marks in order of the text."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from pipelines.batches.plan import RejectedDocument
from pipelines.warehouse.ddl import plain_number
from pipelines.warehouse.parts import document_parts

if TYPE_CHECKING:
    import duckdb

_FETCH_ROWS = 5_000


class Mark(NamedTuple):
    """One quantity on the text, with the fact it states (the fields from `indicator` on are None if it states none)."""

    document_id: str
    quantity_id: str
    char_start: int
    char_end: int
    text: str
    kind: str
    value: str | None
    value_min: str | None
    value_max: str | None
    unit: str | None
    unit_code: str | None
    modifier: str | None
    observation_id: str | None
    area: str | None
    area_code: str | None
    indicator: str | None
    time_period: str | None
    fact_value: str | None
    fact_value_min: str | None
    fact_value_max: str | None
    measure: str | None
    direction: str | None
    baseline: str | None
    price_basis: str | None
    status: str | None
    confidence: float | None
    needs_review: bool | None
    corrected: bool | None
    reasons: str | None
    sentence_id: str | None
    sentence: str | None
    sentence_start: int | None


@dataclass(slots=True)
class Document:
    """One document with its text and everything that was read on it."""

    document_id: str
    path: str
    title: str | None
    publisher: str | None
    published: str | None
    area: str | None
    format: str | None
    encoding: str | None
    duplicate_of: str | None
    text: str
    marks: list[Mark] = field(default_factory=list)

    @property
    def name(self) -> str:
        """Return what the document is called: its title, or its path where it has none."""
        return self.title or self.path


_DOCUMENTS = """
    SELECT document_id, path, title, publisher, CAST(published AS VARCHAR), area, format, encoding, duplicate_of, text
    FROM documents WHERE path BETWEEN ? AND ? ORDER BY path
"""

_MARKS = f"""
    SELECT q.document_id, q.quantity_id, q.char_start, q.char_end, q.text, q.kind,
           {plain_number("q.value")}, {plain_number("q.value_min")}, {plain_number("q.value_max")},
           q.unit, q.unit_code, q.modifier,
           o.observation_id, o.area, o.area_code, o.indicator, o.time_period,
           {plain_number("o.value")}, {plain_number("o.value_min")}, {plain_number("o.value_max")},
           o.measure, o.direction, o.baseline, o.price_basis, o.status, o.confidence, o.needs_review, o.corrected,
           r.reasons, s.sentence_id, s.text, s.char_start
    FROM quantities q
    JOIN documents d USING (document_id)
    LEFT JOIN observations o USING (quantity_id)
    LEFT JOIN (SELECT observation_id, string_agg(DISTINCT reason, '; ' ORDER BY reason) AS reasons
               FROM reviews JOIN observations USING (observation_id) JOIN documents USING (document_id)
               WHERE path BETWEEN $1 AND $2 GROUP BY observation_id) r ON r.observation_id = o.observation_id
    LEFT JOIN sentences s ON s.sentence_id = q.sentence_id
    WHERE d.path BETWEEN $1 AND $2
    ORDER BY d.path, q.char_start, q.quantity_id
"""

_REJECTED = "SELECT path, reason, remedy FROM rejected_documents ORDER BY path"


def _stream(connection: "duckdb.DuckDBPyConnection", query: str, part: tuple[str, str]) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of `query` for a part of the documents, without holding them all."""
    cursor = connection.cursor().execute(query, part)
    while rows := cursor.fetchmany(_FETCH_ROWS):
        yield from rows


def read_documents(connection: "duckdb.DuckDBPyConnection") -> Iterator[Document]:
    """Yield every document with its marks, in order of the path; only one document is held at a time."""
    for part in document_parts(connection):
        yield from _read_part(connection, part)


def _read_part(connection: "duckdb.DuckDBPyConnection", part: tuple[str, str]) -> Iterator[Document]:
    marks = groupby((Mark(*row) for row in _stream(connection, _MARKS, part)), attrgetter("document_id"))
    waiting = next(marks, None)
    for row in _stream(connection, _DOCUMENTS, part):
        document = Document(*row)
        if waiting and waiting[0] == document.document_id:
            document.marks = list(waiting[1])
            waiting = next(marks, None)
        yield document


def read_rejected_documents(connection: "duckdb.DuckDBPyConnection") -> list[RejectedDocument]:
    """Return the files that could not be read, in order of their path."""
    return [RejectedDocument(*row) for row in connection.execute(_REJECTED).fetchall()]
