"""Cases as data: which series a figure belongs to; the vocabularies of series and of clause words."""

import datetime
import time
from collections import Counter
from typing import Any

import pytest
import rjieba

from pipelines.extraction import extract_observations
from pipelines.extraction.observations.indicator import resolve_indicators
from pipelines.extraction.observations.indicators.lexicon import KIND_OF_ROLE, lexicon_of
from pipelines.extraction.observations.resolve import build_articles
from pipelines.extraction.observations.words import Tagger
from pipelines.extraction.quantities import extract_quantities
from pipelines.extraction.reading import read_text
from pipelines.extraction.sentences import split_sentences
from pipelines.extraction.vocabulary import Vocabularies, built_in
from tests.cases import cases

PUBLISHED = datetime.date(2024, 3, 1)


@pytest.mark.parametrize("case", cases("indicators"))
def test_indicator(case: dict[str, Any]) -> None:
    facts = extract_observations(case["text"], published=PUBLISHED, area="中国")
    assert [[fact.quantity.text, fact.indicator] for fact in facts] == case["expected"], case["why"]


@pytest.mark.parametrize(
    "row", [pytest.param(row, id=row["indicator"]) for row in built_in().rows("indicators") if row["example"]]
)
def test_example_of_an_official_name_gives_the_name(row: dict[str, str]) -> None:
    (fact,) = extract_observations(row["example"] + "。", published=PUBLISHED)
    assert fact.indicator == row["indicator"]


def test_official_names_are_unique_and_no_synonym_of_each_other() -> None:
    rows = built_in().rows("indicators")
    assert not [name for name, count in Counter(row["indicator"] for row in rows).items() if count > 1]
    spellings = Counter(spelling for row in rows for spelling in row["synonyms"].split("|") if spelling)
    names = {row["indicator"] for row in rows}
    assert not names & set(spellings)
    # One name for a country's figure and for a division's: told apart by the area.
    assert {spelling for spelling, count in spellings.items() if count > 1} == {"GDP", "人均GDP"}


def test_gdp_is_named_by_whose_it_is() -> None:
    (country,) = extract_observations("我国GDP达126万亿元。")
    (city,) = extract_observations("韶关市GDP达1600亿元。")
    assert (country.indicator, city.indicator) == ("国内生产总值", "地区生产总值")


def test_every_role_of_a_clause_word_is_explained() -> None:
    used = {role for row in built_in().rows("clause_words") for role in row["roles"].split()}
    explained = {row["role"] for row in built_in().rows("clause_roles")}
    assert used == explained
    assert set(KIND_OF_ROLE) <= explained


def test_clause_words_are_unique() -> None:
    words = Counter(row["word"] for row in built_in().rows("clause_words"))
    assert not [word for word, count in words.items() if count > 1]


def test_a_users_row_names_a_series() -> None:
    row = {"indicator": "示范岗亭覆盖数", "synonyms": "岗亭覆盖", "usual_unit": "个", "example": "", "note": ""}
    ours = Vocabularies({"indicators": [row]})
    text = "全市岗亭覆盖达86个。"
    assert [fact.indicator for fact in read_text(text, vocabularies=ours).observations] == ["示范岗亭覆盖数"]
    assert [fact.indicator for fact in read_text(text).observations] != ["示范岗亭覆盖数"]


def test_taggers_keep_their_user_words_to_themselves() -> None:
    word = "丙丁戊己站"
    assert [w.text for w in Tagger([(word, "n")]).tag_words(word)] == [word]
    assert [w.text for w in Tagger().tag_words(word)] != [word]
    assert [text for text, _ in rjieba.tag(word)] != [word]


def test_words_cover_the_text_without_gaps() -> None:
    text = "广州登记社会组织8030个，较2016年减少91%。"
    words = lexicon_of(built_in()).tagger.tag_words(text)
    assert "".join(word.text for word in words) == text
    assert all(text[word.start : word.end] == word.text for word in words)


@pytest.mark.parametrize(
    "text", ["（（（5%", "“《5个", "占占占5%的的的", "、、、5、6、7", "比比5%", "在在在5公里的", "5：6：7：8"]
)
def test_odd_text_raises_nothing(text: str) -> None:
    extract_observations(text)


@pytest.mark.parametrize("unit", ["收入（5%）", "建设工程5个", "在北京的企业从事研究5项和6个", "发行国债，处分5人，"])
def test_time_grows_with_the_text_and_no_faster(unit: str) -> None:
    def seconds(repeats: int) -> float:
        articles = build_articles(
            split_sentences(unit * repeats), extract_quantities(unit * repeats), published=None, area=None
        )
        start = time.process_time()
        for article in articles:
            resolve_indicators(article, built_in())
        return time.process_time() - start

    seconds(10)  # compile the vocabularies
    assert seconds(4000) < 10 * seconds(1000) + 0.3
