"""One document's reading → rows of the tables, as plain dictionaries of columns. Pure: no files, no frames."""

import hashlib
from bisect import bisect_right
from collections.abc import Sequence
from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction
from typing import Any

from pipelines.extraction.model import DocumentText, Number, Quantity, Sentence
from pipelines.extraction.reading import TextReading

# Wide enough for any integer part that DECIMAL(38,9) holds; a longer number is left as it is and refused later.
_EXACT = Context(prec=60, rounding=ROUND_HALF_EVEN)
_LARGEST = Decimal(10) ** 29
_LAST_PLACE = Decimal("1e-9")

Columns = dict[str, list[Any]]


def document_id(path: str, text: str) -> str:
    """Return the id of a document: the same path and text have the same id on every machine.

    >>> document_id("a.txt", "用水量3亿立方米。")
    'e2bb593cdbdbc6a1'
    """
    return hashlib.sha256(path.encode() + b"\0" + text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def document_row(path: str, content_sha256: str, document: DocumentText) -> dict[str, Any]:
    """Return the row of `documents`; what it reprints is known only when all documents are."""
    return {
        "document_id": document_id(path, document.text),
        "path": path,
        "title": document.title,
        "publisher": document.publisher,
        "published": document.published,
        "published_from": document.published_from,
        "area": document.area,
        "format": document.format,
        "encoding": document.encoding,
        "text": document.text,
        "content_sha256": content_sha256,
        "duplicate_of": None,
    }


def reading_columns(identity: str, reading: TextReading) -> dict[str, Columns]:
    """Return the columns of `sentences`, `quantities` and `observations` of one document, rows in text order."""
    places = place_quantities(reading.sentences, reading.quantities)
    return {
        "sentences": _sentence_columns(identity, reading.sentences),
        "quantities": _quantity_columns(identity, reading.quantities, places),
        "observations": _observation_columns(identity, reading),
    }


def place_quantities(sentences: Sequence[Sentence], quantities: Sequence[Quantity]) -> list[Sentence | None]:
    """Return for each quantity the sentence it begins in, or None between sentences (page furniture)."""
    pieces = sorted(
        ((start, end, sentence) for sentence in sentences for start, end in sentence.pieces), key=lambda piece: piece[0]
    )
    starts = [piece[0] for piece in pieces]
    places: list[Sentence | None] = []
    for quantity in quantities:
        index = bisect_right(starts, quantity.char_start) - 1
        inside = index >= 0 and quantity.char_start < pieces[index][1]
        places.append(pieces[index][2] if inside else None)
    return places


def stored_number(number: Number | None) -> Decimal | None:
    """Return a number as DECIMAL(38,9) stores it: a fraction is rounded half-even to nine places.

    A number too large for the column is returned as it is, for the validation to refuse.

    >>> stored_number(Fraction(1, 3)), stored_number(Decimal("1.43E+12"))
    (Decimal('0.333333333'), Decimal('1430000000000.000000000'))
    """
    if number is None:
        return None
    if isinstance(number, Fraction):
        # Rounded in integers: a quotient cut to the context's precision first could be rounded twice.
        return _EXACT.scaleb(Decimal(round(number * 10**9)), -9) if abs(number) < 10**29 else _LARGEST
    return number.quantize(_LAST_PLACE, context=_EXACT) if abs(number) < _LARGEST else number


def _sentence_columns(identity: str, sentences: Sequence[Sentence]) -> Columns:
    return {
        "sentence_id": [f"{identity}-s{sentence.char_start}" for sentence in sentences],
        "document_id": [identity] * len(sentences),
        **{
            name: [getattr(sentence, name) for sentence in sentences]
            for name in (
                "article",
                "section",
                "section_number",
                "paragraph",
                "sentence",
                "char_start",
                "char_end",
                "text",
            )
        },
    }


def _quantity_columns(identity: str, quantities: Sequence[Quantity], places: Sequence[Sentence | None]) -> Columns:
    columns: Columns = {
        "quantity_id": [f"{identity}-q{quantity.char_start}" for quantity in quantities],
        "document_id": [identity] * len(quantities),
        "sentence_id": [f"{identity}-s{place.char_start}" if place else None for place in places],
    }
    for name in ("char_start", "char_end", "text", "kind"):
        columns[name] = [getattr(quantity, name) for quantity in quantities]
    for name in ("value", "value_min", "value_max"):
        columns[name] = [stored_number(getattr(quantity, name)) for quantity in quantities]
    for name in ("unit", "unit_code", "modifier"):
        columns[name] = [getattr(quantity, name) for quantity in quantities]
    return columns


_PLAIN = ("area", "area_code", "indicator", "time_period", "period_start", "period_end")
_NUMBERS = ("value", "value_min", "value_max")
_WORDS = ("modifier", "unit", "unit_code", "measure", "direction", "baseline", "price_basis", "status")


def _observation_columns(identity: str, reading: TextReading) -> Columns:
    observations = reading.observations
    starts = [observation.quantity.char_start for observation in observations]
    columns: Columns = {
        "observation_id": [f"{identity}-o{start}" for start in starts],
        "quantity_id": [f"{identity}-q{start}" for start in starts],
        "document_id": [identity] * len(observations),
    }
    for name in _PLAIN:
        columns[name] = [getattr(observation, name) for observation in observations]
    for name in _NUMBERS:
        columns[name] = [stored_number(getattr(observation, name)) for observation in observations]
    for name in _WORDS:
        columns[name] = [getattr(observation, name) for observation in observations]
    columns["confidence"] = [float(observation.confidence) for observation in observations]
    columns["needs_review"] = [bool(observation.needs_review) for observation in observations]
    columns["corrected"] = [observation.corrected for observation in observations]
    return columns
