"""Bytes → text: which encoding a file is in, and what of its characters is kept."""

import re
from functools import lru_cache

from pipelines.extraction.documents.rejection import DocumentRejected

_BYTE_ORDER_MARKS = (  # the four-byte marks first: UTF-32 LE begins with the mark of UTF-16 LE
    (b"\x00\x00\xfe\xff", "utf-32-be", "utf-32"),
    (b"\xff\xfe\x00\x00", "utf-32-le", "utf-32"),
    (b"\xef\xbb\xbf", "utf-8", "utf-8-sig"),
    (b"\xff\xfe", "utf-16-le", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be", "utf-16-be"),
)
_LEGACY = (  # codec, name recorded; of equally good readings the first wins
    ("gb18030", "gb18030"),  # GB2312 and GBK are parts of it
    ("cp950", "big5"),  # Big5 as Windows writes it
    ("big5hkscs", "big5"),  # with the characters of Hong Kong
    ("utf-16-le", "utf-16-le"),
    ("utf-16-be", "utf-16-be"),
)
_SAMPLE = 20_000  # characters that the evidence is taken from; more would not change it
_READS_AS_CHINESE = 0.7  # real text is above 0.95 in the right encoding, below 0.65 in a wrong one

_NEWLINES = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_STRIPPED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"  # control characters but tab and newline
    # soft hyphen, zero-width and direction marks, variation selectors, byte order marks, half characters, tags
    "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff"
    "\U000e0000-\U000e007f]"
)


def decode(content: bytes) -> tuple[str, str]:
    """Return the text of `content` (normalised as by `clean`) and the encoding it was in.

    The encoding is one of utf-8, utf-8-sig, utf-16-le, utf-16-be, utf-32, gb18030, big5. A mark of byte order decides
    first, then strict UTF-8; then the encoding that decodes every byte and in which most characters are common ones:
    the first levels of GB 2312 and Big5 are sorted by use, and text read in the wrong one falls outside them.

    Raises DocumentRejected where the content is empty, binary, damaged or in none of them.

    >>> decode("生产总值1554亿元".encode("gbk")), decode("生產總值1554億元".encode("big5"))
    (('生产总值1554亿元', 'gb18030'), ('生產總值1554億元', 'big5'))
    """
    text, encoding = _decode_strictly(content)
    head = text[:_SAMPLE]
    controls = len(_CONTROLS.findall(head))
    if controls > 0.02 * len(head) + 1 and controls > _count_common(head):
        raise DocumentRejected("the content is binary, not text", "save it as .txt, .docx, .pdf, .html or .xlsx")
    cleaned = clean(text)
    if not cleaned.strip():
        raise DocumentRejected("the file has no text", "remove it, or save it again with its text")
    return cleaned, encoding


def clean(text: str) -> str:
    r"""Return `text` as it is stored: every kind of line end as `\n`, what cannot be seen stripped.

    Stripped are control characters but the tab, zero-width and direction characters, variation selectors and marks
    of byte order: a numeral they cut in two is one again. Spaces of every width stay. All offsets count the result.

    >>> clean("同比\u200b增长\r\n1\x000%")
    '同比增长\n10%'
    """
    if "\r" in text or _NEWLINES.search(text):
        text = _NEWLINES.sub("\n", text)
    return _STRIPPED.sub("", text) if _STRIPPED.search(text) else text


_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


def _decode_strictly(content: bytes) -> tuple[str, str]:
    """Return the text of `content` and its encoding, every byte of it accounted for."""
    if not content:
        raise DocumentRejected("the file is empty", "remove it, or copy it again")
    for mark, codec, name in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            try:
                return content[len(mark) :].decode(codec), name
            except UnicodeDecodeError as error:
                raise _damaged(name, error, len(content)) from None
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        return _decode_legacy(content, error)
    if _CONTROLS.search(text[:_SAMPLE]):  # UTF-16 may be valid UTF-8 by its bytes, but then it has control characters
        return _wide_without_mark(content) or (text, "utf-8")
    return text, "utf-8"


def _decode_legacy(content: bytes, as_utf8: UnicodeDecodeError) -> tuple[str, str]:
    """Return the text of `content`, which is not UTF-8, in the encoding in which it reads as Chinese."""
    best, best_evidence = None, (0, 0)
    for codec, name in _LEGACY:
        try:
            text = content.decode(codec)
        except UnicodeDecodeError:
            continue
        share, common = common_share(text[:_SAMPLE]), _count_common(text[:_SAMPLE])
        evidence = (round(20 * share), common)  # alike in share: the one that explains more bytes as Chinese
        if share >= _READS_AS_CHINESE and evidence > best_evidence:
            best, best_evidence = (text, name), evidence
    if best is not None:
        return best
    readable = content[: as_utf8.start].decode("utf-8")[-_SAMPLE:]
    if _count_common(readable) >= 3 and common_share(readable) >= _READS_AS_CHINESE:
        raise _damaged("utf-8", as_utf8, len(content))
    reason = "the content is neither UTF-8, UTF-16, GB18030 nor Big5 text"
    raise DocumentRejected(reason, "save it as UTF-8 text, or as .docx, .pdf, .html or .xlsx")


def _wide_without_mark(content: bytes) -> tuple[str, str] | None:
    """Return the text of `content` as UTF-16 without a mark of byte order, None where it is not."""
    for codec in ("utf-16-le", "utf-16-be"):
        try:
            text = content.decode(codec)
        except UnicodeDecodeError:
            continue
        if "\0" not in text and common_share(text[:_SAMPLE]) >= _READS_AS_CHINESE:
            return text, codec
    return None


def _damaged(encoding: str, error: UnicodeDecodeError, length: int) -> DocumentRejected:
    """Return the rejection of text whose bytes stop making sense."""
    if error.end >= length - 3:
        return DocumentRejected(f"the {encoding} text ends inside a character: it was cut off", "copy it again")
    reason = f"the {encoding} text is damaged at byte {error.start}"
    return DocumentRejected(reason, "save it again as UTF-8 from the program that wrote it")


def _count_common(text: str) -> int:
    """Return how many characters beyond ASCII of `text` are common ones."""
    common = common_characters()
    return sum(character in common for character in text if character > "\x7f")


def common_share(text: str) -> float:
    """Return the share of common characters in those of `text` that are beyond ASCII or control characters.

    1.0 where there are none of either.

    >>> common_share("生产总值，"), common_share("鐢熶骇鎬诲€") < 0.7
    (1.0, True)
    """
    counted = sum(character > "\x7f" for character in text) + len(_CONTROLS.findall(text))
    return _count_common(text) / counted if counted else 1.0


@lru_cache(maxsize=1)
def common_characters() -> frozenset[str]:
    """Return the characters that make up Chinese text: the first levels of GB 2312 and Big5, and punctuation.

    GB 2312 section 16 to 55 holds the 3,755 most used simplified characters, Big5 A440 to C67E the 5,401 most used
    traditional ones (5.1.1 and 5.2 of the standards: sorted by use, then by sound or strokes).
    """
    characters = {chr(code) for start, end in _PUNCTUATION for code in range(start, end + 1)}
    for lead in range(0xB0, 0xD8):
        characters.update(bytes((lead, trail)).decode("gb2312", "ignore") for trail in range(0xA1, 0xFF))
    for lead in range(0xA4, 0xC7):
        trails = (*range(0x40, 0x7F), *range(0xA1, 0xFF))
        characters.update(bytes((lead, trail)).decode("cp950", "ignore") for trail in trails)
    return frozenset(characters - {""})


_PUNCTUATION = (
    (0x00B7, 0x00B7),  # · of names
    (0x2010, 0x2027),  # dashes, quotation marks, ellipsis
    (0x2030, 0x2030),  # ‰
    (0x2103, 0x2103),  # ℃
    (0x2160, 0x217F),  # Ⅱ
    (0x2460, 0x249B),  # ①
    (0x25A0, 0x25CF),  # ■●
    (0x3000, 0x301F),  # 。、《》【】〇
    (0x3220, 0x3229),  # ㈠
    (0xFF01, 0xFF5E),  # full-width ASCII
)
