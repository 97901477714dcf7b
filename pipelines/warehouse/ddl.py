"""SQL from the models: declared tables, their constraints, and a COMMENT on every table, view and column."""

from importlib import resources

import duckdb
import pyarrow as arrow

from schemas.table import Column, Table, columns_of, table_description
from schemas.tables import TABLES, describe_view_column
from schemas.views import VIEWS

# Files that older clients can open: DuckDB 2.0 writes a format by default that 1.5 cannot read.
STORAGE_VERSION = "v1.5.0"

PRIMARY_KEYS = {
    "documents": "document_id",
    "sentences": "sentence_id",
    "quantities": "quantity_id",
    "observations": "observation_id",
    "rejected_documents": "path",
    "runs": "run_id",
    "units": "surface",
    "areas": "full_name",
    "indicators": "indicator",
}


def create_tables(connection: duckdb.DuckDBPyConnection) -> None:
    """Create every table with declared types, keys and checks, empty."""
    for name, model in TABLES.items():
        connection.execute(table_sql(name, model))


def table_sql(name: str, model: type[Table]) -> str:
    """Return the CREATE TABLE statement of a table."""
    lines = [_column_sql(column) for column in columns_of(model)]
    if name in PRIMARY_KEYS:
        lines.append(f"PRIMARY KEY ({PRIMARY_KEYS[name]})")
    if name in ("sentences", "quantities"):
        lines.append("CHECK (char_start < char_end)")
    if name == "observations":
        lines.append("CHECK (period_start <= period_end)")
    return f"CREATE TABLE {name} (\n    " + ",\n    ".join(lines) + "\n)"


def _column_sql(column: Column) -> str:
    parts = [column.name, column.sql_type]
    if not column.nullable:
        parts.append("NOT NULL")
    if column.allowed is not None:
        allowed = ", ".join(quote(value) for value in column.allowed)
        parts.append(f"CHECK ({column.name} IN ({allowed}))")
    if column.minimum is not None:
        bound = f"{column.name} >= {column.minimum:g}"
        if column.maximum is not None:
            bound += f" AND {column.name} <= {column.maximum:g}"
        parts.append(f"CHECK ({bound})")
    return " ".join(parts)


def insert_table(connection: duckdb.DuckDBPyConnection, name: str, table: arrow.Table) -> None:
    """Append the rows of an Arrow table whose columns are those of the table `name`."""
    connection.register("incoming", table)
    connection.execute(f"INSERT INTO {name} SELECT * FROM incoming")
    connection.unregister("incoming")


def count_rows(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """Return the number of rows of every table."""
    query = " UNION ALL ".join(f"SELECT '{name}', count(*) FROM {name}" for name in TABLES)
    return dict(connection.execute(query).fetchall())


def create_views(connection: duckdb.DuckDBPyConnection) -> None:
    """Create the macros and views."""
    for file in ("macros.sql", "views.sql"):
        connection.execute(read_sql(file))


def read_sql(name: str) -> str:
    """Return the SQL file `name` of pipelines/sql."""
    return resources.files("pipelines.sql").joinpath(name).read_text(encoding="utf-8")


def comment_everything(connection: duckdb.DuckDBPyConnection) -> None:
    """Put the description of every table, view and column into the file."""
    for name, model in TABLES.items():
        connection.execute(f"COMMENT ON TABLE {name} IS {quote(table_description(model))}")
        for column in columns_of(model):
            connection.execute(f"COMMENT ON COLUMN {name}.{column.name} IS {quote(column.description)}")
    for name, view in VIEWS.items():
        connection.execute(f"COMMENT ON VIEW {name} IS {quote(view.description)}")
        for (column_name,) in connection.execute(f"SELECT column_name FROM (DESCRIBE {name})").fetchall():
            description = describe_view_column(name, column_name)
            connection.execute(f"COMMENT ON COLUMN {name}.{column_name} IS {quote(description)}")


def plain_number(expression: str) -> str:
    """Return the SQL that writes a DECIMAL(38,9) exactly, without the zeros that its type puts behind it.

    >>> decimals = ("2000::DECIMAL(38,9)", "12.7::DECIMAL(38,9)")
    >>> duckdb.execute("SELECT " + ", ".join(map(plain_number, decimals))).fetchone()
    ('2000', '12.7')
    """
    return f"rtrim(rtrim(({expression})::VARCHAR, '0'), '.')"


def quote(text: str) -> str:
    """Return `text` as an SQL string literal.

    >>> quote("raw/'s")
    "'raw/''s'"
    """
    return "'" + text.replace("'", "''") + "'"
