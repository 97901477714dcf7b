"""cn_number says what read_numeral says in the forms it names, and NULL for everything else; cn_quantity likewise."""

import time
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

import cn2an
import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.extraction import NumeralNotRead, extract_quantities, read_numeral
from pipelines.extraction.vocabulary import built_in
from pipelines.warehouse.ddl import read_sql


@pytest.fixture(scope="module")
def connection():
    with duckdb.connect() as connection:
        connection.execute(read_sql("macros.sql"))
        yield connection


def in_sql(connection: duckdb.DuckDBPyConnection, numeral: str | None) -> Decimal | None:
    row = connection.execute("SELECT cn_number(?::VARCHAR)", [numeral]).fetchone()
    assert row is not None
    return row[0]


NAMED = {
    "1,234.5": "1234.5",
    "１，２３４": "1234",
    "0.05": "0.05",
    "一百二十三万": "1230000",
    "三亿五千万": "350000000",
    "壹佰贰拾叁": "123",
    "壹佰万零伍拾肆": "1000054",
    "二〇二四": "2024",
    "3亿5000万": "350000000",
    "1.43万亿": "1430000000000",
    "五十六点七": "56.7",
    "三点五亿": "350000000",
    "一万三": "13000",
    "三百二": "320",
    "廿三": "23",
    "两千四百": "2400",
    "万": "10000",
    "零": "0",
    "负三点二": "-3.2",
}
# No number, or not one of the forms, or not one number.
NOT_READ = [
    None, "", " ", "点", "点五", "5.", "1,23", "1.2.3", "三元", "增长", "三四万", "七八", "十几", "数百", "30余",
    "三分之一", "5/8", "15k", "1e5", "一二三万", "三百2", "1万5", "十万零", "--5", "+5", "5%", "NaN", "Infinity",
    "0x10", "9" * 40, "〇" * 200,
]  # fmt: skip


@pytest.mark.parametrize(("numeral", "value"), NAMED.items())
def test_reads_the_named_forms(connection, numeral, value):
    assert in_sql(connection, numeral) == Decimal(value) == read_numeral(numeral)


@pytest.mark.parametrize("numeral", NOT_READ)
def test_gives_null_for_everything_else(connection, numeral):
    assert in_sql(connection, numeral) is None


def test_knows_every_digit_and_scale_word_of_the_vocabularies(connection):
    for name in ("digits", "scales"):
        for row in built_in().rows(name):
            if row["script"] != "letter":
                assert in_sql(connection, row["example"]) == Decimal(row["example_value"]), row


def test_rounds_half_even_as_the_tables_do(connection):
    assert in_sql(connection, "1.0000000005") == Decimal("1.000000000")
    assert in_sql(connection, "1.0000000015") == Decimal("1.000000002")


def _mixed(number: int) -> str:
    words = "".join(
        f"{number // scale % 10000}{word}" for scale, word in ((10**8, "亿"), (10**4, "万")) if number // scale % 10000
    )
    return words + (str(number % 10000) if number % 10000 > 9 or not words else "")  # fmt: skip


STYLES: dict[str, Callable[[int], str]] = {
    "plain": str,
    "separated": lambda number: f"{number:,}",
    "full-width": lambda number: str(number).translate(str.maketrans("0123456789", "０１２３４５６７８９")),
    "lower": lambda number: cn2an.an2cn(str(number)),
    "formal": lambda number: cn2an.an2cn(str(number), "up"),
    "digit by digit": lambda number: cn2an.an2cn(str(number), "direct"),
    "mixed": _mixed,
    "with decimals": lambda number: cn2an.an2cn(f"{number // 100}.{number % 100:02}"),
    "scaled": lambda number: f"{number % 10**6 / 100:.2f}{('万', '亿', '万亿', '百万', '千万')[number % 5]}",
}


@pytest.mark.parametrize("style", STYLES)
@settings(deadline=None)
@given(number=st.integers(min_value=0, max_value=10**12 - 1))
def test_equals_read_numeral_on_the_named_forms(connection, style, number):
    numeral = STYLES[style](number)
    try:
        expected = read_numeral(numeral)
    except NumeralNotRead:
        expected = None
    assert in_sql(connection, numeral) == expected


@settings(deadline=None, max_examples=400)
@given(text=st.text(alphabet="零〇一二两三九十百千万亿点0123.,壹拾仟几多/分之余-负k元 ", max_size=9))
def test_never_reads_another_number_than_read_numeral(connection, text):
    found = in_sql(connection, text)
    if found is not None:
        assert found == read_numeral(text)


@settings(deadline=None)
@given(text=st.text(max_size=12))
def test_any_text_is_a_number_or_null(connection, text):
    found = in_sql(connection, text)
    assert found is None or found == read_numeral(text)


@pytest.mark.parametrize(
    "printed",
    ["1554亿元", "12.7%", "百分之三", "三成", "30余项", "1.1万多名", "8294亿千瓦时", "5两", "三千克", "1120元/人/月",
     "五十六点七万人次", "2.4个百分点", "3个多小时", "1,234.5吨", "１２吨", "3亿元人民币", "9个多月"],
)  # fmt: skip
def test_quantity_equals_extract_quantities(connection, printed):
    (quantity,) = extract_quantities(printed)
    found = connection.execute("SELECT cn_quantity(?)", [printed]).fetchone()[0]
    assert found == {"value": quantity.value, "unit": quantity.unit}


@pytest.mark.parametrize("text", [None, "", "元", "增长", "千瓦", "三元五", "20-60万元", "几十万元", "第四"])
def test_what_is_no_quantity_is_null(connection, text):
    assert connection.execute("SELECT cn_quantity(?::VARCHAR)", [text]).fetchone() == (None,)


def test_a_million_rows_take_seconds(connection):
    connection.execute(
        "CREATE OR REPLACE TABLE numerals AS SELECT CASE i % 4 WHEN 0 THEN i::VARCHAR WHEN 1 THEN '三亿五千万' "
        "WHEN 2 THEN (i / 10)::DECIMAL(18, 1)::VARCHAR || '亿' ELSE '约' || i END AS numeral "
        "FROM range(1000000) AS r(i)"
    )
    begun = time.perf_counter()
    read = connection.execute("SELECT count(cn_number(numeral)) FROM numerals").fetchone()
    assert read == (750000,)
    assert time.perf_counter() - begun < 15  # 1 s on an idle machine


def test_fractions_that_decimals_hold_are_left_to_python(connection):
    assert read_numeral("三分之一") == Fraction(1, 3)
    assert in_sql(connection, "二分之一") is None
