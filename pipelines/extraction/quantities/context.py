"""What the words around a numeral make of it: a calendar time, an ordinal, a name, an article, or a quantity."""

import re

from pipelines.extraction.quantities.characters import DIGITS, OPEN_QUOTES
from pipelines.extraction.quantities.units import Word

_DIGIT_STRING_YEAR = re.compile("[一二][零〇○一二三四五六七八九]{3}")
_CALENDAR_YEAR = re.compile("(?:[1１][5-9５-９]|[2２][0０])[0-9０-９]{2}")
_YEAR_WITH_SECTION_NUMBER = re.compile(r"\d{1,2}[.．][12]\d{3}", re.ASCII)
_SHORT_YEAR_FOLLOWS = re.compile("同期|底|末|初|起|度|[春夏秋冬]|[0-9]{1,2}月")
_SPAN_OF_YEARS_FOLLOWS = re.compile("的?历史")
_AMONG_FIRST = re.compile("(?<![提之以此目当眼空史面])[前头]$")
# A lone 一 before a length of time counts only inside a frame: 过去一年, 一年来, not 难忘的一年.
_FRAME_BEFORE = re.compile(
    "(?:过去|近|最近|为期|连续|未来|今后|满|不到|超过|约|达|仅|只|短短|不足|时隔|每隔|历时|延长|缩短|提前|推迟|至少|最多|有效期|不满|未满)$"
)
_FRAME_AFTER = re.compile("来|以?内|以来|之内|多|左右|以上|以下|期|间(?!的)|时间|半")
_DURATION_CUE = re.compile(
    "(?:为期|历时|耗时|用时|持续|连续|需要?|最长|超过|不超过|缩短[至为到]?|延长[至为到]?|提前|仅用|只用)$"
)
_SESSIONS_CUE = re.compile("(?:连续|先后|已|举办|举行|历经|过去)[了过]?$|(?<!中)共$|(?<!习)近$")
_BODY_FOLLOWS = re.compile("全国|人大|政协|中央|[一二三四五六七八九十]{1,2}[中次]|常委|委员会")
_MEETING_FOLLOWS = re.compile("(?:全体)?会议|全会|大会|党代会|代表大会")
_BODY = re.compile("(?:届|人大|政协|大会|委会|中央)$")
_EVENT_FOLLOWS = re.compile("(?:庆祝|纪念)?大会|庆典|晚会|招待会|座谈会|华诞")
_LEVELS = frozenset("国省市县区乡镇村街社部厅局校院")
_STRENGTH_CUE = re.compile("(?:风|地震|震级|风力|阵风|浪|发生|烈度)[^，。；]{0,6}$")
_STRENGTH_FOLLOWS = re.compile("[^，。；]{0,4}(?:风|地震|余震|左右)")
_CLOCK_HOURS = 24
_ADVICE_FOLLOWS = re.compile(
    "意见|建议|要求|希望|体会|主张|倡议|原则|共识|启示|看法|经验|举措|措施|内容|说明|理由|诉求|想法|认识"
)
_HEAT = re.compile("(?:[温热烧冷寒][^，。；]{0,8}|零下)$")


def is_calendar_year(text: str, start: int, end: int) -> bool:
    """Tell whether the numeral before 年 at `text[start:end]` names a year: 2021年, 二〇二一年, 比19年同期."""
    numeral = text[start:end]
    length = end - start
    if text[start - 1 : start] in ("O", "Ｏ"):
        return True  # 二OO八年, with letters for 〇
    if length == 4:
        if _CALENDAR_YEAR.fullmatch(numeral):
            return _SPAN_OF_YEARS_FOLLOWS.match(text, end + 1) is None
        return _DIGIT_STRING_YEAR.fullmatch(numeral) is not None
    if length == 2 and numeral[0] in DIGITS:
        return numeral[0] in "0０" or (
            text[start - 1 : start] in ("比", "较", "从", "自", "到", "至", "’", "'")
            and _SHORT_YEAR_FOLLOWS.match(text, end + 1) is not None
        )
    return _YEAR_WITH_SECTION_NUMBER.fullmatch(numeral) is not None


def is_calendar_time(text: str, start: int, end: int, word: Word) -> bool:
    """Tell whether numeral and unit are a point or stretch of the calendar (前10个月, 2021年) and no length of time."""
    surface = word.surface
    if surface == "年":
        return is_calendar_year(text, start, end)
    if surface == "日":
        return _DURATION_CUE.search(text, max(0, start - 4), start) is None and text[end + 1 : end + 2] not in (
            "内",
            "游",
        )
    if surface in ("个月", "個月", "个季度", "天", "周"):
        return (
            text[start - 1 : start] in ("前", "头") and _AMONG_FIRST.search(text, max(0, start - 2), start) is not None
        )
    return False


def is_framed(text: str, start: int, end: int) -> bool:
    """Tell whether a lone 一年, 一个月, 一天 at `text[start:end]` is a length of time that is meant to be counted."""
    return _FRAME_BEFORE.search(text, max(0, start - 3), start) is not None or _FRAME_AFTER.match(text, end) is not None


def opens_quotation(text: str, start: int) -> bool:
    """Tell whether a count opens a quotation, as slogans and titles do: “三大差距”, “五个跃升”, 《四个春天》."""
    return start > 0 and text[start - 1] in OPEN_QUOTES


def is_counted_level(text: str, start: int, end: int) -> bool:
    """Tell whether N级 is a count (省市县三级) or a strength (7级大风); else it is a grade (三级医院, 5级堤防)."""
    if text[start] not in DIGITS and start >= 2 and _LEVELS.issuperset(text[start - 2 : start]):
        return True
    return is_strength(text, start, end)


def is_strength(text: str, start: int, end: int) -> bool:
    """Tell whether N级 is the strength of wind, waves or an earthquake."""
    if "." in text[start:end]:
        return True
    return (
        _STRENGTH_CUE.search(text, max(0, start - 9), start) is not None
        or _STRENGTH_FOLLOWS.match(text, end + 1) is not None
    )


def is_index_points(text: str, start: int, end: int) -> bool:
    """Tell whether N点 counts points of an index (3018.77点) or of a list (六点意见), and is no clock time."""
    if _ADVICE_FOLLOWS.match(text, end + 1):
        return True
    if text[start] not in DIGITS:
        return False
    numeral = text[start:end]
    return "." in numeral or "," in numeral or len(numeral) > 2 or not numeral.isdigit() or int(numeral) > _CLOCK_HOURS


def is_session_count(text: str, start: int, unit_end: int) -> bool:
    """Tell whether N届 is a count (连续三届) and no ordinal without 第 (十三届二次全会)."""
    return (
        _SESSIONS_CUE.search(text, max(0, start - 5), start) is not None and _BODY_FOLLOWS.match(text, unit_end) is None
    )


def is_meeting(text: str, start: int, unit_end: int) -> bool:
    """Tell whether N次 numbers the meetings of a body (十二届四次会议, 市人大三次会议) and counts none."""
    return (
        _MEETING_FOLLOWS.match(text, unit_end) is not None and _BODY.search(text, max(0, start - 3), start) is not None
    )


def is_acronym_before(text: str, start: int) -> bool:
    """Tell whether an acronym of three letters or more, which may have a figure, ends at `start`: GDP1372亿元."""
    before = text[max(0, start - 3) : start]
    return len(before) == 3 and before.isascii() and before.isalpha() and before.isupper()


def is_event(text: str, unit_end: int) -> bool:
    """Tell whether N周年 belongs to the name of an event: 成立100周年大会."""
    return _EVENT_FOLLOWS.match(text, unit_end) is not None


def is_heat(text: str, start: int) -> bool:
    """Tell whether a word for heat or cold stands before: 气温达37度."""
    return _HEAT.search(text, max(0, start - 10), start) is not None
