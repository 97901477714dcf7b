"""The page of one document: its text with every quantity marked, and what each mark says."""

from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from pipelines.report.markup import escape_text, script_json
from pipelines.report.rows import Document, Mark
from pipelines.report.template import fill
from schemas.patterns import KINDS

# Blocks of about so many characters are laid out by the browser only when they come near the screen, which is what
# opens a text of a megabyte at once. They end at a line's end outside a mark.
_BLOCK_CHARACTERS = 1_500


class Span(NamedTuple):
    """A stretch of the text that is marked: with the class of its look and the id that a link can name."""

    char_start: int
    char_end: int
    look: str
    anchor: str


def document_page(document: Document, unread: list[tuple[int, int]]) -> str:
    """Return the HTML of a document's page; `unread` are the places of the numerals that could not be read."""
    spans = list(place_spans(document.marks, unread))
    return fill(
        "document.html",
        title=escape_text(document.name),
        facts_line=_about(document),
        legend=_legend(document.marks, len(unread)),
        text="".join(_blocks(document.text, spans)),
        path=escape_text(document.path),
        marks=script_json({mark.quantity_id: _card(mark) for mark in document.marks}),
    )


def place_spans(marks: list[Mark], unread: list[tuple[int, int]]) -> Iterator[Span]:
    """Yield the spans to mark in text order and without overlaps; where two overlap, the earlier one stays."""
    spans = [Span(mark.char_start, mark.char_end, _look(mark), mark.quantity_id) for mark in marks]
    spans += [Span(start, end, "unread", f"unread-{start}") for start, end in unread]
    end = 0
    for span in sorted(spans, key=lambda span: (span.char_start, span.look == "unread")):
        if span.char_start >= end:
            yield span
            end = span.char_end


def _look(mark: Mark) -> str:
    if mark.observation_id is None:
        return f"{mark.kind} bare"
    return f"{mark.kind} review" if mark.needs_review else mark.kind


def _blocks(text: str, spans: list[Span]) -> Iterator[str]:
    """Yield the text as blocks of HTML with its spans marked."""
    parts: list[str] = []
    begun = cursor = 0
    for span in [*spans, Span(len(text), len(text), "", "")]:
        while (cut := _block_end(text, max(cursor, begun + _BLOCK_CHARACTERS), span.char_start)) is not None:
            parts.append(escape_text(text[cursor:cut]))
            yield _block(parts)
            parts, begun, cursor = [], cut, cut
        parts.append(escape_text(text[cursor : span.char_start]))
        if span.char_end > span.char_start:
            shown = escape_text(text[span.char_start : span.char_end])
            parts.append(f'<mark id="{escape_text(span.anchor)}" class="{span.look}" tabindex="-1">{shown}</mark>')
        cursor = span.char_end
    yield _block(parts)


def _block_end(text: str, earliest: int, latest: int) -> int | None:
    """Return the place after the first line end in text[earliest:latest], or None."""
    if earliest >= latest:
        return None
    line_end = text.find("\n", earliest, latest)
    return None if line_end < 0 else line_end + 1


def _block(parts: list[str]) -> str:
    return f'<div class="block">{"".join(parts)}</div>\n'


def _about(document: Document) -> str:
    """Return what is known of the document, as one line of HTML."""
    known = [document.publisher, document.published, document.area, document.path, document.format, document.encoding]
    line = " · ".join(escape_text(fact) for fact in known if fact)
    if document.duplicate_of:
        line += f' · reprint of <a href="{escape_text(document.duplicate_of)}.html">another document</a>'
    return line


def _legend(marks: list[Mark], unread: int) -> str:
    """Return the kinds that occur with their counts, each in its colour."""
    counts = Counter(mark.kind for mark in marks)
    shown = [(kind, kind.replace("_", " "), counts[kind]) for kind in KINDS if counts[kind]]
    bare = sum(mark.observation_id is None for mark in marks)
    review = sum(bool(mark.needs_review) for mark in marks)
    shown += [("bare", "no fact stated", bare)] if bare else []
    shown += [("review", "needs review", review)] if review else []
    shown += [("unread", "numeral not read", unread)] if unread else []
    items = (f'<li><mark class="{look}">{words}</mark> {count:,}</li>' for look, words, count in shown)
    return "".join(items) or "<li>No quantity was found in this text.</li>"


def _card(mark: Mark) -> dict[str, Any]:
    """Return what the card of a mark shows; absent means that there is nothing to show."""
    card = {
        "text": mark.text,
        "kind": mark.kind,
        "value": mark.value,
        "min": mark.value_min,
        "max": mark.value_max,
        "unit": mark.unit,
        "code": mark.unit_code,
        "modifier": mark.modifier,
        "fact": mark.observation_id,
        "area": mark.area,
        "areaCode": mark.area_code,
        "indicator": mark.indicator,
        "period": mark.time_period,
        "signed": mark.fact_value if mark.fact_value != mark.value else None,
        "measure": mark.measure,
        "direction": mark.direction,
        "baseline": mark.baseline,
        "price": mark.price_basis,
        "status": mark.status,
        "confidence": None if mark.confidence is None else round(mark.confidence, 2),
        "review": mark.needs_review,
        "corrected": mark.corrected,
        "reasons": mark.reasons,
    }
    return {name: value for name, value in card.items() if value not in (None, "", False)}
