"""What was named before in an article, for the figures that do not name their series themselves."""

from dataclasses import dataclass, field, replace
from itertools import dropwhile, takewhile

from pipelines.extraction.observations.indicators import names
from pipelines.extraction.observations.indicators.kinds import (
    ADJECTIVE,
    CHANGE,
    COMPARISON,
    CONJUNCTION,
    LIGHT,
    LINK,
    NOUN,
    OF,
    VERB,
)
from pipelines.extraction.observations.indicators.lexicon import Lexicon
from pipelines.extraction.observations.indicators.owners import is_place_word
from pipelines.extraction.observations.indicators.stripping import naming_phrase
from pipelines.extraction.observations.indicators.tokens import Token, has_noun, text_of

_CLAUSES_BACK = 8
_ADJUNCTS = {"在", "受", "因", "由于", "随着", "得益于", "除", "除了", "根据", "依托", "围绕", "按照"}  # 受基数影响
_PLACES = ("地区", "城市群", "湾区", "经济圈", "经济带", "京津冀", "长三角", "珠三角")
_WHOLES = {"总量", "总额", "经济总量"}
# How a series stands: 再|创|新高.
_STANDING = {"创", "创下", "创出", "再创", "刷新", "保持", "呈", "呈现", "持续", "继续"}
_AMOUNTS = ("人数", "人次", "量", "额", "率", "面积", "产值", "收入")  # end a series that begins with a verb
_WITHIN = {"中", "当中", "之中"}
_OPENING = 3  # tokens of a clause among which 其中 stands
_ARRANGED = {"看", "来看", "分"}  # 分行业|看
_LONGEST_TOPIC = 14  # characters; a longer subject is of another matter


@dataclass(slots=True)
class Memory:
    """The series named last and what else later figures fall back on."""

    base: str | None = None  # the last series named
    amount: str | None = None  # the last one whose amount was told
    unit: str = ""  # and the unit code of that amount
    recent: list[str] = field(default_factory=list)  # the names of this sentence in order
    owner: str | None = None  # the counted noun alone, where the series is named by what is done with it
    subject: str | None = None  # what reaches as far as the counted in this clause: 项目涉及6个县
    unread: list[list[Token]] = field(default_factory=list)  # the clauses without figures since then
    passed: list[list[Token]] = field(default_factory=list)  # all of them in this sentence
    topic_read: str | None = None  # the subject of the last of them that has one
    counted: tuple[str, str] | None = None  # the unit code and the object of the last verb with one
    frame: str = ""  # the verb of the last count, for 200多个国家的700多个港口
    of_unit: dict[str, str] = field(default_factory=dict)  # the counts of this sentence by their unit codes
    told_of: str = ""  # the series by which the counted are told apart: 价格|上涨的有63个，下降的有6个
    grouped: tuple[str, str] | None = None  # unit code and noun of a count of all: 50个州中
    divided: str = ""  # the whole of the last share in this clause whose part followed it
    is_of_work: bool = False  # the figure's area is a bridge, a company, a fair and no division
    whole: str | None = None  # the series whose parts the sentence has begun to tell: …, 其中

    def copy(self) -> "Memory":
        """Return a memory of its own that knows the same: what a remark in brackets names is forgotten after it."""
        return replace(
            self,
            recent=[*self.recent],
            unread=[*self.unread],
            passed=[*self.passed],
            of_unit={**self.of_unit},
        )

    def begin_sentence(self) -> None:
        """Forget what does not reach over a full stop."""
        self.recent = []
        self.passed = []
        self.set_topic(None)
        self.counted = None
        self.frame = ""
        self.whole = None
        self.told_of = ""
        self.of_unit = {}

    def remember(self, name: str, owner: str | None = None) -> None:
        """Take `name` as the last series named, `owner` as what is counted in it."""
        self.base, self.owner = names.base_of(name), owner
        self.recent.append(self.base)
        self.set_topic(None)

    def begin_parts(self, tokens: list[Token], lexicon: Lexicon) -> None:
        """Take the series named last as the whole whose parts follow 其中 or 分行业看."""
        marks = lexicon.roles["part_mark"]
        opens = any(token.text in marks for token in tokens[:_OPENING])
        if tokens[-1].text in _WITHIN and (whole := names.head_of(text_of(tokens[:-1]), lexicon)):
            self.whole = topic_of(tokens[:-1], None, lexicon) or whole  # 社会消费品零售总额|中，城镇增长3%
        elif opens or (tokens[-1].text in _ARRANGED and any(t.text in lexicon.roles["arranging"] for t in tokens)):
            self.whole = self.base

    def set_topic(self, topic: str | None) -> None:
        """Take `topic` as the subject, in place of those of earlier clauses."""
        self.topic_read = topic or None
        self.unread = []

    def topic(self, lexicon: Lexicon) -> str | None:
        """Return the subject of the last clause without figures that has one; clauses are read only when asked for."""
        for tokens in self.unread:
            self.topic_read = topic_of(tokens, self.base, lexicon) or self.topic_read
        self.unread = []
        return self.topic_read

    def inherited(self, lexicon: Lexicon) -> str | None:
        """Return the series that a figure without a name of its own belongs to."""
        return self.topic(lexicon) or self.base

    def object_of(self, verb: str, lexicon: Lexicon) -> str:
        """Return what `verb` governs in an earlier clause: 发行超长期特别国债，…，今年先发行|1万亿元."""
        for tokens in reversed(self.passed[-_CLAUSES_BACK:]):
            for place, token in enumerate(tokens[:-1]):
                if token.text == verb and tokens[place + 1].kind == NOUN:
                    nouns = list(takewhile(lambda token: token.kind == NOUN, tokens[place + 1 :]))
                    return "" if nouns[-1].text in lexicon.roles["comment"] else text_of(nouns)
        return ""

    def remember_counted(self, phrase: list[Token], unit: str) -> None:
        """Keep verb and object apart, for a later verb without one: 立案纪检监察干部2482人，处分1647人."""
        if phrase and phrase[0].kind == VERB and has_noun(phrase[1:]):
            self.counted = unit, text_of(phrase[1:])

    def completed(self, name: str, lexicon: Lexicon) -> str:
        """Return a name with its owner where it needs one, and 出口 as part of the 进出口 named before."""
        amount = self.amount or ""
        if name in ("出口", "进口"):
            if "进出口" in amount:
                return amount.replace("进出口", name)
            is_of_trade = "出口" in amount or "进口" in amount
            return amount.replace("出口", name).replace("进口", name) if is_of_trade else name
        if self.counted and self.recent and name in lexicon.roles["total"]:
            return self.counted[1] + name  # 新增企业300家，总数达2000家
        if name in _WHOLES and (self.base or "").endswith(("总值", "总额", "总量")):
            return self.base or name  # 地区生产总值增长8%，总量|居全省第三
        if name == "数字" and self.base:
            return self.base  # 占比约51%，到2025年这个|数字|将达56%
        if names.is_generic(name, lexicon):
            return self.owned(name, lexicon)
        return name

    def owned(self, name: str, lexicon: Lexicon) -> str:
        """Return an attribute with what it is one of: 国有企业营业收入56亿元，|利润总额|9亿元 is of 国有企业.

        A work that is the figure's own area is not said again: 大桥全长24公里.
        """
        told = self.base if self.owner is None else self.owner
        owner = (self.topic(lexicon) if not self.is_of_work else None) or told or ""
        if not self.recent and owner != self.topic_read:
            return name
        if names.is_share(name) and names.is_share(owner):
            return owner  # 占外贸总值的53%，|占比|提升2个百分点
        owner = names.without_head(names.base_of(names.subject_of_share(owner)), lexicon)
        owner = owner if owner.endswith(name) else names.without_attribute(owner, lexicon)
        is_attribute = names.is_generic(owner, lexicon) or names.is_size(owner)  # 坝高156米，|库容
        return name if is_attribute or owner.endswith(name) or len(owner) < 2 else owner + name

    def with_head_of_whole(self, name: str, lexicon: Lexicon) -> str:
        """Return a part's name with the head of the whole that grew: 工业增加值增长4.5%，其中装备制造业|增长5.4%.

        After 其中 every name of the sentence is one of a part. Sectors told one after another share their head too:
        高技术制造业实际使用外资增长3%，仪器仪表制造业|增长8%.
        """
        told = self.amount if names.is_share(self.base or "") else self.base
        sectors = lexicon.roles["sector"]  # 铁路客运量增长8%，公路|增长6%
        whole = self.whole or (told if self.recent and (names.is_sector(name) or name in sectors) else None)
        if not whole or names.has_head(name, lexicon):
            return name
        head = names.head_of(whole, lexicon)
        before = whole.removesuffix(head)
        is_told = self.whole or names.is_sector(before) or before in sectors
        return name + head if head != whole and is_told else name

    def with_head(self, name: str, unit: str, lexicon: Lexicon) -> str:
        """Return a part's name with the head of the whole it is told after: 国有企业利润56亿元，股份制企业|150亿元."""
        amount = self.amount if self.recent else self.whole
        if not amount or unit != self.unit or names.has_head(name, lexicon):
            return name
        head = names.head_of(amount, lexicon)
        return name if head == amount else name + head


def topic_of(tokens: list[Token], base: str | None, lexicon: Lexicon) -> str | None:
    """Return the subject of a clause without figures, or None for a source or a remark on the series `base`."""
    if tokens[-1].text in ("相比", "相较"):  # 交船数量|和去年同期相比
        tokens = tokens[: next((p for p in range(len(tokens) - 1, 0, -1) if tokens[p].kind == CONJUNCTION), 0)]
    if not tokens or tokens[-1].text in _ARRANGED or tokens[-1].text == "统计":
        return None  # 从投资看, 分经济类型看: how the figures are arranged
    if (
        tokens[0].text in _ADJUNCTS
        or tokens[0].kind in (CHANGE, LINK, COMPARISON)
        or any(token.text in lexicon.roles["source"] for token in tokens)
    ):
        return None
    relation = next((p for p in range(len(tokens) - 2, 0, -1) if tokens[p].kind == OF), 0)
    if any(token.kind == VERB for token in tokens[:relation]) and has_noun(tokens[relation + 1 :]):
        tokens = tokens[relation + 1 :]  # 他家承包的|土地面积
    verbs = (VERB, CHANGE, LINK, LIGHT)
    ends = [place for place, token in enumerate(tokens) if token.kind in verbs and place]
    told = (p for p in ends if tokens[p].kind == LINK or tokens[p - 1].text in lexicon.roles["series_head"])
    end = next(told, ends[0] if ends else len(tokens))  # 民生改善项目投资|过半, and not 民生|改善…
    phrase = naming_phrase(tokens[:end], "", lexicon)
    phrase = list(dropwhile(lambda token: token.tag == "ns", _after_places(phrase)))
    while phrase and (phrase[-1].text in lexicon.roles["comment"] or phrase[-1].kind == ADJECTIVE):
        phrase = phrase[:-1]
    if all(is_place_word(token) or token.text.endswith("地区") for token in phrase):
        return None  # a place only
    moves = end < len(tokens) and (tokens[end].kind in (CHANGE, LINK) or tokens[end].text in _STANDING)
    names_series = bool(phrase) and (moves or phrase[-1].text.endswith(_AMOUNTS))  # 死亡人数, 新增病例|再创新高
    if phrase and phrase[0].kind == VERB and phrase[0].tag == "v" and not names_series:
        return None  # 聚焦产业集群建设，…: no subject
    name = text_of(phrase)
    return None if not 2 <= len(name) <= _LONGEST_TOPIC or names.restates(name, base or "") else name


def _after_places(phrase: list[Token]) -> list[Token]:
    """Return what is told of several places: 京津冀、长三角和成渝地区|路网流量."""
    joint = next((p for p in range(len(phrase) - 1, -1, -1) if phrase[p].kind == CONJUNCTION), None)
    if joint is None or not (phrase[0].tag == "ns" or phrase[0].text.endswith(_PLACES)):
        return phrase
    places = [p for p in range(joint, len(phrase)) if phrase[p].tag == "ns" or phrase[p].text.endswith(_PLACES)]
    return phrase[places[-1] + 1 :] if places and has_noun(phrase[places[-1] + 1 :]) else phrase
