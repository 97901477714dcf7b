"""review.csv → a person fills it in → raw/corrections.csv → the next run holds the verdict."""

import csv
import io

import duckdb
import pytest

from pipelines.settings import Settings
from tests.warehouse.whole_run import run_whole

TEXT = "临山市2023年工作报告。\n全市共有项目18个，企业35家。\n其中有商户70家。\n"


def _verdicts(rows, encoding, delimiter):
    text = io.StringIO()
    writer = csv.DictWriter(text, rows[0].keys(), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode(encoding)


def _facts(settings):
    with duckdb.connect(str(settings.database), read_only=True) as rows:
        found = rows.execute("SELECT text, indicator, corrected, needs_review FROM facts").fetchall()
        refused = rows.execute("SELECT reason FROM rejected_rows WHERE table_name = 'corrections'").fetchall()
    return {text: rest for text, *rest in found}, [reason for (reason,) in refused]


@pytest.mark.parametrize(("encoding", "delimiter"), [("utf-8-sig", ","), ("gb18030", ";")])
def test_verdicts_hold(tmp_path, encoding, delimiter):
    raw = tmp_path / "raw"
    raw.mkdir()
    (raw / "a.txt").write_text(TEXT, encoding="utf-8")
    (raw / "b.txt").write_text("没有数字的一段话。\n", encoding="utf-8")
    settings = Settings(raw, tmp_path / "warehouse")
    run_whole(settings)
    with (settings.warehouse / "csv" / "review.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = {row["text"]: row for row in csv.DictReader(file)}
    assert {"18个", "35家", "70家"} <= rows.keys()
    rows["18个"] |= {"verdict": "confirm"}
    rows["35家"] |= {"verdict": "change", "field": "indicator", "value": "规模以上企业"}
    rows["70家"] |= {"verdict": "reject"}
    (raw / "corrections.csv").write_bytes(_verdicts(list(rows.values()), encoding, delimiter))
    assert run_whole(settings)["read"] == 1
    facts, refused = _facts(settings)
    assert facts["18个"][1:] == [True, False]
    assert facts["35家"] == ["规模以上企业", True, False]
    assert "70家" not in facts
    assert not refused
    (raw / "a.txt").write_text(TEXT.replace("全市共有", "另有一事。\n全市共有"), encoding="utf-8")
    run_whole(settings)
    assert _facts(settings)[0]["35家"] == ["规模以上企业", True, False]
    (raw / "a.txt").write_text(TEXT.replace("其中有商户", "还有商户"), encoding="utf-8")
    run_whole(settings)
    assert len(_facts(settings)[1]) == 1
    assert "70家" in _facts(settings)[0]
