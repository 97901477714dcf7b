"""Text → sentences in reading order."""

import re
from bisect import bisect_left, bisect_right
from itertools import accumulate

from pipelines.extraction.model import Sentence
from pipelines.extraction.possessive import maybe, repeated
from pipelines.extraction.sentences.lines import Piece
from pipelines.extraction.sentences.sections import arrange_paragraphs
from pipelines.extraction.vocabulary import Vocabularies, built_in

_HAN = r"\u3400-\u9fff"
_CLOSERS = r"[”’」』）)】》〉]*"
_INSIDE = "{0,160}+"  # a longer quotation is running text and is split like it
_PAIRS = (("“", "”"), ("「", "」"), ("『", "』"), ("《", "》"), ("〈", "〉"), ("【", "】"))
# What may follow a quoted sentence without beginning a new one: …！”的呼声, “……。”等
_GOES_ON = r"[，、：,:的等—…）)]|和|与(?!会)|是(?!日)"
_ABBREVIATION = "".join(
    rf"(?<!{word})" for word in ("Mr", "Ms", "Dr", "vs", "No", "St", "Co", "Inc", "Ltd", "etc", "Jr")
)
_STOP = (
    r"(?:[。！？；｡]"
    rf"|[!?](?=[\s{_HAN}“《（\"')”]|$)"
    rf"|(?<=[{_HAN}\d%）”》]);(?=[\s{_HAN}“《（]|$)"
    rf"|(?<=[{_HAN}）”》%])[.．](?=\s|$)"
    rf"|(?<=[a-z\d%][a-z\d%]){_ABBREVIATION}\.(?=\s+[“\"(]?[A-Z{_HAN}]))"
)
_QUOTED_STOP = rf"(?:“[^“”]{_INSIDE}(?<=[。！？])”|「[^「」]{_INSIDE}(?<=[。！？])」)(?!{_GOES_ON})"
_BRACKETED = "|".join(
    [rf"{opening}[^{opening}{closing}]{_INSIDE}{closing}" for opening, closing in _PAIRS]
    + [rf"[（(][^（()）]{_INSIDE}[）)]", rf'"[^"。！？]{_INSIDE}[。！？]?"']
)
_ATTRIBUTION = r"[^。！？；，“”]{1,15}(?:说|說|表示|介绍|介紹|回忆|感慨|感叹|坦言|认为|認為|指出|强调|強調)[，。：]"
# Runs of plain text, pairs of quotes and brackets whole, and any mark that ends nothing here; then what ends it.
# Possessive throughout: every character is looked at a bounded number of times.
_SENTENCE = re.compile(
    r"\s*+(?=\S)("
    + maybe(rf"“[^“”]{_INSIDE}”(?={_ATTRIBUTION})")
    + repeated(rf"[^。！？；｡!?;.．“「『《〈【（(\"]++|(?!{_STOP}|{_QUOTED_STOP})(?:{_BRACKETED}|.)")
    + maybe(rf"(?:{_STOP})+{_CLOSERS}|{_QUOTED_STOP}")
    + ")",
    re.DOTALL,
)
# Lines that are one unit, whatever marks stand in them.
_WHOLE_ROLES = frozenset(("headline", "heading", "byline", "banner", "table_row"))


def split_sentences(text: str, *, vocabularies: Vocabularies | None = None) -> list[Sentence]:
    """Return the sentences of `text` in reading order, each with its article, section, paragraph and place.

    。！？； end a sentence, quotes and brackets do not; a heading, a list item and a table row are each at least one.
    Sentences that the layout cut in two are whole; articles and numbered sections poured out of order are in order.
    `text[start:end]` of all `pieces` of a sentence, put together, is its `text`. No text makes it raise.

    >>> [(s.role, s.section_number, s.text) for s in split_sentences("一、综合\\n全年增长5%；物价平稳。“稳！”他说。")]
    [('heading', 1, '一、综合'), ('prose', 1, '全年增长5%；'), ('prose', 1, '物价平稳。'), ('prose', 1, '“稳！”他说。')]
    """
    sentences: list[Sentence] = []
    add = sentences.append
    order = 0
    for number, paragraph in enumerate(arrange_paragraphs(text, vocabularies or built_in()), 1):
        content, role = paragraph.content, paragraph.role
        article, section, section_number = paragraph.article, paragraph.section, paragraph.section_number
        if role in _WHOLE_ROLES:
            spans = [(0, len(content))]
        else:
            spans = [match.span(1) for match in _SENTENCE.finditer(content)]
        for (start, end), pieces in zip(spans, _pieces(paragraph.pieces, spans), strict=True):
            order += 1
            add(Sentence(article, section, section_number, number, order, content[start:end], pieces, role))
        if paragraph.has_run_in_heading:
            sentences[-len(spans)].role = "heading"
    return sentences


def _pieces(pieces: list[Piece], spans: list[Piece]) -> list[tuple[Piece, ...]]:
    """Return for each stretch of a paragraph's content the pieces of the text that it is made of."""
    if len(pieces) == 1:
        offset = pieces[0][0]
        return [((offset + start, offset + end),) for start, end in spans]
    starts = list(accumulate((end - start for start, end in pieces), initial=0))
    found = []
    for start, end in spans:
        first, last = bisect_right(starts, start) - 1, bisect_left(starts, end)
        found.append(
            tuple(
                (
                    pieces[index][0] + max(0, start - starts[index]),
                    pieces[index][0] + min(starts[index + 1], end) - starts[index],
                )
                for index in range(first, last)
            )
        )
    return found
