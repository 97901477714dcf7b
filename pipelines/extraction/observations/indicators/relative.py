"""A clause between a figure and what it counts, that describes the counted: 7个|盘踞在境内的|诈骗窝点."""

from pipelines.extraction.observations.indicators.kinds import (
    ADJECTIVE,
    ADVERB,
    AREA,
    LIGHT,
    NOUN,
    NUMERAL,
    OF,
    PREPOSITION,
    QUOTE,
    VERB,
)
from pipelines.extraction.observations.indicators.prepositions import COMPANIONS
from pipelines.extraction.observations.indicators.tokens import Token

_DESCRIBED = {NOUN, ADJECTIVE, AREA, NUMERAL, QUOTE}
# Verbs with an object that describe the counted and are not done by it.
_RELATING = {
    *("参与", "参加", "来自", "位于", "属于", "处于", "从事", "具有", "拥有"),
    *("涉及", "涵盖", "造成", "反映", "体现", "获得", "缺乏"),
}
_WAYS = {"方式", "办法", "形式", "方法"}  # 小麦90%|采用托管的|方式
_AND = {"并", "且"}  # between two verbs
_IDIOMS = {"i", "l", "z"}  # tags
_PERSONS = ("人", "员", "者", "手", "生", "师", "工", "民", "兵")


def after_relative(tokens: list[Token], start: int, *, is_governed: bool) -> int | None:
    """Return where the counted begins after a clause that describes it, None where none does.

    A verb with an object may have the counted in it (支持12家|参展企业的|产品), so that only one that never stands
    before the counted opens such a clause (6位|来自一线的|代表), one that persons do (抓获8名|实施诈骗的|嫌疑人), one
    with another verb after its object (三枚|瞄准港口并准备发射的|导弹), or one of which a place or a companion is the
    subject (两枚|英国制造的|导弹, 120项|与春节相关的|项目).
    """
    while start < len(tokens) and tokens[start].kind == ADVERB:
        start += 1
    if start + 2 >= len(tokens):
        return None
    first = tokens[start]
    if first.tag in _IDIOMS and tokens[start + 1].kind == OF:
        return start + 2  # 10亿亩|旱涝保收的|高标准农田
    is_subject = is_governed and first.tag == "ns"
    if not (is_subject or first.kind in (VERB, PREPOSITION, LIGHT) or first.text in COMPANIONS):
        return None
    place = next((p for p in range(len(tokens) - 2, start, -1) if tokens[p].kind == OF), None)
    if place is None or tokens[place + 1].kind not in _DESCRIBED or tokens[place + 1].text in _WAYS:
        return None
    clause = tokens[start:place]
    describes = any(token.kind in (VERB, LIGHT) or token.tag == "vn" for token in clause)
    describes = describes or (first.text in COMPANIONS and clause[-1].kind == ADJECTIVE)
    has_object = first.kind in (VERB, LIGHT) and len(clause) > 1 and clause[1].kind in (NOUN, ADJECTIVE)
    if has_object and first.text not in _RELATING and not any(token.text in _AND for token in clause):
        describes = describes and is_governed and tokens[-1].text.endswith(_PERSONS)
    return place + 1 if describes else None
