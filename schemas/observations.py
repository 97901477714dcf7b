"""The table `observations`: one row per statistical fact."""

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from schemas.patterns import (
    AREA_CODE,
    DIRECTIONS,
    DOCUMENT_ID,
    MEASURES,
    MODIFIERS,
    OBSERVATION_ID,
    PRICE_BASES,
    QUANTITY_ID,
    STATUSES,
    TIME_PERIOD,
)
from schemas.table import Day, Exact, Share, Table, Text, YesNo, column


class Observations(Table):
    """One statistical fact (an SDMX observation): what a quantity says about whom, when, and against what."""

    observation_id: Series[Text] = column(
        "Key: the document's id and where the quantity begins", unique=True, str_matches=OBSERVATION_ID
    )
    quantity_id: Series[Text] = column("The quantity that states it", unique=True, str_matches=QUANTITY_ID)
    document_id: Series[Text] = column("The document that states it", str_matches=DOCUMENT_ID)
    area: Series[Text] = column(
        "Who or where the figure is about, by its own full official name (SDMX REF_AREA); NULL if unnamed",
        nullable=True,
    )
    area_code: Series[Text] = column(
        "GB/T 2260 code of a Chinese division down to the county, ISO 3166 for a country; "
        "NULL for other bodies and ambiguous names",
        nullable=True,
        str_matches=AREA_CODE,
    )
    indicator: Series[Text] = column("What is measured, as a statistician titles the series (SDMX INDICATOR)")
    time_period: Series[Text] = column(
        "When: ISO 8601 dates and intervals, with quarters 2024-Q1 and halves 2024-H1 (SDMX TIME_PERIOD)",
        nullable=True,
        str_matches=TIME_PERIOD,
    )
    period_start: Series[Day] = column("First day of the period", nullable=True)
    period_end: Series[Day] = column("Last day of the period, inclusive", nullable=True)
    value: Series[Exact] = column(
        "The number, negative for a fall; units are not converted (SDMX OBS_VALUE)", nullable=True
    )
    value_min: Series[Exact] = column("Lower end of a range, else NULL", nullable=True)
    value_max: Series[Exact] = column("Upper end of a range, else NULL", nullable=True)
    modifier: Series[Text] = column(
        "How the text hedges it: = as stated, ~ 约, > 超, >= 以上, < 近, <= 以内", isin=MODIFIERS
    )
    unit: Series[Text] = column("The unit as written, without scale words; empty if none is written")
    unit_code: Series[Text] = column(
        "Code of the unit: ISO 4217 for money, UCUM for the rest (SDMX UNIT_MEASURE); empty without a unit"
    )
    measure: Series[Text] = column("What the number says of the indicator", nullable=True, isin=MEASURES)
    direction: Series[Text] = column("up or down, for a change or a difference", nullable=True, isin=DIRECTIONS)
    baseline: Series[Text] = column(
        "What a change or difference is against: previous_year (同比), previous_period (环比), "
        "a period, or the thing named",
        nullable=True,
    )
    price_basis: Series[Text] = column(
        "current (现价, 名义) or constant (可比价, 不变价, 实际); NULL if unstated", nullable=True, isin=PRICE_BASES
    )
    status: Series[Text] = column(
        "actual, target (a plan or forecast), or baseline (an earlier value given for comparison)",
        nullable=True,
        isin=STATUSES,
    )
    confidence: Series[Share] = column("How likely the whole row is right, from 0 to 1", ge=0, le=1)
    needs_review: Series[YesNo] = column("Whether a person should look at it before it is relied on")
    corrected: Series[YesNo] = column("Whether a person's verdict in corrections.csv was applied to it")

    @pa.dataframe_check(description="period_start <= period_end", name="period_start <= period_end")
    @classmethod
    def period_is_in_order(cls, rows: pd.DataFrame) -> "pd.Series[bool]":
        """Return True for rows whose period ends no earlier than it starts, or is open."""
        return (rows["period_start"] <= rows["period_end"]).fillna(True).astype(bool)
