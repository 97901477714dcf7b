"""Whether a figure is a result, a target or an earlier value given for comparison (SDMX OBS_STATUS is narrower).

Cues are data: schemas/vocabularies/statuses.csv.
"""

import re
from bisect import bisect_left
from functools import lru_cache
from typing import NamedTuple

from pipelines.extraction.observations.clauses import REACH
from pipelines.extraction.observations.periods import period_bounds
from pipelines.extraction.observations.reading import ArticleReading, Mention, SentenceReading
from pipelines.extraction.observations.starting_points import starting_point
from pipelines.extraction.observations.surfaces import surface_pattern
from pipelines.extraction.vocabulary import Vocabularies

# 将 that only puts the object before its verb: 将化肥纳入保障范围.
_MOVES = re.compile(
    r"将(?:(?:[约近原这其]|其余|其中|另外|上述|全部|剩余|现有|部分)?"  # 将3名嫌疑人逮捕: future 将 stands before a verb
    r"(?:\d[\d.]{0,9}[万亿余多]{0,2}(?![\d年月日时点GgKk])|[两二三四五六七八九十百]{1,4}[名个位座条辆艘架户家栋件批棵张部])"
    r"|[^，；。]{1,30}了(?!解)"
    r"|(?![由从达再新会不在于有被逐进继全陆大持稳力可超突])[^，；。]{2,20}?"
    r"(?:(?:调[高低整]|提[高升]|降低?|缩[短减小]|[扩放]大|扩展|延长|增[加至]|压[缩减])[至到为成]|下调|上调|统一(?:降低|提高))"
    r"|[^，；。]{1,24}?(?:[纳列]入|列为|作为|转[为化]|装[进入]|改为|变[成为]|分[为成]|[引带]入|送[到往至]|移交|用于|交给|提请|推向|送入|"
    r"定为|视为|称为|串[联珠成]|连接|整合|融入|升级|[传运][输送]?[到往至]|投入|带[到入]|发射(?:升空|[到至入])))"
    r"|确保[^，；。]{1,12}(?:前提|基础)"
)
_HEADING_OF_TARGETS = re.compile(
    r"(?:主要|预期|发展|工作|总体|奋斗)目标|目标任务|(?:工作|任务)安排|重点(?:工作|任务)|工作(?:打算|重点|部署|思路)|"
    r"总体要求|政策取向|主要任务"
)
_HEADING_OF_RESULTS = re.compile(r"完成|回顾|总结|情况|成[就效绩]|进展|实现")
_MEASURED_BY = re.compile(
    r"(?:[高低好快优多少大小]于|[比较超占为]|完成|实现|达到)[^，；。]{0,6}$"
)  # 好于年度目标4个百分点
_AIM_AFTER = re.compile(r"(?:左右|以上)?的?(?:预期|增长|发展|年度|全年)*目标")  # 实现经济增长5%左右的预期目标
_ISSUED = re.compile(r"下达|印发|签[订署约]")  # 提前下达2025年资金: done, though for a year to come
_IS_DONE = re.compile(r"已|了|完成|如期|提前|圆满|超额|达到")
_IS_TOLD = re.compile(r"[已了]|目前|截至|迄今")  # “十四五”期间，已建成公园9个
_PURPOSE = ("为", "了")
_AMONG = "其中"
_DONE_BEFORE = re.compile(r"[一-龥]了(?:[近约逾超]|超过)?$")
_LONGEST_LIST = 40  # items of a list of targets
_MOST_LOOKED_AT = 20  # cues before a figure
_SPEAKS = re.compile(r"表示|认为|称|预计|预期|相信|打算|希望|愿意")
_OWN_TIME = ("time_in_clause", "time_inherited_sentence")  # signals of a time told in the sentence itself
_SUBSECTION = re.compile(r"[（(]|\d+[.．、]|[①-⑳]|第?[一二三四五六七八九十]是")
_LIST_OF_TARGETS = re.compile(r"目标[^，。；]{0,6}[：:]|目标是")


# 调研计划，… and 计划的9个项目: what follows shows the noun.
_PLAN_ENDS = re.compile(r"[，。；、）”》的和与及等中内外]|$")


class Cue(NamedTuple):
    """A word that makes figures targets, or ends that (actual): where it is, how far it reaches (clause, sentence)."""

    start: int
    surface: str
    reach: str


@lru_cache(maxsize=4)
def _compile_cues(vocabularies: Vocabularies) -> tuple[re.Pattern[str], dict[str, str]]:
    cues = {row["surface"]: row["reach"] for row in vocabularies.rows("statuses")}
    return surface_pattern(cues), cues


def resolve_statuses(article: ArticleReading, vocabularies: Vocabularies) -> None:
    """Fill `status` of every fact's mention: target, baseline or actual."""
    section: str | None = None
    is_section = False  # whose heading announces targets
    sentences = article.sentences
    for place, sentence in enumerate(sentences):
        if sentence.sentence.section != section:
            section = sentence.sentence.section
            is_section = _announces_targets(section) or (is_section and _is_subsection(section))
        if not sentence.facts:
            continue
        is_target = is_section or _is_announced(sentences, place, vocabularies)
        cues = _find_cues(sentence.text, vocabularies)
        for index, mention in enumerate(sentence.mentions):
            if mention.is_fact:
                mention.status = _read_status(sentence, index, cues, is_target=is_target)


def _is_announced(sentences: list[SentenceReading], place: int, vocabularies: Vocabularies) -> bool:
    """Return whether the words before a sentence make it a target: 目标是：A增长6%；B…, or 预计…。其中，…"""
    text = sentences[place].text
    if text.startswith("其中") and place:
        cues = _find_cues(sentences[place - 1].text, vocabularies)
        if cues and cues[-1].reach == "sentence":
            return True
    for sentence in reversed(sentences[max(0, place - _LONGEST_LIST) : place + 1]):
        if sentence is not sentences[place] and not sentence.runs_on:
            return False
        if _LIST_OF_TARGETS.search(sentence.text) or _forecasts_parts(sentence, sentences[place], vocabularies):
            return True
    return False


def _forecasts_parts(sentence: SentenceReading, part: SentenceReading, vocabularies: Vocabularies) -> bool:
    """Return whether `sentence` forecasts a whole and begins to list its parts: 预计客运量…，其中公路…；铁路…"""
    among = sentence.text.rfind(_AMONG) if sentence is not part else -1
    before = [cue for cue in _find_cues(sentence.text, vocabularies) if cue.start < among] if among >= 0 else []
    return bool(before) and before[-1].reach == "sentence"


def _find_cues(text: str, vocabularies: Vocabularies) -> list[Cue]:
    """Return the cues of a text in order."""
    pattern, reaches = _compile_cues(vocabularies)
    return [
        Cue(match.start(), match.group(), reaches[match.group()])
        for match in pattern.finditer(text)
        if reaches[match.group()] != "word" and not _is_no_cue(text, match)
    ]


def _is_no_cue(text: str, match: re.Match[str]) -> bool:
    """Return whether the word only moves the object before its verb, or names a goal that a result is measured by."""
    if text[match.end() : match.end() + 1] in ("”", "》", '"'):
        return True  # “春蕾计划”实施以来
    if match.group() == "确保" and text[match.start() - 1 : match.start()] in _PURPOSE:
        return True  # 为确保行洪安全，转移了9万人
    if match.group() == "计划" and _PLAN_ENDS.match(text, match.end()):
        return True
    if match.group() in ("计划", "预期") or "目标" in match.group():
        return _MEASURED_BY.search(text, max(0, match.start() - 10), match.start()) is not None
    return _MOVES.match(text, match.start()) is not None


def _is_subsection(section: str | None) -> bool:
    return section is not None and _SUBSECTION.match(section) is not None


def _announces_targets(section: str | None) -> bool:
    """Return whether a section's heading says that what follows is planned: 三、2021年工作安排."""
    return (
        section is not None
        and _HEADING_OF_TARGETS.search(section) is not None
        and _HEADING_OF_RESULTS.search(section) is None
    )


def _read_status(sentence: SentenceReading, index: int, cues: list[Cue], *, is_target: bool) -> str:
    """Return the status of one figure; `is_target` says what holds of the sentence before its own cues."""
    mention = sentence.mentions[index]
    if starting_point(sentence, index) is not None:
        mention.signals.add("status_cue")
        return "baseline"
    if (
        _is_ahead(mention)
        and not _ISSUED.search(sentence.clauses[index].lead)
        and (not _is_of_days(mention) or not mention.signals.isdisjoint(_OWN_TIME))
    ):
        mention.signals.add("status_from_period")
        return "target"
    if "time_in_plan" in mention.signals and not _IS_TOLD.search(sentence.clauses[index].lead):
        return "target"
    cue = _cue_of(sentence, index, cues)
    if cue:
        mention.signals.add("status_cue")
        is_told = cue.surface == "将" and _is_over(mention) and _is_span(mention)  # 去年将两县并入: no future
        return "actual" if cue.reach == "actual" or is_told else "target"
    context = sentence.clauses[index]
    is_counted = mention.quantity.kind == "count"  # 打击了9个目标: what is shot at
    if not is_counted and _AIM_AFTER.match(context.right) and not _IS_DONE.search(context.lead):
        mention.signals.add("status_cue")
        return "target"
    is_target = is_target and not _is_over(mention)  # under a heading of targets a year that is over tells results
    return "target" if is_target else "actual"


def _cue_of(sentence: SentenceReading, index: int, cues: list[Cue]) -> Cue | None:
    """Return the cue that a figure stands under: one that follows in its clause, else the last before it in reach."""
    mention, context = sentence.mentions[index], sentence.clauses[index]
    here = bisect_left(cues, mention.start, key=lambda cue: cue.start)
    if here < len(cues) and cues[here].start < context.clause_end and cues[here].reach == "sentence":
        far = cues[here].start > mention.end + REACH
        if not far and not _SPEAKS.search(sentence.text, mention.end, cues[here].start):
            return cues[here]  # 40支医疗队将赴西部; but 近六成企业表示将增加投资: how many say so is a result
    for cue in reversed(cues[max(0, here - _MOST_LOOKED_AT) : here]):
        if cue.start >= context.clause_start:
            return cue
        if _DONE_BEFORE.search(context.left) and not cue.surface.endswith("后"):
            return None  # 今年将扩大试点，年初出台了90条措施
        if cue.reach != "clause":
            return None if sentence.text.find("；", cue.start, context.clause_start) >= 0 else cue
    return None


def _is_over(mention: Mention) -> bool:
    """Return whether the figure's whole period lies before the day of publication."""
    published = mention.sentence.article.published
    _, end = period_bounds(mention.time_period)
    return published is not None and end is not None and end < published


def _is_span(mention: Mention) -> bool:
    """Return whether the figure's period is more than a day; a day may be only that of the announcement."""
    return mention.time_period is not None and len(mention.time_period) < len("2023-09-06")


def _is_of_days(mention: Mention) -> bool:
    """Return whether the figure's period is one of days, such as those of a fair that a text has announced."""
    return mention.time_period is not None and mention.time_period.partition("/")[0].count("-") == 2


def _is_ahead(mention: Mention) -> bool:
    """Return whether the figure's whole period lies after the day of publication, or the end of it that is aimed at."""
    published = mention.sentence.article.published
    start, end = period_bounds(mention.time_period)
    if published is None or start is None or end is None:
        return False
    return start > published or ("time_by_deadline" in mention.signals and end > published)
