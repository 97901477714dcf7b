"""Web pages and Markdown: the article and its tables, nothing of what is around them."""

import datetime
from pathlib import Path

import pytest

from pipelines.extraction.documents import DocumentRejected, read_document
from pipelines.extraction.documents.front_matter import read_front_matter


def read_page(body: str, tmp_path: Path, head: str = "", encoding: str = "utf-8") -> list[str]:
    (tmp_path / "a.html").write_bytes(f"<html><head>{head}</head><body>{body}</body></html>".encode(encoding))
    return read_document(tmp_path / "a.html", name="a.html").text.split("\n")


SENTENCE = "上半年，全县实现生产总值218.6亿元，同比增长6.3%，增速比一季度加快0.8个百分点。"
ARTICLE = f"<p>{SENTENCE}</p>"


def test_page_in_gbk(tmp_path: Path):
    meta = '<meta http-equiv="Content-Type" content="text/html; charset=gb2312">'
    assert read_page(ARTICLE, tmp_path, meta, "gbk") == [SENTENCE]


def test_article_in_a_layout_table(tmp_path: Path):
    """Government sites of the 2000s: tables around everything, a menu in the left cell."""
    menu = "".join(f'<tr><td><a href="/{n}">栏目{n}</a></td></tr>' for n in range(9))
    body = (
        f"<table><tr><td><table>{menu}</table></td><td><table><tr><td>{ARTICLE * 3}</td></tr></table></td></tr></table>"
    )
    lines = read_page(body, tmp_path)
    assert lines.count(SENTENCE) == 3
    assert not any("栏目" in line for line in lines)


def test_lines_parted_by_breaks_headings_and_list_items_are_lines(tmp_path: Path):
    parted = f"一、综合<br><br>　　{SENTENCE}<br>　　{SENTENCE}"
    items = "<ul><li>产粮<b>17</b>万吨</li><li>造林3万亩<p>其中新造1万亩</p></li></ul>"
    body = f"<div>{parted}</div><h2>二、<em>农业</em></h2>{items}<p>面积15m<sup>2</sup></p><p>{SENTENCE}</p>"
    lines = [
        "一、综合",
        SENTENCE,
        SENTENCE,
        "二、农业",
        "产粮17万吨",
        "造林3万亩",
        "其中新造1万亩",
        "面积15m²",
        SENTENCE,
    ]
    assert read_page(body, tmp_path) == lines


def test_a_page_within_a_form(tmp_path: Path):
    """ASP.NET sites wrap the whole page into one form."""
    menu = '<div class="menu"><a href="/">首页</a> <a href="/a">政务公开</a></div>'
    assert read_page(f"<form>{menu}<div>{ARTICLE * 4}</div></form>", tmp_path) == [SENTENCE] * 4


def test_notice_of_the_unit_above_a_table(tmp_path: Path):
    table = "<table><tr><th>县</th><th>收入</th></tr><tr><td>桃源县</td><td>30</td></tr></table>"
    lines = read_page(f"<div>{ARTICLE}<p>单位：万元</p>{table}{ARTICLE}</div>", tmp_path)
    assert lines == [SENTENCE, "单位：万元", "桃源县：收入30万元。", SENTENCE]


def test_cells_that_span_columns_and_rows(tmp_path: Path):
    table = (
        '<table><tr><th rowspan="2">县</th><th colspan="2">2022年</th></tr>'
        "<tr><th>产值（亿元）</th><th>增速（%）</th></tr>"
        "<tr><td>桃源县</td><td>218.6</td><td>6.3</td></tr></table>"
    )
    assert "桃源县：2022年产值218.6亿元，2022年增速6.3%。" in read_page(ARTICLE + table, tmp_path)


def test_what_the_page_says_of_itself(tmp_path: Path):
    head = '<title>增长_样例网</title><meta name="PubDate" content="2023-07-21 10:05">'
    head += '<meta name="ContentSource" content="县统计局">'
    (tmp_path / "a.html").write_text(f"<html><head>{head}</head><body>{ARTICLE}</body></html>", encoding="utf-8")
    document = read_document(tmp_path / "a.html", name="2020-01-01.html")
    assert (document.title, document.publisher) == ("增长", "县统计局")
    assert (document.published, document.published_from) == (datetime.date(2023, 7, 21), "front_matter")


def test_marks_of_markdown_do_not_cut_numerals(tmp_path: Path):
    text = "# 年报\n\n产值**218**.6亿元，见[附表3](https://example.com/3)。\n<!-- 草稿：99% -->\n\n"
    text += "| 县 | 产值（亿元） |\n|:--|--:|\n| 桃源县 | **3** |\n"
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    document = read_document(tmp_path / "a.md", name="a.md")
    assert document.title == "年报"
    assert document.text.split("\n") == ["# 年报", "", "产值218.6亿元，见附表3。", "", "", "桃源县：产值3亿元。", ""]


@pytest.mark.parametrize("key", ["published", "date", "Date", "日期", "发布日期"])
@pytest.mark.parametrize("value", ["2024-03-05", "2024/3/5", "'2024年3月5日'", "2024-03-05 10:00:00"])
def test_front_matter_dates(key: str, value: str):
    assert read_front_matter(f"---\n{key}: {value}\n---\n正文").published == datetime.date(2024, 3, 5)


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("正文\n---\n", 0),
        ("---\n上半年增长8%\n---\n正文", 0),
        ("---\n---\n正文", 8),
        ("---\ntitle: 甲\n...\n正文", 17),
        ("---", 0),
    ],
)
def test_where_front_matter_ends(text: str, length: int):
    assert read_front_matter(text).length == length


def test_bad_front_matter_says_where():
    with pytest.raises(DocumentRejected, match="line 4"):
        read_front_matter("---\ntitle: 甲\narea: [乙\n---\n")
