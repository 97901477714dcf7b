"""What part a place plays in its clause: the figure's own, or a source, a partner, a yardstick, a way to or from it."""

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from pipelines.extraction.vocabulary import Vocabularies

_REACH = 8  # characters before a place that its preposition can begin in
_LEVELS = frozenset("省市县区州")
_CHOICE = "选举"  # 美国众议院议长|选举: its own doing
_LONGEST_TITLE = 60
_LONGEST_HEAD = 30
_LONGEST_SPEAKER = 60  # characters; names written one behind another have no end
# What may stand between a preposition or verb and its place: 高于去年同期|全国, 发往|了|各地.
_BETWEEN = ("了", "整个", "同期", "去年", "上年")
_WITHIN_BOUNDS = re.compile(r"(?:境|范围)?[内里]的?\d")  # 对蓄洪区|内的3万群众
_SEEN_FROM = re.compile(r"来?看[，,]|范围来?看[，,]")
_ROUTE = re.compile(r"(?:[与和][一-鿿]{2,6}?)?(?:之间|间)|(?:至|到|—|－|-|往返|直达|飞往)(?![今目现去明本上年])[一-鿿]")
_END_OF_ROUTE = re.compile(r"[一-鿿][—－](?:[一-鿿]{2,4})?$")  # 厦门—|圣保罗
# 宜昌等106个地方: the figure counts places of which one is named.
_AMONG_OTHERS = re.compile(r"等(?:地)?(?:的)?(?:\d|[一二三四五六七八九十百]{1,3}[个省市县国地家])")
_ORDER = re.compile(
    r"的?(?:第[一二三四五六七八九十百\d]{1,4}(?![一二三四五六七八九十百\d期批届次季轮阶版号条])"
    r"|(?![是为有在系属])[一-鿿]{1,4}最[高低大小多少长强快早](?:、[^，。；、]{1,12})?的"  # 全球|海拔最高、规模最大的
    r"|[一-鿿]{1,14}(?<!分)之一(?![一-鿿])|[一二三四五六七八九十]分之|最[高低大小多少]|前[一二三四五六七八九十\d](?!\d*[个季月年天周]))"
)
# 承载|全国75%的人口; 全国|近两成的五金出自这里: the whole of which the figure is a share.
_SHARE_OF_IT = re.compile(r"(?:将?近|约|超过?|逾)?(?:\d[\d.]*%|[一二三四五六七八九]成|[百一二三四五六七八九]分之|一半)")
_COMES_FROM_HERE = re.compile(r"[^，。；]{0,40}[出来产]自(?:这|此|当地|该)")
_WITH, _COMPARED = re.compile(r"[与同和][^，。；]{0,11}$"), re.compile(r"[^，。；]{0,16}相比")  # 与|全国|平均水平相比
_AVERAGE_OF_IT = re.compile(r"(?:的)?平均(?!水平|值|数|线|增|[，。；])[一-鿿]")  # 湖北省|平均气温
_OFFICE_OF = r"(?:省|市|区|县|州)?[一-鿿]{0,6}(?:局|部|署|厅|委|院|办|海关|政府|法院|中心|总队|央行|银行|部门)"
_PERSON = r"(?:(?:有关|相关)?(?:负责人|发言人|行长|局长|部长|会长|秘书长|主任|官员|专家)[一-鿿]{0,4})?"
_WHEN = r"(?:今天|今日|昨天|昨日|日前|近日|\d{1,2}日)?(?:[（(][^）)]{0,12}[）)])?(?:的?最新|的|累计|共)?"
_BEFORE_ACTING = (
    r"(?:今年|今天|昨天|日前|近日)?(?:[（(][^）)]{0,12}[）)])?(?:已经?|将|还|共|累计|先后){0,3}"
    r"(?:在[^，。；选]{1,14}?)?(?:广泛|共)?"
)
_TOLD_BY_WITHIN = r"[^，。；]{0,18}?"
_IN_ITS_ATTACK = re.compile(
    r"[^，。；在]{0,6}?(?:空袭|袭击|打击|轰炸|炮击|枪击|攻击)[^，。；]{0,4}中"
)  # 在|以军空袭中死亡
_IN_CLAUSE_HEAD = re.compile(r"(?:^|[，。；])[^，。；]{0,4}(?:在|位于)[^，。；在]{0,20}$")


class Role(IntEnum):
    """How much a place is what the figures after it are about."""

    NOT_ABOUT = 0
    HINT = 1  # beside the point: a way from it, its office as the source
    TOPIC = 2  # named inside the clause
    LOCATED = 3  # 在 X at the clause's head
    ABOUT = 4  # the clause's subject


@dataclass(frozen=True, slots=True)
class RoleCues:
    """The words of `area_words` that say what part the place beside them plays, compiled."""

    before: dict[str, tuple[str, ...]]  # kind of cue → words that end right before the place
    yardstick_after: tuple[str, ...]
    cause_after: tuple[str, ...]
    titles: re.Pattern[str]  # offices and titles after a place: 江西|省长
    offices: re.Pattern[str]  # bodies that speak about others: 海关, 人民银行
    reporters: re.Pattern[str]  # bodies of the whole world, which speak about others: 联合国
    told_by: re.Pattern[str]  # 据X统计
    says: re.Pattern[str]  # 人民银行|今天发布
    office_says: re.Pattern[str]  # 浙江|省统计局发布; 浙江|发布 is Zhejiang's own doing
    tells: re.Pattern[str]  # 浙江|介绍
    acts: re.Pattern[str]  # 水利部|日前推出

    def role(self, text: str, start: int, end: int, *, is_initial: bool, is_body: bool) -> Role:
        """Return what part the place at `text[start:end]` plays; `is_initial`: nothing but times stands before it.

        >>> from pipelines.extraction.vocabulary import built_in
        >>> cues = role_cues(built_in())
        >>> text = '浙江用电量占全国的7%'
        >>> cues.role(text, 0, 2, is_initial=True, is_body=False).name
        'ABOUT'
        >>> cues.role(text, 6, 8, is_initial=False, is_body=False).name
        'NOT_ABOUT'
        """
        before = _without_between(text[max(0, start - _REACH) : start])
        if _SEEN_FROM.match(text, end):
            return Role.ABOUT
        if before.endswith(self.before["dateline"]) or self._is_office(text, end) or _inside_title(text, start):
            return Role.NOT_ABOUT
        if self._is_source(text, start, end, before, is_body=is_body) or _ROUTE.match(text, end):
            return Role.HINT
        if _END_OF_ROUTE.search(before):
            return Role.HINT
        if before.endswith(self.before["presenting"]):
            return Role.LOCATED
        if _WITHIN_BOUNDS.match(text, end):
            return Role.ABOUT
        is_yardstick = self._is_yardstick(text, end, is_initial=is_initial) or _is_compared_with(text, start, end)
        if before.endswith(self.before["yardstick"]) or is_yardstick:
            return Role.NOT_ABOUT
        if before.endswith("在") and _IN_ITS_ATTACK.match(text, end):
            return Role.NOT_ABOUT
        role = self._role_after_preposition(before, text, end, is_initial=is_initial, is_body=is_body)
        if role is not None:
            return role
        if before.endswith(self.before["company"]) or _AMONG_OTHERS.match(text, end):
            return Role.HINT
        if is_initial:
            return Role.ABOUT
        return _role_inside_clause(text, start, end, is_body=is_body)

    def role_of_ministry(self, text: str, end: int, *, is_initial: bool) -> Role:
        """Return ABOUT for a ministry whose own doing the clause tells of (水利部|日前推出…), else NOT_ABOUT.

        What it publishes, or orders others to do, is about the country.
        """
        return Role.ABOUT if is_initial and self.acts.match(text, end) else Role.NOT_ABOUT

    def _is_yardstick(self, text: str, end: int, *, is_initial: bool) -> bool:
        """Return whether what follows makes a place a measure of others: 全国|平均, 全国|第四, 全国|75%的人口."""
        if is_initial and _AVERAGE_OF_IT.match(text, end):
            return False
        if _ORDER.match(text, end):
            return True
        if _SHARE_OF_IT.match(text, end):
            return not is_initial or _COMES_FROM_HERE.match(text, end) is not None
        return text.startswith(self.yardstick_after, end + text.startswith("的", end))

    def _role_after_preposition(
        self, before: str, text: str, end: int, *, is_initial: bool, is_body: bool
    ) -> Role | None:
        """Return the part that a preposition or a verb right before a place gives it, None without one."""
        if before.endswith(self.before["location"]):
            if text.startswith(self.cause_after, end):
                return Role.ABOUT
            return Role.LOCATED if is_initial else Role.HINT
        if before.endswith(self.before["way"]):
            return Role.TOPIC if is_body else Role.HINT
        if before.endswith(self.before["origin"]):
            return Role.HINT
        if before.endswith(self.before["destination"]):
            return Role.NOT_ABOUT
        if not is_initial and before.endswith(self.before["object"]):
            return Role.HINT
        return None

    def _is_office(self, text: str, end: int) -> bool:
        """Return whether an office or a title follows; its first character may be the place's last (浙江省|委)."""
        title = self.titles.match(text, end)
        if title is not None and not text.startswith(_CHOICE, title.end()):
            return True
        return text[end - 1] in _LEVELS and self.titles.match(text, end - 1) is not None

    def _is_source(self, text: str, start: int, end: int, before: str, *, is_body: bool) -> bool:
        if before.endswith(self.before["source"]) and self.told_by.match(text, end):
            return True
        # An oil field or a company that announces figures speaks about itself.
        name = max(start, end - _LONGEST_SPEAKER)
        if self.reporters.search(text, name, end) is not None:
            return self.told_by.match(text, end) is not None  # 联合国|难民救济机构表示
        if is_body and self.offices.search(text, name, end) is not None:
            return self.says.match(text, end) is not None
        if is_body:
            return False
        return self.office_says.match(text, end) is not None or self.tells.match(text, end) is not None


@lru_cache(maxsize=8)
def role_cues(vocabularies: Vocabularies) -> RoleCues:
    """Return the cues compiled from the vocabulary `area_words`."""
    words: dict[str, list[str]] = {}
    for row in vocabularies.rows("area_words"):
        words.setdefault(row["kind"], []).append(row["word"])
    before = {
        kind: tuple(words[f"before_{kind}"])
        for kind in (
            "yardstick",
            "location",
            "way",
            "origin",
            "destination",
            "object",
            "company",
            "source",
            "dateline",
            "presenting",
        )
    }
    says = _any_of(words["says"])
    return RoleCues(
        before,
        tuple(words["after_yardstick"]),
        tuple(words["after_cause"]),
        re.compile(_any_of(words["after_not_about"])),
        re.compile(_any_of(words["office"])),
        re.compile(_any_of(words["reporter"])),
        re.compile(_TOLD_BY_WITHIN + says),
        re.compile(_PERSON + _WHEN + says),
        re.compile(_OFFICE_OF + _PERSON + _WHEN + says),
        re.compile(_PERSON + _WHEN + _any_of(words["tells"])),
        re.compile(_BEFORE_ACTING + _any_of(words["ministry_acts"]) + "(?!的)"),
    )


def _any_of(words: list[str]) -> str:
    return f"(?:{'|'.join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))})"


def _is_compared_with(text: str, start: int, end: int) -> bool:
    """Return whether a place is within what others are compared with: 与去年同期全国平均水平相比."""
    return _COMPARED.match(text, end) is not None and _WITH.search(text, max(0, start - 12), start) is not None


def _without_between(before: str) -> str:
    if before.endswith(_BETWEEN):
        for word in _BETWEEN:
            before = before.removesuffix(word)
    return before


def _role_inside_clause(text: str, start: int, end: int, *, is_body: bool) -> Role:
    """Return the part of a place in the midst of its clause, where no cue stands beside it."""
    if is_body and text.endswith("的", 0, start):
        return Role.LOCATED  # 位于宁波的X大桥, 正在举行的X博览会
    if text[end : end + 1] in ("，", "") and _IN_CLAUSE_HEAD.search(text[max(0, start - _LONGEST_HEAD) : start]):
        return Role.LOCATED  # 在受灾较重的X，
    return Role.HINT if is_body else Role.TOPIC


def _inside_title(text: str, place: int) -> bool:
    """Return whether `place` is within book-title marks."""
    opened = text.rfind("《", max(0, place - _LONGEST_TITLE), place)
    return opened >= 0 and text.find("》", opened, place) < 0
