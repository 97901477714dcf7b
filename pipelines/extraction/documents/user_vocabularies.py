"""raw/vocabularies/: a user's own rows on top of the built-in vocabularies."""

import csv
from collections.abc import Callable, Mapping
from fractions import Fraction
from pathlib import Path

from pipelines.extraction.documents.user_table import LINE, read_user_table, table_message
from pipelines.extraction.vocabulary import BUILT_IN, Row, Vocabularies

NAMES = ("units", "areas", "indicators", "not_quantities")


def load_vocabularies(raw: Path) -> tuple[Vocabularies, list[str]]:
    """Return the built-in vocabularies with the rows of `raw`/vocabularies/*.csv on top, and messages about bad rows.

    A file has the columns of the built-in one of its name; those that a row leaves out are empty. A row without its
    key (the first column), with a key that an earlier row of the file has, or with a cell that its column does not
    allow is a message naming file, line and remedy, and not used; so is a file of another name.
    """
    folder = raw / "vocabularies"
    additions: dict[str, list[Row]] = {}
    messages: list[str] = []
    for path in sorted(folder.glob("*.csv")) if folder.is_dir() else ():
        if path.stem not in NAMES or not (BUILT_IN / path.name).exists():
            known = ", ".join(f"{name}.csv" for name in NAMES)
            messages.append(table_message(path, {LINE: "1"}, "is no vocabulary: it is not used", f"there are {known}"))
            continue
        with (BUILT_IN / path.name).open(encoding="utf-8", newline="") as file:
            columns = next(csv.reader(file))
        table = read_user_table(path, columns=columns)
        messages.extend(table.messages)
        rows: dict[str, Row] = {}
        for row in table.rows:
            problem = _problem(path.stem, columns, row, rows)
            if problem is None:
                rows[row[columns[0]]] = {column: row.get(column, "") for column in columns}
            else:
                messages.append(table_message(path, row, *problem))
        if rows:
            additions[path.stem] = list(rows.values())
    return Vocabularies(additions), messages


def _problem(name: str, columns: list[str], row: Mapping[str, str], rows: Mapping[str, Row]) -> tuple[str, str] | None:
    """Return what is wrong with a row and the remedy, None where it can be used."""
    key = row.get(columns[0], "")
    if not key:
        return f"has no {columns[0]}", f"write it into the column {columns[0]}"
    if key in rows:
        return f"has {key} a second time: the first counts", "remove one of the two rows"
    for column, value in row.items():
        check = _CHECKS.get((name, column))
        if check and value and (problem := check(value)):
            return f"has {column} {value}: {problem}", "correct the cell; see schemas/vocabularies/README.md"
    if name == "units" and not row.get("kind"):
        return f"has no kind for {key}", f"write one of {', '.join(sorted(_KINDS))}"
    return None


_KINDS = frozenset({"money", "count", "percent", "percentage_point", "ratio", "rank", "duration", "measure"})


def _is_kind(value: str) -> str | None:
    return None if value in _KINDS else f"it is none of {', '.join(sorted(_KINDS))}"


def _is_positive_number(value: str) -> str | None:
    try:
        return (
            None
            if len(value) < 40 and "e" not in value.lower() and Fraction(value) > 0
            else "it is not a number above 0"
        )
    except (ValueError, ZeroDivisionError):
        return "it is not a number above 0"


def _is_area_code(value: str) -> str | None:
    is_code = value.isascii() and ((len(value) == 6 and value.isdigit()) or (len(value) == 2 and value.isupper()))
    return None if is_code else "it is neither six digits (GB/T 2260) nor two letters (ISO 3166)"


_CHECKS: dict[tuple[str, str], Callable[[str], str | None]] = {
    ("units", "kind"): _is_kind,
    ("units", "numerator"): _is_positive_number,
    ("units", "denominator"): _is_positive_number,
    ("areas", "area_code"): _is_area_code,
}
