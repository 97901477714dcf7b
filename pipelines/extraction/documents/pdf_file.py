"""PDF files: the text layer in reading order."""

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfplumber.utils.exceptions import PdfminerException

from pipelines.extraction.documents.blocks import FileContent
from pipelines.extraction.documents.pdf_columns import arrange_segments
from pipelines.extraction.documents.pdf_lines import Glyph, Segment, read_segments
from pipelines.extraction.documents.pdf_paragraphs import PageLines, join_pages
from pipelines.extraction.documents.rejection import DocumentRejected
from pipelines.extraction.documents.tables import Table

MOST_PAGES = 2_000
_MOST_GLYPHS_A_PAGE = 60_000
_MOST_RULES_A_PAGE = 3_000  # lines and boxes; beyond that it is a drawing, and looking for tables in it takes forever
_UNMAPPED = 0.1  # share of glyphs without a character, above which a text layer says nothing

# Radicals that fonts share with characters: browsers write the radical into the text layer. Unicode decomposes those
# of the Kangxi block (U+2F00) but to the traditional form, and not these of CJK Radicals Supplement.
_RADICALS = dict(
    zip(
        "⼾⾭⿈⺁⺇⺌⺍⺒⺓⺝⺟⺠⺩⺮⺶⺼⻁⻄⻅⻆⻉⻋⻑⻓⻔⻗⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰⻳",
        "户青黄厂几小小已幺月母民王竹羊肉虎西见角贝车長长门雨青韦页风飞食马骨鬼鱼鸟麦黄齐齿龙龟",
        strict=True,
    )
)


def read_pdf(path: Path, *, page_done: Callable[[], None]) -> FileContent:
    """Return the paragraphs and tables of a PDF's text layer in reading order.

    Columns are read one after the other, ruled and aligned tables become tables; running heads, page numbers and
    what a browser prints in the margin are left out; lines are joined to paragraphs across columns and pages, words
    hyphenated at a line's end are put together. `page_done` is called after each page.

    Raises DocumentRejected where the file is encrypted, damaged, a scan without text, or bigger than the limits.
    """
    try:
        with pdfplumber.open(path) as document:
            if len(document.pages) > MOST_PAGES:
                raise DocumentRejected(f"it has more than {MOST_PAGES} pages", "split it into several files")
            pages = [_read_page(page, page_done) for page in document.pages]
    except (PdfminerException, PDFEncryptionError, PDFPasswordIncorrect) as error:
        if "Password" in repr(error) or "Encryption" in repr(error):
            raise DocumentRejected("the PDF is encrypted", "save it without a password") from None
        raise DocumentRejected(
            "the PDF is damaged or was cut off", "copy it again, or print it to a new .pdf"
        ) from None
    if not pages:
        raise DocumentRejected("the PDF has no pages, or was cut off", "copy it again, or print it to a new .pdf")
    blocks = join_pages(pages)
    if not blocks:
        raise DocumentRejected(
            "the PDF is a scan without a text layer", "run OCR over it and save it as searchable PDF"
        )
    return FileContent(blocks)


def _read_page(page: Any, page_done: Callable[[], None]) -> PageLines:
    """Return the lines of one page in reading order."""
    if len(page.chars) > _MOST_GLYPHS_A_PAGE:
        raise DocumentRejected(f"a page has more than {_MOST_GLYPHS_A_PAGE} characters", "print it to a new .pdf")
    unmapped = sum(char["text"].startswith("(cid:") for char in page.chars)
    if unmapped > _UNMAPPED * len(page.chars) + 5:
        reason = "its fonts do not say which characters they show"
        raise DocumentRejected(reason, "run OCR over it, or save the original as .docx")
    tables = list(_ruled_tables(page))
    glyphs = [glyph for glyph in _glyphs(page.chars) if not any(_within(glyph, table) for table in tables)]
    regions = arrange_segments([*read_segments(glyphs), *tables])
    lines = PageLines(float(page.height), regions)
    page.close()  # what it has parsed is not needed again
    page_done()
    return lines


def _glyphs(chars: Iterable[dict[str, Any]]) -> Iterator[Glyph]:
    """Yield the upright glyphs of a page, each once: bold is often one glyph printed twice, half a point apart."""
    seen: set[tuple[str, int, int]] = set()
    for char in chars:
        text = char["text"]
        if not char.get("upright", True) or text.startswith("(cid:") or not text:
            continue
        x, y = char["x0"], char["top"]
        if text.strip():
            if (text, int(x), int(y)) in seen and (text, round(x), round(y)) in seen:
                continue
            seen.update({(text, int(x), int(y)), (text, round(x), round(y))})
        yield Glyph(_character(text), x, char["x1"], y, char["bottom"], char["size"] or 1.0)


def _character(text: str) -> str:
    """Return the character that a glyph shows: radicals and presentation forms as the characters they stand for.

    >>> _character("⼀"), _character("⻋"), _character("％")
    ('一', '车', '％')
    """
    if "\u2e80" <= text[0] <= "\u2fdf" or "\uf900" <= text[0] <= "\ufb06":
        return _RADICALS.get(text) or unicodedata.normalize("NFKC", text)
    return text


def _ruled_tables(page: Any) -> Iterator[Segment]:
    """Yield the tables drawn with rules: two rows and columns at least, and a figure in them."""
    if not 4 <= len(page.rects) + len(page.lines) + len(page.curves) <= _MOST_RULES_A_PAGE:
        return
    for found in page.find_tables():
        rows = found.extract()
        table = _repeat_merged(rows)
        if (
            len(table) > 1
            and max(map(len, table)) > 1
            and any(c.isdigit() for row in table for cell in row for c in cell)
        ):
            x0, top, x1, bottom = found.bbox
            yield Segment("", x0, x1, top, bottom, 10.0, table)


def _repeat_merged(rows: list[list[str | None]]) -> Table:
    """Return rows in which a cell that another one covers (None) repeats the one to the left or above."""
    table: Table = []
    for row in rows:
        cells: list[str] = []
        for column, cell in enumerate(row):
            if cell is not None:
                cells.append("".join(map(_character, cell.replace("\n", ""))))
            elif column == 0 or (
                table and row[column - 1] is not None and column < len(table[-1]) and any(row[column:])
            ):
                cells.append(table[-1][column] if table and column < len(table[-1]) else "")
            else:
                cells.append(cells[-1])
        table.append(cells)
    return table


def _within(glyph: Glyph, table: Segment) -> bool:
    """Return whether the middle of `glyph` lies in `table`."""
    x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
    return table.x0 <= x <= table.x1 and table.top <= y <= table.bottom
