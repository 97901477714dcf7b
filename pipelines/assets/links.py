"""Where to open what is published, for the pages of the assets."""

import os

from dagster import MetadataValue

from pipelines.home import REPORT_URL
from pipelines.settings import CSV, DATABASE, REPORT, settings_from_environment


def published_places(table: str | None = None) -> dict[str, MetadataValue]:
    """Return where the published database, CSV files and pages are, and where `table` is in them.

    The pages are an address while the UI serves them, since a page of the UI may not link to a file.
    """
    warehouse = settings_from_environment().warehouse
    address = os.environ.get(REPORT_URL)
    pages = MetadataValue.url(address) if address else MetadataValue.path(str(warehouse / REPORT / "index.html"))
    places: dict[str, MetadataValue] = {
        "evidence pages": pages,
        "database": MetadataValue.path(str(warehouse / DATABASE)),
        "CSV files": MetadataValue.path(str(warehouse / CSV / (f"{table}.csv" if table else ""))),
    }
    if table:
        places["look into it with"] = MetadataValue.text(f"FROM {table} LIMIT 100")
    return places
