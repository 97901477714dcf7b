"""Groups that give nothing back, written so that every Python from 3.11 on matches them alike.

A possessive quantifier behind a group, as in `(?:ab?c)?+`, is wrong before Python 3.11.5 (CPython issue 106052, in
Debian 12's 3.11.2): where the group fails half-way, what it had read counts as matched. A group that ends in an empty
alternative cannot fail. Behind a single character or class (`[0-9]++`) the quantifier is right everywhere.
"""


def maybe(part: str) -> str:
    """Return the regular expression for `part`, or nothing, and no way back: `(?:part)?+`.

    >>> import re
    >>> re.match("3" + maybe("[.][0-9]++"), "3.倍")[0]
    '3'
    """
    return f"(?>{part}|)"


def repeated(part: str) -> str:
    """Return the regular expression for as many of `part` as there are, none too, and no way back: `(?:part)*+`.

    >>> import re
    >>> re.match("1" + repeated("[,][0-9]{3}(?![0-9])"), "1,234,5678")[0]
    '1,234'
    """
    return f"(?:{part}|)*+"
