"""Quantities told in two or more units, or with a half: 12块5毛, 3斤5两, 2小时20分钟, 一米七五, 三斤半."""

import re
from fractions import Fraction
from typing import NamedTuple

from pipelines.extraction.model import Number
from pipelines.extraction.quantities.numerals import read_number
from pipelines.extraction.quantities.patterns import NUMBER
from pipelines.extraction.quantities.scan import exact
from pipelines.extraction.quantities.units import UNIT, UnitTable, Word

# How many of the next smaller unit make one: only pairs that people say together.
_TIMES = {
    ("a", "mo"): 12,
    ("wk", "d"): 7,
    ("d", "h"): 24,
    ("h", "min"): 60,
    ("min", "s"): 60,
}
_AND = re.compile("[零又 ]?")
_HALF_BEFORE = {"月", "小时", "小時", "星期", "世纪", "钟头", "學期", "学期"}  # 两个半月, 两个半小时
_METRES_AND = re.compile("[0-9]{1,2}(?![0-9.])|[一二三四五六七八九][一二三四五六七八九零]?(?![十百千万点])")
_TENTHS = re.compile("[1-9](?![0-9.A-Za-z])|[一二三四五六七八九](?![十百千万点一二三四五六七八九])")
_SECONDS_FOLLOW = re.compile("[0-9]{1,2}秒|[一二三四五六七八九十]{1,3}秒")
_HUNDREDTHS = re.compile("[0-9]{2}(?![0-9.]|秒)")
_HALF = Fraction(1, 2)


class Compound(NamedTuple):
    """Where the whole ends, what it is worth, and the unit it is worth it in."""

    end: int
    value: Number
    word: Word


def read_compound(text: str, value: Number, word: Word, end: int, units: UnitTable) -> Compound | None:
    """Return the whole that `value` of `word`, ending at `end`, begins, or None where it is nothing more than that."""
    follower = text[end : end + 1]
    if not follower:
        return None
    if follower == "半":
        return _with_half(text, value, word, end, units)
    if word.kind == "duration" or (word.surface == "分" and _SECONDS_FOLLOW.match(text, end)):
        if word.surface == "分":
            word = units.words["分钟"]
        return _with_smaller_time(text, value, word, end, units)
    if word.surface == "成":
        tenths = _TENTHS.match(text, end)
        if tenths is None or _has_unit(text, tenths.end(), units):
            return None
        return Compound(tenths.end(), _sum(value, Fraction(_digit(tenths[0])) / 10), word)  # 八成五: 85 %
    if word.kind == "money":
        return _with_coins(text, value, word, end, units)
    if word.unit_code == "[jin_cn]":
        return _with_smaller_unit(text, value, word, end, units, "[liang_cn]")
    if word.surface == "米":
        decimals = _METRES_AND.match(text, end)
        if decimals and not _has_unit(text, decimals.end(), units) and value == int(value):
            digits = read_number(decimals[0])
            if digits is not None:
                return Compound(decimals.end(), _sum(value, Fraction(digits.low) / 10 ** len(decimals[0])), word)
    return None


def _with_half(text: str, value: Number, word: Word, end: int, units: UnitTable) -> Compound | None:
    """三斤半, 一年半; 两个半月 and 五分半钟, where 半 stands inside the unit."""
    after = end + 1
    if word.surface in ("个", "個"):
        inner = units.at("个" + text[after : after + 2], 0)
        if inner is None or inner.surface[1:] not in _HALF_BEFORE:
            return None
        return Compound(after + len(inner.surface) - 1, _sum(value, _HALF), inner)
    if word.surface == "分" and text[after : after + 1] in ("钟", "鐘"):
        return Compound(after + 1, _sum(value, _HALF), units.words["分钟"])
    if word.kind in ("measure", "duration") or word.surface in ("块", "块钱", "成", "元", "倍"):
        if text[after : after + 1] in ("年", "数", "径", "导"):
            return None  # 三年半年报, 五米半径
        return Compound(after, _sum(value, _HALF), word)
    return None


def _with_smaller_time(text: str, value: Number, word: Word, end: int, units: UnitTable) -> Compound | None:
    """2小时20分钟 → 140 分钟: durations are told in the smallest unit named."""
    result = None
    while True:
        hundredths = _HUNDREDTHS.match(text, end) if word.unit_code == "s" else None
        if hundredths and not _has_unit(text, hundredths.end(), units):  # 47秒53: the result of a race
            return Compound(hundredths.end(), _sum(value, Fraction(int(hundredths[0]), 100)), word)
        read = _next_part(text, end, units)
        if read is None:
            return result
        number, smaller, end = read
        if smaller.surface == "分":
            smaller = units.words["分钟"]
        ratio = _TIMES.get((word.unit_code, smaller.unit_code))
        if ratio is None:
            return result
        value, word = _sum(value * ratio, number), smaller
        result = Compound(end, value, word)


def _with_coins(text: str, value: Number, word: Word, end: int, units: UnitTable) -> Compound | None:
    """12块5毛 → 12.5 块, 一块二 → 1.2 块, 叁角伍分 → 0.35."""
    result = None
    whole = word.factor or Fraction(1)
    step = whole
    unit = word
    while True:
        read = _next_part(text, end, units)
        if read is None or not _is_coin(read[1], word):
            break
        number, coin, end = read
        size = coin.factor or Fraction(1, 100)
        if size >= step:
            return result
        value, step = _sum(value, Fraction(number) * size / whole), size
        unit = units.words.get(word.unit, word) if word.factor is None else word
        result = Compound(end, value, unit)
        if coin.surface == "分":
            return result
    tenths = _TENTHS.match(text, end)
    if result is None and tenths and word.surface in ("块", "塊", "毛") and not _has_unit(text, tenths.end(), units):
        return Compound(tenths.end(), _sum(value, Fraction(_digit(tenths[0])) / 10), word)
    return result


def _is_coin(coin: Word, currency: Word) -> bool:
    return (coin.surface == "分" and currency.unit_code == "CNY") or (
        coin.factor is not None and coin.kind == "money" and coin.unit_code == currency.unit_code
    )


def _with_smaller_unit(
    text: str, value: Number, word: Word, end: int, units: UnitTable, smaller_code: str
) -> Compound | None:
    """3斤5两 → 3.5 斤."""
    read = _next_part(text, end, units)
    if read is None or read[1].unit_code != smaller_code or not word.size or not read[1].size:
        return None
    number, smaller, after = read
    assert smaller.size is not None
    return Compound(after, _sum(value, Fraction(number) * smaller.size / word.size), word)


def _next_part(text: str, end: int, units: UnitTable) -> tuple[Number, Word, int] | None:
    start = _AND.match(text, end)
    match = NUMBER.match(text, start.end() if start else end)
    if match is None:
        return None
    word = units.at(text, match.end())
    if word is None or word.role != UNIT:
        return None
    reading = read_number(match[0])
    if reading is None or reading.high is not None:
        return None
    return reading.low, word, match.end() + len(word.surface)


def _has_unit(text: str, position: int, units: UnitTable) -> bool:
    word = units.at(text, position)
    return word is not None and word.role == UNIT


def _digit(character: str) -> Number:
    reading = read_number(character)
    assert reading is not None  # the pattern lets digits through and nothing else
    return reading.low


def _sum(value: Number, addition: Number) -> Number:
    return exact(Fraction(value) + Fraction(addition))
