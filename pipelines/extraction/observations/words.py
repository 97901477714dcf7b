"""Words and parts of speech of a text (rjieba, the ICTCLAS tag set: n noun, v verb, ns place, m numeral …)."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import lru_cache, partial
from typing import NamedTuple

from pipelines.extraction.sentences.seams import without_surrogates


class Word(NamedTuple):
    """One word of a sentence at `start:end` of its text."""

    start: int
    end: int
    text: str
    tag: str


_new_word = partial(tuple.__new__, Word)  # of the fields as one tuple: half the time of Word(…), and there are many
_LEAST_FREQUENCY = 1000  # so that 占比|达 is not cut as 占|比达


class Tagger:
    """A tagger with its own user words: other taggers and rjieba's process-wide functions never see them."""

    def __init__(self, user_words: Iterable[tuple[str, str]] = ()) -> None:
        """Take user words with their tags; each is kept whole wherever it stands."""
        import rjieba  # here, since it reads its dictionary when it is imported, and reading quantities needs none

        self._jieba = rjieba.Jieba()
        for text, tag in user_words:
            self._jieba.add_word(text, max(self._jieba.suggest_freq(text), _LEAST_FREQUENCY), tag)

    def tag(self, text: str, *, hmm: bool = True) -> list[tuple[str, str]]:
        """Return the words of `text` with their tags; a lone surrogate, which rjieba cannot take, stands as U+FFFD."""
        try:
            return self._jieba.tag(text, hmm)
        except UnicodeEncodeError:
            return self._jieba.tag(without_surrogates(text), hmm)

    def tag_words(self, text: str) -> list[Word]:
        """Return the words of `text` in order, without gaps, each with its part of speech.

        >>> [(word.text, word.tag) for word in Tagger([('社会组织', 'n')]).tag_words('登记社会组织')]
        [('登记', 'v'), ('社会组织', 'n')]
        """
        words = []
        place = 0
        for word, tag in self.tag(text):
            end = place + len(word)
            words.append(_new_word((place, end, word, tag)))
            place = end
        return words


def tag_words(text: str) -> list[Word]:
    """Return the words of `text` as rjieba's own dictionary has them."""
    return tagger_of(()).tag_words(text)


def index_at(words: Sequence[Word], place: int) -> int:
    """Return the index of the first word that begins at `place` or behind it, their number where none does.

    >>> words = tag_words('登记社会组织')
    >>> [index_at(words, place) for place in (0, 1, 2, 6)]
    [0, 1, 1, 3]
    """
    return bisect_left(words, (place,))  # words are tuples, and begin with their place


@lru_cache(maxsize=4)
def tagger_of(user_words: tuple[tuple[str, str], ...]) -> Tagger:
    """Return the tagger with these words; its dictionary is read once for all vocabularies that have the same ones."""
    return Tagger(user_words)
