"""documents → sentences → quantities → observations: one pass over every new or changed document."""

import time
from collections.abc import Iterator

import duckdb
from dagster import AssetExecutionContext, AssetSpec, MaterializeResult, multi_asset

from pipelines import groups
from pipelines.assets import metadata as show
from pipelines.assets.failures import CannotGoOn, told_plainly
from pipelines.assets.hand_over import open_hand_over
from pipelines.assets.links import published_places
from pipelines.assets.progress import ProgressLines, told_size
from pipelines.assets.session import Session
from pipelines.batches.plan import RunPlan
from pipelines.home import RAW_STATE
from pipelines.resources import Folders
from pipelines.settings import settings_from_environment

OWNERS = ["team:wanyi"]

_SPECS = [
    AssetSpec(
        "documents",
        deps=["raw_texts"],
        description=(
            "One row per text: its decoded text with title, publisher, date and area. From the folder of texts, by "
            "content: a file that has not changed is not read again. A file that could not be read is listed with "
            "the reason and what to do, and the others go on."
        ),
    ),
    AssetSpec(
        "sentences",
        deps=["documents"],
        description=(
            "One row per sentence in reading order, with article, section and paragraph. Sentences that the page "
            "layout cut in two are one row; sections printed out of order are in order."
        ),
    ),
    AssetSpec(
        "quantities",
        deps=["documents", "sentences"],
        description=(
            "One row per number with its unit, exactly where it is printed: 万 and 亿 multiplied in, the unit kept. "
            "Dates, names and numerals inside words are no quantities."
        ),
    ),
    AssetSpec(
        "observations",
        deps=["sentences", "quantities"],
        description=(
            "One row per statistical fact: what a quantity says about which area, indicator and period, against "
            "what, and how sure the reading is. Rows with needs_review want a person's look first."
        ),
    ),
]

_PREVIEWS = {
    "documents": "SELECT path, title, published, area FROM documents ORDER BY path",
    "sentences": "SELECT article, section, sentence AS number, text FROM sentences ORDER BY document_id, sentence",
    "quantities": "SELECT text, kind, value, unit_code, modifier FROM quantities ORDER BY document_id, char_start",
    "observations": (
        "SELECT area, indicator, time_period AS period, value, unit_code AS unit, measure FROM observations "
        "ORDER BY needs_review, confidence DESC, observation_id"
    ),
}


def _complete(spec: AssetSpec) -> AssetSpec:
    table = spec.key.to_user_string()
    return spec.replace_attributes(
        group_name=groups.READING,
        kinds={"python", "parquet"},
        owners=OWNERS,
        metadata={"dagster/column_schema": show.column_schema(table), **published_places(table)},
    )


@multi_asset(name="read_texts", specs=[_complete(spec) for spec in _SPECS], description=__doc__)
def read_texts(context: AssetExecutionContext, folders: Folders) -> Iterator[MaterializeResult]:
    """Read what is new and report each of the four tables as it stands for the whole folder."""
    session = folders.session
    begun = time.monotonic()
    with told_plainly(session.run.settings):
        plan = session.plan
        _announce(session, plan)
        session.progress = ProgressLines(plan, session.say)
        _ = session.outcomes
        seconds = time.monotonic() - begun
        _refuse_nothing(session, plan)
        with open_hand_over(session.run.settings, session.live) as rows:
            for table in _PREVIEWS:
                yield MaterializeResult(table, metadata=_report(table, rows, session, seconds))


def _announce(session: Session, plan: RunPlan) -> None:
    for message in plan.messages:
        session.say(message)
    for file in plan.unreadable:
        session.say(f"Not read: {file}")
    session.say(
        f"{len(plan.tasks) + len(plan.unreadable):,} files in {plan.settings.raw}: {plan.documents_to_read:,} to read "
        f"({told_size(plan.bytes_to_read)}), {len(plan.unchanged):,} unchanged, {plan.removed:,} removed"
    )


def _refuse_nothing(session: Session, plan: RunPlan) -> None:
    """Raise CannotGoOn where there is not one document: an empty warehouse would replace the last good one."""
    raw = plan.settings.raw
    if not plan.tasks and not plan.unreadable:
        raise CannotGoOn(
            f"There is nothing to read in {raw}.",
            "Put texts there (.txt, .md, .html, .docx, .pdf or .xlsx), or name another folder with RAW=dir; "
            "what was published before has been left as it is.",
        )
    if session.live["document_id"].null_count == session.live.num_rows:
        rejected = [*plan.unreadable, *(file for outcome in session.outcomes for file in outcome.rejected)]
        first = f" The first: {rejected[0]}" if rejected else ""
        raise CannotGoOn(
            f"Not one of the {len(plan.tasks) + len(plan.unreadable):,} files in {raw} could be read.{first}",
            "Put at least one readable text there and run again; what was published before has been left as it is.",
        )


def _report(table: str, rows: duckdb.DuckDBPyConnection, session: Session, seconds: float) -> show.Metadata:
    """Return what the page of one of the four tables shows."""
    count = show.one_number(rows, f"SELECT count(*) FROM {table}")
    particular = {
        "documents": _about_documents,
        "sentences": _about_sentences,
        "quantities": _about_quantities,
        "observations": _about_observations,
    }[table](rows, session)
    return show.without_empty(
        {
            "preview": show.preview(rows, _PREVIEWS[table]),
            "dagster/row_count": count,
            "rows out": count,
            "rows from documents read in this run": sum(outcome.counts[table] for outcome in session.outcomes),
            **show.refusals(rows, table),
            **particular,
            "seconds for all four": round(seconds, 2),
        }
    )


def _about_documents(rows: duckdb.DuckDBPyConnection, session: Session) -> show.Metadata:
    plan = session.plan
    rejected: list[tuple[str, str, str]] = [*plan.unreadable]
    rejected += rows.execute("SELECT path, reason, remedy FROM rejected_documents ORDER BY path").fetchall()
    about: show.Metadata = {
        "files in the folder": len(plan.tasks) + len(plan.unreadable),
        "documents read in this run": plan.documents_to_read,
        "documents unchanged": len(plan.unchanged),
        "files added": plan.added,
        "files changed": plan.changed,
        "files removed": plan.removed,
        "files not read": len(rejected),
        "megabytes read": round(plan.bytes_to_read / 1e6, 2),
        "by publication year": show.bars(
            rows,
            "SELECT coalesce(year(published)::VARCHAR, 'no date'), count(*) FROM documents GROUP BY 1 ORDER BY 1 DESC",
            "documents by publication year",
        ),
    }
    if rejected:
        about["files not read, and what to do"] = show.table_of(("file", "reason", "what to do"), rejected[:50])
    if session.read_state and plan.settings.raw == settings_from_environment().raw:
        about[RAW_STATE] = session.read_state.digest
    return about


def _about_sentences(rows: duckdb.DuckDBPyConnection, session: Session) -> show.Metadata:
    return {
        "articles": show.one_number(rows, "SELECT count(*) FROM (SELECT DISTINCT document_id, article FROM sentences)"),
        "longest, in characters": show.one_number(rows, "SELECT coalesce(max(length(text)), 0) FROM sentences"),
    }


def _about_quantities(rows: duckdb.DuckDBPyConnection, session: Session) -> show.Metadata:
    unread = rows.execute(
        "SELECT u.text, count(*), min(d.path) FROM unread u JOIN documents d USING (document_id) "
        "GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 20"
    ).fetchall()
    return {
        "by kind": show.bars(
            rows, "SELECT replace(kind, '_', ' '), count(*) FROM quantities GROUP BY 1 ORDER BY 2 DESC", "by kind"
        ),
        "numerals not read": show.one_number(rows, "SELECT count(*) FROM unread"),
        "numerals not read, for example": show.table_of(("numeral", "times", "document"), unread) if unread else None,
    }


def _about_observations(rows: duckdb.DuckDBPyConnection, session: Session) -> show.Metadata:
    share = show.one_number(rows, "SELECT coalesce(avg(needs_review::INT), 0) FROM observations")
    return {
        "share that needs review": round(float(share), 4),
        "facts by area": show.bars(
            rows,
            "SELECT coalesce(area, 'no area'), count(*) FROM observations GROUP BY 1 ORDER BY 2 DESC, 1",
            "facts by area",
        ),
        "facts by confidence": show.bars(
            rows,
            "SELECT format('{:.1f} to {:.1f}', step / 5, (step + 1) / 5), count(*) FROM "
            "(SELECT least(4, floor(confidence * 5)) AS step FROM observations) GROUP BY step ORDER BY step DESC",
            "facts by confidence",
        ),
    }
