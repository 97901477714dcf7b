"""A small folder of texts whose warehouse is broken on purpose, and how whole is told from anything else."""

import hashlib
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import duckdb

from pipelines.batches.plan import plan_run
from pipelines.batches.workers import extract_batches
from pipelines.exports.tables import write_exports
from pipelines.report import write_report
from pipelines.settings import Settings
from pipelines.warehouse.audit import audit_warehouse
from pipelines.warehouse.build import build_warehouse
from pipelines.warehouse.publish import publish
from pipelines.warehouse.runs import Say, start_run
from tests.warehouse.whole_run import read_tables

STEADY = {
    "a.txt": "2021年，韶关市地区生产总值达1554亿元，同比增长8.6%。\n",
    "b.txt": "2021年，桃源县新增就业3.2万人，失业率为4.1%。\n",
}
CHANGING = "changing.txt"
# Whole means: everything is of one of these two, and nothing of both.
TEXTS = ("2021年，汉寿县粮食产量达70万吨。\n", "2022年，汉寿县粮食产量达71万吨，增长1.4%。\n")
STAGES = ("start", "plan", "extract", "build", "audit", "exports", "report", "publish")


@dataclass(frozen=True)
class Published:
    """What lies in a warehouse: the run that made each part, and a digest of it that does not know the run."""

    runs: tuple[str, str, str]  # of the database, csv/ and report/
    digests: tuple[str, str, str]
    ledger: tuple[str, ...]


def make_scene(folder: Path, warehouse: Path | None = None, *, database_memory: str = "512MB") -> Settings:
    """Return the settings of a new folder of texts, and of a warehouse beside it unless another is named."""
    raw = folder / "raw"
    raw.mkdir(parents=True)
    for name, text in STEADY.items():
        (raw / name).write_text(text, encoding="utf-8")
    change(Settings(raw, folder), 0)
    return Settings(raw, warehouse or folder / "warehouse", database_memory=database_memory)


def change(settings: Settings, number: int) -> None:
    """Write the one or the other text into the document that changes."""
    (settings.raw / CHANGING).write_text(TEXTS[number], encoding="utf-8")


def run_everything(
    settings: Settings, begin: Callable[[str], None] = lambda stage: None, say: Say = lambda message: None
) -> None:
    """Run and publish everything, pages included; `begin` is called with each stage as it begins."""
    begin("start")
    with start_run(settings, cause="faults", say=say) as run:
        begin("plan")
        plan = plan_run(run.settings)
        begin("extract")
        outcomes = extract_batches(plan)
        begin("build")
        candidate = build_warehouse(run, plan, outcomes)
        begin("audit")
        assert not audit_warehouse(candidate.database)
        begin("exports")
        write_exports(candidate.database, run.staging / "csv")
        begin("report")
        with duckdb.connect(str(candidate.database), read_only=True) as rows:
            write_report(rows, run.staging / "report", {})
        begin("publish")
        publish(run.staging, run.settings)


def look_at(settings: Settings) -> Published:
    """Return what is published; raises where any of it cannot be read."""
    with duckdb.connect(str(settings.database), read_only=True) as rows:
        ledger = tuple(run for (run,) in rows.execute("SELECT run_id FROM runs").fetchall())
    tables = hashlib.sha256()
    for name, table in sorted(read_tables(settings.database).items()):
        tables.update(repr((name, table.to_pylist())).encode())
    csv, report = settings.warehouse / "csv", settings.warehouse / "report"
    runs = tuple((folder / "run_id.txt").read_text(encoding="utf-8").strip() for folder in (csv, report))
    return Published(
        runs=(ledger[-1], *runs),
        digests=(tables.hexdigest(), _digest(csv, but="runs.csv"), _digest(report)),
        ledger=ledger,
    )


def from_nothing(settings: Settings, folder: Path) -> Published:
    """Return what a run over the same texts makes where nothing was before."""
    fresh = Settings(settings.raw, folder / "fresh")
    shutil.rmtree(fresh.warehouse, ignore_errors=True)
    run_everything(fresh)
    return look_at(fresh)


def assert_recovers(settings: Settings, folder: Path) -> None:
    """Assert that the next run succeeds, and that all it leaves equals a run from nothing, no row twice or lost."""
    run_everything(settings)
    now = look_at(settings)
    assert now.digests == from_nothing(settings, folder).digests
    assert len(set(now.runs)) == 1, "database, csv/ and report/ are of one run"
    assert len(set(now.ledger)) == len(now.ledger), "no run is recorded twice"
    assert not list(settings.staging.iterdir()), "nothing waits"


def _digest(folder: Path, but: str = "") -> str:
    """Return a digest of the files of a folder, without what names the run."""
    digest = hashlib.sha256()
    for file in sorted(folder.rglob("*")):
        if file.is_file() and file.name not in (but, "run_id.txt"):
            digest.update(file.relative_to(folder).as_posix().encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()
