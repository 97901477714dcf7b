"""What a spreadsheet would execute is made harmless, in SQL as in Python, and reads back as it was."""

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.cells import harmless_cell, harmless_sql, original_cell

ANY_TEXT = st.text(alphabet=st.sampled_from(list("=+-@＝－\t\r\n '\"1.%,a万；<>~A(")), max_size=8) | st.text(
    max_size=20
)


@pytest.mark.parametrize(
    "text", ["=", "-", ">=", "<=", "~", ">", "<", "+", "-5", "-5%", "+8.3％", "-1,234.5", "", "5/8", "1-2月"]
)
def test_operators_numbers_and_ordinary_text_stay(text):
    assert harmless_cell(text) == text


@pytest.mark.parametrize(
    "text", ["=1+1", "+A1", "-2+3", "@SUM(A1)", "\t=1", "\n=1", " =1", "＝1+1", "=cmd|' /C calc'!A0", "-5℃"]
)
def test_formulas_get_an_apostrophe(text):
    assert harmless_cell(text) == "'" + text


@given(text=ANY_TEXT)
def test_reads_back_as_it_was(text):
    assert original_cell(harmless_cell(text)) == text


@given(text=ANY_TEXT)
def test_sql_does_the_same(text):
    row = duckdb.execute(f"SELECT {harmless_sql('cell')} FROM (SELECT ?::VARCHAR AS cell)", [text]).fetchone()
    assert row == (harmless_cell(text),)
