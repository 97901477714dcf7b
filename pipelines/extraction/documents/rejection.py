"""Why a file was not read, and what its owner can do about it."""

import unicodedata


class DocumentRejected(Exception):
    """A file that is not read: `reason` says why, `remedy` what its owner can do. Both are safe to print.

    >>> rejected = DocumentRejected("the file is empty", "remove it")
    >>> rejected.reason, rejected.remedy, str(rejected)
    ('the file is empty', 'remove it', 'the file is empty: remove it')
    """

    def __init__(self, reason: str, remedy: str) -> None:
        """Make both texts printable: they may quote names and bytes of the file."""
        self.reason = printable(reason)
        self.remedy = printable(remedy)
        super().__init__(f"{self.reason}: {self.remedy}")

    def __reduce__(self) -> tuple[type["DocumentRejected"], tuple[str, str]]:
        """Return how to make it again in another process."""
        return type(self), (self.reason, self.remedy)


def printable(text: str, *, limit: int = 500) -> str:
    r"""Return `text` fit for one line of a log or terminal: what could steer either is shown as an escape.

    Control characters (newlines too), terminal sequences, invisible and bidirectional format characters, and lone
    surrogates become `\xNN` or `\uNNNN`; more than `limit` characters are cut.

    >>> printable("年报\x1b[31m.txt")
    '年报\\x1b[31m.txt'
    """
    cut = text if len(text) <= limit else text[: limit - 1] + "…"
    if cut.isprintable():
        return cut
    return "".join(character if character.isprintable() else _escape(character) for character in cut)


def _escape(character: str) -> str:
    """Return how a character that cannot be printed is shown: a space of any width as one space."""
    if unicodedata.category(character) == "Zs":
        return " "
    codec = "ascii" if "\ud800" <= character <= "\udfff" else "unicode_escape"
    return character.encode(codec, "backslashreplace").decode("ascii")
