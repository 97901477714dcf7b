"""The candidate warehouse: built aside from what was read, and audited by checks before anything is published."""

import time

import duckdb
from dagster import AssetExecutionContext, MaterializeResult, asset

from pipelines import groups
from pipelines.assets import metadata as show
from pipelines.assets.failures import told_plainly
from pipelines.assets.links import published_places
from pipelines.assets.reading import OWNERS
from pipelines.resources import Folders
from pipelines.reviews import fill_reviews
from pipelines.warehouse.build import build_warehouse
from schemas.table import table_description
from schemas.tables import TABLES


@asset(
    deps=["documents", "sentences", "quantities", "observations"],
    group_name=groups.WAREHOUSE,
    kinds={"duckdb"},
    owners=OWNERS,
    metadata=published_places(),
    description=(
        "All tables, views and SQL macros as one DuckDB file, built aside. Its checks look at every row; only when "
        "the blocking ones pass do the exports and the publication go on. What people query is the published file, "
        "warehouse/wanyi.duckdb: start with its view `facts`."
    ),
)
def warehouse(context: AssetExecutionContext, folders: Folders) -> MaterializeResult:
    """Build the candidate database from the rows of all documents."""
    session = folders.session
    begun = time.monotonic()
    with told_plainly(session.run.settings):
        session.candidate = build_warehouse(session.run, session.plan, session.outcomes, fill_reviews=fill_reviews)
        session.begin_evidence()
        counts = session.candidate.counts
        session.say(f"Built the warehouse: {counts['quantities']:,} quantities, {counts['observations']:,} facts")
        with session.open_rows() as rows:
            return MaterializeResult(metadata=_report(rows, counts, time.monotonic() - begun))


_CERTAIN_FIRST = "ORDER BY needs_review, confidence DESC, observation_id"


def _report(rows: duckdb.DuckDBPyConnection, counts: dict[str, int], seconds: float) -> show.Metadata:
    return {
        "preview of the view facts": show.preview(
            rows,
            "SELECT area, indicator, time_period AS period, text, measure, document FROM facts "
            "WHERE observation_id IN "
            f"(SELECT observation_id FROM observations {_CERTAIN_FIRST} LIMIT 6) {_CERTAIN_FIRST}",
        ),
        "largest indicators over time": show.largest_series(rows),
        "rows by table": show.table_of(
            ("table", "rows", "what a row is"),
            [(name, counts[name], table_description(TABLES[name])) for name in TABLES],
        ),
        "rows out": sum(counts.values()),
        "dagster/row_count": sum(counts.values()),
        "facts to review": show.one_number(rows, "SELECT count(*) FROM observations WHERE needs_review"),
        "findings across documents": counts["reviews"],
        "pairs of statements that disagree": show.one_number(rows, "SELECT count(*) FROM conflicts"),
        "rows refused": counts["rejected_rows"],
        "seconds": round(seconds, 2),
    }
