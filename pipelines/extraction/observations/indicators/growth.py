"""The series of figures that say how another series moves or stands: growth, contribution, rank, duration."""

from itertools import takewhile

from pipelines.extraction.observations.indicators import names
from pipelines.extraction.observations.indicators.clauses import Group
from pipelines.extraction.observations.indicators.found import Found
from pipelines.extraction.observations.indicators.kinds import (
    AREA,
    CHANGE,
    LINK,
    NOUN,
    VERB,
)
from pipelines.extraction.observations.indicators.left import Left, read_left
from pipelines.extraction.observations.indicators.lexicon import Lexicon
from pipelines.extraction.observations.indicators.memory import Memory
from pipelines.extraction.observations.indicators.right import Right
from pipelines.extraction.observations.indicators.stripping import naming_phrase
from pipelines.extraction.observations.indicators.tokens import Token, has_noun, text_of
from pipelines.extraction.observations.reading import Mention

# What a verb of change says of its subject beyond the change: 天然气增产100亿立方米 is of its output.
_WAYS_OF_CHANGE = ("增长", "增速", "增幅", "降幅", "涨幅", "跌幅", "幅度", "速度", "水平", "目标", "增势", "区间")
_SUFFICING = {"就", "即", "便", "可", "就能", "即可", "就可", "便可", "可达"}
_OF_TIME = ("寿命", "工期", "周期", "期限", "有效期", "时限", "时长", "行程", "车程", "航程", "年限")
_STAYING = {"被困", "滞留", "停留", "等待", "被埋", "在轨", "飞行"}
_ARRIVING = {"到达", "可达", "抵达", "直达", "通达"}
_SHORTEST = {"最快", "最短"}
_EARNING = ("村民", "农民", "农户", "群众", "居民")
_BEING = {"成为", "是", "作为", "系"}
_IN_A_ROW = {"连续", "持续"}
_DRIVING = {"拉动", "影响"}  # 猪肉价格影响居民消费价格上涨0.2个百分点
_IMPLIED = {
    "降价": "价格",
    "涨价": "价格",
    "提价": "价格",
    "增产": "产量",
    "减产": "产量",
    "增收": "收入",
    "减收": "收入",
}


def dressed(name: str, measure: str, before: str) -> str:
    """Return a base name as the measure wants it: points of growth carry 增速, a growth its base series."""
    if measure == "change_pp":
        return names.speed_of(name, word="降幅" if "降幅" in before else "增速")
    if measure == "change":
        return names.base_of(name) or name
    if measure == "share":
        return names.share_of(name)
    return name


def name_change(group: Group, lead: Mention, left: Left, right: Right, memory: Memory, lexicon: Lexicon) -> Found:
    """Return the series that grew: the subject of the verb of change, else the one named before."""
    measure, before = lead.measure or "change", text_of(group.left)
    if measure == "difference" and lead.quantity.kind == "percentage_point":
        measure = "change_pp"
    if lead.quantity.unit_code == "{bp}":
        measure = "change"  # 汇率中间价下调1136个基点: of the rate itself, and never of a growth
    name = text_of(left.phrase)
    if names.base_of(name):
        name += text_of([verb for verb in left.verbs if verb.text not in lexicon.roles["support_verb"]])  # 研发投入
        name = memory.completed(name, lexicon)
        name = memory.with_head_of_whole(name, lexicon)
        name += _implied(before, name)
        return Found(dressed(name, measure, before), "indicator_adjacent")
    if right.phrase and measure == "change" and not right.is_attribute and not memory.topic(lexicon):
        verb = "" if left.is_changed else text_of(left.verbs)
        return Found(verb + text_of(right.phrase), "indicator_right", right.length)
    if right.is_attribute and names.is_speed(text_of(right.phrase)) and names.base_of(text_of(right.phrase)):
        return Found(names.base_of(text_of(right.phrase)), "indicator_right", right.length)  # 以3%的|能源消费增速
    if right.phrase and right.is_attribute and not text_of(right.phrase).endswith(_WAYS_OF_CHANGE):
        return Found(text_of(right.phrase), "indicator_right", right.length)  # 降低15%的运输成本
    if right.is_attribute and text_of(right.phrase) == "经济增长":
        return Found("经济增长", "indicator_right", right.length)  # 支撑了6%的经济增长: the series is called so
    inherited = memory.inherited(lexicon) or text_of(left.verbs)
    if inherited and measure == "change" and names.is_share(inherited) and lead.quantity.kind == "percent":
        inherited = names.subject_of_share(inherited) or inherited  # 零售额占总额的比重达25%，|增长4%: the amount grows
    if inherited and measure == "change" and (_implied(before, inherited) == "价格" or inherited.endswith(_EARNING)):
        inherited += _implied(before, inherited)
    return Found(dressed(inherited, measure, before) if inherited else None, "indicator_inherited")


def _implied(before: str, name: str) -> str:
    """Return what a verb of change says of its subject, where the name does not: 药品|降价 is of its 价格."""
    nouns = (noun for verb, noun in _IMPLIED.items() if verb in before and verb not in name and noun not in name)
    return next(nouns, "")


def up_to_difference(tokens: list[Token]) -> list[Token]:
    """Return the tokens up to the verb that compares: 增速|高于|全省平均水平."""
    for place, token in enumerate(tokens):
        if token.kind in (CHANGE, LINK):
            return tokens[: place + 1]
    return tokens


def _route(tokens: list[Token]) -> str:
    """Return from where to where a journey goes: 建成后|丽江至大理|最快."""
    place = next((p for p in range(len(tokens) - 2, 0, -1) if tokens[p].text in ("至", "到")), None)
    return text_of(tokens[place - 1 : place + 2]) if place is not None else ""


def _deed(right: Right, lexicon: Lexicon) -> list[Token]:
    """Return what is done so long after the figure, a verb with its object; a rank is none."""
    deed = right.action or right.phrase
    starts = bool(deed) and (deed[0].kind == VERB or deed[0].text in lexicon.roles["negation"])
    return deed if starts and deed[0].text not in lexicon.roles["rank_verb"] and has_noun(deed) else []


def name_duration(group: Group, left: Left, right: Right, memory: Memory, lexicon: Lexicon) -> Found:
    """Return what lasts: its own name (建设周期), the verb (启用时间), or the series named in the sentence."""
    if right.is_attribute:  # 为期两天的罢工
        acts = [token.text for token in group.left if token.text in _STAYING]
        noun = (acts[-1] if acts else text_of(right.phrase)) or "举办"  # 被困废墟9小时的|男子
        ending = "" if noun.endswith(_OF_TIME) else "时间"
        return Found(noun + ending, "indicator_right", right.length)
    is_rate = bool(group.left) and group.left[-1].text == "每"
    arrives = right.action and right.action[0].text in _ARRIVING
    if (arrives or any(token.text in _SHORTEST for token in group.left)) and (route := _route(group.left)):
        return Found(f"{route}通行时间", "indicator_adjacent")  # 丽江至大理最快1小时|可达
    if right.action and not left.verbs and not is_rate and group.right[0].text in _SUFFICING:
        return Found(text_of(right.action) + "时间", "indicator_right")  # 一个架次30分钟|就能|完成
    is_series = not left.phrase or left.verbs or names.has_head(text_of(left.phrase), lexicon)
    if not is_series and any(token.text in _IN_A_ROW for token in group.left) and (deed := _deed(right, lexicon)):
        return Found(text_of(deed), "indicator_right")  # 电网公司已连续6年|下调电价
    if left.phrase or left.verbs:
        ending = "通行时间" if _needs_time(left.phrase, lexicon) else ""
        ending = "时间" if left.verbs else ending
        return Found(memory.completed(text_of(left.phrase + left.verbs) + ending, lexicon), "indicator_adjacent")
    if any(token.text == "长" for token in group.left) and (
        acts := [token.text for token in group.left if token.kind == VERB]
    ):
        return Found(acts[-1] + "时间", "indicator_adjacent")  # 被困|长达139个小时
    ranks = bool(right.action) and right.action[0].text in lexicon.roles["rank_verb"]  # 连续13年|位居全球第一
    if memory.recent or memory.topic(lexicon) or (ranks and memory.base):
        return Found(memory.inherited(lexicon), "indicator_inherited")
    return Found(text_of(right.action) or None, "indicator_right")


def _needs_time(phrase: list[Token], lexicon: Lexicon) -> bool:
    """Return whether a phrase is only a way, whose time is told: 上海至昆明|最快|11小时."""
    return len(phrase) > 2 and phrase[-1].tag in ("ns", "nt") and names.head_of(phrase[-1].text, lexicon) == ""


def name_contribution(group: Group, right: Right, area: str, memory: Memory, lexicon: Lexicon) -> Found:
    """Return who contributes how to what: 第一产业拉动地区生产总值增长, 装备制造业对工业增长贡献率."""
    for place, token in enumerate(group.left):
        if token.text in _DRIVING:
            subject = text_of(naming_phrase(group.left[:place], area, lexicon)) or _contributor(
                memory.inherited(lexicon)
            )
            driven = text_of([token for token in group.left[place + 1 :] if token.kind in (NOUN, CHANGE)])
            return Found(
                f"{names.without_share(subject)}{token.text}{driven}" if subject else None, "indicator_inherited"
            )
    if right.is_attribute and right.phrase:
        return Found(text_of(right.phrase) + "占比", "indicator_right", right.length)  # 贡献了四分之一的|新增绿化面积
    name = text_of(read_left(group.left, area, lexicon).phrase)
    if name.startswith(("对", "贡献率")):
        subject = names.subject_of_share(memory.inherited(lexicon) or "")
        return Found(names.without_share(subject) + name, "indicator_inherited")
    return Found(name or memory.inherited(lexicon), "indicator_adjacent" if name else "indicator_inherited")


def _contributor(name: str | None) -> str | None:
    """Return who contributes by a rate named before: 消费|对经济增长的贡献率为65%，拉动经济增长3个百分点."""
    return name.partition("对")[0] or name if name and name.endswith("贡献率") else name


def _has_name(tokens: list[Token]) -> bool:
    """Return whether a phrase names something besides an area."""
    return has_noun([token for token in tokens if token.kind != AREA])


def _names_of_large(right: Right) -> str:
    """Return what is ranked by its size, up to the name of the one that is: 第一大|贸易伙伴."""
    return text_of(list(takewhile(lambda token: token.tag not in ("ns", "nt", "nz", "j", "nr"), right.phrase[1:])))


def name_rank(group: Group, right: Right, area: str, memory: Memory, lexicon: Lexicon) -> Found:
    """Return what is ranked: the subject of 居, 位列 …, what stands after it, or the series named before."""
    if (
        memory.recent
        and right.phrase
        and right.phrase[0].text == "大"
        and right.phrase[-1].text in lexicon.roles["arranging"]
    ):
        return Found(memory.inherited(lexicon), "indicator_inherited")  # 为服务贸易|第一|大领域
    is_large = bool(right.phrase) and right.phrase[0].text == "大"
    copula = next((p for p, token in enumerate(group.left) if token.text in _BEING), None)
    if is_large and copula is not None and right.phrase[-1].text not in lexicon.roles["arranging"]:
        told = text_of(read_left(group.left[copula + 1 :], area, lexicon).phrase)
        if names_it := told if names.has_head(told, lexicon) else _names_of_large(right):
            return Found(names_it, "indicator_right")  # 成为|世界第二|大国际书展, 是|经济总量第一|大省
    verbs = lexicon.roles["rank_verb"]
    place = next((p for p in range(len(group.left) - 1, -1, -1) if group.left[p].text in verbs), None)
    parts = [group.left] if place is None else [group.left[:place], group.left[place + 1 :]]
    for part in parts:
        phrase = read_left(part, area, lexicon).phrase
        if phrase and phrase[-1].text in lexicon.roles["peer"] and memory.recent:
            continue  # 居全国城市|首位: among whom
        if _has_name(phrase) and len(text_of(phrase)) > 1:
            return Found(memory.completed(text_of(phrase), lexicon), "indicator_adjacent")
    if is_large:  # 第一|大贸易伙伴
        return Found(_names_of_large(right) or None, "indicator_right")
    if inherited := memory.inherited(lexicon):
        return Found(inherited, "indicator_inherited")
    return Found(text_of(right.phrase) or None, "indicator_right", right.length)
