"""Build the candidate database aside, from the segments of the documents that raw/ holds now."""

import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as arrow
import pyarrow.parquet as parquet

from pipelines.batches.extract import BatchOutcome
from pipelines.batches.plan import RunPlan, program_version
from pipelines.batches.segments import FINGERPRINTS, LIVE
from pipelines.extraction.documents import find_reprints
from pipelines.settings import Settings
from pipelines.warehouse.ddl import STORAGE_VERSION, comment_everything, create_tables, create_views
from pipelines.warehouse.live import live_documents, live_rows
from pipelines.warehouse.publish import DATABASE, STATE
from pipelines.warehouse.runs import Run
from pipelines.warehouse.vocabularies import vocabulary_tables
from schemas.table import arrow_schema, columns_of
from schemas.tables import EXTRACTED, TABLES

RUNS = "runs.jsonl"

ORDER = {
    "documents": "live.position",
    "sentences": "live.position, sentence",
    "quantities": "live.position, char_start",
    "observations": "live.position, quantity_id[19:]::INTEGER",
    "rejected_rows": "live.position, table_name, row",
    "rejected_documents": "path",
}

_PART_BYTES = 32 * 1024 * 1024  # of files whose rows are loaded at one time

# Fills `reviews` over the finished candidate; given by the stage that knows the rules.
FillReviews = Callable[[duckdb.DuckDBPyConnection], None]


@dataclass(frozen=True)
class Candidate:
    """A database built aside, with its rows per table."""

    database: Path
    counts: dict[str, int]


def build_warehouse(
    run: Run, plan: RunPlan, outcomes: Sequence[BatchOutcome], *, fill_reviews: FillReviews | None = None
) -> Candidate:
    """Return the candidate database with every table, view, macro and comment, closed and without a log beside it."""
    database = run.staging / DATABASE
    database.unlink(missing_ok=True)
    live = live_documents(plan, outcomes)
    with connect_candidate(database, run.settings, run.staging) as connection:
        connection.execute("BEGIN")
        create_tables(connection)
        _load_extracted(connection, plan, live)
        _insert_unreadable(connection, plan)
        _mark_reprints(connection, run.settings, live)
        for name, table in vocabulary_tables(plan.vocabularies).items():
            _insert(connection, name, table)
        create_views(connection)
        if fill_reviews:
            fill_reviews(connection)
        _record_run(connection, run, plan, outcomes)
        comment_everything(connection)
        connection.execute("COMMIT")
        connection.execute("CHECKPOINT")
        counts = count_rows(connection)
    _write_state(run, live)
    shutil.rmtree(run.staging / "spill", ignore_errors=True)
    return Candidate(database, counts)


def connect_candidate(database: Path, settings: Settings, staging: Path) -> duckdb.DuckDBPyConnection:
    """Return a connection that writes `database`, within the memory the settings allow and spilling beside it."""
    return duckdb.connect(
        str(database),
        config={
            "storage_compatibility_version": STORAGE_VERSION,
            "memory_limit": settings.database_memory,
            "temp_directory": str(staging / "spill"),
            "threads": settings.workers,
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
        },
    )


def count_rows(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """Return the number of rows of every table."""
    query = " UNION ALL ".join(f"SELECT '{name}', count(*) FROM {name}" for name in TABLES)
    return dict(connection.execute(query).fetchall())


def _load_extracted(connection: duckdb.DuckDBPyConnection, plan: RunPlan, live: arrow.Table) -> None:
    """Fill the extracted tables from the segments: the live documents' rows only, in an order that never varies.

    Part by part of the documents, so that what is sorted at one time does not grow with the folder.
    """
    for part in _parts(plan, live):
        connection.register("live", part)
        for name in EXTRACTED:
            columns = ", ".join(f"rows.{column.name}" for column in columns_of(TABLES[name]))
            rows = live_rows(name, part, plan.settings.cache)
            connection.execute(f"INSERT INTO {name} SELECT {columns} FROM {rows} ORDER BY {ORDER[name]}")
    connection.register("live", live)


def _parts(plan: RunPlan, live: arrow.Table) -> Iterator[arrow.Table]:
    """Yield the rows of `live` in order, as many at a time as belong to some megabytes of files."""
    begun = size = 0
    for end, task in enumerate(plan.tasks, 1):  # those of `live`, in the same order
        size += task.size
        if size >= _PART_BYTES or end == len(plan.tasks):
            yield live.slice(begun, end - begun)
            begun, size = end, 0


def _insert_unreadable(connection: duckdb.DuckDBPyConnection, plan: RunPlan) -> None:
    if plan.unreadable:
        connection.executemany("INSERT INTO rejected_documents VALUES (?, ?, ?)", plan.unreadable)


def _mark_reprints(connection: duckdb.DuckDBPyConnection, settings: Settings, live: arrow.Table) -> None:
    """Fill documents.duplicate_of by comparing the fingerprints of all documents."""
    if not live.num_rows:
        return
    rows = connection.execute(
        "SELECT live.document_id, live.name, documents.published, rows.fingerprint "
        f"FROM {live_rows(FINGERPRINTS, live, settings.cache)} "
        "JOIN documents ON documents.document_id = live.document_id ORDER BY live.position"
    ).fetchall()
    reprints = find_reprints(rows)
    if reprints:
        pairs = arrow.table({"reprint": list(reprints), "original": list(reprints.values())})
        connection.register("reprints", pairs)
        connection.execute(
            "UPDATE documents SET duplicate_of = original FROM reprints WHERE document_id = reprints.reprint"
        )


def _insert(connection: duckdb.DuckDBPyConnection, name: str, table: arrow.Table) -> None:
    connection.register("incoming", table)
    connection.execute(f"INSERT INTO {name} SELECT * FROM incoming")
    connection.unregister("incoming")


def _record_run(
    connection: duckdb.DuckDBPyConnection, run: Run, plan: RunPlan, outcomes: Sequence[BatchOutcome]
) -> None:
    """Fill `runs` with the runs published before and this one, which the staged ledger then holds as well."""
    counts = count_rows(connection)
    ledger = _read_ledger(run.settings)
    counts["runs"] = len(ledger) + 1
    record = {
        "run_id": run.run_id,
        "started": run.started.replace(tzinfo=None).isoformat(),
        "finished": datetime.now(UTC).replace(tzinfo=None).isoformat(),
        "cause": run.cause,
        "program_version": program_version(),
        "extractor_sha256": plan.extractor_sha256,
        "vocabulary_sha256": plan.vocabularies.sha256,
        "vocabulary_hashes": json.dumps(plan.vocabulary_hashes, ensure_ascii=False),
        "documents_read": sum(len(outcome.documents) for outcome in outcomes),
        "documents_unchanged": len(plan.unchanged),
        "documents_removed": plan.removed,
        "counts": json.dumps(counts),
    }
    ledger.append(record)
    schema = arrow_schema(TABLES["runs"])
    rows = [
        {**row, "started": datetime.fromisoformat(row["started"]), "finished": datetime.fromisoformat(row["finished"])}
        for row in ledger
    ]
    _insert(connection, "runs", arrow.Table.from_pylist(rows, schema=schema))
    state = run.staging / STATE
    state.mkdir(exist_ok=True)
    (state / RUNS).write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in ledger), encoding="utf-8")


def _read_ledger(settings: Settings) -> list[dict[str, Any]]:
    """Return the records of the runs published so far; where the file is damaged, from the published database."""
    try:
        lines = (settings.cache / RUNS).read_text(encoding="utf-8").splitlines()
        if lines:  # a published ledger has a line at least
            return [json.loads(line) for line in lines if line]
    except FileNotFoundError:
        return []
    except ValueError:
        pass
    try:
        with duckdb.connect(str(settings.database), read_only=True) as published:
            rows = published.sql("SELECT * FROM runs").to_arrow_table().to_pylist()
    except duckdb.Error:  # gone, or open for writing elsewhere: the history begins anew
        return []
    return [row | {name: row[name].isoformat() for name in ("started", "finished")} for row in rows]


def _write_state(run: Run, live: arrow.Table) -> None:
    state = run.staging / STATE
    state.mkdir(exist_ok=True)
    parquet.write_table(live, state / LIVE)
