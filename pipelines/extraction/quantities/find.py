"""Where quantities stand in a text, and what they say."""

from typing import NamedTuple

from pipelines.extraction.model import Quantity
from pipelines.extraction.quantities.bounds import join_bounds
from pipelines.extraction.quantities.layout import MendedText, mend_numerals
from pipelines.extraction.quantities.lexicon import lexicon_of
from pipelines.extraction.quantities.patterns import EVERY_NUMERAL, QUANTITY_NUMERALS
from pipelines.extraction.quantities.ranks import read_first_place
from pipelines.extraction.quantities.reader import read_candidate
from pipelines.extraction.quantities.scan import TextScan
from pipelines.extraction.quantities.special import read_half, read_metre, read_one
from pipelines.extraction.vocabulary import Vocabularies, built_in


class FoundQuantities(NamedTuple):
    """What one pass over a text gave: its quantities, and the numerals that have no certain reading."""

    quantities: list[Quantity]
    unread: list[tuple[int, int]]  # start and end of each


def extract_quantities(
    text: str, *, every_numeral: bool = False, vocabularies: Vocabularies | None = None
) -> list[Quantity]:
    """Return the quantities of `text` in text order, without overlaps; `text[q.char_start:q.char_end] == q.text`.

    What its fields mean is said in `schemas.quantities`; what counts as a quantity and what does not, case by case, in
    tests/corpus/quantities.jsonl and not_quantities.jsonl. `every_numeral` adds what a text's context makes no
    quantity but a reader can still value: bare numerals, ordinals, vague amounts (十几 as 10 to 20). No text makes it
    raise.

    >>> quantities = extract_quantities('全市GDP超1554亿元，增长8.3%')
    >>> [(q.text, q.kind, str(q.value), q.unit_code, q.modifier) for q in quantities]
    [('1554亿元', 'money', '155400000000', 'CNY', '>'), ('8.3%', 'percent', '8.3', '%', '=')]
    """
    return find_quantities(text, every_numeral=every_numeral, vocabularies=vocabularies).quantities


def find_quantities(
    text: str, *, every_numeral: bool = False, vocabularies: Vocabularies | None = None
) -> FoundQuantities:
    """Return the quantities of `text` from one pass, and the numerals that have no certain reading and gave none.

    >>> find_quantities('共计一百二十千元').unread
    [(2, 7)]
    """
    lexicon = lexicon_of(vocabularies or built_in())
    mended = mend_numerals(text, lexicon.units)
    scan = TextScan(mended.text if mended else text, lexicon, every_numeral)
    _read_candidates(scan)
    if every_numeral:
        join_bounds(scan)
    if mended is None:
        return FoundQuantities(scan.found, scan.unread)
    return _on_original(scan, mended, text)


def _read_candidates(scan: TextScan) -> None:
    """Read every candidate that the pattern finds in the text, each part of it once."""
    pattern = EVERY_NUMERAL if scan.every else QUANTITY_NUMERALS
    done = 0
    for match in pattern.finditer(scan.text):
        sort = match.lastgroup
        if sort is None:
            continue
        start, end = match.span()
        if start < done:
            continue
        if sort == "number":
            done = read_candidate(scan, start, end)
        elif sort == "one":
            done = read_one(scan, start)
        elif sort == "half":
            done = read_half(scan, start)
        elif sort == "metre":
            done = read_metre(scan, start)
        else:
            done = read_first_place(scan, start, end)


def _on_original(scan: TextScan, mended: MendedText, text: str) -> FoundQuantities:
    """Carry what was found in the mended text back to the places of the original."""
    for quantity in scan.found:
        start, end = mended.original(quantity.char_start), mended.original(quantity.char_end - 1) + 1
        quantity.char_start, quantity.char_end, quantity.text = start, end, text[start:end]
    unread = [(mended.original(start), mended.original(end - 1) + 1) for start, end in scan.unread]
    return FoundQuantities(scan.found, unread)
