"""The ten questions of the README, each answered by its SQL from the samples' warehouse."""

import json
import re
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import duckdb
import pytest

from pipelines.settings import PROJECT

README = PROJECT / "README.md"


class Question(NamedTuple):
    title: str
    sql: str
    expected: list[dict[str, object]]


def read_questions() -> list[Question]:
    text = Path(__file__).with_name("questions.md").read_text(encoding="utf-8")
    sections = re.findall(r"^## (.+?)\n.*?```sql\n(.+?)```\n```json\n(.+?)```", text, re.MULTILINE | re.DOTALL)
    return [Question(title, sql, json.loads(expected)) for title, sql, expected in sections]


QUESTIONS = read_questions()


def test_there_are_ten():
    assert len(QUESTIONS) == 10


def test_the_readme_shows_what_is_tested():
    readme = README.read_text(encoding="utf-8")
    assert [question.title for question in QUESTIONS if f"### {question.title}\n" not in readme] == []
    assert [question.title for question in QUESTIONS if f"```sql\n{question.sql}```" not in readme] == []


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.title)
def test_answer_holds_the_expected_rows(samples, question):
    with duckdb.connect(str(samples.database), read_only=True) as connection:
        result = connection.execute(question.sql)
        names = [column[0] for column in result.description]
        rows = [dict(zip(names, row, strict=True)) for row in result.fetchall()]
    for expected in question.expected:
        assert any(all(_same(row[name], value) for name, value in expected.items()) for row in rows), rows


def _same(found: object, expected: object) -> bool:
    if isinstance(found, Decimal | float):
        return Decimal(str(found)) == Decimal(str(expected))
    return found == expected
