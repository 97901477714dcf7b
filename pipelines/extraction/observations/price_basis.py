"""At which prices a figure is stated: current (现价, 名义) or constant (可比价, 不变价, 实际)."""

import re

from pipelines.extraction.observations.reading import ArticleReading, SentenceReading
from pipelines.extraction.vocabulary import Vocabularies

# 实际 only before a change: 实际使用外资 is no price.
_PRICES = re.compile("可比价|不变价|可比口径价|扣除(?:物价|价格)|实际(?=增|下|上|减|回|提|同比)|现价|当年价|名义")
_CURRENT = ("现价", "当年价", "名义")


def resolve_price_bases(article: ArticleReading, vocabularies: Vocabularies) -> None:
    """Fill `price_basis` of changes after such words in their sentence, and of levels after them in their clause."""
    for sentence in article.sentences:
        if sentence.facts:
            _read_price_basis(sentence)


def _read_price_basis(sentence: SentenceReading) -> None:
    words = list(_PRICES.finditer(sentence.text))
    if not words:
        return
    latest = -1
    for mention, context in zip(sentence.mentions, sentence.clauses, strict=True):
        while latest + 1 < len(words) and words[latest + 1].start() < mention.start:
            latest += 1
        if latest < 0 or not mention.is_fact:
            continue
        word = words[latest]
        if mention.measure == "change" or (mention.measure == "level" and word.start() >= context.clause_start):
            mention.price_basis = "current" if word.group() in _CURRENT else "constant"
