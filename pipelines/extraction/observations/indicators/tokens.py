"""A sentence as tokens: its words, with every quantity and every expression of time as one token."""

import re
from typing import NamedTuple

from pipelines.extraction.observations.indicators.kinds import QUANTITY, TIME
from pipelines.extraction.observations.indicators.lexicon import Lexicon
from pipelines.extraction.observations.reading import Mention, SentenceReading

_PLACE = "\ufffc"  # stands for a quantity or a time while the rest is cut into words
_MONTH = r"(?:1[0-2]|[1-9])"
_YEAR = r"(?:(?:19|20)\d{2}年|今年|去年|上年|前年|明年|本年|当年|同年)"
_PART = (
    rf"(?:{_MONTH}(?:[—\-–至~]{_MONTH})?月份?(?:末|底|初|上旬|中旬|下旬)?(?:\d{{1,2}}日)?"
    r"|[前第]?[一二三四1-4]季度|[前后][一二两三四五六七八九十\d]+个?月|[上下]半年|全年|年[末底初])"
)
TIME_EXPRESSION = re.compile(
    rf"(?:截至|截止|到)?{_YEAR}(?:[—\-至]{_YEAR})?(?:以来|末|底|{_PART})?(?:同期)?"
    rf"|(?:截至|截止|到)?{_PART}(?:同期)?|本月|上月|当月|目前|今天|昨天|截至|同期|近年来|[一二三四五六七八九十]+年来"
    r"|“?十[一二三四五]五”?(?:时期|期间|以来|末)?|\d{1,2}日"
)


class Token(NamedTuple):
    """One token at `start:end` of its sentence; a quantity's token carries its mention."""

    start: int
    end: int
    text: str
    kind: str
    mention: Mention | None = None


def tokenise(sentence: SentenceReading, lexicon: Lexicon) -> list[Token]:
    """Return the tokens of a sentence in order, without gaps."""
    text = sentence.text
    spans: list[tuple[int, int, Mention | None]] = [
        (mention.start, mention.end, mention) for mention in sentence.mentions
    ]
    taken = {place for start, end, _ in spans for place in range(start, end)}
    for match in TIME_EXPRESSION.finditer(text):
        start, end = match.span()
        if start not in taken and end - 1 not in taken:
            spans.append((start, end, None))
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
                tokens.append(Token(start, end, text[start:end], QUANTITY if mention else TIME, mention))
                place = end
                continue
        tokens.append(Token(place, place + len(word), word, lexicon.kind(word, tag)))
        place += len(word)
    return tokens
