"""Clause by clause: each figure gets the title of its series, from its own clause or from what was named before."""

from dataclasses import dataclass, field

from pipelines.extraction.observations.indicators import names
from pipelines.extraction.observations.indicators.clauses import Clause, Group, split_groups
from pipelines.extraction.observations.indicators.kinds import (
    ADJECTIVE,
    AREA,
    CHANGE,
    CONJUNCTION,
    LIGHT,
    LINK,
    NOUN,
    OF,
    PREPOSITION,
    VERB,
)
from pipelines.extraction.observations.indicators.lexicon import Lexicon
from pipelines.extraction.observations.indicators.lists import align
from pipelines.extraction.observations.indicators.phrases import (
    Left,
    Right,
    has_noun,
    naming_phrase,
    read_left,
    read_right,
    share_place,
    text_of,
)  # fmt: skip
from pipelines.extraction.observations.indicators.tokens import Token
from pipelines.extraction.observations.reading import Mention

_PEOPLE = (
    "人",
    "人员",
    "人口",
    "人数",
    "者",
    "客",
    "客流",
    "员",
    "生",
    "户",
    "工",
    "民",
    "干部",
    "人才",
    "队伍",
    "就业",
)


@dataclass(slots=True)
class Memory:
    """What was named before in the article, for the figures that do not name their series themselves."""

    base: str | None = None  # the last series named
    recent: list[str] = field(default_factory=list)  # the names of this sentence in order
    topic: str | None = None  # the subject of a clause without figures since then
    verb: str = ""  # the verb that governs a list: 处分|厅局级干部54人、县处级285人
    object: str = ""  # the noun of the last verb and object
    object_unit: str = ""  # and the unit it was counted in
    unit: str = ""  # the unit code of the last series named
    frame: str = ""  # the verb of the last count, for 200多个国家的700多个港口

    def begin_sentence(self) -> None:
        """Forget what does not reach over a full stop."""
        self.recent = []
        self.topic = None
        self.verb = self.object = self.object_unit = self.frame = ""

    def remember(self, name: str) -> None:
        """Take `name` as the last series named."""
        self.base = names.base_of(name)
        self.recent.append(self.base)
        self.topic = None


def name_clause(clause: Clause, memory: Memory, lexicon: Lexicon) -> None:
    """Fill `indicator` of the clause's facts."""
    if not clause.has_quantity:
        memory.topic = topic_of(clause.tokens, memory, lexicon) or memory.topic
        return
    groups = list(split_groups(clause))
    rights = [
        read_right(group.right, _area_name(group), lexicon, is_followed=number + 1 < len(groups))
        for number, group in enumerate(groups)
    ]
    _share_actions(groups, rights)
    consumed = 0
    for number, (group, right) in enumerate(zip(groups, rights, strict=True)):
        group.left = group.left[consumed:]
        consumed = 0
        if any(token.mention and token.mention.is_fact for token in group.quantities):
            consumed = name_group(group, right, memory, lexicon)
        elif number + 1 < len(groups) and group.quantities[-1].mention.measure == "other":
            _carry_condition(group, groups[number + 1])


def _area_name(group: Group) -> str:
    """Return the name of the area that a group's first figure is about."""
    mention = group.quantities[0].mention
    return mention.area.name if mention and mention.area else ""


def _share_actions(groups: list[Group], rights: list[Right]) -> None:
    """Let counts in a row share the verb phrase of the last: 155个集体、134名个人|获表彰."""
    for number in range(len(groups) - 2, -1, -1):
        joint = groups[number].right[rights[number].length :]
        if rights[number].phrase and rights[number + 1].phrase and [token.kind for token in joint] == [CONJUNCTION]:
            rights[number].action = rights[number + 1].action


def _carry_condition(group: Group, following: Group) -> None:
    """A condition stays part of the words before the next figure: 收入|20-60万元|群体的比例达到30.6%."""
    following.left = [
        *group.left,
        *(Token(token.start, token.end, token.text, NOUN) for token in group.quantities),
        *following.left,
    ]


def topic_of(tokens: list[Token], memory: Memory, lexicon: Lexicon) -> str | None:
    """Return the subject of a clause without figures, or None for a remark on what was named before."""
    end = next(
        (place for place, token in enumerate(tokens) if token.kind in (VERB, CHANGE, LINK, LIGHT) and place),
        len(tokens),
    )
    phrase = naming_phrase(tokens[:end], "", lexicon)
    while phrase and phrase[-1].text in lexicon.roles["comment"]:
        phrase = phrase[:-1]
    name = text_of(phrase)
    if len(name) < 2 or names.restates(name, memory.base or ""):
        return None
    return name


def name_group(group: Group, right: Right, memory: Memory, lexicon: Lexicon) -> int:
    """Name the figures of a group; return how many tokens after it their name took."""
    mentions = [token.mention for token in group.quantities if token.mention]
    lead = mentions[0]
    area = _area_name(group)
    if len(mentions) > 1 and name_list(group, mentions, area, memory, lexicon):
        return 0
    name, consumed, signal = name_of(group, lead, right, area, memory, lexicon)
    if name:
        name = names.tidy(name, lexicon)
    for mention in mentions:
        if mention.is_fact and name:
            mention.indicator = name
            mention.signals.add(signal)
            if name in lexicon.official.values():
                mention.signals.add("indicator_official")
            if len(name) > 20:
                mention.signals.add("indicator_long")
    if name:
        memory.remember(name)
        if lead.measure == "level":
            memory.unit = lead.quantity.unit_code
    return consumed


def name_list(group: Group, mentions: list[Mention], area: str, memory: Memory, lexicon: Lexicon) -> bool:
    """Give each figure of a list its own subject; return whether there were as many subjects as figures."""
    measure = mentions[0].measure or ""
    left = read_left(group.left, area, lexicon)
    phrase = [] if _is_only_speed(left.phrase, lexicon) else left.phrase
    count = len(mentions)
    aligned = names.composition_of(text_of(group.left[-len(left.phrase) - 4 :]), count) or align(phrase, count, lexicon)
    if aligned is None and _takes_up(text_of(phrase), memory.recent[-count:], count):
        aligned = memory.recent[-count:]
    if aligned is None:
        return False
    for mention, name in zip(mentions, aligned, strict=True):
        if mention.is_fact:
            mention.indicator = names.tidy(dressed(name, measure, text_of(group.left)), lexicon)
            mention.signals.add("indicator_list")
    memory.recent += [names.base_of(name) for name in aligned]
    memory.base = memory.recent[-1]
    memory.topic = None
    return True


def _is_only_speed(phrase: list[Token], lexicon: Lexicon) -> bool:
    """Return whether a phrase names no series of its own: 年均增幅分别达62.2%、40.4%."""
    return names.base_of(text_of(phrase)) == ""


def _takes_up(name: str, recent: list[str], count: int) -> bool:
    """Return whether a list of figures belongs to the series named last, one each: 油气产量 after 原油产量, 天然气产量."""
    if len(recent) < count or len(set(recent)) < count:
        return False
    return not name or all(series[-2:] == name[-2:] for series in recent)


def dressed(name: str, measure: str, before: str) -> str:
    """Return a base name as the measure wants it: points of growth carry 增速, a growth its base series."""
    if measure == "change_pp":
        return names.speed_of(name, word="降幅" if "降幅" in before else "增速")
    if measure == "change":
        return names.base_of(name) or name
    if measure == "share" and not names.is_share(name):
        return name + "占比"
    return name


def name_of(
    group: Group, lead: Mention, right: Right, area: str, memory: Memory, lexicon: Lexicon
) -> tuple[str | None, int, str]:
    """Return the title of a figure's series, how many tokens after the figure it took, and how it was found."""
    measure = lead.measure or "level"
    if measure == "share" or (measure == "change_pp" and share_place(group.left) is not None):
        return name_share(group, right, area, memory, lexicon)
    if measure == "contribution":
        return name_contribution(group, area, memory, lexicon)
    if measure == "rank":
        return name_rank(group, right, area, memory, lexicon)
    left = read_left(_up_to_difference(group.left) if measure == "difference" else group.left, area, lexicon)
    if measure in ("change", "change_pp", "difference"):
        return name_change(group, lead, left, right, measure, memory, lexicon)
    if measure == "duration":
        if left.phrase or left.verbs:
            ending = "时间" if left.verbs else ""
            return completed(text_of(left.phrase + left.verbs) + ending, memory, lexicon), 0, "indicator_adjacent"
        return inherited(memory) or _action_name(right), 0, "indicator_inherited"
    return name_level(group, lead, left, right, memory, lexicon)


def _up_to_difference(tokens: list[Token]) -> list[Token]:
    for place, token in enumerate(tokens):
        if token.kind in (CHANGE, LINK) and place:
            return tokens[: place + 1]
    return tokens


def inherited(memory: Memory) -> str | None:
    """Return the series that a figure without a name of its own belongs to."""
    return memory.topic or memory.base


def completed(name: str, memory: Memory, lexicon: Lexicon) -> str:
    """Return a name with its owner where it needs one, and 出口 as part of the 进出口 named before."""
    base = memory.base or ""
    if name in ("出口", "进口") and "进出口" in base:
        return base.replace("进出口", name)
    if names.is_generic(name, lexicon):
        owner = memory.topic or base
        if owner and not owner.endswith(name):
            return names.base_of(owner) + name
    return name


def name_change(
    group: Group, lead: Mention, left: Left, right: Right, measure: str, memory: Memory, lexicon: Lexicon
) -> tuple[str | None, int, str]:
    """Return the series that grew: the subject of the verb of change, else the one named before."""
    before = text_of(group.left)
    name = text_of(left.phrase)
    if names.base_of(name) == "":
        name = ""
    if name:
        name = completed(name, memory, lexicon)
        implied = {"增产": "产量", "减产": "产量", "增收": "收入", "减收": "收入"}
        name += next((noun for verb, noun in implied.items() if verb in before and noun not in name), "")
        if measure == "difference" and lead.quantity.kind == "percentage_point":
            measure = "change_pp"
        return dressed(name, measure, before), 0, "indicator_adjacent"
    if right.phrase and measure == "change" and not right.is_attribute and not memory.topic:
        verb = "" if left.is_changed else text_of(left.verbs)
        return verb + text_of(right.phrase), right.length, "indicator_right"
    name = inherited(memory)
    return (dressed(name, measure, before) if name else None), 0, "indicator_inherited"


def name_share(group: Group, right: Right, area: str, memory: Memory, lexicon: Lexicon) -> tuple[str | None, int, str]:
    """Return what a share is of: subject + 占X的比重, a name that says 比重 itself, or what follows (5%的能耗)."""
    place = share_place(group.left)
    if place is not None:
        phrase = naming_phrase(group.left[:place], area, lexicon)
        subject = text_of(phrase) or inherited(memory) or ""
        whole = _share_whole(group.left[place + 1 :])
        if not subject:
            return None, 0, ""
        signal = "indicator_adjacent" if phrase else "indicator_inherited"
        return (f"{subject}占{whole}的比重" if whole else f"{subject}占比"), 0, signal
    if (compared := _whole_after_link(group.left, area, lexicon)) is not None:
        return compared, 0, "indicator_adjacent"
    left = read_left(group.left, area, lexicon)
    name = text_of(left.phrase)
    if right.phrase and (right.is_attribute or not name):
        return text_of(right.phrase) + "占比", right.length, "indicator_right"
    if name in ("占比", "比重", "比例"):
        owner = inherited(memory)
        return (owner + name if owner else None), 0, "indicator_inherited"
    if name:
        return (name if names.is_share(name) else name + "占比"), 0, "indicator_adjacent"
    owner = inherited(memory)
    return (owner if not owner or names.is_share(owner) else owner + "占比"), 0, "indicator_inherited"


def _whole_after_link(tokens: list[Token], area: str, lexicon: Lexicon) -> str | None:
    """Return the title of a share told as a comparison with its whole: 新增装机|超过|全球|一半."""
    place = next((p for p in range(len(tokens) - 1, 0, -1) if tokens[p].kind == LINK), None)
    if place is None or not has_noun(tokens[place + 1 :]):
        return None
    subject = text_of(naming_phrase(tokens[:place], area, lexicon))
    return f"{subject}占{_share_whole(tokens[place + 1 :])}的比重" if subject else None


def _share_whole(tokens: list[Token]) -> str:
    """Return the whole of a share out of the words after 占: 占|进出口总值|的比重提升至."""
    whole = []
    for token in tokens:
        if token.kind in (LINK, CHANGE) or token.text in ("比重", "比例", "份额"):
            break
        if token.kind in (NOUN, ADJECTIVE, AREA, VERB):
            whole.append(token)
    return text_of(whole)


def name_contribution(group: Group, area: str, memory: Memory, lexicon: Lexicon) -> tuple[str | None, int, str]:
    """Return who contributes how to what: 第一产业拉动地区生产总值增长, 装备制造业对工业增长贡献率."""
    for place, token in enumerate(group.left):
        if token.text == "拉动":
            subject = text_of(naming_phrase(group.left[:place], area, lexicon)) or inherited(memory)
            driven = text_of([t for t in group.left[place + 1 :] if t.kind in (NOUN, CHANGE)])
            if not subject:
                return None, 0, ""
            return f"{names.without_share(subject)}拉动{driven}", 0, "indicator_inherited"
    name = text_of(read_left(group.left, area, lexicon).phrase)
    if name.startswith(("对", "贡献率")):
        owner = inherited(memory) or ""
        return names.without_share(owner) + name, 0, "indicator_inherited"
    return (name or inherited(memory)), 0, "indicator_adjacent" if name else "indicator_inherited"


def name_rank(group: Group, right: Right, area: str, memory: Memory, lexicon: Lexicon) -> tuple[str | None, int, str]:
    """Return what is ranked: the subject of 居, 位列 …, what stands after it, or the series named before."""
    verbs = lexicon.roles["rank_verb"]
    place = next((p for p in range(len(group.left) - 1, -1, -1) if group.left[p].text in verbs), None)
    if place is not None:
        named_after = naming_phrase(group.left[place + 1 :], area, lexicon)
        subject = naming_phrase(group.left[:place], area, lexicon)
        for phrase in (subject, named_after):
            if phrase and has_noun([token for token in phrase if token.kind != AREA]):
                return text_of(phrase), 0, "indicator_adjacent"
    elif phrase := read_left(group.left, area, lexicon).phrase:
        return text_of(phrase), 0, "indicator_adjacent"
    if inherited(memory):
        return inherited(memory), 0, "indicator_inherited"
    return (text_of(right.phrase) or None), right.length, "indicator_right"


def name_level(
    group: Group, lead: Mention, left: Left, right: Right, memory: Memory, lexicon: Lexicon
) -> tuple[str | None, int, str]:
    """Return the title of an amount: what it counts after it, or what stands before it."""
    unit, name = lead.quantity.unit_code, text_of(left.phrase)
    counts = lead.quantity.kind in ("count", "number")
    if right.phrase and right.is_attribute and name and not left.verbs:
        return text_of(right.phrase) + name, right.length, "indicator_adjacent"
    if right.phrase and (counts or not name or left.verbs or left.is_light) and not (left.is_linked and name):
        return _counted(group, left, right, memory, lexicon), right.length, "indicator_right"
    if right.action and unit == "{次}":
        return text_of(right.action) + "次数", 0, "indicator_right"
    if right.action and unit in ("{person}", "{visit}") and not right.length and not name.endswith(_PEOPLE):
        return left.frequency + text_of(right.action) + "人数", 0, "indicator_right"
    if right.action and left.verbs and lead.quantity.kind == "money":
        return text_of(right.action) + "资金", 0, "indicator_right"
    if name or left.verbs:
        if not name and lead.quantity.unit_code == memory.object_unit:
            name = text_of(left.verbs) + memory.object
        elif left.verbs:
            name += text_of(left.verbs)
        _remember_object(left, unit, memory)
        return left.frequency + completed(name, memory, lexicon), 0, "indicator_adjacent"
    base = inherited(memory)
    if base and not memory.recent and unit != memory.unit:
        return (f"{lead.quantity.unit}数" if counts and lead.quantity.unit else None), 0, "indicator_inherited"
    return (left.frequency + base if base else None), 0, "indicator_inherited"


def _remember_object(left: Left, unit: str, memory: Memory) -> None:
    """Keep verb and object apart, for a later verb without one: 立案纪检监察干部2482人，处分1647人."""
    phrase = left.phrase
    if phrase and phrase[0].kind == VERB and has_noun(phrase[1:]):
        memory.object, memory.object_unit = text_of(phrase[1:]), unit


def _counted(group: Group, left: Left, right: Right, memory: Memory, lexicon: Lexicon) -> str:
    """Return the title of a count by what is done with the counted: 取消的证明事项, 参展的企业, or the noun alone."""
    noun = text_of(right.phrase)
    if memory.frame and [token.kind for token in group.left] == [OF]:
        return memory.frame + noun  # 覆盖200多个国家|的|700多个港口: one verb for both
    pivots = lexicon.roles["pivot"]
    start = next((place for place, token in enumerate(left.phrase) if token.kind == VERB), None)
    frame = [*(left.phrase[start:] if start is not None else []), *left.verbs]
    memory.frame = text_of([token for token in frame if token.text not in pivots])
    if memory.frame:
        return f"{left.frequency}{memory.frame}{noun}"
    action = _action_name(right)
    if action and len(action) <= (18 if len(noun) < 5 else 10):
        return f"{action}的{noun}"
    return left.frequency + noun


def _action_name(right: Right) -> str | None:
    """Return what the counted does, without what no title holds: 参展, 使用“平安通”服务."""
    kept = []
    for token in right.action:
        if token.kind == PREPOSITION:
            break
        kept.append(token)
    return text_of(kept) or None
