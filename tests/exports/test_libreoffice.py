"""LibreOffice opens facts.csv as the README says, with every character and digit as it is."""

import csv
import os
import shutil
import subprocess

import openpyxl
import pytest

from tests.exports.conftest import LARGE

# Tokens of LibreOffice's CSV import: comma, double quote, UTF-8, from line 1, then each column as text (2).
TEXT, SEPARATOR, QUOTE, UTF_8 = "2", "44", "34", "76"


@pytest.fixture(scope="module")
def sheet(exported, tmp_path_factory):
    program = shutil.which("soffice")
    if program is None:
        if os.environ.get("CI") == "true":
            pytest.fail("LibreOffice is missing, which CI is to have")
        pytest.skip("LibreOffice is not installed here")
    folder = tmp_path_factory.mktemp("office")
    with (exported / "facts.csv").open(encoding="utf-8-sig", newline="") as lines:
        width = len(next(csv.reader(lines)))
    columns = "/".join(f"{number}/{TEXT}" for number in range(1, width + 1))
    subprocess.run(
        [
            program, "--headless", f"-env:UserInstallation=file://{folder}/profile",
            f"--infilter=CSV:{SEPARATOR},{QUOTE},{UTF_8},1,{columns}", "--convert-to", "xlsx", "--outdir", str(folder),
            str(exported / "facts.csv"),
        ],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    book = openpyxl.load_workbook(folder / "facts.xlsx")
    header, *rows = book.active.iter_rows(values_only=True)
    return [dict(zip(header, row, strict=True)) for row in rows]


@pytest.mark.slow
def test_every_cell_is_as_written(sheet, exported):
    with (exported / "facts.csv").open(encoding="utf-8-sig", newline="") as lines:
        expected = list(csv.DictReader(lines))
    for row, cells in zip(sheet, expected, strict=True):
        assert {name: value or "" for name, value in row.items()} == cells


@pytest.mark.slow
def test_large_values_operators_and_fractions_survive(sheet):
    assert sheet[0]["value"] == LARGE
    assert sheet[0]["modifier"] == "="
    assert sheet[1]["text"] == "5/8"
    assert sheet[4]["sentence"].startswith("龘䶮𠀀")
