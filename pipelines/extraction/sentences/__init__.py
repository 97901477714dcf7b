"""Text → sentences in reading order, each with its article, section and place."""

from pipelines.extraction.sentences.split import split_sentences

__all__ = ["split_sentences"]
