"""What a title does not hold: the area, times, sources, comparisons, places and examples around a noun phrase."""

import re
from itertools import dropwhile, takewhile

from pipelines.extraction.observations.indicators.actors import from_last_adverb, is_noun_phrase, without_framing
from pipelines.extraction.observations.indicators.kinds import (
    ADJECTIVE,
    ADVERB,
    AREA,
    CHANGE,
    COMPARISON,
    CONJUNCTION,
    EXAMPLES,
    FREQUENCY,
    LIGHT,
    LINK,
    LOCATIVE,
    NOUN,
    NUMERAL,
    OF,
    OTHER,
    PLAIN,
    PREPOSITION,
    PRONOUN,
    TIME,
    VERB,
)
from pipelines.extraction.observations.indicators.lexicon import Lexicon
from pipelines.extraction.observations.indicators.names import SHARES
from pipelines.extraction.observations.indicators.owners import OF_AREA, area_length, is_place, without_owner
from pipelines.extraction.observations.indicators.prepositions import (
    WITH,
    without_beneficiary,
    without_inner_place,
    without_place,
)
from pipelines.extraction.observations.indicators.tokens import FAR, Token, balanced, has_noun, text_of

_DROPPED_BEFORE = {CHANGE, ADVERB, TIME, PRONOUN, CONJUNCTION, OTHER, LINK, AREA, OF, LOCATIVE, COMPARISON, EXAMPLES}
_DROPPED_AFTER = {CONJUNCTION, OF, TIME, PREPOSITION, LOCATIVE, EXAMPLES, AREA}
_COPULAS = {"是", "为", "相当于", "等于", "达到", "达"}
_APPOSED = ("之一", "在内", "为代表")  # before 的: what says the same of another, or names members of it
# Adverbs that a noun after them takes in: 释放|长期流动性, 集中|育秧设施, but 产量长期|稳定.
_TERMS = {"长期", "短期", "定期", "集中"}
_SORTS_OF_AREA = ("大省", "大市", "大县", "强县", "强市", "强省", "首府", "省会", "首都")
_NEAR = 4  # tokens
_WITHIN = {"中", "当中", "之中", "后", "之后", "以后", "前", "之前", "以前", "内", "之内", "里"}
_TRADE = ("进出口", "进出口额", "进出口总额", "进出口总值", "贸易额", "贸易总额")
_HAVING = {"有", "具有", "没有"}
_YARDSTICKS = {"预算", "决算", "执行数", "计划", "水平", "均值", "峰值"}  # of a time: what is compared with
_PUBLISHING = {"发布", "公布", "宣布", "通报"}
# 一类 and 二级 are grades of what follows.
_ARTICLE = re.compile(
    "一[^类级等线路]|这[一-鿿]|(?:首|多|第[一二三四五六七八九十0-9]+)[个条座家批项台艘届口轮名]|[两三四]地|大?部分"
)
_SORTS = {"领域", "行业", "产业"}
_LONGEST_EXAMPLES = 14  # characters


def naming_phrase(tokens: list[Token], area: str, lexicon: Lexicon, *, keeps_examples: bool = False) -> list[Token]:
    """Return the part of `tokens` that names a series: without area, time, adverbs, sources and comparisons.

    Examples before 等 are left out unless they are asked for: figures in a row may be of each.
    """
    tokens = tokens[-FAR:]
    tokens = without_beneficiary(tokens)
    plain = drop_leading(tokens, area)
    compares = any(token.kind == COMPARISON for token in tokens)
    if _is_plain(plain) and not compares and plain[0].text not in lexicon.roles["framing"]:
        return [] if is_place(plain) else without_owner(plain, lexicon)
    tokens = _after_apposition(_without_source(tokens, lexicon))
    tokens = _before_link(_without_comparison(tokens))
    tokens = without_inner_place(without_place(drop_leading(tokens, area)))
    tokens = _joined_over_light_verb(without_framing(tokens, lexicon), area)
    tokens = _after_whole(from_last_adverb(tokens, lexicon))
    if not keeps_examples:
        tokens = _without_examples(tokens)
    tokens = _last_predicate(tokens, lexicon)
    tokens = drop_leading(_after_inner_time(tokens), area)
    tokens = _without_adverbs(tokens)
    if len(tokens) > 2 and tokens[-1].tag == "q" and tokens[-2].kind == NUMERAL:
        tokens = tokens[:-2]  # 《条例》|共11章|74条
    while tokens and tokens[-1].kind in _DROPPED_AFTER:
        tokens = tokens[:-1]
    if not has_noun(tokens) or is_place(tokens):
        return []
    return balanced(without_owner(tokens, lexicon))


def _without_adverbs(tokens: list[Token]) -> list[Token]:
    """Return `tokens` without adverbs and pronouns; 释放|长期|流动性 keeps the one that its noun takes in."""
    return [
        token
        for place, token in enumerate(tokens)
        if token.kind not in (ADVERB, PRONOUN, OTHER)
        or (token.text in _TERMS and place + 1 < len(tokens) and tokens[place + 1].kind in (NOUN, VERB))
    ]


def _is_article(token: Token) -> bool:
    """Return whether a numeral only introduces a noun: 一个, 一批, 首条, 多个, 第三批."""
    return token.kind == NUMERAL and _ARTICLE.fullmatch(token.text) is not None


def _is_plain(tokens: list[Token]) -> bool:
    """Return whether a phrase is made of nouns alone, so that there is nothing to strip from it."""
    return bool(tokens) and all(token.kind in PLAIN for token in tokens)


def _is_scope(token: Token) -> bool:
    """Return whether a word after 该 or 各 says no more than they do: 片, 县, 地区."""
    return len(token.text) == 1 or token.text == "地区"


def drop_leading(tokens: list[Token], area: str) -> list[Token]:
    """Return `tokens` without what precedes a title: adverbs, times, 其中, and the area by any of its names."""
    start = 0
    while start < len(tokens):
        if (length := area_length(tokens[start:], area)) and text_of(tokens[start + length :][:1]) not in OF_AREA:
            start += length
            if start < len(tokens) and tokens[start].text in ("地区", "境内"):
                start += 1
        elif length := _apposition_length(tokens[start : start + _NEAR], area):
            start += length
        elif tokens[start].text in WITH and text_of(tokens).endswith(_TRADE):
            break  # 与中东欧国家|进出口额
        elif tokens[start].kind in _DROPPED_BEFORE or _is_article(tokens[start]):
            start += 1
            if tokens[start - 1].kind == PRONOUN and start < len(tokens) and _is_scope(tokens[start]):
                start += 1  # 该|片, 该|县, 各|地区
        else:
            break
    return tokens[start:]


def _apposition_length(tokens: list[Token], area: str) -> int:
    """Return how many of the leading tokens say what the area is and spell it: 产粮|大省|黑龙江, 农业|大县|扶沟."""
    for place in range(1, len(tokens)):
        if tokens[place - 1].kind != NOUN:
            break
        if tokens[place - 1].text.endswith(_SORTS_OF_AREA) and (length := area_length(tokens[place:], area)):
            return place + length
    return 0


def _without_source(tokens: list[Token], lexicon: Lexicon) -> list[Token]:
    """Return what follows 统计显示, 了解到 …: what comes before says who told it.

    A verb of telling right before nouns alone has them as its object: 行动已|发布岗位.
    """
    for place in range(len(tokens) - 1, -1, -1):
        if tokens[place].text in lexicon.roles["source"] and tokens[place].kind == VERB:
            governs = tokens[place].text in _PUBLISHING and (not place or tokens[place - 1].kind in (ADVERB, TIME))
            return tokens[place:] if governs and _is_plain(tokens[place + 1 :]) else tokens[place + 1 :]
    return tokens


def _without_comparison(tokens: list[Token]) -> list[Token]:
    """Return `tokens` without 比… and 较…: the words compared with stand between it and the verb, already gone."""
    for place, token in enumerate(tokens):
        if token.kind == COMPARISON:
            if has_noun(tokens[:place]):
                return tokens[:place]
            after = tokens[place + 1 :]
            is_level = len(after) == 2 and after[1].text in _YARDSTICKS  # 比上年预算|增加
            is_time = bool(after) and after[0].kind == TIME and not is_level
            if not is_time:
                return []  # 比全国平均水平|高
            named = list(dropwhile(lambda token: token.kind == TIME or token.tag == "t", after))
            return named if has_noun(named) else []  # 比上年同期|用电量增长, but 较2024年|国庆节假日|增加
    return tokens


def _before_link(tokens: list[Token]) -> list[Token]:
    """Return the subject of 是, 为 …: 外贸总额|是十年前的|2.5倍."""
    for place, token in enumerate(tokens):
        if token.text in _COPULAS and has_noun(tokens[:place]):
            return tokens[:place]
    return tokens


def _last_predicate(tokens: list[Token], lexicon: Lexicon) -> list[Token]:
    """Return the last of several verbs with its object: 深入社区、学校|开展法治宣讲."""
    if not tokens or tokens[0].kind != VERB:
        return tokens
    for place in range(len(tokens) - 2, 1, -1):
        if tokens[place].kind != VERB or tokens[place - 1].kind == VERB or not has_noun(tokens[place + 1 :]):
            continue
        between = tokens[1:place]
        is_joined = any(token.kind in (OF, CONJUNCTION) for token in between)  # 减税降费及退税缓费
        noun = tokens[place + 1].text
        is_compound = noun in lexicon.roles["body"] or noun in lexicon.roles["series_head"]  # 科技|创新|平台
        if has_noun(between) and not is_joined and not is_compound and tokens[place].tag == "v":
            return tokens[place:]
    return tokens


def _joined_over_light_verb(tokens: list[Token], area: str) -> list[Token]:
    """Return subject and object as one title where a verb without meaning of its own joins them: 第一产业实现增加值."""
    for place in range(len(tokens) - 1, -1, -1):
        if tokens[place].kind != LIGHT or not has_noun(tokens[place + 1 :]):
            continue
        if tokens[place].text in _HAVING and any(token.kind == OF for token in tokens[place + 1 :]):
            continue  # 培训|有|创业意愿的|大学生
        if place and tokens[0].kind == FREQUENCY and all(token.kind in (FREQUENCY, NOUN) for token in tokens[:place]):
            return tokens  # 每千名老年人|拥有|床位
        subject = _without_examples(drop_leading(tokens[:place], area))
        subject = [token for token in subject if token.kind not in (ADVERB, TIME)]
        if not is_noun_phrase(subject):
            subject = []
        return [*subject, *tokens[place + 1 :]]
    return tokens


def _without_examples(tokens: list[Token]) -> list[Token]:
    """Return the class without its examples (鸡、鸭等|家禽出栏), with the verb before them (新开|…、…等|航线)."""
    for place in range(len(tokens) - 1, -1, -1):
        if tokens[place].kind == EXAMPLES:
            if not has_noun(tokens[place + 1 :]):
                return tokens[:place]  # 帮扶孤儿、残障儿童等|7000多人
            if tokens[place + 1].text in _SORTS and len(text_of(tokens[:place])) <= _LONGEST_EXAMPLES:
                return tokens  # 航空、航天等行业|利润: which sort, the examples say
            head = list(takewhile(lambda token: token.kind in (VERB, ADJECTIVE), tokens[:place]))
            verbs = head[-2:] if any(token.kind == VERB for token in head) else []
            return [*verbs, *tokens[place + 1 :]]
    return tokens


def _after_apposition(tokens: list[Token]) -> list[Token]:
    """Return what follows …之一的 and a list of members: 主干管道之一的|川气东送管道, 包括钢琴在内的|乐器产量."""
    for place in range(len(tokens) - 2, 0, -1):
        if tokens[place].kind == OF and text_of(tokens[:place]).endswith(_APPOSED):
            return tokens[place + 1 :]
    return tokens


def _after_whole(tokens: list[Token]) -> list[Token]:
    """Return the part without the whole or the condition it is told of: 采购总量中|新能源汽车占比, 建成后|总库容."""
    for place in range(len(tokens) - 2, 0, -1):
        if tokens[place].text in _WITHIN and has_noun(tokens[place + 1 :]):
            is_counted = NUMERAL in (tokens[place - 1].kind, tokens[place + 1].kind)  # “00后”, 前15天
            is_share = text_of(tokens[place + 1 :]).removeprefix("的") in SHARES  # 人民币在贸易融资中的|占比
            if not (is_counted or is_share):
                return tokens[place + 1 :]
    return tokens


def _after_inner_time(tokens: list[Token]) -> list[Token]:
    """Return what follows a time inside the phrase: 港口|2023年|吞吐量."""
    for place in range(len(tokens) - 1, 0, -1):
        if tokens[place].kind == TIME and has_noun(tokens[place + 1 :]) and has_noun(tokens[:place]):
            return tokens[place + 1 :]
    return [token for token in tokens if token.kind != TIME]
