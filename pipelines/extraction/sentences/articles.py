"""Lines → articles: told apart by headline, dateline, byline and source line, each line with its role."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipelines.extraction.sentences.headings import Numbering
from pipelines.extraction.sentences.kinds import is_signatory, is_source_at_end
from pipelines.extraction.sentences.lines import Line

# The role that a line of a kind has where nothing around it says otherwise; titles are always decided by what follows.
_ROLES = {
    "prose": "prose",
    "lead": "prose",
    "exclamation": "prose",
    "list_item": "list_item",
    "table_row": "table_row",
    "heading": "heading",
    "headline": "headline",
    "byline": "byline",
    "lone_lead": "byline",
    "date": "byline",
    "ending": "byline",
    "banner": "banner",
    "page_head": "banner",
    "digest": "banner",
    "caption": "caption",
}
_TITLES = frozenset(("title", "digest", "exclamation", "heading"))
_BODY = frozenset(("prose", "lead", "exclamation", "list_item", "table_row", "heading"))
_TOP_STYLES = frozenset(("chapter", "formal", "chinese"))


@dataclass(slots=True)
class Article:
    """The lines of one article in the order of the file, each with its role, and what was seen of it so far."""

    lines: list[Line] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)
    first_title: str = ""
    is_digest: bool = False  # a column of briefs: each title in it begins an article
    has_body: bool = False
    has_headline: bool = False
    is_over: bool = False  # its source or its editor was named: a title that follows belongs to the next one
    sections: set[Numbering] = field(default_factory=set)  # the numbers of its headings

    def add(self, line: Line, role: str) -> None:
        """Put `line` at the end of the article."""
        self.lines.append(line)
        self.roles.append(role)
        if line.kind == "prose":
            self.has_body = True
            self.is_over = is_source_at_end(line.content)
        elif role == "headline":
            self.has_headline = True
        elif line.kind in _BODY:
            self.has_body = True
            self.is_over = False
            if role == "heading" and line.numbering is not None:
                self.sections.add(line.numbering._replace(length=0))
        elif line.kind == "ending" or (role == "byline" and self.has_body):
            self.is_over = True


def tell_articles_apart(lines: Sequence[Line]) -> list[Article]:
    """Return the articles of a file in its order; `lines` are classified.

    An article begins at the titles over a dateline, a byline or a date; at a title after a source line or a rule; in
    a column of briefs at every title; at a Markdown heading of the first level; at a dateline without a title; on a new
    page of a newspaper; and at titles where a banner is repeated or over a section whose number the article has had.
    """
    articles = [Article()]
    waiting: list[Line] = []  # titles, and furniture between them, until the line after them says what they are
    banners: set[str] = set()  # the first title of each article so far
    next_sections = _next_sections(lines)
    for index, line in enumerate(lines):
        article = articles[-1]
        if line.kind == "prose" and not waiting:
            article.add(line, "prose")
        elif line.kind == "rule":
            article.is_over = article.is_over or (article.has_body and not waiting)
        elif _waits(line, article, waiting):
            waiting.append(line)
        else:
            if line.kind == "date" and article.has_body and _are_signatories(waiting):
                for signatory in waiting:
                    article.add(signatory, "byline")
            elif waiting:
                _settle(articles, waiting, line, banners, next_sections[index] in article.sections)
            elif _begins_untitled(article, line):
                articles.append(Article())
            waiting = []
            articles[-1].add(line, _ROLES[line.kind])
    if waiting:
        _settle(articles, waiting, None, banners, False)
    _mark_banners(articles)
    return articles


def _settle(
    articles: list[Article], waiting: list[Line], following: Line | None, banners: set[str], is_restart: bool
) -> None:
    """Add the waiting titles to the last article or to a new one, now that the line after them is known."""
    article = articles[-1]
    first = waiting[0].content
    is_repeated = len(waiting) > 1 and first in banners and first != article.first_title
    is_column = any(title.kind == "digest" for title in waiting)
    if _begins_article(article, waiting, following, is_repeated or is_restart):
        is_digest = article.is_digest and not article.is_over
        waiting = _leave_tail(article, waiting)
        article = Article(is_digest=is_digest)
        articles.append(article)
    if not article.has_body:
        banners.add(first)
        article.first_title = article.first_title or first
        article.is_digest = article.is_digest or is_column
    _add_titles(article, waiting, following)


def _next_sections(lines: Sequence[Line]) -> list[Numbering | None]:
    """Return for each line the number of the next heading of a wide style, from the line itself on."""
    found: list[Numbering | None] = []
    following: Numbering | None = None
    for line in reversed(lines):
        if line.kind == "heading" and line.numbering is not None and line.numbering.style in _TOP_STYLES:
            following = line.numbering._replace(length=0)
        found.append(following)
    return found[::-1]


def _waits(line: Line, article: Article, waiting: list[Line]) -> bool:
    """Return whether what `line` is depends on the line after it."""
    kind = line.kind
    if kind == "title" or kind == "digest":
        return True
    if kind == "exclamation":
        is_at_head = not article.has_body and "：" not in line.content  # 主持人：大家好！ is speech
        return article.is_digest or article.is_over or is_at_head or bool(waiting)
    if kind == "heading":
        return article.is_digest and not line.level
    if kind == "date":
        return bool(waiting) and not (article.has_body and _are_signatories(waiting))
    return bool(waiting) and kind in ("banner", "page_head", "caption")


def _are_signatories(lines: list[Line]) -> bool:
    return all(line.kind in ("banner", "page_head", "caption") or is_signatory(line.content) for line in lines)


def _begins_untitled(article: Article, line: Line) -> bool:
    """Return whether `line`, without a title over it, is the first of a new article."""
    if line.kind == "headline":
        return article.has_body or article.is_over
    if line.kind == "page_head":
        return article.has_body and article.lines[-1].is_finished
    return line.kind in ("lead", "lone_lead") and article.has_body


def _begins_article(article: Article, titles: list[Line], following: Line | None, is_repeated: bool) -> bool:
    """Return whether the waiting titles are the headlines of a new article rather than headings in this one."""
    if not article.lines:
        return False
    if article.is_over:
        return True
    if not article.has_body:
        return False
    if any(title.kind == "digest" for title in titles):
        return True
    if following is None:
        return False
    if following.kind in _BODY and titles[-1].kind == "date":
        return True
    if following.kind in ("lead", "lone_lead", "byline"):
        return True
    return following.kind in _BODY and (article.is_digest or is_repeated)


def _leave_tail(article: Article, titles: list[Line]) -> list[Line]:
    """Return the titles of the next article; those that stand close under `article`, over a blank line, stay in it."""
    tail = 0 if article.is_over else next((index for index, title in enumerate(titles) if title.gap), 0)
    for title in titles[:tail]:
        article.add(title, _ROLES.get(title.kind, "byline"))
    return titles[tail:]


def _add_titles(article: Article, titles: list[Line], following: Line | None) -> None:
    """Add the waiting titles to `article`: as headlines before its body, else as headings, captions or list items."""
    for title, role in zip(titles, _title_roles(article, titles, following), strict=True):
        article.add(title, role if title.kind in _TITLES and title.kind != "digest" else _ROLES.get(title.kind, role))


def _title_roles(article: Article, titles: list[Line], following: Line | None) -> list[str]:
    """Return the role of each of the titles that stand together over `following`."""
    if not article.has_body:
        if following is None and not article.lines:  # no text under them: a scrap of text, or a list with its title
            return ["headline", *["list_item"] * (len(titles) - 1)] if len(titles) > 1 else ["prose"]
        return _headline_roles(article, titles, following)
    if following is None or following.kind not in _BODY:
        is_signed = titles[-1].kind == "date"
        return ["byline" if is_signed or is_signatory(title.content) else "caption" for title in titles]
    if following.kind == "table_row":
        return ["caption"] * len(titles)
    if len(titles) > 2:
        return ["list_item"] * len(titles)
    if following.kind == "heading" and following.numbering is not None and (following.numbering.number or 0) > 1:
        return ["caption"] * len(titles)  # between two sections: the caption of a picture
    is_numbered = bool(article.sections) or following.kind == "heading"
    apart = _stand_apart(titles, following)
    return ["caption" if is_numbered and is_apart else "heading" for is_apart in apart]


def _headline_roles(article: Article, titles: list[Line], following: Line | None) -> list[str]:
    """Return which titles over an article are its headlines: not the caption of a picture, not who issued it."""
    smallest_gap = min((title.gap for title in titles[1:]), default=0)
    roles = [
        "caption" if index and title.gap > smallest_gap and is_apart else "headline"
        for index, (title, is_apart) in enumerate(zip(titles, _stand_apart(titles, following), strict=True))
    ]
    names = [index for index, title in enumerate(titles) if title.kind == "title"]
    if names and (article.has_headline or len(names) > 1) and is_signatory(titles[names[-1]].content):
        roles[names[-1]] = "byline"  # 某某市统计局 between the title of a bulletin and its text
    return roles


def _stand_apart(titles: list[Line], following: Line | None) -> list[bool]:
    """Return which titles have the space of a picture over them: they are captions, not headings."""
    last = len(titles) - 1
    below = following.gap if following is not None else 0
    return [title.gap >= 2 and title.gap > (below if index == last else 0) for index, title in enumerate(titles)]


def _mark_banners(articles: list[Article]) -> None:
    """Make the first headline a banner where several articles bear the same one over headlines of their own.

    The title of a column is a banner too, but the headline of a column without briefs.
    """
    for article in articles:
        if not article.has_headline:
            article.roles = [
                "headline" if line.kind == "digest" else role
                for line, role in zip(article.lines, article.roles, strict=True)
            ]
    firsts = [article.roles.index("headline") for article in articles if article.roles.count("headline") > 1]
    titled = [article for article in articles if article.roles.count("headline") > 1]
    counts = Counter(article.lines[first].content for article, first in zip(titled, firsts, strict=True))
    for article, first in zip(titled, firsts, strict=True):
        if counts[article.lines[first].content] > 1:
            article.roles[first] = "banner"
