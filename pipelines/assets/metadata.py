"""What an asset's page shows of what the stage did: counts, refusals, previews and plots."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import duckdb
from dagster import MetadataValue, TableColumn, TableColumnConstraints, TableMetadataValue, TableRecord, TableSchema

from pipelines.report.plots import Series, bar_chart, line_charts, markdown_image
from schemas.table import columns_of
from schemas.tables import TABLES

Metadata = dict[str, Any]

# What fits beside the navigation without a scroll bar.
_PREVIEW_ROWS = 6
_LONGEST_CELL = 40
_LONGEST_MESSAGE = 400
_MOST_BARS = 9
_MOST_LINES = 5

# Scale words for the newest value beside a line; the exact value is in the table.
_SCALES = ((10**12, "万亿"), (10**8, "亿"), (10**4, "万"))


def column_schema(table: str) -> TableSchema:
    """Return the columns of a table for the UI: the same descriptions as in DuckDB and the data package."""
    return TableSchema(
        columns=[
            TableColumn(
                name=column.name,
                type=column.sql_type,
                description=column.description,
                constraints=TableColumnConstraints(nullable=column.nullable, unique=column.unique),
            )
            for column in columns_of(TABLES[table])
        ]
    )


def table_of(
    columns: Sequence[str], rows: Sequence[Sequence[Any]], longest: int = _LONGEST_MESSAGE
) -> TableMetadataValue:
    """Return rows as a table for the UI, every cell as the text a person reads, cut at `longest` characters."""
    return MetadataValue.table(
        records=[
            TableRecord({name: _cell(value, longest) for name, value in zip(columns, row, strict=True)}) for row in rows
        ],
        schema=TableSchema(columns=[TableColumn(name=name, type="string") for name in columns]),
    )


def _cell(value: Any, longest: int) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, Decimal):
        return f"{value.normalize():,f}" if value else "0"
    text = " ".join(str(value).split())
    return text if len(text) <= longest else text[: longest - 1] + "…"


def preview(connection: duckdb.DuckDBPyConnection, query: str) -> TableMetadataValue:
    """Return the first rows of a query as a table."""
    result = connection.execute(f"SELECT * FROM ({query}) LIMIT {_PREVIEW_ROWS}")
    names = [column[0] for column in result.description or ()]
    return table_of(names, result.fetchall(), _LONGEST_CELL)


def bars(connection: duckdb.DuckDBPyConnection, query: str, description: str) -> MetadataValue:
    """Return a bar chart of a query's rows of label and number."""
    rows = connection.execute(f"SELECT * FROM ({query}) LIMIT {_MOST_BARS}").fetchall()
    drawn = bar_chart([(str(label), count) for label, count in rows])
    return MetadataValue.md(markdown_image(description, drawn)) if rows else MetadataValue.text("nothing to show yet")


def largest_series(connection: duckdb.DuckDBPyConnection) -> MetadataValue:
    """Return the lines of the indicators with most periods, each by its newest periods."""
    rows = connection.execute(_SERIES).fetchall()
    drawn = [
        Series(f"{area} {indicator}", [float(value) for value in values], readable(values[-1], unit))
        for area, indicator, unit, values in rows
    ]
    if not drawn:
        return MetadataValue.text("no indicator has three periods yet")
    return MetadataValue.md(markdown_image("the indicators with most periods over time", line_charts(drawn)))


_SERIES = f"""
    WITH points AS (
        SELECT area, indicator, unit_code, length(time_period) AS grain, period_start, value,
               count(*) OVER line AS points, row_number() OVER (line ORDER BY period_start DESC) AS age
        FROM series WHERE measure = 'level' AND value IS NOT NULL AND area IS NOT NULL AND indicator IS NOT NULL
        WINDOW line AS (PARTITION BY area, indicator, unit_code, length(time_period))
    )
    SELECT area, indicator, unit_code, list(value ORDER BY period_start)
    FROM points WHERE points >= 3 AND age <= 10
    GROUP BY area, indicator, unit_code, grain, points
    ORDER BY points DESC, max(value) DESC, area, indicator LIMIT {_MOST_LINES}
"""


def readable(value: Any, unit_code: str) -> str:
    """Return a value short enough to stand beside a line.

    >>> readable(155_400_000_000, "CNY"), readable(12.5, "%")
    ('1554亿 CNY', '12.5 %')
    """
    for scale, word in _SCALES:
        if abs(value) >= scale:
            return f"{float(value) / scale:.4g}{word} {unit_code}".strip()
    return f"{float(value):.4g} {unit_code}".strip()


def refusals(connection: duckdb.DuckDBPyConnection, table: str) -> Metadata:
    """Return how many rows of a table were refused, and by which rule."""
    rows = connection.execute(
        "SELECT rule, count(*), min(reason) FROM rejected_rows WHERE table_name = ? GROUP BY rule ORDER BY 2 DESC, 1",
        [table],
    ).fetchall()
    shown: Metadata = {"rows refused": sum(count for _, count, _ in rows)}
    if rows:
        shown["refused by rule"] = table_of(("rule", "rows", "for example"), rows)
    return shown


def one_number(connection: duckdb.DuckDBPyConnection, query: str, parameters: Sequence[Any] = ()) -> Any:
    """Return the single value of a query."""
    row = connection.execute(query, parameters).fetchone()
    return row[0] if row else None


def without_empty(metadata: Mapping[str, Any]) -> Metadata:
    """Return the metadata without entries that say nothing."""
    return {name: value for name, value in metadata.items() if value is not None}
