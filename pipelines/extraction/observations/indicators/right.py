"""What stands after a figure: the noun phrase it counts, and what that does."""

from dataclasses import dataclass, field

from pipelines.extraction.observations.indicators.kinds import (
    ADJECTIVE,
    ADVERB,
    AREA,
    CHANGE,
    CONJUNCTION,
    EXAMPLES,
    LIGHT,
    LINK,
    LOCATIVE,
    NOUN,
    NUMERAL,
    OF,
    PREPOSITION,
    PRONOUN,
    QUOTE,
    TIME,
    VERB,
)
from pipelines.extraction.observations.indicators.lexicon import Lexicon
from pipelines.extraction.observations.indicators.owners import area_length
from pipelines.extraction.observations.indicators.predicates import (
    after_examples,
    before_comment,
    is_state,
    only_describes,
    owns_series,
    subject_length,
)
from pipelines.extraction.observations.indicators.relative import after_relative
from pipelines.extraction.observations.indicators.tokens import Token, balanced, text_of

_NOMINAL = {NOUN, ADJECTIVE, AREA, NUMERAL}
# What the counted does, and never part of a noun: 41只搜救犬|参与救援.
_TAKING_PART = {"参与", "参加", "出席", "作为", "进行", "开展", "予以", "给予", "加以"}
_GOING = {"来自", "前往", "赴", "奔赴", "走进", "来到", "抵达"}
_PART_OF_NOUNS = "游展赛站"  # 10条主题|游|线路
_BOUNDS = {"以上", "以下"}  # 二级及|以上|医院
_OF_NOUNS = {NOUN, ADJECTIVE, AREA, QUOTE}
_COPULAS = {"是", "为", "系"}
_BENEFITING = {"为", "给", "向"}
_CLASSES = ("大", "类", "种", "项")
_VAGUE = "一几数上百千万"  # 几十万名师生
_ACTORS = "员兵手队者师士民"  # at the end of a noun: who does what the verb after it says
_GIVEN = {"支持", "援助", "补助", "补贴", "资助", "奖励", "贷款", "捐款", "赔偿", "补偿", "投资", "融资"}
_CASUALTIES = {"死", "亡", "伤"}  # 3死2伤
_COMPARED = "相比"  # ends what another figure is compared with: 与2010年的9万人|相比
_NOUN_ENDINGS = {"n", "ng", "nz", "k", "q"}  # tags of the 场 or 站 that ends a noun


@dataclass(slots=True)
class Right:
    """What stands after a figure: the noun phrase it counts, what that does, and how many tokens were read."""

    phrase: list[Token] = field(default_factory=list)
    action: list[Token] = field(default_factory=list)
    is_attribute: bool = False  # 的 stands between: 13吉瓦的新能源基地
    owned: list[Token] = field(default_factory=list)  # 214个国家|的境外采购商: what the counted is only an attribute of
    skipped: int = 0  # tokens that only put the amount: 1500亿元|台阶
    length: int = 0  # tokens up to the end of the phrase


@dataclass(slots=True)
class Setting:
    """What the words after a figure are read against."""

    area: str  # the figure's area by name
    is_followed: bool  # another figure comes right after the words, so that their last nouns may name that one
    counts_itself: bool  # 人 and 元 need no noun after them, so that a verb begins an action
    is_governed: bool  # a verb stands before the figure, so that one inside the phrase is part of a noun
    pivots: frozenset[str]  # verbs that take a clause of their own: 支持
    bodies: frozenset[str]  # nouns that verbs compound with: 转移|机构
    manners: frozenset[str]  # words that say how the verb after them is done: 线下|参展


def read_right(tokens: list[Token], setting: Setting, lexicon: Lexicon) -> Right:
    """Return the noun phrase that follows a figure, up to its verb, 的 or 中, and the verb phrase after it."""
    right = Right()
    milestones = lexicon.roles["milestone"]
    place = 0
    while place < len(tokens) and (tokens[place].kind == LOCATIVE or tokens[place].text in milestones):
        place += 1
    right.skipped = right.length = place
    if place < len(tokens) and tokens[place].text == _COMPARED:
        return right
    if place < len(tokens) and tokens[place].text in _CASUALTIES:
        right.phrase, right.length = tokens[place : place + 1], place + 1
        return right
    right.is_attribute, own_area, place = _start_of_counted(tokens, place, setting)
    acts = setting.counts_itself and _is_verb(tokens, place)
    is_given = place == len(tokens) - 1 and (right.is_attribute or _is_given(tokens[place], setting))
    end = place if acts and not is_given else _end_of_nouns(tokens, place, setting)
    if setting.is_followed and end == len(tokens) > place + 1 and tokens[-1].tag == "vn":
        end -= 1  # the verb of the next figure: 4个重点区域|造林120万亩
    phrase = after_examples(balanced(tokens[place:end]))
    if not phrase and own_area and not right.is_attribute:  # the counted is the area itself
        phrase = balanced(tokens[right.skipped : end])
    split = subject_length(before_comment(phrase, lexicon), tokens[end:], lexicon, is_governed=setting.is_governed)
    phrase, predicate = phrase[:split], phrase[split:]
    end -= len(predicate)
    if phrase and phrase[-1].text in milestones and phrase[-1].text != "规模":
        right.skipped = right.length = end  # 4个|万亿级台阶: a way to put the amount, and not what it counts
    elif phrase and not all(token.kind == NUMERAL for token in phrase):
        right.phrase, right.length = phrase, end
    right.action = predicate + _action(tokens[end + len(predicate) :], lexicon)
    if setting.counts_itself and right.phrase and not right.is_attribute and is_state(right.phrase):
        right.action, right.phrase, right.length = right.phrase, [], right.skipped  # 其中3人|伤势严重
    told = [token for token in right.action if token.kind not in (CHANGE, LINK)]
    if setting.is_followed and told == predicate and all(token.kind == NOUN for token in predicate):
        right.action = []  # 423个重大项目|总投资|达7483亿元, 36个城市|均价|下降5%
        if predicate and right.phrase and owns_series(right.phrase, lexicon):
            right.length = right.skipped
    if setting.is_followed and len(text_of(right.action)) == 1:
        right.action = []  # 176家企业|携|1200余种产品
    while len(right.phrase) > 1 and right.action and _is_manner(right.phrase[-1], lexicon):
        right.phrase = right.phrase[:-1]  # 医院|完全|停止运转
    following = tokens[end:]
    if right.phrase and following and following[0].kind == OF and not setting.is_followed:
        right.owned = balanced(following[1 : 1 + _end_of_nouns(following[1:], 0, setting)])
    if right.owned and only_describes(right.phrase):
        right.phrase, right.owned = right.owned, []  # 9条主要的|候鸟迁飞通道
    return right


def _start_of_counted(tokens: list[Token], place: int, setting: Setting) -> tuple[bool, int, int]:
    """Return whether 的 stands before the counted, how many tokens spell its area, and where it begins."""
    while place < len(tokens) and tokens[place].kind == PRONOUN:
        place += 1  # 1650万台|各类|农机装备
    is_attribute = place < len(tokens) and tokens[place].kind == OF
    place += is_attribute
    if is_attribute and place < len(tokens) and tokens[place].kind == TIME and tokens[place].text.endswith("财年"):
        place += 1  # 总额350亿元的|2024财年|预算案
    own_area = area_length(tokens[place:], setting.area)
    place += own_area
    if setting.counts_itself:
        is_being = place < len(tokens) and tokens[place].text in _COPULAS
        return is_attribute, own_area, place + is_being  # 其中2人|为|外国公民
    return is_attribute, own_area, after_relative(tokens, place, is_governed=setting.is_governed) or place


def _is_manner(token: Token, lexicon: Lexicon) -> bool:
    """Return whether a word before a verb says how it is done: 完全|停止, 源源不断|运抵, 线下|参会."""
    if token.text in lexicon.roles["manner"]:
        return True
    is_idiom = token.tag in ("i", "l", "z") and len(token.text) > 3 and token.text[-2:] not in lexicon.roles["body"]
    return token.kind == ADJECTIVE or is_idiom


def _is_given(token: Token, setting: Setting) -> bool:
    """Return whether a verb after a sum is what is given: 提供600亿元|支持, 作出12亿元的|赔偿."""
    return setting.is_governed and token.text in _GIVEN


def _is_verb(tokens: list[Token], place: int) -> bool:
    return place < len(tokens) and tokens[place].kind in (VERB, LIGHT)


def _action(tokens: list[Token], lexicon: Lexicon) -> list[Token]:
    """Return the verb phrase at the head of `tokens`, without adverbs, times and what stands before it (在大会期间)."""
    end = next((place for place, token in enumerate(tokens) if token.kind == CONJUNCTION), len(tokens))
    negations = lexicon.roles["negation"]
    dropped = (ADVERB, TIME, PRONOUN)
    tokens = [token for token in tokens[:end] if token.kind not in dropped or token.text in negations]
    if tokens and tokens[0].text in ("开始", "继续"):
        tokens = tokens[1:]
    if tokens and tokens[0].text in _BENEFITING:
        tokens = tokens[next((p for p in range(1, len(tokens)) if tokens[p].kind == VERB), 0) :]  # 为旅客|提供药品
    if tokens and tokens[0].kind == PREPOSITION:
        relation = next((place for place, token in enumerate(tokens) if token.kind == OF), 0)  # 以结合的方式|参会
        start = next((p for p in range(relation, len(tokens)) if tokens[p].kind in (VERB, LIGHT)), len(tokens))
        tokens = [] if any(token.kind == QUOTE for token in tokens[:start]) else tokens[start:]
    while tokens and tokens[-1].kind == LINK:
        tokens = tokens[:-1]  # 致20人死亡|超|450人受伤
    if tokens and tokens[0].text in ("来自", "为", "让", "使", "令", "不变"):
        return []  # 411名运动员|来自25个省, 以17个县|为重点, 上万场活动|让年味十足
    starts = tokens and (tokens[0].kind in (VERB, LIGHT, CHANGE, LINK) or tokens[0].text in negations)
    return balanced(tokens) if starts else []


def _end_of_nouns(tokens: list[Token], start: int, setting: Setting) -> int:
    """Return where the noun phrase that begins at `start` ends."""
    place = start
    while place < len(tokens):
        kind = tokens[place].kind
        following = tokens[place + 1].kind if place + 1 < len(tokens) else ""
        if tokens[place].text == "不变":
            break  # 维持2%的利率|不变
        if kind == CONJUNCTION:
            names_next = setting.is_followed and _names_the_next(tokens, place)
            is_bound = following == LOCATIVE and tokens[place + 1].text in _BOUNDS
            continues = following in _OF_NOUNS or is_bound or _is_paired_verb(tokens, place, setting)
            if place == start or not continues or names_next:
                break
        elif kind == QUOTE:
            if tokens[place].text in "“《‘":
                closing = next((i for i in range(place, len(tokens)) if tokens[i].text in "”》’"), None)
                if closing is None:
                    break
                place = closing
        elif kind in (VERB, LIGHT):
            is_modifier = (
                place == start
                and tokens[place].text not in _GOING
                and (
                    following in (NOUN, ADJECTIVE, QUOTE)
                    or (following == CONJUNCTION and setting.is_governed and _is_noun_after(tokens, place + 2))
                    or (setting.is_governed and (not following or _is_verb_chain(tokens, place)))
                )
            )  # 参展企业, but 企业|参展; 收集到1万份|签名
            if not (is_modifier or (place > start and _is_nominal_verb(tokens, place, setting))):
                break
        elif kind == EXAMPLES:
            is_class = following in (NOUN, ADJECTIVE) and tokens[place + 1].tag not in ("i", "z")
            if place == start or not is_class:
                break
        elif kind == NUMERAL and place > start and _begins_a_count(tokens, place):
            break  # 647所学校|几十万名师生, 700万个家庭|一个月的用气需求, 29个系统|72大类数据
        elif kind == CHANGE and place == start and len(tokens[place].text) == 1 and following == NOUN:
            pass  # 160起|高致病性禽流感疫情
        elif kind == CHANGE and place > start and setting.is_governed and following == NOUN:
            pass  # 首创7项国际|领先|技术
        elif kind not in _NOMINAL and not (kind == LOCATIVE and place > start and following in (NOUN, ADJECTIVE)):
            break  # 地级以上城市
        place += 1
    return place


def _begins_a_count(tokens: list[Token], place: int) -> bool:
    """Return whether the numeral at `place` counts something else, and is no part of a name (世界|500|强)."""
    numeral = tokens[place].text
    if numeral[0].isdigit():
        return place + 1 < len(tokens) and tokens[place + 1].text.startswith(_CLASSES)
    return len(numeral) > 2 and numeral[0] in _VAGUE


def _is_noun_after(tokens: list[Token], place: int) -> bool:
    """Return whether a noun stands at `place`, so that the verb joined to it is one: 取得440项|发明|和|实用新型专利."""
    return place < len(tokens) and tokens[place].kind in (NOUN, ADJECTIVE) and tokens[place - 1].text != "、"


def _is_verb_chain(tokens: list[Token], start: int) -> bool:
    """Return whether several verbs in a row lead up to a noun: 举办50场|首发首秀首展|活动."""
    place = next((p for p in range(start, len(tokens)) if tokens[p].kind != VERB), len(tokens))
    return start + 1 < place < len(tokens) and tokens[place].kind == NOUN


def _is_paired_verb(tokens: list[Token], place: int, setting: Setting) -> bool:
    """Return whether the verb after the conjunction at `place` is part of a noun: 灌区建设|和|改造项目."""
    following = tokens[place + 1 : place + 3]
    if setting.is_governed and tokens[place].text != "、" and following and following[0].kind == VERB:
        return True  # 完成2759个村及|配套组织换届选举
    return tokens[place - 1].tag in ("v", "vn") and [token.kind for token in following] == [VERB, NOUN]


def _is_nominal_verb(tokens: list[Token], place: int, setting: Setting) -> bool:
    """Return whether a verb inside a noun phrase is part of a noun: 重大应用, 候选区, 签署160架飞机|采购协议."""
    token = tokens[place]
    following = tokens[place + 1] if place + 1 < len(tokens) else None
    if tokens[place - 1].text[-1] in _ACTORS and following is not None:
        return False  # 出动1300名官兵|驰援一线
    if tokens[place - 1].kind == ADJECTIVE and tokens[place - 1].tag != "ad":
        return True
    is_short = len(token.text) < 2 and token.text not in _PART_OF_NOUNS
    if is_short or token.text in _TAKING_PART | _GOING or tokens[place - 1].text in setting.manners:
        return False  # 携1300种商品|线下|参展
    if tokens[place - 1].kind == QUOTE and following is not None and following.kind == NOUN:
        return True  # 百个“一带一路”|共建|国家
    if following is None:
        is_given = setting.counts_itself and tokens[0].kind == OF  # 5000万元的|资金|支持
        return setting.is_governed or is_given or token.text in setting.bodies
    if tokens[0].kind == OF and following.text in setting.bodies:
        return True  # 半数以上的|商业航天|创新企业
    if tokens[place - 1].tag == "vn" and following.kind == NOUN:
        return True  # 服务|保障|举措
    if tokens[place - 1].kind == CONJUNCTION and _is_paired_verb(tokens, place - 1, setting):
        return True
    if token.text in setting.pivots:
        return following.text in setting.bodies and following.kind == NOUN and tokens[place - 1].tag == "vn"
    if following.kind == NOUN and (
        setting.is_governed or (len(following.text) == 1 and following.tag in _NOUN_ENDINGS)
    ):
        return True
    noun = next((p for p in range(place + 1, len(tokens)) if tokens[p].kind != VERB), len(tokens) - 1)
    if tokens[noun].text in setting.bodies and any(token.kind == VERB for token in tokens[noun + 1 :]):
        return True  # 200家技术|转移|机构…|参会
    after = tokens[place + 2] if place + 2 < len(tokens) else None
    if setting.is_governed and following.kind == VERB and after is not None and after.kind == NOUN:
        return True  # 形成4个页岩气勘探|开发|基地
    return following.kind == CONJUNCTION and following.text != "、" and setting.is_governed


def _names_the_next(tokens: list[Token], start: int) -> bool:
    """Return whether the nouns after the conjunction at `start` lead up to the next figure and so name that one."""
    leading = {NOUN, ADJECTIVE, AREA, LINK, QUOTE, EXAMPLES} | ({VERB, ADVERB} if tokens[start].text == "、" else set())
    return all(token.kind in leading for token in tokens[start + 1 :])
