"""Files → document texts: what is read, what is rejected, and what is known about each document."""

from pipelines.extraction.documents.dateline import date_document
from pipelines.extraction.documents.manifest import ManifestRow, read_manifest
from pipelines.extraction.documents.raw_files import RawFile, find_raw_files
from pipelines.extraction.documents.read import read_document
from pipelines.extraction.documents.rejection import DocumentRejected, printable
from pipelines.extraction.documents.reprints import find_reprints, fingerprint
from pipelines.extraction.documents.user_table import read_user_table
from pipelines.extraction.documents.user_vocabularies import load_vocabularies

__all__ = [
    "DocumentRejected",
    "ManifestRow",
    "RawFile",
    "date_document",
    "find_raw_files",
    "find_reprints",
    "fingerprint",
    "load_vocabularies",
    "printable",
    "read_document",
    "read_manifest",
    "read_user_table",
]
