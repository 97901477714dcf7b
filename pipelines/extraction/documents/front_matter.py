"""Front matter: the YAML block at the head of a Markdown file that says what the document is."""

import datetime
import re
from typing import Any, NamedTuple

import yaml

from pipelines.extraction.documents.dates import read_date
from pipelines.extraction.documents.rejection import DocumentRejected

_BLOCK = re.compile(
    r"---[ \t]*\n(?P<yaml>(?:(?!---[ \t]*$|\.\.\.[ \t]*$).*\n){0,200}?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE
)
_MOST_CHARACTERS = 20_000
_FIELDS = {  # key in the block → field, in the words people use
    "title": "title", "标题": "title",
    "publisher": "publisher", "source": "publisher", "author": "publisher",
    "来源": "publisher", "发布单位": "publisher",
    "published": "published", "date": "published", "日期": "published", "发布日期": "published",
    "area": "area", "地区": "area",
}  # fmt: skip


class FrontMatter(NamedTuple):
    """What the block says, None where it does not; `length` is how many characters of the text it takes."""

    length: int
    title: str | None = None
    publisher: str | None = None
    published: datetime.date | None = None
    area: str | None = None


class _PlainLoader(yaml.SafeLoader):
    """Safe YAML without aliases, the means by which a small block becomes a huge one."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        """Return the next node; raise at an alias."""
        if self.check_event(yaml.events.AliasEvent):
            raise yaml.YAMLError("aliases (*name) are not allowed")
        return super().compose_node(parent, index)


def read_front_matter(text: str) -> FrontMatter:
    """Return what the front matter of `text` says; of length 0 where it has none.

    Keys: title, publisher (source, author), published (date), area, or 标题, 来源, 日期, 地区; others are ignored.
    Raises DocumentRejected where the block is not valid YAML or its date cannot be read: its owner meant to say
    something that would otherwise be lost in silence.

    >>> read_front_matter("---\\ntitle: 年报\\ndate: 2024-03-05\\n---\\n正文").published
    datetime.date(2024, 3, 5)
    """
    match = _BLOCK.match(text[:_MOST_CHARACTERS])
    if match is None:
        return FrontMatter(0)
    try:
        block = yaml.load(match["yaml"], Loader=_PlainLoader)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise DocumentRejected(f"its front matter is not valid YAML ({_where(error)})", "correct the block") from None
    if block is None:
        return FrontMatter(match.end())
    if not isinstance(block, dict):
        return FrontMatter(0)  # a rule of dashes above prose
    said: dict[str, Any] = {}
    for key, value in block.items():
        field = _FIELDS.get(str(key).strip().lower())
        if field and field not in said and value not in (None, ""):
            said[field] = _published(value) if field == "published" else " ".join(str(value).split())
    return FrontMatter(match.end(), **said)


def _published(value: object) -> datetime.date:
    """Return the date that front matter gives."""
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date):
        return value
    date = read_date(str(value))
    if date is None:
        raise DocumentRejected(f"the date in its front matter, {value}, is none", "write it as 2024-03-05")
    return date


def _where(error: Exception) -> str:
    """Return the first line of what YAML says, with the line in the file."""
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or str(error).partition("\n")[0]
    return f"line {mark.line + 2}: {problem}" if mark else problem
