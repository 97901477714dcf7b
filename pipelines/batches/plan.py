"""What a run has to read: every file by content hash, against what earlier runs have read already."""

import hashlib
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

import pyarrow as arrow
import pyarrow.parquet as parquet

from pipelines.batches.segments import LIVE, SegmentKey, known_keys
from pipelines.corrections import Correction, read_corrections
from pipelines.extraction.documents import (
    DocumentRejected,
    ManifestRow,
    RawFile,
    find_raw_files,
    load_vocabularies,
    read_manifest,
)
from pipelines.extraction.vocabulary import BUILT_IN, Vocabularies
from pipelines.settings import PROJECT, Settings
from schemas.table import columns_of
from schemas.tables import EXTRACTED, TABLES

# Libraries whose version changes what is read out of a file.
READERS = ("lxml", "trafilatura", "python-docx", "pdfplumber", "openpyxl", "pyyaml", "rjieba")

_SMALLEST_BATCH = 128 * 1024  # bytes; below that checking and writing a batch takes longer than reading it


@dataclass(frozen=True)
class DocumentTask:
    """One file to read: its name under raw/, its content hash, and what the user's files say about it.

    `key` names everything that its rows depend on; where it is known already, the file need not be read again.
    """

    name: str
    path: Path
    content_sha256: str
    size: int
    key: str
    manifest: ManifestRow | None = None
    corrections: tuple[Correction, ...] = ()


@dataclass(frozen=True)
class Batch:
    """Some documents that one worker reads in one go."""

    number: int
    documents: tuple[DocumentTask, ...]

    @property
    def size(self) -> int:
        """Return the bytes of its files."""
        return sum(document.size for document in self.documents)


class RejectedDocument(NamedTuple):
    """A file that is not read, why, and what its owner can do: a row of `rejected_documents`."""

    path: str
    reason: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.path}: {self.reason}; {self.remedy}."


@dataclass
class RunPlan:
    """What a run has to read (`batches`), what it takes over (`unchanged`), and what the user should hear.

    `unreadable` are the files that could not even be opened.
    """

    settings: Settings
    vocabularies: Vocabularies
    vocabulary_hashes: dict[str, str]
    extractor_sha256: str
    tasks: list[DocumentTask]
    unchanged: dict[str, SegmentKey]
    batches: list[Batch]
    unreadable: list[RejectedDocument]
    added: int
    changed: int
    removed: int
    messages: list[str]

    @property
    def documents_to_read(self) -> int:
        """Return how many documents are to be read."""
        return sum(len(batch.documents) for batch in self.batches)

    @property
    def bytes_to_read(self) -> int:
        """Return the bytes of the files that are to be read."""
        return sum(batch.size for batch in self.batches)


def plan_run(settings: Settings) -> RunPlan:
    """Return what has to be read, compared by content and by everything else that the rows depend on.

    The caller holds the write lock: what is planned against is what is published.
    """
    vocabularies, messages = load_vocabularies(settings.raw)
    files = find_raw_files(settings.raw)
    manifest, manifest_messages = read_manifest(settings.raw)
    corrections, correction_messages = read_corrections(settings.raw, [file.name for file in files])
    tasks, unreadable = _tasks(files, vocabularies, manifest, corrections)
    known = known_keys(settings.cache)
    again = set(settings.documents)
    unchanged = {task.name: known[task.key] for task in tasks if task.key in known and task.name not in again}
    to_read = [task for task in tasks if task.name not in unchanged]
    before = _documents_before(settings)
    present = {task.name for task in tasks} | {file.path for file in unreadable}
    return RunPlan(
        settings=settings,
        vocabularies=vocabularies,
        vocabulary_hashes=_vocabulary_hashes(settings),
        extractor_sha256=extractor_sha256(),
        tasks=tasks,
        unchanged=unchanged,
        batches=share_out(to_read, settings),
        unreadable=unreadable,
        added=sum(task.name not in before for task in to_read),
        changed=sum(task.name in before for task in to_read),
        removed=len(before - present),
        messages=[*messages, *manifest_messages, *correction_messages],
    )


def _tasks(
    files: Iterable[RawFile],
    vocabularies: Vocabularies,
    manifest: Mapping[str, ManifestRow],
    corrections: Mapping[str, tuple[Correction, ...]],
) -> tuple[list[DocumentTask], list[RejectedDocument]]:
    """Return what is to be known of each file before it is read, and the files that cannot even be opened."""
    tasks: list[DocumentTask] = []
    unreadable: list[RejectedDocument] = []
    for file in files:
        try:
            if file.rejected:
                raise file.rejected
            digest, size = hash_file(file.path)
        except DocumentRejected as rejection:
            unreadable.append(RejectedDocument(file.name, rejection.reason, rejection.remedy))
        except OSError as error:
            reason = f"cannot be opened ({error.strerror})"
            unreadable.append(RejectedDocument(file.name, reason, "give it read permission"))
        else:
            row = manifest.get(file.name)
            verdicts = corrections.get(file.name, ())
            key = _key(file.name, digest, extractor_sha256(), vocabularies.sha256, row, verdicts)
            tasks.append(DocumentTask(file.name, file.path, digest, size, key, row, verdicts))
    return tasks, unreadable


def share_out(tasks: Iterable[DocumentTask], settings: Settings) -> list[Batch]:
    """Return the tasks in batches, in their order: each within the bytes of a batch, and enough for every worker.

    Towards the end the batches grow smaller, so that no worker is left with a large one when the others are done.
    """
    tasks = list(tasks)
    left = sum(task.size for task in tasks)
    groups: list[list[DocumentTask]] = []
    size = limit = 0
    for task in tasks:
        if not groups or size + task.size > limit:
            groups.append([])
            size = 0
            limit = min(settings.batch_bytes, max(left // (2 * settings.workers), _SMALLEST_BATCH))
        groups[-1].append(task)
        size += task.size
        left -= task.size
    return [Batch(number, tuple(group)) for number, group in enumerate(groups)]


def hash_file(path: Path) -> tuple[str, int]:
    """Return the SHA-256 of a file's bytes, in hexadecimal, and its size."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256")
        return digest.hexdigest(), file.tell()


@lru_cache(maxsize=1)
def extractor_sha256() -> str:
    """Return the hash of all code that decides what is read: ours, the columns, and the readers' versions."""
    digest = hashlib.sha256()
    folders = [PROJECT / "pipelines" / stage for stage in ("extraction", "corrections", "batches")] + [
        PROJECT / "schemas"
    ]
    for path in sorted(path for folder in folders for path in folder.rglob("*.py")):
        digest.update(path.relative_to(PROJECT).as_posix().encode() + b"\0" + path.read_bytes())
    for reader in READERS:
        digest.update(f"{reader}=={metadata.version(reader)}\n".encode())
    for table in EXTRACTED:
        digest.update(repr(columns_of(TABLES[table])).encode())
    return digest.hexdigest()


@lru_cache(maxsize=1)
def program_version() -> str:
    """Return the version of this program, from pyproject.toml."""
    return str(tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"])


def _key(
    name: str,
    content: str,
    extractor: str,
    vocabularies: str,
    manifest: ManifestRow | None,
    verdicts: tuple[Correction, ...],
) -> str:
    """Return what names everything that a document's rows depend on."""
    row = manifest and replace(manifest, line=0)  # a row that only moved says the same
    return hashlib.sha256(repr((name, content, extractor, vocabularies, row, verdicts)).encode()).hexdigest()


def _vocabulary_hashes(settings: Settings) -> dict[str, str]:
    """Return the hash of every vocabulary file in force, the user's as raw/vocabularies/…"""
    hashes = {path.name: hash_file(path)[0] for path in sorted(BUILT_IN.glob("*.csv"))}
    for path in sorted((settings.raw / "vocabularies").glob("*.csv")):
        hashes[f"raw/vocabularies/{path.name}"] = hash_file(path)[0]
    return hashes


def _documents_before(settings: Settings) -> set[str]:
    """Return the documents of the last published run."""
    path = settings.cache / LIVE
    try:
        return set(parquet.read_table(path, columns=["name"])["name"].to_pylist())
    except (OSError, arrow.ArrowException):
        return set()  # nothing published yet, or a damaged file: then every document counts as new in the messages
