"""What a figure measures: level, change, share, rank …, and its direction; whether it states a fact at all.

The nearest cue to the left decides (同比**增长**5%, **占**全国的60%), read together with what stands between it and the
figure: 提高到5% is a state and 提高5% a change. Cues are data: schemas/vocabularies/measure_cues.csv.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from pipelines.extraction.observations.clauses import ClauseContext
from pipelines.extraction.observations.facts import states_a_fact
from pipelines.extraction.observations.reading import ArticleReading, Mention, SentenceReading
from pipelines.extraction.observations.surfaces import surface_pattern
from pipelines.extraction.vocabulary import Vocabularies

# What may stand between a cue and its figure without parting them.
_FILLER = re.compile(
    r"(?:[了约近超逾达为均仅在将可也就已又高各共是]|达到|达成|超过|突破|不到|不足|接近|大约|大概|左右|至少|高达|多达|分别|有所|目标|预期|预计|"
    r"实现|保持|维持|稳定|控制|幅度|速度|水平|同比|环比|依次|平均|年均|累计|合计|最[高低大]|第|　|\s)*"
)
_RESULT = re.compile(r"了?(?:[到至成]|为(?!了))")  # 提高到, 增至, 变为: the figure is where the change has led
_OWN_CHANGE = re.compile(
    r"(?:左右|以上|以内|上下)?的?(?:[年平]均|同比|较快|稳定|快速|中高速|两位数|正|负|高|低)*"
    r"(?P<noun>增长|增速|增幅|涨幅|升幅|降幅|跌幅|减幅|下降|下跌|回落|涨势|负增长|提升|增量|速度(?:递?增长?|增加|提升|上升|下降))"
)
_OWN_FALL = re.compile(r"降|跌|落|减|负")
_ONLY_REACHES = re.compile(
    r"(?:其中|[也已均都约近超逾将并仍再]|达到?|提[高升]|[增升降减扩]|上升|下降|增加|减少|扩大|回落|[至到为]|超过|突破|首次|保持|稳定|在|占|分别|左右|　|\s)*"
)
_PAST_OF_ITS_OWN = re.compile(
    r"上年|去年|前年|同期|上[个]?[月季周期]|年初|年[末底]|\d[年月季]|[一二三四]季度|上半年|前一[天日周月]|昨[天日]|[“\"]?十[一二三四五]五"
)
_COMPARISON = re.compile(r"(?<![同环占对无百])[比较](?![重例较快大好高低小强差为])(?P<target>[^，；]*)")
_PART_OF = re.compile(r"分之|半|/")
_COMPOSITION = re.compile(r"[:：∶]\s*$")
_COMPOSITION_AFTER = re.compile(r"\s*[:：∶]\s*\d")
_OF_WHAT_FOLLOWS = re.compile(r"(?:以上|左右|以下|多)?(?:的|(?![的左以上下之多和与及、，])[一-龥])")  # 70%以上的企业, 近六成受访者
_STATES = ("share", "contribution", "rate")


class MeasureCue(NamedTuple):
    """One row of measure_cues.csv."""

    surface: str
    measure: str
    direction: str | None
    form: str  # verb | object (its object may stand before the figure) | quality (an object that is not counted) | noun | short | against | word (no cue)


class FoundCue(NamedTuple):
    """A cue in a stretch of text, with what stands before it and what follows it up to the figure."""

    cue: MeasureCue
    before: str
    after: str

    @property
    def compared_with(self) -> str | None:
        """Return the words between 比 or 较 and the cue: 去年 in 比去年高出."""
        comparison = _COMPARISON.search(self.before)
        return comparison["target"] if comparison else None


@lru_cache(maxsize=4)
def compile_cues(vocabularies: Vocabularies) -> tuple[re.Pattern[str], dict[str, MeasureCue]]:
    """Return the pattern of all measure cues, longest first, and the cue of each surface."""
    cues = {
        row["surface"]: MeasureCue(row["surface"], row["measure"], row["direction"] or None, row["form"])
        for row in vocabularies.rows("measure_cues")
    }
    return surface_pattern(cues), cues


def find_cues(stretch: str, vocabularies: Vocabularies) -> list[FoundCue]:
    """Return the measure cues of a stretch of text that ends before a figure, the nearest to the figure first.

    >>> from pipelines.extraction.vocabulary import built_in
    >>> [found.cue.surface for found in find_cues('工业增加值增速比上年提高', built_in())]
    ['提高', '增速']
    """
    pattern, cues = compile_cues(vocabularies)
    found = [
        FoundCue(cues[match.group()], stretch[: match.start()], stretch[match.end() :])
        for match in pattern.finditer(stretch)
        if cues[match.group()].form != "word"
    ]
    found.reverse()
    return found


def resolve_measures(article: ArticleReading, vocabularies: Vocabularies) -> None:
    """Fill `is_fact`, `measure` and `direction` of every mention; what states no fact has the measure `other`."""
    for sentence in article.sentences:
        if not sentence.mentions:
            continue
        for index, mention in enumerate(sentence.mentions):
            mention.is_fact = states_a_fact(sentence, index)
            if mention.is_fact:
                mention.measure, mention.direction = _read_measure(sentence, index, vocabularies)
            else:
                mention.measure = "other"


def _read_measure(sentence: SentenceReading, index: int, vocabularies: Vocabularies) -> tuple[str, str | None]:
    mention, context = sentence.mentions[index], sentence.clauses[index]
    kind = mention.quantity.kind
    if kind == "rank":
        return "rank", None
    if context.head != index and context.head != -1 and kind != "number":
        head = sentence.mentions[context.head]
        if head.measure and head.is_fact:
            return head.measure, head.direction
    cues = find_cues(context.left, vocabularies)
    if kind == "percentage_point":
        return _measure_of_points(mention, context, cues)
    if kind == "percent" or kind == "ratio":
        return _measure_of_part(sentence, index, cues, vocabularies)
    if kind == "number" and _is_composition(mention, sentence.text):
        return "share", None
    if mention.quantity.unit in ("次", "轮", "批", "回"):
        return "level", None  # 两次降低准备金率
    changed = _own_change(cues, kind)
    if changed:
        mention.signals.add("measure_from_cue")
        return changed
    if kind == "duration":
        return ("level" if _counts_days(context) else "duration"), None
    mention.signals.add("measure_by_default")
    return "level", None


def _measure_of_points(mention: Mention, context: ClauseContext, cues: list[FoundCue]) -> tuple[str, str | None]:
    """Return the measure of percentage points: a contribution, a difference to another, or a change of their own series."""
    for found in cues:
        cue = found.cue
        if cue.form == "noun" or not _is_open(found, is_points=True):
            continue
        if cue.measure == "contribution":
            return "contribution", None
        if any(other.cue.measure == "contribution" and other.cue.form == "verb" for other in cues):
            return "contribution", None  # 拉动GDP增长0.1个百分点
        mention.signals.add("measure_from_cue")
        if cue.measure == "difference" and not _against_its_own_past(found):
            return "difference", cue.direction
        return "change_pp", cue.direction
    own = _OWN_CHANGE.match(context.right)
    if own:
        return "change_pp", "down" if _OWN_FALL.search(own["noun"]) else "up"
    mention.signals.add("measure_by_default")
    return "change_pp", None


def _is_open(found: FoundCue, *, is_points: bool = False) -> bool:
    """Return whether a cue still governs the figure: 提高到 has led somewhere, 高于 needs something to be against."""
    after = found.after
    if _RESULT.match(after) and found.cue.measure == "change":
        return False
    if found.cue.form == "short":
        return not after or _FILLER.fullmatch(after) is not None
    if found.cue.form == "against":
        if _FILLER.fullmatch(after):
            return found.compared_with is not None  # 比去年高出5%
        return is_points or found.cue.surface != "超过"
    return True


def _against_its_own_past(found: FoundCue) -> bool:
    """Return whether the comparison is with an earlier value of the same series: 高于去年同期, 比上年高."""
    target = found.compared_with
    if target is None:
        target = found.after if found.cue.form == "against" else "上年"
    return _PAST_OF_ITS_OWN.search(target) is not None


def _own_change(cues: list[FoundCue], kind: str) -> tuple[str, str | None] | None:
    """Return change or difference with its direction where the figure is the amount of one, else None."""
    for found in cues:
        cue, after = found.cue, found.after
        if cue.measure not in ("change", "difference") or cue.form == "noun" or not _is_open(found):
            continue
        if cue.measure == "difference":
            if cue.form == "short" and found.compared_with is None:
                continue
            is_past = cue.form != "verb" and _against_its_own_past(found)
            return ("change" if is_past else "difference"), cue.direction
        rest = after[_end_of_filler(after) :]
        if not rest or (
            (cue.form == "object" or (cue.form == "quality" and kind != "count"))
            and len(rest) <= 16
            and not _reaches(rest)
        ):
            return "change", cue.direction
        return None
    return None


def _end_of_filler(after: str) -> int:
    match = _FILLER.match(after)
    return match.end() if match else 0


_REACHES = re.compile(r"为|突破|超过|(?<!达)到|[至有的、]")  # the object of 增加 ends before any of them


def _reaches(rest: str) -> bool:
    return _REACHES.search(rest) is not None


def _measure_of_part(
    sentence: SentenceReading, index: int, cues: list[FoundCue], vocabularies: Vocabularies
) -> tuple[str, str | None]:
    """Return the measure of a percentage, a fraction or a multiple."""
    mention, context = sentence.mentions[index], sentence.clauses[index]
    if "番" in mention.quantity.text:
        return "change", "up"
    own = _OWN_CHANGE.match(context.right)
    is_fraction = mention.quantity.kind == "ratio" and _PART_OF.search(mention.quantity.text) is not None
    for found in cues:
        cue = found.cue
        if cue.form == "against" and is_fraction:
            continue  # 超过全球的三分之一 is a share of it
        if (
            not _is_open(found)
            or ("的" in found.after
            and cue.form != "noun"
            and cue.measure != "share"
            and cue.form != "against")
        ):
            continue
        if cue.measure == "change" and own and found.after:
            break
        if cue.measure == "difference" and cue.form == "short" and found.compared_with is None:
            continue
        mention.signals.add("measure_from_cue")
        if cue.measure == "difference" and cue.form != "verb" and _against_its_own_past(found):
            return "change", cue.direction
        if cue.measure == "contribution" and cue.form == "verb" and cue.surface == "贡献":
            return "contribution", None
        if cue.measure == "contribution" and cue.form == "verb":
            continue
        return cue.measure, cue.direction
    if own:
        mention.signals.add("measure_from_cue")
        return "change", "down" if _OWN_FALL.search(own["noun"]) else "up"
    return _state_of_part(sentence, index, vocabularies)


def _state_of_part(sentence: SentenceReading, index: int, vocabularies: Vocabularies) -> tuple[str, str | None]:
    """Return the measure of a part that is no change: a share or a rate by the nearest noun that names one."""
    mention, context = sentence.mentions[index], sentence.clauses[index]
    text = sentence.text
    is_multiple = mention.quantity.kind == "ratio" and not _PART_OF.search(mention.quantity.text)
    if _PUT_TO.match(context.right) or (_PART_AFTER.search(context.left) and not is_multiple):
        return "share", None
    state = _named_state(text[context.clause_start : mention.start], vocabularies)
    if state:
        mention.signals.add("measure_from_cue")
        return state
    if _ONLY_REACHES.fullmatch(context.left):
        earlier = max((text.rfind(mark, 0, max(0, context.clause_start - 1)) for mark in "，；。,;"), default=-1)
        state = _named_state(text[earlier + 1 : context.clause_start], vocabularies)
        if state:
            return state
    mention.signals.add("measure_by_default")
    if mention.quantity.kind == "ratio":
        return ("share" if _PART_OF.search(mention.quantity.text) else "level"), None
    previous = sentence.mentions[index - 1] if index else None
    if (
        previous
        and previous.measure == "change"
        and previous.quantity.kind == "percent"
        and not _OF_WHAT_FOLLOWS.match(context.right)
    ):
        return "change", previous.direction  # 城镇增长5%，农村7%
    names_series = context.left and not _ONLY_REACHES.fullmatch(context.left)
    return ("rate" if names_series and not _OF_WHAT_FOLLOWS.match(context.right) else "share"), None


def _named_state(stretch: str, vocabularies: Vocabularies) -> tuple[str, str | None] | None:
    for found in find_cues(stretch, vocabularies):
        if found.cue.measure in _STATES and found.cue.form == "noun":
            return found.cue.measure, None
        if found.cue.measure == "change" and found.cue.form == "noun":
            return "change", found.cue.direction
    return None


def _is_composition(mention: Mention, text: str) -> bool:
    """Return whether the number is one of a composition such as 5.1：40.2：54.7."""
    return bool(
        _COMPOSITION.search(text, max(0, mention.start - 3), mention.start)
        or _COMPOSITION_AFTER.match(text, mention.end)
    )


_PART_AFTER = re.compile(r"的(?:大?约|近|超过?|逾)?$")  # 恢复至2019年同期的90%
_PUT_TO = re.compile(r"以上?用于|用于|用来|来自|投向|集中在|分布在|流向")  # 奖励资金40%用于供种
_DAYS = re.compile(r"(?:天数|日数|[晴雨雪雾霾]天|无霜期|日照时数|优良天)")


def _counts_days(context: ClauseContext) -> bool:
    return _DAYS.search(context.left) is not None
