"""What a time expression does in its sentence: dates a figure, an event or an announcement, is compared with …"""

import re

from pipelines.extraction.observations.time_expressions import TimeExpression, find_time_expressions
from pipelines.extraction.observations.time_patterns import small_number
from pipelines.extraction.vocabulary import Vocabularies

_COMPARED = re.compile(
    r"(?:[比较]|相当于|恢复[到至]|[高低快慢大小多少优]于|高出|低出|超出?|超过)[“\"]?$|(?<![一-龥])[与同和跟]$"
)
_COMPARED_AFTER = re.compile(
    r"(?:同期|全年)?(?:水平)?(?:相比|持平|相当|基本持平)|同期(?![为是])|[^，；。]{0,8}的[\d.]{1,9}[多余]?倍"
)
_RECORD = re.compile(r"的?(?:同期|历史)?(?:首次|首度|第一次|最[高低大小多少快慢长短好]|新[高低])")  # 3年来的最高纪录
_JOINED = re.compile(r"[和与及、]|以及")
_DEADLINE = re.compile(r"(?:到|至|力争|争取|预计|在|于)$")
_SPEECH = re.compile(
    r"[^，。；]{0,40}?(?:发布|公布|获悉|了解到|介绍|通报|消息|召开|印发|透露|表示|宣布|报道|公告|披露|指出|联合推出|讲话|强调|(?<![名对职简俗])[称说](?=[，：“]))"
)
_COMPLETES = re.compile(
    r"[）)]?，?[^，。；满]{0,20}(?:满|(?:开通|运营|通车|启用|成立|投运|投用)(?:运营)?)(?P<years>\d{1,2}|[一二三四五六七八九十]|十[一二三四五六七八九])周?年"
)
_FOUNDED = re.compile(
    r"[^，。；\d]{0,8}?(?:建[校院馆园市区县省]|成立|创[办建立]|动工(?:建设)?|开工(?:建设)?|建成(?:投产|使用|通车)?|投产|通车|开通|设立|启用|组建|挂牌|"
    r"上市|落户|出生|竣工|获批|印发|出台|始建)(?:[，,。；]|$)"
)
_AHEAD = re.compile(r"将(?![军领士帅])|拟(?<![虚模]拟)|计划|预计|力争|争取|有望|确保")
_REACH_OF_AHEAD = 16  # characters up to such a word
_LONGEST_AHEAD = 2  # characters of such a word
_ENDS_OF_STATEMENT = frozenset("。；")
_UNTIL = ("截至", "截止")
_CLOSES = re.compile(r"[^，。；]{0,24}(?:闭幕|落下帷幕|落幕|收官|圆满结束)")
_LASTS = re.compile(r"(?:为期|历时)(?P<days>\d{1,2}|[一二三四五六七八九两]|十[一二三四五六七八九]?)[天日]")


def read_time_expressions(text: str, vocabularies: Vocabularies) -> list[TimeExpression]:
    """Return the time expressions of a sentence in order, each with its role and what its surroundings say of it.

    >>> from pipelines.extraction.vocabulary import built_in
    >>> [e.role for e in read_time_expressions('8月9日发布的数据显示，7月比6月增长，到2025年翻番', built_in())]
    ['speech', 'time', 'comparison', 'deadline']
    """
    expressions = find_time_expressions(text, vocabularies)
    previous: TimeExpression | None = None
    for expression in expressions:
        expression.role = _role(text, expression)
        if previous and previous.role == "comparison" and _JOINED.fullmatch(text, previous.end, expression.start):
            expression.role = "comparison"  # 较一季度和去年四季度
        expression.is_until = text.startswith(_UNTIL, max(0, expression.start - 2)) or (
            expression.kind in ("now", "day") and text.startswith(_UNTIL, expression.start)  # 截至目前
        )
        expression.is_ahead = expression.role != "speech" and _is_ahead(text, expression.end)
        if expression.is_day and expression.until is None and _CLOSES.match(text, expression.end):
            lasts = _LASTS.search(text)
            expression.closes = small_number(lasts["days"]) if lasts else 0
        completed = _COMPLETES.match(text, expression.end) if expression.is_day else None
        expression.completes = small_number(completed["years"]) if completed else 0
        previous = expression
    return expressions


def _is_ahead(text: str, end: int) -> bool:
    """Return whether a cue of the future follows in the same statement: 12月|将开工."""
    cue = _AHEAD.search(text, end, end + _REACH_OF_AHEAD + _LONGEST_AHEAD)
    if cue is None or cue.start() > end + _REACH_OF_AHEAD:
        return False
    return _ENDS_OF_STATEMENT.isdisjoint(text[end : cue.start()])


def _role(text: str, expression: TimeExpression) -> str:
    before = text[max(0, expression.start - 8) : expression.start]
    if expression.kind in ("years_back", "since") and _RECORD.match(text, expression.end):
        return "comparison"
    if _COMPARED.search(before) or _COMPARED_AFTER.match(text, expression.end):
        return "comparison"
    if expression.is_day and _SPEECH.match(text, expression.end):
        return "speech"
    is_this_year = expression.shift == 0 and not expression.first  # 31条新线今年建成投产，新增里程…
    if not (expression.is_day or is_this_year) and _FOUNDED.match(text, expression.end):
        return "event"
    if expression.is_day and before.endswith(("在", "于")):
        return "time"
    if _DEADLINE.search(before) and not before.endswith("截至"):
        return "deadline"
    return "time"
