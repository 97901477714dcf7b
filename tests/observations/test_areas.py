"""Cases as data: who or where a figure is about; the gazetteer against the codes' own rules."""

import re
from collections import Counter
from typing import Any

import pytest

from pipelines.extraction.observations.area import area_code_of, resolve_areas
from pipelines.extraction.observations.reading import Mention
from pipelines.extraction.observations.resolve import build_articles
from pipelines.extraction.quantities import extract_quantities
from pipelines.extraction.sentences import split_sentences
from pipelines.extraction.vocabulary import Vocabularies, built_in
from tests.cases import cases
from tests.growth import MOST_GROWTH, growth_of_doubling

# Words that open a name: what a cue's example must not be mistaken for.
PREFECTURE_CODE = re.compile(r"\d{4}00")


def read_figures(text: str, area: str | None = None, vocabularies: Vocabularies | None = None) -> list[Mention]:
    """Return every figure of a text with its area."""
    vocabularies = vocabularies or built_in()
    articles = build_articles(split_sentences(text), extract_quantities(text), published=None, area=area)
    for article in articles:
        resolve_areas(article, vocabularies)
    return [mention for article in articles for sentence in article.sentences for mention in sentence.mentions]


def written(mention: Mention) -> str | None:
    """Return a figure's area as the cases write it: the name, and the code after a space."""
    return " ".join(filter(None, mention.area)) if mention.area else None


@pytest.mark.parametrize("case", cases("areas"))
def test_area(case: dict[str, Any]) -> None:
    assert [written(figure) for figure in read_figures(case["text"], case.get("area"))] == case["expected"], case["why"]


def test_signals_say_where_the_area_came_from() -> None:
    clause, sentence, inherited = read_figures("江苏新增学校90所，比上年增加9所。另有工地3处。")
    assert (clause.signals, sentence.signals) == ({"area_in_clause"}, {"area_in_sentence"})
    assert inherited.signals == {"area_inherited_sentence"}
    assert read_figures("有学校90所。", area="江苏省")[0].signals == {"area_default"}
    assert read_figures("鼓楼区有学校90所。")[0].signals == {"area_in_clause", "area_ambiguous"}
    assert read_figures("清石水库有水闸90座。")[0].signals == {"area_in_clause", "area_body"}
    assert read_figures("南京、合肥有学校90所。")[0].signals == {"area_in_clause", "area_listed"}
    assert read_figures("水利部公布，有水闸90座。")[0].signals == {"area_national"}


def test_codes_of_divisions_lie_in_their_provinces() -> None:
    rows = built_in().rows("areas")
    code_of = {row["full_name"]: row["area_code"] for row in rows}
    divisions = [row for row in rows if row["code_system"] == "GB/T 2260"]
    assert len(divisions) > 3000
    for row in divisions:
        assert re.fullmatch(r"[1-8]\d{5}", row["area_code"]), row
        if row["kind"] in ("city", "county") and code_of[row["parent"]]:
            assert row["area_code"][:2] == code_of[row["parent"]][:2], row
        if row["kind"] == "city":
            assert PREFECTURE_CODE.fullmatch(row["area_code"]), row


def test_names_and_codes_of_areas_are_unique() -> None:
    rows = built_in().rows("areas")
    for column in ("full_name", "area_code"):
        counts = Counter(row[column] for row in rows if row[column])
        assert [name for name, count in counts.items() if count > 1] == []


def test_every_full_name_leads_to_its_own_code() -> None:
    for row in built_in().rows("areas"):
        assert area_code_of(row["full_name"], built_in(), context=[row["parent"]]) == (row["area_code"] or None), row


def test_an_ambiguous_name_has_a_code_only_in_context() -> None:
    assert area_code_of("朝阳区", built_in()) is None
    assert area_code_of("朝阳区", built_in(), context=["长春市"]) == "220104"
    assert area_code_of("无此地", built_in()) is None


def test_own_areas_are_added_and_win() -> None:
    row = {
        "full_name": "青川实验园",
        "name": "青川实验园",
        "other_names": "青园",
        "area_code": "",
        "code_system": "",
        "kind": "body",
        "parent": "",
        "note": "",
    }
    vocabularies = Vocabularies({"areas": [row]})
    assert written(read_figures("青园有企业90家。", vocabularies=vocabularies)[0]) == "青川实验园"


@pytest.mark.parametrize("row", [row for row in built_in().rows("area_words") if row["kind"] == "before_yardstick"])
def test_a_yardstick_is_never_the_area(row: dict[str, str]) -> None:
    figures = read_figures(f"湖北用水量{row['word']}全国的7%。")
    assert [written(figure) for figure in figures] == ["湖北省 420000"]


@pytest.mark.alone
def test_a_long_sentence_takes_no_longer_per_character() -> None:
    """Hostile input: one sentence of many names, figures and bodies must stay linear."""

    def read(times: int) -> None:
        read_figures("湖北、武汉港新增学校9所和《大河》第7届茶博会经满洲里口岸" * times)

    assert growth_of_doubling(read, 400) <= MOST_GROWTH
