"""Build the candidate database aside, from the segments of the documents that raw/ holds now."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as arrow
import pyarrow.parquet as parquet

from pipelines.batches.extract import BatchOutcome
from pipelines.batches.plan import RunPlan
from pipelines.batches.segments import FINGERPRINTS, LIVE
from pipelines.extraction.documents import find_reprints
from pipelines.settings import DATABASE, Settings
from pipelines.warehouse.connections import SPILL, connect_candidate
from pipelines.warehouse.ddl import comment_everything, count_rows, create_tables, create_views, insert_table
from pipelines.warehouse.ledger import record_run
from pipelines.warehouse.live import live_documents, live_rows
from pipelines.warehouse.publish import STATE
from pipelines.warehouse.runs import Run
from pipelines.warehouse.vocabularies import vocabulary_tables
from schemas.table import columns_of
from schemas.tables import EXTRACTED, TABLES

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
            insert_table(connection, name, table)
        create_views(connection)
        connection.execute("COMMIT")
        connection.execute("CHECKPOINT")
    # Opened anew, it holds no more of the keys' indexes in memory, which grow with the folder.
    with connect_candidate(database, run.settings, run.staging) as connection:
        connection.execute("BEGIN")
        if fill_reviews:
            fill_reviews(connection)
        record_run(connection, run, plan, outcomes)
        comment_everything(connection)
        connection.execute("COMMIT")
        connection.execute("CHECKPOINT")
        counts = count_rows(connection)
    _write_state(run, live)
    shutil.rmtree(run.staging / SPILL, ignore_errors=True)
    return Candidate(database, counts)


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


def _write_state(run: Run, live: arrow.Table) -> None:
    state = run.staging / STATE
    state.mkdir(exist_ok=True)
    parquet.write_table(live, state / LIVE)
