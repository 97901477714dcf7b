"""The table `units`: the units in force, with exact factors to a base unit."""

from pandera.typing import Series

from schemas.table import Factor, Table, Text, column


class Units(Table):
    """One way a unit is written, its code, and the exact factor that converts it to its base unit."""

    surface: Series[Text] = column("The unit as written in texts", unique=True)
    unit_code: Series[Text] = column("Its code: ISO 4217 for money, UCUM for the rest; as in quantities.unit_code")
    code_system: Series[Text] = column("The standard that the code comes from; local where no standard has it")
    kind: Series[Text] = column("The kind of quantity it makes")
    base_unit_code: Series[Text] = column("The unit to convert to; NULL where none is defined", nullable=True)
    base_numerator: Series[Factor] = column(
        "value * base_numerator / base_denominator is the value in the base unit, exactly (亩 to m2: 2000 / 3)",
        nullable=True,
    )
    base_denominator: Series[Factor] = column("Denominator of the factor to the base unit", nullable=True)
    # pandera has a method of that name
    example_: Series[Text] = column("A quantity written with it", nullable=True, alias="example")
    value: Series[Text] = column("The value that the example states", nullable=True)
    note: Series[Text] = column("What to beware of", nullable=True)
