"""raw/corrections.csv: the verdicts by document, and what is wrong with the other rows."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from pipelines.extraction.documents import read_user_table
from pipelines.extraction.documents.user_table import LINE, table_message
from pipelines.extraction.observations.periods import is_valid
from schemas.cells import original_cell
from schemas.patterns import AREA_CODE, DIRECTIONS, MEASURES, MODIFIERS, PRICE_BASES, STATUSES

COLUMNS = ("document", "sentence", "text", "nth", "verdict", "field", "value", "reason")
_KEYS = ("document", "sentence", "text", "verdict")  # without one of these no row says anything
VERDICTS = ("change", "confirm", "reject", "add")
NUMBERS = ("value", "value_min", "value_max")
_ALLOWED = {
    "measure": MEASURES,
    "modifier": MODIFIERS,
    "direction": DIRECTIONS,
    "price_basis": PRICE_BASES,
    "status": STATUSES,
}
FIELDS = ("area", "area_code", "indicator", "time_period", *NUMBERS, "unit", "unit_code", "baseline", *_ALLOWED)
_IN_DIGITS = ("area_code", "time_period", *NUMBERS)  # full-width digits say the same
_REQUIRED = ("indicator", "modifier")  # cannot be emptied
# What review.csv shows of a fact and no spreadsheet spells anew; a value follows from the text.
_SEEN = ("area", "area_code", "indicator", "time_period", "measure", "direction", "status")
_AREA_CODE = re.compile(AREA_CODE, re.ASCII)
_LARGEST = Decimal(10) ** 29  # what DECIMAL(38,9) holds before the point


@dataclass(frozen=True, slots=True)
class Correction:
    """One verdict on the `nth` quantity `text` of `sentence`; an empty cell is None.

    `seen`: the fields of the fact as the person saw them, where the row still has these columns of review.csv.
    """

    document: str
    sentence: str
    text: str
    nth: int | None
    verdict: str
    field: str | None = None
    value: str | None = None
    reason: str | None = None
    seen: tuple[tuple[str, str | None], ...] = ()
    line: int = 0


def read_corrections(raw: Path, names: Iterable[str]) -> tuple[dict[str, tuple[Correction, ...]], list[str]]:
    """Return the verdicts of `raw`/corrections.csv by document, in order, and messages about rows that are none.

    `names` are the documents there are. A row without a verdict is a row of review.csv that nobody has judged yet: it
    is left out without a message. Columns of review.csv beside those of the contract are passed over.
    """
    path = raw / "corrections.csv"
    table = read_user_table(path)
    messages = list(table.messages)
    missing = [column for column in _KEYS if table.rows and column not in table.rows[0]]
    if missing:
        remedy = f"the first line names the columns: {', '.join(COLUMNS)}"
        return {}, [*messages, table_message(path, {LINE: "1"}, f"has no column {', '.join(missing)}", remedy)]
    documents = {unicodedata.normalize("NFC", name): name for name in names}
    found: dict[str, list[Correction]] = {}
    for row in table.rows:
        cells = {column: original_cell(row.get(column, "")) for column in COLUMNS}
        if not cells["verdict"]:
            continue
        if cells["field"].lower() in _IN_DIGITS:
            cells["value"] = unicodedata.normalize("NFKC", cells["value"])
        document = documents.get(unicodedata.normalize("NFC", cells["document"].replace("\\", "/")))
        problem, remedy = _fault(cells, document)
        if document is None or problem:
            messages.append(table_message(path, row, problem, remedy))
        else:
            found.setdefault(document, []).append(_correction(document, cells, _seen(row), int(row[LINE])))
    return {document: tuple(rows) for document, rows in found.items()}, messages


def _correction(
    document: str, cells: dict[str, str], seen: tuple[tuple[str, str | None], ...], line: int
) -> Correction:
    gives_field = cells["verdict"].lower() in ("change", "add")
    return Correction(
        document=document,
        sentence=cells["sentence"],
        text=cells["text"],
        nth=int(cells["nth"]) if cells["nth"] else None,
        verdict=cells["verdict"].lower(),
        field=cells["field"].lower() if gives_field else None,
        value=(cells["value"] or None) if gives_field else None,
        reason=cells["reason"] or None,
        seen=seen,
        line=line,
    )


def _seen(row: dict[str, str]) -> tuple[tuple[str, str | None], ...]:
    """Return what the row shows of the fact that was judged, without cells that a spreadsheet made something else of.

    2021-06 that became Jun-21 says nothing any more.
    """
    cells = {name: original_cell(row[name]) for name in _SEEN if name in row}
    return tuple((name, cell or None) for name, cell in cells.items() if not _fault_of_value(name, cell)[0])


def _fault(cells: dict[str, str], document: str | None) -> tuple[str, str]:
    """Return what is wrong with a row and what to do about it, both empty where nothing is."""
    verdict, name, value = cells["verdict"].lower(), cells["field"].lower(), cells["value"]
    if document is None:
        return f"names a document that is not there: {cells['document']}", "write its path under raw/"
    if verdict not in VERDICTS:
        return f"has the verdict {cells['verdict']}", f"write one of {', '.join(VERDICTS)}"
    if not cells["sentence"] or not cells["text"]:
        return "names no sentence or no text", "copy both from review.csv or facts.csv"
    if cells["nth"] and not (cells["nth"].isascii() and cells["nth"].isdigit() and int(cells["nth"]) > 0):
        return f"has {cells['nth']} as nth", "write which of the equal quantities of the sentence it is, from 1"
    if verdict not in ("change", "add"):
        remedy = "write change as the verdict, or leave value empty"
        return (f"has the verdict {verdict} and a value", remedy) if value else ("", "")
    if name not in FIELDS:
        return f"has {name or 'no'} field", f"write one of {', '.join(FIELDS)}"
    return _fault_of_value(name, value)


def _fault_of_value(name: str, value: str) -> tuple[str, str]:
    if not value:
        return (f"leaves {name} empty", "write its value") if name in _REQUIRED else ("", "")
    if name in _ALLOWED and value not in _ALLOWED[name]:
        return f"has {value} as {name}", f"write one of {', '.join(_ALLOWED[name])}"
    if name == "time_period" and not is_valid(value):
        return f"has {value} as time_period", "write it as 2024, 2024-Q1, 2024-05 or 2024-01/2024-09"
    if name == "area_code" and not _AREA_CODE.fullmatch(value):
        return f"has {value} as area_code", "write six digits for a division, two letters for a country"
    if name in NUMBERS and not _is_number(value):
        return f"has {value} as {name}", "write a plain number such as 155400000000"
    return "", ""


def _is_number(cell: str) -> bool:
    """Return whether a cell is a number that the tables hold."""
    try:
        number = Decimal(cell)
    except InvalidOperation:
        return False
    return number.is_finite() and abs(number) < _LARGEST
