"""Any number, written in any style, reads back exactly."""

import contextlib
import random
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

import cn2an
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.extraction import NumeralNotRead, extract_quantities, read_numeral

NUMBERS = st.integers(min_value=0, max_value=10**16 - 1)
UNITS = ((10**8, "亿"), (10**4, "万"))
NEIGHBOURS = {"一二", "二三", "三四", "四五", "五六", "六七", "七八", "八九", "三五"}  # 七八 is 7 to 8
SEED = 20240229


def mixed(number: int) -> str:
    """Return the number with Arabic digits around 亿 and 万: 350000000 → 3亿5000万."""
    parts = []
    for scale, word in UNITS:
        high, number = divmod(number, scale)
        if high:
            parts.append(f"{high}{word}")
    if 0 < number < 10 and parts:
        parts.append("零")  # 1万5 has two readings, 1万零5 one
    return "".join(parts) + (str(number) if number or not parts else "")


def colloquial(number: int) -> str:
    """Return the number as cn2an writes it, without the last scale word where speech drops it: 320 → 三百二."""
    words = cn2an.an2cn(str(number))
    for scale in "十百千":
        if words.endswith(scale) and len(words) > 2 and words[-3] in "百千万亿" and words[-3] != scale:
            drops = {"百": "十", "千": "百", "万": "千"}
            if drops.get(words[-3]) == scale:
                return words[:-1]
    return words


STYLES: dict[str, Callable[[int], str]] = {
    "plain": str,
    "separated": lambda number: f"{number:,}",
    "full-width": lambda number: str(number).translate(str.maketrans("0123456789", "０１２３４５６７８９")),
    "lower": lambda number: cn2an.an2cn(str(number)),
    "formal": lambda number: cn2an.an2cn(str(number), "up"),
    "direct": lambda number: cn2an.an2cn(str(number), "direct"),
    "mixed": mixed,
    "colloquial": colloquial,
}


def assert_reads_back(number: int, style: str) -> None:
    numeral = STYLES[style](number)
    if numeral in NEIGHBOURS:
        with pytest.raises(NumeralNotRead):
            read_numeral(numeral)
        return
    assert read_numeral(numeral) == number, numeral


@pytest.mark.parametrize("style", STYLES)
@given(number=NUMBERS)
def test_reads_back(style, number):
    assert_reads_back(number, style)


@pytest.mark.slow
@pytest.mark.parametrize("style", STYLES)
def test_a_hundred_thousand_numbers_read_back(style):
    numbers = random.Random(SEED)
    for _ in range(100_000 // len(STYLES)):
        assert_reads_back(numbers.randrange(10 ** numbers.randint(1, 16)), style)


@given(number=NUMBERS, places=st.integers(min_value=1, max_value=4))
def test_scaled_decimals_are_exact(number, places):
    text = f"{number // 10**places}.{number % 10**places:0{places}}"
    assert read_numeral(text) == Decimal(text)
    assert read_numeral(f"{text}亿") == Fraction(text) * 10**8
    assert read_numeral(f"{text}亿") == read_numeral(f"{Decimal(text) * 10000:f}万")


@given(number=st.integers(min_value=1, max_value=10**16 - 1))
def test_a_quantity_is_the_number_of_its_numeral(number):
    (quantity,) = (
        extract_quantities(f"共{cn2an.an2cn(str(number))}吨。") if number > 1 else extract_quantities("共1吨。")
    )
    assert quantity.value == number


@given(numeral=st.text(alphabet="0123456789.,，一二三两十百千万亿零点分之负几多半又/-kM ", max_size=90))
def test_any_string_is_read_or_refused(numeral):
    with contextlib.suppress(NumeralNotRead):
        assert isinstance(read_numeral(numeral), Decimal | Fraction)
