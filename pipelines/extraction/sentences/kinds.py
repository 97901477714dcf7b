"""What a line of a page is before its surroundings are looked at: prose, a title, a byline, a caption, page furniture.

The words that tell are data: `schemas/vocabularies/line_kinds.csv`.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from pipelines.extraction.sentences.headings import NUMBER_OPENERS, read_numbering
from pipelines.extraction.sentences.lines import Line, is_table_row
from pipelines.extraction.vocabulary import Vocabularies

# Each simplified character of the patterns before its traditional one: 本報訊, 責任編輯, 資料來源 are read too.
_TRADITIONAL = (
    "网網视視闻聞联聯电電讯訊报報华華据據国國广廣记記员員论論约約实實习習见見驻駐图圖摄攝划劃统統筹籌执執笔筆编編译譯来來发發时時间間"
    "构構数數资資单單览覽阅閱读讀链鏈责責辑輯对對审審监監终終复複页頁体體号號当當点點击擊访訪问問传傳关關闭閉顶頂录錄长長识識条條权權办辦"
    "题題类類种種机機开開组組绘繪觉覺简簡经經济濟财財区區县縣锦錦递遞两兩听聽专專战戰变變终終"
)
_VARIANTS = {
    simplified: simplified + other for simplified, other in zip(_TRADITIONAL[::2], _TRADITIONAL[1::2], strict=True)
}
_LONGEST_TITLE = 100
_LONGEST_HEADING = 50
_LONGEST_FURNITURE = 100
_NEVER_FIRST = frozenset("，。、；：！？）》”’』」】…%％们們")
_CLOSING_BRACKETS = frozenset("）)")
_NEVER_LAST = frozenset("。；，、：,;:！？!?….")  # of a title
_PAUSES = frozenset("，。、；")
_ONE_CHARACTER_OPENINGS = frozenset("但而故另又即现今然若且唉哦啊是对不好一二三四五六七八九十0123456789")
_SOURCE_AT_END = re.compile(
    r"[（(](?:[^（()）]{0,20}(?:记者|通讯员|本报|来源|编辑)[^（()）]{0,40}|据[^（()）]{2,20}|完)[）)]$"
)
_RULE = re.compile(r"([-=_*~—─＝※·.])(?:\s*\1){2,}")
_SIGNATORY = re.compile(
    r".{0,24}(?:局|府|厅|委|会|院|部|办|室|处|社|中央|中心|集团|公司|党组|领导小组)"
    r"|此致|敬礼！?|.{0,24}(?:主席|总理|省长|市长|县长|区长|主任|部长|局长|厅长)[\s　]*\S{2,4}"
)


class KindPatterns(NamedTuple):
    """The patterns of line_kinds.csv, compiled once per vocabulary."""

    whole: re.Pattern[str]
    start: re.Pattern[str]
    lead: re.Pattern[str]


@lru_cache(maxsize=4)
def compile_kinds(vocabularies: Vocabularies) -> KindPatterns:
    """Return the patterns of the vocabulary `line_kinds`; the name of the group that matches begins with the kind."""
    rows = vocabularies.rows("line_kinds")

    def alternatives(place: str, leads: bool) -> str:
        return "|".join(
            f"(?P<{row['kind']}_{index}>{_with_traditional(row['pattern'])})"
            for index, row in enumerate(rows)
            if row["place"] == place and (row["kind"] == "lead") is leads
        )

    return KindPatterns(
        re.compile(alternatives("whole", False)),
        re.compile(alternatives("start", False)),
        re.compile(rf"(?:{alternatives('start', True)})[ 　]*(?:[（(][^（()）]{{0,60}}[）)])?[ 　]*[：:]?"),
    )


def _with_traditional(pattern: str) -> str:
    """Return a regular expression that also matches where traditional characters are written.

    >>> _with_traditional("[图文]/|本报讯")
    '[图圖文]/|本[报報][讯訊]'
    """
    parts: list[str] = []
    is_in_class = False
    for character in pattern:
        variants = _VARIANTS.get(character, character)
        parts.append(variants if is_in_class or variants == character else f"[{variants}]")
        is_escaped = len(parts) > 1 and parts[-2] == "\\"
        if character in "[]" and not is_escaped:
            is_in_class = character == "["
    return "".join(parts)


def classify_line(line: Line, patterns: KindPatterns) -> None:
    """Set the line's `kind` and `numbering`.

    Kinds: prose, lead (prose that opens a news item), lone_lead (its opening words alone), title, exclamation (a
    title or a short sentence), heading (numbered, or of a Markdown heading), headline (a first-level one), list_item,
    table_row, byline, date, ending, banner, caption, digest, rule.
    """
    content = line.content
    if content[-1] == "。" and content[0] not in NUMBER_OPENERS and not line.kind and not line.level:
        line.kind = _sentence_kind(content, patterns)
        return
    line.numbering = read_numbering(content)
    if line.kind and any(map(str.isalnum, content)):
        return  # told by its markup
    if line.level:
        line.kind = "headline" if line.level == 1 else "heading"
    else:
        line.kind = _furniture(content, patterns) or _text_kind(line, patterns)


def _sentence_kind(content: str, patterns: KindPatterns) -> str:
    """Return the kind of a line that ends in a full stop and has no number: nearly always prose."""
    if patterns.lead.match(content) is not None:
        return "lead"
    if "\t" in content:
        return "table_row"
    if len(content) <= _LONGEST_FURNITURE and (match := patterns.start.match(content)) is not None:
        is_caption = (match.lastgroup or "").startswith("caption") and content.count("。") == 1
        return "caption" if is_caption else "prose"
    return "prose" if content != "。" else "rule"


def _furniture(content: str, patterns: KindPatterns) -> str | None:
    """Return the kind of a line that is neither title nor text, told by its words; None for the others."""
    if len(content) > _LONGEST_FURNITURE:
        return None
    match = patterns.start.match(content)
    if match is None or "。" in content or content[-1] in "！？；":
        match = None if content[-1] in "。！？；" else patterns.whole.fullmatch(content)
    if match is not None and match.lastgroup is not None:
        return match.lastgroup.partition("_")[0]
    if not content[0].isalnum() and not any(map(str.isalnum, content)):
        return "rule"
    return None


def _text_kind(line: Line, patterns: KindPatterns) -> str:
    """Return whether a line is a title, a heading, a list item or prose."""
    content = line.content
    if is_table_row(content):
        return "table_row"
    lead = patterns.lead.match(content)
    if lead is not None:
        return "lone_lead" if lead.end() == len(content) else "lead"
    if line.numbering is not None:
        is_title = line.numbering.style != "bullet" and len(content) <= _LONGEST_HEADING and "。" not in content
        return "heading" if is_title and content[-1] not in _NEVER_LAST else "list_item"
    if is_title_like(content):
        return "title"
    if content[-1] in "！？!?" and len(content) <= _LONGEST_HEADING and not any(mark in content for mark in "。；"):
        return "exclamation"
    return "prose"


def stands_alone(patterns: KindPatterns, content: str) -> bool:
    """Return whether a line begins with a dateline, a byline or the like, so that it goes on from no line before it."""
    return patterns.lead.match(content) is not None or patterns.start.match(content) is not None


def is_title_like(content: str) -> bool:
    """Return whether a line has the form of a title: not long, no full stop, not cut out of a running sentence.

    >>> is_title_like("聚焦群众关切 巩固民生保障"), is_title_like("粮食产量创历史新高。")
    (True, False)
    >>> is_title_like("就业方面，全市将完善公共服务、加强技能培训、支持创业带动，打造覆盖城乡的就业平台，让求职者在家")
    False
    """
    if len(content) > _LONGEST_TITLE or content[-1] in _NEVER_LAST or "。" in content:
        return False
    commas = content.count("，")
    pauses = commas + content.count("、")
    return not (commas > 1 or (pauses > 2 and (commas or len(content) > 35)) or pauses > 5)


def is_remainder(content: str) -> bool:
    """Return whether a line can only go on with a sentence begun before it: 约，取得成效。 after 突破发展制.

    >>> is_remainder("约，取得成效。"), is_remainder("、土地整治等项目"), is_remainder("近日，项目开工。")
    (True, True, False)
    """
    first, second = content[0], content[1:2]
    if first == "的":
        return second not in ("确", "確", "士")
    return first in _NEVER_FIRST or (second in _PAUSES and first not in _ONE_CHARACTER_OPENINGS)


def is_source_at_end(content: str) -> bool:
    """Return whether a paragraph ends by naming its source, as the last one of an article does.

    >>> is_source_at_end("大会闭幕。（本报记者 张三）"), is_source_at_end("增长5%（按可比价格计算）")
    (True, False)
    """
    return content[-1] in _CLOSING_BRACKETS and _SOURCE_AT_END.search(content, max(0, len(content) - 70)) is not None


def is_signatory(content: str) -> bool:
    """Return whether a line under a text names who signs it: 某某市统计局, 中华人民共和国主席　某某某."""
    return _SIGNATORY.fullmatch(content) is not None
