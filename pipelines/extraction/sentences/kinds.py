"""What a line of a page is before its surroundings are looked at: prose, a title, a byline, a caption, page furniture.

The words that tell are data: `schemas/vocabularies/line_kinds.csv`.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from pipelines.extraction.sentences.headings import NUMBER_OPENERS, read_numbering
from pipelines.extraction.sentences.lines import Line, is_table_row
from pipelines.extraction.vocabulary import Vocabularies

_LONGEST_TITLE = 100
_LONGEST_HEADING = 50
_LONGEST_FURNITURE = 100
_NEVER_FIRST = frozenset("，。、；：！？）》”’』」】…%％们們")
_CLOSING_BRACKETS = frozenset("）)")
_NEVER_LAST = frozenset("。；，、：,;:！？!?….")  # of a title
_PAUSES = frozenset("，。、；")
_ONE_CHARACTER_OPENINGS = frozenset("但而故另又即现今然若且唉哦啊是对不好一二三四五六七八九十0123456789")
_SOURCE_AT_END = re.compile(
    r"[（(](?:[^（()）]{0,20}(?:[记記]者|通[讯訊][员員]|本[报報]|[来來]源|[编編][辑輯])[^（()）]{0,40}"
    r"|[据據][^（()）]{2,20}|完)[）)]$"
)
# A body by the last word of its name; 新格局, 展厅 and a line with spaces are headlines.
_SIGNATORY = re.compile(
    r"\S{1,20}(?:(?<![格新开開大布佈结結全破时時])局|政府|(?<![展大餐客])[厅廳]|[^常]委|[委员員协協联聯合]+[会會]|[办辦]公室"
    r"|中央|[国國][务務]院|[党黨][组組]|[领領][导導]小[组組]|海[关關]|[调調]查[总總]?[队隊]|公司|集[团團]|中心|[检檢]察院|法院)"
    r"|此致|敬[礼禮]！?|.{0,24}(?:主席|[总總]理|[省市县縣区區局厅廳部][长長]|主任)[\s　]*\S{2,4}"
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
    variants = {row["simplified"]: row["traditional"] for row in vocabularies.rows("traditional_characters")}

    def alternatives(place: str, leads: bool) -> str:
        return "|".join(
            f"(?P<{row['kind']}_{index}>{_with_traditional(row['pattern'], variants)})"
            for index, row in enumerate(rows)
            if row["place"] == place and (row["kind"] == "lead") is leads
        )

    return KindPatterns(
        re.compile(alternatives("whole", False)),
        re.compile(alternatives("start", False)),
        re.compile(rf"(?:{alternatives('start', True)})[ 　]*(?:[（(][^（()）]{{0,60}}[）)])?[ 　]*[：:]?"),
    )


def _with_traditional(pattern: str, variants: Mapping[str, str]) -> str:
    """Return a regular expression that matches in traditional characters (`variants`) too: 本報訊, 責任編輯.

    >>> _with_traditional("[图文]/|本报讯", {"图": "圖", "报": "報"})
    '[图圖文]/|本[报報]讯'
    """
    parts: list[str] = []
    is_in_class = False
    for character, before in zip(pattern, " " + pattern, strict=False):
        both = character + variants.get(character, "")
        parts.append(both if is_in_class or len(both) == 1 else f"[{both}]")
        if character in "[]" and before != "\\":
            is_in_class = character == "["
    return "".join(parts)


def classify_line(line: Line, patterns: KindPatterns) -> None:
    """Set the line's `kind` and `numbering`.

    Kinds: prose, lead (prose that opens a news item), lone_lead (its opening words alone), title, exclamation (a
    title or a short sentence), heading (numbered, or of a Markdown heading), headline (a first-level one), list_item,
    table_row, byline, date, ending, banner, page_head, caption, digest, rule.
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
        return match.lastgroup.rpartition("_")[0]
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

    >>> is_title_like("民生实事 件件有回音"), is_title_like("粮食产量创历史新高。")
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
