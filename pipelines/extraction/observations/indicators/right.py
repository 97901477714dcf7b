"""What stands after a figure: the noun phrase it counts, and what that does."""

from dataclasses import dataclass, field

from pipelines.extraction.observations.indicators.counted import Setting, end_of_nouns
from pipelines.extraction.observations.indicators.kinds import (
    ADJECTIVE,
    ADVERB,
    CHANGE,
    CONJUNCTION,
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
from pipelines.extraction.observations.indicators.prepositions import BENEFITING
from pipelines.extraction.observations.indicators.relative import after_relative
from pipelines.extraction.observations.indicators.tokens import Token, balanced, text_of

_COPULAS = {"是", "为", "系"}
_GIVEN = {"支持", "援助", "补助", "补贴", "资助", "奖励", "贷款", "捐款", "赔偿", "补偿", "投资", "融资"}
CASUALTIES = {"死": "死亡人数", "亡": "死亡人数", "伤": "受伤人数"}  # 3死2伤
_COMPARED = "相比"  # ends what another figure is compared with: 与2010年的9万人|相比


@dataclass(slots=True)
class Right:
    """What stands after a figure: the noun phrase it counts, what that does, and how many tokens were read."""

    phrase: list[Token] = field(default_factory=list)
    action: list[Token] = field(default_factory=list)
    is_attribute: bool = False  # 的 stands between: 13吉瓦的新能源基地
    owned: list[Token] = field(default_factory=list)  # 214个国家|的境外采购商: what the counted is only an attribute of
    skipped: int = 0  # tokens that only put the amount: 1500亿元|台阶
    length: int = 0  # tokens up to the end of the phrase


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
    if place < len(tokens) and tokens[place].text in CASUALTIES:
        right.phrase, right.length = tokens[place : place + 1], place + 1
        return right
    right.is_attribute, own_area, place = _start_of_counted(tokens, place, setting)
    acts = setting.counts_itself and _is_verb(tokens, place)
    is_given = place == len(tokens) - 1 and (right.is_attribute or _is_given(tokens[place], setting))
    end = place if acts and not is_given else end_of_nouns(tokens, place, setting)
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
    _settle_action(right, predicate, setting, lexicon)
    following = tokens[end:]
    if right.phrase and following and following[0].kind == OF and not setting.is_followed:
        right.owned = balanced(following[1 : 1 + end_of_nouns(following[1:], 0, setting)])
    if right.owned and only_describes(right.phrase):
        right.phrase, right.owned = right.owned, []  # 9条主要的|候鸟迁飞通道
    return right


def _settle_action(right: Right, predicate: list[Token], setting: Setting, lexicon: Lexicon) -> None:
    """Tell apart what is counted and what it does, where both were read as one or the next figure's as its own.

    `predicate` are the nouns at the end of the counted phrase that are told of it.
    """
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
    if tokens and tokens[0].text in BENEFITING:
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
