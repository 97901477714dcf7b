"""The table `areas`: the areas in force."""

from pandera.typing import Series

from schemas.table import Table, Text, column


class Areas(Table):
    """One area that texts may be about, by its official name and code."""

    full_name: Series[Text] = column("Official name with its parents, which makes it unique", unique=True)
    name: Series[Text] = column("Its own full official name, as in observations.area")
    other_names: Series[Text] = column("Short names and former names, separated by |", nullable=True)
    area_code: Series[Text] = column(
        "GB/T 2260 code, or ISO 3166-1 for countries; NULL where it has none", nullable=True
    )
    code_system: Series[Text] = column("The standard that the code comes from", nullable=True)
    kind: Series[Text] = column("What sort of area it is: country, province, city, county, zone, region, body")
    parent: Series[Text] = column("full_name of the area it belongs to", nullable=True)
    note: Series[Text] = column("What to beware of", nullable=True)
