"""The two jobs that people start."""

from dagster import AssetSelection, define_asset_job

from pipelines.home import BY_HAND, CAUSE_TAG

# By group: `AssetSelection.all()` warns that its own parameter is in beta.
EVERYTHING = AssetSelection.groups("2_reading", "3_warehouse", "4_publication")

refresh = define_asset_job(
    "refresh",
    selection=EVERYTHING,
    description=(
        "Read what is new in the folder of texts and publish database, CSV files and evidence pages. Documents that "
        "have not changed are taken over as they are; nothing is published unless every blocking check passes."
    ),
    tags={CAUSE_TAG: BY_HAND},
)

review = define_asset_job(
    "review",
    selection=EVERYTHING,
    description=(
        "After filling in raw/corrections.csv (its columns are those of csv/review.csv): read the documents that the "
        "corrections name again, apply the verdicts, and publish. The check 'own_files_are_understood' names every "
        "correction that could not be applied."
    ),
    tags={CAUSE_TAG: "corrections"},
)
