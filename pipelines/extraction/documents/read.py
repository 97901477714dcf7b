"""One file → one document."""

import dataclasses
import datetime
import errno
import os
import stat
from pathlib import Path
from typing import Literal

from pipelines.extraction.documents.archive import check_office_file
from pipelines.extraction.documents.blocks import MOST_TEXT, FileContent, write_blocks
from pipelines.extraction.documents.dateline import date_document
from pipelines.extraction.documents.encoding import clean, decode
from pipelines.extraction.documents.headline import find_publisher, find_title
from pipelines.extraction.documents.kinds import tell_kind, tell_text_kind
from pipelines.extraction.documents.manifest import ManifestRow
from pipelines.extraction.documents.markdown_file import read_markdown
from pipelines.extraction.documents.mojibake import refuse_mojibake
from pipelines.extraction.documents.rejection import DocumentRejected
from pipelines.extraction.documents.tables import unit_surfaces
from pipelines.extraction.documents.worker import parse_apart
from pipelines.extraction.model import DocumentText
from pipelines.extraction.vocabulary import Vocabularies, built_in

MOST_BYTES = 128 << 20  # of a .pdf, .docx or .xlsx with its pictures
MOST_TEXT_BYTES = 4 * MOST_TEXT  # of a text file, at four bytes for a character


def read_document(
    path: Path, *, name: str, manifest_row: ManifestRow | None = None, vocabularies: Vocabularies | None = None
) -> DocumentText:
    """Return the document in the file at `path`, which is called `name` under raw/.

    Its kind is told by its content: .txt, .md, .html, .docx, .pdf, .xlsx. The text is as `encoding.clean` leaves it,
    tables as `tables.write_table` writes them, and all offsets of the warehouse count it. Title, publisher, date and
    area are taken from `manifest_row`, then from what the file says about itself (front matter, the head of a page),
    then from its text, the date last from its name; `published_from` says which.

    Raises DocumentRejected, with reason and remedy, for every file that is not read; nothing else is raised for any
    content. `vocabularies` says what counts as a unit in the heading of a table.
    """
    units = unit_surfaces(vocabularies or built_in())
    content, kind, encoding = _read_content(path, name, units)
    text = clean(write_blocks(content.blocks, units=units))
    if not text.strip():
        raise DocumentRejected("the file has no text", "remove it, or save it again with its text")
    refuse_mojibake(text)
    published: datetime.date | None
    published_from: str | None
    published, published_from = date_document(text, name)
    if content.published is not None:
        published, published_from = content.published, "front_matter"
    document = DocumentText(
        text=text,
        format=kind,
        encoding=encoding,
        title=_say(content.title) or find_title(text),
        publisher=_say(content.publisher) or find_publisher(text),
        published=published,
        published_from=published_from,
        area=_say(content.area),
    )
    return _apply_manifest(document, manifest_row)


def _apply_manifest(document: DocumentText, row: ManifestRow | None) -> DocumentText:
    """Return `document` with what its row of raw/documents.csv says in place of what the file says."""
    if row is None:
        return document
    said = {field: value for field in ("title", "publisher", "area") if (value := getattr(row, field))}
    if row.published:
        said |= {"published": row.published, "published_from": "manifest"}
    return dataclasses.replace(document, **said)


def _read_content(path: Path, name: str, units: frozenset[str]) -> tuple[FileContent, str, str | None]:
    """Return the content of a file, its format and its encoding (None for formats that carry their own)."""
    content = _read_bytes(path)
    kind = tell_kind(content)
    if kind == "pdf":
        return parse_apart(path, "pdf", units=units), "pdf", None
    if kind == "zip":
        office_kind: Literal["docx", "xlsx"] = check_office_file(path)
        return parse_apart(path, office_kind, units=units), office_kind, None
    if len(content) > MOST_TEXT_BYTES:
        raise DocumentRejected(f"the text is bigger than {MOST_TEXT_BYTES >> 20} MB", "split it into several files")
    text, encoding = decode(content)
    text_kind = tell_text_kind(text, name)
    if text_kind == "html":
        return parse_apart(path, "html", units=units, page=text), "html", encoding
    return (read_markdown(text) if text_kind == "md" else FileContent([text])), text_kind, encoding


def _read_bytes(path: Path) -> bytes:
    """Return the bytes of an ordinary file of bounded size; neither a pipe nor a device makes it wait."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        with open(descriptor, "rb") as file:  # noqa: PTH123 - a descriptor, not a path
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode):
                raise DocumentRejected("it is not an ordinary file (a folder, pipe or device)", "remove it from raw/")
            content = file.read(min(status.st_size, MOST_BYTES) + 1)
    except PermissionError:
        raise DocumentRejected("there is no permission to read it", "give read permission (chmod a+r)") from None
    except OSError as error:
        what = (
            "it is gone since the folder was listed"
            if error.errno == errno.ENOENT
            else f"it cannot be read ({error.strerror})"
        )
        raise DocumentRejected(what, "copy it into raw/ again") from None
    if len(content) > MOST_BYTES:
        raise DocumentRejected(f"it is bigger than {MOST_BYTES >> 20} MB", "split it, or leave out its pictures")
    return content


def _say(text: str | None) -> str | None:
    """Return what a file says of itself as one clean line, None where that is nothing."""
    line = " ".join(clean(text).split()) if text else ""
    return line[:300] or None
