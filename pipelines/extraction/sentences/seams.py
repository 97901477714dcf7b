"""Whether two lines are the halves of one: by the word that a cut went through."""

import re

_REACH = 6  # characters on each side: longer words are rare, and the words around settle where words begin


def is_cut_in_word(before: str, after: str) -> bool:
    """Return whether a word of the dictionary begins at the end of `before` and ends in `after`.

    >>> is_cut_in_word("在体制上突破了发展制", "约，成效明显。"), is_cut_in_word("全市经济稳步增长", "今年，产值提高。")
    (True, False)
    """
    import rjieba  # here, since it reads its dictionary when it is imported, and few texts are cut

    left = before[-_REACH:]
    place = 0
    for word in rjieba.cut(without_surrogates(left + after[:_REACH]), False):
        if place < len(left) < place + len(word):
            return True
        place += len(word)
    return False


_SURROGATE = re.compile("[\ud800-\udfff]")


def without_surrogates(text: str) -> str:
    """Return `text`, as long as it is, with U+FFFD for each lone surrogate: no library outside Python takes one.

    >>> without_surrogates("增长\\udc808%")
    '增长\ufffd8%'
    """
    return _SURROGATE.sub("\ufffd", text)
