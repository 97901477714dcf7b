"""Web pages: the article without menus and adverts, tables row by row, and what the page says about itself."""

import datetime
import re
from typing import Any

from lxml import etree, html

from pipelines.extraction.documents.blocks import FileContent
from pipelines.extraction.documents.dates import read_date
from pipelines.extraction.documents.html_article import one_line, raise_exponents, read_article
from pipelines.extraction.documents.html_tables import write_tables
from pipelines.extraction.documents.rejection import DocumentRejected

_XML_DECLARATION = re.compile(r"\A\s*<\?xml[^>]{0,200}\?>")
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
_PARTS_TITLE = "-_|–—"


def read_html(page: str, *, units: frozenset[str]) -> FileContent:
    """Return the article of a web page as blocks, and title, publisher and date where the page states them.

    Tables with figures become lines before the article is looked for, so that none is lost as decoration; tables
    that lay out the page become blocks. Raises DocumentRejected for a page without text.
    """
    page = _XML_DECLARATION.sub("", page, count=1)
    try:
        tree = html.document_fromstring(page)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise DocumentRejected(f"the page cannot be read ({error})", "save it again from a browser") from None
    meta = _read_meta(tree)
    heading = _heading(tree)
    raise_exponents(tree)
    write_tables(tree, units)
    blocks = read_article(tree)
    if not blocks:
        raise DocumentRejected("the page has no text of its own", "save the page complete, as a browser shows it")
    title = next(filter(None, (meta.get(name) for name in _TITLE_META)), None) or heading
    if heading and not any(heading in block for block in blocks[:5]):
        blocks.insert(0, heading)
    publisher = next(filter(None, (meta.get(name) for name in _PUBLISHER_META)), None)
    return FileContent([*blocks], title=title, publisher=publisher, published=_published(meta))


def _read_meta(tree: Any) -> dict[str, str]:
    """Return what the page's meta elements say, by lower-case name; the first of a name counts."""
    said: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = (element.get("name") or element.get("property") or element.get("itemprop") or "").lower()
        content = one_line(element.get("content") or "")
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
    headings = [text for element in tree.iter("h1") if (text := one_line(element.text_content()))]
    if len(headings) == 1 and len(headings[0]) < 120:
        return headings[0]
    title = next((one_line(element.text_content()) for element in tree.iter("title")), "")
    return _before_the_site(title) if len(title) < 300 else None


def _before_the_site(title: str) -> str | None:
    """Return a page's title without what stands behind its last dash or bar, or its first underscore: 公报_某某网."""
    site = max(map(title.rfind, _PARTS_TITLE))
    before = title[:site].rstrip(_PARTS_TITLE) if site >= 0 else title
    return before.partition("_")[0].strip() or None
