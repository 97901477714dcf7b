"""Lines of tables, dates of publication, titles and publishers: what files say, case by case."""

from typing import Any

import pytest

from pipelines.extraction.documents import date_document
from pipelines.extraction.documents.headline import find_publisher, find_title
from pipelines.extraction.documents.tables import unit_surfaces, write_table
from pipelines.extraction.vocabulary import built_in
from tests.cases import cases


@pytest.mark.parametrize("case", cases("tables"))
def test_table_lines(case: dict[str, Any]):
    assert write_table(case["table"], units=unit_surfaces(built_in())) == case["lines"], case["why"]


@pytest.mark.parametrize("case", cases("publication_dates"))
def test_publication_dates(case: dict[str, Any]):
    date, source = date_document(case["text"], case["name"])
    assert (date and date.isoformat(), source) == (case["date"], case["from"]), case["why"]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("一季度外贸增长11.3%\n\n海关发布，出口增长。", "一季度外贸增长11.3%"),
        ("\n\n2023-05-04 来源：样例日报\n外贸增长\n海关发布。", "外贸增长"),
        ("海关发布，出口增长8%。\n进口下降3%。", None),
        ("", None),
    ],
)
def test_titles(text: str, title: str | None):
    assert find_title(text) == title


@pytest.mark.parametrize(
    ("text", "publisher"),
    [
        ("外贸增长\n来源：福州海关 作者：某\n出口增长。", "福州海关"),
        ("外贸增长\n新华社北京3月5日电 出口增长。", "新华社"),
        ("外贸增长\n央视网消息（新闻联播）：出口增长。", "央视网"),
        ("统计公报\n桃源县统计局\n2020年3月26日\n全县增长。", "桃源县统计局"),
        ("外贸增长\n据桃源县统计局发布，出口增长。", None),
    ],
)
def test_publishers(text: str, publisher: str | None):
    assert find_publisher(text) == publisher
