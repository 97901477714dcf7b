"""The vocabularies in force as the tables `units`, `areas` and `indicators`."""

import pyarrow as arrow

from pipelines.extraction.vocabulary import Row, Vocabularies
from pipelines.warehouse.ddl import PRIMARY_KEYS
from schemas.table import Column, arrow_schema, columns_of
from schemas.tables import TABLES


def vocabulary_tables(vocabularies: Vocabularies) -> dict[str, arrow.Table]:
    """Return the rows of the three vocabularies that analysts join with, by table name."""
    return {name: _table(name, vocabularies.rows(name)) for name in ("units", "areas", "indicators")}


def _table(name: str, rows: list[Row]) -> arrow.Table:
    """Return the first row of each key, which is the one that the readers use; a user's rows come first."""
    by_key: dict[str, Row] = {}
    for row in rows:
        by_key.setdefault(row[PRIMARY_KEYS[name]], row)
    schema = arrow_schema(TABLES[name])
    columns = {
        column.name: arrow.array([_cell(row, column) for row in by_key.values()], arrow.string()).cast(
            column.arrow_type
        )
        for column in columns_of(TABLES[name])
    }
    return arrow.table(columns, schema=schema)


def _cell(row: Row, column: Column) -> str | None:
    """Return a cell as text; an empty one, and a factor that is no whole number from 1, is NULL where it may be."""
    text = row.get(column.name) or ""
    if arrow.types.is_decimal(column.arrow_type) and not (text.isascii() and text.isdecimal() and int(text) > 0):
        return None
    return None if not text and column.nullable else text
