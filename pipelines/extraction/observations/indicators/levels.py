"""The series of an amount: what it counts after it, or what stands before it."""

import re

from pipelines.extraction.observations.indicators import names
from pipelines.extraction.observations.indicators.clauses import Group
from pipelines.extraction.observations.indicators.counts import counted_title, scale_of
from pipelines.extraction.observations.indicators.found import Found
from pipelines.extraction.observations.indicators.groups import area_of
from pipelines.extraction.observations.indicators.having import those_of_which
from pipelines.extraction.observations.indicators.kinds import (
    ADVERB,
    CONJUNCTION,
    EXAMPLES,
    FREQUENCY,
    LIGHT,
    LINK,
    NOUN,
    PREPOSITION,
    VERB,
)
from pipelines.extraction.observations.indicators.left import Left
from pipelines.extraction.observations.indicators.lexicon import Lexicon
from pipelines.extraction.observations.indicators.locations import tells_a_place
from pipelines.extraction.observations.indicators.memory import Memory
from pipelines.extraction.observations.indicators.owners import is_place
from pipelines.extraction.observations.indicators.prepositions import WITH
from pipelines.extraction.observations.indicators.right import Right
from pipelines.extraction.observations.indicators.sizes import SIZES, size_after, size_of
from pipelines.extraction.observations.indicators.stripping import naming_phrase
from pipelines.extraction.observations.indicators.tokens import Token, text_of
from pipelines.extraction.observations.reading import Mention

_PEOPLE = (
    *("人", "人口", "者", "客", "客流", "员", "生", "户", "工", "民"),
    *("干部", "人才", "队伍", "就业", "量", "数", "次"),
)
_NAMED_UNITS = {"{person}": "人数", "{visit}": "人次", "{household}": "户数", "{次}": "次数"}
# Measure words that say nothing of what is counted: {unit}数 is a title only for others (集数).
_OF_ANYTHING = {*"个场家批项种件"}
_OF_RUNS = ("{列}", "{班}", "{趟}", "{艘次}", "{架次}", "{列次}", "{对}")
_OF_PERSONS = ("{person}", "{visit}")
_SORTS = ("种类", "品种", "品类", "类别")
_COVERING = {"涵盖", "包括", "覆盖", "包含", "涉及", "有", "囊括"}
_BEING = {"是", "为", "相当于", "达到"}
_SUPPORTING = {"实施", "进行", "开展", "组织", "予以", "加以"}
_CASE = "病例"
_COURSES = {"确诊", "死亡", "治愈", "疑似", "重症", "危重", "轻症", "治愈出院", "无症状", "康复"}
_ADDING = {"新增", "净增", "新发放", "新签"}
_RATIOS = ("的比率", "的比值", "之比", "的比例")
_CAUSING = re.compile("造成|导致|致(?=[死伤])")
_TOLD_TAGS = {"v", "vn", "a", "an"}
# Nouns for the tagger.
_STATES = {"危重", "重症", "轻症", "重伤", "轻伤", "残疾", "无症状", "减贫", "脱贫"}
_HOLDING = {"容纳", "载有", "坐有", "搭载", "承载", "乘坐", "入住"}
_TOWARDS = {"对", "向", "给", "将", "把"}
_STANDING = {"位于", "处于", "运行", "保持", "维持", "徘徊"}  # 指数仍|位于|50%以上: of the series named before
_GOVERNING = {VERB, LIGHT, PREPOSITION}


def name_level(group: Group, lead: Mention, left: Left, right: Right, memory: Memory, lexicon: Lexicon) -> Found:
    """Return the title of an amount: what it counts after it, or what stands before it."""
    quantity = lead.quantity
    if tells_a_place(group, lead, left, right, lexicon):
        return Found(None, "")
    if quantity.kind == "measure" and (size := size_of(group, left) or size_after(group, left, lead)):
        owner = _owner_after(right, lead) if size in SIZES.values() else ""
        if size in SIZES.values() and not owner and memory.recent:
            size = names.beside_size(memory.base or "", size)
        return Found(owner + size, "indicator_adjacent", right.length if owner else 0)  # 长6.8公里的|海底隧道
    if "/" in quantity.unit_code and left.frequency.startswith("每"):
        left.frequency = ""  # 时速为每小时|100公里: said by the unit
    if quantity.unit == "级" and right.phrase and (scale := scale_of(right.phrase[0].text)):
        return Found(scale, "indicator_right", 1)  # 能登地区7.6级|地震
    name = _left_name(group, left, right, quantity.kind, lexicon)
    if quantity.unit == "人口" and (population := _population(name, left)):
        return Found(population, "indicator_adjacent")
    counts = quantity.kind in ("count", "number")
    if counts and not right.phrase and (those := those_of_which(group.left, left.phrase, quantity.unit_code, memory)):
        return Found(those, "indicator_inherited")
    if right.phrase and right.is_attribute:
        described = _told_of_described(group, lead, name, left, right, memory, lexicon)
        if described is not None:
            return described
    is_named = names.has_head(name, lexicon) or name in lexicon.official or any(t.kind == VERB for t in group.left)
    owns = name and not right.is_attribute and not is_named  # 国家|600亿元|补贴资金
    if counts and _is_told_of(group, left, right):
        right.phrase = []
    names_right = counts or not name or left.verbs or left.is_light or owns
    is_linked = left.is_linked and not left.is_light and not (left.verbs and not left.reaches)  # 打死|超过|150名
    if right.phrase and names_right and not (is_linked and name):
        return Found(counted_title(group, left, right, memory, lexicon), "indicator_right", right.length)
    if counts and name.startswith("《") and name.endswith("》"):
        return Found(f"{quantity.unit}数", "indicator_adjacent")  # 《规定》共16条
    if right.action and (title := _by_action(lead, name, left, right, memory)):
        return Found(title, "indicator_right")
    acts = left.verbs and not left.reaches and not left.is_changed
    if name or (acts and any(verb.text not in _STANDING for verb in left.verbs)):
        return Found(_by_left(group, name, left, quantity.unit_code, memory, lexicon), "indicator_adjacent")
    if memory.frame.startswith("惠及") and quantity.unit_code == "{person}":
        return Found("惠及人口", "indicator_inherited")  # 惠及45座城市|1.85亿人
    return _inherited(lead, left, memory, lexicon)


def _told_of_described(
    group: Group, lead: Mention, name: str, left: Left, right: Right, memory: Memory, lexicon: Lexicon
) -> Found | None:
    """Return the title of an amount that describes the noun after it, None where nothing before it names one."""
    if left.verbs and left.verbs[-1].text in _HOLDING:
        title = text_of([*right.phrase, left.verbs[-1]]) + "人数"
        return Found(title, "indicator_right", right.length)  # 容纳80人的|礼堂
    if not name or left.verbs:
        return None
    if group.left[-1].text == "以" or name.endswith("价值"):  # 提供价值3亿元的|装备
        return Found(text_of(right.phrase), "indicator_right", right.length)  # 以92.25分的|成绩
    name = _attribute_of(group, right, left, lead, lexicon) or memory.completed(name, lexicon)
    return Found(name, "indicator_adjacent")  # 深度超过8000米的|油气井已有160口: the noun is named again


def _is_told_of(group: Group, left: Left, right: Right) -> bool:
    """Return whether what follows a count is done by what is named right before it: 直升机|18架|投入救援."""
    names_it = bool(left.phrase) and not left.verbs and group.left[-1] == left.phrase[-1] and group.left[-1].tag == "n"
    does = [token.kind for token in right.phrase] == [VERB, NOUN] and right.phrase[-1].tag == "vn"
    return names_it and does and right.length == len(group.right) and not right.is_attribute


def _attribute_of(group: Group, right: Right, left: Left, lead: Mention, lexicon: Lexicon) -> str | None:
    """Return an attribute before a figure with what is so large after it: 总投资|20亿元的|维修基地项目."""
    start = max((place for place, token in enumerate(left.phrase, 1) if token.kind == CONJUNCTION), default=0)
    attribute, last = text_of(left.phrase[start:]), right.phrase[-1].text
    own = [token for token in group.left if token.kind not in (LINK, ADVERB)][-2:]
    if own and names.is_generic(own[-1].text, lexicon) and (len(own) == 1 or own[0].kind in _GOVERNING):
        attribute = own[-1].text  # 在|海拔|5318米的哨所
    is_way = last in lexicon.roles["milestone"] or last in lexicon.roles["comment"] or last == "目标"
    return _owner_after(right, lead) + attribute if names.is_generic(attribute, lexicon) and not is_way else None


def _owner_after(right: Right, lead: Mention) -> str:
    """Return what an attribute after a figure belongs to (长6公里的|隧道); "" where it is the figure's own area."""
    owner = text_of(right.phrase) if right.is_attribute else ""
    area = lead.area.name if lead.area else ""
    return "" if owner.strip("“”") in area or (area and area in owner) else owner


def _population(name: str, left: Left) -> str | None:
    """Return the title of an amount with 人口 as its unit: 惠及人口 of 惠及沿线|1100多万人口, 人口 of 14亿多人口."""
    verbs = [] if left.reaches else (left.verbs or [token for token in left.phrase if token.kind == VERB][-1:])
    return text_of(verbs) + "人口" if verbs or not name else None


def _sorts_told(tokens: list[Token]) -> list[Token] | None:
    """Return the words up to the sorts that examples are told of: 货物品种|涵盖水果、粮食等."""
    place = next((p for p in range(len(tokens) - 2, -1, -1) if tokens[p].text.endswith(_SORTS)), None)
    covers = place is not None and tokens[place + 1].text in _COVERING
    return tokens[: place + 1] if place is not None and covers and tokens[-1].kind == EXAMPLES else None


def _left_name(group: Group, left: Left, right: Right, kind: str, lexicon: Lexicon) -> str:
    """Return the name before the figure, "" for what is none: who acts (中央组织部|划拨), what stands apart, 人民币."""
    is_tied = left.is_linked or left.is_apart
    if (sorts := _sorts_told(group.left)) is not None:
        left.phrase, left.verbs = naming_phrase(sorts, "", lexicon), []  # 货物种类涵盖粮食、汽车等|200种
        return text_of(left.phrase)
    is_done_there = len(left.phrase) > 1 and left.phrase[0].kind == VERB and is_place(left.phrase[1:])
    if right.phrase and is_done_there and left.phrase[0].text != "来自":
        left.verbs, left.phrase = left.phrase[:1], []  # 实施|黄河三角洲地区|300万亩盐碱地改造
    is_deed = bool(left.phrase) and all(token.tag in ("v", "vn") for token in left.phrase)  # 参与|建设|6000公里铁路
    if right.phrase and not left.verbs and is_deed and left.phrase[-1].tag == "vn" and not is_tied:
        left.verbs, left.phrase = left.phrase, []  # 建设|40万亩示范区
    if right.phrase and group.left and group.left[-1].text in _TOWARDS:
        left.phrase = []  # 有关部门|对|23万渔民
    acts = left.verbs and all(token.tag == "nt" for token in left.phrase)
    is_apart = left.is_apart and (right.phrase or (right.action and right.action[0].kind == VERB))
    is_multiple = kind == "ratio" and bool(group.left) and group.left[0].text in _BEING  # 是平日业务量的|1.87倍
    if acts or is_apart or is_multiple or (kind == "money" and text_of(left.phrase) == "人民币"):
        left.phrase = []
    return text_of(left.phrase)


def _by_action(lead: Mention, name: str, left: Left, right: Right, memory: Memory) -> str | None:
    """Return the title of what is told by a verb after the figure: 225万人|享受待遇, 100亿元|支持秋粮抗旱."""
    quantity, action = lead.quantity, text_of(right.action)
    if quantity.unit_code == "{次}":
        return action + "次数"
    if action == "组成" and name:
        return name + "人数"  # 代表团由516人|组成
    if quantity.unit_code in _OF_PERSONS and not right.skipped and not name.endswith(_PEOPLE):
        return left.frequency + action + "人数"
    if quantity.unit == "户" and not right.skipped and not name:
        return left.frequency + action + "户数"
    if quantity.kind == "money" and left.verbs and not name:
        is_part = quantity.unit_code == memory.unit and (memory.whole or "").endswith("资金")
        return memory.whole if is_part else action + "资金"  # 救灾资金9亿元，其中4亿元|支持南方抗洪
    if memory.grouped and quantity.unit_code == memory.grouped[0] and not name and not left.verbs:
        return f"{action}的{memory.grouped[1]}"  # 50个州中45个|发布警报
    if memory.owner and memory.recent and quantity.unit_code == memory.unit and not name and not left.verbs:
        return f"{action}的{memory.owner}"  # 使用13枚导弹，…3枚|击中目标
    return None


def _by_left(group: Group, name: str, left: Left, unit: str, memory: Memory, lexicon: Lexicon) -> str:
    """Return the title of what stands before the figure, a verb with the object it had before included."""
    if name.endswith(_RATIOS) and group.left[0].text in WITH and memory.base:
        return f"{memory.base}与{name}"  # 物流总费用9万亿元，|与国内生产总值的比率|为14%
    does = left.verbs[1:] if len(left.verbs) > 1 and left.verbs[0].text in _SUPPORTING else left.verbs
    verbs = "" if left.reaches else text_of(does)  # 实施|发射|13次
    if not name and left.verbs:
        counted = memory.counted[1] if memory.counted and memory.counted[0] == unit else _NAMED_UNITS.get(unit, "")
        counted = memory.object_of(left.verbs[-1].text, lexicon) or counted
        if not counted and verbs in _ADDING and memory.recent and unit == memory.unit:
            counted = names.without_attribute(memory.base or "", lexicon)  # 贷款余额3万亿元，新增|4000亿元
            counted = counted.removeprefix(verbs)  # and not 新增新增, where the series before was called so
        name = _case_of(verbs, counted)
        if name == verbs and memory.is_of_work and unit in _OF_RUNS and "（" not in area_of(group):
            name = area_of(group) + verbs  # 中欧班列|开行: the work itself is counted
    elif not names.has_head(name, lexicon):
        name += verbs  # 旅客吞吐量|可承载
    memory.remember_counted(left.phrase, unit)
    done = text_of([token for token in group.left if token.kind == LIGHT])
    if len(name) == 1 or (len(name) == 2 and done == "完成"):
        name = done + name  # 设|站, 完成|投资
    if unit == "{例}" and memory.counted and memory.counted[0] == unit and not name.endswith(("例", "者")):
        name = _case_of(name, memory.counted[1])  # 新增无症状感染者1244例，其中境外输入121例
    has_subject = any(token.kind == NOUN and token not in left.phrase for token in group.left)
    if not has_subject:  # 各业态企业|实现|销售额: whose it is is said, if not in the title
        name = memory.completed(name, lexicon)
    if name.endswith("级") and memory.base:
        name = names.parallel(name, memory.base)
    is_of_persons = unit == "{person}" and name.endswith(_PEOPLE)
    is_act = [token.tag for token in left.phrase] == ["vn"]  # 市值达9亿元，|融资|2亿元
    is_led = left.is_light or is_of_persons or is_act or any(token.kind == VERB for token in group.left)
    if not (is_led or any(token.kind == FREQUENCY for token in left.phrase)):
        name = memory.with_head(name, unit, lexicon)
    if _tells_of_persons(name, left, unit):
        name = _CAUSING.split(name)[-1] + _NAMED_UNITS[unit]
    return left.frequency + name


def _case_of(name: str, counted: str) -> str:
    """Return the cases of a disease that a figure counts: 新增|死亡 of 确诊病例 → 新增死亡病例, 境外输入|确诊病例."""
    is_course = name.removeprefix("新增") in _COURSES and counted.endswith(_CASE)
    return name + (_CASE if is_course else counted)


def _tells_of_persons(name: str, left: Left, unit: str) -> bool:
    """Return whether a name of persons only says what became of them: 死亡|44人, 易地搬迁|9万人, 危重|3人."""
    if unit != "{person}" or not left.phrase or name.endswith(_PEOPLE):
        return False
    last = left.verbs[-1] if left.verbs and name.endswith(left.verbs[-1].text) else left.phrase[-1]
    return last.tag in _TOLD_TAGS or last.kind == VERB or last.text in _STATES


def _inherited(lead: Mention, left: Left, memory: Memory, lexicon: Lexicon) -> Found:
    """Return the series named before, if it can be the same one: over a full stop only with the same unit."""
    quantity, base = lead.quantity, memory.inherited(lexicon)
    if quantity.unit and quantity.unit_code != memory.unit and not names.is_share(base or ""):
        base = memory.of_unit.get(quantity.unit_code, base)  # 75家企业发布成果139项，其中|66家
    base = names.subject_of_share(base) if base and names.is_share(base) and lead.measure == "level" else base
    if base and (memory.topic(lexicon) or memory.recent or quantity.unit_code == memory.unit):
        return Found(left.frequency + base, "indicator_inherited")
    counts = quantity.kind == "count" and quantity.unit and quantity.unit_code not in _OF_PERSONS
    names_it = counts and quantity.unit not in _OF_ANYTHING
    return Found(f"{quantity.unit}数" if names_it else None, "indicator_inherited")
