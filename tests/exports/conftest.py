"""Exports of a warehouse that holds what spreadsheets and CSV readers are known to change."""

from pathlib import Path

import duckdb
import pytest

from pipelines.exports.tables import write_exports
from pipelines.extraction.vocabulary import built_in
from pipelines.warehouse.vocabularies import vocabulary_tables
from tests.warehouse.crafted import craft_warehouse

LARGE = "123456789012345678"
FORMULA = '=HYPERLINK("http://x","发电量"),\n100千瓦时'


@pytest.fixture(scope="session")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the exports."""
    folder = tmp_path_factory.mktemp("exported")
    craft_warehouse(
        folder / "wanyi.duckdb",
        {"value": LARGE, "text": LARGE + "千瓦时"},
        {"value": "0.625", "text": "5/8", "kind": "ratio", "unit": "", "unit_code": "", "measure": "share"},
        {"value": "-5", "text": "-5%", "direction": "down", "measure": "change", "unit": "%", "unit_code": "%"},
        {"value": "0.333333333", "sentence": FORMULA, "area": "@SUM(A1:A9)", "area_code": None, "needs_review": True},
        {"value": "1430000000000", "sentence": "龘䶮𠀀：约“1.43万亿”；", "confidence": 0.25, "needs_review": True},
        {
            "value": None,
            "value_min": "200000",
            "value_max": "600000",
            "text": "20-60万元",
            "unit": "元",
            "unit_code": "CNY",
        },
    )
    with duckdb.connect(str(folder / "wanyi.duckdb")) as connection:
        connection.register("mu", vocabulary_tables(built_in())["units"])
        connection.execute("INSERT INTO units SELECT * FROM mu WHERE surface = '亩'")
    write_exports(folder / "wanyi.duckdb", folder / "csv")
    return folder / "csv"
