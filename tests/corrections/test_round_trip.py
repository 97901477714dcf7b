"""review.csv → a person fills it in → raw/corrections.csv → the next run holds the verdict."""

import csv
import io
import shutil
from types import SimpleNamespace

import duckdb
import pytest

from pipelines.batches import plan
from pipelines.checks import own_files_are_understood
from pipelines.settings import PROJECT, Settings
from tests.warehouse.whole_run import read_tables, run_whole

TEXT = "临山市2023年工作报告。\n全市共有项目18个，企业35家。\n其中有商户70家。\n"


def _save(settings, rows, encoding="utf-8-sig", delimiter=","):
    """Save review.csv as a spreadsheet does, under the name that is read."""
    text = io.StringIO()
    writer = csv.DictWriter(text, rows[0].keys(), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    (settings.raw / "corrections.csv").write_bytes(text.getvalue().encode(encoding))


def _review(settings):
    with (settings.warehouse / "csv" / "review.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _facts(settings):
    with duckdb.connect(str(settings.database), read_only=True) as rows:
        found = rows.execute("SELECT text, indicator, corrected, needs_review FROM facts").fetchall()
        refused = rows.execute("SELECT reason FROM rejected_rows WHERE table_name = 'corrections'").fetchall()
    return {text: rest for text, *rest in found}, [reason for (reason,) in refused]


@pytest.fixture
def settings(tmp_path):
    raw = tmp_path / "raw"
    raw.mkdir()
    (raw / "a.txt").write_text(TEXT, encoding="utf-8")
    (raw / "b.txt").write_text("没有数字的一段话。\n", encoding="utf-8")
    settings = Settings(raw, tmp_path / "warehouse", workers=1)
    run_whole(settings)
    return settings


def _judge(settings, encoding="utf-8-sig", delimiter=","):
    """Fill in review.csv: one fact confirmed, one changed, one rejected."""
    rows = _review(settings)
    by_text = {row["text"]: row for row in rows}
    assert {"18个", "35家", "70家"} <= by_text.keys()
    by_text["18个"] |= {"verdict": "confirm"}
    by_text["35家"] |= {"verdict": "change", "field": "indicator", "value": "规模以上企业"}
    by_text["70家"] |= {"verdict": "reject"}
    _save(settings, rows, encoding, delimiter)


def _assert_held(settings):
    facts, refused = _facts(settings)
    assert facts["18个"][1:] == [True, False]
    assert facts["35家"] == ["规模以上企业", True, False]
    assert "70家" not in facts
    assert not refused


@pytest.mark.parametrize(("encoding", "delimiter"), [("utf-8-sig", ","), ("gb18030", ";"), ("gb18030", "\t")])
def test_verdicts_hold(settings, encoding, delimiter):
    _judge(settings, encoding, delimiter)
    assert run_whole(settings)["read"] == 1  # only the document that they are about
    _assert_held(settings)
    assert run_whole(settings)["read"] == 0
    _assert_held(settings)


def test_verdicts_outlive_text_inserted_elsewhere(settings):
    _judge(settings)
    for old, new in (("全市共有", "另有企业90家。\n全市共有"), ("70家。\n", "70家。\n还有一句，说到5个项目。\n")):
        (settings.raw / "a.txt").write_text(TEXT.replace(old, new), encoding="utf-8")
        run_whole(settings)
        _assert_held(settings)


def test_verdicts_outlive_a_new_version_of_the_program(settings, monkeypatch):
    _judge(settings)
    monkeypatch.setattr(plan, "extractor_sha256", lambda: "another version")
    assert run_whole(settings)["read"] == 2
    _assert_held(settings)


def test_a_verdict_that_matches_no_longer_is_told_with_its_line(settings):
    _judge(settings)
    (settings.raw / "a.txt").write_text(TEXT.replace("其中有商户", "还有商户"), encoding="utf-8")
    run_whole(settings)
    facts, refused = _facts(settings)
    assert facts["35家"][1:] == [True, False] and not facts["70家"][1]
    line = next(number for number, row in enumerate(_review_rows(settings), 2) if row["verdict"] == "reject")
    gone = "the sentence is no longer in the document (copy the row anew from review.csv or facts.csv)"
    assert refused == [f"corrections.csv, line {line}: {gone}"]
    rows = _review_rows(settings)
    _save(settings, [rows[0] | {"verdict": ""}, *rows])
    run_whole(settings)
    assert _facts(settings)[1] == [f"corrections.csv, line {line + 1}: {gone}"]


def _review_rows(settings):
    with (settings.raw / "corrections.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_equal_sentences_are_told_apart(settings):
    (settings.raw / "a.txt").write_text(f"{TEXT}又有一句。\n其中有商户 70家。\n", encoding="utf-8")
    run_whole(settings)
    rows = [row for row in _review(settings) if row["text"] == "70家"]
    assert sorted(row["nth"] for row in rows) == ["1", "2"]
    second = next(row for row in rows if row["nth"] == "2")
    _save(settings, [second | {"verdict": "change", "field": "indicator", "value": "个体商户"}])
    run_whole(settings)
    with duckdb.connect(str(settings.database), read_only=True) as connection:
        query = "SELECT indicator, corrected FROM facts WHERE text = '70家' ORDER BY char_start"
        first, last = connection.execute(query).fetchall()
    assert not first[1] and last == ("个体商户", True)


def test_confirming_all_empties_the_queue_for_good(tmp_path, monkeypatch):
    raw = tmp_path / "raw"
    shutil.copytree(PROJECT / "raw", raw)
    settings = Settings(raw, tmp_path / "warehouse", workers=1)
    run_whole(settings)
    before = read_tables(settings.database)["observations"].drop_columns(["confidence", "needs_review", "corrected"])
    rows = _review(settings)
    assert len(rows) > 20
    _save(settings, [row | {"verdict": "confirm"} for row in rows], "gb18030", ";")
    for version in ("this", "the next"):
        monkeypatch.setattr(plan, "extractor_sha256", lambda version=version: version)
        run_whole(settings)
        tables = read_tables(settings.database)
        assert not _review(settings)
        assert not set(tables["observations"]["needs_review"].to_pylist()) - {False}
        assert tables["observations"].drop_columns(["confidence", "needs_review", "corrected"]) == before
        assert not [row for row in tables["reviews"].to_pylist() if row["reason"] == "low confidence"]
        assert tables["rejected_rows"].num_rows == 0


def test_the_check_of_own_files_names_a_verdict_that_could_not_be_applied(settings):
    _judge(settings)
    (settings.raw / "a.txt").write_text(TEXT.replace("其中有商户", "还有商户"), encoding="utf-8")
    run_whole(settings)
    session = SimpleNamespace(plan=SimpleNamespace(messages=[]))
    with duckdb.connect(str(settings.database), read_only=True) as rows:
        verdict = own_files_are_understood(rows, session)  # type: ignore[arg-type]
    assert not verdict.passed and "the sentence is no longer in the document" in verdict.told
