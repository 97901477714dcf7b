"""raw/corrections.csv: the verdicts by document, and what is wrong with the other rows."""

import dataclasses
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from pipelines.exports.cells import original_cell
from pipelines.extraction.documents import read_user_table
from pipelines.extraction.documents.user_table import LINE, table_message
from pipelines.extraction.observations.periods import is_valid
from schemas.patterns import DIRECTIONS, MEASURES, MODIFIERS, PRICE_BASES, STATUSES

COLUMNS = ("document", "sentence", "text", "nth", "verdict", "field", "value", "reason")
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
_REQUIRED = ("indicator", "modifier")  # cannot be emptied


@dataclass(frozen=True, slots=True)
class Correction:
    """One verdict on the `nth` quantity `text` of the sentence `sentence`; `value` is None where the cell is empty."""

    document: str
    sentence: str
    text: str
    nth: int
    verdict: str
    field: str | None = None
    value: str | None = None
    reason: str | None = None
    line: int = dataclasses.field(default=0, compare=False, repr=False)  # a row that only moved says the same


def read_corrections(raw: Path, names: Iterable[str]) -> tuple[dict[str, tuple[Correction, ...]], list[str]]:
    """Return the verdicts of `raw`/corrections.csv by document, in order, and messages about rows that are none.

    `names` are the documents there are. A row without a verdict is a row of review.csv that nobody has judged yet: it
    is left out without a message. Columns of review.csv beside those of the contract are passed over.
    """
    path = raw / "corrections.csv"
    table = read_user_table(path)
    messages = list(table.messages)
    documents = {unicodedata.normalize("NFC", name): name for name in names}
    found: dict[str, list[Correction]] = {}
    for row in table.rows:
        cells = {column: original_cell(row.get(column, "")) for column in COLUMNS}
        if not cells["verdict"]:
            continue
        document = documents.get(unicodedata.normalize("NFC", cells["document"].replace("\\", "/")))
        problem, remedy = _fault(cells, document)
        if document is None or problem:
            messages.append(table_message(path, row, problem, remedy))
        else:
            found.setdefault(document, []).append(_correction(document, cells, int(row[LINE])))
    return {document: tuple(rows) for document, rows in found.items()}, messages


def _correction(document: str, cells: dict[str, str], line: int) -> Correction:
    return Correction(
        document,
        cells["sentence"],
        cells["text"],
        int(cells["nth"] or 1),
        cells["verdict"].lower(),
        cells["field"].lower() or None,
        cells["value"] or None,
        cells["reason"] or None,
        line,
    )


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
        return "", ""
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
    if name in NUMBERS:
        try:
            if Decimal(value).is_finite():
                return "", ""
        except InvalidOperation:
            pass
        return f"has {value} as {name}", "write a plain number such as 155400000000"
    return "", ""
