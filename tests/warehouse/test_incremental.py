"""After any sequence of adds, edits, renames and removals, a run over what is left equals a run from nothing."""

import shutil
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelines.settings import Settings
from tests.warehouse.whole_run import assert_same_tables, read_tables, run_whole

NAMES = ("a.txt", "b.txt", "下级/c.txt", "d.md")
TEXTS = (
    "2021年，韶关市地区生产总值达1554亿元，同比增长8.6%。\n",
    "全市新增就业3.2万人，失业率为4.1%。粮食产量12.5万吨。\n",
    "桃源县2020年建成公路120公里，比上年增加15公里。\n到2025年，公路将达到200公里。\n",
    "没有数字的一段话。\n",
    "",  # rejected
)
STEPS = st.one_of(
    st.tuples(st.just("write"), st.sampled_from(NAMES), st.sampled_from(TEXTS)),
    st.tuples(st.just("remove"), st.sampled_from(NAMES), st.none()),
    st.tuples(st.just("rename"), st.sampled_from(NAMES), st.sampled_from(NAMES)),
    st.tuples(st.just("manifest"), st.sampled_from(NAMES), st.sampled_from(("2021-03-01", "2022-01-18"))),
    st.tuples(st.just("run"), st.none(), st.none()),
)


def take_step(raw: Path, action: str, name: str | None, value: str | None) -> None:
    """Change the folder of texts as a person would."""
    if name is None:
        return
    path = raw / name
    path.parent.mkdir(parents=True, exist_ok=True)
    if action == "write":
        path.write_text(value or "", encoding="utf-8")
    elif action == "remove":
        path.unlink(missing_ok=True)
    elif action == "rename" and value and path.exists():
        (raw / value).parent.mkdir(parents=True, exist_ok=True)
        path.rename(raw / value)
    elif action == "manifest":
        row = f"document,title,publisher,published,area\n{name},,,{value},\n"
        (raw / "documents.csv").write_text(row, encoding="utf-8")


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=st.lists(STEPS, min_size=1, max_size=8))
def test_equals_a_run_from_nothing(tmp_path_factory, steps):
    folder = tmp_path_factory.mktemp("incremental")
    raw = folder / "raw"
    raw.mkdir()
    incremental = Settings(raw, folder / "warehouse")
    for action, name, value in steps:
        take_step(raw, action, name, value)
        if action == "run":
            run_whole(incremental, exports=False)
    run_whole(incremental)
    from_nothing = Settings(raw, folder / "fresh")
    run_whole(from_nothing)
    assert_same_tables(incremental.database, from_nothing.database)
    for file in sorted((folder / "fresh" / "csv").glob("*.csv")):
        if file.name != "runs.csv":
            assert (folder / "warehouse" / "csv" / file.name).read_bytes() == file.read_bytes(), file.name
    shutil.rmtree(folder)


def test_reads_only_what_changed(tmp_path):
    raw = tmp_path / "raw"
    raw.mkdir()
    for name, text in zip(NAMES, TEXTS, strict=False):
        take_step(raw, "write", name, text)
    settings = Settings(raw, tmp_path / "warehouse")
    assert run_whole(settings)["read"] == 4
    assert run_whole(settings)["read"] == 0
    take_step(raw, "write", "b.txt", TEXTS[2])
    assert run_whole(settings)["read"] == 1
    take_step(raw, "manifest", "a.txt", "2022-01-18")
    assert run_whole(settings)["read"] == 1
    take_step(raw, "remove", "a.txt", None)
    assert run_whole(settings)["read"] == 0
    (raw / "vocabularies").mkdir()
    (raw / "vocabularies" / "units.csv").write_text(
        "surface,unit_code,code_system,kind\n石,{shi},local,measure\n", encoding="utf-8"
    )
    assert run_whole(settings)["read"] == 3


def test_damaged_hand_over_is_read_again(tmp_path):
    raw = tmp_path / "raw"
    raw.mkdir()
    take_step(raw, "write", "a.txt", TEXTS[0])
    settings = Settings(raw, tmp_path / "warehouse")
    run_whole(settings)
    before = read_tables(settings.database)
    (half,) = settings.cache.glob("segments/*/quantities.parquet")
    half.write_bytes(half.read_bytes()[:100])
    assert run_whole(settings)["read"] == 1
    assert read_tables(settings.database)["quantities"].equals(before["quantities"])


def test_state_does_not_depend_on_the_published_file(tmp_path):
    raw = tmp_path / "raw"
    raw.mkdir()
    take_step(raw, "write", "a.txt", TEXTS[0])
    settings = Settings(raw, tmp_path / "warehouse")
    run_whole(settings)
    settings.database.write_bytes(b"no database")
    counts = run_whole(settings)
    assert counts["read"] == 0
    assert counts["runs"] == 2
