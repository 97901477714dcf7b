"""Lengths that only say where something is, and are no statistics: 200公里外, 位于地下700米."""

from pipelines.extraction.observations.indicators import names
from pipelines.extraction.observations.indicators.clauses import Group
from pipelines.extraction.observations.indicators.kinds import LOCATIVE, OF
from pipelines.extraction.observations.indicators.left import Left
from pipelines.extraction.observations.indicators.lexicon import Lexicon
from pipelines.extraction.observations.indicators.right import Right
from pipelines.extraction.observations.indicators.sizes import LENGTHS
from pipelines.extraction.observations.indicators.tokens import text_of
from pipelines.extraction.observations.reading import Mention

_LYING = {"位于", "距离", "相距"}
_FROM = {"在", "距", "离"}
_DISTANCES = {"外", "处", "远", "深处", "开外", "以外", "之外", "高空"}


def tells_a_place(group: Group, lead: Mention, left: Left, right: Right, lexicon: Lexicon) -> bool:
    """Return whether a length only says where something is: 200公里外, 周边1公里范围内, 位于地下700米."""
    if text_of(right.phrase).startswith("范围"):
        return True
    is_at = bool(group.left) and group.left[-1].text in _FROM
    if (
        lead.quantity.kind == "measure"
        and is_at
        and right.is_attribute
        and any(t.kind == LOCATIVE for t in group.right)
    ):
        return True  # 在零下30度的天气里
    if lead.quantity.unit_code not in LENGTHS or (left.phrase and names.is_generic(left.phrase[-1].text, lexicon)):
        return False
    return (
        (bool(group.right) and group.right[0].text in _DISTANCES)
        or is_at
        or any(
            token.text in _LYING and not (place and group.left[place - 1].kind == OF)
            for place, token in enumerate(group.left)
        )
    )
