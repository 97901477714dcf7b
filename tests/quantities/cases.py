"""The cases of a corpus file, and quantities written as the corpora write them."""

import json
from collections.abc import Iterable
from pathlib import Path

import pytest

from pipelines.extraction import Quantity

CORPUS = Path(__file__).parents[1] / "corpus"


def cases(name: str) -> list:
    """Return the cases of `tests/corpus/<name>.jsonl` as pytest parameters."""
    lines = (CORPUS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [pytest.param(case, id=case["text"][:24] or "empty") for case in map(json.loads, lines)]


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
