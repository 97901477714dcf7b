"""Web pages: the article without menus and adverts, tables row by row, and what the page says about itself."""

import datetime
import re
from typing import Any

import trafilatura
from lxml import etree, html

from pipelines.extraction.documents.blocks import Block, FileContent
from pipelines.extraction.documents.dates import read_date
from pipelines.extraction.documents.encoding import clean
from pipelines.extraction.documents.rejection import DocumentRejected
from pipelines.extraction.documents.tables import Table, write_table

_XML_DECLARATION = re.compile(r"\A\s*<\?xml[^>]{0,200}\?>")
_SPACES = re.compile(r"[ \t\n\r\f]+")
_NEVER_ARTICLE = (
    "script",
    "style",
    "noscript",
    "template",
    "nav",
    "header",
    "footer",
    "aside",
    "form",
    "svg",
    "iframe",
)
_BLOCK_TAGS = frozenset(
    {
        *(
            "p",
            "div",
            "section",
            "article",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "li",
            "tr",
            "td",
            "th",
            "dd",
            "dt",
            "pre",
        ),
        *("blockquote", "br", "hr", "table", "ul", "ol", "main", "body", "figure", "figcaption", "address", "center"),
    }
)
_TABLE_TAGS = ("table", "thead", "tbody", "tfoot", "tr", "td", "th")
_DATE_META = (
    "article:published_time",
    "pubdate",
    "publishdate",
    "publish_date",
    "dc.date",
    "date",
    "datepublished",
    "og:release_date",
    "weibo:article:create_at",
)
_PUBLISHER_META = ("contentsource", "source", "og:site_name", "article:publisher", "sitename", "dc.publisher", "author")
_TITLE_META = ("articletitle", "og:title")
_MOST_SPAN = 100
_MOST_CELLS = 200_000
_SHORT = 50  # characters: an article shorter than this is looked for again in the whole page


def read_html(page: str, *, units: frozenset[str]) -> FileContent:
    """Return the article of a web page as blocks, and title, publisher and date where the page states them.

    Tables with figures become lines before the article is looked for, so that none is lost as decoration; tables
    that lay out the page become blocks. Where
    trafilatura finds (almost) no article, all text outside menus, forms and footers is taken.
    Raises DocumentRejected for a page without text.
    """
    page = _XML_DECLARATION.sub("", page, count=1)
    try:
        tree = html.document_fromstring(page)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise DocumentRejected(f"the page cannot be read ({error})", "save it again from a browser") from None
    meta = _read_meta(tree)
    heading = _heading(tree)
    _write_tables(tree, units)
    blocks = _read_article(tree)
    rest = _read_whole_page(tree)
    if sum(map(len, blocks)) < _SHORT < sum(map(len, rest)):
        blocks = rest
    if not blocks:
        raise DocumentRejected("the page has no text of its own", "save the page complete, as a browser shows it")
    title = next(filter(None, (meta.get(name) for name in _TITLE_META)), None) or heading
    if heading and not any(heading in block for block in blocks[:5]):
        blocks.insert(0, heading)
    publisher = next(filter(None, (meta.get(name) for name in _PUBLISHER_META)), None)
    return FileContent(list(blocks), title=title, publisher=publisher, published=_published(meta))


def _read_meta(tree: Any) -> dict[str, str]:
    """Return what the page's meta elements say, by lower-case name; the first of a name counts."""
    said: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = (element.get("name") or element.get("property") or element.get("itemprop") or "").lower()
        content = _one_line(element.get("content") or "")
        if name and content and len(content) < 500:
            said.setdefault(name, content)
    return said


def _published(meta: dict[str, str]) -> datetime.date | None:
    """Return the date of publication that the page's meta elements state."""
    for name in _DATE_META:
        if (stated := meta.get(name)) and (date := read_date(stated)):
            return date
    return None


def _heading(tree: Any) -> str | None:
    """Return the page's only h1; the first part of its title where there is none or there are several."""
    headings = [text for element in tree.iter("h1") if (text := _one_line(element.text_content()))]
    if len(headings) == 1 and len(headings[0]) < 120:
        return headings[0]
    title = next((_one_line(element.text_content()) for element in tree.iter("title")), "")
    return re.split(r"\s*[-_|–—]+\s*(?=[^-_|–—]*$)|_", title)[0].strip() or None if len(title) < 300 else None


def _write_tables(tree: Any, units: frozenset[str]) -> None:
    """Replace each table with figures by one paragraph per row, in place."""
    left = _MOST_CELLS
    for element in list(tree.iter("table")):
        parent = element.getparent()
        if parent is None or next(element.iterdescendants("table"), None) is not None:
            _take_for_layout(element)
            continue
        table = _read_table(element, left)
        left -= sum(map(len, table))
        if left <= 0:
            raise DocumentRejected(f"its tables have more than {_MOST_CELLS} cells", "split the page")
        if not _has_figures(table):
            _take_for_layout(element)
            continue
        lines = write_table(table, units=units, unit_notice="")
        place = html.Element("div")
        for line in lines:
            etree.SubElement(place, "p").text = line
        place.tail = element.tail
        parent.replace(element, place)


def _take_for_layout(element: Any) -> None:
    """Make the rows and cells of a table that only lays out the page ordinary blocks."""
    for part in element.iter(*_TABLE_TAGS):
        part.tag = "div"


def _has_figures(table: Table) -> bool:
    """Return whether a table holds data: two rows and columns at least, figures, and no cell of running prose."""
    cells = [cell for row in table for cell in row]
    figures = sum(any(map(str.isdigit, cell)) and len(cell) < 30 for cell in cells)
    return len(table) > 1 and max(map(len, table)) > 1 and 5 * figures >= len(cells) and max(map(len, cells)) < 200


def _read_table(element: Any, left: int) -> Table:
    """Return the rows of a table, its spanning cells at every place they cover."""
    rows: list[dict[int, str]] = []
    for number, row in enumerate(element.iter("tr")):
        while len(rows) <= number:
            rows.append({})
        column = 0
        for cell in row:
            if cell.tag not in ("td", "th"):
                continue
            while column in rows[number]:
                column += 1
            text = _one_line(cell.text_content())
            width, height = _span(cell.get("colspan")), _span(cell.get("rowspan"))
            left -= width * height
            if left <= 0:
                return [[""] * _MOST_CELLS]
            for down in range(height):
                while len(rows) <= number + down:
                    rows.append({})
                for right in range(width):
                    rows[number + down].setdefault(column + right, text)
            column += width
    return [[row.get(column, "") for column in range(max(row) + 1)] for row in rows if row]


def _span(text: str | None) -> int:
    """Return a colspan or rowspan within bounds."""
    return min(max(int(text), 1), _MOST_SPAN) if text and text.isascii() and text.isdigit() and len(text) < 6 else 1


def _read_article(tree: Any) -> list[Block]:
    """Return the paragraphs of the article that trafilatura finds, none where it finds none or gives up."""
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
        return []
    body = getattr(article, "body", None)
    return [] if body is None else list(_paragraphs(body))


def _paragraphs(main: Any) -> list[Block]:
    """Return the paragraphs of trafilatura's tree: leaves of text, cells of a row on one line."""
    found: list[Block] = []
    for element in main.iter("p", "head", "item", "row", "quote", "code"):
        if any(above.tag in ("p", "head", "item", "row", "quote") for above in element.iterancestors()):
            continue
        pieces = (
            [_one_line("".join(cell.itertext())) for cell in element.iter("cell")]
            if element.tag == "row"
            else [_one_line("".join(element.itertext()))]
        )
        if text := "，".join(filter(None, pieces)):
            found.append(text)
    return found


def _read_whole_page(tree: Any) -> list[Block]:
    """Return all text of the page in blocks, without menus, forms, running heads and scripts."""
    lines: list[str] = [""]
    skip: Any = None
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if event == "start":
            if skip is None and (
                element.tag in _NEVER_ARTICLE or element.tag == "head" or not isinstance(element.tag, str)
            ):
                skip = element
            if element.tag in _BLOCK_TAGS:
                lines.append("")
            if skip is None and element.text:
                lines[-1] += element.text
            continue
        if element.tag in _BLOCK_TAGS:
            lines.append("")
        if skip is element:
            skip = None
        if skip is None and element.tail:
            lines[-1] += element.tail
    return [text for line in lines if (text := _one_line(line))]


def _one_line(text: str) -> str:
    """Return `text` with every run of ASCII space as one space: 　 at the head of a paragraph stays off too."""
    return _SPACES.sub(" ", clean(text)).strip(" \u3000\xa0")
