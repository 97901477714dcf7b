"""The series of an amount: what it counts after it, or what stands before it."""

from itertools import takewhile

from pipelines.extraction.observations.indicators import names
from pipelines.extraction.observations.indicators.clauses import Group
from pipelines.extraction.observations.indicators.found import Found
from pipelines.extraction.observations.indicators.kinds import (
    ADJECTIVE,
    CONJUNCTION,
    LIGHT,
    LINK,
    NOUN,
    OF,
    PREPOSITION,
    VERB,
)
from pipelines.extraction.observations.indicators.lexicon import Lexicon
from pipelines.extraction.observations.indicators.memory import Memory
from pipelines.extraction.observations.indicators.phrases import Left, Right
from pipelines.extraction.observations.indicators.tokens import text_of
from pipelines.extraction.observations.reading import Mention

_PEOPLE = (
    *("人", "人员", "人口", "人数", "者", "客", "客流", "员", "生", "户", "工", "民"),
    *("干部", "人才", "队伍", "就业", "量", "数", "次"),
)
_NAMED_UNITS = {"{person}": "人数", "{visit}": "人次", "{household}": "户数", "{次}": "次数"}
_SIZES = {
    **{"高": "高度", "长": "长度", "宽": "宽度", "深": "深度", "厚": "厚度", "重": "重量"},
    **{"长达": "长度", "重达": "重量", "绵延": "长度"},
}
_MEDALS = {"金": "金牌", "银": "银牌", "铜": "铜牌"}  # 6金9银3铜
_DISTANCES = {"外", "处", "远", "深处", "开外", "以外", "之外", "高空"}
_SHORT = 3  # characters; a noun of one word names too much
_SPEAKS_FOR_ITSELF = 5  # characters; a longer noun needs no verb to be told from others
_LONGEST_ACTION = 12  # characters; a longer one is news about the counted, and not part of its name


def name_level(group: Group, lead: Mention, left: Left, right: Right, memory: Memory, lexicon: Lexicon) -> Found:
    """Return the title of an amount: what it counts after it, or what stands before it."""
    if left.verbs and all(token.tag == "nt" for token in left.phrase):
        left.phrase = []  # 中央组织部|划拨: who acts
    name = text_of(left.phrase)
    if lead.quantity.kind == "money" and name == "人民币":
        name, left.phrase = "", []
    if lead.quantity.kind == "measure" and group.right and group.right[0].text in _DISTANCES:
        return Found(None, "")  # 200公里外, 700米深处: where something is
    if text_of(right.phrase).startswith("范围"):
        return Found(None, "")  # 周边1公里范围内: a place
    counts = lead.quantity.kind in ("count", "number")
    if lead.quantity.kind == "measure" and (size := _size_of(group)):
        return Found(size, "indicator_adjacent")
    if right.phrase and right.is_attribute and name and group.left[-1].text == "以":
        return Found(text_of(right.phrase), "indicator_right", right.length)  # 以92.25分的|成绩
    if right.phrase and right.is_attribute and name and not left.verbs:
        return Found(memory.completed(name, lexicon), "indicator_adjacent", right.length)  # 全长24公里的大桥
    if left.is_apart and (right.phrase or (right.action and right.action[0].kind == VERB)):
        name, left.phrase = "", []
    names_right = counts or not name or left.verbs or left.is_light
    if right.phrase and names_right and not (left.is_linked and name and not left.is_light):
        return Found(_counted(group, left, right, memory, lexicon), "indicator_right", right.length)
    if counts and name.startswith("《") and name.endswith("》"):
        return Found(f"{lead.quantity.unit}数", "indicator_adjacent")  # 《规定》共16条
    if lead.quantity.kind == "measure" and group.left and group.left[-1].text in ("在", "距", "离"):
        return Found(None, "")
    if lead.quantity.kind == "measure" and any(token.text in ("位于", "距离", "相距") for token in group.left):
        return Found(None, "")  # 位于地下700米: where something is
    if right.action and (title := _by_action(lead, name, left, right, memory)):
        return Found(title, "indicator_right")
    if name or (left.verbs and not left.reaches and not left.is_changed):
        return Found(_by_left(group, name, left, lead.quantity.unit_code, memory, lexicon), "indicator_adjacent")
    return _inherited(lead, left, memory, lexicon)


def _size_of(group: Group) -> str | None:
    """Return the size that an adjective before a figure names: 平台|高338.5米, 大坝坝|高|150米."""
    tokens = [token for token in group.left if token.kind != LINK]
    if not tokens or tokens[-1].text not in _SIZES:
        return None
    if len(tokens) > 1 and len(tokens[-2].text) == 1 and tokens[-2].kind == NOUN:
        return tokens[-2].text + tokens[-1].text  # 坝|高, 水|深
    return _SIZES[tokens[-1].text]


def _by_action(lead: Mention, name: str, left: Left, right: Right, memory: Memory) -> str | None:
    """Return the title of what is told by a verb after the figure: 225万人|享受待遇, 100亿元|支持秋粮抗旱."""
    quantity, action = lead.quantity, text_of(right.action)
    if quantity.unit_code == "{次}":
        return action + "次数"
    if action == "组成" and name:
        return name + "人数"  # 代表团由516人|组成
    if quantity.unit_code in ("{person}", "{visit}") and not right.skipped and not name.endswith(_PEOPLE):
        return left.frequency + action + "人数"
    if quantity.kind == "money" and left.verbs and not name:
        return action + "资金"
    if memory.owner and memory.recent and quantity.unit_code == memory.unit and not name and not left.verbs:
        return f"{action}的{memory.owner}"  # 使用13枚导弹，…3枚|击中目标
    return None


def _by_left(group: Group, name: str, left: Left, unit: str, memory: Memory, lexicon: Lexicon) -> str:
    """Return the title of what stands before the figure, a verb with the object it had before included."""
    verbs = "" if left.reaches else text_of(left.verbs)
    if not name and left.verbs:
        counted = memory.counted[1] if memory.counted and memory.counted[0] == unit else _NAMED_UNITS.get(unit, "")
        name = verbs + (memory.object_of(left.verbs[-1].text, lexicon) or counted)
    else:
        name += verbs
    memory.remember_counted(left.phrase, unit)
    if len(name) == 1:
        name = text_of([token for token in group.left if token.kind == LIGHT]) + name  # 设|站
    if unit == "{例}" and memory.counted and memory.counted[0] == unit and not name.endswith(("例", "者")):
        name += memory.counted[1]  # 新增无症状感染者1244例，其中境外输入121例
    name = memory.completed(name, lexicon)
    if name.endswith("级") and memory.base:
        name = names.parallel(name, memory.base)
    if not left.verbs and not any(token.kind == VERB for token in left.phrase):
        name = memory.with_head(name, unit, lexicon)
    return left.frequency + name


def _inherited(lead: Mention, left: Left, memory: Memory, lexicon: Lexicon) -> Found:
    """Return the series named before, if it can be the same one: over a full stop only with the same unit."""
    quantity, base = lead.quantity, memory.inherited(lexicon)
    if base and (memory.topic(lexicon) or memory.recent or quantity.unit_code == memory.unit):
        return Found(left.frequency + base, "indicator_inherited")
    counts = quantity.kind == "count" and quantity.unit and quantity.unit_code not in ("{person}", "{visit}")
    return Found(f"{quantity.unit}数" if counts else None, "indicator_inherited")


def _counted(group: Group, left: Left, right: Right, memory: Memory, lexicon: Lexicon) -> str:
    """Return the title of a count by what is done with the counted: 取消的证明事项, 参展的企业, or the noun alone."""
    noun = _MEDALS.get(text_of(right.phrase), text_of(right.phrase))
    mention = group.quantities[0].mention
    lead_unit = mention.quantity.unit if mention else ""
    if right.owned and lead_unit == "场" and all(token.tag in ("v", "vn") for token in right.owned):
        return noun + text_of(right.owned)  # 100多场新产品的|发布
    if right.owned and noun in lexicon.roles["sort"]:
        return text_of(right.owned) + noun  # 13个类别的|国家医学中心
    if memory.frame and [token.kind for token in group.left] == [OF]:
        return memory.frame + noun  # 覆盖200多个国家|的|700多个港口: one verb for both
    phrase = [] if left.is_light else left.phrase
    start = next((place for place, token in enumerate(phrase) if token.kind == VERB), None)
    if start and phrase[start - 1].text == "新":
        start -= 1  # 新|增设
    frame = left.verbs or (phrase[start:] if start is not None else [])
    if left.is_placed:
        frame = []
    elif not frame and phrase and phrase[-1].tag == "vn" and not left.is_linked:
        frame = phrase[-1:]  # 新建|130条干线光缆
    if any(token.kind == CONJUNCTION for token in frame):
        frame = list(takewhile(lambda token: token.kind in (VERB, ADJECTIVE), frame))  # 打造|A、B和C|4个产业集群
    if len(noun) > _SPEAKS_FOR_ITSELF and frame is left.verbs:
        frame = []
    pivots, framing = lexicon.roles["pivot"], lexicon.roles["framing"]
    memory.frame = text_of([token for token in frame if token.text not in pivots and token.text not in framing])
    if left.reaches and memory.frame:
        memory.frame += "到"
    if memory.frame:
        return f"{left.frequency}{memory.frame}{noun}"
    action = _action_of(right)
    if left.is_placed and len(right.action) == 1:
        action += text_of(left.phrase)  # 改革在29个省份|启动
    if action and len(action) <= _LONGEST_ACTION + (6 if len(noun) < 5 else 0):
        return f"{action}的{noun}"
    if len(noun) < _SHORT and phrase and not left.is_linked:
        noun = text_of(phrase) + noun  # 重点环节11个|领域
    return left.frequency + noun


def _action_of(right: Right) -> str:
    """Return what the counted does, up to where: 快递|到新疆."""
    end = next((place for place, token in enumerate(right.action) if token.kind == PREPOSITION), len(right.action))
    return text_of(right.action[:end])
