"""A sentence's tokens as clauses: what stands between two commas, with remarks in brackets set apart."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from pipelines.extraction.observations.indicators.kinds import CLOSE, COMMA, CONJUNCTION, NOUN, OPEN, QUANTITY, STOP
from pipelines.extraction.observations.indicators.lexicon import Lexicon
from pipelines.extraction.observations.indicators.tokens import FAR, Token, text_of

_NEAR = 16  # tokens; a name has no more
_DIVIDING = {COMMA, STOP, OPEN, CLOSE}


@dataclass(slots=True)
class Clause:
    """The tokens between two commas, or of a remark in brackets."""

    tokens: list[Token] = field(default_factory=list)
    is_remark: bool = False

    @property
    def has_quantity(self) -> bool:
        """Return whether a quantity stands in the clause."""
        return any(token.kind == QUANTITY for token in self.tokens)


@dataclass(slots=True)
class Group:
    """Quantities in a row (7.8%、9.2%和8.1%) with the tokens before and after them, up to the next ones."""

    quantities: list[Token]
    left: list[Token]
    right: list[Token]


def split_clauses(tokens: list[Token], lexicon: Lexicon) -> list[Clause]:
    """Return the clauses of a sentence; a remark without quantities is left out, one with some follows its clause."""
    clauses = [Clause()]
    current = clauses[-1].tokens
    remark: Clause | None = None
    opened: Token | None = None  # the bracket that opened the remark
    held: list[Clause] = []
    for place, token in enumerate(tokens):
        if remark is None and token.kind not in _DIVIDING:
            current.append(token)
        elif remark is not None:
            if token.kind == CLOSE:
                remark.tokens.append(token)
                if opened and _belongs_to_name(current, remark.tokens, lexicon):
                    current += [token._replace(kind=NOUN) for token in (opened, *remark.tokens)]
                elif remark.has_quantity:
                    held.append(remark)
                remark = None
            else:
                remark.tokens.append(token)
        elif token.kind == OPEN:
            remark, opened = Clause(is_remark=True), token
            holds_figure = place + 1 < len(tokens) and tokens[place + 1].kind == QUANTITY
            if holds_figure and current and current[-1].kind != QUANTITY:
                remark.tokens += _last_member(current)  # 消费品制造业（50.1%）
        elif token.kind in (COMMA, STOP) and not _is_ratio_mark(tokens, place):
            clauses += held
            held = []
            clauses.append(Clause())
            current = clauses[-1].tokens
        elif token.kind != CLOSE:
            current.append(token)
    if remark is not None:
        held.append(remark)  # a bracket that never closes
    return [clause for clause in (*clauses, *held) if clause.tokens]


def _belongs_to_name(host: list[Token], remark: list[Token], lexicon: Lexicon) -> bool:
    """Return whether a bracket is part of an official name: 固定资产投资|（不含农户）."""
    return bool(host) and f"{host[-1].text[-1]}（{text_of(remark[:-1])}）" in lexicon.bracketed


def _last_member(tokens: list[Token]) -> list[Token]:
    """Return the tokens after the last 、, as many as a name has."""
    tokens = tokens[-_NEAR:]
    place = next((p for p in range(len(tokens) - 1, -1, -1) if tokens[p].text == "、"), -1)
    return tokens[place + 1 :]


def _is_ratio_mark(tokens: list[Token], place: int) -> bool:
    """Return whether the colon at `place` stands between two numbers of a composition (5.1：40.2：54.7)."""
    return (
        tokens[place].text in "：:"
        and 0 < place < len(tokens) - 1
        and tokens[place - 1].kind == tokens[place + 1].kind == QUANTITY
    )


def split_groups(clause: Clause) -> Iterator[Group]:
    """Yield the groups of quantities of a clause in order."""
    tokens = clause.tokens
    places = [place for place, token in enumerate(tokens) if token.kind == QUANTITY]
    runs: list[list[int]] = []
    for place in places:
        between = tokens[runs[-1][-1] + 1 : place] if runs else []
        if between and all(token.kind == CONJUNCTION or token.text in "：:" for token in between):
            runs[-1].append(place)
        else:
            runs.append([place])
    for number, run in enumerate(runs):
        start = max(runs[number - 1][-1] + 1 if number else 0, run[0] - FAR)
        end = min(runs[number + 1][0] if number + 1 < len(runs) else len(tokens), run[-1] + 1 + FAR)
        yield Group([tokens[place] for place in run], tokens[start : run[0]], tokens[run[-1] + 1 : end])
