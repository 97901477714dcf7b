"""The sizes of a thing that an adjective beside a figure names: 大坝坝|高|150米, 暗管埋|1.5米|深."""

from itertools import takewhile

from pipelines.extraction.observations.indicators.clauses import Group
from pipelines.extraction.observations.indicators.kinds import ADJECTIVE, LINK, NOUN, OF
from pipelines.extraction.observations.indicators.left import Left
from pipelines.extraction.observations.indicators.tokens import text_of
from pipelines.extraction.observations.reading import Mention

SIZES = {
    **{"高": "高度", "长": "长度", "宽": "宽度", "深": "深度", "厚": "厚度", "重": "重量"},
    **{"全线": "全长", "长达": "长度", "重达": "重量", "绵延": "长度"},
}
_REACHES = {"高达": "高度", "深达": "深度", "宽达": "宽度", "厚达": "厚度"}
LENGTHS = {"m", "km", "cm", "mm", "[li_cn]"}


def size_of(group: Group, left: Left) -> str | None:
    """Return the size that an adjective before a figure names: 平台|高338.5米, 大坝坝|高|150米, 每块板材|长|8米."""
    tokens = [token for token in group.left if token.kind != LINK]
    if not tokens or tokens[-1].text not in SIZES:
        return None
    if len(tokens) > 1 and len(tokens[-2].text) == 1 and tokens[-2].kind == NOUN:
        return tokens[-2].text + tokens[-1].text  # 坝|高, 水|深
    subject = left.phrase[:-1] if left.phrase and left.phrase[-1].text in SIZES else left.phrase
    return text_of([token for token in subject if token.kind != LINK]) + SIZES[tokens[-1].text]


def size_after(group: Group, left: Left, lead: Mention) -> str | None:
    """Return the size that an adjective after a length names, or 高达 before it: 暗管埋|1.5米|深, 雪墙|高达|2米."""
    if lead.quantity.unit_code not in LENGTHS:
        return None
    after = group.right[0].text if group.right else ""
    before = group.left[-1].text if group.left else ""
    size = SIZES.get(after) if len(after) == 1 else _REACHES.get(before)
    owner = left.phrase
    if len(group.right) > 1 and group.right[1].kind == OF:  # 9米|长的太阳翼
        owner = list(takewhile(lambda token: token.kind in (NOUN, ADJECTIVE), group.right[2:]))
    return text_of(owner) + size if size else None
