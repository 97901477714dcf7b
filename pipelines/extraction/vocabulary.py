"""The vocabularies: CSV data that the rules read, the built-in ones and a user's own on top.

A vocabulary is one CSV file in `schemas/vocabularies/`. A file of the same name in `raw/vocabularies/` adds rows to
it; where both have a row of the same key (the first column), the user's row wins.
"""

import csv
import hashlib
import io
from collections.abc import Mapping
from functools import cached_property, lru_cache
from pathlib import Path

BUILT_IN = Path(__file__).resolve().parents[2] / "schemas" / "vocabularies"

Row = Mapping[str, str]


class Vocabularies:
    """The vocabularies in force: `rows('units')` gives the rows of units.csv, a user's rows first.

    Build it once and pass it on: readers and resolvers compile their tables per `Vocabularies` object.
    """

    def __init__(self, additions: Mapping[str, list[Row]] | None = None) -> None:
        """Take the built-in vocabularies and a user's rows by vocabulary name."""
        self._additions = dict(additions or {})
        self._rows: dict[str, list[Row]] = {}

    def rows(self, name: str) -> list[Row]:
        """Return the rows of vocabulary `name`: a user's first, then the built-in ones whose key they do not name.

        >>> [row["unit_code"] for row in built_in().rows("units") if row["surface"] == "亩"]
        ['[mu_cn]']
        """
        if name not in self._rows:
            with (BUILT_IN / f"{name}.csv").open(encoding="utf-8", newline="") as file:
                rows: list[Row] = list(csv.DictReader(file))
            added = self._additions.get(name, [])
            if added and rows:
                key = next(iter(rows[0]))
                taken = {row[key] for row in added}
                rows = [*added, *(row for row in rows if row[key] not in taken)]
            self._rows[name] = rows
        return self._rows[name]

    def added(self, name: str) -> list[Row]:
        """Return a user's own rows of vocabulary `name`, which win over the built-in rows of other vocabularies too."""
        return self._additions.get(name, [])

    @cached_property
    def sha256(self) -> str:
        """Return the hash of everything in force; a change of it means that documents are to be read again."""
        digest = hashlib.sha256()
        for path in sorted(BUILT_IN.glob("*.csv")):
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
        for name, rows in sorted(self._additions.items()):
            text = io.StringIO()
            for row in rows:
                csv.writer(text).writerow([name, *sorted(row.items())])
            digest.update(text.getvalue().encode())
        return digest.hexdigest()


@lru_cache(maxsize=1)
def built_in() -> Vocabularies:
    """Return the vocabularies that ship with the program."""
    return Vocabularies()
