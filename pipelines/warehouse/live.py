"""The live documents, those that the folder of texts holds now, and their rows in the segments."""

from collections.abc import Iterable
from pathlib import Path

import pyarrow as arrow

from pipelines.batches.extract import BatchOutcome
from pipelines.batches.plan import RunPlan
from pipelines.batches.segments import SegmentKey, segments_folder
from pipelines.warehouse.ddl import quote

LIVE_SCHEMA = arrow.schema(
    [
        ("position", arrow.int32()),
        ("name", arrow.string()),
        ("key", arrow.string()),
        ("segment", arrow.string()),
        ("document_id", arrow.string()),
    ]
)


def live_documents(plan: RunPlan, outcomes: Iterable[BatchOutcome]) -> arrow.Table:
    """Return where the rows of every document of raw/ are: name, key, segment and document_id, in order of name."""
    places = dict(plan.unchanged)
    for outcome in outcomes:
        for name, document_id in outcome.documents.values():
            places[name] = SegmentKey(outcome.segment, document_id)
    missing = [task.name for task in plan.tasks if task.name not in places]
    if missing:
        raise ValueError(f"no outcome for {len(missing)} documents of the plan, {missing[0]} among them")
    tasks = plan.tasks
    return arrow.table(
        {
            "position": arrow.array(range(len(tasks)), arrow.int32()),
            "name": [task.name for task in tasks],
            "key": [task.key for task in tasks],
            "segment": [places[task.name].segment for task in tasks],
            "document_id": arrow.array([places[task.name].document_id for task in tasks], arrow.string()),
        },
        schema=LIVE_SCHEMA,
    )


def live_rows(table: str, live: arrow.Table, cache: Path) -> str:
    """Return the SQL, for behind FROM, of the live documents' rows of `table` (as `rows`) beside the table `live`.

    `live` has a row at least and is registered under that name. A segment may hold rows of documents that are gone,
    and a document's rows may lie in a second segment too (read under other vocabularies): `live` decides.
    """
    segments = sorted(set(live["segment"].to_pylist()))
    files = ", ".join(quote(str(segments_folder(cache) / segment / f"{table}.parquet")) for segment in segments)
    of_document = "rows.path = live.name" if table == "rejected_documents" else "rows.document_id = live.document_id"
    return (
        f"read_parquet([{files}], filename = true) AS rows "
        f"JOIN live ON {of_document} AND parse_path(rows.filename)[-2] = live.segment"
    )
