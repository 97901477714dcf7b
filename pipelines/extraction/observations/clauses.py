"""The clause of each quantity, and what of it belongs to the quantity: found once per sentence for all resolvers."""

import re
from bisect import bisect_left
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipelines.extraction.observations.reading import Mention

# No word acts over more characters; a limit keeps a text without any punctuation from costing its length squared.
REACH = 120

# A colon between digits is a ratio or a clock time; a comma before three digits groups thousands.
# The marks come first, so that the search stops at nothing else.
_BOUNDARY = re.compile(r"[，；。！？;!?,：:—](?:(?<![,：:—])|(?<=,)(?!\d{3})|(?<=[：:])(?:(?<!\d.)|(?!\s*\d))|(?<=—)—)")
_REMARK = re.compile(r"[（(][^（()）]{0,200}[)）]")
_COORDINATION = re.compile(
    r"\s*+(?:(?:[、,，]|和|与|及|以及|或|或者|[:：])\s*+)?(?:(?:和|与|及|以及)\s*+)?(?:第|约|近|超过?|逾)?"
)


@dataclass(slots=True)
class ClauseContext:
    """Where one quantity stands: its clause, and the stretches between it and its neighbours.

    `left` is what stands before the quantity since the one before it or the clause's beginning, `lead` all of the
    clause before it. Quantities joined by 、 or 和 are a group: they share the `left` of their first and the `right` of
    their last. Remarks in parentheses are blanked: 地区生产总值（GDP）达 reads 地区生产总值　　　　　达.
    """

    clause_start: int
    clause_end: int
    lead: str
    left: str
    right: str
    left_start: int  # where the first of the group has its `left` from
    head: int  # which mention of the sentence is the first of the group


def read_clauses(text: str, mentions: "list[Mention]") -> list[ClauseContext]:
    """Return the clause context of each of a sentence's mentions, in their order.

    Of 去年，货运量（不含邮件）达9万吨，增长5%和6% the figures stand in 货运量（不含邮件）达9万吨 and 增长5%和6%; both
    growth figures have 增长 as their `left`, and the `lead` of 6% is 增长5%和.
    """
    text = blank_remarks(text, mentions)
    starts, ends = [0], []
    for boundary in _BOUNDARY.finditer(text):
        ends.append(boundary.start())
        starts.append(boundary.end())
    ends.append(len(text))
    contexts: list[ClauseContext] = []
    clause = 0
    for index, mention in enumerate(mentions):
        while starts[clause + 1 : clause + 2] and starts[clause + 1] <= mention.start:
            clause += 1
        clause_start, clause_end = starts[clause], ends[bisect_left(ends, mention.end)]
        left_start = max(clause_start, mentions[index - 1].end) if index else clause_start
        right_end = min(clause_end, mentions[index + 1].start) if index + 1 < len(mentions) else clause_end
        far = mention.start - REACH
        contexts.append(
            ClauseContext(
                clause_start,
                clause_end,
                lead=text[max(clause_start, far) : mention.start],
                left=text[max(left_start, far) : mention.start],
                right=text[mention.end : min(right_end, mention.end + REACH)],
                left_start=left_start,
                head=index,
            )
        )
    _join_groups(text, mentions, contexts)
    return contexts


def blank_remarks(text: str, mentions: "list[Mention]") -> str:
    """Return `text` of the same length with the remarks in parentheses blanked that hold no quantity.

    A remark with a quantity is a clause of its own: its parentheses become semicolons.
    """
    if "（" not in text and "(" not in text:
        return text
    places = [mention.start for mention in mentions]

    def blank(match: re.Match[str]) -> str:
        start, end = match.span()
        if bisect_left(places, start) < bisect_left(places, end):
            return f"；{match.group()[1:-1]}；"
        return "　" * (end - start)

    return _REMARK.sub(blank, text)


def _join_groups(text: str, mentions: "list[Mention]", contexts: list[ClauseContext]) -> None:
    """Give the members of each group (5%、7%和9%) the left context of the first and the right context of the last."""
    for index, (previous, mention) in enumerate(pairwise(mentions), 1):
        is_joined = (
            previous.quantity.kind == mention.quantity.kind
            and _COORDINATION.fullmatch(text, previous.end, mention.start) is not None
            and not (previous.quantity.kind == "percent" and _names_parts_anew(text, previous, mention))
        )
        if is_joined:
            before, own = contexts[index - 1], contexts[index]
            own.head, own.left, own.left_start = before.head, before.left, before.left_start
    for own, after in pairwise(reversed(contexts)):
        if own.head == after.head:
            after.right = own.right


def _names_parts_anew(text: str, previous: "Mention", mention: "Mention") -> bool:
    """Return whether a comma begins to tell of other parts, in other words for a hundredth: 增长9%，近六成企业…"""
    return text[previous.end] == "，" and previous.quantity.text[-1] != mention.quantity.text[-1]
