"""Prepositional phrases that no title holds: where (在沿线国家), whence (从开通初期), for whom (为农户)."""

from itertools import dropwhile

from pipelines.extraction.observations.indicators.kinds import (
    ADVERB,
    EXAMPLES,
    FREQUENCY,
    LIGHT,
    LOCATIVE,
    OF,
    OF_SUBJECTS,
    PREPOSITION,
    TIME,
    VERB,
)
from pipelines.extraction.observations.indicators.names import SHARES
from pipelines.extraction.observations.indicators.tokens import Token, has_noun, text_of

_COUNTING = {"计算", "计价", "计", "折算", "口径"}
_PLACES = ("国家", "领域", "市场", "境内", "海域", "省", "市", "县", "区")
_OF_PLACE = {"在", "于", "从", "由", "自", "经", "通过", "按", "按照"}  # these open a phrase inside a subject
BENEFITING = {"为", "给", "向"}  # whom something is done for: 为农户|增加收入
_RELATION = {"对"}  # a preposition that is part of a title: 对东盟进出口
_AGAINST = ("相比", "相较", "对比")
WITH = {"与", "同"}
COMPANIONS = WITH | {"和", "跟"}


def without_compared(tokens: list[Token]) -> list[Token]:
    """Return `tokens` without what a figure is compared with: 利润|与2012年相比|增长."""
    end = next((place for place, token in enumerate(tokens) if token.text.endswith(_AGAINST)), None)
    if end is None:
        return tokens
    start = next((place for place in range(end - 1, -1, -1) if tokens[place].text in COMPANIONS), end)
    return [*tokens[:start], *tokens[end + 1 :]]


def without_since(tokens: list[Token]) -> list[Token]:
    """Return `tokens` without what a series is told since: 出口额|自协定生效以来|增长."""
    end = next((place for place, token in enumerate(tokens) if token.text == "以来"), None)
    if end is None:
        return tokens
    start = next((place for place in range(end - 1, -1, -1) if tokens[place].text in ("自", "自从")), None)
    return tokens if start is None else [*tokens[:start], *tokens[end + 1 :]]


def without_place(tokens: list[Token]) -> list[Token]:
    """Return `tokens` without a prepositional phrase at their head (在…中, 通过…); 对东盟 belongs to the title."""
    if not tokens or tokens[0].kind != PREPOSITION or tokens[0].text in _RELATION:
        return tokens
    for place, token in enumerate(tokens):
        if token.kind == LOCATIVE and has_noun(tokens[place + 1 :]):
            return tokens[place + 1 :]
    for place in range(len(tokens) - 2, 0, -1):
        if tokens[0].text == "以" and tokens[place].kind == OF and has_noun(tokens[place + 1 :]):
            return tokens[place + 1 :]  # 以旅游为目的的|来华外国人
    for place, token in enumerate(tokens):
        if token.kind in (VERB, ADVERB, LIGHT, TIME, EXAMPLES) and has_noun(tokens[place + 1 :]):
            return tokens[place:]
    return list(dropwhile(lambda token: token.tag == "ns", tokens[1:]))  # 向河北天津|调水


def without_inner_place(tokens: list[Token]) -> list[Token]:
    """Return `tokens` without a prepositional phrase after their subject: 增速|在八市中, 列车|从开通初期的|日均开行."""
    for place, token in enumerate(tokens):
        if token.text == "把" and has_noun(tokens[place + 1 :]):
            return tokens[place + 1 :]  # 抓紧把|中央财政资金|下达
        following = tokens[place + 1].text if place + 1 < len(tokens) else ""  # 通过|量, 在|田: one word
        if token.text not in _OF_PLACE or token.kind != PREPOSITION or not place or len(following) == 1:
            continue
        if token.text == "从" and tokens[-1].text == "中":
            return tokens[:place]  # 从党费中|划拨
        baseline = tokens[place + 1 :]
        moves = any(token.kind in (VERB, FREQUENCY) for token in baseline)
        if token.text in ("从", "由") and not moves and any(token.kind == OF for token in baseline):
            return tokens[:place]  # 数量|从两年前的个位数|增长到
        counted = [end for end in range(place, len(tokens)) if tokens[end].text in _COUNTING]
        if counted:
            return [*tokens[:place], *tokens[counted[-1] + 1 :]]  # 国内生产总值|按年率计算
        relation = next((end for end in range(len(tokens) - 1, place, -1) if tokens[end].kind == OF), None)
        if relation is not None and text_of(tokens[relation + 1 :]) in SHARES:
            return tokens  # 人民币|在全球贸易融资中的|占比
        if relation is not None and any(token.kind == VERB for token in tokens[place + 1 : relation]):
            return tokens[place + 1 :]  # 口岸通过|免签入境的外国人
        if relation is not None:
            return [*tokens[:place], *tokens[relation + 1 :]]  # 集装箱船|在红海航线的|过境数量
        for end in range(len(tokens) - 2, place, -1):
            if tokens[end].text.endswith(_PLACES) and has_noun(tokens[end + 1 :]):
                return [*tokens[:place], *tokens[end + 1 :]]  # 企业|在沿线国家|直接投资
        for end in range(place + 1, len(tokens)):
            if tokens[end].kind in (VERB, ADVERB, LIGHT, FREQUENCY, TIME, LOCATIVE):
                while end < len(tokens) and tokens[end].kind in (TIME, LOCATIVE, OF, ADVERB):
                    end += 1
                return [*tokens[:place], *tokens[end:]]
        rest = tokens[place + 2 :]
        return rest if has_noun(rest) else tokens[:place]  # 德国从中国|进口额
    return tokens


def without_beneficiary(tokens: list[Token]) -> list[Token]:
    """Return `tokens` without whom something is done for: 每年|为周边农户|提供种苗."""
    for place, token in enumerate(tokens):
        if token.text in BENEFITING:
            verbs = (p for p in range(place + 2, len(tokens) - 1) if tokens[p].kind == VERB or tokens[p].tag == "vn")
            verb = next(verbs, None)
            if verb is not None and all(token.kind in OF_SUBJECTS for token in tokens[place + 1 : verb]):
                return [*tokens[:place], *tokens[verb:]]
    return tokens
