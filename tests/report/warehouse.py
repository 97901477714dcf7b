"""A small warehouse built by the real stages, for tests of the pages."""

from collections.abc import Mapping
from pathlib import Path

import duckdb

from pipelines.batches.plan import plan_run
from pipelines.batches.workers import extract_batches
from pipelines.report import write_report
from pipelines.settings import Settings
from pipelines.warehouse.build import build_warehouse
from pipelines.warehouse.runs import start_run


def write_pages(
    texts: Mapping[str, str], folder: Path, unread: Mapping[str, list[tuple[int, int]]] | None = None
) -> Path:
    """Return the folder of the evidence pages of `texts`, by name; `unread` gives places by name too."""
    raw = folder / "raw"
    for name, text in texts.items():
        (raw / name).parent.mkdir(parents=True, exist_ok=True)
        (raw / name).write_text(text, encoding="utf-8")
    with start_run(Settings(raw, folder / "warehouse"), cause="test", say=lambda line: None) as run:
        plan = plan_run(run.settings)
        candidate = build_warehouse(run, plan, extract_batches(plan))
        with duckdb.connect(str(candidate.database), read_only=True) as rows:
            ids = dict(rows.execute("SELECT path, document_id FROM documents").fetchall())
            places = {ids[name]: spans for name, spans in (unread or {}).items()}
            write_report(rows, folder / "report", places)
    return folder / "report"


def page_of(report: Path, words: str) -> Path:
    """Return the page of the one document whose HTML holds `words`."""
    (page,) = [page for page in (report / "documents").glob("*.html") if words in page.read_text(encoding="utf-8")]
    return page
