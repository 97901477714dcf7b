"""The clause of each quantity, and what of it belongs to the quantity: found once per sentence for all resolvers."""

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipelines.extraction.observations.reading import Mention

# A colon between digits is a ratio or a clock time; a comma before three digits groups thousands.
_BOUNDARY = re.compile(r"[，；。！？;!?]|,(?!\d{3})|(?<!\d)[：:]|[：:](?!\s*\d)|——")
_REMARK = re.compile(r"[（(][^（()）]*[)）]")
_COORDINATION = re.compile(r"\s*(?:[、,，]|和|与|及|以及|或|或者|[:：])?\s*(?:和|与|及|以及)?\s*(?:第|约|近|超过?|逾)?")


@dataclass(slots=True)
class ClauseContext:
    """Where one quantity stands: its clause, and the stretches between it and its neighbours.

    `left` is what stands before the quantity since the one before it or the clause's beginning; quantities joined by
    、 or 和 are a group and share the `left` of their first and the `right` of their last. Remarks in parentheses are
    blanked, so that 地区生产总值（GDP）达 reads 地区生产总值　　　　　达 and places stay those of the sentence.
    """

    clause_start: int
    clause_end: int
    left: str
    right: str
    left_start: int
    head: int  # which mention of the sentence is the first of the group


def read_clauses(text: str, mentions: "list[Mention]") -> list[ClauseContext]:
    """Return the clause context of each of a sentence's mentions, in their order.

    Of 去年，货运量（不含邮件）达9万吨，增长5%和6% the clauses are 货运量（不含邮件）达9万吨 and 增长5%和6%; the `left` of 6% is 增长.
    """
    text = blank_remarks(text, mentions)
    edges = [(0, 0), *(match.span() for match in _BOUNDARY.finditer(text)), (len(text), len(text))]
    contexts: list[ClauseContext] = []
    edge = 0
    for index, mention in enumerate(mentions):
        while edge + 1 < len(edges) - 1 and edges[edge + 1][1] <= mention.start:
            edge += 1
        clause_start = edges[edge][1]
        clause_end = next(start for start, _ in edges[edge + 1 :] if start >= mention.end or start == len(text))
        previous = mentions[index - 1] if index else None
        following = mentions[index + 1] if index + 1 < len(mentions) else None
        left_start = max(clause_start, previous.end) if previous else clause_start
        right_end = min(clause_end, following.start) if following else clause_end
        left, right = text[left_start : mention.start], text[mention.end : right_end]
        contexts.append(ClauseContext(clause_start, clause_end, left, right, left_start, index))
    _join_groups(text, mentions, contexts)
    return contexts


def blank_remarks(text: str, mentions: "list[Mention]") -> str:
    """Return `text` of the same length with parenthesised remarks blanked that hold no quantity, and the marks of others.

    A remark with a quantity is a clause of its own.
    """
    if "（" not in text and "(" not in text:
        return text

    def blank(match: re.Match[str]) -> str:
        start, end = match.span()
        if any(start <= mention.start < end for mention in mentions):
            return f"；{match.group()[1:-1]}；"
        return "　" * (end - start)

    return _REMARK.sub(blank, text)


def _join_groups(text: str, mentions: "list[Mention]", contexts: list[ClauseContext]) -> None:
    for index, (previous, mention) in enumerate(pairwise(mentions), 1):
        if previous.quantity.kind != mention.quantity.kind:
            continue
        if not _COORDINATION.fullmatch(text, previous.end, mention.start):
            continue
        head = contexts[contexts[index - 1].head]
        own = contexts[index]
        own.head, own.left, own.left_start = contexts[index - 1].head, head.left, head.left_start
    for index in range(len(contexts) - 2, -1, -1):
        if contexts[index + 1].head == contexts[index].head:
            contexts[index].right = contexts[index + 1].right
