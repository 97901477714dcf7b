"""Two Ray nodes on this machine give the tables of one process; a node that is killed costs time and no rows."""

import datetime
import time
from contextlib import suppress
from pathlib import Path

import pytest

from pipelines.batches.plan import plan_run
from pipelines.batches.workers import extract_batches
from pipelines.reviews import fill_reviews
from pipelines.settings import BadSetting, Settings, settings_from_environment
from pipelines.warehouse.build import build_warehouse
from pipelines.warehouse.runs import start_run
from tests.batches.test_workers import children_of
from tests.warehouse.whole_run import assert_same_tables, run_whole

TEXT = "{}，桃源县新增就业3.2万人，失业率为4.1%。其中，县城新增{}人，比上年增长{}%。\n"


@pytest.fixture
def cluster():
    """Return a Ray cluster of two nodes with a core each."""
    pytest.importorskip("ray", reason="needs Ray: pip install '.[ray]'")
    from ray.cluster_utils import Cluster

    made = Cluster(initialize_head=True, head_node_args={"num_cpus": 1, "include_dashboard": False})
    made.add_node(num_cpus=1)
    made.wait_for_nodes()
    yield made
    made.shutdown()


def write_texts(raw: Path, documents: int, lines: int) -> Path:
    raw.mkdir()
    for number in range(documents):
        text = "".join(TEXT.format(_day(number, line), number + line, line) for line in range(1, lines + number))
        (raw / f"{number:03}.txt").write_text(text, encoding="utf-8")
    return raw


def _day(number: int, line: int) -> str:
    """Return a day that no other line names: statements of one day would all disagree with each other."""
    day = datetime.date(1900, 1, 1) + datetime.timedelta(days=500 * number + line)
    return f"{day.year}年{day.month}月{day.day}日"


@pytest.mark.slow
def test_two_nodes_give_the_tables_of_one_process(cluster, tmp_path):
    raw = write_texts(tmp_path / "raw", documents=24, lines=2)
    (raw / "broken.pdf").write_bytes(b"%PDF-1.7 and nothing more")
    many = Settings(raw, tmp_path / "many", batch_bytes=4096, engine="ray", ray_address=cluster.address)
    run_whole(many)
    alone = Settings(raw, tmp_path / "alone")
    run_whole(alone)
    assert_same_tables(many.database, alone.database)


@pytest.mark.slow
def test_a_node_killed_in_mid_run_costs_time_and_no_rows(cluster, tmp_path):
    raw = write_texts(tmp_path / "raw", documents=60, lines=250)
    many = Settings(raw, tmp_path / "many", batch_bytes=64 * 1024, engine="ray", ray_address=cluster.address)
    said: list[str] = []
    left = list(cluster.worker_nodes)

    def kill_the_second_node(outcome, batch):
        if left:
            node = left.pop()
            _wait_until_it_reads(node.all_processes["raylet"][0].process.pid)
            cluster.remove_node(node, allow_graceful=False)

    with start_run(many, cause="test") as run:
        plan = plan_run(run.settings)
        assert len(plan.batches) > 24
        outcomes = extract_batches(plan, kill_the_second_node, said.append)
        candidate = build_warehouse(run, plan, outcomes, fill_reviews=fill_reviews)
        alone = Settings(raw, tmp_path / "alone")
        run_whole(alone)
        assert_same_tables(candidate.database, alone.database)
    assert any(message.startswith("A Ray node or worker was lost") for message in said), said


def _wait_until_it_reads(node: int) -> None:
    """Wait until a worker of the node's process has a batch; Ray calls a worker by what it does."""
    end = time.monotonic() + 120
    while time.monotonic() < end:
        with suppress(OSError):  # a worker that ended meanwhile
            if any(b"extract_batch" in Path(f"/proc/{worker}/cmdline").read_bytes() for worker in children_of(node)):
                return
        time.sleep(0.001)
    pytest.fail("the second node has not begun to read")


@pytest.mark.slow
def test_no_cluster_at_the_address_is_said_plainly(tmp_path):
    pytest.importorskip("ray", reason="needs Ray: pip install '.[ray]'")
    raw = write_texts(tmp_path / "raw", documents=1, lines=2)
    nowhere = Settings(raw, tmp_path / "warehouse", engine="ray", ray_address="127.0.0.1:1")
    with (
        start_run(nowhere, cause="test") as run,
        pytest.raises(BadSetting, match=r"No Ray cluster answers at .*127\.0\.0\.1:1"),
    ):
        extract_batches(plan_run(run.settings))


def test_without_the_extra_the_setting_says_how_to_get_it(monkeypatch):
    monkeypatch.setenv("ENGINE", "ray")
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(BadSetting, match="make run ENGINE=ray"):
        settings_from_environment()
