"""What a figure measures: level, change, share, rank …, and its direction; whether it states a fact at all.

The nearest cue to the left decides (同比**增长**5%, **占**全国的60%), read together with what stands between it and the
figure: 提高到5% is a state and 提高5% a change.
"""

import re
from typing import NamedTuple

from pipelines.extraction.observations.clauses import REACH, ClauseContext
from pipelines.extraction.observations.facts import states_a_fact
from pipelines.extraction.observations.measure_cues import ANOTHER_COMPARED, FoundCue, find_cues
from pipelines.extraction.observations.reading import ArticleReading, Mention, SentenceReading
from pipelines.extraction.observations.starting_points import compared_value, starting_point
from pipelines.extraction.vocabulary import Vocabularies

_OWN_CHANGE = re.compile(
    r"(?:左右|以上|以内|上下)?的?(?:[年平]均|同比|较[快高低]|稳定|快速|中?高速|两位数|正|负|高|低)*"
    r"(?P<noun>增长|增速|增幅|涨幅|升幅|降幅|跌幅|减幅|下降|下跌|回落|涨势|负增长|提升|增量|速度(?:递?增长?|增加|提升|上升|下降))"
)
_OWN_FALL = re.compile(r"降|跌|落|减|负")
# No word is made of others, so that each stretch is read in one way only.
_ONLY_REACHES = re.compile(
    r"(?:[也已均都约近超逾将并仍再增升降减扩达至到为在占\s]|其中|提[高升]|上升|下降|增加|减少|扩大|回落|超过|突破|首次|"
    r"保持|稳定|分别|左右|位于|处于|运行|连续|持续|继续|始终|一直)*"
)
# 由2012年的21%提高到2022年的|24%: the state at a time, and no part of what it was then.
_STATE_AT_TIME = re.compile(
    r"[到至为成](?<!恢复[到至为成])(?<!回升[到至为成])[^，；、]{0,12}(?:[年月末底初]|季度|半年|同期)的(?:大?约|近|超过?|逾)?$"
)
_MULTIPLIES = re.compile(r"翻了?(?:[近约超]|超过)?$")  # 翻了|一倍
_OF_SPEED = ("加快", "放缓", "减缓", "提速")  # 加快9个园区建设 is no change of a number
_PART_OF = re.compile(r"分之|半|/")
_PART_BEFORE = re.compile(r"(?:的|同期)(?:大?约|近|超过?|逾)?$")  # 恢复至2019年同期的90%
# A percentage with a name of its own; any other that is no change is a share.
_RATE = re.compile(
    r"率|[强浓密湿湍色温热]度|(?:依存|集中|满意|知晓|认可|信任|饱和|开放|活跃|景气|匹配|关联|参与|自给|聚集)度|程度|盖度|覆盖[度面]|指数|进度|幅度|水平|系数|效率|可能性|利息|通胀|之比|[长灾]面|价格|票价|增加值|PMI|CPI"
)
_EXPECTED_GROWTH = re.compile(r"增长(?:率|速度)?(?:预期|预测)[^，；。]{0,16}$")  # 增长预期由此前预测的2%
_SAVED = re.compile(r"(?:节[约省水肥电能药]|省[水肥电]|裁员|流失|蒸发|缩水|损失)了?[^，；、]{0,10}$")  # 节约用水30%
# 70%以上的企业, 近六成受访者
_PART_AFTER = re.compile(r"(?:以上|左右|以下|多)?(?:的|(?![左以上下之多和与及、，])[一-龥])")
# 以3%的能耗增速, 87%的森林覆盖率: the series is named after its figure
_NAMED_AFTER = re.compile(
    r"(?:左右|以上)?的(?![^，。；]{0,10}(?:实现|保持|呈))[^，。；、的\d]{1,10}?(?P<noun>增长率|增长|增速|增幅|涨幅|降幅|跌幅|率)(?![先领])"
)
_PUT_TO = re.compile(r"以上?用于|用于|用来|来自|投向|集中在|分布在|流向")  # 奖励资金40%用于供种
_COMPOSITION = re.compile(r"[:：∶]\s*$")
_COMPOSITION_AFTER = re.compile(r"\s*[:：∶]\s*\d")
_DAYS = re.compile(r"天数|日数|[晴雨雪雾霾]天|无霜期|日照时数|优良天")
_CLAUSE_END = re.compile(r"[，；。,;]")
_TENTHS = "成"
_TIMES = ("次", "轮", "批", "回")


class Measured(NamedTuple):
    """What a figure measures and, of changes and differences, which way it goes."""

    measure: str
    direction: str | None = None


def resolve_measures(article: ArticleReading, vocabularies: Vocabularies) -> None:
    """Fill `is_fact`, `measure` and `direction` of every mention; what states no fact has the measure `other`."""
    for sentence in article.sentences:
        for index, mention in enumerate(sentence.mentions):
            mention.is_fact = states_a_fact(sentence, index)
            if mention.is_fact:
                mention.measure, mention.direction = _read_measure(sentence, index, vocabularies)
                if mention.direction == "up" and _is_negative(mention):
                    mention.direction = "down"  # a column of growth rates: 同比增长-10.1%
            else:
                mention.measure = "other"
        sentence.facts = [mention for mention in sentence.mentions if mention.is_fact]


def _is_negative(mention: Mention) -> bool:
    value = mention.quantity.value
    return value is not None and value < 0


def _read_measure(sentence: SentenceReading, index: int, vocabularies: Vocabularies) -> Measured:
    mention, context = sentence.mentions[index], sentence.clauses[index]
    kind = mention.quantity.kind
    if kind == "rank":
        return Measured("rank")
    if context.head != index and kind != "number":
        head = sentence.mentions[context.head]
        if head.measure and head.is_fact:
            return Measured(head.measure, head.direction)
    if compared_value(sentence, index) is not None:
        before = sentence.mentions[index - 1]
        return Measured(before.measure or "level", before.direction)  # 增长5%，高于1月份的3%
    cues = find_cues(context.left, vocabularies)
    if kind == "percentage_point":
        return _measure_of_points(mention, context, cues, sentence.mentions[index - 1] if index else None)
    if kind in ("percent", "ratio"):
        return _measure_of_part(sentence, index, cues, vocabularies)
    if kind == "number" and _is_composition(mention, sentence.text):
        return Measured("share")
    return _measure_of_amount(mention, context, cues)


def _measure_of_amount(mention: Mention, context: ClauseContext, cues: list[FoundCue]) -> Measured:
    """Return the measure of money, counts, physical measures and durations."""
    kind = mention.quantity.kind
    if mention.quantity.unit in _TIMES:
        return Measured("level")  # 两次降低准备金率
    changed = _own_change(cues, is_count=kind == "count")
    if changed:
        mention.signals.add("measure_from_cue")
        return changed
    if kind == "duration":
        return Measured("level" if _DAYS.search(context.left) else "duration")
    mention.signals.add("measure_by_default")
    return Measured("level")


def _own_change(cues: list[FoundCue], *, is_count: bool) -> Measured | None:
    """Return change or difference with its direction where the figure is the amount of one, else None."""
    for found in cues:
        cue = found.cue
        if cue.measure not in ("change", "difference") or cue.form == "noun" or not found.governs():
            continue
        if is_count and cue.surface in _OF_SPEED:
            continue
        if cue.measure == "difference":
            is_past = cue.form != "verb" and found.is_against_its_own_past
            return Measured("change" if is_past else "difference", cue.direction)
        return Measured("change", cue.direction) if found.is_next_to(is_count=is_count) else None
    return None


def _measure_of_points(
    mention: Mention, context: ClauseContext, cues: list[FoundCue], previous: Mention | None
) -> Measured:
    """Return the measure of percentage points: a contribution, a difference to another or a change."""
    if previous and previous.measure == "difference" and ANOTHER_COMPARED.fullmatch(context.left):
        return Measured("difference", previous.direction)
    contributes = any(found.cue.measure == "contribution" and found.cue.form == "verb" for found in cues)
    for found in cues:
        cue = found.cue
        if cue.form == "noun" or not found.governs(is_points=True):
            continue
        mention.signals.add("measure_from_cue")
        if contributes:
            return Measured("contribution")  # 拉动GDP增长0.1个百分点
        if cue.measure == "difference" and not found.is_against_its_own_past:
            return Measured("difference", cue.direction)
        return Measured("change_pp", cue.direction)
    own = _OWN_CHANGE.match(context.right)
    if own:
        return Measured("change_pp", _direction_of(own))
    mention.signals.add("measure_by_default")
    return Measured("change_pp")


def _direction_of(own: re.Match[str]) -> str:
    return "down" if _OWN_FALL.search(own["noun"]) else "up"


def _measure_of_part(
    sentence: SentenceReading, index: int, cues: list[FoundCue], vocabularies: Vocabularies
) -> Measured:
    """Return the measure of a percentage, a fraction or a multiple."""
    mention, context = sentence.mentions[index], sentence.clauses[index]
    if "番" in mention.quantity.text or _MULTIPLIES.search(context.left):
        return Measured("change", "up")
    # 六成的|产品增速回升: so many of the products
    own = None if mention.quantity.text.endswith(_TENTHS) else _OWN_CHANGE.match(context.right)
    for found in cues:
        cue = found.cue
        if cue.measure == "change" and own and found.after:
            break  # 增加值实现5%的增长: the noun after the figure is nearer
        if not _acts_on_part(found, mention):
            continue
        mention.signals.add("measure_from_cue")
        if cue.measure == "difference" and cue.form != "verb" and found.is_against_its_own_past:
            return Measured("change", cue.direction)
        return Measured(cue.measure, cue.direction)
    if own:
        mention.signals.add("measure_from_cue")
        return Measured("change", _direction_of(own))
    return _state_of_part(sentence, index, vocabularies)


def _acts_on_part(found: FoundCue, mention: Mention) -> bool:
    """Return whether a cue says what a percentage, a fraction or a multiple is."""
    cue = found.cue
    if cue.form == "against" and mention.quantity.kind == "ratio" and _PART_OF.search(mention.quantity.text):
        return False  # 超过全球的三分之一 is a share of it
    if cue.measure == "contribution" and cue.form == "verb" and cue.surface != "贡献":
        return False  # 拉动经济增长5%: 增长 decides
    if (
        "的" in found.after
        and not found.after.startswith("了")
        and cue.form not in ("noun", "against")
        and cue.measure != "share"
    ):
        return False  # 增长较快的企业占60%
    return found.governs()


def _state_of_part(sentence: SentenceReading, index: int, vocabularies: Vocabularies) -> Measured:
    """Return the measure of a part that is no change: a share or a rate by the nearest noun that names one."""
    mention, context = sentence.mentions[index], sentence.clauses[index]
    is_multiple = mention.quantity.kind == "ratio" and not _PART_OF.search(mention.quantity.text)
    starts = starting_point(sentence, index) is not None  # 依存度由2012年的45%|提高到50%
    is_part = not starts and _PART_BEFORE.search(context.left) is not None and not _STATE_AT_TIME.search(context.left)
    if _EXPECTED_GROWTH.search(context.lead):
        return Measured("change", "up")
    if _PUT_TO.match(context.right) or (is_part and not is_multiple):
        return Measured("share")
    only_reaches = _ONLY_REACHES.fullmatch(context.left) is not None
    state = _named_state(context.lead, vocabularies)
    if state is None and only_reaches:  # 森林覆盖率逐年提高，达到60%
        state = _named_state(_clause_before(sentence.text, context.clause_start), vocabularies)
    if state:
        mention.signals.add("measure_from_cue")
        return state
    mention.signals.add("measure_by_default")
    if mention.quantity.kind == "ratio":
        return Measured("level" if is_multiple else "share")
    named = None if mention.quantity.text.endswith(_TENTHS) else _NAMED_AFTER.match(context.right)
    if named:
        return Measured("rate") if named["noun"] == "率" else Measured("change", _direction_of(named))
    is_part_of_next = not starts and _PART_AFTER.match(context.right) is not None
    previous = sentence.mentions[index - 1] if index else None
    if previous and previous.measure and starting_point(sentence, index - 1) is not None:
        return Measured(previous.measure, previous.direction)  # 由1.7%调整为1.5%
    if _SAVED.search(context.left):
        return Measured("change", "down")
    if previous and previous.measure == "change" and previous.quantity.kind == "percent" and not is_part_of_next:
        return Measured("change", previous.direction)  # 城镇增长5%，农村7%
    is_rate = not is_part_of_next and not only_reaches and _RATE.search(context.lead)
    return Measured("rate" if is_rate else "share")


def _clause_before(text: str, clause_start: int) -> str:
    """Return the clause that ends where another begins."""
    stretch = text[max(0, clause_start - REACH) : max(0, clause_start - 1)]
    return _CLAUSE_END.split(stretch)[-1]


def _named_state(stretch: str, vocabularies: Vocabularies) -> Measured | None:
    for found in find_cues(stretch, vocabularies):
        if found.cue.form == "noun":
            return Measured(found.cue.measure, found.cue.direction)
    return None


def _is_composition(mention: Mention, text: str) -> bool:
    """Return whether the number is one of a composition such as 5.1：40.2：54.7."""
    return bool(
        _COMPOSITION.search(text, max(0, mention.start - 3), mention.start)
        or _COMPOSITION_AFTER.match(text, mention.end)
    )
