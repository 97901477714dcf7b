"""The groups of assets in the order of the way of the data; their numbers keep the UI's lists in that order."""

TEXTS = "1_texts"
READING = "2_reading"
WAREHOUSE = "3_warehouse"
PUBLICATION = "4_publication"
# Dagster's lineage page shows each group as one closed box, unless its address names those that are open.
OPEN_LINEAGE = "/asset-groups?expanded=" + ",".join(
    f"global@global:{group}" for group in (TEXTS, READING, WAREHOUSE, PUBLICATION)
)
