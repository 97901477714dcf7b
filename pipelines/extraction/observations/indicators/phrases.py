"""Noun phrases beside a figure: what stands before it without its verbs, and what it counts after it."""

from dataclasses import dataclass, field

from pipelines.extraction.observations.indicators.kinds import (
    ADJECTIVE,
    ADVERB,
    AREA,
    CHANGE,
    COMPARISON,
    CONJUNCTION,
    FREQUENCY,
    LIGHT,
    LINK,
    LOCATIVE,
    NOUN,
    NUMERAL,
    OF,
    OTHER,
    PREPOSITION,
    PRONOUN,
    QUANTITY,
    QUOTE,
    SHARE,
    TIME,
    VERB,
)
from pipelines.extraction.observations.indicators.lexicon import Lexicon
from pipelines.extraction.observations.indicators.tokens import Token

_NOMINAL = {NOUN, ADJECTIVE, AREA, NUMERAL}
_GOVERNING = {VERB, LINK, LIGHT, CHANGE, PREPOSITION, SHARE}  # an area after one of these is its object: 居|全国|第四
_DROPPED_BEFORE = {ADVERB, TIME, PRONOUN, CONJUNCTION, OTHER, LINK, AREA, OF, LOCATIVE, COMPARISON}
_RELATION = {"对", "与", "向", "用于", "同"}  # prepositions that are part of a title: 对东盟进出口


@dataclass(slots=True)
class Left:
    """What stands before a figure: the naming phrase, and the verbs between it and the figure."""

    phrase: list[Token] = field(default_factory=list)
    verbs: list[Token] = field(default_factory=list)  # verbs that govern the figure itself: 培育|150家
    is_linked: bool = False  # 达, 为, 超 … stand between phrase and figure
    is_changed: bool = False  # 增长, 下降 … do
    is_light: bool = False  # 有, 实现 … do
    frequency: str = ""  # 日均 … right before the figure


def text_of(tokens: list[Token]) -> str:
    """Return the tokens as one string."""
    return "".join(token.text for token in tokens)


def has_noun(tokens: list[Token]) -> bool:
    """Return whether something among the tokens can name a series."""
    return any(token.kind in (NOUN, AREA) for token in tokens)


def read_left(tokens: list[Token], area: str, lexicon: Lexicon) -> Left:
    """Return the phrase before a figure and how it is tied to the figure.

    `tokens` are those of the clause up to the figure; `area` is the figure's area by name, which no title repeats.
    """
    left = Left()
    end = len(tokens)
    while end:
        token = tokens[end - 1]
        kind = token.kind
        if kind == LINK:
            left.is_linked = True
        elif kind == CHANGE:
            left.is_changed = True
        elif kind == LIGHT:
            left.is_light = True
        elif kind == FREQUENCY:
            left.frequency = token.text + left.frequency
        elif kind == VERB:
            left.verbs.insert(0, token)
        elif kind == AREA:
            if end < 2 or tokens[end - 2].kind not in _GOVERNING:
                break
        elif kind not in (ADVERB, TIME, PREPOSITION, PRONOUN, OTHER, OF, COMPARISON):
            break
        end -= 1
    left.phrase = naming_phrase(tokens[:end], area, lexicon)
    return left


def naming_phrase(tokens: list[Token], area: str, lexicon: Lexicon) -> list[Token]:
    """Return the part of `tokens` that names a series: without area, time, adverbs, sources and comparisons."""
    tokens = _without_comparison(_without_source(tokens, lexicon))
    tokens = _without_inner_place(_without_place(drop_leading(tokens, area)))
    tokens = _joined_over_light_verb(tokens, area)
    tokens = _from_last_adverb(tokens)
    tokens = drop_leading(tokens, area)
    tokens = [token for token in tokens if token.kind not in (ADVERB, PRONOUN, OTHER)]
    while tokens and tokens[-1].kind in (CONJUNCTION, OF, TIME, PREPOSITION, LOCATIVE):
        tokens = tokens[:-1]
    return _balanced(_after_inner_time(tokens)) if has_noun(tokens) else []


def drop_leading(tokens: list[Token], area: str) -> list[Token]:
    """Return `tokens` without what precedes a title: adverbs, times, 其中, and the area by any of its names."""
    start = 0
    while start < len(tokens):
        token = tokens[start]
        if token.kind in _DROPPED_BEFORE:
            start += 1
        elif area and (length := _area_length(tokens[start:], area)):
            start += length
        else:
            break
    return tokens[start:]


def _area_length(tokens: list[Token], area: str) -> int:
    """Return how many of the leading tokens spell the area or a short form of it."""
    spelled, best = "", 0
    for count, token in enumerate(tokens, 1):
        spelled += token.text
        if len(spelled) > 1 and spelled in area and token.kind == NOUN:
            best = count
        elif spelled not in area:
            break
    return best


def _without_source(tokens: list[Token], lexicon: Lexicon) -> list[Token]:
    for place in range(len(tokens) - 1, -1, -1):
        if tokens[place].text in lexicon.roles["source"] and tokens[place].kind == VERB:
            return tokens[place + 1 :]
    return tokens


def _without_comparison(tokens: list[Token]) -> list[Token]:
    """Return `tokens` without 比… and 较…: the words compared with stand between it and the verb, already gone."""
    for place, token in enumerate(tokens):
        if token.kind == COMPARISON:
            return tokens[:place] if has_noun(tokens[:place]) else tokens[place + 1 :]
    return tokens


def _without_place(tokens: list[Token]) -> list[Token]:
    """Return `tokens` without a prepositional phrase at their head (在…中, 通过…); 对东盟 belongs to the title."""
    if not tokens or tokens[0].kind != PREPOSITION or tokens[0].text in _RELATION:
        return tokens
    for place, token in enumerate(tokens):
        if token.kind == LOCATIVE and has_noun(tokens[place + 1 :]):
            return tokens[place + 1 :]
    for place, token in enumerate(tokens):
        if token.kind in (VERB, ADVERB, LIGHT, TIME) and has_noun(tokens[place + 1 :]):
            return tokens[place:]
    return tokens[1:]


def _without_inner_place(tokens: list[Token]) -> list[Token]:
    """Return `tokens` without a prepositional phrase after their subject: 增速|在八市中, 列车|从开通初期的|日均开行."""
    for place, token in enumerate(tokens):
        if token.kind != PREPOSITION or token.text in _RELATION or not place:
            continue
        for end in range(place + 1, len(tokens)):
            if tokens[end].kind in (VERB, ADVERB, LIGHT, FREQUENCY, TIME, LOCATIVE):
                while end < len(tokens) and tokens[end].kind in (TIME, LOCATIVE, OF, ADVERB):
                    end += 1
                return [*tokens[:place], *tokens[end:]]
        return tokens[:place]
    return tokens


def _joined_over_light_verb(tokens: list[Token], area: str) -> list[Token]:
    """Return subject and object as one title where a verb without meaning of its own joins them: 第一产业实现增加值."""
    for place in range(len(tokens) - 1, -1, -1):
        if tokens[place].kind == LIGHT:
            subject, named = drop_leading(tokens[:place], area), tokens[place + 1 :]
            if not has_noun(named):
                continue
            if any(token.kind not in (NOUN, ADJECTIVE, CONJUNCTION, OF, QUOTE) for token in subject):
                subject = []
            return [*subject, *named]
    return tokens


def _from_last_adverb(tokens: list[Token]) -> list[Token]:
    """Return verb and object without their subject where an adverb stands between: 边检机关共|查验出入境人员."""
    for place in range(len(tokens) - 2, 0, -1):
        if tokens[place].kind in (ADVERB, FREQUENCY) and tokens[place + 1].kind == VERB:
            start = place if tokens[place].kind == FREQUENCY else place + 1
            if has_noun(tokens[start + 1 :]):
                return tokens[start:]
    return tokens


def _after_inner_time(tokens: list[Token]) -> list[Token]:
    for place in range(len(tokens) - 1, 0, -1):
        if tokens[place].kind == TIME and has_noun(tokens[place + 1 :]):
            return tokens[place + 1 :]
    return tokens


def _balanced(tokens: list[Token]) -> list[Token]:
    opened = sum(token.text in "“《‘" for token in tokens if token.kind == QUOTE)
    closed = sum(token.text in "”》’" for token in tokens if token.kind == QUOTE)
    return tokens if opened == closed else [token for token in tokens if token.kind != QUOTE]


@dataclass(slots=True)
class Right:
    """What stands after a figure: the noun phrase it counts, what that does, and how many tokens were read."""

    phrase: list[Token] = field(default_factory=list)
    action: list[Token] = field(default_factory=list)
    is_attribute: bool = False  # 的 stands between: 13吉瓦的新能源基地
    length: int = 0


def read_right(tokens: list[Token], area: str, lexicon: Lexicon, *, is_followed: bool) -> Right:
    """Return the noun phrase that follows a figure, up to its verb, 的 or 中, and the verb phrase after it.

    `is_followed` says that another figure stands right after the tokens, so that their last nouns may name that one.
    """
    right = Right()
    place = 0
    while place < len(tokens) and (tokens[place].kind == LOCATIVE or tokens[place].text in lexicon.roles["milestone"]):
        place += 1
    right.length = place
    if place < len(tokens) and tokens[place].kind == OF:
        right.is_attribute = True
        place += 1
    end = _end_of_nouns(tokens, place, is_followed)
    phrase = drop_leading(_balanced(tokens[place:end]), area)
    if phrase and phrase[-1].text in lexicon.roles["milestone"] and phrase[-1].text != "规模":
        right.length, phrase = end, []  # 4个万亿级台阶: a way to put the amount, and not what it counts
    if has_noun(phrase):
        right.phrase, right.length = phrase, end
    right.action = _action(tokens[end:])
    return right


def _action(tokens: list[Token]) -> list[Token]:
    """Return the verb phrase at the head of `tokens`, without adverbs, times and what stands before it (在大会期间)."""
    tokens = [token for token in tokens if token.kind not in (ADVERB, TIME, PRONOUN)]
    if tokens and tokens[0].kind == PREPOSITION:
        start = next((place for place, token in enumerate(tokens) if token.kind in (VERB, LIGHT)), len(tokens))
        tokens = tokens[start:]
    return tokens if tokens and tokens[0].kind in (VERB, LIGHT, CHANGE, LINK) else []


def _end_of_nouns(tokens: list[Token], start: int, is_followed: bool) -> int:
    """Return where the noun phrase that begins at `start` ends."""
    place = start
    while place < len(tokens):
        kind = tokens[place].kind
        following = tokens[place + 1].kind if place + 1 < len(tokens) else ""
        if kind == CONJUNCTION:
            if (
                place == start
                or following not in (NOUN, ADJECTIVE, AREA, QUOTE)
                or (is_followed and _names_the_next(tokens, place + 1))
            ):
                break
        elif kind == QUOTE:
            if tokens[place].text in "“《‘":
                closing = next((i for i in range(place, len(tokens)) if tokens[i].text in "”》’"), None)
                if closing is None:
                    break
                place = closing
        elif kind in (VERB, LIGHT):
            is_modifier = place == start and following in (NOUN, ADJECTIVE)  # 参展企业, but 企业|参展
            is_noun = place > start and tokens[place - 1].kind == ADJECTIVE and following != NOUN  # 重大应用
            if not (is_modifier or is_noun):
                break
        elif kind not in _NOMINAL:
            break
        place += 1
    return place


def _names_the_next(tokens: list[Token], start: int) -> bool:
    """Return whether the nouns from `start` on lead up to the next figure and so name that one."""
    return all(token.kind in (NOUN, ADJECTIVE, AREA, LINK, VERB, ADVERB) for token in tokens[start:])


def clip_at_quantity(tokens: list[Token]) -> list[Token]:
    """Return the tokens before the first quantity."""
    for place, token in enumerate(tokens):
        if token.kind == QUANTITY:
            return tokens[:place]
    return tokens


def share_place(tokens: list[Token]) -> int | None:
    """Return where 占 stands among the tokens, the last one."""
    return next((place for place in range(len(tokens) - 1, -1, -1) if tokens[place].kind == SHARE), None)
