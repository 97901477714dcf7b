"""Reprints: the same text under another name, or with another head and foot."""

import datetime
import heapq
import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from hashlib import blake2b

_CLAUSE_END = re.compile(r"[，。！？；：、…,!?;:]+")
_LEFT_OUT = re.compile(r"[^0-9A-Za-z.%\u3400-\u9fff\U00020000-\U0003ffff，。！？；：、…,!?;:]+")
_FIGURE = re.compile(r"\d(?<![\d.,]\d)[\d.,]*+(?=[%％‰]|[\u4e00-\u9fff](?<![年月日时分秒号点版期页]))", re.ASCII)
_SHORTEST_CLAUSE = 6  # characters; shorter ones (同时, 据了解) are in every text
_KEPT = 64  # of the hashes of clauses and of figures each, the smallest ones
_LOOKED_UP = 16  # of them a reprint is looked for by
_CROWD = 64  # originals with the same clause: it is then a phrase that every text has, and tells nothing
_LEAST_SHARED = 3  # of the 16 looked up: two texts that share three in five clauses share about nine of them
_COMPARED = 8  # originals, those that share most of the clauses looked up
_SAME_CLAUSES, _SAME_FIGURES = 0.6, 0.9
_SHORTEST_TEXT = 4  # clauses; below that only an equal text is a reprint

Fingerprint = bytes


def fingerprint(text: str) -> Fingerprint:
    """Return what `find_reprints` compares texts by: at most 1 kB, the same on every machine.

    It holds the hash of all letters, digits and hanzi of the text, and the `_KEPT` smallest hashes of its clauses
    (of 6 characters or more, without regard to spaces and line ends) and of its figures (dates left out).

    >>> fingerprint("全市生产总值\\n1554亿元。") == fingerprint("全市生产总值1554 亿元")
    True
    """
    in_clauses = _CLAUSE_END.split(_LEFT_OUT.sub("", text))
    clauses = {_hash(clause) for clause in in_clauses if len(clause) >= _SHORTEST_CLAUSE}
    printed = "".join(in_clauses)
    figures = {_hash(figure) for figure in _FIGURE.findall(printed)}
    whole = blake2b(printed.encode(), digest_size=16).digest()
    sketches = [array("Q", heapq.nsmallest(_KEPT, hashes)) for hashes in (clauses, figures)]
    for sketch in sketches:
        if _BIG_ENDIAN:
            sketch.byteswap()
    return whole + bytes([len(sketches[0])]) + b"".join(sketch.tobytes() for sketch in sketches)


_BIG_ENDIAN = array("H", [1]).tobytes() == b"\0\1"


def find_reprints(
    documents: Iterable[tuple[str, str, datetime.date | None, Fingerprint]],
) -> dict[str, str]:
    """Return for each reprint among (document_id, path, published, fingerprint) the id of its original.

    The original is the one published first; of one day, and where no date is known (after all dated ones), the first
    by path. A text is a reprint of an original where all its letters, digits and hanzi are the same; or where of the
    clauses that either has, three in five are in both, and of the figures nine in ten: a notice that another town
    has reworded with its own figures is none, nor is an excerpt. Texts of fewer than 4 clauses must be equal.
    An original is never itself a reprint. Time grows with the number of documents: each is compared with the 8
    originals that share most of its 16 smallest clause hashes, 3 at least; one that more than 64 have tells nothing.
    """
    originals = _Originals()
    reprints: dict[str, str] = {}
    last = datetime.date.max
    in_order = sorted(documents, key=lambda document: (document[2] or last, document[1], document[0]))
    for document_id, _, _, print_ in in_order:
        whole, clauses, figures = _open(print_)
        original = originals.find(whole, clauses, figures)
        if original is None:
            originals.add(document_id, whole, clauses, figures)
        else:
            reprints[document_id] = original
    return reprints


class _Originals:
    """The originals so far, found by their whole text and by the smallest hashes of their clauses."""

    def __init__(self) -> None:
        self._by_whole: dict[bytes, str] = {}
        self._by_clause: dict[int, list[int]] = defaultdict(list)
        self._originals: list[tuple[str, Sequence[int], Sequence[int]]] = []

    def add(self, document_id: str, whole: bytes, clauses: Sequence[int], figures: Sequence[int]) -> None:
        """Take a document for an original."""
        self._by_whole[whole] = document_id
        for clause in clauses[:_LOOKED_UP]:
            self._by_clause[clause].append(len(self._originals))
        self._originals.append((document_id, clauses, figures))

    def find(self, whole: bytes, clauses: Sequence[int], figures: Sequence[int]) -> str | None:
        """Return the original that a text reprints, None where it is one itself."""
        if whole in self._by_whole or len(clauses) < _SHORTEST_TEXT:
            return self._by_whole.get(whole)
        hits: Counter[int] = Counter()
        for clause in clauses[:_LOOKED_UP]:
            if len(found := self._by_clause.get(clause, ())) <= _CROWD:
                hits.update(found)
        least = max(1, _LEAST_SHARED * len(clauses[:_LOOKED_UP]) // _LOOKED_UP)
        near = (index for index, shared in hits.items() if shared >= least)
        for index in sorted(near, key=lambda index: (-hits[index], index))[:_COMPARED]:
            document_id, others, other_figures = self._originals[index]
            is_same_text = _resemblance(clauses, others) >= _SAME_CLAUSES
            if is_same_text and _resemblance(figures, other_figures) >= _SAME_FIGURES:
                return document_id
        return None


def _open(print_: Fingerprint) -> tuple[bytes, Sequence[int], Sequence[int]]:
    """Return the parts of a fingerprint: hash of the whole, smallest hashes of clauses and of figures."""
    count = print_[16]
    hashes = array("Q", print_[17:])
    if _BIG_ENDIAN:
        hashes.byteswap()
    return print_[:16], hashes[:count], hashes[count:]


def _resemblance(ours: Sequence[int], theirs: Sequence[int]) -> float:
    """Return which share of the elements that either set has is in both, estimated from their smallest hashes.

    Broder (1997), On the resemblance and containment of documents: of the smallest hashes of the union, those in both.
    """
    mine, yours = set(ours), set(theirs)
    smallest = heapq.nsmallest(_KEPT, mine | yours)
    return sum(value in mine and value in yours for value in smallest) / len(smallest) if smallest else 1.0


def _hash(text: str) -> int:
    """Return a 64-bit hash of `text` that is the same on every machine."""
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")
