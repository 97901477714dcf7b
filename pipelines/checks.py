"""The checks, named in words: what would publish something wrong blocks, what only wants a look warns.

Each is a function from the rows of a stage to a `Verdict`. They run as three steps, after reading, after building and
after publishing, since a step of its own for every check would cost more than the check.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

import duckdb
from dagster import (
    AssetCheckExecutionContext,
    AssetCheckResult,
    AssetChecksDefinition,
    AssetCheckSeverity,
    AssetCheckSpec,
    AssetKey,
    multi_asset_check,
)

from pipelines.assets import metadata as show
from pipelines.assets.failures import told_plainly
from pipelines.assets.hand_over import open_hand_over
from pipelines.assets.session import Session
from pipelines.plausibility import implausible_facts
from pipelines.raw_state import raw_state
from pipelines.resources import Folders
from pipelines.sample_score import score_samples
from pipelines.settings import DATABASE
from pipelines.warehouse.audit import Kind
from pipelines.warehouse.publish import FOLDERS, RUN_ID_FILE
from schemas.tables import STAGES

# More refused rows than this, as a share of a table, mean that a rule or the reading is wrong, and not some rows.
_REFUSED_AT_MOST = 0.01
_TO_REVIEW_AT_MOST = 0.5
_SAMPLE_QUANTITIES_AT_LEAST = 0.95
_SAMPLE_FACTS_AT_LEAST = 0.7


@dataclass(frozen=True)
class Verdict:
    """Whether a check passed, in one sentence, with the figures behind it."""

    passed: bool
    told: str
    figures: show.Metadata


Look = Callable[[duckdb.DuckDBPyConnection, Session], Verdict]
OpenRows = Callable[[Session], AbstractContextManager[duckdb.DuckDBPyConnection]]


@dataclass(frozen=True)
class Check:
    """One check: of which asset, by which name, what must hold, and whether a failure stops what comes after."""

    asset: str
    name: str
    description: str
    look: Look
    blocks: bool = False

    def spec(self) -> AssetCheckSpec:
        """Return the check as Dagster knows it."""
        return AssetCheckSpec(self.name, asset=self.asset, description=self.description, blocking=self.blocks)

    def result(self, rows: duckdb.DuckDBPyConnection, session: Session) -> AssetCheckResult:
        """Look, and return the verdict as Dagster shows it."""
        verdict = self.look(rows, session)
        return AssetCheckResult(
            passed=verdict.passed,
            asset_key=AssetKey(self.asset),
            check_name=self.name,
            severity=AssetCheckSeverity.ERROR if self.blocks else AssetCheckSeverity.WARN,
            description=verdict.told,
            metadata=verdict.figures,
        )


def no_document_is_lost(rows: duckdb.DuckDBPyConnection, session: Session) -> Verdict:
    """Every file of the folder is a row of documents or is listed with the reason why it was not read."""
    plan = session.plan
    files = len(plan.tasks) + len(plan.unreadable)
    read = show.one_number(rows, "SELECT count(*) FROM documents")
    refused = show.one_number(rows, "SELECT count(*) FROM rejected_rows WHERE table_name = 'documents'")
    rejected = show.one_number(rows, "SELECT count(*) FROM rejected_documents") + len(plan.unreadable)
    told = f"{files:,} files: {read:,} read, {rejected:,} not read with a reason, {refused:,} refused by a rule."
    return Verdict(files == read + rejected + refused, told, {"files": files, "read": read, "not read": rejected})


def own_files_are_understood(rows: duckdb.DuckDBPyConnection, session: Session) -> Verdict:
    """Every line of documents.csv, corrections.csv and vocabularies/ beside the texts could be used."""
    unapplied = rows.execute("SELECT reason FROM rejected_rows WHERE table_name = 'corrections'").fetchall()
    messages = [*session.plan.messages, *(reason for (reason,) in unapplied)]
    if not messages:
        return Verdict(True, "Every line beside the texts could be used.", {"lines not used": 0})
    more = f" And {len(messages) - 1} more, listed here." if len(messages) > 1 else ""
    figures = {
        "lines not used": len(messages),
        "messages": show.table_of(("message",), [[one] for one in messages[:50]]),
    }
    return Verdict(False, messages[0] + more, figures)


def rows_fit_their_schema(table: str) -> Look:
    """Return the check that the rows of `table` fit; refused rows are put aside, a flood of them stops the run."""

    def look(rows: duckdb.DuckDBPyConnection, session: Session) -> Verdict:
        figures = show.refusals(rows, table)
        refused, kept = figures["rows refused"], show.one_number(rows, f"SELECT count(*) FROM {table}")
        told = f"{kept:,} rows fit, {refused:,} were put aside in rejected_rows."
        return Verdict(refused <= _REFUSED_AT_MOST * (kept + refused), told, figures)

    return look


def most_facts_are_certain(rows: duckdb.DuckDBPyConnection, session: Session) -> Verdict:
    """At least half of the facts need no review."""
    share = float(show.one_number(rows, "SELECT coalesce(avg(needs_review::INT), 0) FROM observations"))
    told = f"{share:.0%} of the facts need a person's look; review.csv lists them, least certain first."
    return Verdict(share <= _TO_REVIEW_AT_MOST, told, {"share that needs review": round(share, 4)})


def audit(kind: Kind) -> Look:
    """Return the check that the audit of the candidate finds no broken rule of this kind."""

    def look(rows: duckdb.DuckDBPyConnection, session: Session) -> Verdict:
        findings = [finding for finding in session.findings if finding.kind == kind]
        if not findings:
            return Verdict(True, "Holds for every row.", {"rows that break it": 0})
        return Verdict(
            False,
            "; ".join(str(finding) for finding in findings) + ". Nothing is published; please report it.",
            {"rows that break it": sum(finding.rows for finding in findings)},
        )

    return look


def no_row_is_lost(rows: duckdb.DuckDBPyConnection, session: Session) -> Verdict:
    """The warehouse holds as many rows of each table as the stages before it handed over."""
    assert session.candidate is not None
    lost = []
    with open_hand_over(session.run.settings, session.live) as handed_over:
        for table in (*STAGES, "rejected_rows"):
            before = show.one_number(handed_over, f"SELECT count(*) FROM {table}")
            if before != (after := session.candidate.counts[table]):
                lost.append(f"{table}: {before:,} handed over, {after:,} loaded")
    return Verdict(
        not lost, "; ".join(lost) or "Every row that was handed over is there.", {"tables that differ": len(lost)}
    )


def magnitudes_are_plausible(rows: duckdb.DuckDBPyConnection, session: Session) -> Verdict:
    """No value is larger than anything of its kind can be, as a lost 万 or a misread unit would make it."""
    found = implausible_facts(rows)
    if not found:
        return Verdict(True, "No value is out of the range of its kind.", {"facts out of range": 0})
    table = show.table_of(("why", "value", "unit", "text", "document"), found[:20])
    told = f"{len(found):,} facts are out of range; the first: {found[0][3]} ({found[0][0]}) in {found[0][4]}."
    return Verdict(False, told, {"facts out of range": len(found), "the first of them": table})


def samples_read_as_expected(rows: duckdb.DuckDBPyConnection, session: Session) -> Verdict:
    """The sample documents in the folder give the quantities and facts that were written down for them by hand."""
    scored = score_samples(rows)
    if scored is None:
        return Verdict(True, "There is no sample document in this folder.", {"sample documents": 0})
    names, score = scored
    told = f"{names} sample documents: quantities {score.quantity_f1:.2f}, facts {score.fact_f1:.2f} of 1."
    figures: dict[str, Any] = {
        "sample documents": names,
        "quantities F1": score.quantity_f1,
        "facts F1": score.fact_f1,
        "what differs": show.table_of(("difference",), [[miss] for miss in score.misses[:20]]),
    }
    good = score.quantity_f1 >= _SAMPLE_QUANTITIES_AT_LEAST and score.fact_f1 >= _SAMPLE_FACTS_AT_LEAST
    return Verdict(good, told, figures)


def all_parts_are_of_one_run(rows: duckdb.DuckDBPyConnection, session: Session) -> Verdict:
    """Database, csv/ and report/ say the same run."""
    said = {DATABASE: show.one_number(rows, "SELECT run_id FROM runs ORDER BY started DESC LIMIT 1")}
    for folder in FOLDERS:
        file = session.run.settings.warehouse / folder / RUN_ID_FILE
        said[folder] = file.read_text(encoding="utf-8").strip() if file.exists() else "none"
    told = ", ".join(f"{part}: {run_id}" for part, run_id in said.items())
    return Verdict(len(set(said.values())) == 1, told, {"runs": len(set(said.values()))})


def nothing_new_since(rows: duckdb.DuckDBPyConnection, session: Session) -> Verdict:
    """The folder still holds what was read; if not, the sensor starts the next run."""
    if session.read_state is None:
        return Verdict(True, "This run has not read the folder.", {})
    now = raw_state(session.run.settings.raw)
    fresh = now.digest == session.read_state.digest
    told = "What is published is what the folder holds." if fresh else "Files changed while the run went on; run again."
    return Verdict(fresh, told, {"files": now.files})


def _check(asset: str, look: Look, *, blocks: bool = False) -> Check:
    """Return the check that a function makes, by its name and what its docstring says must hold."""
    return Check(asset, look.__name__, look.__doc__ or "", look, blocks)


AFTER_READING = [
    _check("documents", no_document_is_lost, blocks=True),
    _check("documents", own_files_are_understood),
    *(
        Check(
            table,
            f"schema_of_{table}",
            f"The rows of {table} satisfy every rule of their columns; up to one in a hundred may be put aside.",
            rows_fit_their_schema(table),
            blocks=True,
        )
        for table in STAGES
    ),
    _check("observations", most_facts_are_certain),
]

AFTER_BUILDING = [
    Check(
        "warehouse",
        "offsets_are_exact",
        "The text of every quantity is found at its offsets in its document, character by character.",
        audit("offset"),
        blocks=True,
    ),
    Check("warehouse", "ids_are_unique", "No id occurs twice in its table.", audit("key"), blocks=True),
    Check(
        "warehouse",
        "references_hold",
        "Every row that refers to another table refers to a row that is there.",
        audit("reference"),
        blocks=True,
    ),
    _check("warehouse", no_row_is_lost, blocks=True),
    _check("warehouse", magnitudes_are_plausible),
    _check("warehouse", samples_read_as_expected),
]

AFTER_PUBLISHING = [_check("publication", all_parts_are_of_one_run), _check("publication", nothing_new_since)]


def _step(name: str, description: str, checks: Sequence[Check], open_rows: OpenRows) -> AssetChecksDefinition:
    """Return the step that makes `checks` one after the other, over the rows that `open_rows` opens."""

    @multi_asset_check(name=name, description=description, specs=[check.spec() for check in checks])
    def step(context: AssetCheckExecutionContext, folders: Folders) -> Iterator[AssetCheckResult]:
        session = folders.session
        with told_plainly(session.run.settings), open_rows(session) as rows:
            for check in checks:
                yield check.result(rows, session)

    return step


def _open_hand_over(session: Session) -> AbstractContextManager[duckdb.DuckDBPyConnection]:
    return open_hand_over(session.run.settings, session.live)


CHECKS: list[AssetChecksDefinition] = [
    _step("check_reading", "Look at the rows as they were handed over.", AFTER_READING, _open_hand_over),
    _step("check_warehouse", "Look at every row of the candidate database.", AFTER_BUILDING, Session.open_rows),
    _step("check_publication", "Look at what people open.", AFTER_PUBLISHING, Session.open_rows),
]
