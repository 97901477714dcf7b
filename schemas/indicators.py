"""The table `indicators`: the indicators in force."""

from pandera.typing import Series

from schemas.table import Table, Text, column


class Indicators(Table):
    """One indicator by its official name, with the other names that texts give it."""

    indicator: Series[Text] = column("Official name of the series", unique=True)
    synonyms: Series[Text] = column("Other names that mean the same series, separated by |", nullable=True)
    usual_unit: Series[Text] = column("The unit it is usually published in", nullable=True)
    # pandera has a method of that name
    example_: Series[Text] = column("A clause that states it", nullable=True, alias="example")
    note: Series[Text] = column("What to beware of", nullable=True)
