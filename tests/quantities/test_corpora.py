"""The corpora of this stage: what each numeral and each text must give, exactly that and nothing else."""

import pytest

from pipelines.extraction import NumeralNotRead, extract_quantities, read_numeral
from tests.cases import cases
from tests.quantities.written import written


@pytest.mark.parametrize("case", cases("numerals"))
def test_numeral(case):
    if case["expected"] is None:
        with pytest.raises(NumeralNotRead):
            read_numeral(case["text"])
    else:
        assert str(read_numeral(case["text"])) == case["expected"], case["why"]


@pytest.mark.parametrize("case", cases("quantities"))
def test_quantities(case):
    found = extract_quantities(case["text"], every_numeral=case.get("every_numeral", False))
    assert written(found) == case["expected"], case["why"]
    for quantity in found:
        assert case["text"][quantity.char_start : quantity.char_end] == quantity.text


@pytest.mark.parametrize("case", cases("not_quantities"))
def test_nothing_is_found(case):
    assert written(extract_quantities(case["text"])) == [], case["why"]
