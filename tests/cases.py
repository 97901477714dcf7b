"""The cases of tests/corpus: one JSON line each, with a text, what must come of it, and why."""

import json
from pathlib import Path

import pytest
from _pytest.mark.structures import ParameterSet

CORPUS = Path(__file__).parent / "corpus"


def cases(name: str) -> list[ParameterSet]:
    """Return the cases of `tests/corpus/<name>.jsonl` as pytest parameters, each under the beginning of its text."""
    lines = (CORPUS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [pytest.param(case, id=case.get("text", case["why"])[:24] or "empty") for case in map(json.loads, lines)]
