"""Numerals → exact numbers."""

from decimal import Decimal, InvalidOperation
from fractions import Fraction


class NumeralNotRead(ValueError):
    """A string that is not one numeral with one certain reading."""


def read_numeral(numeral: str) -> Decimal | Fraction:
    """Return the number that the whole string names."""
    scale = 0
    body = numeral
    for word, exponent in (("万亿", 12), ("亿", 8), ("万", 4)):
        if body.endswith(word):
            body, scale = body[: -len(word)], exponent
            break
    try:
        return Decimal(body).scaleb(scale)
    except InvalidOperation as error:
        raise NumeralNotRead(numeral) from error
