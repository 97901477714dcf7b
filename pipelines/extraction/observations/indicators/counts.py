"""The title of a count by the noun after it: the noun, what is done with the counted, or what the counted does."""

from itertools import takewhile

from pipelines.extraction.observations.indicators.clauses import Group
from pipelines.extraction.observations.indicators.kinds import (
    ADJECTIVE,
    CONJUNCTION,
    EXAMPLES,
    LIGHT,
    LINK,
    NOUN,
    OF,
    PREPOSITION,
    VERB,
)
from pipelines.extraction.observations.indicators.left import Left
from pipelines.extraction.observations.indicators.lexicon import Lexicon
from pipelines.extraction.observations.indicators.memory import Memory
from pipelines.extraction.observations.indicators.right import CASUALTIES, Right
from pipelines.extraction.observations.indicators.tokens import Token, text_of

_MEDALS = {"金": "金牌", "银": "银牌", "铜": "铜牌"}  # 6金9银3铜
_LONGEST_DESCRIPTION = 12  # characters
_MAKING_UP = {"组成", "构成"}  # 由3艘舰艇、700名官兵|组成
_PERSONS = ("员", "手", "者", "生", "师", "人", "队", "代表", "嘉宾", "企业", "展商")
_SURFACES = {"[mu_cn]", "har", "km2", "m2"}  # 近百亩|梨花|盛开: the surface of something, whatever it does
# What a grade is of: 发生6.4级|地震.
_SCALES = {"地震": "地震震级", "强震": "地震震级", "余震": "余震震级", "风": "风力", "大风": "风力"}
_PEOPLE = ("人民", "中国人")  # 14亿多|中国人民
_SHORT = 3  # characters; a noun of one word names too much
_SPEAKS_FOR_ITSELF = 5  # characters; a longer noun needs no verb to be told from others
_LONGEST_ACTION = 12  # characters; a longer one is news about the counted, and not part of its name


def counted_title(group: Group, left: Left, right: Right, memory: Memory, lexicon: Lexicon) -> str:
    """Return the title of a count by what is done with the counted: 取消的证明事项, 参展的企业, or the noun alone."""
    mention = group.quantities[0].mention
    unit = mention.quantity.unit if mention else ""
    noun = _MEDALS.get(text_of(right.phrase), text_of(right.phrase))
    whole = memory.grouped[1] if memory.grouped else memory.owner
    if whole and group.left and group.left[0].text == "中" and right.phrase[0].kind == VERB:
        return f"{noun}的{whole}"  # 50个州中45个|发布警报
    if title := _title_by_unit(noun, unit, left, right, lexicon):
        return title
    if memory.frame and [token.kind for token in group.left] == [OF]:
        return memory.frame + noun  # 覆盖200多个国家|的|700多个港口: one verb for both
    before = next((token.kind for token in reversed(group.left) if token.kind != LINK), "")
    first_verb = next((token for token in group.left if token.kind in (VERB, LIGHT)), None)
    frame = _frame_of(left, noun, lexicon, first_verb, before)
    if before != CONJUNCTION:
        memory.frame = frame  # 惠及42座城市、280多个县的|1.5亿人: one verb for all
    if frame:
        return f"{left.frequency}{frame}{noun}"
    if left.is_apart and (described := _description(group.left, lexicon)):
        return f"{described}的{noun}"
    ranks = any(token.text == "以" for token in group.left)  # 以46枚金牌|位居榜首
    action = (
        ""
        if ranks or text_of(right.action) in _MAKING_UP or (mention and mention.quantity.unit_code in _SURFACES)
        else _action_of(right)
    )
    if left.is_placed and len(right.action) == 1:
        action += text_of(left.phrase)  # 改革在29个省份|启动
    if action and len(action) <= _LONGEST_ACTION + (6 if len(noun) < 5 else 0):
        return f"{action}的{noun}"
    who = text_of(left.phrase) or memory.owner or ""
    if [token.text for token in left.verbs] == ["来自"] and who.endswith(_PERSONS):
        return f"{who}来自的{noun}"  # 运动员来自全国25个|省
    owns = len(left.phrase) > 1 and before not in (EXAMPLES, CONJUNCTION)
    if len(noun) < _SHORT and owns and not (left.is_light or left.is_linked):
        noun = text_of(left.phrase) + noun  # 重点环节11个|领域
    return left.frequency + noun


def _title_by_unit(noun: str, unit: str, left: Left, right: Right, lexicon: Lexicon) -> str | None:
    """Return the title of a count whose unit and noun say together what is counted: 6.4级|地震, 3|死, 两次|降准."""
    if casualty := CASUALTIES.get(noun):
        return casualty
    if noun in _MEDALS.values():
        return noun  # 以13金9银|位居榜首: whatever the winners do
    if not unit and noun.endswith(_PEOPLE):
        return "人口"
    if unit == "级":
        return scale_of(noun)
    is_event = len(right.phrase) == 1 and right.action and right.action[-1].text not in lexicon.roles["body"]
    if unit == "次" and is_event and not left.verbs:
        return left.frequency + noun + "次数"  # 两次|降准|释放流动性
    if right.owned and unit == "场" and all(token.tag in ("v", "vn") for token in right.owned):
        return noun + text_of(right.owned)  # 100多场新产品的|发布
    if right.owned and noun in lexicon.roles["sort"]:
        return text_of(right.owned) + noun  # 13个类别的|国家医学中心
    return None


def scale_of(noun: str) -> str | None:
    """Return what a grade is of, by the noun after it: 6.4级|地震."""
    return next((title for ending, title in _SCALES.items() if noun.endswith(ending)), None)


def _description(tokens: list[Token], lexicon: Lexicon) -> str:
    """Return the verb with its object that 的 ties to the counted before the figure: 新扩增|的20家, 落实去向|的5人."""
    end = next((place for place in range(len(tokens) - 1, -1, -1) if tokens[place].kind == OF), 0)
    start = next((place for place in range(end - 1, -1, -1) if tokens[place].kind == VERB), None)
    if start is None and end and tokens[end - 1].tag == "vn":
        start = end - 1  # 帮扶|的8个县
    if start is None or any(token.kind not in (VERB, NOUN, ADJECTIVE) for token in tokens[start:end]):
        return ""
    if tokens[start + 1].text in lexicon.roles["body"]:
        return ""  # 收藏机构的|200件: a noun
    while start and (tokens[start - 1].kind == VERB or tokens[start - 1].text == "新"):
        if len(text_of(tokens[start - 1 : end])) > _LONGEST_DESCRIPTION:
            break
        start -= 1  # 退捕|转产的, 新|扩增的
    description = text_of(tokens[start:end])
    return description if 1 < len(description) <= _LONGEST_DESCRIPTION else ""


def _frame_of(left: Left, noun: str, lexicon: Lexicon, first_verb: Token | None, before: str) -> str:
    """Return what is done with the counted `noun` (取消, 优化营商环境), "" where that says nothing (有, 支持, 造成)."""
    phrase = [] if left.is_light or before == CONJUNCTION else left.phrase
    if before == EXAMPLES:  # 举办|签约、论坛等|380场
        phrase = [token for token in phrase if token is first_verb or token.text == "新"][:2]
    start = next((place for place, token in enumerate(phrase) if token.kind == VERB), None)
    if start and phrase[start - 1].text == "新":
        start -= 1  # 新|增设
    frame = left.verbs or (phrase[start:] if start is not None else [])
    adds = any(token.text == "新增" for token in left.verbs)  # a flow, and not the stock of the same things
    if left.is_placed or (left.verbs and not adds and len(noun) > _SPEAKS_FOR_ITSELF):
        return ""
    if not frame and phrase and phrase[-1].tag == "vn" and not (left.is_linked or left.is_apart):
        frame = phrase[-1:]  # 新建|130条干线光缆
    if any(token.kind == CONJUNCTION for token in frame):
        frame = list(takewhile(lambda token: token.kind in (VERB, ADJECTIVE), frame))  # 打造|A、B和C|4个产业集群
    pivots, framing = lexicon.roles["pivot"], lexicon.roles["framing"]
    told = text_of([token for token in frame if token.text not in pivots and token.text not in framing])
    return f"{told}到" if told and left.reaches else told


def _action_of(right: Right) -> str:
    """Return what the counted does, up to where: 快递|到新疆."""
    end = next((place for place, token in enumerate(right.action) if token.kind == PREPOSITION), len(right.action))
    return text_of(right.action[:end])
