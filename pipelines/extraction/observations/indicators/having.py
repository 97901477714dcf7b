"""Counts of those of which something is told: 70个城市中，价格上涨的|有|63个，下降的|有|6个."""

from pipelines.extraction.observations.indicators.kinds import ADJECTIVE, ADVERB, CHANGE, LIGHT, LINK, OF, TIME, VERB
from pipelines.extraction.observations.indicators.memory import Memory
from pipelines.extraction.observations.indicators.tokens import Token, has_noun, text_of

_HAVING = {"有", "为", "达", "达到", "共有"}
_TELLING = {CHANGE, VERB, ADJECTIVE, LIGHT, LINK}


def those_of_which(tokens: list[Token], phrase: list[Token], unit: str, memory: Memory) -> str | None:
    """Return the title of a count whose members a clause with 的 before 有 tells of, None for any other.

    `phrase` names the series that is told of; a later clause without one tells of the same.
    """
    rest = [token for token in tokens if token.kind not in (ADVERB, TIME)]
    if len(rest) < 3 or rest[-1].text not in _HAVING or rest[-2].kind != OF or rest[-3].kind not in _TELLING:
        return None
    members = memory.of_unit.get(unit, "").rpartition("的")[2]
    if not members:
        return None
    start = len(rest) - 3
    while start and rest[start - 1].kind in _TELLING:
        start -= 1
    if has_noun(phrase):
        memory.told_of = text_of(phrase)
    return f"{memory.told_of}{text_of(rest[start:-2])}的{members}"
