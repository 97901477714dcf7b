"""LibreOffice opens facts.csv as the README says, with every character and digit as it is."""

import csv
import re
import shutil
import subprocess

import openpyxl
import pytest

from pipelines.settings import PROJECT
from tests.exports.conftest import LARGE
from tests.programs import need_program


def command_of_the_readme() -> str:
    """Return the command that the README gives for a machine without a window."""
    found = re.search(r"`(soffice --headless .+? facts\.csv)`", (PROJECT / "README.md").read_text(encoding="utf-8"))
    assert found is not None
    return found[1]


@pytest.fixture(scope="module")
def sheet(exported, tmp_path_factory):
    program = need_program("soffice")
    folder = tmp_path_factory.mktemp("office")
    shutil.copy(exported / "facts.csv", folder)
    # A profile of its own, since only one LibreOffice can use the same.
    command = command_of_the_readme().replace("soffice", f"{program} -env:UserInstallation=file://{folder}/profile", 1)
    subprocess.run(["sh", "-c", command], cwd=folder, check=True, capture_output=True, timeout=180)
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
