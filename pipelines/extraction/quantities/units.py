"""What stands behind a numeral: units, nouns counted without a measure word, and words that only look like units.

All are vocabulary: `units.csv`, `counted_nouns.csv` and the `N…` rows of `not_quantities.csv` (N年级: a numeral
before 年级 counts nothing). They share one table, keyed by how they begin, longest first, so the longest wins:
年 is a unit, 年级 is none, 个百分点 is not 个.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction

from pipelines.extraction.vocabulary import Row, Vocabularies

UNIT, NOUN, OTHER_WORD = "unit", "noun", "other word"

# What a rate may be counted per: 82.5部/百人, 3.2张/千人, 7例/10万.
_RATE_SCALE = re.compile("10?万|[百千万]")
_RATE_SCALES = {"百": 100, "千": 1000, "万": 10000, "1万": 10000, "10万": 100000}
_PRINTED = {"成": "%", "折": "%", "％": "%", "番": "倍"}  # 六成 and 九折 are percentages, 翻一番 is a multiple
# 个 stays where the rest is no unit by itself: 3个月, but 4个小时 as 4小时.
_WITHOUT_MEASURE_WORD = frozenset(("小时", "小時", "星期", "礼拜", "工作日", "交易日", "钟头", "昼夜", "学期", "基点"))
_ROUND_ENDINGS = "整正"  # 伍仟元整: the sum is closed, the unit is 元
# Times that can stand behind a slash though they are no units behind a numeral.
_RATE_TIMES = {"月": "mo", "日": "d", "时": "h", "分": "min", "季": "{季}", "季度": "{季度}", "班": "{班}"}


@dataclass(frozen=True, slots=True)
class Word:
    """One surface that can follow a numeral, and what it means there."""

    surface: str
    role: str  # UNIT | NOUN | OTHER_WORD
    kind: str = "count"
    unit: str = ""  # as `Quantity.unit` gives it
    unit_code: str = ""
    factor: Fraction | None = None  # of a coin to its currency: 角 is 1/10 of CNY
    size: Fraction | None = None  # in base units, to tell the larger of two units
    is_latin: bool = False  # must not run on: the m of 5ms is no metre


class UnitTable:
    """Every word that can follow a numeral, found by its first character."""

    def __init__(self, vocabularies: Vocabularies) -> None:
        """Compile the table from the vocabularies in force; of two rows with one surface the first wins."""
        words: dict[str, Word] = {}
        for rows in (vocabularies.added, vocabularies.rows):  # a user's row wins over every built-in one
            for row in rows("units"):
                words.setdefault(row["surface"], _unit_word(row))
            for row in rows("counted_nouns"):
                words.setdefault(row["surface"], Word(row["surface"], NOUN))
            for row in rows("not_quantities"):
                surface = row["surface"][1:]
                if surface and row["surface"].startswith("N"):
                    words.setdefault(surface, Word(surface, OTHER_WORD))
        self.words = words
        self.pieces = {surface: Word(surface, UNIT, "count", surface, f"{{{surface}}}") for surface in ("块", "塊")}
        self.first_characters = frozenset(surface[0] for surface in words)
        longest_first = sorted(words.values(), key=lambda word: -len(word.surface))
        self._by_start = _grouped(longest_first, lambda word: word.surface[:2])
        self._by_last = _grouped(
            (word for word in longest_first if word.kind == "money"), lambda word: word.surface[-1]
        )

    def at(self, text: str, position: int) -> Word | None:
        """Return the longest word of the table that stands at `position`."""
        for word in self._by_start.get(text[position : position + 2], ()):
            if text.startswith(word.surface, position) and not (word.is_latin and _runs_on(text, position, word)):
                return word
        single = self._by_start.get(text[position : position + 1])
        if single is None or (single[0].is_latin and _runs_on(text, position, single[0])):
            return None
        return single[0]

    def unit_at(self, text: str, position: int) -> Word | None:
        """Return the unit that stands at `position`, though it may begin another word: 升 in 每升降低."""
        word = self.at(text, position)
        if word is not None and word.role != UNIT:
            word = self.words.get(text[position : position + 1])
        return word if word is not None and word.role == UNIT else None

    def with_alternative(self, text: str, word: Word, end: int) -> Word | None:
        """Return the measure word that a second one in brackets makes of `word`: 913台（套）, 13.9万部（件）."""
        opening = text[end : end + 1]
        if opening not in ("（", "(") or word.kind != "count":
            return None
        second = self.at(text, end + 1)
        if second is None or second.role != UNIT or second.kind != "count":
            return None
        close = end + 1 + len(second.surface)
        if text[close : close + 1] not in ("）", ")"):
            return None
        surface = word.surface + text[end : close + 1]
        return Word(surface, UNIT, "count", surface, f"{{{surface}}}")

    def currency_before(self, text: str, position: int) -> Word | None:
        """Return the currency that ends at `position`: US$, 人民币."""
        if text[position - 1 : position] in (" ", "\u3000"):
            position -= 1
        for word in self._by_last.get(text[position - 1 : position], ()):
            if word.factor is None and text.endswith(word.surface, 0, position):
                return word
        return None

    def rate_at(self, text: str, position: int) -> tuple[int, str]:
        """Return where the rate that begins at `position` ends, and its code: /人/月 → /{person}/mo."""
        code = ""
        while text[position : position + 1] in (("/", "／", "每", "·") if code else ("/", "／", "每")):
            start = position + 1
            scale = _RATE_SCALE.match(text, start)
            start = scale.end() if scale else start
            word = self.at(text, start)
            surface, unit_code = (word.surface, word.unit_code) if word and word.role == UNIT else ("", "")
            if not unit_code:
                surface = next((time for time in ("季度", *_RATE_TIMES) if text.startswith(time, start)), "")
                if not surface:
                    break
                unit_code = _RATE_TIMES[surface]
            if scale:
                unit_code = f"({_RATE_SCALES[scale[0]]}.{unit_code})"
            code += f"/{unit_code}"
            position = start + len(surface)
        return position, code


def _unit_word(row: Row) -> Word:
    surface = row["surface"]
    unit = _PRINTED.get(surface, surface)
    if surface[1:] in _WITHOUT_MEASURE_WORD:
        unit = surface[1:]
    kind = row.get("kind") or "count"
    if kind == "money":
        unit = unit.rstrip(_ROUND_ENDINGS)
    size = None
    if row.get("base_numerator"):
        size = Fraction(int(row["base_numerator"]), int(row.get("base_denominator") or 1))
    factor = size if kind == "money" else None
    return Word(surface, UNIT, kind, unit, row.get("unit_code") or "", factor, size, _is_latin(surface[-1]))


def _grouped(words: Iterable[Word], key: Callable[[Word], str]) -> dict[str, tuple[Word, ...]]:
    table: dict[str, list[Word]] = defaultdict(list)
    for word in words:
        table[key(word)].append(word)
    return {start: tuple(group) for start, group in table.items()}


def _runs_on(text: str, position: int, word: Word) -> bool:
    """Tell whether the Latin letters of `word` go on behind it: the m of 5ms."""
    return _is_latin(text[position + len(word.surface) : position + len(word.surface) + 1])


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalnum()
