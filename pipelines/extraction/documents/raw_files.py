"""Which files under `raw/` are documents."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipelines.extraction.documents.rejection import DocumentRejected

HIDDEN = (".", "~$")  # how the names of hidden files begin, and of those that an office program keeps open
BESIDE_THE_DOCUMENTS = frozenset({"documents.csv", "corrections.csv", "vocabularies"})  # at the top of raw/ only


@dataclass(frozen=True, slots=True)
class RawFile:
    """One file under `raw/`.

    `name` is its path under `raw/`, `/`-separated and valid Unicode: bytes of a name that are not UTF-8 stand as
    `\\xNN`. `path` is what to open. `rejected` says why it must not be opened (a symlink that leaves `raw/`, a pipe).
    """

    name: str
    path: Path
    rejected: DocumentRejected | None = None


def find_raw_files(raw: Path) -> list[RawFile]:
    """Return the files under `raw` that are documents or that somebody may take for one, sorted by name.

    Left out: documents.csv, corrections.csv and vocabularies/ at the top, names that begin with a dot or with `~$`
    (what an office program keeps open). Links to folders are not entered: what they lead to inside `raw` is found at
    its own place. A folder that does not exist has no files.
    """
    files = sorted(_walk(raw), key=lambda file: (file.name, os.fsencode(file.path)))
    seen: set[str] = set()
    for index, file in enumerate(files):
        if file.name in seen:
            rejected = DocumentRejected(f"another file is shown by the same name, {file.name}", "rename one of them")
            files[index] = RawFile(f"{file.name} (2)", file.path, rejected)
        seen.add(file.name)
    return files


def _walk(raw: Path) -> Iterator[RawFile]:
    """Yield the files below `raw` in any order; links to folders are not entered."""
    pending = [raw]
    while pending:
        folder = pending.pop()
        try:
            with os.scandir(folder) as entries:
                found = list(entries)
        except FileNotFoundError:
            continue  # raw/ itself, or a folder removed meanwhile
        except OSError as error:
            reason = f"the folder cannot be read ({error.strerror})"
            yield RawFile(_name(folder, raw), folder, DocumentRejected(reason, "give it read permission"))
            continue
        for entry in found:
            path = folder / entry.name
            if entry.name.startswith(HIDDEN) or (folder == raw and entry.name in BESIDE_THE_DOCUMENTS):
                continue
            if entry.is_dir(follow_symlinks=False):
                pending.append(path)
            elif (rejected := _reject_unopened(path, raw)) or not path.is_dir():
                yield RawFile(_name(path, raw), path, rejected)


def _reject_unopened(path: Path, raw: Path) -> DocumentRejected | None:
    """Return why the entry at `path` must not be opened, None where it may be."""
    if path.is_symlink():
        try:
            target = path.resolve(strict=True)
        except (OSError, RuntimeError):  # RuntimeError: a loop of links
            return DocumentRejected("it is a link to a file that does not exist", "copy the file itself into raw/")
        if not target.is_relative_to(raw.resolve()):
            return DocumentRejected("it is a link to a place outside raw/", "copy the file itself into raw/")
    if not path.is_file() and not path.is_dir():
        return DocumentRejected("it is not an ordinary file (a pipe, socket or device)", "remove it from raw/")
    return None


def _name(path: Path, raw: Path) -> str:
    """Return the path under raw/ as it is shown."""
    return os.fsencode(path.relative_to(raw)).decode("utf-8", "backslashreplace").replace(os.sep, "/")
