"""What a naming rule hands back."""

from typing import NamedTuple


class Found(NamedTuple):
    """The title of a figure's series (None: no certain one), how it was found, and how many tokens after it it took."""

    title: str | None
    signal: str
    consumed: int = 0
