"""Take the published pages over where nothing that they show has changed: linking them costs no time."""

import hashlib
import json
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.report.pages import Places, ReportCounts

if TYPE_CHECKING:
    import duckdb

_INPUTS = "inputs.json"
_CODE = Path(__file__).parent
_SHOWN = ("documents", "sentences", "quantities", "observations", "reviews", "rejected_documents")


def inputs_digest(rows: "duckdb.DuckDBPyConnection", unread: Places) -> str:
    """Return the hash of everything that the pages are made from: the rows that they show, and the code here."""
    digest = hashlib.sha256(repr(sorted(unread.items())).encode())
    for table in _SHOWN:
        digest.update(repr(rows.execute(f"SELECT count(*), sum(hash(t)) FROM {table} AS t").fetchone()).encode())
    for path in sorted(path for path in _CODE.rglob("*") if path.suffix in (".py", ".js", ".css", ".html")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def note_inputs(folder: Path, digest: str, counts: ReportCounts) -> None:
    """Note in a folder of finished pages what they were made from and what they show."""
    (folder / _INPUTS).write_text(json.dumps({"digest": digest, "counts": counts}), encoding="utf-8")


def take_over(published: Path, folder: Path, digest: str) -> ReportCounts | None:
    """Return what the published pages show after linking them into the new `folder`; None if they are other pages.

    The folder's mark of its run is left behind, since the new run writes its own.
    """
    try:
        noted = json.loads((published / _INPUTS).read_text(encoding="utf-8"))
        if noted["digest"] != digest:
            return None
        counts = ReportCounts(*noted["counts"])
        shutil.copytree(published, folder, copy_function=_link, ignore=shutil.ignore_patterns("run_id.txt"))
    except (OSError, ValueError, KeyError, TypeError):  # nothing published, or not whole: the pages are written anew
        shutil.rmtree(folder, ignore_errors=True)
        return None
    return counts


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:  # a file system without hard links
        shutil.copyfile(source, target)
