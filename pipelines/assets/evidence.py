"""The evidence pages of a candidate, written or taken over. Without Dagster: a process of its own may do it."""

import shutil
from pathlib import Path
from typing import NamedTuple

import pyarrow as arrow

from pipelines.assets.hand_over import open_hand_over, unread_places
from pipelines.report import ReportCounts, write_report
from pipelines.settings import REPORT, Settings
from pipelines.warehouse.connections import open_database
from pipelines.warehouse.reuse import inputs_digest, note_inputs, take_over

_SHOWN = ("documents", "sentences", "quantities", "observations", "reviews", "rejected_documents")


class Evidence(NamedTuple):
    """What the pages show, and whether they were taken over as they are published."""

    counts: ReportCounts
    are_taken_over: bool


def make_evidence(settings: Settings, database: Path, live: arrow.Table, folder: Path) -> Evidence:
    """Make the pages of `database` in `folder`, which is new or what a process left that died, and return them.

    `live` says where the rows of every document are (`live_documents`). Raises OSError where a file cannot be written.
    """
    shutil.rmtree(folder, ignore_errors=True)
    with open_hand_over(settings, live) as handed_over:
        unread = unread_places(handed_over)
    with open_database(settings, database, settings.pages_memory) as rows:
        digest = inputs_digest(rows, _SHOWN, ["pipelines/report"], sorted(unread.items()))
        taken_over = take_over(settings.warehouse / REPORT, folder, digest)
        counts = ReportCounts(**taken_over) if taken_over else write_report(rows, folder, unread)
    note_inputs(folder, digest, counts._asdict())
    return Evidence(counts, are_taken_over=taken_over is not None)
