"""What the figures of one clause share: a verb before them, what the counted do, conditions, the words after."""

from pipelines.extraction.observations.indicators.clauses import Group
from pipelines.extraction.observations.indicators.counted import Setting
from pipelines.extraction.observations.indicators.kinds import (
    ADVERB,
    CONJUNCTION,
    EXAMPLES,
    LIGHT,
    LINK,
    LOCATIVE,
    NOUN,
    PREPOSITION,
    VERB,
)
from pipelines.extraction.observations.indicators.lexicon import Lexicon
from pipelines.extraction.observations.indicators.owners import is_place_word
from pipelines.extraction.observations.indicators.right import Right, read_right
from pipelines.extraction.observations.indicators.tokens import Token
from pipelines.extraction.observations.reading import Mention

_TYING = {ADVERB, LINK, LIGHT, VERB}  # between an attribute and its figure: 跨度|超过|500米
_CARRYING_OUT = {"实施", "开展", "推进", "启动"}  # a place may follow: 实施|黄河三角洲地区|300万亩盐碱地改造
_GRADES = frozenset("级类型")
_JOINTS = ([CONJUNCTION], [PREPOSITION], [PREPOSITION, NOUN])  # 155个集体|、|134名个人获表彰; 508家企业|在|12个展区参展


def mention_of(group: Group) -> Mention:
    """Return the mention of the group's first quantity."""
    mention = group.quantities[0].mention
    assert mention is not None  # groups are made of quantities
    return mention


def area_of(group: Group) -> str:
    """Return the name of the area of a group's figures, "" where none is known."""
    area = mention_of(group).area
    return area.name if area else ""


def rights_of(groups: list[Group], lexicon: Lexicon) -> list[Right]:
    """Return what follows each figure; one verb governs all the counts of a list (标记了17种岩石类型、|14类|构造)."""
    rights = []
    is_governed = False
    for group in groups:
        is_joined = bool(group.left) and group.left[-1].kind == CONJUNCTION
        if is_joined and len(group.right) == 1:
            is_governed = True  # 17种岩石类型、14类|构造
        is_governed = is_governed if is_joined else _is_governed(_before_examples(group.left), lexicon)
        quantity = mention_of(group).quantity
        setting = Setting(
            area_of(group),
            group is not groups[-1],
            quantity.unit in ("人", "人次") or quantity.kind == "money",
            is_governed,
            lexicon.roles["pivot"],
            lexicon.roles["body"],
            lexicon.roles["manner"],
        )
        rights.append(read_right(group.right, setting, lexicon) if group.right else Right())
    return rights


def _before_examples(tokens: list[Token]) -> list[Token]:
    """Return the words before the examples that lead up to a figure: 举行|成果类、产品类等|十场发布活动."""
    if not tokens or tokens[-1].kind not in (LINK, EXAMPLES):
        return tokens
    ends = next((place for place in range(len(tokens) - 1, -1, -1) if tokens[place].kind != LINK), None)
    if ends is None or tokens[ends].kind != EXAMPLES:
        return tokens
    verb = next((place for place, token in enumerate(tokens) if token.kind in (VERB, LIGHT)), -1)
    return tokens[: verb + 1] or tokens


def _is_governed(tokens: list[Token], lexicon: Lexicon) -> bool:
    """Return whether a verb right before a figure takes it as its object (签署|160架…), and not as a pivot (组织|…).

    A verb that may be a noun as well is one where nothing but an adverb stands before it: 累计|培育|421家.
    """
    place = next((p for p in range(len(tokens) - 1, -1, -1) if tokens[p].kind not in (ADVERB, LINK)), None)
    if place is None:
        return False
    before_places = (t.text for t in reversed(tokens[: place + 1]) if not (is_place_word(t) or t.text == "地区"))
    if next(before_places, "") in _CARRYING_OUT:
        return True
    token = tokens[place]
    acts = token.kind in (VERB, LIGHT) or (token.tag == "vn" and (not place or tokens[place - 1].kind == ADVERB))
    return acts and token.text not in lexicon.roles["pivot"] and token.text not in lexicon.roles["framing"]


def own_left(tokens: list[Token], consumed: int) -> list[Token]:
    """Return what is before a figure and not of the one before it: 12个市场|改造、|34个公园."""
    rest = tokens[consumed:]
    if consumed and rest and rest[0].kind != CONJUNCTION:
        place = next((place for place, token in enumerate(rest) if token.text == "、"), None)
        return rest if place is None else rest[place + 1 :]
    return rest


def share_actions(groups: list[Group], rights: list[Right]) -> None:
    """Let counts in a row share the verb phrase of the last: 155个集体、134名个人|获表彰."""
    for number in range(len(groups) - 2, -1, -1):
        joint = groups[number].right[rights[number].length :]
        if [token.kind for token in joint] == [CONJUNCTION] and _is_grade(rights[number], rights[number + 1]):
            rights[number].phrase = [*rights[number].phrase, *rights[number + 1].phrase[1:]]  # 4个国家级和17个省级|园区
        counts = {mention_of(group).quantity.kind for group in groups[number : number + 2]} == {"count"}
        if counts and _awaits_object(rights[number], joint) and rights[number + 1].phrase:
            rights[number].action = [*rights[number].action, *rights[number + 1].phrase]
        if rights[number].phrase and rights[number + 1].phrase and [token.kind for token in joint] in _JOINTS:
            rights[number].action = rights[number + 1].action


def _is_grade(own: Right, after: Right) -> bool:
    """Return whether a counted phrase is but a grade of what the next count spells out: 国家级 before 省级园区."""
    return (
        len(own.phrase) == 1
        and len(after.phrase) > 1
        and own.phrase[0].text[-1] in _GRADES
        and after.phrase[0].text[-1] == own.phrase[0].text[-1]
    )


def count_described(groups: list[Group], rights: list[Right], lexicon: Lexicon) -> None:
    """Let a count have the noun after its own description by a figure: 两条|设计时速350公里的|高速铁路."""
    for number in range(len(groups) - 1):
        own, after = rights[number], rights[number + 1]
        is_count = mention_of(groups[number]).quantity.kind == "count"
        if not (is_count and own.phrase and not own.is_attribute and after.is_attribute and after.phrase):
            continue
        rest = groups[number].right[own.length :]
        if own.phrase[-1].text in lexicon.roles["generic"] and all(token.kind in _TYING for token in rest):
            rights[number] = Right(phrase=after.phrase)


def _awaits_object(right: Right, joint: list[Token]) -> bool:
    """Return whether what is done by the counted has the next figure as its object: 5个城市|举办了|50场首发活动."""
    verbs = [token for token in joint if token.kind != ADVERB]
    return bool(right.phrase and right.action) and [token.kind for token in verbs] == [VERB] == [
        token.kind for token in right.action
    ]


def with_conditions(groups: list[Group]) -> list[Group]:
    """Return the groups with a condition right after a figure read as part of the counted: 760万名|5岁以下儿童.

    Two counts of one thing share the words after them: 3批|66个|物流基地.
    """
    kept: list[Group] = []
    for group in groups:
        if kept and _counts_again(kept[-1].right) and mention_of(group).is_fact:
            kept[-1].right = group.right
        if kept and not kept[-1].right and not mention_of(group).is_fact and mention_of(kept[-1]).is_fact:
            condition = [*group.quantities, *(token for token in group.right if token.kind == LOCATIVE)]
            rest = [token for token in group.right if token.kind != LOCATIVE]
            kept[-1].right = [*(token._replace(kind=NOUN, mention=None) for token in condition), *rest]
        else:
            kept.append(group)
    return kept


def _counts_again(tokens: list[Token]) -> bool:
    """Return whether nothing but 共 or 约 stands between two counts of one thing: 5批|共计|3057名传承人."""
    return all(token.text in ("共", "共计", "合计", "总计", "约", "近", "超", "超过", "逾") for token in tokens)


def carry_condition(group: Group, following: Group) -> None:
    """A condition stays part of the words before the next figure: 收入|20-60万元|群体的比例达到30.6%.

    A time frame is left out of them: 外贸总额是|十年|前的2.5倍.
    """
    condition = [Token(token.start, token.end, token.text, NOUN) for token in group.quantities]
    rest = following.left
    is_term = bool(rest) and rest[0].text.startswith("期")  # 一年|期贷款利率
    if mention_of(group).quantity.kind == "duration" and not is_term:
        condition = []
        rest = rest[1:] if rest and rest[0].text in ("来", "以来", "间", "内", "里", "多") else rest
    following.left = [*group.left, *condition, *rest]
