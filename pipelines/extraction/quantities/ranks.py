"""Places in an ordering: 第四, 第一名, 首位. Ordinals of events, batches and terms (第56次发射) are none."""

import re
from decimal import Decimal

from pipelines.extraction.quantities.characters import SPACES
from pipelines.extraction.quantities.numerals import read_number
from pipelines.extraction.quantities.patterns import NUMBER
from pipelines.extraction.quantities.scan import Draft, TextScan
from pipelines.extraction.quantities.units import NOUN, Word

_CUE = re.compile("居|列|排|位|名|冠|蝉联|全[国球省市区县]|世界|国内|占|进|夺|获|跃|升|从|由|保持|总量|规模|以")
_STRONG_CUE = re.compile("[居列排夺获跃升为]|以$|[全世][国界球省市]")
_FOLLOWERS = frozenset("，。、；：！？）)”’\n\r 　的大至到升提跃上保高和与及")
_SENTENCE_STARTS = frozenset("。；！？\n\r：”“（ 　")
_FIRST_PLACE_CUE = re.compile("(?:居|列|占|位|升|跃|保持|排)[^。；]{0,12}$")
_ONLY_IMPORTANT = re.compile("(?:放|摆|置)(?:在|于)[^，。]{0,4}$")
_LIST_GOES_ON = re.compile("[、和与及至到—-]")
_BETWEEN = re.compile("[和与到至]第")


def read_first_place(scan: TextScan, start: int, end: int) -> int:
    """Read 首位 and 榜首 as rank 1 where something is ranked: 居全国首位, not 首位院士, not 放在首位."""
    text = scan.text
    window = max(0, start - 16)
    follower = text[end : end + 1]
    if follower and follower not in _FOLLOWERS:
        return end
    if not _FIRST_PLACE_CUE.search(text, window, start) or _ONLY_IMPORTANT.search(text, window, start):
        return end
    return scan.add(Draft(start, end, "rank", Decimal(1)))


def is_ordinal(text: str, start: int) -> bool:
    """Tell whether 第 stands before the numeral at `start`, perhaps behind a space."""
    previous = text[start - 1 : start]
    return previous == "第" or (start > 1 and previous in SPACES and text[start - 2] == "第")


def read_ordinal(scan: TextScan, start: int, end: int) -> int:
    """Read 第四, 第一名, 第六位 as ranks where they are; return where reading goes on."""
    text = scan.text
    first = text.rindex("第", 0, start)
    reading = read_number(text[start:end])
    if reading is None:
        scan.unread.append((start, end))
        return end
    if reading.high is not None:
        return end
    word = scan.units.at(text, end)
    is_place = word is not None and word.surface in ("名", "位")
    rank_end = end + is_place
    if scan.every or _is_rank(scan, first, end, rank_end, word):
        draft = Draft(first, rank_end, "rank", reading.low, unit=text[end:rank_end])
        return scan.add(_between(scan, draft) if scan.every else draft)
    joined = _LIST_GOES_ON.match(text, end)
    while joined:  # 第二、三批: the others of the list are ordinals too
        number = NUMBER.match(text, joined.end())
        if number is None:
            break
        end = number.end()
        joined = _LIST_GOES_ON.match(text, end)
    return end


def _between(scan: TextScan, draft: Draft) -> Draft:
    """Return the range that 第十和第十五之间 is."""
    text = scan.text
    sign = _BETWEEN.match(text, draft.end)
    number = NUMBER.match(text, sign.end()) if sign else None
    if number is None or not text.startswith(("间", "之间"), number.end()):
        return draft
    second = read_number(number[0])
    if second is not None and second.high is None and draft.low < second.low:
        draft.high, draft.end = second.low, number.end()
    return draft


def _is_rank(scan: TextScan, first: int, end: int, rank_end: int, word: Word | None) -> bool:
    """Tell whether 第N is a place in an ordering."""
    text = scan.text
    follower = text[rank_end : rank_end + 1]
    is_grouped = word is not None and word.role == NOUN and word.surface == "大"  # 第一大港口
    if rank_end == end and word is not None and not is_grouped:
        return False
    if scan.names.end_of_name(text, first + 1) > rank_end:
        return False
    if is_grouped:
        return text[rank_end + 1 : rank_end + 2] not in ("会", "")
    if _ONLY_IMPORTANT.search(text, max(0, first - 8), first):
        return False
    ends_phrase = not follower or follower in _FOLLOWERS
    if rank_end > end:
        return ends_phrase or _STRONG_CUE.search(text, max(0, first - 4), first) is not None
    if not first or text[first - 1] in _SENTENCE_STARTS:
        return False  # 第一，…; 第二，…: a list told off
    return ends_phrase and _CUE.search(text, max(0, first - 16), first) is not None
