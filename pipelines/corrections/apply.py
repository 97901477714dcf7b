"""Verdicts → observations: each at the one place that it names, or reported. Pure: no files, no tables."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple

from pipelines.corrections.table import NUMBERS, Correction
from pipelines.extraction import extract_quantities
from pipelines.extraction.model import Observation, Quantity, Sentence
from pipelines.extraction.observations.areas.gazetteer import area_code_of
from pipelines.extraction.observations.time_period import period_bounds
from pipelines.extraction.reading import TextReading
from pipelines.extraction.vocabulary import Vocabularies


class Unapplied(NamedTuple):
    """A verdict that matches no place, or more than one."""

    correction: Correction
    problem: str


def apply_corrections(
    reading: TextReading, corrections: Sequence[Correction], vocabularies: Vocabularies
) -> tuple[TextReading, list[Unapplied]]:
    """Return `reading` with the verdicts on it applied, and those that match no longer exactly one place.

    Rows about one quantity belong together: a later one wins over an earlier one of the same field, and `reject` over
    all. What a verdict touches is marked corrected, has confidence 1 and needs no review. Sentences are compared
    without regard to spaces, so that what a spreadsheet does to them does no harm.
    """
    unapplied: list[Unapplied] = []
    quantities = list(reading.quantities)
    facts = {observation.quantity.char_start: observation for observation in reading.observations}

    def place(correction: Correction) -> tuple[str, str, int]:
        return _plain(correction.sentence), correction.text, correction.nth

    for _, group in groupby(sorted(corrections, key=place), key=place):
        rows = list(group)
        quantity, problem = _find_quantity(rows, reading.sentences, quantities)
        fact = facts.get(quantity.char_start) if quantity else None
        if quantity and fact is None:
            named = [row for row in rows if row.verdict == "add"]
            if any(row.field == "indicator" and row.value for row in named):
                fact = _observe(quantity)
            elif any(row.verdict != "reject" for row in rows):
                problem = "no fact was read there, and no row adds its indicator"
        if problem or quantity is None:
            unapplied += [Unapplied(row, problem) for row in rows]
        elif any(row.verdict == "reject" for row in rows):
            facts.pop(quantity.char_start, None)
        elif fact is not None:
            facts[quantity.char_start] = _judge(fact, rows, vocabularies)
            if not any(one is quantity for one in quantities):
                quantities.append(quantity)
    quantities.sort(key=lambda quantity: quantity.char_start)
    observations = [facts[start] for start in sorted(facts)]
    return reading._replace(quantities=quantities, observations=observations), unapplied


def _plain(sentence: str) -> str:
    return "".join(sentence.split())


def _find_quantity(
    rows: Sequence[Correction], sentences: Iterable[Sentence], quantities: Iterable[Quantity]
) -> tuple[Quantity | None, str]:
    """Return the quantity that rows of one place mean, new where one of them adds it, or what is wrong."""
    first = rows[0]
    matching = [sentence for sentence in sentences if _plain(sentence.text) == _plain(first.sentence)]
    if len(matching) != 1:
        return None, "the sentence is no longer in the document" if not matching else "the sentence is there repeatedly"
    inside = [
        quantity
        for quantity in quantities
        if any(start <= quantity.char_start < end for start, end in matching[0].pieces)
    ]
    same = sorted((one for one in inside if one.text == first.text), key=lambda quantity: quantity.char_start)
    if first.nth <= len(same):
        return same[first.nth - 1], ""
    if not any(row.verdict == "add" for row in rows):
        return None, f"the sentence has {len(same)} quantities {first.text}"
    return _new_quantity(first, matching[0], inside)


def _new_quantity(wanted: Correction, sentence: Sentence, inside: Sequence[Quantity]) -> tuple[Quantity | None, str]:
    """Return the quantity at the nth occurrence of the text in the sentence, or what is wrong."""
    read = extract_quantities(wanted.text, every_numeral=True)
    if len(read) != 1 or read[0].text != wanted.text:
        return None, f"{wanted.text} is not one quantity"
    place = -1
    for _ in range(wanted.nth):
        place = sentence.text.find(wanted.text, place + 1)
        if place < 0:
            return None, f"the sentence does not have {wanted.text} {wanted.nth} times"
    for start, end in sentence.pieces:
        if place < end - start:
            quantity = read[0]
            quantity.char_start, quantity.char_end = start + place, start + place + len(wanted.text)
            overlaps = any(q.char_start < quantity.char_end and quantity.char_start < q.char_end for q in inside)
            if overlaps or quantity.char_end > end:
                return None, f"another quantity or a line break lies within {wanted.text}"
            return quantity, ""
        place -= end - start
    return None, f"{wanted.text} is not in the sentence"


def _observe(quantity: Quantity) -> Observation:
    """Return the bare fact that an added quantity states, before the fields that were given for it."""
    names = ("value", "value_min", "value_max", "modifier", "unit", "unit_code")
    fields = {name: getattr(quantity, name) for name in names}
    return Observation(quantity, **fields, measure="level", status="actual")


def _judge(fact: Observation, rows: Iterable[Correction], vocabularies: Vocabularies) -> Observation:
    """Return the fact with every row's field as the person gave it."""
    rows = [row for row in rows if row.field]
    given = {row.field for row in rows}
    for row in rows:
        assert row.field is not None
        value = Decimal(row.value) if row.field in NUMBERS and row.value else row.value
        setattr(fact, row.field, "" if value is None and row.field in ("unit", "unit_code") else value)
    if "area" in given and "area_code" not in given:
        fact.area_code = area_code_of(fact.area, vocabularies) if fact.area else None
    if "time_period" in given:
        fact.period_start, fact.period_end = period_bounds(fact.time_period)
    if "direction" in given and fact.value is not None and "value" not in given:
        fact.value = -fact.value if (fact.value > 0) is (fact.direction == "down") else fact.value
    fact.confidence, fact.needs_review, fact.corrected = 1.0, False, True
    return fact
