"""The ledger: one record per published run, kept beside the segments and copied into every new database."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import duckdb
import pyarrow as arrow

from pipelines.batches.extract import BatchOutcome
from pipelines.batches.plan import RunPlan, program_version
from pipelines.settings import Settings
from pipelines.warehouse.ddl import count_rows, insert_table
from pipelines.warehouse.publish import STATE
from pipelines.warehouse.runs import Run
from schemas.table import arrow_schema
from schemas.tables import TABLES

RUNS = "runs.jsonl"


def record_run(
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
    insert_table(connection, "runs", arrow.Table.from_pylist(rows, schema=schema))
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
