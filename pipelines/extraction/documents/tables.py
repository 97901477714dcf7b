"""Tables → one line of text per row, in which every figure stands behind its column heading and before its unit."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from pipelines.extraction.vocabulary import Vocabularies

Table = list[list[str]]  # rows of cells; a merged cell is repeated at every place it covers

_BLANK = frozenset({"", "-", "--", "—", "——", "–", "…", "……", "/", "\\", "*", "...", "－", "无"})
_FIGURE = re.compile(r"[-+−－]?(?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:[.．]\d+)?[*※]?", re.ASCII)
_YEAR = re.compile(r"(?:19|20)\d\d", re.ASCII)
_PERIOD = re.compile(r"(?:19|20)\d\d(?:年.{0,8}|[-—.]\d{1,2}月?)?|\d{1,2}(?:[-—]\d{1,2})?月份?", re.ASCII)
_UNIT_IN_BRACKETS = re.compile(r"\s?[(（\[【]\s?(?:单位[:：]?\s?)?([^()（）\[\]【】]{1,12}?)\s?[)）\]】]\s?$")
_UNIT_AFTER_STROKE = re.compile(r"\s?/\s?([^/\s]{1,8})$")
UNIT_NOTICE = re.compile(r"[(（]?\s{0,4}(?:计量)?单位\s{0,4}[:：]\s{0,4}([^\s()（）:：,，;；、]{1,12})\s{0,4}[)）]?")
_UNIT_COLUMN = frozenset({"单位", "计量单位"})
_SAYS_ONLY_FIGURE = frozenset({"绝对量", "绝对数", "绝对值", "数值", "指标值", "实绩"})  # the row label says of what
_NUMBERING = frozenset({"序号", "编号", "行次"})
_SCALE_WORDS = re.compile("[十百千万亿]{1,4}")
_RUNS_INTO_A_NUMERAL = re.compile(r"[0-9０-９A-Za-z.．%％‰+\-—零〇一二三四五六七八九十百千万亿两半点第]$")
_MOST_HEADING_ROWS = 4


def write_table(table: Table, *, units: frozenset[str], unit_notice: str = "") -> list[str]:
    """Return the lines of text that say what `table` says, one per row below the headings.

    A line is `row label：column heading figure unit，column heading figure unit。` without spaces (one space only where
    the heading ends in what a numeral could run into). The unit of a figure is the first of: what the cell itself
    writes; the row's cell in a column headed 单位; the bracket or stroke of its column heading (金额（亿元）, 产量/吨);
    the bracket of the row label; the notice `unit_notice` (单位：万元 above the table), or the same notice as a row of
    the table. `units` are the surfaces that count as units (`unit_surfaces`): other brackets stay where they are.
    Headings are the leading rows without figures (years are headings), joined from the top down where they span; a
    first row that fills the table alone is its caption. A heading that only says
    "figure" (绝对量) is left out. Cells that say "no figure" (—, …, /) are left out.

    >>> units = frozenset({"元", "%", "千瓦时"})
    >>> write_table([["地区", "产值（亿元）", "增长（%）"], ["桃源县", "12.5", "8.6"]], units=units)
    ['桃源县：产值12.5亿元，增长8.6%。']
    >>> write_table([["指标", "单位", "2022年"], ["发电量", "亿千瓦时", "83.4"]], units=units)
    ['发电量：2022年83.4亿千瓦时。']
    """
    rows = [[" ".join(cell.split()) for cell in row] for row in table]
    rows = [row for row in rows if any(row)]
    lines: list[str] = []
    while rows and len(set(rows[0])) == 1 + ("" in rows[0]) and (len(rows) > 1 or len(rows[0]) == 1):
        caption = max(rows.pop(0))  # one cell over the whole width
        notice = UNIT_NOTICE.fullmatch(caption)
        unit_notice = notice[1] if notice and is_unit(notice[1], units) else unit_notice
        lines.append(caption)
    headings = _count_heading_rows(rows, units)
    width = max((len(row) for row in rows), default=0)
    names = [
        _join_heading([row[column] if column < len(row) else "" for row in rows[:headings]], units)
        for column in range(width)
    ]
    unit_column = _find_unit_column(names, rows[headings:], units)
    if headings and headings == len(rows):  # nothing below: a table of words
        return lines + ["，".join(_distinct(row)) for row in rows]
    lines.extend(_write_row(row, names, unit_column, unit_notice, units) for row in rows[headings:])
    return [line for line in lines if line]


@lru_cache(maxsize=8)
def unit_surfaces(vocabularies: Vocabularies) -> frozenset[str]:
    """Return the surfaces of the units in `vocabularies`, and what tables write for them in headings.

    >>> from pipelines.extraction.vocabulary import built_in
    >>> {"亿元", "元", "%", "千瓦时"} - unit_surfaces(built_in())
    {'亿元'}
    """
    return frozenset(row["surface"] for row in vocabularies.rows("units")) | {
        "%",
        "％",
        "‰",
        "倍",
        "个百分点",
        "百分点",
    }


def is_unit(text: str, units: frozenset[str]) -> bool:
    """Return whether `text` is a unit of `units`, with a scale word before it or as a rate of two of them.

    >>> units = frozenset({"千瓦时", "元", "亩"})
    >>> is_unit("亿千瓦时", units), is_unit("万元/亩", units), is_unit("现价", units)
    (True, True, False)
    """
    parts = text.replace("／", "/").split("/")
    return all(_is_scaled_unit(part, units, alone=len(parts) == 1) for part in parts)


def _is_scaled_unit(text: str, units: frozenset[str], *, alone: bool) -> bool:
    """Return whether `text` is scale words, perhaps none, before a unit; or, where it stands `alone`, only those."""
    scale = _SCALE_WORDS.match(text)
    end = scale.end() if scale else 0  # 千 may belong to the unit: 亿千瓦时
    return any(text[cut:] in units for cut in range(end + 1)) or (alone and 0 < end == len(text))


def _count_heading_rows(rows: Table, units: frozenset[str]) -> int:
    """Return how many rows at the top are headings; all of them where the table has no figures.

    The headings end at the first row with a figure, and at a row below the first that only names a section.
    """
    for number, row in enumerate(rows):
        if number >= _MOST_HEADING_ROWS or any(_is_figure(cell, units) for cell in row[1:] or row):
            return number if number < _MOST_HEADING_ROWS else 1
        if number and row[0] and len(_distinct(row)) == 1 and any(_is_figure(c, units) for r in rows for c in r[1:]):
            return number
    return len(rows)


def _is_figure(cell: str, units: frozenset[str]) -> bool:
    """Return whether a cell holds a figure, bare or with its unit, and not the year or month it is about."""
    if _YEAR.fullmatch(cell) or _PERIOD.fullmatch(cell):
        return False
    figure = _FIGURE.match(cell.lstrip("约近超逾"))
    return figure is not None and (figure.end() == len(figure.string) or is_unit(figure.string[figure.end() :], units))


def _join_heading(levels: Sequence[str], units: frozenset[str]) -> tuple[str, str]:
    """Return the name of a column whose headings are `levels` from the top down, and the unit in it ("" if none)."""
    name, unit = "", ""
    for level in _distinct(levels):
        bare, found = _split_unit(level, units)
        unit = found or unit
        if bare not in _SAYS_ONLY_FIGURE:
            name += bare + ("年" if _YEAR.fullmatch(bare) else "")
    return name, unit


def _split_unit(heading: str, units: frozenset[str]) -> tuple[str, str]:
    """Return `heading` without the unit it ends in, and that unit.

    >>> _split_unit("金额（亿元）", frozenset({"元"})), _split_unit("产值（现价）", frozenset({"元"}))
    (('金额', '亿元'), ('产值（现价）', ''))
    """
    for pattern in (_UNIT_IN_BRACKETS, _UNIT_AFTER_STROKE):
        match = pattern.search(heading)
        if match and is_unit(match[1], units):
            return heading[: match.start()], match[1].replace("％", "%")
    return heading, ""


def _find_unit_column(names: Sequence[tuple[str, str]], rows: Table, units: frozenset[str]) -> int | None:
    """Return the column that gives the unit of each row, None where there is none (单位 may head organisations)."""
    for column, (name, _) in enumerate(names):
        if name.replace(" ", "") in _UNIT_COLUMN and any(
            is_unit(row[column], units) for row in rows if column < len(row)
        ):
            return column
    return None


def _write_row(
    row: Sequence[str], names: Sequence[tuple[str, str]], unit_column: int | None, notice: str, units: frozenset[str]
) -> str:
    """Return the line of one row: its label, then each of its cells behind the column's name."""
    numbering = [column for column, (name, _) in enumerate(names) if name.replace(" ", "") in _NUMBERING]
    skipped = {unit_column, *numbering}
    label_column = next((column for column, cell in enumerate(row) if cell and column not in skipped), 0)
    label, label_unit = _split_unit(row[label_column], units)
    row_unit = row[unit_column] if unit_column is not None and unit_column < len(row) else ""
    cells = []
    for column, cell in enumerate(row):
        if (
            column == label_column
            or column in skipped
            or cell in _BLANK
            or (column and cell == row[column - 1] == label)
        ):
            continue
        name, column_unit = names[column] if column < len(names) else ("", "")
        own_unit = row_unit if not column_unit and is_unit(row_unit, units) else ""
        cells.append(_write_cell(name, cell, own_unit or column_unit or label_unit or notice))
    if not cells:
        return label
    if _YEAR.fullmatch(label):
        label += "年"
    elif _FIGURE.fullmatch(label):  # figures from the first column on: no labels in this table
        name, unit = names[label_column] if names else ("", "")
        cells.insert(0, _write_cell(name, label, unit or notice))
        label = ""
    return f"{label}：{'，'.join(cells)}。" if label else f"{'，'.join(cells)}。"


def _write_cell(name: str, cell: str, unit: str) -> str:
    """Return `cell` behind its column's `name`, with `unit` where the cell is a bare figure."""
    if not _FIGURE.fullmatch(cell):
        return f"{name}：{cell}" if name and not any(map(str.isdigit, cell)) else f"{name}{cell}"
    figure = cell.rstrip("*※").replace("，", ",")
    space = " " if name and (_RUNS_INTO_A_NUMERAL.search(name) and not name.endswith("年")) else ""
    return f"{name}{space}{figure}{unit}"


def _distinct(cells: Iterable[str]) -> list[str]:
    """Return the cells that are not empty, each once where it stands several times in a row (a merged cell)."""
    found: list[str] = []
    for cell in cells:
        if cell and (not found or found[-1] != cell):
            found.append(cell)
    return found
