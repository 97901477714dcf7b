"""The zip container of .docx and .xlsx: looked at before anything in it is unpacked without bound."""

import re
import zipfile
import zlib
from pathlib import Path
from typing import Literal

from pipelines.extraction.documents.rejection import DocumentRejected

MOST_UNPACKED = 256 << 20  # bytes of all parts together
MOST_XML = 48 << 20  # bytes of one XML part: its tree takes about ten times that
MOST_PARTS = 5_000
_DOCUMENT_TYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)|<\0?!\0D\0O\0C\0T|\0<\0!\0D\0O\0C\0T")
_CHUNK = 1 << 16


def check_office_file(path: Path) -> Literal["docx", "xlsx"]:
    """Return which document the zip file at `path` holds, once it is known to be safe to unpack.

    Every XML part is unpacked once in small pieces: sizes are those found, not those declared, damage is found by its
    checksum, and a document type (the beginning of every entity expansion; Office Open XML has none) is refused.
    Raises DocumentRejected.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            kind = _tell_office_kind(archive)
            _check_parts(archive)
            return kind
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError, RuntimeError) as error:
        reason = f"the file is damaged or was cut off ({error})"
        raise DocumentRejected(reason, "copy it again, or save it again") from None


def _tell_office_kind(archive: zipfile.ZipFile) -> Literal["docx", "xlsx"]:
    """Return which document is in the archive, by its parts and not by its name."""
    names = set(archive.namelist())
    if "word/document.xml" in names:
        return "docx"
    if "xl/workbook.xml" in names:
        return "xlsx"
    if any(name.startswith("ppt/") for name in names):
        raise DocumentRejected("the file is a presentation (.pptx)", "save its text as .docx or .pdf")
    if "mimetype" in names and "content.xml" in names:
        raise DocumentRejected("the file is an OpenDocument file", "save it as .docx or .xlsx")
    if "xl/workbook.bin" in names:
        raise DocumentRejected("the file is a binary workbook (.xlsb)", "save it as .xlsx")
    if any(name.lower().endswith(".opf") for name in names):
        raise DocumentRejected("the file is an e-book", "save its text as .txt or .html")
    raise DocumentRejected("the file is an archive, not a document", "unpack it and put the documents into raw/")


def _check_parts(archive: zipfile.ZipFile) -> None:
    """Raise DocumentRejected where the parts of the archive are too many, too big, encrypted or declare entities."""
    parts = archive.infolist()
    if len(parts) > MOST_PARTS:
        raise DocumentRejected(
            f"the file has {len(parts)} parts, more than {MOST_PARTS}", "save it again, in several files"
        )
    if sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise _too_big()
    total = 0
    for part in parts:
        if part.flag_bits & 1:
            raise DocumentRejected("the document is encrypted", "open it with its password and save it without one")
        if not part.filename.endswith((".xml", ".rels")):
            continue
        total += _check_xml(archive, part, MOST_UNPACKED - total)


def _check_xml(archive: zipfile.ZipFile, part: zipfile.ZipInfo, left: int) -> int:
    """Return the unpacked size of an XML part; raise DocumentRejected beyond the limits or at a document type."""
    size, tail = 0, b""
    with archive.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            if size > min(MOST_XML, left):
                raise _too_big()
            if _DOCUMENT_TYPE.search(tail + chunk):
                raise DocumentRejected("its XML declares entities, which no office program writes", "save it again")
            tail = chunk[-32:]
    return size


def _too_big() -> DocumentRejected:
    reason = f"unpacked it is bigger than {MOST_UNPACKED >> 20} MB ({MOST_XML >> 20} MB in one part)"
    return DocumentRejected(reason, "save it again without pictures, or in several files")
