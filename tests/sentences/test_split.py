"""The cases of tests/corpus/sentences.jsonl: a text and its sentences, each [article, section number, role, text]."""

import json
from pathlib import Path
from typing import Any

import pytest

from pipelines.extraction.sentences import split_sentences

CASES = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "corpus" / "sentences.jsonl").read_text(encoding="utf-8").splitlines()
]


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_sentences(case: dict[str, Any]) -> None:
    sentences = split_sentences(case["text"])
    found = [[each.article, each.section_number, each.role, each.text] for each in sentences]
    assert found == case["expected"]
