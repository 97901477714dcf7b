"""A sentence as tokens: its words, with every quantity and every expression of time as one token."""

from typing import NamedTuple

from pipelines.extraction.observations.indicators.kinds import (
    AREA,
    CHANGE,
    COMPARISON,
    LINK,
    NOUN,
    QUANTITY,
    TIME,
    VERB,
)
from pipelines.extraction.observations.indicators.lexicon import Lexicon
from pipelines.extraction.observations.reading import Mention, SentenceReading
from pipelines.extraction.observations.time_expressions import find_time_expressions

_PLACE = "\ufffc"  # stands for a quantity or a time while the rest is cut into words


_ASPECTS = {"ul", "ug", "uz"}  # 了, 过, 着


class Token(NamedTuple):
    """One token at `start:end` of its sentence; a quantity's token carries its mention."""

    start: int
    end: int
    text: str
    kind: str
    mention: Mention | None = None
    tag: str = ""  # part of speech: vn is a noun that is a verb as well (建设), nt a body (财政部)


def tokenise(sentence: SentenceReading, lexicon: Lexicon) -> list[Token]:
    """Return the tokens of a sentence in order, without gaps."""
    text = sentence.text
    spans: list[tuple[int, int, Mention | None]] = [
        (mention.start, mention.end, mention) for mention in sentence.mentions
    ]
    taken = {place for start, end, _ in spans for place in range(start, end)}
    for expression in find_time_expressions(text, lexicon.vocabularies):
        if taken.isdisjoint(range(expression.start, expression.end)):
            spans.append((expression.start, expression.end, None))
    spans.sort(key=lambda span: span[0])
    masked = []
    place = 0
    for start, end, _ in spans:
        masked.append(text[place:start])
        place = end
    masked.append(text[place:])
    return _tokens(_PLACE.join(masked), text, spans, lexicon)


def _tokens(masked: str, text: str, spans: list[tuple[int, int, Mention | None]], lexicon: Lexicon) -> list[Token]:
    tokens = []
    place = 0
    remaining = iter(spans)
    for word, tag in lexicon.tagger.tag(masked, hmm=False):
        if word == _PLACE:
            span = next(remaining, None)
            if span is not None:
                start, end, mention = span
                _part_from_link(tokens, lexicon)
                tokens.append(Token(start, end, text[start:end], QUANTITY if mention else TIME, mention))
                place = end
                continue
        if tag in _ASPECTS and tokens and tokens[-1].tag == "vn":
            tokens[-1] = tokens[-1]._replace(kind=VERB, tag="v")  # 设置了: a verb after all
        tokens.append(Token(place, place + len(word), word, lexicon.kind(word, tag), None, tag))
        place += len(word)
    return tokens


def _part_from_link(tokens: list[Token], lexicon: Lexicon) -> None:
    """Part the verb from the noun that the dictionary has grown together with it: 全长约|24公里, 价格下降|3%."""
    if not tokens or tokens[-1].kind != NOUN or len(tokens[-1].text) < 3 or tokens[-1].text in lexicon.kind_of:
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
    return "".join(token.text for token in tokens)


def has_noun(tokens: list[Token]) -> bool:
    """Return whether something among the tokens can name a series."""
    return any(token.kind in (NOUN, AREA) for token in tokens)
