"""The title of a share: what it is of, out of a whole, an aim or an earlier level."""

from pipelines.extraction.observations.indicators import names
from pipelines.extraction.observations.indicators.clauses import Group
from pipelines.extraction.observations.indicators.found import Found
from pipelines.extraction.observations.indicators.kinds import (
    ADJECTIVE,
    ADVERB,
    AREA,
    CHANGE,
    CONJUNCTION,
    LINK,
    LOCATIVE,
    NOUN,
    OF,
    PRONOUN,
    TIME,
    VERB,
)
from pipelines.extraction.observations.indicators.left import read_left, share_place
from pipelines.extraction.observations.indicators.lexicon import Lexicon
from pipelines.extraction.observations.indicators.lists import align
from pipelines.extraction.observations.indicators.memory import Memory
from pipelines.extraction.observations.indicators.right import Right
from pipelines.extraction.observations.indicators.stripping import naming_phrase
from pipelines.extraction.observations.indicators.tokens import Token, has_noun, text_of

_TIES_TO_EARLIER = ("恢复", "相当于")
_COVERING = {"覆盖", "惠及", "涵盖"}  # 医保|覆盖|98%的人口
_DOING = {"完成", "编制完成", "竣工", "完工"}
_AIMS = ("目标", "任务", "计划", "预算")


def name_share(group: Group, right: Right, area: str, memory: Memory, lexicon: Lexicon) -> Found:
    """Return what a share is of: subject + 占X的比重, a name that says 比重 itself, or what follows (5%的能耗)."""
    place = share_place(group.left)
    if (whole := _whole_before(group.left, place, right, memory)) is not None:
        return Found(names.share_in(text_of(right.phrase), whole), "indicator_right", right.length)
    if place is not None:
        return _told_by_share_word(group.left, place, area, memory, lexicon)
    if (earlier := _of_earlier(group.left, area, memory, lexicon)) is not None:
        return Found(earlier, "indicator_adjacent")
    if (aimed := _of_target(group.left, area, memory, lexicon)) is not None:
        return Found(aimed, "indicator_inherited")
    if (among := _among_whole(group.left, area, memory, lexicon)) is not None:
        return Found(among, "indicator_adjacent")
    if (compared := _over_whole(group.left, area, memory, lexicon)) is not None:
        return Found(compared, "indicator_adjacent")
    if (done := _done_part(group.left, right, area, lexicon)) is not None:
        return Found(done, "indicator_adjacent")
    left = read_left(group.left, area, lexicon)
    name = text_of(left.phrase)
    if right.action and right.action[0].text == "用于" and name:
        return Found(f"{name}{text_of(right.action)}的比重", "indicator_adjacent")
    is_next = bool(group.left) and group.left[-1].kind == CONJUNCTION  # 覆盖城市社区和|半数农村社区
    if right.phrase and right.is_attribute and name and left.verbs and left.verbs[-1].text in _COVERING:
        return Found(f"{name}{left.verbs[-1].text}{text_of(right.phrase)}占比", "indicator_right", right.length)
    if right.phrase and (right.is_attribute or is_next or not name or left.is_light or left.verbs):
        action = text_of(right.action)
        owner = f"{action}的" if 0 < len(action) <= 12 else ""
        noun = text_of(right.phrase)
        return Found(owner + names.share_of(noun), "indicator_right", right.length)
    if right.action and right.action[0].text in ("为", "是") and has_noun(right.action):
        return Found(text_of(right.action[1:]) + "占比", "indicator_right")  # 其中约有一半为|新能源汽车
    if name and name not in ("占比", "比重", "比例", "数字"):
        return Found(names.share_of(name), "indicator_adjacent")
    inherited = memory.inherited(lexicon)
    return Found(names.share_of(inherited) if inherited else None, "indicator_inherited")


def _told_by_share_word(tokens: list[Token], place: int, area: str, memory: Memory, lexicon: Lexicon) -> Found:
    """Return the title of a share told by the word 占 at `place`: 出口|占|进出口总值的58%."""
    phrase, whole = naming_phrase(tokens[:place], area, lexicon), _whole(tokens[place + 1 :])
    is_of_scope = len(whole) > 2 and whole[:2] in lexicon.roles["scope_area"]
    if not phrase and is_of_scope and _tells_of_a_place(tokens[:place]):
        return Found(names.share_in(whole[2:], whole[:2]), "indicator_adjacent")  # 这里|占|全国|国土面积的71%
    subject = memory.completed(text_of(phrase), lexicon) or memory.inherited(lexicon)
    title = names.share_in(subject, whole) if subject else None
    return Found(title, "indicator_adjacent" if phrase else "indicator_inherited")


def _done_part(tokens: list[Token], right: Right, area: str, lexicon: Lexicon) -> str | None:
    """Return the title of how much of a work is done, told without an object: 水稻育苗|完成|九成."""
    rest = [token for token in tokens if token.kind not in (LINK, ADVERB)]
    if right.phrase or not rest or rest[-1].text not in _DOING:
        return None
    subject = text_of(naming_phrase(rest[:-1], area, lexicon))
    return f"{subject}{rest[-1].text}比例" if subject else None


def _tells_of_a_place(tokens: list[Token]) -> bool:
    """Return whether the subject of a share is only where it is: 该市, 这里, 东部."""
    return any(token.kind in (PRONOUN, AREA) or token.tag == "ns" for token in tokens) and not any(
        token.text in ("其中", "其") for token in tokens
    )


def _whole_before(tokens: list[Token], place: int | None, right: Right, memory: Memory) -> str | None:
    """Return the whole of a share whose part follows it: 以占|全国|1%的土地、4%的人口创造了|全国|6%的生产总值."""
    if not (right.is_attribute and right.phrase and tokens):
        return None
    if place is not None and not has_noun([token for token in tokens[:place] if token.tag != "ns"]):
        memory.divided = _whole(tokens[place + 1 :])
    elif tokens[-1].kind == AREA and any(token.kind == VERB or token.text == "以" for token in tokens):
        memory.divided = tokens[-1].text  # but 全国|80%的城市举行活动
    elif any(token.kind != CONJUNCTION for token in tokens):
        return None
    return memory.divided or None


def shares_of(group: Group, phrase: list[Token], named: list[str], lexicon: Lexicon) -> list[str] | None:
    """Return a title for each subject's share of its own whole: A、B分别占建议、提案总数的95.7%、96.5%.

    The subjects are the members of `phrase`, else the series `named` before.
    """
    place = share_place(group.left)
    count = len(group.quantities)
    if place is None:
        return None
    whole = [token for token in group.left[place + 1 :] if token.kind in (NOUN, ADJECTIVE, CONJUNCTION, AREA)]
    wholes = align(whole, count, lexicon) if any(token.kind == CONJUNCTION for token in whole) else None
    subjects = named
    if phrase:
        subjects = align(phrase, count, lexicon) or ([text_of(phrase)] * count if wholes else [])
    if len(subjects) < count:
        return None
    wholes = wholes or [_whole(group.left[place + 1 :])] * count
    return [names.share_in(subject, part) for subject, part in zip(subjects[-count:], wholes, strict=True)]


def _of_target(tokens: list[Token], area: str, memory: Memory, lexicon: Lexicon) -> str | None:
    """Return the title of how much of an aim is reached: 新增就业698万人，|完成|全年目标任务的|58%."""
    place = next((p for p in range(len(tokens) - 1, -1, -1) if tokens[p].text == "完成"), None)
    if place is None or not (
        any(token.text.endswith(_AIMS) for token in tokens[place + 1 :])
        or (_ends_with_of(tokens) and has_noun(tokens[place + 1 :]))  # 完成意向面积的|8%
    ):
        return None
    subject = text_of(naming_phrase(tokens[:place], area, lexicon)) or memory.inherited(lexicon)
    aim = text_of([token for token in tokens[place + 1 :] if token.kind in (TIME, NOUN, ADJECTIVE)])
    return names.share_in(subject, aim) if subject else None


def _among_whole(tokens: list[Token], area: str, memory: Memory, lexicon: Lexicon) -> str | None:
    """Return the title of a share told in its whole: 人民币|在|全球贸易融资|中的|占比."""
    word = next((p for p in range(len(tokens) - 1, 1, -1) if names.is_share(tokens[p].text)), None)
    start = next((p for p, token in enumerate(tokens) if token.text == "在"), None)
    if word is None or start is None or [token.text for token in tokens[word - 2 : word]] != ["中", "的"]:
        return None
    subject = text_of(naming_phrase(tokens[:start], area, lexicon)) or memory.inherited(lexicon)
    return f"{subject}{text_of(tokens[start : word + 1])}" if subject else None


def _of_earlier(tokens: list[Token], area: str, memory: Memory, lexicon: Lexicon) -> str | None:
    """Return the title of a share of an earlier level of the same series: 客运量|恢复至|2019年同期的|90%."""
    place = _tie_to_earlier(tokens)
    if place is None:
        return None
    subject = text_of(naming_phrase(tokens[:place], area, lexicon)) or memory.inherited(lexicon)
    earlier = _earlier(tokens[place + 1 :])
    return names.share_in(subject, earlier) if subject and earlier and not names.is_share(subject) else None


def _tie_to_earlier(tokens: list[Token]) -> int | None:
    """Return where 恢复到 … ties a share to what it is of, or a link with 的 at the end does: 降水量|为|常年同期的."""
    ties = (p for p in range(len(tokens) - 1, -1, -1) if tokens[p].text.startswith(_TIES_TO_EARLIER))
    if (place := next(ties, None)) is not None or not _ends_with_of(tokens):
        return place
    links = (p for p in range(len(tokens) - 3, -1, -1) if tokens[p].kind == LINK)
    place = next((p for p in links if tokens[p].text[-1] not in "至到"), None)  # 降至|2022年的|31% is of no earlier one
    return place if place is not None and all(token.kind != VERB for token in tokens[place:]) else None


def _ends_with_of(tokens: list[Token]) -> bool:
    """Return whether nothing but 近 or 约 stands between 的 and the figure: 完成任务|的|近|50%."""
    rest = (token for token in reversed(tokens) if token.kind not in (LINK, ADVERB))
    return next((token.kind for token in rest), "") == OF


def _earlier(tokens: list[Token]) -> str:
    return text_of([token for token in tokens if token.kind in (TIME, NOUN, ADJECTIVE, LOCATIVE, AREA)])


def of_earlier_each(tokens: list[Token], series: list[str]) -> list[str]:
    """Return the titles of the shares that several series have of an earlier level: 分别恢复到2019年同期的."""
    place = _tie_to_earlier(tokens)
    earlier = _earlier(tokens[place + 1 :]) if place is not None else ""
    return [names.share_in(name, earlier) for name in series] if earlier else series


def _over_whole(tokens: list[Token], area: str, memory: Memory, lexicon: Lexicon) -> str | None:
    """Return the title of a share told as a comparison with its whole: 新增装机|超过|全球|一半."""
    place = next((p for p in range(len(tokens) - 1, -1, -1) if tokens[p].kind == LINK), None)
    if place is None or not has_noun(tokens[place + 1 :]):
        return None
    subject = text_of(naming_phrase(tokens[:place], area, lexicon)) if place else memory.inherited(lexicon)
    return names.share_in(subject, _whole(tokens[place + 1 :])) if subject else None


def _whole(tokens: list[Token]) -> str:
    """Return the whole of a share out of the words after 占: 占|进出口总值|的比重提升至."""
    whole = []
    for token in tokens:
        if token.kind in (LINK, CHANGE) or token.text in ("比重", "比例", "份额"):
            break
        if token.kind in (NOUN, ADJECTIVE, AREA, VERB):
            whole.append(token)
    return text_of(whole)
