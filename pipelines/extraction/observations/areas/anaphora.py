"""Bodies that a sentence takes up by the last word of their name alone: 大桥, 该工程, 截至目前，大赛."""

import re
from collections.abc import Collection, Mapping, Sequence

from pipelines.extraction.observations.reading import SentenceReading
from pipelines.extraction.observations.words import Word, index_at

# What stands before a subject (今年，; 截至目前，; 建成后，; 据介绍，) and what points back to it (该, 这座).
_BEFORE_A_BARE_NOUN = re.compile(
    r"\s*(?:[^，。；]{0,8}(?:[年月日末后]|目前|以来|此外|同时|届时|期间|其间|据悉|据介绍|如今|现在)[，,]?)?"
    r"((?:该|此|本|这)[一两]?[条座个项艘家片台届次]?)?"
)
_SHORTEST = 2  # characters of a bare noun with what points back to it
# What the bare word for a body is followed by where it is the subject, and not the first part of a longer noun.
_AFTER_A_SUBJECT = frozenset(["v", "d", "ad", "t", "p", "c", "f", "m", "r", "x", "uj", "ul"])
_OWN_MEASURES = re.compile(r"[全总长宽高面日年最共预设计]")  # 线路|全长, 项目|年产, 工程|设计


def body_taken_up(
    reading: SentenceReading, name_of: Mapping[str, str], sorts: Collection[str], subject: str
) -> str | None:
    """Return the name of the body that a sentence begins with again by the last word of its name, None without one.

    `name_of` has the body named last with each ending, `subject` is what the article is about. The bare word for one of
    `sorts` (银行, 公路) means any of them, unless it is the subject's own.
    """
    text = reading.text
    opening = _BEFORE_A_BARE_NOUN.match(text)
    start, is_pointed_at = (opening.end(), opening[1] is not None) if opening else (0, False)
    first = text[start : start + 1]
    if not any(first in ending for ending in name_of):
        return None
    for ending in sorted(name_of, key=len, reverse=True):
        bare = next((ending[cut:] for cut in range(len(ending)) if text.startswith(ending[cut:], start)), "")
        if len(bare) + is_pointed_at < _SHORTEST:  # 大桥, for a 特大桥
            continue
        is_the_subject = subject.endswith(ending)
        if not is_pointed_at and not is_the_subject and bare in sorts:
            continue
        if is_pointed_at or _is_whole_subject(reading.words, start + len(bare)):
            return subject if is_the_subject else name_of[ending]
    return None


def _is_whole_subject(words: Sequence[Word], end: int) -> bool:
    """Return whether a noun that ends at `end` is a whole subject (大赛|共收到), no part of another (大赛|组委会)."""
    index = index_at(words, end)
    if index == len(words) or words[index].start != end:
        return False
    return words[index].tag in _AFTER_A_SUBJECT or _OWN_MEASURES.match(words[index].text) is not None
