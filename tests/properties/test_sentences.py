"""What holds for the sentences of any text."""

from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.extraction.sentences import split_sentences

# What pages are made of, and what breaks readers of them.
LINES = st.sampled_from(
    [
        "全市增长5%；物价平稳。",
        "他说：“好。”会议结束。",
        "一、农业",
        "二、工业",
        "（一）抓好春耕。播种30万亩。",
        "1. 新建学校",
        "● 单产",
        "大桥通车",
        "国内快讯",
        "本报讯（记者 某某）大桥通车。",
        "央视网消息：",
        "文/某某",
        "林场一角 某某摄",
        "# 快报",
        "| 粮食 | 3 |",
        "— 3 —",
        "[查看原文](https://example.com/1)",
        "（责任编辑：某某）",
        "全县造林，治沙，修渠，种草，在各方面都取得了新的进展，突破了技术制",
        "约，成活率达九成。",
        "2024年3月5日",
        "某某市统计局",
    ]
)
BREAKS = st.sampled_from(["\n", "\n\n", "\r\n", "\n\n\n\n", "\n　　", "\u2028"])
PAGES = st.lists(st.tuples(LINES, BREAKS), max_size=30).map(lambda lines: "".join(map("".join, lines)))
SCRAPS = st.text(
    st.sampled_from("增长一壹（）“”《》。；！？.,;!?\"'()1亿 　\n\r\t#*|>-—`[]_Az\ufeff\x00\x85"), max_size=200
)
ANY_PACE = settings(deadline=None)  # the time of one example says nothing on a busy machine
TEXTS = st.one_of(PAGES, SCRAPS, st.text(max_size=100))


@ANY_PACE
@given(TEXTS)
def test_sentences_are_made_of_the_text(text: str) -> None:
    for sentence in split_sentences(text):
        assert "".join(text[start:end] for start, end in sentence.pieces) == sentence.text
        assert sentence.text.strip() == sentence.text != ""


@ANY_PACE
@given(TEXTS)
def test_no_two_sentences_share_a_character(text: str) -> None:
    places = [place for each in split_sentences(text) for start, end in each.pieces for place in range(start, end)]
    assert len(places) == len(set(places))


@ANY_PACE
@given(st.one_of(PAGES.filter(lambda page: "](" not in page), st.text(st.characters(exclude_characters="]"))))
def test_every_letter_and_digit_is_in_a_sentence(text: str) -> None:
    """Only the target of a Markdown link is left out."""
    covered = {place for each in split_sentences(text) for start, end in each.pieces for place in range(start, end)}
    assert [place for place, character in enumerate(text) if character.isalnum() and place not in covered] == []


@ANY_PACE
@given(TEXTS)
def test_numbers_run_in_reading_order(text: str) -> None:
    sentences = split_sentences(text)
    assert [each.sentence for each in sentences] == list(range(1, len(sentences) + 1))
    for numbers in ([each.paragraph for each in sentences], [each.article for each in sentences]):
        assert sorted(set(numbers)) == list(range(1, len(set(numbers)) + 1))
        assert numbers == sorted(numbers)


@ANY_PACE
@given(PAGES)
def test_line_ends_do_not_matter(page: str) -> None:
    unix, windows = page.replace("\r\n", "\n"), page.replace("\r\n", "\n").replace("\n", "\r\n")
    facts = [
        [(each.article, each.section, each.role, each.text) for each in split_sentences(text)]
        for text in (unix, windows)
    ]
    assert facts[0] == facts[1]
