"""Who acts, which no title holds (边检机关共|查验旅客), and the sector that one keeps (铁路|发送旅客)."""

from itertools import takewhile

from pipelines.extraction.observations.indicators.kinds import (
    ADVERB,
    CONJUNCTION,
    FREQUENCY,
    NOUN,
    OF_SUBJECTS,
    PLAIN,
    TIME,
    VERB,
)
from pipelines.extraction.observations.indicators.lexicon import Lexicon
from pipelines.extraction.observations.indicators.tokens import Token, has_noun, text_of

_LONGEST_SUBJECT = 8  # tokens
_AUTHORITIES = ("局", "厅", "部门", "机关", "政府", "部", "委", "署")
_ALL_SECTORS = 5  # tokens: of three sectors and more together the series is the one of all
_IN_ALL = {"共计", "合计", "总计"}  # before a verb these tie no figure: 铁路|共计|加开列车
_SECTORS = ("行业", "产业", "服务业", "制造业", "工业")


def _is_act(tokens: list[Token], place: int) -> bool:
    """Return whether the word at `place` is a verb; after a body one that may be a noun as well: 兵团|供应|检测仪."""
    token = tokens[place]
    after_body = place > 0 and (tokens[place - 1].tag == "nt" or tokens[place - 1].text.endswith(_AUTHORITIES))
    return token.kind == VERB or (token.tag == "vn" and after_body and tokens[place + 1].kind == NOUN)


def without_framing(tokens: list[Token], lexicon: Lexicon) -> list[Token]:
    """Return `tokens` without a verb that only frames the statement (确保|产量) and a body that acts (财政部|下达)."""
    acts = next((place for place in range(len(tokens) - 1) if _is_act(tokens, place)), 0)
    if acts and has_noun(tokens[acts + 1 :]):
        is_body = tokens[acts - 1].text.endswith(_AUTHORITIES) or (acts == 1 and tokens[0].tag == "nt")
        tokens = tokens[acts:] if is_body else tokens
    while len(tokens) > 1 and tokens[0].text in lexicon.roles["framing"]:
        tokens = tokens[1:]
    return tokens


def is_noun_phrase(tokens: list[Token]) -> bool:
    """Return whether the tokens are one short noun phrase, a verb inside a noun included (国有|控股|企业)."""
    if len(tokens) > _LONGEST_SUBJECT:
        return False
    return all(
        token.kind in OF_SUBJECTS or (token.kind == VERB and place + 1 < len(tokens) and tokens[place + 1].kind == NOUN)
        for place, token in enumerate(tokens)
    )


def from_last_adverb(tokens: list[Token], lexicon: Lexicon) -> list[Token]:
    """Return verb and object without their subject where an adverb stands between: 边检机关共|查验出入境人员.

    A sector is no actor and stays (铁路|预计|发送旅客), and so does the owner of what needs one (产业集群|共|创造产值).
    """
    for place in range(len(tokens) - 2, 0, -1):
        is_adverb = tokens[place].kind in (ADVERB, FREQUENCY) or tokens[place].text in _IN_ALL
        if not is_adverb or not _governs_noun(tokens[place + 1 :]):
            continue
        if text_of(tokens[place + 2 :]) in lexicon.roles["generic"] and is_noun_phrase(tokens[:place]):
            return [*tokens[:place], *tokens[place + (tokens[place].kind == ADVERB) :]]
        frequency = [token for token in tokens[: place + 1] if token.kind == FREQUENCY]
        sector = _sector_of([token for token in tokens[:place] if token.kind not in (TIME, ADVERB)], lexicon)
        return [*sector, *frequency, *tokens[place + 1 :]]
    return tokens


def _sector_of(subject: list[Token], lexicon: Lexicon) -> list[Token]:
    """Return the sector at the end of a subject, with the nouns that say which: 锂离子电池|行业, 铁路."""
    if not subject:
        return []
    if subject[-1].text in lexicon.roles["sector"]:
        listed = [token.kind == CONJUNCTION or token.text in lexicon.roles["sector"] for token in reversed(subject)]
        length = sum(takewhile(bool, listed))
        return subject[-length:] if length < _ALL_SECTORS else []  # 公路、铁路|共发送旅客
    if not subject[-1].text.endswith(_SECTORS):
        return []
    return list(takewhile(lambda token: token.kind in PLAIN and token.tag != "ns", reversed(subject)))[::-1]


def _governs_noun(tokens: list[Token]) -> bool:
    """Return whether the tokens begin with a verb and have a noun, right after it if the verb may be a noun as well."""
    if tokens[0].kind == VERB:
        return has_noun(tokens[1:]) and tokens[1].text != "率"
    return tokens[0].tag == "vn" and len(tokens) > 1 and tokens[1].kind in PLAIN and has_noun(tokens[1:])
