"""Hostile and large texts are read in time proportional to their length; real ones as their readers would."""

import re

import pytest

from pipelines.extraction.sentences import split_sentences
from pipelines.settings import PROJECT
from tests.growth import MOST_GROWTH_OF_OBJECTS, growth_of_doubling

SHARED = PROJECT.parent / "shared"
LENGTH = 100_000
HOSTILE = {
    "one line": "增长" * (LENGTH // 2),
    "opening brackets": "（" * LENGTH,
    "opening quotes": "“" * LENGTH,
    "pairs of quotes": "“。”" * (LENGTH // 3),
    "nested brackets": "（“《" * (LENGTH // 6) + "》”）" * (LENGTH // 6),
    "long quotations": ("“" + "甲" * 200) * (LENGTH // 201),
    "newlines": "\n" * LENGTH,
    "stops": "；" * LENGTH,
    "half-width stops": ".;!?" * (LENGTH // 4),
    "markup": "**[a](b`_" * (LENGTH // 9),
    "rows": "1 " * (LENGTH // 2),
    "links that do not end": "[a](b" * (LENGTH // 5),
    "numbers": "一、" * (LENGTH // 2),
    "speakers": "“甲”乙说，" * (LENGTH // 6),
}


@pytest.mark.alone
@pytest.mark.parametrize("name", HOSTILE)
def test_time_grows_with_length_only(name: str) -> None:
    text = HOSTILE[name]
    assert growth_of_doubling(lambda size: split_sentences(text[:size]), len(text) // 2) <= MOST_GROWTH_OF_OBJECTS


@pytest.mark.alone
@pytest.mark.parametrize(
    "line", ["标题", "标题\n", "一、标题", "甲，乙，丙，丁，戊，己，庚", "甲。", "甲，乙，丙丁戊己庚辛壬癸"]
)
def test_many_lines(line: str) -> None:
    assert growth_of_doubling(lambda count: split_sentences((line + "\n") * count), 4_000) <= MOST_GROWTH_OF_OBJECTS


def test_newspaper_page_of_two_articles() -> None:
    path = SHARED / "gold" / "dev" / "docs" / "seed.txt"
    if not path.exists():
        pytest.skip("the annotated page is not on this machine")
    sentences = split_sentences(path.read_text(encoding="utf-8"))
    sections = list(dict.fromkeys((each.article, each.section_number) for each in sentences if each.section))
    assert sections == [(1, 1), (1, 2), (1, 3), (2, 1), (2, 2), (2, 3), (2, 4)]
    assert [each.text for each in sentences if each.role == "headline"][:1] == ["韶关"]
    for whole in ("突破发展制约上取得", "骨干企业多、", "基本养老服务法定", "救助量、滞留量", "共同参与的社会救助"):
        assert any(whole in each.text for each in sentences), whole
    assert all(each.text[-1] in "。；…" for each in sentences if each.role == "prose")


@pytest.mark.slow
def test_evening_news() -> None:
    """Each item of the day is an article, each brief of a column too; hardly any sentence is long."""
    folder = SHARED / "corpus" / "raw"
    if not folder.exists():
        pytest.skip("the collection of evening news is not on this machine")
    total = long = 0
    for path in sorted(folder.glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        sentences = split_sentences(text)
        total += len(sentences)
        long += sum(len(each.text) > 300 for each in sentences)
        ends = [match.end() for match in re.finditer(r"\[查看原文\].*", text)]
        for begin, end in zip([0, *ends], ends, strict=False):
            articles = {each.article for each in sentences if begin <= each.char_start < end}
            outside = {
                each.article for each in sentences if not begin <= each.char_start < end and each.role != "banner"
            }
            is_column = re.match(r"\s*(?:国内|国际)?联播快讯\n", text[begin:end]) is not None
            assert not articles & outside, (path.name, begin)
            assert is_column or len(articles) == 1, (path.name, begin)
    assert long <= total / 1000
