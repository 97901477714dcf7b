"""Word documents: paragraphs and tables in the order of the page."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
from docx.oxml.ns import qn

from pipelines.extraction.documents.blocks import Block, FileContent
from pipelines.extraction.documents.numbering import ListNumbers
from pipelines.extraction.documents.rejection import DocumentRejected
from pipelines.extraction.documents.tables import Table

_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_NOT_ON_THE_PAGE = frozenset({*map(qn, ("w:del", "w:moveFrom", "w:instrText", "w:rPr", "w:pPr")), _FALLBACK})
_CHARACTERS = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_TEXT, _PARAGRAPH, _TABLE, _TEXT_BOX = map(qn, ("w:t", "w:p", "w:tbl", "w:txbxContent"))
_ROW, _CELL, _CELL_PROPERTIES = map(qn, ("w:tr", "w:tc", "w:tcPr"))
_WRAPPERS = frozenset(map(qn, ("w:sdt", "w:sdtContent", "w:ins", "w:moveTo", "w:customXml", "w:smartTag")))
_MOST_CELLS_IN_A_ROW = 1_000
_TITLE_STYLES = ("title", "heading 1")  # python-docx gives styles their English names


def read_docx(path: Path) -> FileContent:
    """Return the paragraphs and tables of a Word document that `archive.check_office_file` has let pass.

    Deleted text, comments, running heads and foot notes are left out; inserted text, text boxes and the numbers that
    Word gives to lists (一、, 1.) are in. A merged cell stands at every place it covers; a table within a cell is part
    of the cell. Raises DocumentRejected where the file is damaged.
    """
    try:
        document = docx.Document(str(path))
        blocks = list(_blocks(document.element.body, ListNumbers(document)))
        title = _title(document)
    except (KeyError, ValueError, AttributeError, TypeError, SyntaxError) as error:  # XMLSyntaxError is the last
        raise DocumentRejected(f"the Word document is damaged ({error})", "open and save it again in Word") from None
    return FileContent(blocks, title=title)


def _blocks(parent: Any, numbers: ListNumbers) -> Iterator[Block]:
    """Yield the paragraphs and tables below `parent` in order, text boxes after the paragraph that holds them."""
    for element in parent:
        if element.tag == _PARAGRAPH:
            boxes: list[Any] = []
            text = "".join(_text(element, boxes))
            if text.strip():
                yield from (numbers.number(element) + text).split("\n")
            for box in boxes:
                yield from _blocks(box, numbers)
        elif element.tag == _TABLE:
            yield _table(element)
        elif element.tag in _WRAPPERS:
            yield from _blocks(element, numbers)


def _text(element: Any, boxes: list[Any]) -> Iterator[str]:
    """Yield the text below `element` that is on the page, and put the text boxes met on the way into `boxes`."""
    for child in element:
        if child.tag == _TEXT:
            yield child.text or ""
        elif child.tag in _CHARACTERS:
            yield _CHARACTERS[child.tag]
        elif child.tag == _TEXT_BOX:
            boxes.append(child)
        elif child.tag not in _NOT_ON_THE_PAGE:
            yield from _text(child, boxes)


def _table(element: Any) -> Table:
    """Return the rows of a table, merged cells repeated; a cell that only continues the one above repeats it."""
    rows: Table = []
    for row in _children(element, _ROW):
        cells: list[str] = []
        for cell in _children(row, _CELL):
            properties = cell.find(_CELL_PROPERTIES)
            span = properties.find(qn("w:gridSpan")) if properties is not None else None
            merge = properties.find(qn("w:vMerge")) if properties is not None else None
            width = int(span.get(qn("w:val"), "1")) if span is not None else 1
            continues = merge is not None and merge.get(qn("w:val"), "continue") == "continue"
            above = rows[-1][len(cells)] if continues and rows and len(cells) < len(rows[-1]) else ""
            text = above or " ".join(filter(None, ("".join(_text(part, [])).strip() for part in cell.iter(_PARAGRAPH))))
            cells.extend([text] * min(max(width, 1), _MOST_CELLS_IN_A_ROW - len(cells)))
        rows.append(cells)
    return rows


def _children(parent: Any, tag: str) -> Iterator[Any]:
    """Yield the children of `parent` with this tag, also those within content controls and insertions."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _children(child, tag)


def _title(document: Any) -> str | None:
    """Return the first paragraph in the style of a title or of the topmost heading."""
    for paragraph in document.paragraphs[:20]:
        style = paragraph.style.name if paragraph.style is not None else None
        if paragraph.text.strip() and (style or "").lower().startswith(_TITLE_STYLES):
            return paragraph.text.strip()
    return None
