"""What a change or difference is against (同比, 比2016年, 高于全国), and at which prices it is stated."""

import re

from pipelines.extraction.observations.measure import find_cues
from pipelines.extraction.observations.periods import in_year, last_year
from pipelines.extraction.observations.reading import ArticleReading, SentenceReading
from pipelines.extraction.observations.time_expressions import find_time_expressions
from pipelines.extraction.observations.time_resolution import Clock, resolve_expression
from pipelines.extraction.vocabulary import Vocabularies

_COMPARED = ("change", "change_pp", "difference")
_YEAR_ON_YEAR = re.compile(r"同比|同增|同降|同期增长")
_PERIOD_ON_PERIOD = re.compile(r"环比")
_COMPARISON = re.compile(
    r"(?<![同环占对无百类])[比较](?![重例较快大好高低小强差为赛率值分])(?P<target>[^，；。]*)|(?:与|同|和)(?P<with>[^，；。]{1,16})相比"
)
_AGAINST = re.compile(r"(?:[高低快慢大小多少优好]于|[高低超多]出|领先于?|落后于?|超过|[高快]过)(?P<target>[^，；。]*)$")
_PREVIOUS_YEAR = re.compile(
    r"(?:上年度?|去年|上一年|前一年)?(?:的)?(?:同期|同月|同季)?(?:水平)?(?:每.{1,3})?$|.*(?:上年|去年)(?:的)?(?:同期|同月|同季|同口径).*"
)
_PREVIOUS_PERIOD = re.compile(
    r"上(?:个)?[月周期]|上一?(?:季度|周|期|月|个?交易日)|前一(?:天|日|周|月|季度|交易日)|前日|昨日|昨天"
)
_JOINED = re.compile(r"[和与及、]|以及")
_ADVERBS = re.compile(
    r"(?:分别|均|都|已|也|又|要|还|约|近|将|可|净|同比|实际|名义|大幅|明显|显著|有所|共|累计|整体|总体|则|略|有望|超过?|逾|仍|再|进一步|平均|年均|多|　|\s)+$"
)
_AVERAGE_OF_YEARS = re.compile(r"年均|年平均|[两二三四五六七八九十\d]年平均")
_PRICES = re.compile(
    r"(?P<constant>可比价|不变价|可比口径价|扣除(?:物价|价格)|实际(?=增|下|上|减|回|提|同比))|(?P<current>现价|当年价|名义)"
)


def resolve_baselines(article: ArticleReading, vocabularies: Vocabularies) -> None:
    """Fill `baseline` and `price_basis` of every fact that is a change or a difference."""
    inherited: str | None = None
    previous: SentenceReading | None = None
    for sentence in article.sentences:
        if previous is None or not previous.runs_on:
            inherited = None
        previous = sentence
        for index, mention in enumerate(sentence.mentions):
            if not mention.is_fact or mention.measure not in _COMPARED:
                continue
            context = sentence.clauses[index]
            mention.baseline = _read_baseline(sentence, index, vocabularies)
            if _AVERAGE_OF_YEARS.search(sentence.text, context.clause_start, mention.start):
                continue
            if (
                mention.baseline is None
                and mention.measure in ("change", "change_pp")
                and sentence.sentence.role != "headline"
            ):
                mention.baseline = inherited
            if mention.baseline == "previous_year":
                inherited = "previous_year"
        if sentence.mentions:
            _read_price_basis(sentence)


def _read_baseline(sentence: SentenceReading, index: int, vocabularies: Vocabularies) -> str | None:
    mention, context = sentence.mentions[index], sentence.clauses[index]
    left = sentence.text[context.clause_start : context.left_start] + context.left
    near = context.left
    for stretch in (near, left) if near != left else (near,):
        if _PERIOD_ON_PERIOD.search(stretch):
            return "previous_period"
        compared = _compared_with(stretch, vocabularies)
        if compared is not None:
            target, is_against = compared
            target = _own_target(target, sentence, index)
            resolved = _resolve_target(target, sentence, index, vocabularies)
            if resolved or (is_against and mention.measure == "difference"):
                return resolved or target or None
        if _YEAR_ON_YEAR.search(stretch):
            return "previous_year"
    if mention.measure == "change" and _YEAR_ON_YEAR.search(sentence.text, 0, context.clause_start):
        return "previous_year"
    return None


def _compared_with(stretch: str, vocabularies: Vocabularies) -> tuple[str, bool] | None:
    """Return the words that follow 比, 较 or 高于 up to the verb of the change, and whether it was 高于."""
    against = _AGAINST.search(stretch)
    if against and _strip(against["target"]):
        return _strip(against["target"]), True
    last = None
    for last in _COMPARISON.finditer(stretch):
        pass
    if last is None:
        return None
    if last["with"]:
        return last["with"], True
    target = last["target"]
    cues = [
        found
        for found in find_cues(target, vocabularies)
        if found.cue.measure in ("change", "difference") and found.cue.form != "noun"
    ]
    if cues:
        target = cues[-1].before
    return _strip(target), True


def _own_target(target: str, sentence: SentenceReading, index: int) -> str:
    """Return what the figure itself is compared with where a list is: 较一季度和去年四季度分别高2.5、5.7个百分点."""
    head = sentence.clauses[index].head
    members = sum(clause.head == head for clause in sentence.clauses)
    targets = _JOINED.split(target)
    return targets[index - head] if members == len(targets) else target


def _strip(words: str) -> str:
    return _ADVERBS.sub("", words).strip("　 的")


def _resolve_target(target: str, sentence: SentenceReading, index: int, vocabularies: Vocabularies) -> str | None:
    """Return what a comparison is with: previous_year, previous_period, a period, or the words as they are written."""
    if not target:
        return None
    mention = sentence.mentions[index]
    if _PREVIOUS_PERIOD.match(target):
        return "previous_period"
    if _PREVIOUS_YEAR.fullmatch(target):
        return "previous_year"
    expressions = find_time_expressions(target, vocabularies)
    if expressions and expressions[0].start <= 1:
        expression = expressions[0]
        if expression.kind in ("holiday", "winter"):
            return target
        clock = Clock(sentence.article.published, last_year(mention.time_period) if mention.time_period else None)
        period = resolve_expression(expression, clock)
        if period is None:
            return target
        if "同期" in target and mention.time_period and len(period) == 4:
            return in_year(mention.time_period, int(period))
        rest = target[expression.end :]
        if rest and not _TIME_REST.fullmatch(rest):
            return target
        return period
    return target


_TIME_REST = re.compile(r"(?:同期|全年|水平|末|底|初|的|时|实际|平均|同口径|每.{1,3})*")


def _read_price_basis(sentence: SentenceReading) -> None:
    """Set the prices of growth figures from the nearest words before them in the sentence: 按不变价格计算，增长5%."""
    words = list(_PRICES.finditer(sentence.text))
    if not words:
        return
    for index, mention in enumerate(sentence.mentions):
        if not mention.is_fact:
            continue
        context = sentence.clauses[index]
        before = [word for word in words if word.start() < mention.start]
        if not before:
            continue
        word = before[-1]
        is_own = word.start() >= context.clause_start
        if mention.measure == "change" or (is_own and mention.measure == "level"):
            mention.price_basis = "constant" if word["constant"] else "current"
