"""What raw/corrections.csv says: bad rows are told with file, line and remedy, and cost no other row."""

import csv
import io
import json
from pathlib import Path

import pytest

from pipelines.corrections import Correction, read_corrections
from pipelines.corrections.table import COLUMNS

GOOD = {
    "document": "a.txt",
    "sentence": "全市有企业35家。",
    "text": "35家",
    "nth": "1",
    "verdict": "change",
    "field": "indicator",
    "value": "规模以上企业",
    "reason": "看过原文",
}
BAD = [json.loads(line) for line in (Path(__file__).parent / "bad_rows.jsonl").read_text("utf-8").splitlines()]


def _read(raw: Path, rows: list[dict[str, str]], encoding: str = "utf-8", delimiter: str = ",", columns=COLUMNS):
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    (raw / "corrections.csv").write_bytes(text.getvalue().encode(encoding))
    return read_corrections(raw, ["a.txt", "b/分册.txt"])


def _bare(row: dict[str, str]) -> dict[str, str]:
    return {column: GOOD[column] if column in ("document", "sentence", "text") else "" for column in COLUMNS} | row


@pytest.mark.parametrize("case", BAD, ids=lambda case: case["told"][:40])
def test_a_bad_row_is_told(tmp_path, case):
    rows, messages = _read(tmp_path, [GOOD, _bare(case["row"]), GOOD])
    assert len(messages) == 1
    assert messages[0].startswith(f"corrections.csv, line 3: {case['told']}")
    assert [one.line for one in rows["a.txt"]] == [2, 4]


def test_bad_rows_cost_no_other_row(tmp_path):
    rows, messages = _read(tmp_path, [*(_bare(case["row"]) for case in BAD), GOOD])
    assert [message.split(":")[0] for message in messages] == [
        f"corrections.csv, line {line}" for line in range(2, len(BAD) + 2)
    ]
    assert [one.line for one in rows["a.txt"]] == [len(BAD) + 2]


@pytest.mark.parametrize(
    ("encoding", "delimiter"),
    [("utf-8-sig", ","), ("gb18030", ";"), ("gb18030", "\t"), ("utf-16", "\t"), ("utf-8", "|")],
)
def test_however_a_spreadsheet_saved_it(tmp_path, encoding, delimiter):
    rows, messages = _read(tmp_path, [GOOD], encoding, delimiter)
    assert not messages
    assert rows == {
        "a.txt": (
            Correction(
                "a.txt", "全市有企业35家。", "35家", 1, "change", "indicator", "规模以上企业", "看过原文", line=2
            ),
        )
    }


def test_headings_that_are_missing_are_told(tmp_path):
    (tmp_path / "corrections.csv").write_text("document,sentence,text,nth,judgement\na.txt,x,1个,1,confirm\n", "utf-8")
    rows, messages = read_corrections(tmp_path, ["a.txt"])
    assert not rows
    assert messages[0].startswith("corrections.csv, line 1: has no column verdict (the first line names the columns: ")


def test_a_row_that_nobody_judged_is_passed_over(tmp_path):
    assert _read(tmp_path, [_bare({})]) == ({}, [])


def test_paths_and_words_are_matched_as_people_write_them(tmp_path):
    rows, messages = _read(tmp_path, [_bare({"document": "b\\分册.txt", "verdict": "Confirm"})])
    assert not messages
    assert [one.verdict for one in rows["b/分册.txt"]] == ["confirm"]


def test_full_width_digits_say_the_same(tmp_path):
    for field, value, expected in (
        ("time_period", "２０２３－Q１", "2023-Q1"),
        ("area_code", "４４０２００", "440200"),
    ):
        rows, messages = _read(tmp_path, [_bare({"verdict": "change", "field": field, "value": value})])
        assert not messages
        assert rows["a.txt"][0].value == expected


def test_a_guarded_cell_is_read_as_it_was(tmp_path):
    rows, _ = _read(tmp_path, [_bare({"sentence": "'=总量18个。", "verdict": "confirm"})])
    assert rows["a.txt"][0].sentence == "=总量18个。"


def test_what_was_seen_is_kept_unless_a_spreadsheet_changed_it(tmp_path):
    columns = (*COLUMNS, "confidence", "area", "indicator", "time_period")
    row = GOOD | {"verdict": "confirm", "field": "", "value": "", "confidence": "0.4"}
    seen = {"area": "", "indicator": "企业", "time_period": "Jun-21"}  # 2021-06, as a spreadsheet shows it
    rows, messages = _read(tmp_path, [row | seen], columns=columns)
    assert not messages
    assert rows["a.txt"][0].seen == (("area", None), ("indicator", "企业"))
