"""The numbers in front of headings and list items: 壹, 一、, （一）, 1., 第三章, ——, 一是."""

import re
from typing import NamedTuple

_DIGITS = {digit: value for value, digit in enumerate("〇一二三四五六七八九")}
_FORMAL = str.maketrans("壹贰貳叁參肆伍陆陸柒捌玖拾零", "一二二三三四五六六七八九十〇")

# The styles from the widest division of a text to the narrowest; a heading belongs to the last one of a wider style.
STYLES = ("chapter", "part", "formal", "chinese", "bracketed", "arabic", "decimal", "bracketed_arabic")

_NUMBERED = re.compile(
    r"""
      第(?P<chapter>[一二三四五六七八九十百\d]{1,4})(?:章|篇|部分|编|单元)[\s:：、.]*
    | 第(?P<part>[一二三四五六七八九十百\d]{1,4})节[\s:：、.]*
    | (?P<formal>[壹贰貳叁參肆伍陆陸柒捌玖拾]{1,3})(?:[、.．:：·\s]+|$)
    | (?P<chinese>[一二三四五六七八九十]{1,3})(?:[、．.](?![一二三四五六七八九十]+[、季线产是])\s*|\s+(?=\S{2})|$)
    | [（(](?P<bracketed>[一二三四五六七八九十]{1,3})[）)][、\s]*
    | (?P<decimal>\d{1,2}(?:\.\d{1,2}){1,3})[.、]?\s+(?=[\u4e00-\u9fffA-Za-z])
    | (?P<arabic>\d{1,3})(?:、(?!\d{1,2}[月日号季])|[.．](?![\d.]))\s*
    | (?P<zero>0\d)(?:\s+|$)
    | [（(](?P<bracketed_arabic>\d{1,2})[）)][、.\s]*
    | (?P<half_bracket>\d{1,2})[）)][、.\s]*
    """,
    re.VERBOSE,
)
_BULLET = re.compile(
    r"——+|[●○•·‧∙◆◇■□▪▫►▶❖※★☆✓✔➢➤⚫\uf06c\uf0b7][ 　]*|[-*+–][ \t　]+|[①-⑳⑴-⒇][、.\s]*"
    r"|(?:[一二三四五六七八九十]{1,2}|其[一二三四五六七八九十])(?=[是则要][^否非素])|第?[一二三四五六七八九十]{1,2}(?=[，,])"
)
# A first character that may open a number or a bullet: everything else is told at one look.
NUMBER_OPENERS = frozenset(
    "第壹贰貳叁參肆伍陆陸柒捌玖拾一二三四五六七八九十其（(0123456789—●○•·‧∙◆◇■□▪▫►▶❖※★☆✓✔➢➤⚫\uf06c\uf0b7-*+–"
) | {chr(code) for code in (*range(0x2460, 0x2488),)}


class Numbering(NamedTuple):
    """The number in front of a line: its style, its value and how many characters it takes with what separates it."""

    style: str
    number: int | None
    length: int


def read_numbering(line: str) -> Numbering | None:
    """Return the number or bullet that `line` begins with, None where it begins with neither.

    Bullets (——, ●, 一是) have style 'bullet' and no number.

    >>> read_numbering("叁 让老街巷亮起来")
    Numbering(style='formal', number=3, length=2)
    >>> read_numbering("（十二）加快数字化")
    Numbering(style='bracketed', number=12, length=4)
    >>> read_numbering("1.5万亿元投资落地") is None  # a decimal, not a number and a dot
    True
    >>> read_numbering("5、6月份产量回升") is None
    True
    >>> read_numbering("——粮食再获丰收").style
    'bullet'
    """
    if line[:1] not in NUMBER_OPENERS:
        return None
    bullet = _BULLET.match(line)
    if bullet is not None:
        return Numbering("bullet", None, bullet.end())
    match = _NUMBERED.match(line)
    if match is None or match.lastgroup is None:
        return None
    style = {"zero": "arabic", "half_bracket": "bracketed_arabic"}.get(match.lastgroup, match.lastgroup)
    return Numbering(style, _value(match[match.lastgroup]), match.end())


def _value(numeral: str) -> int:
    """Return the value of a heading's number up to 999; of 2.3.1 the last member counts."""
    last = numeral.rpartition(".")[2]
    if last.isdecimal():
        return int(last)
    value = digit = 0
    for character in last.translate(_FORMAL):
        if character in _DIGITS:
            digit = _DIGITS[character]
        else:
            value += (digit or 1) * (100 if character == "百" else 10)
            digit = 0
    return value + digit
