"""Where the noun phrase that a figure counts ends: 签署160架飞机采购协议|, but 41只搜救犬|参与救援."""

from dataclasses import dataclass

from pipelines.extraction.observations.indicators.kinds import (
    ADJECTIVE,
    ADVERB,
    AREA,
    CHANGE,
    CONJUNCTION,
    EXAMPLES,
    LIGHT,
    LINK,
    LOCATIVE,
    NOUN,
    NUMERAL,
    OF,
    QUOTE,
    VERB,
)
from pipelines.extraction.observations.indicators.tokens import CLOSING, OPENING, Token

_NOMINAL = {NOUN, ADJECTIVE, AREA, NUMERAL}
# What the counted does, and never part of a noun: 41只搜救犬|参与救援.
_TAKING_PART = {"参与", "参加", "出席", "作为", "进行", "开展", "予以", "给予", "加以"}
_GOING = {"来自", "前往", "赴", "奔赴", "走进", "来到", "抵达"}
_PART_OF_NOUNS = "游展赛站"  # 10条主题|游|线路
_BOUNDS = {"以上", "以下"}  # 二级及|以上|医院
_OF_NOUNS = {NOUN, ADJECTIVE, AREA, QUOTE}
_CLASSES = ("大", "类", "种", "项")
_VAGUE = "一几数上百千万"  # 几十万名师生
_ACTORS = "员兵手队者师士民"  # at the end of a noun: who does what the verb after it says
_NOUN_ENDINGS = {"n", "ng", "nz", "k", "q"}  # tags of the 场 or 站 that ends a noun


@dataclass(slots=True)
class Setting:
    """What the words after a figure are read against."""

    area: str  # the figure's area by name
    is_followed: bool  # another figure comes right after the words, so that their last nouns may name that one
    counts_itself: bool  # 人 and 元 need no noun after them, so that a verb begins an action
    is_governed: bool  # a verb stands before the figure, so that one inside the phrase is part of a noun
    pivots: frozenset[str]  # verbs that take a clause of their own: 支持
    bodies: frozenset[str]  # nouns that verbs compound with: 转移|机构
    manners: frozenset[str]  # words that say how the verb after them is done: 线下|参展


def end_of_nouns(tokens: list[Token], start: int, setting: Setting) -> int:
    """Return where the noun phrase that begins at `start` ends."""
    place = start
    while place < len(tokens):
        kind = tokens[place].kind
        following = tokens[place + 1].kind if place + 1 < len(tokens) else ""
        if tokens[place].text == "不变":
            break  # 维持2%的利率|不变
        if kind == CONJUNCTION:
            if place == start or not _joins_nouns(tokens, place, setting):
                break
        elif kind == QUOTE:
            if tokens[place].text in OPENING:
                closing = next((i for i in range(place, len(tokens)) if tokens[i].text in CLOSING), None)
                if closing is None:
                    break
                place = closing
        elif kind in (VERB, LIGHT):
            is_of_noun = _opens_noun if place == start else _is_nominal_verb
            if not is_of_noun(tokens, place, setting):
                break
        elif kind == EXAMPLES:
            is_class = following in (NOUN, ADJECTIVE) and tokens[place + 1].tag not in ("i", "z")
            if place == start or not is_class:
                break
        elif kind == NUMERAL and place > start and _begins_a_count(tokens, place):
            break  # 647所学校|几十万名师生, 700万个家庭|一个月的用气需求, 29个系统|72大类数据
        elif kind == CHANGE and place == start and len(tokens[place].text) == 1 and following == NOUN:
            pass  # 160起|高致病性禽流感疫情
        elif kind == CHANGE and place > start and setting.is_governed and following == NOUN:
            pass  # 首创7项国际|领先|技术
        elif kind not in _NOMINAL and not (kind == LOCATIVE and place > start and following in (NOUN, ADJECTIVE)):
            break  # 地级以上城市
        place += 1
    return place


def _joins_nouns(tokens: list[Token], place: int, setting: Setting) -> bool:
    """Return whether the noun phrase goes on after the conjunction at `place`, and the next figure's does not begin."""
    following = tokens[place + 1] if place + 1 < len(tokens) else None
    is_bound = following is not None and following.kind == LOCATIVE and following.text in _BOUNDS
    is_noun = following is not None and following.kind in _OF_NOUNS
    continues = is_noun or is_bound or _is_paired_verb(tokens, place, setting)
    return continues and not (setting.is_followed and _names_the_next(tokens, place))


def _opens_noun(tokens: list[Token], start: int, setting: Setting) -> bool:
    """Return whether the verb right after a figure is part of a noun: 参展企业, 收集到1万份|签名, but 企业|参展."""
    following = tokens[start + 1].kind if start + 1 < len(tokens) else ""
    if tokens[start].text in _GOING:
        return False
    if following in (NOUN, ADJECTIVE, QUOTE):
        return True
    if following == CONJUNCTION and _is_noun_after(tokens, start + 2):
        return setting.is_governed
    return setting.is_governed and (not following or _is_verb_chain(tokens, start))


def _begins_a_count(tokens: list[Token], place: int) -> bool:
    """Return whether the numeral at `place` counts something else, and is no part of a name (世界|500|强)."""
    numeral = tokens[place].text
    if numeral[0].isdigit():
        return place + 1 < len(tokens) and tokens[place + 1].text.startswith(_CLASSES)
    return len(numeral) > 2 and numeral[0] in _VAGUE


def _is_noun_after(tokens: list[Token], place: int) -> bool:
    """Return whether a noun stands at `place`, so that the verb joined to it is one: 取得440项|发明|和|实用新型专利."""
    return place < len(tokens) and tokens[place].kind in (NOUN, ADJECTIVE) and tokens[place - 1].text != "、"


def _is_verb_chain(tokens: list[Token], start: int) -> bool:
    """Return whether several verbs in a row lead up to a noun: 举办50场|首发首秀首展|活动."""
    place = next((p for p in range(start, len(tokens)) if tokens[p].kind != VERB), len(tokens))
    return start + 1 < place < len(tokens) and tokens[place].kind == NOUN


def _is_paired_verb(tokens: list[Token], place: int, setting: Setting) -> bool:
    """Return whether the verb after the conjunction at `place` is part of a noun: 灌区建设|和|改造项目."""
    following = tokens[place + 1 : place + 3]
    if setting.is_governed and tokens[place].text != "、" and following and following[0].kind == VERB:
        return True  # 完成2759个村及|配套组织换届选举
    return tokens[place - 1].tag in ("v", "vn") and [token.kind for token in following] == [VERB, NOUN]


def _is_nominal_verb(tokens: list[Token], place: int, setting: Setting) -> bool:
    """Return whether a verb inside a noun phrase is part of a noun: 重大应用, 候选区, 签署160架飞机|采购协议."""
    token = tokens[place]
    following = tokens[place + 1] if place + 1 < len(tokens) else None
    if tokens[place - 1].text[-1] in _ACTORS and following is not None:
        return False  # 出动1300名官兵|驰援一线
    if tokens[place - 1].kind == ADJECTIVE and tokens[place - 1].tag != "ad":
        return True
    is_short = len(token.text) < 2 and token.text not in _PART_OF_NOUNS
    if is_short or token.text in _TAKING_PART | _GOING or tokens[place - 1].text in setting.manners:
        return False  # 携1300种商品|线下|参展
    if tokens[place - 1].kind == QUOTE and following is not None and following.kind == NOUN:
        return True  # 百个“一带一路”|共建|国家
    if following is None:
        is_given = setting.counts_itself and tokens[0].kind == OF  # 5000万元的|资金|支持
        return setting.is_governed or is_given or token.text in setting.bodies
    if tokens[0].kind == OF and following.text in setting.bodies:
        return True  # 半数以上的|商业航天|创新企业
    if tokens[place - 1].tag == "vn" and following.kind == NOUN:
        return True  # 服务|保障|举措
    if tokens[place - 1].kind == CONJUNCTION and _is_paired_verb(tokens, place - 1, setting):
        return True
    if token.text in setting.pivots:
        return following.text in setting.bodies and following.kind == NOUN and tokens[place - 1].tag == "vn"
    if following.kind == NOUN and (
        setting.is_governed or (len(following.text) == 1 and following.tag in _NOUN_ENDINGS)
    ):
        return True
    noun = next((p for p in range(place + 1, len(tokens)) if tokens[p].kind != VERB), len(tokens) - 1)
    if tokens[noun].text in setting.bodies and any(token.kind == VERB for token in tokens[noun + 1 :]):
        return True  # 200家技术|转移|机构…|参会
    after = tokens[place + 2] if place + 2 < len(tokens) else None
    if setting.is_governed and following.kind == VERB and after is not None and after.kind == NOUN:
        return True  # 形成4个页岩气勘探|开发|基地
    return following.kind == CONJUNCTION and following.text != "、" and setting.is_governed


def _names_the_next(tokens: list[Token], start: int) -> bool:
    """Return whether the nouns after the conjunction at `start` lead up to the next figure and so name that one."""
    leading = {NOUN, ADJECTIVE, AREA, LINK, QUOTE, EXAMPLES} | ({VERB, ADVERB} if tokens[start].text == "、" else set())
    return all(token.kind in leading for token in tokens[start + 1 :])
