"""The table `quantities`: one row per quantity at its place in a text."""

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from schemas.patterns import DOCUMENT_ID, KINDS, MODIFIERS, QUANTITY_ID, SENTENCE_ID
from schemas.table import Exact, Integer, Table, Text, column


class Quantities(Table):
    """One number with its unit, exactly where it is printed.

    substr(documents.text, char_start + 1, char_end - char_start) = quantities.text, on every row of every run.
    """

    quantity_id: Series[Text] = column(
        "Key: the document's id and where the quantity begins", unique=True, str_matches=QUANTITY_ID
    )
    document_id: Series[Text] = column("The document it stands in", str_matches=DOCUMENT_ID)
    sentence_id: Series[Text] = column(
        "The sentence it stands in; NULL for page furniture between sentences", nullable=True, str_matches=SENTENCE_ID
    )
    char_start: Series[Integer] = column("Offset of its first character in documents.text, in code points", ge=0)
    char_end: Series[Integer] = column("Offset after its last character, in code points", ge=1)
    text: Series[Text] = column("The quantity as printed, from its numeral to the end of its unit")
    kind: Series[Text] = column("What sort of quantity it is", isin=KINDS)
    value: Series[Exact] = column(
        "The number with 万 and 亿 multiplied in and the unit not converted; NULL for a range. "
        "A fraction such as 三分之一 is rounded half-even to nine places",
        nullable=True,
    )
    value_min: Series[Exact] = column("Lower end of a range (20-60万元), else NULL", nullable=True)
    value_max: Series[Exact] = column("Upper end of a range, else NULL", nullable=True)
    unit: Series[Text] = column(
        "The unit as written, without scale words (成 is %, 番 is 倍); empty if none is written"
    )
    unit_code: Series[Text] = column("Code of the unit: ISO 4217 for money, UCUM for the rest; empty without a unit")
    modifier: Series[Text] = column(
        "How the text hedges it: = as stated, ~ 约, > 超, >= 以上, < 近, <= 以内", isin=MODIFIERS
    )

    @pa.dataframe_check(description="char_start < char_end", name="char_start < char_end")
    @classmethod
    def ends_after_it_starts(cls, rows: pd.DataFrame) -> "pd.Series[bool]":
        """Return True for rows whose span holds at least one character."""
        return rows["char_start"] < rows["char_end"]

    @pa.dataframe_check(description="a value or a range", name="a value or a range")
    @classmethod
    def has_value_or_range(cls, rows: pd.DataFrame) -> "pd.Series[bool]":
        """Return True for rows with either a value, or both ends of a range in order."""
        is_range = rows["value_min"].notna() & rows["value_max"].notna()
        return rows["value"].notna() | (is_range & (rows["value_min"] <= rows["value_max"]).fillna(False))
