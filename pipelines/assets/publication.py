"""What people open: the CSV files, the evidence pages, and the one step that puts everything in its place."""

import time
from datetime import timedelta
from pathlib import Path

from dagster import AssetExecutionContext, FreshnessPolicy, MaterializeResult, RetryRequested, asset

from pipelines import groups
from pipelines.assets import metadata as show
from pipelines.assets.failures import told_plainly
from pipelines.assets.links import published_places
from pipelines.assets.reading import OWNERS
from pipelines.exports.tables import write_exports, write_runs
from pipelines.home import MAKE_RUN
from pipelines.resources import Folders
from pipelines.settings import CSV
from pipelines.warehouse.publish import FOLDERS, PublishRefused, publish
from pipelines.warehouse.reuse import inputs_digest, note_inputs, take_over
from schemas.tables import TABLES

# Someone who opened the database for writing may close it in a while; no other fault goes away by itself.
_TRIES_AGAIN = 3
_SECONDS_BETWEEN_TRIES = 30

_CODE_OF_EXPORTS = ("pipelines/exports", "pipelines/warehouse", "pipelines/sql", "schemas")


@asset(
    deps=["warehouse"],
    group_name=groups.PUBLICATION,
    kinds={"csv"},
    owners=OWNERS,
    metadata=published_places(),
    description=(
        "One CSV file per table, facts.csv with everything in one row, and review.csv: the facts that want a person's "
        "look, least certain first, with the columns of raw/corrections.csv ready to fill in. UTF-8 with a byte-order "
        "mark, exact plain numbers; datapackage.json describes every column."
    ),
)
def exports(context: AssetExecutionContext, folders: Folders) -> MaterializeResult:
    """Write the CSV files of this run aside."""
    session = folders.session
    begun = time.monotonic()
    with told_plainly(session.run.settings):
        folder = session.run.staging / CSV
        with session.open_rows() as rows:
            digest = inputs_digest(rows, [name for name in TABLES if name != "runs"], _CODE_OF_EXPORTS, None)
            counts = take_over(session.run.settings.warehouse / CSV, folder, digest)
            are_taken_over = counts is not None
            if counts is None:
                counts = write_exports(session.database, folder)
            else:
                counts["runs"] = write_runs(session.database, folder)
            note_inputs(folder, digest, counts)
            review = show.preview(rows, _REVIEW_PREVIEW)
    sizes = {file.name: file.stat().st_size for file in sorted(folder.glob("*.csv"))}
    return MaterializeResult(
        metadata={
            "preview of review.csv": review,
            "files": show.table_of(
                ("file", "rows", "bytes"),
                [(name, counts[name.removesuffix(".csv")], size) for name, size in sizes.items()],
            ),
            "rows out": sum(counts.values()),
            "dagster/row_count": sum(counts.values()),
            "taken over unchanged": are_taken_over,
            "megabytes": round(sum(sizes.values()) / 1e6, 2),
            "seconds": round(time.monotonic() - begun, 2),
        }
    )


_REVIEW_PREVIEW = (
    "SELECT round(confidence, 2) AS confidence, area, indicator, time_period AS period, text, document "
    "FROM facts WHERE observation_id IN (SELECT observation_id FROM observations WHERE needs_review "
    "ORDER BY observations.confidence, observation_id LIMIT 6) ORDER BY facts.confidence, observation_id"
)


@asset(
    deps=["warehouse"],
    group_name=groups.PUBLICATION,
    kinds={"html"},
    owners=OWNERS,
    metadata=published_places(),
    description=(
        "The evidence pages, for any browser and without a network: every document with its quantities marked on the "
        "text, what each one was read as, and a searchable index of all facts with their sentences. Open "
        "report/index.html."
    ),
)
def report(context: AssetExecutionContext, folders: Folders) -> MaterializeResult:
    """Wait until the evidence pages of this run are written aside."""
    session = folders.session
    begun = time.monotonic()
    with told_plainly(session.run.settings):
        counts, are_taken_over = session.evidence()
    return MaterializeResult(
        metadata={
            "taken over unchanged": are_taken_over,
            "pages of documents": counts.documents,
            "facts in the index": counts.facts,
            "rows out": counts.facts,
            "seconds": round(time.monotonic() - begun, 2),
        }
    )


@asset(
    deps=["warehouse", "exports", "report"],
    group_name=groups.PUBLICATION,
    kinds={"duckdb", "csv", "html"},
    owners=OWNERS,
    metadata=published_places(),
    freshness_policy=FreshnessPolicy.time_window(fail_window=timedelta(hours=50), warn_window=timedelta(hours=26)),
    description=(
        "The published warehouse: wanyi.duckdb, csv/ and report/, replaced together once everything before has "
        "succeeded. Whoever has the old file open goes on reading it; a run that fails leaves the last good one."
    ),
)
def publication(context: AssetExecutionContext, folders: Folders) -> MaterializeResult:
    """Put what this run has finished in its place."""
    session = folders.session
    run, settings = session.run, session.run.settings
    begun = time.monotonic()
    with told_plainly(settings):
        made = [name for name in (settings.database.name, *FOLDERS) if (run.staging / name).exists()]
        try:
            publish(run.staging, settings)
        except PublishRefused as refusal:
            if run.cause == MAKE_RUN:  # somebody is looking at the terminal: tell them at once
                raise
            session.say(f"{refusal} Trying again in {_SECONDS_BETWEEN_TRIES} seconds.")
            raise RetryRequested(_TRIES_AGAIN, _SECONDS_BETWEEN_TRIES) from refusal
    session.say(f"Published in {settings.warehouse}: {', '.join(made) or 'nothing new'}")
    return MaterializeResult(
        metadata={
            "published": ", ".join(made) or "nothing new: this run made no database, CSV files or pages",
            "run": run.run_id,
            "started because of": run.cause,
            "size of the database, megabytes": round(_size(settings.database) / 1e6, 2),
            "seconds": round(time.monotonic() - begun, 2),
        }
    )


def _size(file: Path) -> int:
    return file.stat().st_size if file.exists() else 0
