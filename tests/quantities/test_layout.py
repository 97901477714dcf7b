"""Numerals that the layout cut are one quantity, at its place in the text exactly as passed."""

import pytest

from pipelines.extraction import extract_quantities

LINE = "全年全县各类企业共计完成固定资产投资"


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\n\n", "\r\n\r\n", "\n\u3000\u3000"])
@pytest.mark.parametrize(
    ("before", "after", "value"),
    [
        ("12", "34.5亿元", "123450000000"),
        ("1.", "5亿元", "150000000"),
        ("3亿", "5000万元", "350000000"),
        ("1554", "亿元", "155400000000"),
        ("155", "元", "155"),
        ("一百二十", "三万元", "1230000"),
    ],
)
def test_a_cut_numeral_is_one_span(newline, before, after, value):
    text = f"{LINE}{before}{newline}{after}，同比增长8%。"
    money, growth = extract_quantities(text)
    assert (money.text, str(money.value)) == (f"{before}{newline}{after}", value)
    assert text[money.char_start : money.char_end] == money.text
    assert text[growth.char_start : growth.char_end] == growth.text == "8%"


@pytest.mark.parametrize(
    "text",
    [
        "投资12\n34亿元",  # a short line is a heading or a cell
        f"{LINE}工作要点2021\n12家企业获奖",  # a year ends the line
        f"{LINE}共12\n\n\n34亿元",  # too many empty lines
        f"{LINE}第12\n一、总体要求",  # a section begins
    ],
)
def test_other_line_breaks_end_a_numeral(text):
    assert all("\n" not in quantity.text for quantity in extract_quantities(text))


def test_spaces_inside_a_numeral():
    text = "共计三 亿 五 千 万 元，占百 分 之 八，提高六 个 百 分 点"
    assert [str(quantity.value) for quantity in extract_quantities(text)] == ["350000000", "8", "6"]
    assert [quantity.text for quantity in extract_quantities(text)][1:] == ["百 分 之 八", "六 个 百 分 点"]
