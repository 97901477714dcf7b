"""Where the counted end, and what is told of them begins: 行业|增加值增速回升, 企业负责人|座谈交流."""

from pipelines.extraction.observations.indicators import names
from pipelines.extraction.observations.indicators.kinds import (
    ADJECTIVE,
    ADVERB,
    CHANGE,
    COMPARISON,
    CONJUNCTION,
    EXAMPLES,
    LINK,
    NOUN,
    TIME,
    VERB,
)
from pipelines.extraction.observations.indicators.lexicon import Lexicon
from pipelines.extraction.observations.indicators.tokens import Token

_SERIES_ENDINGS = ("率", "量", "额", "值", "指数", "增速", "浓度", "价格")
_AGENTS = ("员", "手", "者", "师", "士", "民", "负责人", "代表", "嘉宾", "客商", "专家", "企业", "公司")
_GRAVE = {"危重", "垂危", "危急"}  # nouns for the tagger
_ABOUT = {"有关", "关于", "涉及", "针对"}
_ENDS_OF_SORTS = "性型式"
_CONDITIONS = {"伤势", "病情", "情况", "伤情", "生命", "身份", "状况"}


def is_state(phrase: list[Token]) -> bool:
    """Return whether a phrase says how persons are: 伤势|严重, 情况|危急."""
    is_told = phrase[-1].tag in ("a", "z", "i", "v", "an") or phrase[-1].text in _GRAVE
    return len(phrase) > 1 and phrase[0].text in _CONDITIONS and is_told


def after_examples(phrase: list[Token]) -> list[Token]:
    """Return the class that 等 sums up: 昆剧、晋剧等|剧种演员."""
    place = next((p for p, token in enumerate(phrase) if token.kind == EXAMPLES), None)
    return phrase if place is None else phrase[place + 1 :]


def before_comment(phrase: list[Token], lexicon: Lexicon) -> list[Token]:
    """Return what a phrase only remarks on: 6600万亩|秋粮|长势整体良好."""
    comments, generic = lexicon.roles["comment"], lexicon.roles["generic"]
    for place in range(1, len(phrase) - 1):
        if phrase[place].text in comments and phrase[place].text not in generic:
            return phrase[:place]
    return phrase


def subject_length(phrase: list[Token], after: list[Token], lexicon: Lexicon, *, is_governed: bool) -> int:
    """Return how many tokens of a counted phrase are the counted: 行业|增加值增速|回升 counts 行业."""
    if len(phrase) < 2:
        return len(phrase)
    rest = [token for token in after if token.kind not in (ADVERB, TIME, COMPARISON)]
    last = phrase[-1].text
    is_series = (
        last in lexicon.roles["series_head"] or last in lexicon.roles["generic"] or last.endswith(_SERIES_ENDINGS)
    )
    is_predicated = (rest and rest[0].kind == VERB) or (not after and phrase[-1].tag == "vn")
    if is_predicated and phrase[0].text in lexicon.roles["member"]:
        return 1 if all(token.kind == NOUN for token in phrase) else len(phrase)  # 12个|城市|空气质量达标
    if is_series and rest and rest[0].kind in (CHANGE, LINK):
        members = [place for place, token in enumerate(phrase, 1) if token.text in lexicon.roles["member"]]
        return members[-1] if members else _start_of_series(phrase, lexicon)  # 47家|效益增幅|超过10%
    if not after and not is_governed and (end := _end_of_actors(phrase)):
        return end
    return len(phrase)


def _start_of_series(phrase: list[Token], lexicon: Lexicon) -> int:
    """Return where the series begins that is told of the counted: 行业|增加值增速, 地理标志产品|年产值总额."""
    if names.is_generic(phrase[0].text, lexicon):
        return 0  # 47家|效益增幅|超过10%
    heads = lexicon.roles["series_head"] | lexicon.roles["generic"] | lexicon.roles["frequency"] | {"年", "日"}
    return next((place for place in range(1, len(phrase)) if phrase[place].text in heads), 1)


def _end_of_actors(phrase: list[Token]) -> int:
    """Return where persons or bodies end of which the rest of the phrase tells: 11家|企业负责人|座谈交流."""
    end = next((p for p in range(len(phrase), 0, -1) if phrase[p - 1].tag not in ("v", "vn", "vi")), 0)
    return end if 0 < end < len(phrase) and phrase[end - 1].text.endswith(_AGENTS) else 0


def only_describes(phrase: list[Token]) -> bool:
    """Return whether a phrase before 的 only says of what sort the counted is: 主要|的, 针对性|的, 有关气候|的."""
    if phrase and phrase[0].text in _ABOUT:
        return True
    return all(
        token.kind in (ADJECTIVE, CONJUNCTION) or (len(token.text) > 1 and token.text[-1] in _ENDS_OF_SORTS)
        for token in phrase
    )


def owns_series(counted: list[Token], lexicon: Lexicon) -> bool:
    """Return whether the counted belong to the title of what is told of them: 地理标志产品|年产值, but 城市|保有量."""
    return len(counted[0].text) > 1 and counted[0].text not in lexicon.roles["member"]
