"""What every table's model has in common, and how a model is read as SQL, Arrow or a data package.

One pandera model per table is the only place where a column is described: `columns_of(model)` hands the descriptions
to the DuckDB COMMENTs, the data package and the Dagster UI.
"""

from dataclasses import dataclass
from typing import Annotated, Any

import pandas as pd
import pandera.pandas as pa
import pyarrow as arrow

# Decimals are declared, never inferred: left alone DuckDB chose another width for every batch.
DECIMAL_DIGITS, DECIMAL_PLACES = 38, 9

Text = Annotated[pd.ArrowDtype, arrow.string()]
Json = Annotated[pd.ArrowDtype, arrow.large_string()]  # JSON in SQL; the wider string type tells it from plain text
Integer = Annotated[pd.ArrowDtype, arrow.int32()]
Factor = Annotated[pd.ArrowDtype, arrow.decimal128(DECIMAL_DIGITS, 0)]  # whole numbers beyond 64 bits: 10^21 J
Exact = Annotated[pd.ArrowDtype, arrow.decimal128(DECIMAL_DIGITS, DECIMAL_PLACES)]
Share = Annotated[pd.ArrowDtype, arrow.float64()]
Day = Annotated[pd.ArrowDtype, arrow.date32()]
Instant = Annotated[pd.ArrowDtype, arrow.timestamp("us")]
YesNo = Annotated[pd.ArrowDtype, arrow.bool_()]

EXACT_SQL = f"DECIMAL({DECIMAL_DIGITS},{DECIMAL_PLACES})"  # as DuckDB itself writes it
SQL_TYPES: dict[arrow.DataType, str] = {
    arrow.string(): "VARCHAR",
    arrow.large_string(): "JSON",
    arrow.int32(): "INTEGER",
    arrow.decimal128(DECIMAL_DIGITS, 0): f"DECIMAL({DECIMAL_DIGITS},0)",
    arrow.decimal128(DECIMAL_DIGITS, DECIMAL_PLACES): EXACT_SQL,
    arrow.float64(): "DOUBLE",
    arrow.date32(): "DATE",
    arrow.timestamp("us"): "TIMESTAMP",
    arrow.bool_(): "BOOLEAN",
}


class Table(pa.DataFrameModel):
    """The base of every model: exactly the columns it names, in their order."""

    class Config:
        """Refuse columns that no model describes."""

        strict = True
        ordered = True


@dataclass(frozen=True)
class Column:
    """One column as every consumer needs it: its SQL and Arrow type, whether it may be NULL, and what it means."""

    name: str
    description: str
    arrow_type: arrow.DataType
    nullable: bool
    unique: bool
    allowed: tuple[str, ...] | None
    pattern: str | None
    minimum: float | None
    maximum: float | None

    @property
    def sql_type(self) -> str:
        """Return the declared DuckDB type."""
        return SQL_TYPES[self.arrow_type]


def column(description: str, *, nullable: bool = False, **checks: Any) -> Any:
    """Return the pandera field of a column: its description, whether it may be NULL, and pandera's own checks."""
    return pa.Field(description=description, nullable=nullable, **checks)


def columns_of(model: type[Table]) -> tuple[Column, ...]:
    """Return the columns of a model in their order."""
    return tuple(_describe(name, schema) for name, schema in model.to_schema().columns.items())


def _describe(name: str, schema: Any) -> Column:
    checks = {check.name: check.statistics for check in schema.checks}
    return Column(
        name=name,
        description=schema.description,
        arrow_type=schema.dtype.type.pyarrow_dtype,
        nullable=schema.nullable,
        unique=schema.unique,
        allowed=tuple(checks["isin"]["allowed_values"]) if "isin" in checks else None,
        pattern=checks["str_matches"]["pattern"] if "str_matches" in checks else None,
        minimum=_bound(checks, "min_value"),
        maximum=_bound(checks, "max_value"),
    )


def _bound(checks: dict[str, dict[str, Any]], name: str) -> float | None:
    bounds = [statistics[name] for statistics in checks.values() if name in statistics]
    return bounds[0] if bounds else None


def arrow_schema(model: type[Table]) -> arrow.Schema:
    """Return the Arrow schema of a model; NULL-ability is pandera's to check, so that a bad row can be told apart."""
    return arrow.schema([arrow.field(column.name, column.arrow_type) for column in columns_of(model)])


def table_description(model: type[Table]) -> str:
    """Return what one row of the table is: the model's docstring, on one line."""
    return " ".join((model.__doc__ or "").split())
