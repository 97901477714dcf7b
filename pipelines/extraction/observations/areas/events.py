"""Fairs, games, prizes and works, which are named by an ordinal, a year or book-title marks."""

import re
from collections.abc import Mapping
from typing import NamedTuple

# What opens the name of an event: 第133届广交会, 首届灯光节, 2024年服贸会.
_OPENING = re.compile(
    r"第[一二三四五六七八九十百零〇\d]{1,6}[届次]|首届|本[届次]|20\d\d年?(?=[^\d年月日，。；]{0,20}?(?:会|展|节|赛|奖))"
)
_STOPS = frozenset("，。；：、！？（）《》】的在将于共是有今昨明已 \n")
_VERB = re.compile(
    r"举行|举办|召开|开幕|闭幕|启动|落幕|期间|开赛|揭晓|收官|签约|成交|参展|发布|公布|迎来|吸引|参加|进行|获得|夺得"
)
_LONGEST = 30  # characters after the opening
_SEAT = re.compile(r"（[一-鿿]{2,6}）(?=[一-鿿])")  # the city in the midst of a fair's name
_WORK = re.compile(r"《[^《》]{1,30}》")


class Body(NamedTuple):
    """A body, fair or work named at `start:end` of a sentence; `suffix` says what it is (林场, 展, 《》)."""

    start: int
    end: int
    name: str
    suffix: str
    kind: str  # body | settlement | division | nature | event | work
    outer_start: int  # where the divisions written before the name begin (浙江宁波|双屿门大桥)


def find_events(text: str, suffixes: Mapping[str, str]) -> list[Body]:
    """Return the events of `text` that have an ordinal or a year, in order; `suffixes` gives the endings' meanings.

    >>> [body.name for body in find_events('首届北方灯会节昨晚启动', {'灯会节': 'event'})]
    ['首届北方灯会节']
    """
    events = []
    for match in _OPENING.finditer(text):
        end = match.end()
        end = _end_of_run(text, end, end + _LONGEST)
        if bracket := _SEAT.match(text, end):  # 中国（深圳）国际…博览会
            end = _end_of_run(text, bracket.end(), bracket.end() + _LONGEST)
        if verb := _VERB.search(text, match.end(), end):
            end = verb.start()
        for stop in range(end, match.end(), -1):
            if any(suffixes.get(text[max(match.end(), stop - length) : stop]) == "event" for length in (2, 3, 4)):
                name = text[match.start() : stop]
                events.append(Body(match.start(), stop, name, name[-1], "event", match.start()))
                break
    return events


def _end_of_run(text: str, start: int, limit: int) -> int:
    """Return where the characters that can stand in a name end, at `limit` at the latest."""
    end = start
    while end < min(len(text), limit) and text[end] not in _STOPS:
        end += 1
    return end


def find_works(text: str) -> list[Body]:
    """Return the titles in book-title marks, in order.

    >>> [work.name for work in find_works('纪录片《河山》共8集')]
    ['《河山》']
    """
    return [Body(*match.span(), match.group(), "《》", "work", match.start()) for match in _WORK.finditer(text)]
