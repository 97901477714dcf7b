"""What the rules of this stage share while one text is read: the text, the tables, and what was found so far."""

import re
from dataclasses import dataclass, replace
from decimal import Context, Decimal
from fractions import Fraction

from pipelines.extraction.model import Number, Quantity
from pipelines.extraction.quantities.characters import CLAUSE_ENDS
from pipelines.extraction.quantities.lexicon import Lexicon
from pipelines.extraction.quantities.modifiers import EXACT
from pipelines.extraction.quantities.numerals import NumeralReading
from pipelines.extraction.quantities.patterns import EVERY_NUMBER, NUMBER

_EXACT_CONTEXT = Context(prec=160)
_ALMOST_FOLLOWS = frozenset("有时达用经了过续为隔距超足")  # 历时近五年: almost five; 近五年 alone: the last five
# 超过全球一半, 不到总量的三分之一: the modifier of a share stands before what it is a share of.
_FAR_MODIFIER = re.compile("(超过|超|不到|不足|接近|近|约占|约为|约|逾)了?[^，。；、超约近0-9]{1,20}$")
_FREQUENCIES = frozenset(("年", "天", "日", "周", "个月", "星期", "个星期", "个季度", "次", "昼夜"))
_RATED_KINDS = frozenset(("money", "measure", "count"))
_MEASURE_WORD = "个"
_LIST_JOINTS = frozenset(["、", "和", "与", "及", "以及"])
_RATE_WINDOW = 14  # characters: 每… stands in the same phrase as its figure


@dataclass(slots=True)
class Numeral:
    """A numeral at its place: `text[start:end]`, what it says, and where a unit would begin."""

    start: int
    end: int
    reading: NumeralReading
    is_more: bool  # 多, 余 or 来 inside or behind it
    unit_start: int


@dataclass(slots=True)
class Draft:
    """A quantity in the making."""

    start: int
    end: int
    kind: str
    low: Number
    high: Number | None = None  # the upper end of a range, of which `low` is the lower
    unit: str = ""
    unit_code: str = ""
    is_more: bool = False
    words_end: int = -1  # where the words before it end, if not at `start`: in front of 人民币, of 第


class TextScan:
    """One text being read; `found` and `unread` fill up in text order."""

    def __init__(self, text: str, lexicon: Lexicon, every_numeral: bool) -> None:
        """Take the text, the vocabularies and whether what the guidelines leave out is read as well."""
        self.text = text
        self.units = lexicon.units
        self.modifiers = lexicon.modifiers
        self.names = lexicon.names
        self.every = every_numeral
        self.number_pattern = EVERY_NUMBER if every_numeral else NUMBER
        self.joined_at = -1  # where a numeral begins that a range or list sign joins to the one before
        self.found: list[Quantity] = []
        self.unread: list[tuple[int, int]] = []

    @property
    def done(self) -> int:
        """Return where the last quantity found ends: what comes next cannot reach in front of it."""
        return self.found[-1].char_end if self.found else 0

    def add(self, draft: Draft) -> int:
        """Put the draft, with the modifier and the rate that stand outside it, into `found`; return where it ends."""
        text, start = self.text, draft.start
        code = draft.unit_code
        if code and draft.kind in _RATED_KINDS:
            code += self._rate_before(start, code)
        if draft.unit.startswith(_MEASURE_WORD) and draft.unit != _MEASURE_WORD:
            self._complete_units(draft)
        value, low, high = (draft.low, None, None) if draft.high is None else (None, draft.low, draft.high)
        self.found.append(
            Quantity(
                start,
                draft.end,
                text[start : draft.end],
                draft.kind,
                value,
                low,
                high,
                draft.unit,
                code,
                self._modifier(draft),
            )
        )
        return draft.end

    def _complete_units(self, last: Draft) -> None:
        """Give the members of a list the unit that only its last spells out: 0.3个和3.7个百分点."""
        end = last.start
        for place in range(len(self.found) - 1, -1, -1):
            member = self.found[place]
            if member.unit != _MEASURE_WORD or self.text[member.char_end : end] not in _LIST_JOINTS:
                break
            self.found[place] = replace(member, kind=last.kind, unit=last.unit, unit_code=last.unit_code)
            end = member.char_start

    def _modifier(self, draft: Draft) -> str:
        """Return the modifier that stands before, or else after, or else inside (30余项)."""
        text, start = self.text, draft.start
        modifier = self.modifiers.before(text, start if draft.words_end < 0 else draft.words_end)
        is_recent = modifier == "<" and draft.kind == "duration" and text[start - 1] == "近"
        if is_recent and text[start - 2 : start - 1] not in _ALMOST_FOLLOWS:
            modifier = EXACT
        if modifier == EXACT:
            modifier = self.modifiers.after(text, draft.end)
        if modifier == EXACT and (
            (draft.kind == "ratio" and not draft.unit) or (draft.kind == "percent" and text[start - 1] == "的")
        ):
            far = _FAR_MODIFIER.search(text, max(0, start - 24), start)
            if far is not None:
                modifier = self.modifiers.before(text, far.end(1))
        return ">" if modifier == EXACT and draft.is_more else modifier

    def _rate_before(self, start: int, code: str) -> str:
        """Return the rate that 每… or 时速 before the figure makes of it: 每斤补贴2元 → /[jin_cn]."""
        text = self.text
        if code in ("km", "m") and text.rfind("时速", max(0, start - 6), start) >= 0:
            return "/h"
        window = max(0, start - _RATE_WINDOW)
        position = text.rfind("每", window, start)
        while position >= 0:
            if not CLAUSE_ENDS.isdisjoint(text[position + 1 : start]):
                return ""
            word = self.units.unit_at(text, position + 1)
            is_rate = word is not None and word.surface not in _FREQUENCIES
            if word is not None and is_rate and word.unit_code and position + 1 + len(word.surface) <= start:
                return f"/{word.unit_code}"
            position = text.rfind("每", window, position)
        return ""


def times(number: Number, factor: Fraction) -> Number:
    """Return the exact product, a decimal wherever one holds it.

    >>> times(Decimal(5), Fraction(1, 10))
    Decimal('0.5')
    """
    return exact(Fraction(number) * factor)


def negated(number: Number) -> Number:
    """Return the number with the other sign; the minus operator would round a long decimal."""
    return number.copy_negate() if isinstance(number, Decimal) and number else -number


def exact(number: Fraction) -> Number:
    """Return the number as a decimal if one holds it, else as it is."""
    rest = number.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    if rest != 1:
        return number
    return _EXACT_CONTEXT.divide(Decimal(number.numerator), Decimal(number.denominator))
