"""Take a published folder over where all that it was made from is as it was: to link its files costs no time."""

import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

import duckdb

from pipelines.settings import PROJECT
from pipelines.warehouse.publish import RUN_ID_FILE

NOTE = "inputs.json"


def inputs_digest(rows: duckdb.DuckDBPyConnection, tables: Iterable[str], code: Iterable[str], more: object) -> str:
    """Return the hash of all that a folder is made from: the rows of `tables`, what is in `code`, and `more`.

    `code` names folders of the project whose every file counts, by their paths.
    """
    digest = hashlib.sha256(f"{duckdb.__version__} {more!r}".encode())
    for table in tables:
        digest.update(repr(rows.execute(f"SELECT count(*), sum(hash(t)) FROM {table} AS t").fetchone()).encode())
    for path in sorted(path for folder in code for path in (PROJECT / folder).rglob("*") if path.is_file()):
        if path.suffix != ".pyc":
            digest.update(path.relative_to(PROJECT).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def note_inputs(folder: Path, digest: str, counts: Mapping[str, int]) -> None:
    """Note in a finished folder what it was made from, what it holds, and how its files are left."""
    note = {"digest": digest, "counts": counts, "files": _state_of_files(folder)}
    (folder / NOTE).write_text(json.dumps(note), encoding="utf-8")


def take_over(published: Path, folder: Path, digest: str) -> dict[str, int] | None:
    """Return the counts of the published folder after linking its files into the new `folder`; None if it is another.

    It is another, too, where somebody has changed a file in it. A file that the caller writes anew must be removed
    first, since it is the published one; the marks of the run before are left behind.
    """
    try:
        note = json.loads((published / NOTE).read_text(encoding="utf-8"))
        if note["digest"] != digest or note["files"] != _state_of_files(published):
            return None
        counts = {str(name): int(count) for name, count in note["counts"].items()}
        shutil.copytree(published, folder, copy_function=_link, ignore=shutil.ignore_patterns(RUN_ID_FILE, NOTE))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):  # nothing published, or not whole
        shutil.rmtree(folder, ignore_errors=True)
        return None
    return counts


def _state_of_files(folder: Path) -> str:
    """Return the hash of name, size and time of every file in `folder` but the notes on it."""
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file() and path.name not in (RUN_ID_FILE, NOTE)):
        status = path.stat()
        digest.update(f"{path.relative_to(folder).as_posix()}\0{status.st_size}\0{status.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:  # a file system without hard links
        shutil.copy2(source, target)
