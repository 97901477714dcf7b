"""The vocabularies in force as the tables `units`, `areas` and `indicators`."""

import pyarrow as arrow

from pipelines.extraction.vocabulary import Row, Vocabularies
from schemas.table import Column, Table, arrow_schema, columns_of
from schemas.tables import TABLES


def vocabulary_tables(vocabularies: Vocabularies) -> dict[str, arrow.Table]:
    """Return the rows of the three vocabularies that analysts join with, by table name."""
    return {name: _table(TABLES[name], vocabularies.rows(name)) for name in ("units", "areas", "indicators")}


def _table(model: type[Table], rows: list[Row]) -> arrow.Table:
    columns = {column.name: [_cell(row, column) for row in rows] for column in columns_of(model)}
    schema = arrow_schema(model)
    return arrow.table(
        {field.name: arrow.array(columns[field.name], arrow.string()).cast(field.type) for field in schema},
        schema=schema,
    )


def _cell(row: Row, column: Column) -> str | None:
    """Return a cell as text; an empty one is NULL where the column allows it."""
    text = row.get(column.name) or ""
    return None if not text and column.nullable else text
