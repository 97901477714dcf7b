"""One run's work, shared by its assets: each stage is done once, by whichever asset asks first."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

import duckdb
import pyarrow as arrow

from pipelines.batches.extract import BatchOutcome
from pipelines.batches.plan import RunPlan, plan_run
from pipelines.batches.workers import Progress, extract_batches
from pipelines.raw_state import RawState, raw_state
from pipelines.warehouse.audit import Finding, audit_warehouse
from pipelines.warehouse.build import Candidate, live_documents
from pipelines.warehouse.ddl import quote
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

    @cached_property
    def plan(self) -> RunPlan:
        """Return what has to be read; the state of the folder is noted before anything in it is opened."""
        self.read_state = raw_state(self.run.settings.raw)
        return plan_run(self.run)

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

    @contextmanager
    def open_rows(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """Yield a connection that reads `database`, within the memory the settings allow."""
        settings = self.run.settings
        with duckdb.connect(str(self.database), read_only=True) as connection:
            # Set afterwards: in one process DuckDB refuses a second connection of another configuration.
            connection.execute(f"SET memory_limit = {quote(settings.database_memory)}")
            connection.execute(f"SET threads = {settings.workers}")
            yield connection
