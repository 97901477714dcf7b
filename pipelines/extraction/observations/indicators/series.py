"""Clause by clause: each figure gets the title of its series, from its own clause or from what was named before."""

from itertools import takewhile

from pipelines.extraction.observations.indicators import growth, names
from pipelines.extraction.observations.indicators.clauses import Clause, Group, split_groups
from pipelines.extraction.observations.indicators.found import Found
from pipelines.extraction.observations.indicators.kinds import (
    ADJECTIVE,
    ADVERB,
    CHANGE,
    CONJUNCTION,
    EXAMPLES,
    LIGHT,
    LINK,
    LOCATIVE,
    NOUN,
    PREPOSITION,
    TIME,
    VERB,
)
from pipelines.extraction.observations.indicators.left import read_left, share_place
from pipelines.extraction.observations.indicators.levels import name_level
from pipelines.extraction.observations.indicators.lexicon import Lexicon
from pipelines.extraction.observations.indicators.lists import align
from pipelines.extraction.observations.indicators.memory import Memory
from pipelines.extraction.observations.indicators.right import Right, Setting, read_right
from pipelines.extraction.observations.indicators.stripping import drop_leading, naming_phrase
from pipelines.extraction.observations.indicators.tokens import Token, text_of
from pipelines.extraction.observations.reading import Mention

_JOINTS = ([CONJUNCTION], [PREPOSITION])  # 155个集体|、|134名个人获表彰; 508家企业|在|12个展区参展
_OF_MEMBERS = {NOUN, ADJECTIVE, VERB, CONJUNCTION, ADVERB}  # of the members of a list before 等
_OF_CLASSES = {NOUN, ADJECTIVE, CONJUNCTION, TIME}  # of the class after it
_REGIONS = ("地区", "区域", "经济带", "城市群", "经济圈", "经济区", "部")
_SHORT = 3  # characters; a title of one word is often only part of one
_LONG = 20  # characters; titles beyond it are mostly more than a title


def name_clause(clause: Clause, memory: Memory, lexicon: Lexicon) -> None:
    """Fill `indicator` of the clause's facts."""
    if any(token.text in lexicon.roles["part_mark"] for token in clause.tokens):
        memory.whole = memory.base
    if not clause.has_quantity:
        memory.passed.append(clause.tokens)
        memory.unread.append(clause.tokens)
        return
    memory.subject, memory.divided = None, ""
    groups = list(split_groups(clause))
    if len(groups) > 1:
        groups = _with_conditions(groups)
    rights = _rights_of(groups, lexicon)
    if len(groups) > 1:
        _share_actions(groups, rights)
    consumed = 0
    for number, (group, right) in enumerate(zip(groups, rights, strict=True)):
        group.left = _own_left(group.left, consumed)
        following = groups[number + 1] if number + 1 < len(groups) else None
        if any(token.mention and token.mention.is_fact for token in group.quantities):
            consumed = name_group(group, right, memory, lexicon)
        elif _mention_of(group).quantity.kind == "count":
            # A grouping count goes with its noun (4个重点区域|造林), but 8大类|家电产品|3271万台
            consumed = right.length if not following or right.length < len(group.right) else 0
        else:
            consumed = 0
            if following:
                _carry_condition(group, following)


def _mention_of(group: Group) -> Mention:
    mention = group.quantities[0].mention
    assert mention is not None  # groups are made of quantities
    return mention


def _area_of(group: Group) -> str:
    area = _mention_of(group).area
    return area.name if area else ""


def _rights_of(groups: list[Group], lexicon: Lexicon) -> list[Right]:
    """Return what follows each figure; one verb governs all the counts of a list (标记了17种岩石类型、|14类|构造)."""
    rights = []
    is_governed = False
    for group in groups:
        is_joined = bool(group.left) and group.left[-1].kind == CONJUNCTION
        is_governed = is_governed if is_joined else _is_governed(_without_examples(group.left), lexicon)
        quantity = _mention_of(group).quantity
        setting = Setting(
            _area_of(group),
            group is not groups[-1],
            quantity.unit in ("人", "人次") or quantity.kind == "money",
            is_governed,
            lexicon.roles["pivot"],
            lexicon.roles["body"],
        )
        rights.append(read_right(group.right, setting, lexicon) if group.right else Right())
    return rights


def _without_examples(tokens: list[Token]) -> list[Token]:
    """Return the words before the examples that lead up to a figure: 举行|成果类、产品类等|十场发布活动."""
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
    token = tokens[place]
    acts = token.kind in (VERB, LIGHT) or (token.tag == "vn" and (not place or tokens[place - 1].kind == ADVERB))
    return acts and token.text not in lexicon.roles["pivot"] and token.text not in lexicon.roles["framing"]


def _own_left(tokens: list[Token], consumed: int) -> list[Token]:
    """Return what is before a figure and not of the one before it: 12个市场|改造、|34个公园."""
    rest = tokens[consumed:]
    if consumed and rest and rest[0].kind != CONJUNCTION:
        place = next((place for place, token in enumerate(rest) if token.text == "、"), None)
        return rest if place is None else rest[place + 1 :]
    return rest


def _share_actions(groups: list[Group], rights: list[Right]) -> None:
    """Let counts in a row share the verb phrase of the last: 155个集体、134名个人|获表彰."""
    for number in range(len(groups) - 2, -1, -1):
        joint = groups[number].right[rights[number].length :]
        if rights[number].phrase and rights[number + 1].phrase and [token.kind for token in joint] in _JOINTS:
            rights[number].action = rights[number + 1].action


def _with_conditions(groups: list[Group]) -> list[Group]:
    """Return the groups with a condition right after a figure read as part of the counted: 760万名|5岁以下儿童.

    Two counts of one thing share the words after them: 3批|66个|物流基地.
    """
    kept: list[Group] = []
    for group in groups:
        if kept and _sums_up(kept[-1].right) and _mention_of(group).is_fact:
            kept[-1].right = group.right
        if kept and not kept[-1].right and not _mention_of(group).is_fact and _mention_of(kept[-1]).is_fact:
            condition = [*group.quantities, *(token for token in group.right if token.kind == LOCATIVE)]
            rest = [token for token in group.right if token.kind != LOCATIVE]
            kept[-1].right = [*(token._replace(kind=NOUN, mention=None) for token in condition), *rest]
        else:
            kept.append(group)
    return kept


def _sums_up(tokens: list[Token]) -> bool:
    """Return whether nothing but 共 stands between two counts of one thing: 5批|共计|3057名传承人."""
    return all(token.text in ("共", "共计", "合计", "总计") for token in tokens)


def _carry_condition(group: Group, following: Group) -> None:
    """A condition stays part of the words before the next figure: 收入|20-60万元|群体的比例达到30.6%.

    A time frame is left out of them: 外贸总额是|十年|前的2.5倍.
    """
    condition = [Token(token.start, token.end, token.text, NOUN) for token in group.quantities]
    rest = following.left
    if _mention_of(group).quantity.kind == "duration":
        condition = []
        rest = rest[1:] if rest and rest[0].text in ("来", "以来", "间", "内", "里", "多") else rest
    following.left = [*group.left, *condition, *rest]


def name_group(group: Group, right: Right, memory: Memory, lexicon: Lexicon) -> int:
    """Name the figures of a group; return how many tokens after it their name took."""
    mentions = [token.mention for token in group.quantities if token.mention]
    lead = mentions[0]
    memory.is_of_work = _is_work(lead)
    if len(mentions) > 1 and name_list(group, mentions, memory, lexicon):
        return 0
    found = Found(None, "")
    is_far = not memory.recent  # nothing named in this sentence yet: what is inherited comes from another
    for mention in mentions:
        if mention is lead or mention.quantity.unit_code != lead.quantity.unit_code:
            found = find_title(group, mention, right, memory, lexicon)
        title = names.tidy(found.title, lexicon, is_regional=_is_regional(lead)) if found.title else ""
        if title and mention.is_fact:
            _entitle(mention, title, found.signal, lexicon)
            if is_far and found.signal == "indicator_inherited":
                mention.signals.add("indicator_far")
    if title:
        memory.remember(title, _owner_of(group, right, found, memory, lexicon))
        memory.set_topic(text_of(right.owned))
        if lead.measure == "level":
            memory.unit, memory.amount = lead.quantity.unit_code, memory.base
    return max(found.consumed, right.skipped)


def _owner_of(group: Group, right: Right, found: Found, memory: Memory, lexicon: Lexicon) -> str | None:
    """Return what later attributes are told of: the counted (12座大桥), but the subject of 项目|涉及|6个县、9个乡."""
    reaching = lexicon.roles["reaching"]
    place = next((place for place, token in enumerate(group.left) if token.text in reaching), None)
    if place is not None:
        subject = text_of(naming_phrase(group.left[:place], _area_of(group), lexicon))
        memory.subject = subject or memory.topic(lexicon) or memory.owner or memory.base
    if found.signal != "indicator_right":
        return None
    return memory.subject or text_of(right.phrase)


def _is_regional(mention: Mention) -> bool:
    """Return whether a figure is about a division of a country (GB/T 2260 codes are digits, countries' letters)."""
    return bool(mention.area and (mention.area.code or "").isdigit())


def _is_work(mention: Mention) -> bool:
    """Return whether a figure's area is a body, a work or an event, and neither a division nor a region."""
    return mention.area is not None and mention.area.code is None and not mention.area.name.endswith(_REGIONS)


def _entitle(mention: Mention, title: str, signal: str, lexicon: Lexicon) -> None:
    mention.indicator = title
    mention.signals.add(signal)
    if title in lexicon.official:
        mention.signals.add("indicator_official")
    if len(title) > _LONG:
        mention.signals.add("indicator_long")
    elif len(title) < _SHORT:
        mention.signals.add("indicator_short")


def name_list(group: Group, mentions: list[Mention], memory: Memory, lexicon: Lexicon) -> bool:
    """Give each figure of a list its own subject; return whether there were as many subjects as figures."""
    measure, before, count = mentions[0].measure or "", text_of(group.left), len(mentions)
    group.left = _without_places(group.left, [mention.area.name for mention in mentions if mention.area])
    place = share_place(group.left) if measure == "share" else None
    phrase = _list_phrase(group.left[:place], _area_of(group), lexicon)
    if place is not None:
        titles = growth.shares_of(group, phrase, memory.recent, lexicon)
    else:
        if not phrase and memory.unread:
            phrase = _list_phrase(memory.unread[-1], _area_of(group), lexicon)  # 出口蔬菜、汽车等产品，分别增长…
        titles = names.composition_of(before, count) or align(phrase, count, lexicon, of_shares=measure == "share")
    titles = titles or _taken_up(text_of(phrase), memory.recent, count)
    if titles is None:
        return False
    for mention, name in zip(mentions, titles, strict=True):
        if mention.is_fact:
            title = names.tidy(growth.dressed(name, measure, before), lexicon, is_regional=_is_regional(mention))
            _entitle(mention, title, "indicator_list", lexicon)
    memory.recent += [names.base_of(name) for name in titles]
    memory.base = memory.recent[-1]
    memory.set_topic(None)
    return True


def _listed_examples(tokens: list[Token]) -> list[Token]:
    """Return members of two words and more with the class that 等 sums them up in: 器件制造、电池制造等|行业利润."""
    place = next((place for place, token in enumerate(tokens) if token.kind == EXAMPLES), None)
    if place is None or not any(token.kind == CONJUNCTION for token in tokens[:place]):
        return []
    if any(token.kind not in _OF_MEMBERS for token in tokens[:place]):
        return []
    summed = list(takewhile(lambda token: token.kind in _OF_CLASSES, tokens[place + 1 :]))
    start = max((end for end, token in enumerate(summed, 1) if token.kind in (CONJUNCTION, TIME)), default=0)
    return [*tokens[: place + 1], *summed[start:]]  # 汽车、船舶等高技术、绿色产品2023年|出口


def _list_phrase(tokens: list[Token], area: str, lexicon: Lexicon) -> list[Token]:
    """Return the phrase with the members of a list, without the 增速 that is told of each."""
    if listed := _listed_examples(drop_leading(tokens, area)):
        return listed
    phrase = read_left(tokens, area, lexicon, keeps_examples=True).phrase
    return phrase[:-1] if phrase and not names.base_of(phrase[-1].text) else phrase


def _without_places(tokens: list[Token], areas: list[str]) -> list[Token]:
    """Return a list phrase without the places it is told of, one for each figure: 韩国、德国、英国|实际对华投资."""
    start = next((p for p, token in enumerate(tokens[:-1]) if token.tag == "ns" or token.text in areas), None)
    if start is None or (start and tokens[start - 1].kind == PREPOSITION) or tokens[start + 1].kind != CONJUNCTION:
        return tokens
    end = start
    while end < len(tokens) and (
        tokens[end].tag == "ns" or tokens[end].kind == CONJUNCTION or tokens[end].text in areas
    ):
        end += 1
    return [*tokens[:start], *tokens[end:]]


def _taken_up(name: str, recent: list[str], count: int) -> list[str] | None:
    """Return the last series named, one for each figure: 油气产量分别 after 原油产量 and 天然气产量."""
    series = [title for title in dict.fromkeys(recent[-4 * count :]) if not name or title[-2:] == name[-2:]]
    return series[-count:] if len(series) >= count else None


def find_title(group: Group, lead: Mention, right: Right, memory: Memory, lexicon: Lexicon) -> Found:
    """Return the title of a figure's series by the rules of its measure."""
    measure, area = lead.measure or "level", _area_of(group)
    if measure == "share" or (measure == "change_pp" and share_place(group.left) is not None):
        return growth.name_share(group, right, area, memory, lexicon)
    if measure == "contribution" or (measure == "change_pp" and any(t.text == "影响" for t in group.left)):
        return growth.name_contribution(group, right, area, memory, lexicon)
    if measure == "rank":
        return growth.name_rank(group, right, area, memory, lexicon)
    if measure in ("change", "change_pp", "difference"):
        # 快于全部投资, 增速高于商品零售额
        compares = any(token.kind == CHANGE and token.text[-1] == "于" for token in group.left)
        tokens = growth.up_to_difference(group.left) if measure == "difference" or compares else group.left
        left = read_left(tokens, area, lexicon)
        return growth.name_change(group, lead, left, right, memory, lexicon)
    left = read_left(group.left, area, lexicon)
    if measure == "duration":
        return growth.name_duration(left, right, memory, lexicon)
    return name_level(group, lead, left, right, memory, lexicon)
