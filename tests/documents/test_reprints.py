"""The same text under another name or another head is found; texts made to one pattern are not confused."""

import datetime
import random

import pytest

from pipelines.extraction.documents import find_reprints, fingerprint
from tests.benchmarks.growth import told_anew
from tests.growth import MOST_GROWTH_OF_OBJECTS, growth_of_doubling

PARAGRAPHS = [
    "上半年，全县实现地区生产总值218.6亿元，按可比价格计算，同比增长6.3%，增速比一季度加快0.8个百分点。",
    "其中，第一产业增加值31.2亿元，增长4.1%；第二产业增加值89.4亿元，增长7.5%；第三产业增加值98亿元，增长6.0%。",
    "规模以上工业企业发展到163家，完成增加值52.7亿元，增长8.2%，新开工亿元以上项目26个，竣工投产14个。",
    "城镇新增就业5230人，完成年度任务的68.4%；改造老旧小区37个，惠及居民6800余户，农村公路提质改造128公里。",
]
TEXT = "县域经济平稳向好\n" + "\n".join(PARAGRAPHS)
HEAD = "样例网首页 > 新闻 > 正文\n转发：县里上半年交出成绩单\n2023年07月22日 10:05 来源：样例晚报 阅读 1234 次\n"
FOOT = "\n责任编辑：某某　审核：某某\n版权声明：转载请注明出处，联系电话0736-1234567。"


def reprints_of(*texts: str, dates: tuple[str | None, ...] = ()) -> dict[str, str]:
    days = [datetime.date.fromisoformat(day) if day else None for day in dates] or [None] * len(texts)
    documents = [
        (f"d{n}", f"{n}.txt", day, fingerprint(text)) for n, (text, day) in enumerate(zip(texts, days, strict=True))
    ]
    return find_reprints(documents)


def test_the_same_text_under_another_name():
    assert reprints_of(TEXT, TEXT) == {"d1": "d0"}


def test_other_line_ends_spaces_and_punctuation():
    wrapped = "\n".join(TEXT[start : start + 20] for start in range(0, len(TEXT), 20))
    assert reprints_of(TEXT, wrapped, TEXT.replace("，", ", ").replace("\n", "\r\n　　")) == {"d1": "d0", "d2": "d0"}


def test_another_head_and_foot():
    assert reprints_of(TEXT, HEAD + TEXT + FOOT, HEAD + TEXT) == {"d1": "d0", "d2": "d0"}


def test_the_original_is_the_earliest_then_the_first_by_path():
    assert reprints_of(TEXT, TEXT, TEXT, dates=("2023-07-22", "2023-07-21", None)) == {"d0": "d1", "d2": "d1"}


def test_one_pattern_with_other_figures_is_no_reprint():
    other = TEXT.replace("218.6", "301.2").replace("6.3%", "5.8%").replace("163家", "201家").replace("5230人", "7012人")
    assert reprints_of(TEXT, other) == {}


def test_copies_of_other_years_and_figures_are_no_reprints():
    assert reprints_of(*(told_anew(TEXT, copy) for copy in range(16))) == {}


def test_an_excerpt_and_a_digest_are_no_reprints():
    assert (
        reprints_of(
            TEXT, PARAGRAPHS[0], "今日要闻\n" + PARAGRAPHS[0] + "\n" + "邻县完成造林3.2万亩，新修水渠58公里。" * 3
        )
        == {}
    )


def test_short_texts_must_be_equal():
    assert reprints_of("全市增长8%。", "全市增长8%", "全市增长9%。") == {"d1": "d0"}


def test_texts_without_characters_are_equal_only_to_each_other():
    assert reprints_of("", "……", TEXT) == {"d1": "d0"}


def test_result_does_not_depend_on_the_order_given():
    documents = [
        (f"d{n}", f"{n}.txt", None, fingerprint(head + TEXT)) for n, head in enumerate(["", HEAD, "别的题头很长很长\n"])
    ]
    expected = find_reprints(documents)
    for _ in range(5):
        random.Random(1).shuffle(documents)
        assert find_reprints(documents) == expected


@pytest.mark.alone
def test_time_grows_with_the_number_of_documents_also_where_all_share_phrases():
    chance = random.Random(2)
    words = ["增长", "下降", "达到", "完成", "实现", "提高", "新增", "改造"]

    documents = []
    for number in range(8_000):
        own = "，".join(f"{number}号项目{chance.choice(words)}第{chance.random()}批工程" for _ in range(12))
        shared = "央视网消息新闻联播栏目播出，责任编辑某某某某某，版权所有不得转载翻印，"
        documents.append((str(number), f"{number}.txt", None, fingerprint(shared + own)))

    def find(count: int) -> None:
        assert find_reprints(documents[:count]) == {}

    assert growth_of_doubling(find, 4_000) <= MOST_GROWTH_OF_OBJECTS
