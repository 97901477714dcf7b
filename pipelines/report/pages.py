"""Write the evidence pages of a warehouse into a folder."""

import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pipelines.batches.plan import RejectedDocument
from pipelines.report.document_page import document_page
from pipelines.report.fact_index import FactFile
from pipelines.report.markup import escape_text, script_json
from pipelines.report.rows import Document, read_documents, read_rejected_documents
from pipelines.report.template import STATIC, fill

if TYPE_CHECKING:
    import duckdb

ASSETS = ("report.css", "report.js", "document.js", "index.js", "documents.js")

Places = Mapping[str, list[tuple[int, int]]]


class ReportCounts(NamedTuple):
    """What the pages show in total."""

    documents: int
    facts: int
    fact_files: int


def write_report(connection: "duckdb.DuckDBPyConnection", folder: Path, unread: Places) -> ReportCounts:
    """Write the pages of the warehouse behind `connection` into the empty or new `folder`; return what they show.

    `unread` gives, by document id, the places of the numerals that could not be read. The folder is not looked at
    before it is whole: the caller publishes it. Raises OSError where a file cannot be written.
    """
    (folder / "documents").mkdir(parents=True)
    (folder / "facts").mkdir()
    for name in ASSETS:
        shutil.copyfile(STATIC / name, folder / name)
    rows: list[str] = []
    files = facts = 0
    fact_file = FactFile()
    for document in read_documents(connection):
        places = unread.get(document.document_id, [])
        page = folder / "documents" / f"{document.document_id}.html"
        page.write_text(document_page(document, places), encoding="utf-8", newline="\n")
        rows.append(_document_row(document, len(places)))
        fact_file.add(document)
        if fact_file.is_full:
            files, facts = files + 1, facts + len(fact_file.facts)
            write_facts(fact_file, folder, files)
            fact_file = FactFile()
    if fact_file.facts or not files:
        files, facts = files + 1, facts + len(fact_file.facts)
        write_facts(fact_file, folder, files)
    counts = ReportCounts(len(rows), facts, files)
    write_frames(folder, counts, rows, read_rejected_documents(connection))
    return counts


def write_facts(fact_file: FactFile, folder: Path, number: int) -> None:
    """Write one file of the index; they are numbered from 1."""
    (folder / "facts" / f"{number}.js").write_text(fact_file.script(), encoding="utf-8", newline="\n")


def write_frames(folder: Path, counts: ReportCounts, rows: list[str], rejected: Iterable[RejectedDocument]) -> None:
    """Write the two pages that lead to all others."""
    shown = {"documents": f"{counts.documents:,}", "facts": f"{counts.facts:,}"}
    index = fill("index.html", settings=script_json({"files": counts.fact_files, "facts": counts.facts}), **shown)
    (folder / "index.html").write_text(index, encoding="utf-8", newline="\n")
    listing = fill("documents.html", rows="".join(rows), rejected=_rejected(rejected), **shown)
    (folder / "documents.html").write_text(listing, encoding="utf-8", newline="\n")


def _document_row(document: Document, unread: int) -> str:
    """Return the document's row in the list of documents."""
    facts = sum(mark.observation_id is not None for mark in document.marks)
    review = sum(bool(mark.needs_review) for mark in document.marks)
    page = f"documents/{escape_text(document.document_id)}.html"
    numbers = "".join(
        f'<td class="number" data-label="{label}">{count:,}</td>'
        for label, count in (
            ("Quantities", len(document.marks)),
            ("Facts", facts),
            ("To review", review),
            ("Not read", unread),
        )
    )
    return (
        f'<tr><td class="name" lang="zh-Hans"><a href="{page}">{escape_text(document.name)}</a>'
        f"<small>{escape_text(document.path)}</small></td>"
        f'<td data-label="Published">{escape_text(document.published)}</td>'
        f'<td data-label="Area" lang="zh-Hans">{escape_text(document.area)}</td>{numbers}</tr>\n'
    )


def _rejected(rejected: Iterable[RejectedDocument]) -> str:
    """Return the section on the files that could not be read, empty if there are none."""
    rows = "".join(
        f'<tr><td class="name">{escape_text(file.path)}</td><td>{escape_text(file.reason)}</td>'
        f"<td>{escape_text(file.remedy)}</td></tr>\n"
        for file in rejected
    )
    if not rows:
        return ""
    head = "<thead><tr><th>File</th><th>Why it was not read</th><th>What to do</th></tr></thead>"
    table = f'<table class="rejected">{head}<tbody>{rows}</tbody></table>'
    return f"<section><h2>Files that were not read</h2>{table}</section>"
