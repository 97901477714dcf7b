"""A candidate database with rows that a test spells out: tables, macros and views of a run, without reading texts."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb

from pipelines.warehouse.ddl import STORAGE_VERSION, comment_everything, create_tables, create_views

OBSERVATION: dict[str, Any] = {
    "document": "a.txt",
    "area": "桃源县",
    "area_code": "430725",
    "indicator": "发电量",
    "time_period": "2021",
    "period_start": "2021-01-01",
    "period_end": "2021-12-31",
    "value": "100",
    "value_min": None,
    "value_max": None,
    "modifier": "=",
    "unit": "千瓦时",
    "unit_code": "kW.h",
    "measure": "level",
    "direction": None,
    "baseline": None,
    "price_basis": None,
    "status": "actual",
    "confidence": 0.9,
    "needs_review": False,
    "corrected": False,
    "text": "100千瓦时",
    "kind": "measure",
    "sentence": "发电量为100千瓦时。",
}


def craft_warehouse(database: Path, *observations: dict[str, Any], reprints: dict[str, str] | None = None) -> list[str]:
    """Write a candidate database with one sentence, quantity and observation for each of `observations`.

    Each names what differs from OBSERVATION. `reprints` names the original of documents by path. Returns the ids of the
    observations in their order.
    """
    rows = [{**OBSERVATION, **observation} for observation in observations]
    paths = list(dict.fromkeys(row["document"] for row in rows))
    identities = {path: f"{number:016x}" for number, path in enumerate(paths, start=1)}
    ids = []
    with duckdb.connect(str(database), config={"storage_compatibility_version": STORAGE_VERSION}) as connection:
        create_tables(connection)
        create_views(connection)
        for path, identity in identities.items():
            text = "".join(row["text"] + "\n" for row in rows if row["document"] == path)
            original = (reprints or {}).get(path)
            connection.execute(
                "INSERT INTO documents (document_id, path, published, format, text, content_sha256, duplicate_of) "
                "VALUES (?, ?, DATE '2022-01-18', 'txt', ?, repeat('0', 64), ?)",
                [identity, path, text, identities[original] if original else None],
            )
        starts = dict.fromkeys(paths, 0)
        for number, row in enumerate(rows):
            identity, start = identities[row["document"]], starts[row["document"]]
            end = start + len(row["text"])
            starts[row["document"]] = end + 1
            ids.append(f"{identity}-o{start}")
            _insert(connection, "sentences", [
                f"{identity}-s{start}", identity, 1, None, None, 1, number + 1, start, end, row["sentence"],
            ])  # fmt: skip
            numbers = [row["value"], row["value_min"], row["value_max"]]
            _insert(connection, "quantities", [
                f"{identity}-q{start}", identity, f"{identity}-s{start}", start, end, row["text"], row["kind"],
                *numbers, row["unit"], row["unit_code"], row["modifier"],
            ])  # fmt: skip
            fields = list(OBSERVATION)[1:-3]
            _insert(
                connection, "observations", [ids[-1], f"{identity}-q{start}", identity, *(row[name] for name in fields)]
            )
        comment_everything(connection)
    return ids


def _insert(connection: duckdb.DuckDBPyConnection, table: str, values: Sequence[Any]) -> None:
    connection.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(values))})", values)
