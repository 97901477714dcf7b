"""Every row of line_kinds.csv brings its own test: its example is a line of that kind."""

import pytest

from pipelines.extraction.sentences.kinds import classify_line, compile_kinds
from pipelines.extraction.sentences.lines import Line
from pipelines.extraction.vocabulary import built_in

ROWS = built_in().rows("line_kinds")

# Prose that has the words of page furniture in it.
PROSE = [
    "记者张三在现场看到，展馆面积达2万平方米。",
    "来源可靠、去向可查的粮食有3万吨。",
    "图书馆新增藏书5万册。",
    "编辑出版图书60种。",
    "2024年3月5日，大桥通车。",
    "新华书店销售图书3万册。",
    "首页浏览量突破10万次。",
    "版面改革后，发行量增长8%。",
]

# The same words in traditional characters.
TRADITIONAL = {
    "本報北京3月5日電（記者 某某）大會開幕。": "lead",
    "據新華社電 大會開幕。": "lead",
    "責任編輯：某某": "ending",
    "資料來源：某某統計處": "byline",
    "發布時間：2024-03-05": "byline",
    "工人在車間作業 某某攝": "caption",
    "國內聯播快訊": "digest",
}


def kind_of(content: str) -> str:
    line = Line(content, [(0, len(content))], 0)
    classify_line(line, compile_kinds(built_in()))
    return line.kind


@pytest.mark.parametrize("row", ROWS, ids=[row["example"] for row in ROWS])
def test_example_has_the_kind_of_its_row(row: dict[str, str]) -> None:
    assert kind_of(row["example"]) == row["kind"]


@pytest.mark.parametrize("content", PROSE)
def test_prose_is_no_furniture(content: str) -> None:
    assert kind_of(content) == "prose"


@pytest.mark.parametrize("content", TRADITIONAL)
def test_traditional_characters(content: str) -> None:
    assert kind_of(content) == TRADITIONAL[content]


def test_each_traditional_character_is_another_character() -> None:
    for row in built_in().rows("traditional_characters"):
        assert len(row["simplified"]) == len(row["traditional"]) == 1
        assert row["simplified"] != row["traditional"]
