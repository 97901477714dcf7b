"""One CSV file per table, the flat facts, and the rows that a person should look at."""

import shutil
from collections.abc import Mapping
from pathlib import Path

import duckdb

from pipelines.exports.datapackage import write_datapackage
from pipelines.warehouse.ddl import plain_number, quote, read_sql
from pipelines.warehouse.parts import document_parts
from schemas.cells import harmless_sql
from schemas.table import EXACT_SQL
from schemas.tables import TABLES

BOM = "\ufeff"

# The order of each file: that of reading, so that two exports can be compared line by line.
ORDER: Mapping[str, str] = {
    "documents": "path",
    "reviews": "observation_id, reason, other_observation_id",
    "rejected_rows": "document_id, table_name, row",
    "rejected_documents": "path",
}
LEFT_OUT = {"documents": ("text",)}


def write_exports(database: Path, folder: Path) -> dict[str, int]:
    """Write every table, facts.csv, review.csv and datapackage.json into `folder`; return the rows of each file.

    UTF-8 with a byte-order mark, RFC 4180, numbers as plain exact decimals. What a spreadsheet would execute gets an
    apostrophe in front (`schemas/cells.py`).
    """
    folder.mkdir(parents=True, exist_ok=True)
    counts = {}
    with duckdb.connect(str(database), read_only=True) as connection:
        for name in TABLES:
            counts[name] = _write_table(connection, name, folder)
        counts["facts"] = _write_facts(connection, folder)
        counts["review"] = _write_review(connection, folder)
        write_datapackage(connection, folder)
    return counts


def write_runs(database: Path, folder: Path) -> int:
    """Write runs.csv anew, the one file that is another after every run, and return its rows.

    The others may be links to published ones; this one is a file of its own.
    """
    (folder / "runs.csv").unlink(missing_ok=True)
    with duckdb.connect(str(database), read_only=True) as connection:
        return _write_table(connection, "runs", folder)


def _write_table(connection: duckdb.DuckDBPyConnection, name: str, folder: Path) -> int:
    # What is in the order of reading already needs no sorting: DuckDB writes rows as they lie in the table.
    order = f"ORDER BY {ORDER[name]}" if name in ORDER else ""
    return _write(connection, f"SELECT * FROM {name} {order}", LEFT_OUT.get(name, ()), folder / f"{name}.csv")


def _write_facts(connection: duckdb.DuckDBPyConnection, folder: Path) -> int:
    """Write facts.csv, part by part of the documents, since all facts at once would have to be sorted."""
    parts = list(document_parts(connection)) or [("", "")]  # without documents the columns are named still
    piece, count = folder / "facts.csv.part", 0
    with (folder / "facts.csv").open("wb") as whole:
        for number, (first, last) in enumerate(parts):
            of_part = f"document BETWEEN {quote(first)} AND {quote(last)}"
            count += _write(connection, f"SELECT * FROM facts WHERE {of_part} ORDER BY document, char_start", (), piece)
            with piece.open("rb") as file:
                if number:
                    file.readline()  # the first has named the columns
                shutil.copyfileobj(file, whole)
    piece.unlink()
    return count


def _write_review(connection: duckdb.DuckDBPyConnection, folder: Path) -> int:
    """Write review.csv, least certain first: gathered part by part of the documents, and sorted alone."""
    query = read_sql("review.sql")
    connection.execute(f"CREATE TEMP TABLE review_rows AS {query}", {"first": "", "last": ""})  # the columns alone
    for first, last in document_parts(connection):
        connection.execute(f"INSERT INTO review_rows {query}", {"first": first, "last": last})
    return _write(connection, "SELECT * FROM review_rows ORDER BY confidence, rowid", (), folder / "review.csv")


def _write(connection: duckdb.DuckDBPyConnection, query: str, left_out: tuple[str, ...], file: Path) -> int:
    """Write the rows of `query` to `file` and return how many they are."""
    columns = [
        (name, sql_type)
        for name, sql_type, *_ in connection.execute(f"DESCRIBE {query}").fetchall()
        if name not in left_out
    ]
    cells = ", ".join(
        f'{_cell(name, sql_type)} AS "{BOM if index == 0 else ""}{name}"'
        for index, (name, sql_type) in enumerate(columns)
    )
    written = connection.execute(
        f"COPY (SELECT {cells} FROM ({query})) TO {quote(str(file))} (FORMAT csv, HEADER true, NEW_LINE '\\r\\n')"
    ).fetchone()
    return int(written[0]) if written else 0


def _cell(name: str, sql_type: str) -> str:
    """Return the SQL expression of a cell: numbers exact and plain, text harmless, all else as DuckDB writes it."""
    if sql_type == EXACT_SQL:
        return plain_number(name)
    if sql_type in ("VARCHAR", "JSON"):
        return harmless_sql(f"{name}::VARCHAR")
    return name
