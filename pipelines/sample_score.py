"""How well a run read the sample documents: their expected rows were written by hand and ship with the program."""

import hashlib
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from pipelines.batches.rows import stored_number
from pipelines.scoring import FACT_FIELDS, OTHER_FIELDS, QUANTITY_FIELDS, Row, Score, read_expected, score_documents
from pipelines.settings import PROJECT
from pipelines.warehouse.ddl import plain_number

if TYPE_CHECKING:
    import duckdb

SAMPLES = PROJECT / "raw"
EXPECTED = PROJECT / "pipelines" / "samples"

_NUMBERS = ("value", "value_min", "value_max")


def score_samples(rows: "duckdb.DuckDBPyConnection") -> tuple[int, Score] | None:
    """Return how many sample documents the warehouse holds unchanged, and how well they were read; None without any."""
    scored = []
    # The samples are looked for among the documents, and not the other way: a user's name may be too long for a path.
    for expected in sorted(EXPECTED.glob("*.jsonl")):
        sample = SAMPLES / expected.stem
        if not sample.is_file():
            continue
        unchanged = [expected.stem, hashlib.sha256(sample.read_bytes()).hexdigest()]
        for (document_id,) in rows.execute(
            "SELECT document_id FROM documents WHERE path = ? AND content_sha256 = ?", unchanged
        ).fetchall():
            stored = [_stored(row) for row in read_expected(expected)]
            scored.append((expected.stem, stored, _extracted(rows, document_id)))
    return (len(scored), score_documents(scored)) if scored else None


def _extracted(rows: "duckdb.DuckDBPyConnection", document_id: str) -> list[Row]:
    """Return the quantities of a document with their facts' fields, as the expected rows are written."""
    result = rows.execute(_ROWS, [document_id])
    names = [column[0] for column in result.description or ()]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


def _column(name: str) -> str:
    return f"{plain_number(f'q.{name}')} AS {name}" if name in _NUMBERS else f"q.{name}"


_ROWS = f"""
    SELECT q.char_start AS "start", q.char_end AS "end", q.text,
           {", ".join(map(_column, QUANTITY_FIELDS))},
           {", ".join(f"o.{name}" for name in (*FACT_FIELDS, *OTHER_FIELDS))}
    FROM quantities q LEFT JOIN observations o USING (quantity_id) WHERE q.document_id = ? ORDER BY q.char_start
"""


def _stored(expected: Row) -> Row:
    """Return an expected row with its numbers as the warehouse stores them: 1/3 at nine places.

    >>> _stored({"value": "1/3", "value_min": None, "value_max": None})["value"]
    '0.333333333'
    """
    row: dict[str, Any] = dict(expected)
    for name in _NUMBERS:
        if row.get(name) and "/" in row[name]:
            number = stored_number(Fraction(row[name]))
            row[name] = f"{number:f}".rstrip("0").rstrip(".")
    return row
