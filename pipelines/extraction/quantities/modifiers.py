"""Words around a quantity that say it is not exact: 约, 超过, 至少; 以上, 左右. Vocabulary: `modifiers.csv`."""

from collections import defaultdict
from typing import NamedTuple

from pipelines.extraction.vocabulary import Vocabularies

EXACT = "="


class _Entry(NamedTuple):
    surface: str
    modifier: str
    refused: str  # characters on the far side that make another word of it: 约 in 签约, 上下 in 上下游


class ModifierTable:
    """The modifiers that stand before a quantity, by their last character, and after it, by their first."""

    def __init__(self, vocabularies: Vocabularies) -> None:
        """Compile the tables from the vocabularies in force."""
        before: dict[str, list[_Entry]] = defaultdict(list)
        after: dict[str, list[_Entry]] = defaultdict(list)
        rows = sorted(vocabularies.rows("modifiers"), key=lambda row: -len(row["surface"]))
        for row in rows:
            if row["side"] == "before":
                before[row["surface"][-1]].append(_Entry(row["surface"], row["modifier"], row["not_after"]))
            else:
                after[row["surface"][0]].append(_Entry(row["surface"], row["modifier"], row["not_before"]))
        self.by_last = dict(before)
        self.by_first = dict(after)

    def before(self, text: str, position: int) -> str:
        """Return the modifier that ends at `position`, or "=".

        >>> from pipelines.extraction.vocabulary import built_in
        >>> ModifierTable(built_in()).before('签约120个', 2), ModifierTable(built_in()).before('大约120个', 2)
        ('=', '~')
        """
        entry, start = self._entry_before(text, position)
        if entry is None or (start and text[start - 1] in entry.refused):
            return EXACT
        return entry.modifier

    def start_of(self, text: str, position: int) -> int:
        """Return where the modifier that ends at `position` begins, or `position` where there is none."""
        return self._entry_before(text, position)[1]

    def _entry_before(self, text: str, position: int) -> tuple[_Entry | None, int]:
        if text[position - 1 : position] in (" ", "\u3000"):
            position -= 1
        for entry in self.by_last.get(text[position - 1 : position], ()):
            if text.endswith(entry.surface, 0, position):
                return entry, position - len(entry.surface)
        return None, position

    def after(self, text: str, position: int) -> str:
        """Return the modifier that begins at `position`, or "="."""
        for surface, modifier, refused in self.by_first.get(text[position : position + 1], ()):
            if text.startswith(surface, position):
                end = position + len(surface)
                if text[end : end + 1] and text[end] in refused:
                    return EXACT
                return modifier
        return EXACT
