"""The one pass over a batch of documents: read, split, extract, validate, and hand over as Parquet.

Nothing here depends on the process it runs in: a batch gives the same segment on any worker and any machine.
"""

import json
import traceback
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import pyarrow as arrow

from pipelines.batches.plan import Batch, DocumentTask, RejectedDocument, hash_file
from pipelines.batches.rows import Columns, document_row, reading_columns
from pipelines.batches.segments import FINGERPRINTS, UNREAD, write_segment
from pipelines.batches.validate import Broken, Refusal, refusal_columns, refuse_rows, validate_columns
from pipelines.corrections import Unapplied, apply_corrections
from pipelines.extraction.documents import DocumentRejected, fingerprint, load_vocabularies, read_document
from pipelines.extraction.reading import read_text
from pipelines.extraction.vocabulary import Vocabularies
from pipelines.settings import Settings
from schemas.table import arrow_schema
from schemas.tables import EXTRACTED, REFERENCES, STAGES, TABLES


@dataclass(frozen=True)
class BatchOutcome:
    """What became of one batch: where its rows are, how many, and which documents it holds by their keys."""

    number: int
    segment: str
    documents: dict[str, tuple[str, str | None]]
    counts: dict[str, int]
    rejected: tuple[RejectedDocument, ...] = ()


@dataclass
class _Gathered:
    """The rows of a batch as they come in, document by document."""

    columns: dict[str, Columns] = field(
        default_factory=lambda: {
            name: {column: [] for column in arrow_schema(TABLES[name]).names} for name in EXTRACTED
        }
    )
    fingerprints: dict[str, list[Any]] = field(default_factory=lambda: {"document_id": [], "fingerprint": []})
    unread: list[dict[str, Any]] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)  # verdicts that match no place
    documents: dict[str, tuple[str, str | None]] = field(default_factory=dict)
    rejected: list[RejectedDocument] = field(default_factory=list)

    def add(self, table: str, columns: Columns) -> None:
        for name, values in columns.items():
            self.columns[table][name] += values

    def reject(self, task: DocumentTask, rejection: DocumentRejected, *, for_now: bool = False) -> None:
        """Note a document that is not read; one that is rejected for now gets a key that no later run finds."""
        self.documents[f"{task.key}-now" if for_now else task.key] = (task.name, None)
        self.rejected.append(RejectedDocument(task.name, rejection.reason, rejection.remedy))


class _ChangedMeanwhile(Exception):
    """A file whose bytes are no longer those that were planned to be read."""


def extract_batch(batch: Batch, settings: Settings) -> BatchOutcome:
    """Read every document of a batch, write its rows as one segment of the cache, and return what became of it."""
    vocabularies = _vocabularies(settings.raw, _signature(settings.raw / "vocabularies"))
    gathered = _Gathered()
    for task in batch.documents:
        try:
            _read_into(gathered, task, vocabularies)
        except DocumentRejected as rejection:
            gathered.reject(task, rejection)
        except _ChangedMeanwhile:
            changed = DocumentRejected("it changed while the run was reading it", "run again when it is complete")
            gathered.reject(task, changed, for_now=True)
    return _hand_over(batch, gathered, settings)


def reject_batch(batch: Batch, settings: Settings, reason: str, remedy: str) -> BatchOutcome:
    """Return the outcome of a batch whose documents cannot be read now, but may be at the next run."""
    gathered = _Gathered()
    for task in batch.documents:
        gathered.reject(task, DocumentRejected(reason, remedy), for_now=True)
    return _hand_over(batch, gathered, settings)


def _hand_over(batch: Batch, gathered: _Gathered, settings: Settings) -> BatchOutcome:
    """Validate what was gathered, write it as one segment and return the outcome."""
    names = RejectedDocument._fields
    rejected = {name: [getattr(document, name) for document in gathered.rejected] for name in names}
    gathered.add("rejected_documents", rejected)
    tables = _validated(gathered.columns, gathered.refusals)
    counts = {name: table.num_rows for name, table in tables.items()}
    tables[FINGERPRINTS] = arrow.table(gathered.fingerprints, schema=FINGERPRINT_SCHEMA)
    tables[UNREAD] = arrow.Table.from_pylist(gathered.unread, schema=UNREAD_SCHEMA)
    segment = write_segment(settings.cache, gathered.documents, tables)
    return BatchOutcome(batch.number, segment, gathered.documents, counts, tuple(gathered.rejected))


# No table of the warehouse: what the evidence pages mark and the UI counts as numerals that were not read.
UNREAD_SCHEMA = arrow.schema(
    [
        ("document_id", arrow.string()),
        ("char_start", arrow.int32()),
        ("char_end", arrow.int32()),
        ("text", arrow.string()),
    ]
)
FINGERPRINT_SCHEMA = arrow.schema([("document_id", arrow.string()), ("fingerprint", arrow.binary())])


@lru_cache(maxsize=1)
def _vocabularies(raw: Path, signature: tuple[tuple[str, int, int], ...]) -> Vocabularies:
    """Return the vocabularies in force, loaded once per process and state of the user's files.

    The plan has reported their faults already.
    """
    return load_vocabularies(raw)[0]


def _signature(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """Return what changes when a file in `folder` does."""
    files = sorted(folder.iterdir()) if folder.is_dir() else []
    return tuple((file.name, file.stat().st_mtime_ns, file.stat().st_size) for file in files)


def _read_into(gathered: _Gathered, task: DocumentTask, vocabularies: Vocabularies) -> None:
    document = read_document(task.path, name=task.name, manifest_row=task.manifest, vocabularies=vocabularies)
    if hash_file(task.path)[0] != task.content_sha256:
        raise _ChangedMeanwhile
    row = document_row(task.name, task.content_sha256, document)
    identity = row["document_id"]
    try:
        reading = read_text(document.text, published=document.published, area=document.area, vocabularies=vocabularies)
        reading, unapplied = apply_corrections(reading, task.corrections, vocabularies)
    except (OSError, MemoryError):
        raise  # of the machine, not of this document
    except Exception as error:  # a fault of ours costs one document, and is seen, but not the run
        place = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{Path(place.filename).name}, line {place.lineno}"
        raise DocumentRejected(f"the program failed on it ({type(error).__name__} in {where})", "report it") from error
    gathered.refusals += [_refusal(identity, one) for one in unapplied]
    gathered.add("documents", {name: [value] for name, value in row.items()})
    for table, columns in reading_columns(identity, reading).items():
        gathered.add(table, columns)
    gathered.fingerprints["document_id"].append(identity)
    gathered.fingerprints["fingerprint"].append(fingerprint(document.text))
    gathered.unread += [
        {"document_id": identity, "char_start": start, "char_end": end, "text": document.text[start:end]}
        for start, end in reading.unread
    ]
    gathered.documents[task.key] = (task.name, identity)


def _refusal(identity: str, unapplied: Unapplied) -> Refusal:
    """Return the row of rejected_rows that shows a verdict which matches no place, or more than one."""
    correction, problem = unapplied
    row = json.dumps(asdict(correction), ensure_ascii=False)
    told = f"corrections.csv, line {correction.line}: {problem}"
    return Refusal("corrections", row, "matches exactly one place", told, identity)


def _validated(columns: dict[str, Columns], refused_before: Iterable[Refusal] = ()) -> dict[str, arrow.Table]:
    """Return the validated tables of a batch; a row whose reference was refused is refused with it."""
    tables: dict[str, arrow.Table] = {}
    refusals: list[Refusal] = list(refused_before)
    for name in STAGES:
        kept, orphans = _without_orphans(name, columns[name], tables)
        tables[name], refused = validate_columns(name, TABLES[name], kept)
        refusals += orphans + refused
    columns["rejected_rows"] = refusal_columns(refusals)
    for name in ("rejected_rows", "rejected_documents"):
        tables[name], _ = validate_columns(name, TABLES[name], columns[name])
    return tables


def _without_orphans(name: str, columns: Columns, tables: dict[str, arrow.Table]) -> tuple[Columns, list[Refusal]]:
    """Return the columns without the rows that refer to a row that is not there, and those rows' refusals."""
    broken: Broken = {}
    for column, (other, key) in REFERENCES[name].items():
        if other == name:
            continue
        present = set(tables[other][key].to_pylist())
        for index, value in enumerate(columns[column]):
            if value is not None and value not in present:
                broken.setdefault(index, []).append((f"{column}: refers to a row of {other}", str(value)))
    return refuse_rows(name, columns, broken)
