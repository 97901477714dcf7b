"""One run's work, shared by its assets: each stage is done once, by whichever asset asks first."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import cached_property, partial
from pathlib import Path

import duckdb
import pyarrow as arrow

from pipelines.assets.evidence import Evidence, make_evidence
from pipelines.batches.errand import Errand
from pipelines.batches.extract import BatchOutcome
from pipelines.batches.plan import RunPlan, plan_run
from pipelines.batches.processes import are_workers_prepared
from pipelines.batches.workers import WORTH_A_WORKER, Progress, extract_batches
from pipelines.raw_state import RawState, raw_state
from pipelines.settings import REPORT
from pipelines.warehouse.audit import Finding, audit_warehouse
from pipelines.warehouse.build import Candidate
from pipelines.warehouse.connections import open_database
from pipelines.warehouse.live import live_documents
from pipelines.warehouse.runs import Run

Say = Callable[[str], None]


class Session:
    """What one run has planned, read and built so far. It holds the write lock through its `run`.

    An asset that is materialised alone finds what it stands on done here first; unchanged documents cost nothing.
    """

    def __init__(self, run: Run, say: Say) -> None:
        """Begin with nothing done; `say` takes the messages for the person who watches."""
        self.run = run
        self.say = say
        self.progress: Progress | None = None
        self.candidate: Candidate | None = None
        self.read_state: RawState | None = None
        self._errand: Errand[Evidence] | None = None

    @cached_property
    def plan(self) -> RunPlan:
        """Return what has to be read; the state of the folder is noted before anything in it is opened."""
        self.read_state = raw_state(self.run.settings.raw)
        return plan_run(self.run.settings)

    @cached_property
    def outcomes(self) -> list[BatchOutcome]:
        """Return what became of every batch."""
        return extract_batches(self.plan, self.progress, self.say)

    @cached_property
    def live(self) -> arrow.Table:
        """Return where the rows of every document of the folder are."""
        return live_documents(self.plan, self.outcomes)

    @cached_property
    def findings(self) -> list[Finding]:
        """Return the rules that the database breaks; looked up once, for all checks that ask."""
        return audit_warehouse(self.database)

    @property
    def database(self) -> Path:
        """Return the database that this run built, or the published one where it built none or has published it."""
        if self.candidate and self.candidate.database.exists():
            return self.candidate.database
        return self.run.settings.database

    def open_rows(self) -> AbstractContextManager[duckdb.DuckDBPyConnection]:
        """Return a connection that reads `database`, to be entered."""
        return open_database(self.run.settings, self.database)

    def begin_evidence(self) -> None:
        """Have the evidence pages made while the checks and the exports go on, where the run has a second process."""
        settings = self.run.settings
        is_worth_it = self.plan.bytes_to_read >= WORTH_A_WORKER or are_workers_prepared()
        if settings.engine == "local" and settings.workers > 1 and is_worth_it:
            self._errand = Errand(self._evidence_call())

    def evidence(self) -> Evidence:
        """Return what the evidence pages show, once they are made."""
        return self._errand.result() if self._errand else self._evidence_call()()

    def close(self) -> None:
        """End what may still go on for this run."""
        if self._errand:
            self._errand.drop()

    def _evidence_call(self) -> Callable[[], Evidence]:
        return partial(make_evidence, self.run.settings, self.database, self.live, self.run.staging / REPORT)
