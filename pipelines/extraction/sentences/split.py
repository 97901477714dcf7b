"""Text → sentences."""

import re

from pipelines.extraction.model import Sentence

_SENTENCE = re.compile(r"[^。！？；\n]+[。！？；]?")


def split_sentences(text: str) -> list[Sentence]:
    """Return the sentences of `text` in reading order."""
    return [
        Sentence(1, None, None, number, number, match.group(), (match.span(),))
        for number, match in enumerate(_SENTENCE.finditer(text), 1)
        if match.group().strip()
    ]
