"""A sentence as tokens: its words, with every quantity and every expression of time as one token."""

import re
from functools import partial
from typing import NamedTuple

from pipelines.extraction.observations.indicators.kinds import (
    ADJECTIVE,
    ADVERB,
    AREA,
    CHANGE,
    COMMA,
    COMPARISON,
    FREQUENCY,
    LINK,
    NOUN,
    NUMERAL,
    QUANTITY,
    QUOTE,
    STOP,
    TIME,
    VERB,
)
from pipelines.extraction.observations.indicators.lexicon import KIND_OF_TAG, Lexicon
from pipelines.extraction.observations.reading import Mention, SentenceReading

_OF_NOUNS = {"基本", "直接"}  # adverbs that belong to a noun after them: 直接|经济损失
_PLACE = "\ufffc"  # stands for a quantity or a time while the rest is cut into words
# 今天|16时30分; 2024财年|支出, 2025届|毕业生
_CLOCK = re.compile(
    "[0-2]?[0-9](?:时(?!间|段|尚)|点(?=[，,半0-9]))(?:[0-5]?[0-9]分|半|许)?|(?:(?:20)?[0-9]{2}[-—至])?(?:20)?[0-9]{2}(?:财年|届)"
)
_EDGES = "，；。"
_EDGE = re.compile(f"[{_EDGES}]")
_CLAUSES_BEFORE = 2
# In tokens: what is further from a figure is no part of its statement. Rules look back and forth between the tokens
# of a clause, and one without end would cost its length squared.
FAR = 150
_MOVING = {"上", "下"}
_BEFORE_VERB = {COMMA, STOP, ADVERB}
OPENING, CLOSING = "“《‘", "”》’"
_ASPECTS = {"ul", "ug", "uz"}  # 了, 过, 着
_BEFORE_DONE = ("n", "vn", "m", "q")  # 种|了30亩猕猴桃: what the dictionary has as 一种
_ENDS_OF_NAMES = frozenset("站点桩盒带堂所宅类岗棚窗库舱")
_AFTER_A_NAME = frozenset(["", *"，。、；：！？）”的和及与或已均将全都共为在"])
_IN_NAMES = {NOUN, VERB, ADJECTIVE, ADVERB}
_LONGEST_NAME = 6  # tokens
_MEASURES_OF_BODIES = frozenset("个家座处所")
_ACTORS = frozenset("员兵手队者师士民生商县市区镇乡村国省")
# Verbs that have a body as their object and are no part of its name: 12家|企业|进驻|园区.
_FOUNDING = {
    *("设立", "建立", "建设", "成立", "新建", "打造", "建成", "进入", "入驻"),
    *("进驻", "加入", "参加", "前往", "走进", "覆盖", "拥有", "形成", "通过"),
}
_DOUBTFUL = {*_ASPECTS, "ns", "f"}  # parts of speech that the words before decide, or our own


class Token(NamedTuple):
    """One token at `start:end` of its sentence; a quantity's token carries its mention."""

    start: int
    end: int
    text: str
    kind: str
    mention: Mention | None = None
    tag: str = ""  # part of speech: vn is a noun that is a verb as well (建设), nt a body (财政部)


_new_token = partial(tuple.__new__, Token)  # of the fields as one tuple, which is faster; there are many


def tokenise(sentence: SentenceReading, lexicon: Lexicon) -> list[Token]:
    """Return the tokens of a sentence in order, without gaps, from two clauses before its first fact to its last one's.

    What is further away names no figure, and most of a long sentence is further away.
    """
    text = sentence.text
    first, last = _window(text, sentence.facts[0].start, sentence.facts[-1].end)
    spans: list[tuple[int, int, Mention | None]] = [
        (mention.start, mention.end, mention) for mention in sentence.mentions if first <= mention.start < last
    ]
    times = [(expression.start, expression.end) for expression in sentence.times]
    spans = _with_times(spans, times, first, last)
    if "时" in text or "点" in text or "财" in text or "届" in text:
        spans = _with_times(spans, [match.span() for match in _CLOCK.finditer(text, first, last)], first, last)
    masked = []
    place = first
    for start, end, _ in spans:
        masked.append(text[place:start])
        place = end
    masked.append(text[place:last])
    return _tokens(_PLACE.join(masked), text, first, spans, lexicon)


def _with_times(
    spans: list[tuple[int, int, Mention | None]], times: list[tuple[int, int]], first: int, last: int
) -> list[tuple[int, int, Mention | None]]:
    """Return the spans in order with those of the times between `first` and `last` that overlap none of them."""
    taken = iter([*spans, (last, last, None)])
    span = next(taken)
    found: list[tuple[int, int, Mention | None]] = []
    for start, end in times:
        while span[1] <= start and span[0] < last:
            span = next(taken)
        if first <= start and end <= min(span[0], last):
            found.append((start, end, None))
    return sorted([*spans, *found], key=lambda span: span[0]) if found else spans


def _window(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the stretch from two clauses before the one at `start` to the end of the one at `end`."""
    after = _EDGE.search(text, end)
    edge = start
    for _ in range(_CLAUSES_BEFORE + 1):
        edge = max([text.rfind(mark, 0, edge) for mark in _EDGES])
        if edge < 0:
            break
    return edge + 1, after.start() if after else len(text)


def _tokens(
    masked: str, text: str, place: int, spans: list[tuple[int, int, Mention | None]], lexicon: Lexicon
) -> list[Token]:
    """Return the tokens of the text from `place` on, `masked` being that text with a mark for each of `spans`."""
    tokens: list[Token] = []
    remaining = iter(spans)
    kind_of, kind_of_tag = lexicon.kind_of, KIND_OF_TAG
    for word, tag in lexicon.tagger.tag(masked, hmm=False):
        if word == _PLACE:
            span = next(remaining, None)
            if span is not None:
                start, end, mention = span
                _part_from_link(tokens, lexicon)
                tokens.append(Token(start, end, text[start:end], QUANTITY if mention else TIME, mention))
                place = end
                continue
        end = place + len(word)
        kind = kind_of.get(word) or kind_of_tag.get(tag, NOUN)
        if tag in _DOUBTFUL:
            kind, tag = _reread(tokens, word, tag, kind, lexicon)
        elif (kind == NUMERAL or tag == "q") and tokens and tokens[-1].text == "每":
            start = tokens.pop().start
            place, word, kind = start, f"每{word}", FREQUENCY  # 每|千名|老年人拥有床位
        elif kind == NOUN and tokens and tokens[-1].text in _OF_NOUNS and (tag[0] in "nj" or tag == "vn"):
            tokens[-1] = tokens[-1]._replace(kind=ADJECTIVE)  # 基本|医疗保险, but 基本|建成
        elif word == "比较" and tokens and tokens[-1].text == "占":
            tokens[-1] = Token(place - 1, place + 1, "占比", NOUN, None, "n")  # 占比|较去年同期提升
            place, word, kind, tag = place + 1, "较", COMPARISON, "p"
        elif word in _ENDS_OF_NAMES and kind != NOUN and tokens and text[end : end + 1] in _AFTER_A_NAME:
            kind, tag = _ending_of_name(tokens, kind, tag)
        elif kind == NOUN and tokens and tokens[-1].kind == VERB and text[end : end + 1] in _AFTER_A_NAME:
            _join_counted(tokens, word, lexicon)
        tokens.append(_new_token((place, end, word, kind, None, tag)))
        if word == "》" and len(tokens) > 2 and tokens[-3].text == "《":
            tokens[-2] = tokens[-2]._replace(kind=NOUN, tag="nz")  # 《决定》: a name, whatever the word is
        place = end
    return tokens


def _reread(tokens: list[Token], word: str, tag: str, kind: str, lexicon: Lexicon) -> tuple[str, str]:
    """Return kind and part of speech of a word by what stands before it; 了 makes a verb of that (设置|了)."""
    if tag in _ASPECTS:
        if tokens and tokens[-1].tag in (_BEFORE_DONE if word == "了" else ("vn",)):
            tokens[-1] = tokens[-1]._replace(kind=VERB, tag="v")
    elif tag == "ns":
        return kind, lexicon.tag_of.get(word, tag)
    elif word in _MOVING and (not tokens or tokens[-1].kind in _BEFORE_VERB):
        return VERB, "v"  # ，上|岛人数
    return kind, tag


def _ending_of_name(tokens: list[Token], kind: str, tag: str) -> tuple[str, str]:
    """Return kind and part of speech of the last character of a name that is a verb or a numeral elsewhere.

    The verb before it is then a part of the name: 疫苗|接种|点, 热力|站.
    """
    before = tokens[-1]
    if len(before.text) < 2 or before.kind not in (NOUN, VERB, ADJECTIVE) or before.mention is not None:
        return kind, tag
    if before.kind == VERB:
        tokens[-1] = before._replace(kind=NOUN, tag="vn")
    return NOUN, "n"


def _join_counted(tokens: list[Token], body: str, lexicon: Lexicon) -> None:
    """Make the verbs between a count and the body that it counts parts of the body's name: 7家|市级|集中|救治|医院.

    Not where something else is counted, which does what the verb says: 12家|企业|进驻|园区.
    """
    if body not in lexicon.roles["body"]:
        return
    others = lexicon.roles["body"] | lexicon.roles["member"]
    place = len(tokens) - 1
    while place >= 0 and tokens[place].mention is None and len(tokens) - place <= _LONGEST_NAME:
        token = tokens[place]
        is_counted = token.kind == NOUN and (token.text in others or token.text[-1] in _ACTORS)
        if is_counted or token.kind not in _IN_NAMES or token.text in _FOUNDING:
            return
        place -= 1
    if place >= 0 and tokens[place].mention is not None and tokens[place].text[-1] in _MEASURES_OF_BODIES:
        for index in range(place + 1, len(tokens)):
            if tokens[index].kind in (VERB, ADVERB):
                tokens[index] = tokens[index]._replace(kind=NOUN, tag="vn")


def _part_from_link(tokens: list[Token], lexicon: Lexicon) -> None:
    """Part the verb from the noun that the dictionary has grown together with it: 全长约|24公里, 价格下降|3%."""
    if (
        not tokens
        or tokens[-1].kind not in (NOUN, VERB)
        or len(tokens[-1].text) < 3
        or tokens[-1].text in lexicon.kind_of
    ):
        return
    start, end, text, kind, *_ = tokens[-1]
    for length in (2, 1):
        ending = text[-length:]
        own = lexicon.kind_of.get(ending)
        if len(text) > length and own in (LINK, CHANGE, COMPARISON):
            tokens[-1:] = [Token(start, end - length, text[:-length], kind), Token(end - length, end, ending, own)]
            return


def text_of(tokens: list[Token]) -> str:
    """Return the tokens as one string."""
    return "".join([token.text for token in tokens])


def has_noun(tokens: list[Token]) -> bool:
    """Return whether something among the tokens can name a series."""
    for token in tokens:  # noqa: SIM110  (a loop: this is asked of every phrase, and any() is half as fast)
        if token.kind in (NOUN, AREA):
            return True
    return False


def balanced(tokens: list[Token]) -> list[Token]:
    """Return `tokens` without quotation marks that the phrase opens and does not close."""
    depth = 0
    for token in tokens:
        if token.kind == QUOTE:
            depth += (token.text in OPENING) - (token.text in CLOSING)
            if depth < 0:
                break
    return tokens if not depth else [token for token in tokens if token.kind != QUOTE]
