"""A text wrapped at any width of a column gives the sentences it had before."""

import pytest

from pipelines.extraction.sentences import split_sentences

TITLE = "上半年经济运行情况"
PARAGRAPHS = [
    "上半年，全县完成地区生产总值86.4亿元，同比增长6.1%，增速比一季度加快0.5个百分点。其中，第一产业增加值9.8亿元，增长3.4%；"
    "第二产业增加值35.1亿元，增长7.2%；第三产业增加值41.5亿元，增长5.8%。",
    "农业生产形势较好，夏粮总产量12.6万吨，比上年增加0.3万吨，蔬菜、水果、茶叶产量分别增长4.1%、6.5%和2.9%。县农业局负责人说："
    "“夏粮丰收，得益于高标准农田建设。”截至6月末，全县累计建成高标准农田31万亩，占耕地面积的62%。",
    "工业运行总体平稳，规模以上工业企业134家，实现产值158亿元，新增规上企业9家，工业用电量5.2亿千瓦时，增长8.3%。",
]


def columns(text: str) -> int:
    return len(text.encode("gb18030"))


def wrap(paragraph: str, width: int, indent: str) -> list[str]:
    lines = [indent]
    for character in paragraph:
        if columns(lines[-1] + character) > 2 * width and character not in "，。、；：”%":  # none of them begins a line
            lines.append("")
        lines[-1] += character
    return lines


@pytest.mark.parametrize("width", [16, 20, 25, 32, 40])
@pytest.mark.parametrize("indent", ["", "　　", "    "])
def test_wrapped_text_has_the_same_sentences(width: int, indent: str) -> None:
    whole = [sentence.text for sentence in split_sentences("\n".join([TITLE, *PARAGRAPHS]))]
    lines = [TITLE, *(line for paragraph in PARAGRAPHS for line in wrap(paragraph, width, indent))]
    text = "\n".join(lines)
    sentences = split_sentences(text)
    assert [sentence.text for sentence in sentences] == whole
    for sentence in sentences:
        assert "".join(text[start:end] for start, end in sentence.pieces) == sentence.text


@pytest.mark.parametrize("width", [16, 25, 40])
def test_page_numbers_and_running_heads_do_not_cut(width: int) -> None:
    whole = [sentence.text for sentence in split_sentences("\n".join([TITLE, *PARAGRAPHS]))]
    lines = [TITLE, *(line for paragraph in PARAGRAPHS for line in wrap(paragraph, width, "　　"))]
    pages = [lines[start : start + 5] for start in range(0, len(lines), 5)]
    text = "\n".join("\n".join([*page, f"— {number} —", "某某县统计月报"]) for number, page in enumerate(pages, 1))
    found = [sentence.text for sentence in split_sentences(text) if sentence.role in ("prose", "headline")]
    assert found == whole


def test_lines_of_their_own_are_not_joined() -> None:
    """Headlines, names and figures of much the same length are no paragraph."""
    lines = ["全县工业用电量创新高", "城区新建停车场六处", "乡镇卫生院全部达标", "夏粮收购超过九万吨"]
    found = [sentence.text for sentence in split_sentences("\n".join(lines))]
    assert found == lines
