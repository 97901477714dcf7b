"""Text that was once decoded in the wrong encoding: refused, since nothing read from it would be true."""

import re

from pipelines.extraction.documents.encoding import common_characters
from pipelines.extraction.documents.rejection import DocumentRejected

_SAMPLE = 50_000  # characters looked at, from the beginning
_HANZI = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_LATIN_RUN = re.compile(
    "[\x80-\xff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u2030\u20ac\u2122]{4,}"
)
_LATIN_LETTER = re.compile("[\x80-\x9f\xc0-\xff]")
_PLACEHOLDER = re.compile(
    "锟斤拷|烫烫烫烫|屯屯屯屯"
)  # U+FFFD written as UTF-8 and read as GBK; unset memory read as GBK
_QUESTION_MARKS = re.compile(r"\?{3,}")
_PRIVATE_USE = re.compile("[\ue000-\uf8ff]")
_REMEDY = "open the original in the program that wrote it and save it as UTF-8"


def refuse_mojibake(text: str) -> None:
    """Raise DocumentRejected where `text` was decoded wrongly before it came here.

    Signs, each beyond what honest text has: U+FFFD (a run of two, or more than 1 in 1,000 characters), 锟斤拷 (twice),
    letters such as Ã¤Â¸ in runs (1 % of the text), runs of question marks (a fifth of it), characters for private use
    (5 %), and more than a quarter of the hanzi outside the common ones (UTF-8 read as GBK, Big5 read as GBK).

    >>> refuse_mojibake("2021年，全市生产总值增长8.6%。")
    >>> refuse_mojibake("国民经济".encode().decode("gbk") * 3)  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    pipelines.extraction.documents.rejection.DocumentRejected: the text is garbled (...): open the original in ...
    """
    sample = text[:_SAMPLE]
    distinct = set(sample)
    for sign in (_replacement_characters, _placeholders, _latin_runs, _question_marks, _private_use, _rare_hanzi):
        if (found := sign(sample, distinct)) is not None:
            raise DocumentRejected(f"the text is garbled ({found})", _REMEDY)


def _replacement_characters(text: str, distinct: set[str]) -> str | None:
    count = text.count("\ufffd") if "\ufffd" in distinct else 0
    if count and ("\ufffd\ufffd" in text or count * 1000 > len(text)):
        return f"{count} replacement characters: bytes that could not be decoded"
    return None


def _placeholders(text: str, distinct: set[str]) -> str | None:
    found = _PLACEHOLDER.findall(text) if distinct & {"锟", "烫", "屯"} else []
    return f"{found[0]}: UTF-8 read as GBK" if len(found) >= 2 else None


def _latin_runs(text: str, distinct: set[str]) -> str | None:
    if not _LATIN_LETTER.search("".join(distinct)):
        return None
    runs = [run for run in _LATIN_RUN.findall(text) if 4 * len(_LATIN_LETTER.findall(run)) >= len(run)]
    if sum(map(len, runs)) * 100 > len(text):
        return f"{runs[0][:8]}: Chinese read as a Western encoding"
    return None


def _question_marks(text: str, distinct: set[str]) -> str | None:
    if "?" in distinct and 5 * sum(map(len, _QUESTION_MARKS.findall(text))) > len(text):
        return "question marks in place of characters"
    return None


def _private_use(text: str, distinct: set[str]) -> str | None:
    if _PRIVATE_USE.search("".join(distinct)) and 20 * len(_PRIVATE_USE.findall(text)) > len(text):
        return "characters for private use: a font of its own was needed to read it"
    return None


def _rare_hanzi(text: str, distinct: set[str]) -> str | None:
    rare = [character for character in distinct - common_characters() if _HANZI.match(character)]
    if 10 * len(rare) < len(distinct):
        return None  # of the few rare characters of honest text none is frequent
    count = sum(map(text.count, rare))
    if count >= 5 and 4 * count > (hanzi := len(_HANZI.findall(text))):
        return f"{''.join(sorted(rare)[:6])}: {count} of {hanzi} characters are ones that nobody uses"
    return None
