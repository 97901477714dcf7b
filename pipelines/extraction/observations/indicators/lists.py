"""Several subjects before several figures: A、B和C分别为x、y和z."""

import re

from pipelines.extraction.observations.indicators.kinds import CONJUNCTION, EXAMPLES
from pipelines.extraction.observations.indicators.lexicon import Lexicon
from pipelines.extraction.observations.indicators.names import head_of, is_generic
from pipelines.extraction.observations.indicators.tokens import Token, text_of

# Two series in one word, told apart where two figures follow.
PAIRS = {
    "产销量": ("产量", "销量"),
    "产销": ("产量", "销量"),
    "进出口": ("进口", "出口"),
    "城乡居民": ("城镇居民", "农村居民"),
    "收支": ("收入", "支出"),
    "油气": ("原油", "天然气"),
}
_SECTOR_CLASSES = ("行业", "产业", "制造业")  # 电池制造|行业利润
_COMPLETE = ("率", "指数", "总额", "总值", "收入", "面积")
_MEASURES = frozenset("率量额值价费")
_PER = ("单位国内生产总值", "单位地区生产总值", "单位GDP", "万元GDP", "万元国内生产总值")
_GOODS = "产品"
_SECTORS = re.compile(r"(?:第)?([一二三](?:[、和]?第?[一二三])+)(?:次)?产业(.*)")


def split_list(phrase: list[Token]) -> list[list[Token]]:
    """Return the members of a list of nouns: at 、 and 和, and where those are missing the phrase alone."""
    members: list[list[Token]] = [[]]
    for token in phrase:
        if token.kind == CONJUNCTION:
            members.append([])
        else:
            members[-1].append(token)
    return [member for member in members if member]


def align(phrase: list[Token], count: int, lexicon: Lexicon, *, of_shares: bool = False) -> list[str] | None:
    """Return `count` titles out of a list phrase, the shared words written out in each, or None if it has not so many.

    服装鞋帽类、家具类商品零售额 → 服装鞋帽类商品零售额, 家具类商品零售额. The parts of a whole
    (`of_shares`) share all but their first word: 油与非油经济比重 → 油经济比重, 非油经济比重.
    """
    if sectors := _SECTORS.fullmatch(text_of(phrase)):
        numbers = [sector for sector in sectors[1] if sector in "一二三"]
        return [f"第{number}产业{sectors[2]}" for number in numbers] if len(numbers) == count else None
    if (place := next((p for p, token in enumerate(phrase) if token.kind == EXAMPLES), None)) is not None:
        members, summed = split_list(phrase[:place]), text_of(phrase[place + 1 :])
        head = summed if summed.startswith(_SECTOR_CLASSES) else head_of(summed, lexicon)
        head = head.removeprefix(_GOODS)  # 汽车、船舶等产品|产量
        prefix = shared_prefix(members) if members else ""
        return [_prefixed(text_of(member), prefix) + head for member in members] if len(members) == count else None
    members = split_list(phrase)
    pair = next((pair for pair in PAIRS if pair in text_of(phrase)), None)
    if pair and len(members) == 1 and count == 2:
        return [text_of(phrase).replace(pair, member) for member in PAIRS[pair]]
    if len(members) > count:
        members = _rejoined(phrase, count) or members
    if len(members) != count or count < 2:
        return None
    suffix = shared_suffix(members, lexicon)
    if of_shares and len(members[0]) == 1 and len(members[-1]) > 2:
        suffix = text_of(members[-1][-2:])
    prefix = shared_prefix(members)
    head = head_of(text_of(members[0]), lexicon)
    owner = text_of(members[0]).removesuffix(head) if head else ""
    names = []
    for number, member in enumerate(members):
        name = _prefixed(text_of(member), prefix if number else "")
        if number and is_generic(name, lexicon):
            name = owner + name  # 国有企业营业收入和|利润总额
        if number < count - 1 and suffix and not name.endswith(suffix):
            name += suffix
        names.append(name)
    return names


def _prefixed(name: str, prefix: str) -> str:
    return name if name.startswith(prefix) else prefix + name


def _rejoined(phrase: list[Token], count: int) -> list[list[Token]] | None:
    """Return the members split at 、 alone, where 及 or 和 only join words inside a member."""
    members: list[list[Token]] = [[]]
    for token in phrase:
        if token.text == "、":
            members.append([])
        else:
            members[-1].append(token)
    return members if len(members) == count else None


def shared_suffix(members: list[list[Token]], lexicon: Lexicon) -> str:
    """Return the words at the end of the last member that the members before it share without saying so."""
    last, first = members[-1], members[0]
    if not first or not last or first[-1].text == last[-1].text:
        return ""
    if head_of(text_of(first), lexicon) or text_of(first) in lexicon.official:
        return ""
    if len(first) == 1 and first[0].text in lexicon.roles["sector"] and last[0].text in lexicon.roles["sector"]:
        return text_of(last[1:])  # 水路、民航|发送旅客
    is_complete = first[-1].text.endswith(_COMPLETE)  # 通货膨胀率|和装机容量
    if is_complete or (first[-1].text[-1] == last[-1].text[-1] and first[-1].text[-1] in _MEASURES):
        return ""  # 资本充足率、拨备覆盖率
    if len(text_of(first)) == 1:
        return text_of(last)[1:]  # 内、外|贸吞吐量; 进、出|口总额
    ending = first[-1].text[-1]
    for place in range(len(last) - 2, -1, -1):  # …类|商品零售额, …业|实际使用外资
        if last[place].text.endswith(ending):
            return text_of(last[place + 1 :])
    words, stem = text_of(last), text_of(first)[-2:]
    if (end := words.rfind(stem) + len(stem)) > len(stem) and end < len(words):
        return words[end:]  # 装备制造业和高技术|制造业采购经理指数, cut elsewhere
    return head_of(words, lexicon)


def shared_prefix(members: list[list[Token]]) -> str:
    """Return the relation at the head of the first member that the others share: 对拉丁美洲、非洲 → 对."""
    first = members[0]
    if (per := next((unit for unit in _PER if text_of(first).startswith(unit)), "")) and first != members[-1]:
        return per  # 单位国内生产总值能耗和|二氧化碳排放
    return first[0].text if first and first[0].text in ("对", "与", "向", "出口", "进口") and len(first) > 1 else ""
