"""Verdicts → observations: each at the one place that it names, or reported. Pure: no files, no tables."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import groupby
from typing import Any, NamedTuple

from pipelines.corrections.places import NotApplied, Places, plain_sentence
from pipelines.corrections.table import NUMBERS, Correction
from pipelines.extraction.model import Observation, Quantity
from pipelines.extraction.observations.areas.gazetteer import area_code_of
from pipelines.extraction.observations.time_period import period_bounds
from pipelines.extraction.reading import TextReading
from pipelines.extraction.vocabulary import Vocabularies


class Unapplied(NamedTuple):
    """A verdict that could not be applied; `problem` says why and what to do."""

    correction: Correction
    problem: str


def apply_corrections(
    reading: TextReading, corrections: Sequence[Correction], vocabularies: Vocabularies
) -> tuple[TextReading, list[Unapplied]]:
    """Return `reading` with the verdicts on it applied, and those that match no longer exactly one place.

    Rows about one quantity belong together: a later one wins over an earlier one of the same field, and `reject` over
    all. What a verdict touches is marked corrected, has confidence 1 and needs no review. A verdict whose row still
    has the columns of review.csv holds what the person saw there, whatever the program reads by now.
    """
    if not corrections:
        return reading, []
    unapplied: list[Unapplied] = []
    quantities = {quantity.char_start: quantity for quantity in reading.quantities}
    facts = {observation.quantity.char_start: observation for observation in reading.observations}
    for quantity, rows in _rows_by_quantity(Places(reading, vocabularies), corrections, unapplied):
        start = quantity.char_start
        if any(row.verdict == "reject" for row in rows):
            facts.pop(start, None)
            continue
        try:
            facts[start] = _judge(facts.get(start), quantity, rows, vocabularies)
        except NotApplied as fault:
            unapplied += [Unapplied(row, str(fault)) for row in rows]
        else:
            quantities.setdefault(start, quantity)
    return reading._replace(
        quantities=[quantities[start] for start in sorted(quantities)],
        observations=[facts[start] for start in sorted(facts)],
    ), unapplied


def _rows_by_quantity(
    places: Places, corrections: Sequence[Correction], unapplied: list[Unapplied]
) -> Iterator[tuple[Quantity, list[Correction]]]:
    """Yield each quantity that verdicts are about with these, in their order; verdicts on none go to `unapplied`."""

    def printed(correction: Correction) -> tuple[str, str]:
        return plain_sentence(correction.sentence), correction.text

    for (sentence, text), group in groupby(sorted(corrections, key=printed), key=printed):
        rows = list(group)
        rows_of: dict[int, list[Correction]] = {}
        found: dict[int, Quantity] = {}
        added: dict[int | None, Quantity] = {}
        for row in sorted(rows, key=lambda row: row.verdict != "add"):  # the other verdicts may be on what one adds
            try:
                copies = places.copies_of(sentence, text, max(row.nth or 1 for row in rows))
                if row.verdict == "add":
                    quantity = added[row.nth] = places.find_printed(copies, row)
                else:
                    quantity = places.find_read(copies, row, added.get(row.nth))
            except NotApplied as fault:
                unapplied.append(Unapplied(row, str(fault)))
            else:
                found[quantity.char_start] = quantity
                rows_of.setdefault(quantity.char_start, []).append(row)
        for start, quantity in found.items():
            yield quantity, sorted(rows_of[start], key=rows.index)


def _judge(
    fact: Observation | None, quantity: Quantity, rows: Sequence[Correction], vocabularies: Vocabularies
) -> Observation:
    """Return the fact as the rows together want it: first what the person saw, then every field that was given."""
    seen = next((dict(row.seen) for row in rows if row.seen), {})
    given = {row.field: row.value for row in rows if row.field}
    if fact is None:
        if not (given.get("indicator") or seen.get("indicator")):
            raise NotApplied("no fact was read there", "a row that adds it must give its indicator")
        fact = _bare_fact(quantity)
    changed: dict[str, Any] = {name: value for name, value in seen.items() if value != getattr(fact, name)}
    changed |= {name: _typed(name, value) for name, value in given.items()}
    if "unit" in changed and "unit_code" not in changed:
        changed["unit_code"] = _unit_code(changed["unit"], fact, vocabularies)
    if "area" in changed and "area_code" not in (given if "area" in given else seen):
        changed["area_code"] = area_code_of(changed["area"], vocabularies) if changed["area"] else None
    if "time_period" in changed:
        changed["period_start"], changed["period_end"] = period_bounds(changed["time_period"])
    direction_before = fact.direction
    fact = replace(fact, **_one_or_range(changed), confidence=1.0, needs_review=False, corrected=True)
    fact = _signed(fact, direction_before)
    low, high = fact.value_min, fact.value_max
    if fact.value is None and (low is None or high is None or low > high):
        raise NotApplied("the fact would have no value", "give value, or value_min and value_max")
    return fact


def _bare_fact(quantity: Quantity) -> Observation:
    """Return the fact that an added quantity states, before the fields that were given for it."""
    names = ("value", "value_min", "value_max", "modifier", "unit", "unit_code")
    fields = {name: getattr(quantity, name) for name in names}
    return Observation(quantity, **fields, measure="level", status="actual")


def _typed(name: str, value: str | None) -> Decimal | str | None:
    """Return a cell as its field holds it."""
    if name in ("unit", "unit_code"):
        return value or ""
    return Decimal(value) if name in NUMBERS and value else value


def _unit_code(unit: str, fact: Observation, vocabularies: Vocabularies) -> str:
    """Return the code of a unit that was given without one; that of the fact where no vocabulary has the unit."""
    codes = {row["surface"]: row["unit_code"] for row in vocabularies.rows("units")}
    return codes.get(unit, fact.unit_code) if unit else ""


def _one_or_range(changed: dict[str, Any]) -> dict[str, Any]:
    """Return the changes with what a number takes the place of: a value that of a range, a range that of a value."""
    if changed.get("value") is not None:
        return {"value_min": None, "value_max": None} | changed
    if any(changed.get(name) is not None for name in ("value_min", "value_max")):
        return {"value": None} | changed
    return changed


def _signed(fact: Observation, direction_before: str | None) -> Observation:
    """Return the fact with numbers as its direction has them: those of a fall are negative."""
    if "down" not in (fact.direction, direction_before):
        return fact
    sign = -1 if fact.direction == "down" else 1
    value, low, high = (None if (number := getattr(fact, name)) is None else sign * abs(number) for name in NUMBERS)
    if low is not None and high is not None:
        low, high = min(low, high), max(low, high)
    return replace(fact, value=value, value_min=low, value_max=high)
