"""Excel workbooks: each visible sheet a table, as its reader sees it."""

import datetime
import re
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils.cell import range_boundaries

from pipelines.extraction.documents.blocks import Block, FileContent
from pipelines.extraction.documents.rejection import DocumentRejected
from pipelines.extraction.documents.tables import Table

MOST_CELLS = 500_000
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell [^>]{0,80}?ref="([A-Z]{1,3}[0-9]{1,7}:[A-Z]{1,3}[0-9]{1,7})"')
_NOT_COMPUTED = re.compile(rb"<f\b[^>]{0,500}>[^<]{0,8192}</f>(?:<v\s*/>|<v></v>)?</c>")
_UNIT_IN_FORMAT = re.compile(r'^[#0,.]+\s*"([^"0-9]{1,10})"')


def read_xlsx(path: Path) -> FileContent:
    """Return the visible sheets of a workbook that `archive.check_office_file` has let pass, as tables.

    A figure is the number stored (to the 15 digits that Excel keeps), a percent format multiplies it by 100, a unit
    that the format writes behind it (0.0"亿元") follows it, dates are written 2024年3月5日. A merged cell stands at
    every place it covers. Empty rows before a row without figures (new headings) part two tables of one sheet. With
    more than one sheet each is headed by its name.

    Raises DocumentRejected where the workbook is damaged, holds more than `MOST_CELLS` cells, or holds formulas
    whose results were never stored: leaving those cells out would lose figures without a word.
    """
    try:
        workbook = openpyxl.load_workbook(path, read_only=True, data_only=True)
        blocks: list[Block] = []
        left = MOST_CELLS
        sheets = [sheet for sheet in workbook.worksheets if sheet.sheet_state == "visible"]
        for sheet in sheets:
            table = _table(sheet, left)
            left -= sum(map(len, table))
            part = _sheet_part(path, sheet)
            if _NOT_COMPUTED.search(part):
                reason = f"sheet {sheet.title} has formulas without their results"
                raise DocumentRejected(reason, "open it in Excel, WPS or LibreOffice and save it once")
            _repeat_merged(table, part)
            if table and len(sheets) > 1:
                blocks.append(sheet.title)
            blocks.extend(_split_tables(table))
        workbook.close()
    except (KeyError, ValueError, TypeError, AttributeError, IndexError, SyntaxError, OverflowError, OSError) as error:
        raise DocumentRejected(f"the workbook is damaged ({error})", "open it and save it again as .xlsx") from None
    return FileContent(blocks)


def _table(sheet: Any, left: int) -> Table:
    """Return the cells of a sheet as their reader sees them, without empty rows and columns at the ends."""
    rows: Table = []
    count = 0
    sheet.reset_dimensions()  # what a file declares may be a million rows; what it holds is read
    for row in sheet.rows:
        cells = [_show(cell) for cell in row]
        while cells and not cells[-1]:
            cells.pop()
        count += len(cells) + 1
        if count > left:
            raise DocumentRejected(f"it has more than {MOST_CELLS} cells", "split it into several files")
        rows.append(cells)
    while rows and not rows[-1]:
        rows.pop()
    width = max(map(len, rows), default=0)
    if width * len(rows) > 4 * MOST_CELLS:
        raise DocumentRejected(f"it has more than {MOST_CELLS} cells", "split it into several files")
    return [cells + [""] * (width - len(cells)) for cells in rows]


def _split_tables(table: Table) -> list[Table]:
    """Return the tables of one sheet: after empty rows a row of words begins a new one, a row of figures does not."""
    tables: list[Table] = []
    after_empty = True
    for row in table:
        if not any(row):
            after_empty = True
            continue
        if after_empty and (not tables or not any(character.isdigit() for cell in row[1:] for character in cell)):
            tables.append([])
        tables[-1].append(row)
        after_empty = False
    return tables


def _show(cell: Any) -> str:
    """Return the value of a cell as text: exact, with the percent sign or unit of its number format."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime.datetime | datetime.date):
        return f"{value.year}年{value.month}月{value.day}日"
    if not isinstance(value, int | float | Decimal):
        return " ".join(str(value).split())
    number_format = str(cell.number_format or "")
    number = Decimal(format(value, ".15g") if isinstance(value, float) else str(value))
    if not number.is_finite():
        raise ValueError(f"{cell.coordinate} holds no number")
    if "%" in number_format and '"' not in number_format:
        return f"{_plain(number * 100)}%"
    unit = _UNIT_IN_FORMAT.match(number_format)
    return _plain(number) + (unit[1] if unit else "")


def _plain(number: Decimal) -> str:
    """Return `number` without exponent and without zeros that say nothing: 1.50E+3 → 1500."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _sheet_part(path: Path, sheet: Any) -> bytes:
    """Return the XML of a sheet; its size has been checked."""
    with zipfile.ZipFile(path) as archive:
        return archive.read(sheet._worksheet_path)


def _repeat_merged(table: Table, part: bytes) -> None:
    """Write the text of each merged cell at every place it covers."""
    height, width = len(table), max(map(len, table), default=0)
    left = MOST_CELLS
    for match in _MERGED.finditer(part):
        first_column, first_row, last_column, last_row = range_boundaries(match[1].decode())
        if None in (first_column, first_row, last_column, last_row) or first_row > height or first_column > width:
            continue
        last_row, last_column = min(last_row, height), min(last_column, width)
        left -= (last_row - first_row + 1) * (last_column - first_column + 1)
        if left < 0:
            break
        text = table[first_row - 1][first_column - 1]
        for row in range(first_row - 1, last_row):
            for column in range(first_column - 1, last_column):
                table[row][column] = table[row][column] or text
