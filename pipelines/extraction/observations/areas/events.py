"""Bodies named by a number or by marks: fairs, games and prizes, power lines, “…号”, works in book-title marks."""

import re
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

# What opens the name of an event: 第133届广交会, 首届灯光节, 2024年服贸会.
_OPENING = re.compile(
    r"第[一二三四五六七八九十百零〇\d]{1,6}[届次]|首届|本[届次]|20\d\d年?(?=[^\d年月日，。；]{0,28}?(?:[会展节赛奖]|论坛|季(?!度)|周(?![年期边])))"
)
_STOP = re.compile(
    r"[，。；：、！？（）《》】的在将于是今昨明已 \n]|[共有](?=[\d一二两三四五六七八九十近约超])|等(?=[多\d])"
)
_VERB = re.compile(
    r"举行|举办|召开|开幕|闭幕|启动|落幕|期间|开赛|揭晓|收官|签约|成交|参展|发布|公布|迎来|吸引|参加|进行|获得|夺得"
)
_LONGEST = 30  # characters after the opening
_NO_EVENTS = ("颁奖", "获奖", "评奖", "员会", "事会", "委会", "协会", "学会", "商会", "工会", "交会", "参会", "参赛")
_MEETING, _NO_MEETING = "会", ("议", "员", "场", "见", "谈", "上", "期")  # 首届理事会|议: the longer word
_ORDINAL_END = "届"  # of a number after which 节, 赛 or 会 alone make the name of an event
_LONGEST_ENDS = 20  # characters
_SEAT = re.compile(r"（[一-鿿]{2,6}）(?=[一-鿿])")  # the city in the midst of a fair's name
_WORK = re.compile(r"《[^《》]{1,30}》")


# 陇东至山东±800千伏特高压直流输电工程: its ends, its voltage, what it is.
_POWER_LINE = re.compile(r"±?\d{3,4}千伏[一-鿿]{0,14}?工程")
_ENDS_OF_LINE = re.compile(r"(?:[一-鿿](?<![的了，是为在将对])|[—－-](?![—－-])(?<!——)){2,20}$")
# 西部（重庆）科学城, 中国（上海）自由贸易试验区
_SEATED = re.compile(r"((?:中国|西部|国家|全国)（[一-鿿]{2,4}）)[一-鿿]{2,12}")
_SORTS_OF_ZONES = frozenset(["keeps_place", "drops_place"])
_NUMBERED_NAME = re.compile(r"“[^“”，。；]{1,8}号(?:[A-Za-z0-9]{1,4})?”(?!\d+号|机组|动车|列车|高铁)")


class Body(NamedTuple):
    """A body, fair or work named at `start:end` of a sentence; `suffix` says what it is (林场, 展, 《》)."""

    start: int
    end: int
    name: str
    suffix: str
    kind: str  # body | settlement | division | nature | event | work
    outer_start: int  # where the divisions written before the name begin (浙江宁波|双屿门大桥)


def find_events(text: str, endings: Collection[str]) -> list[Body]:
    """Return the events of `text` that have an ordinal or a year, in order; `endings` are those of events' names.

    >>> [body.name for body in find_events('首届北方灯会节昨晚启动', ['灯会节'])]
    ['首届北方灯会节']
    """
    events = []
    for match in _OPENING.finditer(text):
        end = match.end()
        end = _end_of_run(text, end, end + _LONGEST)
        if bracket := _SEAT.match(text, end):  # 中国（深圳）国际…博览会
            end = _end_of_run(text, bracket.end(), bracket.end() + _LONGEST)
        closing = text.find("”", match.end(), end)
        if closing >= 0 and text.find("“", match.end(), closing) < 0:
            end = closing  # “2022年…推介会”在…举行
        if verb := _VERB.search(text, match.end(), end):
            end = verb.start()
        ending = _last_ending(text, match.end(), end, endings, (4, 3, 2))
        if ending is None and match[0].endswith(_ORDINAL_END):
            ending = _last_ending(text, match.end(), end, endings, (1,))
        if ending is not None:
            stop = ending[0] + (text.startswith("”", ending[0]) and "“" in text[match.start() : ending[0]])
            events.append(Body(match.start(), stop, text[match.start() : stop], ending[1], "event", match.start()))
    return events


def find_numbered(text: str) -> list[Body]:
    """Return the power lines of `text`, which their voltage names, and the ships and probes called “…号”, in order.

    >>> [body.name for body in find_numbered('清石至白河±800千伏特高压直流输电工程投运，“海星三号”返航')]
    ['清石至白河±800千伏特高压直流输电工程', '“海星三号”']
    """
    bodies = []
    if "千伏" in text:
        for match in _POWER_LINE.finditer(text):
            if ends := _ENDS_OF_LINE.search(text, max(0, match.start() - _LONGEST_ENDS), match.start()):
                name = text[ends.start() : match.end()]
                bodies.append(Body(ends.start(), match.end(), name, "工程", "body", ends.start()))
    if "号" in text:
        bodies += [
            Body(*match.span(), match.group(), "号", "body", match.start()) for match in _NUMBERED_NAME.finditer(text)
        ]
    return sorted(bodies)


def find_seated(text: str, suffixes: Mapping[str, str]) -> list[Body]:
    """Return the zones of `text` that name their seat in brackets, in order.

    >>> [body.name for body in find_seated('中国（白河）自由贸易试验区挂牌', {'自由贸易试验区': 'keeps_place'})]
    ['中国（白河）自由贸易试验区']
    """
    bodies = []
    for match in _SEATED.finditer(text) if "（" in text else ():
        for stop in range(match.end(), match.end(1), -1):
            endings = (text[max(match.end(1), stop - length) : stop] for length in (7, 6, 5, 4, 3))
            if ending := next((ending for ending in endings if suffixes.get(ending) in _SORTS_OF_ZONES), None):
                bodies.append(Body(match.start(), stop, text[match.start() : stop], ending, "body", match.start()))
                break
    return bodies


def _last_ending(
    text: str, start: int, end: int, endings: Collection[str], lengths: Sequence[int]
) -> tuple[int, str] | None:
    """Return where the last ending of an event's name between `start` and `end` ends, and which, the longest there."""
    for stop in range(end, start, -1):
        for length in lengths:
            ending = text[stop - length : stop]
            if stop - length < start or ending not in endings:
                continue
            is_word = text.endswith(_NO_EVENTS, 0, stop) or (ending == _MEETING and text.startswith(_NO_MEETING, stop))
            if length > 1 or not is_word:
                return stop, ending
    return None


def _end_of_run(text: str, start: int, limit: int) -> int:
    """Return where the characters that can stand in a name end, at `limit` at the latest."""
    match = _STOP.search(text, start, limit)
    return match.start() if match else min(len(text), limit)


def find_works(text: str) -> list[Body]:
    """Return the titles in book-title marks, in order.

    >>> [work.name for work in find_works('纪录片《河山》共8集')]
    ['《河山》']
    """
    return [Body(*match.span(), match.group(), "《》", "work", match.start()) for match in _WORK.finditer(text)]
