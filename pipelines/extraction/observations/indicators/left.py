"""What stands before a figure, and how it is tied to the figure."""

from dataclasses import dataclass, field

from pipelines.extraction.observations.indicators.kinds import (
    ADVERB,
    AREA,
    CHANGE,
    COMPARISON,
    CONJUNCTION,
    FREQUENCY,
    LIGHT,
    LINK,
    NOUN,
    OF,
    OTHER,
    PREPOSITION,
    PRONOUN,
    SHARE,
    TIME,
    VERB,
)
from pipelines.extraction.observations.indicators.lexicon import Lexicon
from pipelines.extraction.observations.indicators.prepositions import without_compared, without_since
from pipelines.extraction.observations.indicators.stripping import naming_phrase
from pipelines.extraction.observations.indicators.tokens import Token, has_noun

_GOVERNING = {VERB, LINK, LIGHT, CHANGE, PREPOSITION, SHARE}  # an area after one of these is its object: 居|全国|第四
_BETWEEN = {ADVERB, TIME, PREPOSITION, PRONOUN, OTHER, OF, COMPARISON, LINK, CHANGE, LIGHT, FREQUENCY, VERB}

_REACHING = {"到", "至", "为", "成", "达"}


@dataclass(slots=True)
class Left:
    """What stands before a figure: the naming phrase, and the verbs between it and the figure."""

    phrase: list[Token] = field(default_factory=list)
    verbs: list[Token] = field(default_factory=list)  # verbs that govern the figure itself: 培育|150家
    is_linked: bool = False  # 达, 为 … stand between phrase and figure (约 and 超 only qualify the figure)
    is_changed: bool = False  # 增长, 下降 … do
    is_light: bool = False  # 有, 实现 … do
    reaches: bool = False  # 到 or 至 after the verb: 缩减到|31项
    is_placed: bool = False  # 在 before the figure: it counts the places of an action
    is_apart: bool = False  # 的 between them: 包括平民在内的|至少4人死亡
    frequency: str = ""  # 日均 … right before the figure


def read_left(tokens: list[Token], area: str, lexicon: Lexicon, *, keeps_examples: bool = False) -> Left:
    """Return the phrase before a figure and how it is tied to the figure.

    `tokens` are those of the clause up to the figure; `area` is the figure's area by name, which no title repeats.
    """
    tokens = without_since(without_compared(tokens))
    left = Left()
    left.is_placed = next((token.text == "在" for token in reversed(tokens) if token.kind not in (AREA, ADVERB)), False)
    end = len(tokens)
    while end and _stands_between(tokens, end - 1, lexicon):
        token = tokens[end - 1]
        if token.kind == VERB and token.text in lexicon.roles["source"]:
            end = 0  # 欧盟称|将拨款: who says so
            break
        _read_tie(left, token, lexicon)
        if (token.kind == VERB or _acts(tokens, end - 1, lexicon)) and not left.is_apart:
            left.verbs.insert(0, token)
            left.reaches = left.reaches or (end < len(tokens) and tokens[end].text in _REACHING)
        end -= 1
    if left.is_apart:  # 货值|由2016年的|80亿元
        baseline = next((place for place in range(1, end) if tokens[place].text in ("由", "从")), end)
        end = baseline if has_noun(tokens[:baseline]) else end
    left.phrase = naming_phrase(tokens[:end], area, lexicon, keeps_examples=keeps_examples)
    return left


def _stands_between(tokens: list[Token], place: int, lexicon: Lexicon) -> bool:
    """Return whether the token at `place` stands between the phrase and the figure, and is not the phrase's last."""
    token = tokens[place]
    if token.kind == VERB and place > 1 and tokens[place - 1].kind == CONJUNCTION and tokens[place - 1].text != "、":
        return tokens[place - 2].kind not in (NOUN, VERB)  # 赔款及|给付: a noun by its company
    if place == len(tokens) - 1 and _acts(tokens, place, lexicon):
        return True
    if token.kind == VERB and place and tokens[place - 1].text == "总":
        return False  # 教育经费|总|投入
    if token.kind == AREA:
        return place > 0 and tokens[place - 1].kind in _GOVERNING
    return token.kind in _BETWEEN or token.text in lexicon.roles["extreme"]  # 票价|最低|三折


def _acts(tokens: list[Token], place: int, lexicon: Lexicon) -> bool:
    """Return whether a noun that may be a verb is one, after an adverb: 这艘船|可|装载."""
    token = tokens[place]
    may_act = token.kind == NOUN and token.tag == "vn" and token.text not in lexicon.kind_of
    return may_act and place > 0 and tokens[place - 1].kind == ADVERB


def _read_tie(left: Left, token: Token, lexicon: Lexicon) -> None:
    """Note what a token between phrase and figure says of how the two are tied."""
    if token.kind == LINK:
        left.is_linked = left.is_linked or token.text not in lexicon.roles["approximation"]
    elif token.kind == CHANGE:
        left.is_changed = True
    elif token.kind == LIGHT:
        left.is_light = True
    elif token.kind == FREQUENCY:
        left.frequency = token.text + left.frequency
    elif token.kind == OF:
        left.is_apart = not left.verbs


def share_place(tokens: list[Token]) -> int | None:
    """Return where 占 stands among the tokens, the last one."""
    return next((place for place in range(len(tokens) - 1, -1, -1) if tokens[place].kind == SHARE), None)
