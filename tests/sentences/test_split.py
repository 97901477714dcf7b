"""The cases of tests/corpus/sentences.jsonl: a text and its sentences, each [article, section number, role, text]."""

from typing import Any

import pytest

from pipelines.extraction.sentences import split_sentences
from tests.cases import cases


@pytest.mark.parametrize("case", cases("sentences"))
def test_sentences(case: dict[str, Any]) -> None:
    sentences = split_sentences(case["text"])
    found = [[each.article, each.section_number, each.role, each.text] for each in sentences]
    assert found == case["expected"], case["why"]
