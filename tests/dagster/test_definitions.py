"""What Dagster is told: the way of the data, and words for whoever reads it in the UI."""

import subprocess
import sys
from pathlib import Path

import pytest
from dagster import AssetKey, DefaultScheduleStatus, DefaultSensorStatus

from pipelines.assets.metadata import column_schema
from pipelines.definitions import defs
from pipelines.resources import Folders
from pipelines.settings import PROJECT
from schemas.tables import TABLES
from tests.processes import environment

WAY_OF_THE_DATA = (
    ("raw_texts", "documents"),
    ("documents", "sentences"),
    ("sentences", "quantities"),
    ("quantities", "observations"),
    ("observations", "warehouse"),
    ("warehouse", "exports"),
    ("warehouse", "report"),
    ("report", "publication"),
)
GRAPH = defs.resolve_asset_graph()
SPECS = {spec.key.to_user_string(): spec for spec in defs.resolve_all_asset_specs()}


@pytest.mark.parametrize(("earlier", "later"), WAY_OF_THE_DATA)
def test_the_graph_is_the_way_of_the_data(earlier: str, later: str) -> None:
    assert AssetKey(later) in GRAPH.get(AssetKey(earlier)).child_keys


def test_groups_are_numbered_in_the_order_of_the_data() -> None:
    groups = [SPECS[name].group_name for name in ("raw_texts", "documents", "warehouse", "exports", "publication")]
    assert groups == ["1_texts", "2_reading", "3_warehouse", "4_publication", "4_publication"]


@pytest.mark.parametrize("name", sorted(SPECS))
def test_every_asset_is_described_for_analysts(name: str) -> None:
    spec = SPECS[name]
    assert len(spec.description or "") > 80
    assert spec.owners and spec.kinds


@pytest.mark.parametrize("table", ("documents", "sentences", "quantities", "observations"))
def test_the_columns_in_the_ui_are_those_of_the_schema(table: str) -> None:
    schema = SPECS[table].metadata["dagster/column_schema"]
    assert schema == column_schema(table)
    assert [column.name for column in schema.columns] == list(TABLES[table].to_schema().columns)
    assert all(column.description for column in schema.columns)


def test_every_check_says_what_must_hold() -> None:
    specs = [spec for definition in defs.asset_checks or () for spec in definition.check_specs]
    assert len(specs) >= 12
    assert all(spec.description and spec.description.endswith(".") for spec in specs)
    assert {spec.name for spec in specs if spec.blocking} >= {
        "offsets_are_exact",
        "ids_are_unique",
        "no_document_is_lost",
    }


def test_sensor_and_schedule_run_without_being_switched_on() -> None:
    assert defs.resolve_sensor_def("new_texts").default_status == DefaultSensorStatus.RUNNING
    assert defs.resolve_schedule_def("every_morning").default_status == DefaultScheduleStatus.RUNNING


@pytest.mark.parametrize("job", ("refresh", "review"))
def test_the_jobs_make_everything_and_check_it(job: str) -> None:
    layer = defs.resolve_job_def(job).asset_layer
    assert layer.executable_asset_keys == {AssetKey(name) for name in SPECS} - {AssetKey("raw_texts")}
    specs = {spec.key for definition in defs.asset_checks or () for spec in definition.check_specs}
    assert layer.asset_graph.asset_check_keys >= specs


@pytest.mark.parametrize("field", sorted(Folders.model_fields))
def test_the_launchpad_explains_every_field(field: str) -> None:
    assert len(Folders.model_fields[field].description or "") > 40


@pytest.mark.slow
@pytest.mark.parametrize("command", (["check", "defs"], ["list", "defs"]))
def test_dg_finds_nothing_to_complain_about(command: list[str], tmp_path: Path) -> None:
    program = Path(sys.executable).with_name("dg")
    finished = subprocess.run(
        [program, *command],
        cwd=PROJECT,
        env=environment(PROJECT / "raw", tmp_path),
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert finished.returncode == 0, finished.stdout + finished.stderr
    assert finished.stderr == ""
    if command == ["list", "defs"]:
        assert all(name in finished.stdout for name in ("documents", "publication", "refresh", "new_texts"))
