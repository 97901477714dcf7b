"""The CSV files: encoding, line ends, exact numbers, harmless cells, the same bytes every time."""

import csv
from pathlib import Path

import frictionless
import pytest

from pipelines.exports.tables import write_exports
from schemas.tables import TABLES
from tests.exports.conftest import FORMULA, LARGE


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines, strict=True))


def test_every_table_has_a_file(exported):
    assert {file.name for file in exported.iterdir()} == {
        *(f"{name}.csv" for name in TABLES), "facts.csv", "review.csv", "datapackage.json",
    }  # fmt: skip
    assert "text" not in rows(exported / "documents.csv")[0]


def test_files_are_rfc_4180_with_a_byte_order_mark(exported):
    for file in exported.glob("*.csv"):
        content = file.read_bytes()
        assert content.startswith(b"\xef\xbb\xbf")
        assert content.endswith(b"\r\n")
    assert b"\r\n" not in (exported / "facts.csv").read_bytes().replace(b"\r\n", b"", 7).rstrip(b"\r\n")


def test_numbers_are_plain_and_exact(exported):
    assert [row["value"] for row in rows(exported / "facts.csv")] == [
        LARGE, "0.625", "-5", "0.333333333", "1430000000000", "",
    ]  # fmt: skip
    assert rows(exported / "facts.csv")[5]["value_min"] == "200000"
    (mu,) = rows(exported / "units.csv")
    assert (mu["base_numerator"], mu["base_denominator"]) == ("2000", "3")


def test_cells_say_what_the_tables_say_and_nothing_is_executed(exported):
    facts = rows(exported / "facts.csv")
    assert facts[3]["sentence"] == "'" + FORMULA
    assert facts[3]["area"] == "'@SUM(A1:A9)"
    assert facts[0]["modifier"] == "="
    assert facts[1]["text"] == "5/8"
    assert facts[2]["text"] == "-5%"
    assert facts[4]["sentence"] == "龘䶮𠀀：约“1.43万亿”；"


def test_review_has_the_least_certain_first_with_the_columns_of_corrections(exported):
    review = rows(exported / "review.csv")
    assert list(review[0])[:8] == ["document", "sentence", "text", "nth", "verdict", "field", "value", "reason"]
    assert [row["confidence"] for row in review] == ["0.25", "0.9"]
    assert (review[0]["nth"], review[0]["verdict"], review[0]["value_read"]) == ("1", "", "1430000000000")


def test_frictionless_accepts_the_data_package(exported):
    report = frictionless.validate(str(exported / "datapackage.json"))
    assert report.valid, report.flatten(["rowNumber", "fieldNumber", "type", "note"])


def test_data_package_notices_a_changed_value(exported, tmp_path):
    for file in exported.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    facts = tmp_path / "quantities.csv"
    facts.write_bytes(facts.read_bytes().replace(b",measure,", b",measurement,", 1))
    assert not frictionless.validate(str(tmp_path / "datapackage.json")).valid


def test_two_exports_are_the_same_bytes(exported, tmp_path):
    write_exports(exported.parent / "wanyi.duckdb", tmp_path)
    for file in exported.iterdir():
        assert (tmp_path / file.name).read_bytes() == file.read_bytes(), file.name


@pytest.mark.parametrize("name", ["facts", "review", "observations"])
def test_every_column_is_described(exported, name):
    package = frictionless.Package(str(exported / "datapackage.json"))
    assert all(field.description for field in package.get_resource(name).schema.fields)
