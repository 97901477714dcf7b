"""Whether the folder of texts has changed, told from names, sizes and times alone: cheap enough for every second."""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from pipelines.extraction.documents.raw_files import HIDDEN


class RawState(NamedTuple):
    """A folder's files at one moment: `digest` differs whenever a file was added, changed, renamed or removed."""

    digest: str
    files: int


def raw_state(raw: Path) -> RawState:
    """Return the state of the folder; a folder that is not there is an empty one."""
    digest = hashlib.sha256()
    files = 0
    for line in sorted(_lines(raw)):
        digest.update(line.encode("utf-8", "surrogateescape") + b"\0")
        files += 1
    return RawState(digest.hexdigest()[:16], files)


def _lines(raw: Path) -> Iterator[str]:
    """Yield one line per file that is not hidden; links are not followed."""
    folders = [raw]
    while folders:
        try:
            entries = list(os.scandir(folders.pop()))
        except OSError:
            continue  # removed or closed meanwhile: its files are no longer there
        for entry in entries:
            if entry.name.startswith(HIDDEN):
                continue
            try:
                if entry.is_dir(follow_symlinks=False):
                    folders.append(Path(entry.path))
                    continue
                status = entry.stat(follow_symlinks=False)
            except OSError:
                continue
            yield f"{os.path.relpath(entry.path, raw)}\0{status.st_size}\0{status.st_mtime_ns}"
