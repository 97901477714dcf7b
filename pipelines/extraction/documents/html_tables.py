"""Tables of web pages: those with figures become lines of text, those that lay out the page become blocks."""

from typing import Any

from lxml import etree, html

from pipelines.extraction.documents.html_article import one_line
from pipelines.extraction.documents.rejection import DocumentRejected
from pipelines.extraction.documents.tables import UNIT_NOTICE, Table, is_unit, write_table

_TABLE_TAGS = ("table", "thead", "tbody", "tfoot", "tr", "td", "th")
_MOST_SPAN = 100
_MOST_CELLS = 200_000


def write_tables(tree: Any, units: frozenset[str]) -> None:
    """Replace each table with figures by one paragraph per row, in place."""
    left = _MOST_CELLS
    for element in list(tree.iter("table")):
        parent = element.getparent()
        if parent is None or next(element.iterdescendants("table"), None) is not None:
            _take_for_layout(element)
            continue
        table = _read_table(element, left)
        left -= sum(map(len, table))
        if left <= 0:
            raise DocumentRejected(f"its tables have more than {_MOST_CELLS} cells", "split the page")
        if not _has_figures(table):
            _take_for_layout(element)
            continue
        lines = write_table(table, units=units, unit_notice=_notice_above(element, units))
        place = html.Element("div")
        for line in lines:
            etree.SubElement(place, "p").text = line
        place.tail = element.tail
        parent.replace(element, place)


def _notice_above(element: Any, units: frozenset[str]) -> str:
    """Return the unit that a short block right above a table gives for it (单位：万元), "" where none does."""
    for above in (element.getprevious(), element.getparent().getprevious()):
        text = one_line(above.text_content())[-60:] if above is not None and isinstance(above.tag, str) else ""
        if (notice := UNIT_NOTICE.search(text)) and is_unit(notice[1], units):
            return notice[1]
    return ""


def _take_for_layout(element: Any) -> None:
    """Make the rows and cells of a table that only lays out the page ordinary blocks."""
    for part in element.iter(*_TABLE_TAGS):
        part.tag = "div"


def _has_figures(table: Table) -> bool:
    """Return whether a table holds data: two rows and columns at least, figures, and no cell of running prose."""
    cells = [cell for row in table for cell in row]
    figures = sum(any(map(str.isdigit, cell)) and len(cell) < 30 for cell in cells)
    return len(table) > 1 and max(map(len, table)) > 1 and 5 * figures >= len(cells) and max(map(len, cells)) < 200


def _read_table(element: Any, left: int) -> Table:
    """Return the rows of a table, its spanning cells at every place they cover."""
    rows: list[dict[int, str]] = []
    for number, row in enumerate(element.iter("tr")):
        while len(rows) <= number:
            rows.append({})
        column = 0
        for cell in row:
            if cell.tag not in ("td", "th"):
                continue
            while column in rows[number]:
                column += 1
            text = one_line(cell.text_content())
            width, height = _span(cell.get("colspan")), _span(cell.get("rowspan"))
            left -= width * height
            if left <= 0:
                return [[""] * _MOST_CELLS]
            for down in range(height):
                while len(rows) <= number + down:
                    rows.append({})
                for right in range(width):
                    rows[number + down].setdefault(column + right, text)
            column += width
    return [[row.get(column, "") for column in range(max(row) + 1)] for row in rows if row]


def _span(text: str | None) -> int:
    """Return a colspan or rowspan within bounds."""
    return min(max(int(text), 1), _MOST_SPAN) if text and text.isascii() and text.isdigit() and len(text) < 6 else 1
