"""What earlier passes read: one folder of Parquet files per batch, the state of incremental runs.

A segment is written aside and renamed when it is whole, so it exists whole or not at all. It is found by the keys of
its documents, and a key names everything that a document's rows depend on: nothing here is ever changed or out of
date, only no longer wanted. The published database is no part of this state.
"""

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

import pyarrow as arrow
import pyarrow.parquet as parquet

CONTENTS = "contents.json"
FINGERPRINTS = "fingerprints"
UNREAD = "unread"
LIVE = "live.parquet"  # where the rows of every published document are
_UNFINISHED = ".unfinished"
_PARQUET_END = b"PAR1"


class SegmentKey(NamedTuple):
    """Where a document's rows are: the segment, and its id there (None: the file was rejected)."""

    segment: str
    document_id: str | None


def segments_folder(cache: Path) -> Path:
    """Return the folder of all segments."""
    return cache / "segments"


def write_segment(
    cache: Path, documents: Mapping[str, tuple[str, str | None]], tables: Mapping[str, arrow.Table]
) -> str:
    """Write the tables of a batch and return the name of the segment.

    `documents` holds the path and the document_id (None: rejected) of each document by its key.
    """
    name = hashlib.sha256("\n".join(sorted(documents)).encode()).hexdigest()[:16]
    folder = segments_folder(cache) / name
    folder.parent.mkdir(parents=True, exist_ok=True)
    # A name of its own: on a cluster, a worker given up for lost may still be writing the same segment.
    aside = Path(tempfile.mkdtemp(suffix=_UNFINISHED, prefix=f"{name}-", dir=folder.parent))
    aside.chmod(0o755)
    sizes = {}
    for table_name, table in tables.items():
        file = aside / f"{table_name}.parquet"
        parquet.write_table(table, file, compression="zstd", compression_level=1)
        sizes[file.name] = file.stat().st_size
    contents = {"documents": dict(documents), "sizes": sizes}
    (aside / CONTENTS).write_text(json.dumps(contents, ensure_ascii=False), encoding="utf-8")
    shutil.rmtree(folder, ignore_errors=True)
    try:
        aside.rename(folder)
    except OSError:
        if read_contents(folder) is None:
            raise
        shutil.rmtree(aside, ignore_errors=True)  # the other worker was first; its rows are the same
    return name


def known_keys(cache: Path) -> dict[str, SegmentKey]:
    """Return where the rows of every known document key are; damaged and unfinished segments are removed."""
    known: dict[str, SegmentKey] = {}
    folder = segments_folder(cache)
    for segment in sorted(folder.iterdir()) if folder.exists() else []:
        documents = read_contents(segment)
        if documents is None:
            shutil.rmtree(segment, ignore_errors=True)
            continue
        for key, (_, document_id) in documents.items():
            known[key] = SegmentKey(segment.name, document_id)
    return known


def read_contents(segment: Path) -> dict[str, tuple[str, str | None]] | None:
    """Return path and document_id of a segment's documents by key, or None where the segment is not whole."""
    if segment.name.endswith(_UNFINISHED):
        return None
    try:
        contents = json.loads((segment / CONTENTS).read_text(encoding="utf-8"))
        whole = all(_is_whole(segment / file, size) for file, size in contents["sizes"].items())
        return (
            {key: (path, document_id) for key, (path, document_id) in contents["documents"].items()} if whole else None
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _is_whole(file: Path, size: int) -> bool:
    """Return whether a Parquet file has its size and its end; after a power failure blocks of zeros may stand there."""
    with file.open("rb") as parquet_file:
        parquet_file.seek(-len(_PARQUET_END), os.SEEK_END)
        return parquet_file.read() == _PARQUET_END and parquet_file.tell() == size


def live_segments(cache: Path) -> set[str]:
    """Return the segments that hold documents of the published warehouse."""
    return set(parquet.read_table(cache / LIVE, columns=["segment"])["segment"].to_pylist())


def drop_segments(cache: Path, wanted: Iterable[str]) -> None:
    """Remove the segments that hold no document of the published warehouse."""
    folder, keep = segments_folder(cache), set(wanted)
    for segment in folder.iterdir() if folder.exists() else []:
        if segment.name not in keep:
            shutil.rmtree(segment, ignore_errors=True)
