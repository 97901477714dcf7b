"""What kind of file it is, told by its content; the name only decides between kinds of text."""

import re
from typing import Literal

from pipelines.extraction.documents.rejection import DocumentRejected

Kind = Literal["text", "pdf", "zip"]

_AS_WORD = "open it in Word, WPS or LibreOffice and save it as .docx"
_AS_SHEET = "open it in Excel, WPS or LibreOffice and save it as .xlsx"
_AS_TEXT = "read the text out of it (OCR) and save that as .txt or .docx"
_UNPACK = "unpack it and put the documents into raw/"
_CONVERT = "convert it to .txt, .md, .html, .docx, .pdf or .xlsx"

_FOREIGN = (  # first bytes, what it is, remedy
    (b"{\\rtf", "an RTF document", _AS_WORD),
    (b"\x89PNG\r\n", "a picture", _AS_TEXT),
    (b"\xff\xd8\xff", "a picture", _AS_TEXT),
    (b"GIF8", "a picture", _AS_TEXT),
    (b"BM", "a picture", _AS_TEXT),
    (b"II*\x00", "a picture (a scan)", _AS_TEXT),
    (b"MM\x00*", "a picture (a scan)", _AS_TEXT),
    (b"AT&TFORM", "a DjVu scan", _AS_TEXT),
    (b"Rar!", "an archive", _UNPACK),
    (b"7z\xbc\xaf", "an archive", _UNPACK),
    (b"\x1f\x8b", "a compressed file", _UNPACK),
    (b"BZh", "a compressed file", _UNPACK),
    (b"\xfd7zXZ", "a compressed file", _UNPACK),
    (b"%!PS", "a PostScript file", "convert it to .pdf"),
    (b"\x7fELF", "a program", "remove it"),
    (b"SQLite format 3\0", "a database", _CONVERT),
    (b"CAJ", "a CAJ file", "print it to .pdf from CAJViewer"),
    (b"MIME-Version:", "a web archive (.mht)", "open it in a browser and save the page as .html"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_STREAMS = (  # name of a stream in an OLE file, what it is, remedy
    ("EncryptedPackage", "the document is encrypted", "open it with its password and save it without one"),
    ("WordDocument", "an old Word or WPS document (.doc, .wps)", _AS_WORD),
    ("Workbook", "an old Excel workbook (.xls, .et)", _AS_SHEET),
    ("Book", "an old Excel workbook (.xls)", _AS_SHEET),
    ("PowerPoint Document", "an old presentation (.ppt)", _CONVERT),
)
_DATA_NAME = re.compile(r"\.(csv|tsv|json|jsonl|xml|ya?ml|sql|py|js|css|log)$", re.IGNORECASE)
_HTML_NAME = re.compile(r"\.(x?html?|shtml)$", re.IGNORECASE)
_MARKDOWN_NAME = re.compile(r"\.(md|markdown)$", re.IGNORECASE)
_HTML_START = re.compile(
    r"\A\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--(?:(?!-->)[^<]){0,2000}-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE,
)
_HTML_TAG = re.compile(r"</?(?:html|head|body|div|p|table|span|h[1-6])\b", re.IGNORECASE)
_XML_START = re.compile(r"\A\s*<(?:\?xml|!DOCTYPE)\b", re.IGNORECASE)


def tell_kind(content: bytes) -> Kind:
    """Return what `content` is by its first bytes; "text" says only that it is none of the others.

    What is in a "zip" `archive.check_office_file` says. Raises DocumentRejected, with the remedy,
    for what is not read: old office formats, encrypted ones, pictures, archives.

    >>> tell_kind(b"%PDF-1.7"), tell_kind("年报".encode())
    ('pdf', 'text')
    """
    if b"%PDF-" in content[:1024]:
        return "pdf"
    if content.startswith(b"PK\x03\x04"):
        return "zip"
    if content.startswith(b"PK"):
        raise DocumentRejected("the file is an empty or split archive", "copy the document again")
    if content.startswith(_OLE):
        raise _reject_ole(content)
    for start, what, remedy in _FOREIGN:
        if content.startswith(start) and not (start == b"BM" and content[6:10] != b"\0\0\0\0"):
            raise DocumentRejected(f"the file is {what}", remedy)
    return "text"


def tell_text_kind(text: str, name: str) -> Literal["txt", "md", "html"]:
    """Return which kind of text it is: a page by its tags, front matter or a name ending .md make Markdown.

    Raises DocumentRejected for XML and for names of data and program files: read as prose they would give nonsense.

    >>> tell_text_kind("<!DOCTYPE html><p>年报", "a.txt"), tell_text_kind("# 年报", "a.md"), tell_text_kind("年报", "a")
    ('html', 'md', 'txt')
    """
    if _HTML_START.match(text) or (_HTML_NAME.search(name) and _HTML_TAG.search(text)):
        return "html"
    if _XML_START.match(text):
        raise DocumentRejected("the file is XML", _AS_WORD if "mso-application" in text[:1000] else _CONVERT)
    if match := _DATA_NAME.search(name):
        raise DocumentRejected(f"a {match[0].lower()} file is data, not prose", "save a table as .xlsx, prose as .txt")
    if _MARKDOWN_NAME.search(name) or text.startswith("---\n"):
        return "md"
    return "txt"


def _reject_ole(content: bytes) -> DocumentRejected:
    """Return why an OLE file (the container of old office formats) is not read."""
    for stream, what, remedy in _OLE_STREAMS:
        if (stream + "\0").encode("utf-16-le") in content:
            return DocumentRejected(what if what.startswith("the ") else f"the file is {what}", remedy)
    return DocumentRejected("the file is of an old office format, or damaged", _AS_WORD)
