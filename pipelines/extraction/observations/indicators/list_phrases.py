"""The phrase before several figures in a row that has a member for each: 出口蔬菜、汽车等产品，|分别增长8%、5%."""

from itertools import takewhile

from pipelines.extraction.observations.indicators import names
from pipelines.extraction.observations.indicators.kinds import (
    ADJECTIVE,
    ADVERB,
    CONJUNCTION,
    EXAMPLES,
    NOUN,
    PREPOSITION,
    QUOTE,
    TIME,
    VERB,
)
from pipelines.extraction.observations.indicators.left import read_left
from pipelines.extraction.observations.indicators.lexicon import Lexicon
from pipelines.extraction.observations.indicators.stripping import drop_leading
from pipelines.extraction.observations.indicators.tokens import Token

_OF_MEMBERS = {NOUN, ADJECTIVE, VERB, CONJUNCTION, ADVERB}  # of the members of a list before 等
_OF_CLASSES = {NOUN, ADJECTIVE, CONJUNCTION, TIME, QUOTE}  # of the class after it


def _listed_examples(tokens: list[Token]) -> list[Token]:
    """Return members of two words and more with the class that 等 sums them up in: 器件制造、电池制造等|行业利润."""
    place = next((place for place, token in enumerate(tokens) if token.kind == EXAMPLES), None)
    if place is None or not any(token.kind == CONJUNCTION for token in tokens[:place]):
        return []
    if any(token.kind not in _OF_MEMBERS for token in tokens[:place]):
        return []
    summed = list(takewhile(lambda token: token.kind in _OF_CLASSES, tokens[place + 1 :]))
    start = max((end for end, token in enumerate(summed, 1) if token.kind in (CONJUNCTION, TIME)), default=0)
    return [*tokens[: place + 1], *summed[start:]]  # 汽车、船舶等高技术、绿色产品2023年|出口


def is_shared_out(tokens: list[Token], phrase: list[Token]) -> bool:
    """Return whether 分别 stands before a phrase, so that its members are named before: 分别|进出口5万亿元、4万亿元."""
    place = next((token.start for token in tokens if token.text == "分别"), None)
    return place is not None and place < phrase[0].start


def list_phrase(tokens: list[Token], area: str, lexicon: Lexicon) -> list[Token]:
    """Return the phrase with the members of a list, without the 增速 that is told of each."""
    tokens = drop_leading(tokens, area)
    if tokens and tokens[0].text in lexicon.roles["framing"] and tokens[0].kind == VERB:
        tokens = tokens[1:]  # 带动|光伏电池、充电桩等产品产量
    if listed := _listed_examples(tokens):
        return listed
    phrase = read_left(tokens, area, lexicon, keeps_examples=True).phrase
    return phrase[:-1] if phrase and not names.base_of(phrase[-1].text) else phrase


def without_places(tokens: list[Token], areas: list[str]) -> list[Token]:
    """Return a list phrase without the places it is told of, one for each figure: 韩国、德国、英国|实际对华投资."""
    start = next((p for p, token in enumerate(tokens[:-1]) if token.tag == "ns" or token.text in areas), None)
    if start is None or tokens[start + 1].kind != CONJUNCTION or _follow_preposition(tokens[:start]):
        return tokens
    end = start
    while end < len(tokens) and (
        tokens[end].tag == "ns" or tokens[end].kind == CONJUNCTION or tokens[end].text in areas
    ):
        end += 1
    return [*tokens[:start], *tokens[end:]]


def _follow_preposition(tokens: list[Token]) -> bool:
    """Return whether the members before a place are those of a relation: 对东盟、欧盟、|美国和韩国|进出口."""
    place = next((p for p in range(len(tokens) - 1, -1, -1) if tokens[p].kind == PREPOSITION), None)
    return place is not None and all(token.kind in (NOUN, CONJUNCTION) for token in tokens[place + 1 :])


def taken_up(name: str, recent: list[str], count: int) -> list[str] | None:
    """Return the last series named, one for each figure: 油气产量分别 after 原油产量 and 天然气产量."""
    series = [title for title in dict.fromkeys(recent[-4 * count :]) if not name or title[-2:] == name[-2:]]
    return series[-count:] if len(series) >= count else None
