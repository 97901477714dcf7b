"""What a change or a difference is against: 同比, 环比, 比2016年, 高于全国.

`previous_year` and `previous_period`, a period, or the words as they are written (the annotation
guidelines, 'Baseline.').
"""

import re

from pipelines.extraction.observations.clauses import REACH
from pipelines.extraction.observations.measure_cues import ANOTHER_COMPARED, COMPARES, find_cues
from pipelines.extraction.observations.periods import in_year, last_year
from pipelines.extraction.observations.reading import ArticleReading, Mention, SentenceReading
from pipelines.extraction.observations.starting_points import compared_value
from pipelines.extraction.observations.time_expressions import find_time_expressions
from pipelines.extraction.observations.time_resolution import Clock, resolve_expression
from pipelines.extraction.vocabulary import Vocabularies

_COMPARED = ("change", "change_pp", "difference")
_YEAR_ON_YEAR = re.compile(r"同比|同增|同降|同期增长")
_COMPARISON = re.compile(
    rf"{COMPARES}(?P<target>[^，；。]*)"
    r"|(?:与|同|和)(?P<with>[^，；。]{1,16})相比"
)
# 与2010年相比，A上升…，B下降…; 与2010年|的9万人相比; 与2010年|第六次全国人口普查相比
_FRONTED = re.compile(
    r"(?:^|[，。；：])(?:与|同|和)(?P<with>[^，；。]{1,20}?)(?:的约?\d[^，；。]{0,16}|第[一二三四五六七八九十]次[^，；。]{2,8}普查)?相比[，,]"
)
_AGAINST = re.compile(
    r"(?:[高低快慢大小多少优好]于|[高低超多]出|领先于?|落后于?|超过|[高快]过|超(?=警戒|保证|汛限|历史|设防))(?P<target>[^，；。]{0,40})$"
)
_PREVIOUS_YEAR = re.compile(r"(?:上年度?|去年|上一年|前一年)?的?(?:同期|同月|同季)?(?:水平)?(?:每.{1,3})?")
_SAME_TIME_OF_PREVIOUS_YEAR = re.compile(r"(?:上年|去年)的?(?:同期|同月|同季|同口径)")
_PREVIOUS_PERIOD = re.compile(
    r"上个?[月周期]|上一?(?:季度|周|期|月|个?交易日)|前一(?:天|日|周|月|季度|交易日)|前日|昨日|昨天"
)
_TIME_WORDS = "(?:同期|全年|水平|末|底|初|的|时|实际|平均|同口径)*"
_TIME_REST = re.compile(f"{_TIME_WORDS}(?:每.{{1,3}}{_TIME_WORDS}){{0,2}}")
_JOINED = re.compile(r"[和与及、]|以及")
# Longer ones first: 年均 is one word, whose 均 is none.
_ADVERBS = (
    *("进一步", "分别", "同比", "实际", "名义", "大幅", "明显", "显著", "有所", "累计", "整体", "总体", "有望", "超过"),
    *("翻了", "平均", "年均", "月均", "日均", "户均", *"均都已也又要还约近将可净共则略超逾仍再多"),
)
_WIDTH_OF_CHANGE = re.compile(r"[升降增涨跌]幅(?:达到?|约?为|约|是)*")  # 较上月上升9亿美元，升幅为2%
_AVERAGE_OF_YEARS = re.compile(r"年均|年平均|[两二三四五六七八九十\d]年平均")


def resolve_baselines(article: ArticleReading, vocabularies: Vocabularies) -> None:
    """Fill `baseline` of every fact that is a change or a difference.

    A growth figure without one takes previous_year from 同比 or 比上年 before it in its sentence, over semicolons too.
    """
    inherited: str | None = None
    runs_on = False
    for sentence in article.sentences:
        inherited = inherited if runs_on else None
        runs_on = sentence.runs_on
        for index, mention in enumerate(sentence.mentions):
            if not mention.is_fact or mention.measure not in _COMPARED:
                continue
            if compared_value(sentence, index) is None:  # 高于1月份的3%: 1月份 is its own time
                mention.baseline = _read_baseline(sentence, index, vocabularies)
            if mention.baseline is None and index and _WIDTH_OF_CHANGE.fullmatch(sentence.clauses[index].left):
                mention.baseline = sentence.mentions[index - 1].baseline
            if mention.baseline is None and _inherits(sentence, index):
                mention.baseline = inherited
            if mention.baseline == "previous_year":
                inherited = "previous_year"


def _inherits(sentence: SentenceReading, index: int) -> bool:
    """Return whether a figure may take its baseline from the one before it; headlines and yearly averages do not."""
    mention, context = sentence.mentions[index], sentence.clauses[index]
    return (
        mention.measure != "difference"
        and sentence.sentence.role != "headline"
        and not _AVERAGE_OF_YEARS.search(context.lead)
    )


def _read_baseline(sentence: SentenceReading, index: int, vocabularies: Vocabularies) -> str | None:
    mention, context = sentence.mentions[index], sentence.clauses[index]
    another = ANOTHER_COMPARED.fullmatch(context.left) if mention.measure == "difference" else None
    if another:
        return another["target"]
    lead = sentence.text[max(context.clause_start, context.left_start - REACH) : context.left_start] + context.left
    for stretch in (context.left, lead) if context.left != lead else (lead,):
        if "环比" in stretch:
            return "previous_period"
        target = _compared_with(stretch, vocabularies)
        if target is not None:
            target = _own_target(target, sentence, index)
            resolved = _resolve_target(target, mention, vocabularies)
            if resolved:
                return resolved
        if _YEAR_ON_YEAR.search(stretch):
            return "previous_year"
    is_growth = mention.measure == "change" and not _AVERAGE_OF_YEARS.search(context.lead)
    before = sentence.text[max(0, context.clause_start - REACH) : context.clause_start]
    if (fronted := next(reversed(list(_FRONTED.finditer(before))), None)) and (
        resolved := _resolve_target(fronted["with"], mention, vocabularies)
    ):
        return resolved
    return "previous_year" if is_growth and _YEAR_ON_YEAR.search(before) else None


def _compared_with(stretch: str, vocabularies: Vocabularies) -> str | None:
    """Return the words that follow 比, 较 or 高于 up to the verb of the change, None where nothing is compared."""
    against = _AGAINST.search(stretch)
    if against and _strip(against["target"]):
        return _strip(against["target"])
    comparisons = list(_COMPARISON.finditer(stretch))
    if not comparisons:
        return None
    if comparisons[-1]["with"]:
        return comparisons[-1]["with"]
    target = comparisons[-1]["target"]
    for found in reversed(find_cues(target, vocabularies)):
        if found.cue.measure in ("change", "difference") and found.cue.form != "noun":
            return _strip(found.before)
    return _strip(target)


def _own_target(target: str, sentence: SentenceReading, index: int) -> str:
    """Return what the figure itself is compared with where a list is: 较一季度和去年四季度分别高2.5、5.7个百分点."""
    targets = _JOINED.split(target)
    if len(targets) == 1:
        return target
    head = sentence.clauses[index].head
    group = [clause for clause in sentence.clauses[head : head + len(targets) + 1] if clause.head == head]
    return targets[index - head] if len(group) == len(targets) else target


def _strip(words: str) -> str:
    """Return the words without the adverbs and spaces at their end: 上年同期 of 上年同期均大幅."""
    words = words.rstrip()
    while words.endswith(_ADVERBS):
        words = words.removesuffix(next(filter(words.endswith, _ADVERBS))).rstrip()
    return words.strip("　 的")


def _resolve_target(target: str, mention: Mention, vocabularies: Vocabularies) -> str | None:
    """Return what a comparison is with: previous_year, previous_period, a period, or the words as they are written."""
    if not target:
        return None
    if _PREVIOUS_PERIOD.match(target):
        return "previous_period"
    if _PREVIOUS_YEAR.fullmatch(target) or _SAME_TIME_OF_PREVIOUS_YEAR.search(target):
        return "previous_year"
    expression = next(iter(find_time_expressions(target, vocabularies)), None)
    if expression is None or expression.start > 1 or expression.kind in ("holiday", "winter"):
        return target
    own_year = last_year(mention.time_period) if mention.time_period else None
    period = resolve_expression(expression, Clock(mention.sentence.article.published, own_year))
    if period is None or not _TIME_REST.fullmatch(target, expression.end):
        return target  # 上年年初预算 is no time
    if "同期" in target and mention.time_period and len(period) == len("2019"):
        return in_year(mention.time_period, int(period))
    return period
