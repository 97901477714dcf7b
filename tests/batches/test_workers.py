"""Any number of workers gives the same tables; a worker that dies costs time and no rows."""

import errno
import os
import signal
import threading
import time
from pathlib import Path

import pytest

from pipelines.batches import processes, workers
from pipelines.batches.plan import plan_run
from pipelines.settings import Settings
from pipelines.warehouse.runs import start_run
from tests.warehouse.whole_run import assert_same_tables, run_whole

TEXT = "2021年，桃源县新增就业3.2万人，失业率为4.1%。\n"


@pytest.fixture
def many(tmp_path, monkeypatch):
    """Return the settings of a folder with two dozen texts, which two workers share."""
    monkeypatch.setattr(workers, "WORTH_A_WORKER", 0)
    raw = tmp_path / "raw"
    raw.mkdir()
    for number in range(24):
        (raw / f"{number:02}.txt").write_text(TEXT * (number + 1), encoding="utf-8")
    return Settings(raw, tmp_path / "warehouse", workers=2, batch_bytes=4096)


def test_two_workers_give_the_tables_of_one(many, tmp_path):
    run_whole(many)
    alone = Settings(many.raw, tmp_path / "alone")
    run_whole(alone)
    assert_same_tables(many.database, alone.database)


def test_killed_worker_loses_nothing(many):
    said: list[str] = []
    killer = threading.Thread(target=_kill_a_worker, daemon=True)
    with start_run(many, cause="test") as run:
        plan = plan_run(run.settings)
        killer.start()
        outcomes = workers.extract_batches(plan, say=said.append)
    killer.join()
    assert said and said[0].startswith("A worker process died")
    read = [name for outcome in outcomes for name, _ in outcome.documents.values()]
    assert sorted(read) == [task.name for task in plan.tasks]
    assert not any(outcome.rejected for outcome in outcomes)


def _kill_a_worker() -> None:
    """Kill the first worker process of this one that appears."""
    for _ in range(2000):
        for child in workers_of(os.getpid()):
            os.kill(child, signal.SIGKILL)
            return
        time.sleep(0.005)


def workers_of(parent: int) -> list[int]:
    """Return the processes that the fork server of `parent` has started."""
    return [
        grandchild
        for child in children_of(parent)
        if b"forkserver" in Path(f"/proc/{child}/cmdline").read_bytes()
        for grandchild in children_of(child)
    ]


def children_of(parent: int) -> list[int]:
    children = []
    for task in Path(f"/proc/{parent}/task").iterdir():
        children += [int(child) for child in (task / "children").read_text().split()]
    return children


def test_without_shared_memory_one_process_reads_and_says_why(many, monkeypatch):
    def refuse(*_, **__):
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr("multiprocessing.synchronize.SemLock.__init__", refuse)
    said: list[str] = []
    with start_run(many, cause="test") as run:
        plan = plan_run(run.settings)
        outcomes = workers.extract_batches(plan, say=said.append)
    assert sum(len(outcome.documents) for outcome in outcomes) == len(plan.tasks)
    assert len(said) == 1 and "Permission denied" in said[0] and "writable /dev/shm" in said[0]


def test_document_that_ends_every_worker_is_rejected_for_now_and_the_others_go_on(many, monkeypatch):
    monkeypatch.setattr(workers, "extract_batch", _end_on_seven)
    with start_run(many, cause="test") as run:
        plan = plan_run(run.settings)
        outcomes = workers.extract_batches(plan)
        assert [name for outcome in outcomes for name, *_ in outcome.rejected] == ["07.txt"]
        assert sum(len(outcome.documents) for outcome in outcomes) == 24
        again = plan_run(run.settings)
        assert [task.name for batch in again.batches for task in batch.documents] == ["07.txt"]


def _end_on_seven(batch, settings):
    """Read a batch, unless the document that no worker survives is in it."""
    from pipelines.batches.extract import extract_batch

    if any(task.name == "07.txt" for task in batch.documents):
        os._exit(1)
    return extract_batch(batch, settings)


def test_workers_are_prepared_where_there_may_be_work(many, monkeypatch):
    started: list[bool] = []
    monkeypatch.setattr("multiprocessing.forkserver.ensure_running", lambda: started.append(True))
    monkeypatch.setattr(processes, "_prepared", threading.Event())
    processes.prepare_workers(many)
    assert started, "nothing is published yet"
    assert processes.are_workers_prepared()
    many.warehouse.mkdir()
    many.database.touch()
    processes.prepare_workers(many)
    assert len(started) == 1, "all that can be read is older"
    text = many.raw / "00.txt"
    os.utime(text, (text.stat().st_atime, many.database.stat().st_mtime + 1))
    processes.prepare_workers(many)
    assert len(started) == 2, "one text is newer"
