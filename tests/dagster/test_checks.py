"""Every check fails when what it looks for is there, and says where."""

import copy
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from pipelines import checks
from pipelines.assets.hand_over import open_hand_over
from pipelines.assets.session import Session
from pipelines.checks import AFTER_BUILDING, AFTER_PUBLISHING, AFTER_READING, Check, Verdict
from pipelines.plausibility import BOUNDS, implausible_facts
from pipelines.settings import Settings
from pipelines.warehouse.build import Candidate, build_warehouse
from pipelines.warehouse.runs import start_run
from tests.warehouse.crafted import craft_warehouse

TEXT = "2023年，安溪县茶叶产量7.2万吨，比上年增长3.5%。全县共有茶农12万户，占总户数的百分之三十。\n"
CHECKS = {check.name: check for check in (*AFTER_READING, *AFTER_BUILDING, *AFTER_PUBLISHING)}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    folder = tmp_path_factory.mktemp("checks")
    raw = folder / "raw"
    raw.mkdir()
    (raw / "a.txt").write_text(TEXT, encoding="utf-8")
    (raw / "empty.txt").write_text("")
    (raw / ("长" * 83 + "xx.txt")).write_text("粮食产量3万吨。", encoding="utf-8")  # 255 bytes: nothing fits behind it
    with start_run(Settings(raw, folder / "warehouse"), cause="test", say=lambda line: None) as run:
        made = Session(run, lambda line: None)
        made.candidate = build_warehouse(run, made.plan, made.outcomes)
        yield made


@pytest.fixture
def session(built: Session, tmp_path: Path) -> Session:
    """The built session, with a database and a plan of its own to break."""
    assert built.candidate is not None
    database = Path(shutil.copy(built.candidate.database, tmp_path))
    own = copy.copy(built)
    own.candidate = Candidate(database, dict(built.candidate.counts))
    own.plan = replace(built.plan, tasks=list(built.plan.tasks), messages=list(built.plan.messages))
    return own


def _look(session: Session, check: Check) -> Verdict:
    if check in AFTER_READING:
        with open_hand_over(session.run.settings, session.live) as rows:
            return check.look(rows, session)
    with session.open_rows() as rows:
        return check.look(rows, session)


def _change(session: Session, statement: str) -> None:
    with duckdb.connect(str(session.database)) as rows:
        rows.execute(statement)


@pytest.mark.parametrize("check", [*AFTER_READING[:-1], *AFTER_BUILDING], ids=lambda check: check.name)
def test_a_sound_run_passes(session: Session, check: Check) -> None:
    verdict = _look(session, check)
    assert verdict.passed, verdict.told
    assert verdict.told.endswith(".")


@pytest.mark.parametrize(
    ("statement", "name", "told"),
    [
        (
            "UPDATE quantities SET char_start = char_start + 1, char_end = char_end + 1",
            "offsets_are_exact",
            "char_start",
        ),
        ("DELETE FROM quantities", "references_hold", "quantity_id refers to"),
        ("DELETE FROM sentences", "references_hold", "sentence_id refers to"),
        (
            "UPDATE observations SET value = 1e16 WHERE unit_code = '%'",
            "magnitudes_are_plausible",
            "ten thousand percent",
        ),
    ],
)
def test_a_broken_warehouse_is_found(session: Session, statement: str, name: str, told: str) -> None:
    _change(session, statement)
    verdict = _look(session, CHECKS[name])
    assert not verdict.passed
    assert told in verdict.told


def test_a_row_lost_on_loading_is_found(session: Session) -> None:
    assert session.candidate is not None
    session.candidate.counts["sentences"] -= 1
    verdict = _look(session, CHECKS["no_row_is_lost"])
    assert not verdict.passed and "sentences" in verdict.told


def test_a_lost_document_is_found(session: Session) -> None:
    assert session.live.num_rows == 3, "noted before a file joins the plan that nothing came of"
    session.plan.tasks.append(session.plan.tasks[0])
    verdict = _look(session, CHECKS["no_document_is_lost"])
    assert not verdict.passed and "4 files: 2 read, 1 not read" in verdict.told


def test_what_a_person_wrote_wrongly_is_told(session: Session) -> None:
    session.plan.messages += ["documents.csv, line 3: has no date", "another"]
    verdict = _look(session, CHECKS["own_files_are_understood"])
    assert not verdict.passed and verdict.told == "documents.csv, line 3: has no date And 1 more, listed here."


def test_many_doubtful_facts_are_told(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "_TO_REVIEW_AT_MOST", -1.0)
    verdict = _look(session, CHECKS["most_facts_are_certain"])
    assert not verdict.passed and "review.csv" in verdict.told


def test_refused_rows_are_counted_and_a_flood_stops() -> None:
    with duckdb.connect() as rows:
        rows.execute("CREATE TABLE rejected_rows (table_name VARCHAR, rule VARCHAR, reason VARCHAR)")
        rows.execute("CREATE TABLE quantities AS SELECT range AS n FROM range(300)")
        look = checks.rows_fit_their_schema("quantities")
        rows.execute("INSERT INTO rejected_rows SELECT 'quantities', 'kind', 'why' FROM range(3)")
        assert look(rows, None).passed  # type: ignore[arg-type]
        rows.execute("INSERT INTO rejected_rows SELECT 'quantities', 'kind', 'why' FROM range(3)")
        verdict = look(rows, None)  # type: ignore[arg-type]
    assert not verdict.passed and "6 were put aside" in verdict.told


def test_files_that_came_during_the_run_are_told(session: Session) -> None:
    late = session.run.settings.raw / "late.txt"
    late.write_text(TEXT, encoding="utf-8")
    assert not _look(session, CHECKS["nothing_new_since"]).passed
    late.unlink()
    assert _look(session, CHECKS["nothing_new_since"]).passed


def test_parts_of_different_runs_are_told(session: Session) -> None:
    folder = session.run.settings.warehouse / "csv"
    folder.mkdir()
    (folder / "run_id.txt").write_text("another\n")
    verdict = _look(session, CHECKS["all_parts_are_of_one_run"])
    assert not verdict.passed and "csv: another" in verdict.told


def _fact(value: str, unit_code: str, **more: str) -> dict[str, str]:
    return {"value": value, "unit_code": unit_code, **more}


BEYOND = [
    _fact("10001", "%"),
    _fact("101", "%", measure="share"),
    _fact("-1001", "{pp}"),
    _fact("20000000000000000", "CNY"),
    _fact("20000000000", "{person}"),
    _fact("20000000000", "km"),
    _fact("600000000", "km2"),
    _fact("10001", "a"),
    _fact("1", "kg", period_start="2021-01-01", period_end="2101-12-31"),
]


def test_every_bound_finds_what_lies_beyond_it_and_nothing_else(tmp_path: Path) -> None:
    plausible = [_fact("10000", "%"), _fact("100", "%", measure="share"), _fact("1554", "CNY")]
    craft_warehouse(tmp_path / "wanyi.duckdb", *BEYOND, *plausible)
    with duckdb.connect(str(tmp_path / "wanyi.duckdb"), read_only=True) as rows:
        assert sorted(why for why, *_ in implausible_facts(rows)) == sorted(bound.words for bound in BOUNDS)
