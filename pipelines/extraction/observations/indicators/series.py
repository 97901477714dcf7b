"""Clause by clause: each figure gets the title of its series, from its own clause or from what was named before."""

from itertools import dropwhile

from pipelines.extraction.observations.indicators import growth, names, shares
from pipelines.extraction.observations.indicators.clauses import Clause, Group, split_groups
from pipelines.extraction.observations.indicators.found import Found
from pipelines.extraction.observations.indicators.groups import (
    area_of,
    carry_condition,
    count_described,
    mention_of,
    own_left,
    rights_of,
    share_actions,
    with_conditions,
)
from pipelines.extraction.observations.indicators.kinds import (
    ADVERB,
    CHANGE,
    CONJUNCTION,
    LINK,
    NOUN,
    OF,
    PLAIN,
)
from pipelines.extraction.observations.indicators.left import read_left, share_place
from pipelines.extraction.observations.indicators.levels import name_level
from pipelines.extraction.observations.indicators.lexicon import Lexicon
from pipelines.extraction.observations.indicators.list_phrases import (
    is_shared_out,
    list_phrase,
    taken_up,
    without_places,
)
from pipelines.extraction.observations.indicators.lists import align
from pipelines.extraction.observations.indicators.memory import Memory
from pipelines.extraction.observations.indicators.right import Right
from pipelines.extraction.observations.indicators.stripping import naming_phrase
from pipelines.extraction.observations.indicators.tokens import text_of
from pipelines.extraction.observations.measure_cues import ANOTHER_COMPARED
from pipelines.extraction.observations.reading import Mention

_REGIONS = ("地区", "区域", "经济带", "城市群", "经济圈", "经济区", "部")
_SHORT = 3  # characters; a title of one word is often only part of one
_LONG = 20  # characters; titles beyond it are mostly more than a title


def name_clause(clause: Clause, memory: Memory, lexicon: Lexicon) -> None:
    """Fill `indicator` of the clause's facts."""
    memory.begin_parts(clause.tokens, lexicon)
    if not clause.has_quantity:
        memory.passed.append(clause.tokens)
        memory.unread.append(clause.tokens)
        return
    memory.subject, memory.divided, memory.grouped = None, "", None
    groups = list(split_groups(clause))
    if len(groups) > 1:
        groups = with_conditions(groups)
    rights = rights_of(groups, lexicon)
    if len(groups) > 1:
        share_actions(groups, rights)
        count_described(groups, rights, lexicon)
    consumed = 0
    for number, (group, right) in enumerate(zip(groups, rights, strict=True)):
        group.left = own_left(group.left, consumed)
        following = groups[number + 1] if number + 1 < len(groups) else None
        if any(token.mention and token.mention.is_fact for token in group.quantities):
            consumed = name_group(group, right, memory, lexicon)
        elif mention_of(group).quantity.kind == "count":
            if right.phrase:
                memory.grouped = mention_of(group).quantity.unit_code, text_of(right.phrase)
            consumed = _consumed_by_grouping(group, right, following, lexicon)
        else:
            consumed = 0
            if following:
                carry_condition(group, following)


def _consumed_by_grouping(group: Group, right: Right, following: Group | None, lexicon: Lexicon) -> int:
    """Return how many tokens after a grouping count are of its noun (4个|重点区域|造林), but 8大类|家电产品|3271万台.

    Where the count names or sums up what the next figure is of, the words before it are that figure's as well.
    """
    if following is None:
        return right.length
    consumed = right.length if right.length < len(group.right) else 0
    if not mention_of(group).quantity.unit:
        consumed = min(consumed, 1)  # 两|地|通行时间
    elif _has_series(following, lexicon):
        following.left = [*group.left, *following.left]  # 全市|60个|商圈客流量|90万人次
        consumed = 0
    if _sums_up(group):
        following.left = [*group.left, *dropwhile(lambda token: token.kind in PLAIN, following.left)]
        consumed = 0
    return consumed


def _has_series(group: Group, lexicon: Lexicon) -> bool:
    """Return whether the last noun before a figure heads the title of a series, 的 apart: 商圈|客流量|达|90万人次."""
    if any(token.kind == OF for token in group.left):
        return False
    last = next((token for token in reversed(group.left) if token.kind == NOUN), None)
    return last is not None and names.head_of(last.text, lexicon) != ""


def _sums_up(group: Group) -> bool:
    """Return whether a count sums up the names before it: 完工量、新接订单量、手持订单量|三|大指标."""
    count = mention_of(group).quantity.value
    if any(token.tag == "ns" for token in group.left):
        return False  # 横琴、澳门|两|地: places
    return count is not None and sum(token.kind == CONJUNCTION for token in group.left) + 1 == count > 1


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
        if lead.quantity.kind == "count":
            memory.of_unit[lead.quantity.unit_code] = memory.base or title
        if lead.measure == "level":
            memory.unit, memory.amount = lead.quantity.unit_code, memory.base
    return max(found.consumed, right.skipped)


def _owner_of(group: Group, right: Right, found: Found, memory: Memory, lexicon: Lexicon) -> str | None:
    """Return what later attributes are told of: the counted (12座大桥), but the subject of 项目|涉及|6个县、9个乡."""
    reaching = lexicon.roles["reaching"]
    place = next((place for place, token in enumerate(group.left) if token.text in reaching), None)
    if place is not None:
        subject = text_of(naming_phrase(group.left[:place], area_of(group), lexicon))
        memory.subject = subject or memory.topic(lexicon) or memory.owner or memory.base
        if not memory.subject and all(token.kind in (ADVERB, LINK) for token in group.left[place + 1 :]):
            return ""  # 途经|9个省，全长…: what does is not said, and no owner is not the series before
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
    group.left = without_places(group.left, [mention.area.name for mention in mentions if mention.area])
    place = share_place(group.left) if measure == "share" else None
    phrase = list_phrase(group.left[:place], area_of(group), lexicon)
    if memory.unread and (not phrase or is_shared_out(group.left, phrase)):
        phrase = list_phrase(memory.unread[-1], area_of(group), lexicon)  # 出口蔬菜、汽车等产品，分别增长…
    if place is not None:
        titles = shares.shares_of(group, phrase, memory.recent, lexicon)
    else:
        titles = names.composition_of(before, count) or align(phrase, count, lexicon, of_shares=measure == "share")
    titles = titles or taken_up(text_of(phrase), memory.recent, count)
    if titles is None:
        return False
    titles = [memory.completed(title, lexicon) for title in titles]
    if measure == "share" and place is None:
        titles = shares.of_earlier_each(group.left, titles)
    for mention, name in zip(mentions, titles, strict=True):
        if mention.is_fact:
            part = memory.with_head_of_whole(name, lexicon) if measure == "change" else name
            title = names.tidy(growth.dressed(part, measure, before), lexicon, is_regional=_is_regional(mention))
            _entitle(mention, title, "indicator_list", lexicon)
    memory.recent += [names.base_of(name) for name in titles]
    memory.base = memory.recent[-1]
    memory.set_topic(None)
    return True


def find_title(group: Group, lead: Mention, right: Right, memory: Memory, lexicon: Lexicon) -> Found:
    """Return the title of a figure's series by the rules of its measure."""
    measure, area = lead.measure or "level", area_of(group)
    if measure == "share" or (measure == "change_pp" and share_place(group.left) is not None):
        return shares.name_share(group, right, area, memory, lexicon)
    if measure == "contribution" or (measure == "change_pp" and any(t.text == "影响" for t in group.left)):
        return growth.name_contribution(group, right, area, memory, lexicon)
    if measure == "rank":
        return growth.name_rank(group, right, area, memory, lexicon)
    if measure in ("change", "change_pp", "difference"):
        if measure == "difference" and memory.recent and ANOTHER_COMPARED.fullmatch(text_of(group.left)):
            return Found(names.speed_of(memory.recent[-1]), "indicator_inherited")  # 高于全国5个百分点|、全省3个百分点
        # 快于全部投资, 增速高于商品零售额
        compares = any(token.kind == CHANGE and token.text[-1] == "于" for token in group.left)
        tokens = growth.up_to_difference(group.left) if measure == "difference" or compares else group.left
        left = read_left(tokens, area, lexicon)
        return growth.name_change(group, lead, left, right, memory, lexicon)
    left = read_left(group.left, area, lexicon)
    if measure == "duration":
        return growth.name_duration(group, left, right, memory, lexicon)
    return name_level(group, lead, left, right, memory, lexicon)
