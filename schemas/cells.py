"""Free text in a cell that a spreadsheet would execute, made harmless, and read back as it was."""

import re

_BLANK = " \t\n\v\f\r\u00a0\u3000"
# What a spreadsheet takes for the start of a formula; the full-width forms count in Chinese and Japanese editions.
_STARTS_FORMULA = "=+\\-@\t\r\n＝＋－＠"
# Harmless as they are: operators alone (the modifier column), and plain numbers with their sign, % or ‰.
HARMLESS = r"(?:[=+\-@<>~＝＋－＠]+|[+\-＋－]?[0-9][0-9,]*(?:\.[0-9]+)?[%％‰]?)"

# RE2 and Python read these the same, so no \\s, \\d or $: the export applies them in SQL, `harmless_cell` here.
# An apostrophe before it is guarded too, so that `original_cell` can tell one of ours from the text's own.
EXECUTABLE = rf"^'*[{_BLANK}]*[{_STARTS_FORMULA}]"

_executable, _harmless = re.compile(EXECUTABLE), re.compile(HARMLESS)


def harmless_cell(text: str) -> str:
    """Return `text` as a cell that no spreadsheet executes: an apostrophe goes before what would be a formula.

    >>> [harmless_cell(text) for text in ("=1+1", "=", "-5%", "@SUM(A1)", "增长-5%")]
    ["'=1+1", '=', '-5%', "'@SUM(A1)", '增长-5%']
    """
    return "'" + text if _executable.match(text) and not _harmless.fullmatch(text) else text


def original_cell(cell: str) -> str:
    """Return the text that `harmless_cell` made `cell` from.

    >>> original_cell("'=1+1"), original_cell("'引号'")
    ('=1+1', "'引号'")
    """
    return cell[1:] if cell.startswith("'") and harmless_cell(cell[1:]) == cell else cell


def harmless_sql(column: str) -> str:
    """Return the SQL expression that does to `column` what `harmless_cell` does to a string."""
    executable, harmless = EXECUTABLE.replace("'", "''"), HARMLESS.replace("'", "''")
    return (
        f"CASE WHEN regexp_matches({column}, '{executable}') AND NOT regexp_full_match({column}, '{harmless}') "
        f"THEN '''' || {column} ELSE {column} END"
    )
