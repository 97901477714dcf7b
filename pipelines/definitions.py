"""The wiring: assets, checks, jobs, sensor, schedule and resources, and nothing else."""

from dagster import AssetSpec, Definitions, in_process_executor

from pipelines import groups
from pipelines.assets.publication import exports, publication, report
from pipelines.assets.reading import OWNERS, read_texts
from pipelines.assets.warehouse import warehouse
from pipelines.checks import CHECKS
from pipelines.console import plain_console
from pipelines.jobs import refresh, review
from pipelines.resources import FOLDERS, Folders
from pipelines.schedules import every_morning
from pipelines.sensors import new_texts

raw_texts = AssetSpec(
    "raw_texts",
    group_name=groups.TEXTS,
    kinds={"file"},
    owners=OWNERS,
    description=(
        "The folder of texts as they were received, with documents.csv (title, publisher, date, area), "
        "corrections.csv and vocabularies/ beside them. Nothing here is ever changed by a run."
    ),
)

defs = Definitions(
    assets=[raw_texts, read_texts, warehouse, exports, report, publication],
    asset_checks=CHECKS,
    jobs=[refresh, review],
    sensors=[new_texts],
    schedules=[every_morning],
    resources={FOLDERS: Folders()},
    loggers={"console": plain_console},
    # One process holds the write lock and shares what it has read; the documents are read by workers of its own.
    executor=in_process_executor,
)
