"""What a worker has ready before its first batch. The fork server imports this once, and all workers share it."""

from pipelines.batches import extract
from pipelines.extraction import extract_observations

__all__ = ["extract"]

# The first sentence compiles the built-in vocabularies and loads the dictionary of words.
extract_observations("2021年，全市新增就业3.2万人。")
