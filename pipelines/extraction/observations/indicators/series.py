"""Clause by clause: each figure gets the title of its series, from its own clause or from what was named before."""

from dataclasses import dataclass, field

from pipelines.extraction.observations.indicators import names
from pipelines.extraction.observations.indicators.clauses import Clause, Group, split_groups
from pipelines.extraction.observations.indicators.lexicon import (
    AREA,
    CHANGE,
    LIGHT,
    LINK,
    NOUN,
    PREPOSITION,
    VERB,
    Lexicon,
)  # fmt: skip
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

_GROWTH_MEASURES = {"change", "change_pp", "difference", "duration", "rank", "contribution", "share"}


@dataclass(slots=True)
class Memory:
    """What was named before in the article, for the figures that do not name their series themselves."""

    base: str | None = None  # the last series named
    recent: list[str] = field(default_factory=list)  # the names of this sentence in order
    topic: str | None = None  # the subject of a clause without figures since then
    verb: str = ""  # the verb that governs a list: 处分|厅局级干部54人、县处级285人
    object: str = ""  # the noun of the last verb and object

    def begin_sentence(self) -> None:
        """Forget what does not reach over a full stop."""
        self.recent = []
        self.topic = None
        self.verb = ""

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
    consumed = 0
    for number, group in enumerate(groups):
        group.left = group.left[consumed:]
        right = read_right(group.right, lexicon, is_followed=number + 1 < len(groups))
        consumed = 0
        if any(token.mention and token.mention.is_fact for token in group.quantities):
            consumed = name_group(group, right, memory, lexicon)
        elif number + 1 < len(groups) and group.quantities[-1].mention.measure == "other":
            _carry_condition(group, groups[number + 1])


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
    if len(name) < 2 or (memory.base and set(name) <= set(memory.base)):
        return None
    return name


def name_group(group: Group, right: Right, memory: Memory, lexicon: Lexicon) -> int:
    """Name the figures of a group; return how many tokens after it their name took."""
    mentions = [token.mention for token in group.quantities if token.mention]
    lead = mentions[0]
    area = lead.area.name if lead.area else ""
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
    return consumed


def name_list(group: Group, mentions: list[Mention], area: str, memory: Memory, lexicon: Lexicon) -> bool:
    """Give each figure of a list its own subject; return whether there were as many subjects as figures."""
    measure = mentions[0].measure or ""
    left = read_left(group.left, area, lexicon)
    aligned = align(left.phrase, len(mentions), lexicon)
    if aligned is None and not left.phrase and len(memory.recent) >= len(mentions):
        aligned = memory.recent[-len(mentions) :]
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


def dressed(name: str, measure: str, before: str) -> str:
    """Return a base name as the measure wants it: points of growth carry 增速, a growth its base series."""
    if measure in ("change_pp", "difference"):
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
    if measure == "share":
        return name_share(group, right, area, memory, lexicon)
    if measure == "contribution":
        return name_contribution(group, area, memory, lexicon)
    if measure == "rank":
        return name_rank(group, right, area, memory, lexicon)
    left = read_left(_up_to_difference(group.left) if measure == "difference" else group.left, area, lexicon)
    if measure in ("change", "change_pp", "difference"):
        return name_change(group, left, right, measure, memory, lexicon)
    if measure == "duration":
        if left.phrase:
            return completed(text_of(left.phrase), memory, lexicon), 0, "indicator_adjacent"
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
    group: Group, left: Left, right: Right, measure: str, memory: Memory, lexicon: Lexicon
) -> tuple[str | None, int, str]:
    """Return the series that grew: the subject of the verb of change, else the one named before."""
    before = text_of(group.left)
    name = text_of(left.phrase)
    if names.base_of(name) == "":
        name = ""
    if name:
        name = completed(name, memory, lexicon)
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


def _share_whole(tokens: list[Token]) -> str:
    """Return the whole of a share out of the words after 占: 占|进出口总值|的比重提升至."""
    whole = []
    for token in tokens:
        if token.kind in (LINK, CHANGE) or token.text in ("比重", "比例", "份额"):
            break
        if token.kind in (NOUN, AREA, VERB):
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
            return f"{subject.removesuffix('增加值')}拉动{driven}", 0, "indicator_inherited"
    name = text_of(read_left(group.left, area, lexicon).phrase)
    if name.startswith(("对", "贡献率")):
        owner = inherited(memory) or ""
        return owner.removesuffix("增加值") + name, 0, "indicator_inherited"
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
    counts = lead.quantity.kind in ("count", "number")
    name = text_of(left.phrase)
    is_left_adjacent = bool(name) and not left.verbs and not left.is_light
    if (
        right.phrase
        and not right.is_attribute
        and (counts or not is_left_adjacent)
        and not (left.is_linked and is_left_adjacent)
    ):
        return _counted(left, right, memory, lexicon), right.length, "indicator_right"
    if right.phrase and right.is_attribute and is_left_adjacent:
        return text_of(right.phrase) + name, right.length, "indicator_adjacent"
    if is_left_adjacent:
        _remember_object(left, memory)
        return left.frequency + completed(name, memory, lexicon), 0, "indicator_adjacent"
    if right.phrase:
        return _counted(left, right, memory, lexicon), right.length, "indicator_right"
    if left.verbs:
        verb = text_of(left.verbs)
        if right.action and lead.quantity.kind == "money":
            return text_of(right.action) + "资金", 0, "indicator_right"
        return left.frequency + verb + memory.object, 0, "indicator_adjacent"
    if right.action and lead.quantity.unit_code in ("{person}", "{visit}"):
        return left.frequency + text_of(right.action) + "人数", 0, "indicator_right"
    if name:
        return completed(name, memory, lexicon), 0, "indicator_adjacent"
    base = inherited(memory)
    return (left.frequency + base if base else None), 0, "indicator_inherited"


def _remember_object(left: Left, memory: Memory) -> None:
    """Keep verb and object apart, for a later verb without one: 立案纪检监察干部2482人，处分1647人."""
    phrase = left.phrase
    if phrase and phrase[0].kind == VERB and has_noun(phrase[1:]):
        memory.object = text_of(phrase[1:])


def _counted(left: Left, right: Right, memory: Memory, lexicon: Lexicon) -> str:
    """Return the title of a count by what is done with the counted: 取消的证明事项, 参展的企业, or the noun alone."""
    noun = text_of(right.phrase)
    pivots = lexicon.roles["pivot"]
    verbs = [token for token in left.verbs if token.text not in pivots]
    if verbs:
        memory.object = noun
        return f"{left.frequency}{text_of(verbs)}{noun}"
    action = _action_name(right)
    if action and len(action) <= 18:
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
