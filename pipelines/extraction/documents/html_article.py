"""The article of a web page, block by block, without menus and adverts."""

import re
from typing import Any

import trafilatura
from lxml import etree

from pipelines.extraction.documents.encoding import clean

_SPACES = re.compile(r"[ \t\n\r\f]+")
_NOT_READ = frozenset({"head", "script", "style", "noscript", "template", "svg", "iframe", "select", "textarea"})
_AROUND_THE_ARTICLE = frozenset({"nav", "header", "footer", "aside"})
_INLINE = frozenset({
    "a", "abbr", "b", "bdi", "big", "cite", "code", "del", "dfn", "em", "font", "i", "ins", "kbd", "label", "mark", "q",
    "s", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
})  # fmt: skip
_SHORT = 50  # characters: an article shorter than this is looked for again in the whole page
_WHOLE = 0.95  # share of the article that its blocks must make up, for the blocks to be trusted
_LONG_BLOCK, _REACH = 12, 500  # characters of a block that is looked for further on, and how far on


def read_article(tree: Any) -> list[str]:
    """Return the blocks of the page's article in order: paragraphs, headings, list items, lines parted by <br>.

    trafilatura says which text is the article; the blocks are those of the page, since it runs together what a page
    parts by line breaks. Where it finds (almost) nothing, all text outside menus, running heads and footers is taken.
    """
    blocks = _blocks(tree, leave_out=frozenset())
    outside_menus = _blocks(tree, leave_out=_AROUND_THE_ARTICLE)
    body = _find_article(tree)
    article = "" if body is None else _characters("".join(body.itertext()))
    if len(article) < _SHORT < sum(map(len, outside_menus)):
        return outside_menus
    kept = _blocks_of(article, blocks)
    if sum(len(_characters(block)) for block in kept) >= _WHOLE * len(article):
        return kept
    return [text for part in body if (text := one_line("".join(part.itertext())))]


def raise_exponents(tree: Any) -> None:
    """Make m<sup>2</sup> m²: m2 may be anything."""
    for element in tree.iter("sup"):
        previous, parent = element.getprevious(), element.getparent()
        before = previous.tail if previous is not None else parent.text if parent is not None else None
        if (before or "").endswith("m") and element.text in ("2", "3"):
            element.text = "²" if element.text == "2" else "³"


def one_line(text: str) -> str:
    """Return `text` on one line, without what cannot be seen and without spaces, 　 too, at its ends.

    >>> one_line("　　全市\\n 增长 8%")
    '全市 增长 8%'
    """
    return _SPACES.sub(" ", clean(text)).strip(" \u3000\xa0")


def _find_article(tree: Any) -> Any:
    """Return the article that trafilatura finds as a tree, None where it finds none or gives up."""
    try:
        article = trafilatura.bare_extraction(
            tree,
            include_comments=False,
            include_tables=True,
            include_links=False,
            include_images=False,
            favor_recall=True,
            deduplicate=False,
            with_metadata=False,
        )
    except (etree.LxmlError, ValueError, AttributeError, TypeError):  # odd markup: the whole page is read instead
        return None
    return getattr(article, "body", None)


def _characters(text: str) -> str:
    """Return `text` without any space: what is alike in two renderings of the same block."""
    return "".join(clean(text).split())


def _blocks_of(article: str, blocks: list[str]) -> list[str]:
    """Return the blocks that make up `article` (without spaces), in order.

    The next block is the one that the article goes on with; a long one may come a little further on, past what
    trafilatura has left out, and needs only its beginning to be the same, where trafilatura has put the rest
    otherwise. A short one (a menu item) must come exactly there.
    """
    kept = []
    place = slack = 0  # `slack`: how far the end of the block before may be off
    for block in blocks:
        characters = _characters(block)
        is_long = len(characters) >= _LONG_BLOCK
        found = article.find(characters, place, place + len(characters) + slack + (_REACH if is_long else 0))
        length = len(characters)
        if found < 0 and is_long:
            length = _LONG_BLOCK
            found = article.find(characters[:length], place, place + length + slack + _REACH)
        if found >= 0:
            kept.append(block)
            place, slack = found + length, len(characters) - length
    return kept


def _blocks(tree: Any, *, leave_out: frozenset[str]) -> list[str]:
    """Return all text of the page in blocks: what no block element or line break parts belongs together."""
    lines: list[str] = [""]
    skip: Any = None
    for event, element in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        if event in ("comment", "pi"):
            if skip is None:
                lines[-1] += element.tail or ""
            continue
        if element.tag not in _INLINE:
            lines.append("")
        if event == "start":
            if skip is None and (element.tag in _NOT_READ or element.tag in leave_out):
                skip = element
            text = element.text
        else:
            skip = None if skip is element else skip
            text = element.tail
        if skip is None and text:
            lines[-1] += text
    return [text for line in lines if (text := one_line(line))]
