"""What must hold of a candidate database before it may be published, checked on every row."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import duckdb

from pipelines.warehouse.ddl import PRIMARY_KEYS
from pipelines.warehouse.parts import document_parts
from schemas.tables import REFERENCES

Kind = Literal["offset", "key", "reference"]


@dataclass(frozen=True)
class Finding:
    """One rule that the candidate breaks: of what kind it is, how often it is broken, and an example."""

    kind: Kind
    rule: str
    rows: int
    example: str

    def __str__(self) -> str:
        return f"{self.rule}: {self.rows} rows, for example {self.example}"


def audit_warehouse(database: Path) -> list[Finding]:
    """Return every rule that the candidate breaks; empty where it may be published."""
    with duckdb.connect(str(database), read_only=True) as connection:
        return [*_broken_offsets(connection), *_broken_keys(connection), *_broken_references(connection)]


_PLACES = """
    WITH part AS (SELECT document_id, text FROM documents WHERE path BETWEEN ? AND ?)
    SELECT part.text, q.places FROM part JOIN (
        SELECT document_id, list((quantity_id, char_start, char_end, text)) AS places
        FROM quantities SEMI JOIN part USING (document_id) GROUP BY 1
    ) AS q USING (document_id)
"""


def _broken_offsets(connection: duckdb.DuckDBPyConnection) -> list[Finding]:
    """Return the rule that every quantity stands where its offsets say, where one does not.

    In Python, document by document: SQL's substr walks from the start of the text for every quantity.
    """
    broken: list[str] = []
    for part in document_parts(connection):
        rows = connection.execute(_PLACES, part)
        while documents := rows.fetchmany(64):
            for text, places in documents:
                broken += [identity for identity, start, end, printed in places if text[start:end] != printed]
    if not broken:
        return []
    return [
        Finding("offset", "quantities.text stands at char_start:char_end of documents.text", len(broken), min(broken))
    ]


def _broken_keys(connection: duckdb.DuckDBPyConnection) -> list[Finding]:
    findings = []
    for table, key in PRIMARY_KEYS.items():
        rows = connection.execute(
            f"SELECT count(*), min(key) FROM (SELECT {key} AS key FROM {table} GROUP BY 1 HAVING count(*) > 1)"
        ).fetchone()
        if rows and rows[0]:
            findings.append(Finding("key", f"{table}.{key} is unique", *rows))
    return findings


def _broken_references(connection: duckdb.DuckDBPyConnection) -> list[Finding]:
    findings = []
    for table, references in REFERENCES.items():
        for column, (other, key) in references.items():
            rows = connection.execute(
                f"SELECT count(*), min(t.{column}) FROM {table} AS t "
                f"ANTI JOIN {other} AS o ON t.{column} = o.{key} WHERE t.{column} IS NOT NULL"
            ).fetchone()
            if rows and rows[0]:
                findings.append(Finding("reference", f"{table}.{column} refers to a row of {other}", *rows))
    return findings
