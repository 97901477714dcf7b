"""One fast pattern for many words: one branch per first character, the longest word first."""

import re
from collections import defaultdict
from collections.abc import Iterable


def surface_pattern(surfaces: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern that finds any of the words, the longest where several begin at the same place.

    >>> surface_pattern(['增', '增加', '增加值', '降']).findall('增加值下降，同比增加')
    ['增加值', '降', '增加']
    """
    branches: defaultdict[str, list[str]] = defaultdict(list)
    for surface in sorted(surfaces, key=len, reverse=True):
        branches[surface[0]].append(re.escape(surface[1:]))
    return re.compile("|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in branches.items()))
