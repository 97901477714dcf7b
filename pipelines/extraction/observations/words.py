"""Words and parts of speech of a sentence (rjieba, the ICTCLAS tag set: n noun, v verb, ns place, m numeral …)."""

from typing import NamedTuple

import rjieba


class Word(NamedTuple):
    """One word of a sentence at `start:end` of its text."""

    start: int
    end: int
    text: str
    tag: str


def tag_words(text: str) -> list[Word]:
    """Return the words of `text` in order, without gaps, each with its part of speech.

    >>> [(word.text, word.tag) for word in tag_words('粮食产量增长')]
    [('粮食产量', 'n'), ('增长', 'v')]
    """
    words = []
    place = 0
    for word, tag in rjieba.tag(text):
        words.append(Word(place, place + len(word), word, tag))
        place += len(word)
    return words
