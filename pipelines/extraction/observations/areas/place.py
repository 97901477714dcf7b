"""What an expression for a place holds: its names, and the part that it plays in its sentence."""

from dataclasses import dataclass

from pipelines.extraction.observations.areas.events import Body
from pipelines.extraction.observations.areas.gazetteer import Hit
from pipelines.extraction.observations.areas.roles import Role

_SHORT_NAME = 2  # characters: 以军, 俄方
COMPANIES = frozenset(["集团", "公司", "有限公司", "股份"])


@dataclass(slots=True)
class Member:
    """One name of a place expression (a list has several): exactly one of `hit` and `body` is set."""

    start: int
    end: int
    outer_start: int  # where the divisions written before it begin (江苏|昆山)
    hit: Hit | None = None
    body: Body | None = None
    inside: Hit | None = None  # the division whose name stands directly before (南京|鼓楼)


@dataclass(slots=True)
class Place:
    """What one expression at `start:end` names, and the part it plays."""

    members: list[Member]
    role: Role = Role.NOT_ABOUT
    is_initial: bool = False  # nothing but times and connectives stands before it in its clause
    has_ministry: bool = False  # a ministry is named, alone or among other offices

    @property
    def start(self) -> int:
        """Return where the first name begins."""
        return self.members[0].start

    @property
    def outer_start(self) -> int:
        """Return where the divisions written before the first name begin."""
        return self.members[0].outer_start

    @property
    def end(self) -> int:
        """Return where the last name ends."""
        return self.members[-1].end

    @property
    def body(self) -> Body | None:
        """Return the body that the first name names, None for a division."""
        return self.members[0].body

    @property
    def is_company(self) -> bool:
        """Return whether a company is named, by a name of the gazetteer or by its ending."""
        first = self.members[0]
        if first.body is not None:
            return first.body.suffix in COMPANIES
        return first.hit is not None and first.hit.surface is not None and first.hit.surface.areas[0].kind == "body"


def is_named_by(heads: str, text: str, place: Place) -> bool:
    """Return whether a country is named by its army or its side, one of `heads`, which acts somewhere.

    >>> text = "以军空袭造成9人死亡"
    >>> is_named_by("军方", text, Place([Member(0, 2, 0)]))
    True
    """
    return place.body is None and text[place.end - 1] in heads and place.end - place.start == _SHORT_NAME
