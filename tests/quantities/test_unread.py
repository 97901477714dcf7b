"""A numeral without one certain reading gives no quantity, and is told."""

from pipelines.extraction.quantities import find_quantities


def test_unread_numerals_are_told_with_their_place():
    text = "共计一百二十千元，又一百元\r\n，编号" + "9" * 100
    found = find_quantities(text)
    assert [quantity.text for quantity in found.quantities] == ["一百元"]
    assert [text[start:end] for start, end in found.unread] == ["一百二十千", "9" * 100]


def test_what_is_no_quantity_is_not_unread():
    assert find_quantities("第十四届，几十人，一系列，2021年，12345热线").unread == []
