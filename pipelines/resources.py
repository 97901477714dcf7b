"""What a run can be told on the launchpad, and the write lock that it holds from its first asset to its last."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from dagster import ConfigurableResource, DagsterRun, InitResourceContext
from pydantic import Field, PrivateAttr

from pipelines.assets.failures import told_plainly
from pipelines.assets.session import Session
from pipelines.home import BY_HAND, CAUSE_TAG, PROCESS_TAG, process_mark
from pipelines.settings import Settings, settings_from_environment
from pipelines.warehouse.runs import start_run

# The name by which the assets ask for the resource below, and by which its lines are told from Dagster's own.
FOLDERS = "folders"

_STANDARD = settings_from_environment()


class Folders(ConfigurableResource):
    """Where a run reads the texts and where it publishes; what is not set here is as the environment says."""

    # The launchpad shows the line above. The in-process executor makes this once per run: its lock spans all assets.

    raw: str = Field(
        default=str(_STANDARD.raw),
        description="The folder with the texts: .txt, .md, .html, .docx, .pdf, .xlsx, in any subfolders.",
    )
    warehouse: str = Field(
        default=str(_STANDARD.warehouse),
        description="The folder that receives wanyi.duckdb, csv/ and report/. One run at a time writes to it.",
    )
    documents: list[str] = Field(
        default=[],
        description=(
            "Documents to read again even though nothing changed, by their paths under the folder of texts, for "
            "example ['2024/communique.txt']. All others are read if they are new or changed, as always."
        ),
    )
    workers: int = Field(
        default=_STANDARD.workers,
        ge=1,
        description="How many processes read documents side by side; the number of cores is a good choice.",
    )

    _session: Session | None = PrivateAttr(default=None)

    @property
    def session(self) -> Session:
        """Return the work of the run at hand."""
        if self._session is None:
            raise RuntimeError("the folders are ready only while a run holds them")
        return self._session

    @property
    def settings(self) -> Settings:
        """Return the settings of the run: the environment's, with what the launchpad says on top."""
        return replace(
            settings_from_environment(),
            raw=Path(self.raw).resolve(),
            warehouse=Path(self.warehouse).resolve(),
            documents=tuple(self.documents),
            workers=self.workers,
        )

    @contextmanager
    def yield_for_execution(self, context: InitResourceContext) -> Iterator["Folders"]:
        """Hold the write lock while the run lasts; a second run waits here until the first is done."""
        say = context.log.info if context.log else print
        cause = BY_HAND
        if context.instance and context.run:
            cause = cause_of(context.run)
            context.instance.add_run_tags(context.run.run_id, {PROCESS_TAG: process_mark(), CAUSE_TAG: cause})
        with told_plainly(self.settings):
            run = start_run(self.settings, cause=cause, say=say)
        with run:
            self._session = Session(run, say)
            try:
                yield self
            finally:
                self._session.close()
                self._session = None


def cause_of(run: DagsterRun) -> str:
    """Return in words what started a run."""
    tags = run.tags
    if CAUSE_TAG in tags:
        return tags[CAUSE_TAG]
    if "dagster/sensor_name" in tags:
        return f"sensor {tags['dagster/sensor_name']}"
    if "dagster/schedule_name" in tags:
        return f"schedule {tags['dagster/schedule_name']}"
    return BY_HAND
