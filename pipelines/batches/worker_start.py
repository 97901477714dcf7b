"""What a worker has ready before its first batch. The fork server imports this once, and all workers share it."""

import gc

from pipelines.batches import extract
from pipelines.batches.validate import validate_columns
from pipelines.extraction import extract_observations
from schemas.table import arrow_schema
from schemas.tables import EXTRACTED, TABLES

__all__ = ["extract"]

# The first sentence compiles the built-in vocabularies and loads the dictionary of words.
extract_observations("2021年，全市新增就业3.2万人。")

# So does the first validation with the models, and what pandera loads for it.
for name in EXTRACTED:
    validate_columns(name, TABLES[name], {column: [] for column in arrow_schema(TABLES[name]).names})

# What is loaded now stays: no collection looks at it again, which would also copy its pages in every worker. What a
# batch makes is freed by counting, all but a little; looking for that little less often saves a twentieth of the time.
gc.collect()
gc.freeze()
gc.set_threshold(50_000, 10, 100)
