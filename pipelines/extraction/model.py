"""The data types that the extraction stages hand to each other, one per noun of the pipeline.

Offsets are half-open and count Unicode code points. Numbers are `Decimal`, or `Fraction` where a decimal
cannot hold them (三分之一), never float. Field names are those of the table columns.
"""

import datetime
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

Number = Decimal | Fraction


@dataclass(slots=True)
class Quantity:
    """One quantity at its place in a text: `text[char_start:char_end]` is exactly `.text`.

    `value` is None for a range, which has `value_min` and `value_max` instead; scale words (万, 亿) are multiplied
    in, units are not converted. What the fields mean is said, column by column, in `schemas.quantities`.
    """

    char_start: int
    char_end: int
    text: str
    kind: str
    value: Number | None
    value_min: Number | None = None
    value_max: Number | None = None
    unit: str = ""
    unit_code: str = ""
    modifier: str = "="


@dataclass(slots=True)
class Sentence:
    """One sentence in reading order, put together again where the layout cut it.

    `pieces` are the stretches of the document's text it was made from; their concatenation is `text`, so a place in
    `text` maps back to a place in the document. `char_start` and `char_end` are the first piece's start and the last
    piece's end.
    """

    article: int  # running number of the article in the document, from 1
    section: str | None  # the section heading as printed
    section_number: int | None  # its number, from 1 (壹 → 1, 三、 → 3)
    paragraph: int  # running number in the document, from 1, in reading order
    sentence: int  # running number in the document, from 1, in reading order
    text: str
    pieces: tuple[tuple[int, int], ...]
    role: str = "prose"  # prose | headline | heading | list_item | caption | byline | banner | table_row

    @property
    def char_start(self) -> int:
        """Return where the sentence begins in the document's text."""
        return self.pieces[0][0]

    @property
    def char_end(self) -> int:
        """Return where the sentence's last piece ends in the document's text."""
        return self.pieces[-1][1]


@dataclass(slots=True)
class Observation:
    """One statistical fact: what a quantity says about whom, when, and against what (SDMX observation)."""

    quantity: Quantity
    area: str | None = None
    area_code: str | None = None
    indicator: str | None = None
    time_period: str | None = None
    period_start: datetime.date | None = None
    period_end: datetime.date | None = None
    value: Number | None = None  # signed: a fall is negative
    value_min: Number | None = None
    value_max: Number | None = None
    modifier: str = "="
    unit: str = ""
    unit_code: str = ""
    measure: str | None = None
    direction: str | None = None
    baseline: str | None = None
    price_basis: str | None = None
    status: str | None = None
    confidence: float = 0.0
    needs_review: bool = True
    corrected: bool = False  # whether a person's verdict was applied
    signals: tuple[str, ...] = field(default=())  # what confidence was computed from


@dataclass(slots=True)
class DocumentText:
    """What was read from one file: its text with newlines as `\\n`, and what the file says about itself."""

    text: str
    format: str  # txt | md | html | docx | pdf | xlsx
    encoding: str | None  # as detected, None for formats that carry their own
    title: str | None = None
    publisher: str | None = None
    published: datetime.date | None = None
    published_from: str | None = None  # manifest | front_matter | text | filename
    area: str | None = None
