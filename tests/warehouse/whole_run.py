"""A whole run without Dagster: what the assets do, in the order in which they do it. Also a program of its own."""

import sys
from pathlib import Path

import duckdb
import pyarrow as arrow

from pipelines.batches.plan import plan_run
from pipelines.batches.workers import extract_batches
from pipelines.exports.tables import write_exports
from pipelines.reviews import fill_reviews
from pipelines.settings import Settings
from pipelines.warehouse.audit import audit_warehouse
from pipelines.warehouse.build import build_warehouse
from pipelines.warehouse.publish import publish
from pipelines.warehouse.runs import start_run
from schemas.tables import TABLES


def run_whole(settings: Settings, *, exports: bool = True) -> dict[str, int]:
    """Run everything over `settings.raw` and publish it; return the rows per table and how many documents were read."""
    with start_run(settings, cause="test", say=lambda message: None) as run:
        plan = plan_run(run.settings)
        candidate = build_warehouse(run, plan, extract_batches(plan), fill_reviews=fill_reviews)
        findings = audit_warehouse(candidate.database)
        assert not findings, findings
        if exports:
            write_exports(candidate.database, run.staging / "csv")
        publish(run.staging, run.settings)
    return {**candidate.counts, "read": plan.documents_to_read}


def read_tables(database: Path) -> dict[str, arrow.Table]:
    """Return every table but `runs`, in stored order."""
    with duckdb.connect(str(database), read_only=True) as connection:
        return {name: connection.sql(f"SELECT * FROM {name}").to_arrow_table() for name in TABLES if name != "runs"}


def assert_same_tables(database: Path, expected: Path) -> None:
    """Fail where a table of `database` is not row by row that of `expected`; `runs` may differ."""
    wanted = read_tables(expected)
    for name, table in read_tables(database).items():
        assert table.equals(wanted[name]), name


if __name__ == "__main__":
    print(run_whole(Settings(Path(sys.argv[1]), Path(sys.argv[2]), workers=int(sys.argv[3]))))
