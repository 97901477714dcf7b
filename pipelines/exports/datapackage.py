"""datapackage.json: what every column of every CSV file means (Frictionless Data Package, version 1)."""

import json
from pathlib import Path
from typing import Any

import duckdb

from pipelines.warehouse.ddl import PRIMARY_KEYS
from schemas.table import Column, columns_of, table_description
from schemas.tables import REFERENCES, TABLES, describe_view_column
from schemas.views import REVIEW_COLUMNS, VIEWS

_TYPES = {
    "VARCHAR": "string",
    "JSON": "object",
    "INTEGER": "integer",
    "BIGINT": "integer",
    "DECIMAL(38,0)": "integer",
    "DECIMAL(38,9)": "number",
    "DOUBLE": "number",
    "DATE": "date",
    "TIMESTAMP": "datetime",
    "BOOLEAN": "boolean",
}
REVIEW = "review_rows"  # what tables.py writes review.csv from, a table of the connection alone
_FORMATS = {"datetime": "%Y-%m-%d %H:%M:%S.%f"}


def write_datapackage(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Describe the CSV files in `folder` in its datapackage.json; `connection` is the one that has written them."""
    package = {
        "profile": "tabular-data-package",
        "name": "wanyi",
        "title": "Wanyi: statistical facts read from Chinese texts",
        "resources": [
            *(_table_resource(name) for name in TABLES),
            _view_resource(connection, "facts", "SELECT * FROM facts", VIEWS["facts"].description),
            _view_resource(
                connection,
                "review",
                f"SELECT * FROM {REVIEW}",
                "The facts that need a person's look, least certain first; fill in verdict, field, value and reason "
                "and append the rows to raw/corrections.csv.",
            ),
        ],
    }
    text = json.dumps(package, ensure_ascii=False, indent=2)
    (folder / "datapackage.json").write_text(text + "\n", encoding="utf-8")


def _resource(name: str, description: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": name,
        "path": f"{name}.csv",
        "description": description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True},
        "schema": schema,
    }


def _table_resource(name: str) -> dict[str, Any]:
    fields = [_field(column) for column in columns_of(TABLES[name]) if (name, column.name) != ("documents", "text")]
    schema: dict[str, Any] = {"fields": fields, "missingValues": [""]}
    if name in PRIMARY_KEYS:
        schema["primaryKey"] = [PRIMARY_KEYS[name]]
    references = REFERENCES.get(name, {})
    if references:
        schema["foreignKeys"] = [
            {"fields": [column], "reference": {"resource": "" if other == name else other, "fields": [key]}}
            for column, (other, key) in references.items()
        ]
    return _resource(name, table_description(TABLES[name]), schema)


def _field(column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {}
    # An empty string and NULL look the same in CSV, so only columns of other types can be required.
    if not column.nullable and column.sql_type != "VARCHAR":
        constraints["required"] = True
    if column.unique:
        constraints["unique"] = True
    if column.allowed is not None:
        constraints["enum"] = list(column.allowed)
    if column.pattern is not None:
        constraints["pattern"] = column.pattern
    if column.minimum is not None:
        constraints["minimum"] = column.minimum
    if column.maximum is not None:
        constraints["maximum"] = column.maximum
    field = _typed(column.name, column.sql_type, column.description)
    return field | ({"constraints": constraints} if constraints else {})


def _typed(name: str, sql_type: str, description: str) -> dict[str, Any]:
    kind = _TYPES[sql_type]
    shape = {"format": _FORMATS[kind]} if kind in _FORMATS else {}
    return {"name": name, "type": kind, **shape, "description": description}


def _view_resource(connection: duckdb.DuckDBPyConnection, name: str, query: str, description: str) -> dict[str, Any]:
    fields = []
    for column, sql_type, *_ in connection.execute(f"DESCRIBE {query}").fetchall():
        own = REVIEW_COLUMNS.get(column) if name == "review" else None
        fields.append(_typed(column, sql_type, own or describe_view_column("facts", column)))
    return _resource(name, description, {"fields": fields, "missingValues": [""]})
