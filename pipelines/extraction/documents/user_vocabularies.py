"""raw/vocabularies/: a user's own rows on top of the built-in vocabularies."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import lru_cache
from pathlib import Path

from pipelines.extraction.documents.user_table import LINE, read_user_table, table_message
from pipelines.extraction.vocabulary import Row, Vocabularies, built_in

NAMES = ("units", "areas", "indicators", "not_quantities")


def load_vocabularies(raw: Path) -> tuple[Vocabularies, list[str]]:
    """Return the built-in vocabularies with the rows of `raw`/vocabularies/*.csv on top, and messages about bad rows.

    A file has the columns of the built-in one of its name; those that a row leaves out are empty, but that
    an area's name is then its full_name. A row without its
    key (the first column), one that repeats an earlier row of the file, or with a cell that its column does not allow
    is a message naming file, line and remedy, and not used; so is a file of another name.
    """
    folder = raw / "vocabularies"
    additions: dict[str, list[Row]] = {}
    messages: list[str] = []
    for path in sorted(folder.glob("*.csv")) if folder.is_dir() else ():
        if path.stem not in NAMES:
            known = ", ".join(f"{name}.csv" for name in NAMES)
            messages.append(table_message(path, {LINE: "1"}, "is no vocabulary: it is not used", f"there are {known}"))
            continue
        rows, problems = _read_vocabulary(path)
        messages.extend(problems)
        if rows:
            additions[path.stem] = rows
    # Without rows of the user's the built-in ones themselves, whose tables may be compiled already.
    return Vocabularies(additions) if additions else built_in(), messages


def _read_vocabulary(path: Path) -> tuple[list[Row], list[str]]:
    """Return the rows of one file that can be used, and messages about the others."""
    columns = _columns(path.stem)
    table = read_user_table(path, columns=columns)
    messages = list(table.messages)
    rows: dict[tuple[str, ...], Row] = {}
    for row in table.rows:
        key = tuple(row.get(column, "") for column in (columns[0], *_ALSO_IN_THE_KEY.get(path.stem, ())))
        problem = _problem(path.stem, columns, row)
        if key[0] and key in rows:
            problem = f"has {key[0]} a second time: the first counts", "remove one of the rows"
        if problem is None:
            rows[key] = {column: row.get(column) or row.get(_SAME_AS.get(column, ""), "") for column in columns}
        else:
            messages.append(table_message(path, row, *problem))
    return list(rows.values()), messages


def _columns(name: str) -> list[str]:
    """Return the columns of the built-in vocabulary `name`."""
    return list(built_in().rows(name)[0])


def _problem(name: str, columns: list[str], row: Mapping[str, str]) -> tuple[str, str] | None:
    """Return what is wrong with a row and the remedy, None where it can be used."""
    if not row.get(columns[0]):
        return f"has no {columns[0]}", f"write it into the column {columns[0]}"
    if "kind" in columns:
        kinds = _kinds(name)
        if row.get("kind", "") not in kinds:
            written = f"has the kind {row['kind']}" if row.get("kind") else "has no kind"
            return f"{written} for {row[columns[0]]}", f"write one of {', '.join(kinds)}"
    for column, value in row.items():
        check = _CHECKS.get(column)
        if check and value and (problem := check(value)):
            return f"has {column} {value}: {problem}", "correct the cell; see schemas/vocabularies/README.md"
    return None


@lru_cache(maxsize=len(NAMES))
def _kinds(name: str) -> list[str]:
    """Return the kinds that the rules tell apart in vocabulary `name`: those of its built-in rows."""
    return sorted({row["kind"] for row in built_in().rows(name)})


def _is_positive_number(value: str) -> str | None:
    try:
        is_positive = len(value) < 40 and "e" not in value.lower() and Fraction(value) > 0
    except (ValueError, ZeroDivisionError):
        is_positive = False
    return None if is_positive else "it is not a number above 0"


def _is_area_code(value: str) -> str | None:
    is_code = value.isascii() and ((len(value) == 6 and value.isdigit()) or (len(value) == 2 and value.isupper()))
    return None if is_code else "it is neither six digits (GB/T 2260) nor two letters (ISO 3166)"


_ALSO_IN_THE_KEY = {"areas": ("area_code",)}  # 鼓楼区 is in several cities
_SAME_AS = {"name": "full_name"}  # where an area's own name is not told from its full one (广东省韶关市: 韶关市)
_CHECKS: dict[str, Callable[[str], str | None]] = {
    "base_numerator": _is_positive_number,
    "base_denominator": _is_positive_number,
    "area_code": _is_area_code,
}
