"""The vocabularies of this stage, compiled once for each set of vocabularies in force."""

from collections import defaultdict
from functools import lru_cache

from pipelines.extraction.quantities.modifiers import ModifierTable
from pipelines.extraction.quantities.patterns import NUMBER
from pipelines.extraction.quantities.units import UnitTable
from pipelines.extraction.vocabulary import Vocabularies


class NameTable:
    """Names and words that hold a numeral (一带一路, 六盘水, 千方百计), by the two characters their numeral begins."""

    def __init__(self, vocabularies: Vocabularies) -> None:
        """Compile the rows of `not_quantities.csv` that are whole words."""
        table: dict[str, list[tuple[str, int]]] = defaultdict(list)
        for row in vocabularies.rows("not_quantities"):
            surface = row["surface"]
            if surface.startswith("N"):
                continue
            for match in NUMBER.finditer(surface):
                start = match.start()
                table[surface[start : start + 2]].append((surface, start))
        self.by_start = {start: tuple(entries) for start, entries in table.items()}

    def end_of_name(self, text: str, position: int) -> int:
        """Return where the longest name around the numeral at `position` ends, or -1 where it is in none."""
        end = -1
        for key in (text[position : position + 2], text[position : position + 1]):
            for surface, offset in self.by_start.get(key, ()):
                if position >= offset and text.startswith(surface, position - offset):
                    end = max(end, position - offset + len(surface))
        return end


class Lexicon:
    """All tables of the quantities stage."""

    def __init__(self, vocabularies: Vocabularies) -> None:
        """Compile every table."""
        self.units = UnitTable(vocabularies)
        self.modifiers = ModifierTable(vocabularies)
        self.names = NameTable(vocabularies)


@lru_cache(maxsize=4)
def lexicon_of(vocabularies: Vocabularies) -> Lexicon:
    """Return the compiled tables of `vocabularies`."""
    return Lexicon(vocabularies)
