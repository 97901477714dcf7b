"""Damaged state, too little memory, a clock that goes back, texts that change meanwhile, others at the same time."""

import datetime
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from pipelines.assets.failures import explain
from pipelines.batches.plan import hash_file, plan_run
from pipelines.batches.workers import extract_batches
from pipelines.settings import Settings
from pipelines.warehouse import ledger, runs
from pipelines.warehouse.build import build_warehouse
from pipelines.warehouse.publish import PublishRefused
from pipelines.warehouse.runs import start_run
from tests.faults.scene import CHANGING, assert_recovers, change, look_at, make_scene, run_everything

pytestmark = pytest.mark.faults

STATE = ("live.parquet", "runs.jsonl", "contents.json", "documents.parquet", "quantities.parquet",
         "observations.parquet", "fingerprints.parquet", "rejected_documents.parquet")  # fmt: skip


@pytest.fixture
def scene(tmp_path: Path) -> Settings:
    """Return the settings of a small folder of texts whose warehouse is published."""
    settings = make_scene(tmp_path)
    run_everything(settings)
    return settings


def cut(content: bytes) -> bytes:
    return content[: len(content) // 2]


def zeros(content: bytes) -> bytes:
    return bytes(len(content))


def nothing(content: bytes) -> bytes:
    return b""


@pytest.mark.parametrize("damage", [cut, zeros, nothing])
@pytest.mark.parametrize("name", STATE)
def test_half_written_hand_over(scene: Settings, tmp_path: Path, name: str, damage):
    before = look_at(scene)
    files = list(scene.cache.rglob(name))
    assert files
    for file in files:
        file.write_bytes(damage(file.read_bytes()))
    change(scene, 1)
    assert_recovers(scene, tmp_path)
    assert look_at(scene).ledger[:-1] == before.ledger


@pytest.mark.parametrize("name", ["documents.parquet", "quantities.parquet", "fingerprints.parquet"])
def test_hand_over_that_changed_in_the_middle(scene: Settings, tmp_path: Path, name: str):
    """Its length and its end are right, so that only reading it shows the damage."""
    before = look_at(scene)
    for file in scene.cache.rglob(name):
        content = file.read_bytes()
        file.write_bytes(content[:4] + bytes(byte ^ 0x5A for byte in content[4:-8]) + content[-8:])
    change(scene, 1)
    with pytest.raises(duckdb.Error) as caught:
        run_everything(scene)
    told = str(explain(caught.value, scene))
    assert "What earlier runs had read is damaged" in told and f"Remove {scene.cache} and run again" in told
    assert look_at(scene) == before
    shutil.rmtree(scene.cache)
    assert_recovers(scene, tmp_path)


def test_too_little_memory(scene: Settings, tmp_path: Path):
    before = look_at(scene)
    change(scene, 1)
    small = Settings(scene.raw, scene.warehouse, database_memory="1MB")
    with pytest.raises(duckdb.Error) as caught:
        run_everything(small)
    told = str(explain(caught.value, small))
    assert "The memory was not enough; nothing was published." in told and "DATABASE_MEMORY=2GB" in told
    assert look_at(scene) == before
    assert_recovers(scene, tmp_path)


LIMITED = """
import resource, sys
from pathlib import Path
from pipelines.settings import Settings
from tests.faults.scene import run_everything
used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (used + (int(sys.argv[3]) << 20), resource.RLIM_INFINITY))
run_everything(Settings(Path(sys.argv[1]), Path(sys.argv[2])))
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="the limit counts from what /proc says is in use")
@pytest.mark.parametrize("megabytes", [1, 30, 90])
def test_no_more_memory_from_the_system(scene: Settings, tmp_path: Path, megabytes: int):
    before = look_at(scene)
    change(scene, 1)
    program = [sys.executable, "-c", LIMITED, str(scene.raw), str(scene.warehouse), str(megabytes)]
    subprocess.run(program, capture_output=True, timeout=120)
    after = look_at(scene)
    assert after == before or len(set(after.runs)) == 1
    assert_recovers(scene, tmp_path)


def test_clock_that_goes_back(scene: Settings, tmp_path: Path, monkeypatch):
    before = look_at(scene)

    class Yesterday(datetime.datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime.datetime.now(tz) - datetime.timedelta(days=1)

    change(scene, 1)
    monkeypatch.setattr(ledger, "datetime", Yesterday)  # goes back in the middle of a run
    run_everything(scene)
    monkeypatch.setattr(runs, "datetime", Yesterday)  # and a run that begins before the one that it follows
    change(scene, 0)
    run_everything(scene)
    after = look_at(scene)
    assert after.ledger[:1] == before.ledger and len(set(after.ledger)) == 3
    assert after.digests == before.digests
    assert set(after.runs) == {after.ledger[-1]}, "the last run to publish is the one that is published"
    monkeypatch.undo()
    assert_recovers(scene, tmp_path)


def test_texts_that_change_while_they_are_read(scene: Settings, tmp_path: Path):
    change(scene, 1)
    (scene.raw / "late.txt").write_text("2021年，全县有学校12所。\n", encoding="utf-8")
    with start_run(scene, cause="test", say=lambda message: None) as run:
        plan = plan_run(run.settings)
        change(scene, 0)
        (scene.raw / "late.txt").unlink()
        (scene.raw / "new.txt").write_text("2021年，全县有医院2所。\n", encoding="utf-8")
        candidate = build_warehouse(run, plan, extract_batches(plan))
        with duckdb.connect(str(candidate.database), read_only=True) as rows:
            rejected = rows.execute("SELECT path, reason, remedy FROM rejected_documents ORDER BY path").fetchall()
            read = rows.execute("SELECT path, content_sha256 FROM documents").fetchall()
    assert rejected == [
        (CHANGING, "it changed while the run was reading it", "run again when it is complete"),
        ("late.txt", "it is gone since the folder was listed", "copy it into raw/ again"),
    ]
    assert all(hash_file(scene.raw / path)[0] == digest for path, digest in read)
    assert_recovers(scene, tmp_path)


HOLD = """
import sys
from pathlib import Path
from pipelines.settings import Settings
from pipelines.warehouse.runs import start_run
with start_run(Settings(Path(sys.argv[1]), Path(sys.argv[2])), cause="test"):
    print("held", flush=True)
    sys.stdin.readline()
"""


def test_second_run_says_whom_it_waits_for(scene: Settings, tmp_path: Path):
    program = [sys.executable, "-c", HOLD, str(scene.raw), str(scene.warehouse)]
    with subprocess.Popen(program, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as first:
        assert first.stdout and first.stdin and first.stdout.readline() == "held\n"
        release = first.stdin
        said: list[str] = []

        def say(message: str) -> None:
            said.append(message)
            if len(said) == 1:
                release.write("\n")
                release.flush()

        run_everything(scene, say=say)
    assert said[0].startswith(f"Another run is writing here (process {first.pid}, since ")
    assert said[1].startswith("The other run is done after ")
    assert_recovers(scene, tmp_path)


def test_database_open_for_writing_elsewhere(scene: Settings, tmp_path: Path):
    before = look_at(scene)
    hold = "import duckdb, sys; held = duckdb.connect(sys.argv[1]); print('held', flush=True); sys.stdin.readline()"
    program = [sys.executable, "-c", hold, str(scene.database)]
    change(scene, 1)
    with subprocess.Popen(program, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout and writer.stdout.readline() == "held\n"
        with pytest.raises(PublishRefused) as caught:
            run_everything(scene)
        writer.communicate("\n")
    told = str(explain(caught.value, scene))
    assert "The finished result could not be published." in told
    assert "is open for writing in another program" in told and "Close that program" in told
    assert look_at(scene) == before
    assert_recovers(scene, tmp_path)
