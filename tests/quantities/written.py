"""Quantities as the corpora write them."""

from collections.abc import Iterable

from pipelines.extraction import Quantity


def written(quantities: Iterable[Quantity]) -> list[str]:
    """Return each quantity as "text | kind | value | unit | unit_code | modifier", a range as low~high."""
    return [
        " | ".join(
            (
                quantity.text,
                quantity.kind,
                str(quantity.value) if quantity.value is not None else f"{quantity.value_min}~{quantity.value_max}",
                quantity.unit,
                quantity.unit_code,
                quantity.modifier,
            )
        )
        for quantity in quantities
    ]
