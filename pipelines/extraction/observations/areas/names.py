"""Where a body's name begins: with which word, and after which divisions written before it."""

import re
from collections.abc import Sequence

from pipelines.extraction.observations.areas.body_words import NOUNS, BodyWords
from pipelines.extraction.observations.areas.events import Body
from pipelines.extraction.observations.areas.gazetteer import Area
from pipelines.extraction.observations.words import Word

_LONGEST_NAME = 7  # words
_LONGEST_INSTITUTION = 9  # words
_SHORTEST_WORK, _LONGEST_WORK = 2, 10  # characters before the ending
_LONGEST_QUOTE = 12  # characters
_PROVINCE_LENGTHS = (3, 2, 4, 5, 6, 7, 8)  # characters of provinces' names, the frequent ones first
_LONGEST_DIVISION = 10  # characters
_STATE = "国家"
_ROUTE = "至"
_THERE_IS = "有"  # 盐城|有两处国际重要湿地
_VERBAL_NOUN = "vn"
_ACTIONS = frozenset(["v", "vd"])
_PREPOSITION = "p"
_ADVERBIAL = frozenset([_PREPOSITION, "d"])
_PARTICLES = frozenset(["c", "u", "uj", "ul", "uz", "r"])
_BEFORE_A_NAME = frozenset(["t", "m", "mq", "q", "r", "x"])
# 经|中, 据|港, 为|渝昆: the tagger often glues a preposition or a particle to the name.
GLUED = re.compile(r"(?:经(?![济营贸过典验常理])|据(?!点)|由(?!拳)|着|较|对(?!马)|为(?!民))[一-鿿]")
BRANCH = re.compile(r"（[一-鿿]{2,4}）(?=[一-鿿\d])")  # 中欧班列|（郑州）
# 1至7|月份中欧班列, 前|三季度中老铁路, 今年以来|三峡枢纽: the tagger does not mark all times as times.
_TIME = re.compile(r"[^月]{0,3}月份?|.{0,3}季度|.{0,3}以来|.{0,4}[上下]午|前.{1,2}天|.{0,2}个月|.{0,3}假期")
_HOW_MANY = re.compile(r"[一二两三四五六七八九十几多数百千\d]+[座条个家处项名]")  # 两座|水库
_WORDS_AFTER_QUOTE = 4
# What quotation marks hold that is no name of its own: eras, games by their number, catchwords.
_NO_NAMES = re.compile(
    r"十[一二三四五][五冬运]|一带一路|[双三][碳农夏高资]|双一流|专精特新|小巨人|两会|五一|一老一小|八纵八横|\dG.*|小而美"
)
_BEGINS = frozenset(["启动", "亮相", "开幕", "落户", "入选"])
_DASHES = frozenset(["—", "－", "-", "–"])
_NO_DIVISION_BEFORE = frozenset("省市县区州至到—－-–")
_DIVISIONS = frozenset(["country", "province", "city"])  # whose short names are sure enough
_SEATS_OF_EVENTS = frozenset(["province", "city", "county"])
_BESIDE = frozenset(["附近", "周边", "近", "沿岸", "以东", "以西", "以南", "以北", "东部", "西部", "南部", "北部"])
_SEATS = ("镇", "乡", "街道")


def first_word_of_name(text: str, words: Sequence[Word], index: int, ending: str, vocabulary: BodyWords) -> int:
    """Return the index of the word with which the name begins whose ending begins in word `index`.

    It is `index` itself where nothing before the ending makes a name.
    """
    if (close := _close_of_quote(words, index, ending, vocabulary)) is not None:
        return _first_word_of_quote(text, words, close + 1)
    first = _first_proper_word(words, index, vocabulary)
    if first == index and ending in vocabulary.institutions:
        first = first_word_of_institution(words, index)
    if ending in vocabulary.works and not _begins_with_division(words, first, index, vocabulary):
        first_of_work = _first_word_of_work(words, index, vocabulary, vocabulary.works[ending])
        return first_of_work if first_of_work < index else first
    return first


def _first_proper_word(words: Sequence[Word], index: int, vocabulary: BodyWords) -> int:
    """Return the index of the first proper noun in the run of nouns before word `index`, else `index`."""
    first = index
    if first > 0 and words[first - 1].tag == _VERBAL_NOUN:
        first -= 1  # 边境合作|中心
    while first > 0 and index - first < _LONGEST_NAME:
        if first > 1 and words[first - 1].text in _DASHES and vocabulary.is_proper(words[first - 2]):
            first -= 2  # 中国|—|中亚峰会
        elif vocabulary.extends(words[first - 1]) and not _is_time(words[first - 1]):
            first -= 1
        else:
            break
    while first < index and not vocabulary.is_proper(words[first]):
        first += 1
    return first


def _begins_with_division(words: Sequence[Word], first: int, index: int, vocabulary: BodyWords) -> bool:
    """Return whether the name already begins with a known place (指导|鹤山农场, but 新|横琴口岸)."""
    if first == index or vocabulary.known.surface(words[first].text) is None:
        return False
    return first == 0 or len(words[first - 1].text) > 1


def _first_word_of_work(words: Sequence[Word], index: int, vocabulary: BodyWords, asks_for: str) -> int:
    """Return the index of the first word of a work's name at the head of a clause or after 的, else `index`.

    Names of works are cut up by a tagger that does not know them (中|老|铁路): parts of speech say little here.
    """
    first = _head_of_clause(words, index, vocabulary)
    name = words[first:index]
    if not name or name[0].tag in ("v", "vn") or words[index].start - name[0].start > _LONGEST_WORK:
        return index
    if vocabulary.known.surface("".join(word.text for word in name)) is not None:
        return first
    if any(_is_no_part(word) for word in name):
        return index
    for place in range(first, index):
        if words[place].text in vocabulary.appositions:
            first = place + 1
    name = words[first:index]
    if words[index].start - words[first].start < _SHORTEST_WORK or all(
        word.text in vocabulary.generic for word in name
    ):
        return index
    return first if asks_for == "any_word" or vocabulary.is_unusual(name) else index


def _head_of_clause(words: Sequence[Word], index: int, vocabulary: BodyWords) -> int:
    """Return the index of the first word after times and the like since the last mark or 的, `index` if it is far."""
    first = index
    while first > 0 and index - first < _LONGEST_NAME and not _is_boundary(words[first - 1]):
        first -= 1
    if first > 0 and not _is_boundary(words[first - 1]):
        return index
    for place in range(first, index):
        if words[place].text[0].isdigit() or words[place].text in vocabulary.openings or _is_time(words[place]):
            first = place + 1
        elif GLUED.fullmatch(words[place].text):
            first = place
    while first < index and words[first].tag in _BEFORE_A_NAME:
        first += 1
    return first


def _is_time(word: Word) -> bool:
    return _TIME.fullmatch(word.text) is not None


def _is_no_part(word: Word) -> bool:
    """Return whether a word shows that words are no name: a verb, a particle, a long adverb or preposition."""
    if word.text == _ROUTE:
        return False
    return (
        word.text == _THERE_IS
        or _HOW_MANY.fullmatch(word.text) is not None
        or word.tag in _PARTICLES
        or (len(word.text) > 1 and (word.tag in _ADVERBIAL or word.tag in _ACTIONS))
    )


def _is_boundary(word: Word) -> bool:
    return word.text == "的" or (word.tag == "x" and word.text not in ("·", "－", "-"))


def first_word_of_institution(words: Sequence[Word], index: int) -> int:
    """Return the index of 国家 where it opens the name of an institution that ends in word `index`, else `index`.

    国家典籍博物馆, 国家海外纠纷应对指导中心, but not 国家|建设的中心 or 国家|建设中心.
    """
    first = index
    while first > 0 and index - first < _LONGEST_INSTITUTION and not _ends_name(words[first - 1]):
        first -= 1
        if words[first].text == _STATE:
            return index if words[first + 1].tag in _ACTIONS else first
    return index


def _ends_name(word: Word) -> bool:
    return word.tag in _PARTICLES or word.tag in _BEFORE_A_NAME or word.tag == _PREPOSITION


def _close_of_quote(words: Sequence[Word], index: int, ending: str, vocabulary: BodyWords) -> int | None:
    """Return the index of the closing mark of a quotation that names what an ending says (“蓝鲸”|重型运输船).

    With words between only where the ending makes a name of quotations alone, and the quotation is no era (“十四五”).
    """
    furthest = index - _WORDS_AFTER_QUOTE if vocabulary.endings.get(ending) == "quoted" else index - 1
    for place in range(index - 1, max(furthest, 0) - 1, -1):
        if words[place].text == "”":
            return None if place < index - 1 and _NO_NAMES.fullmatch(words[place - 1].text) else place
        if words[place].text in _BEGINS or not (words[place].tag in NOUNS or words[place].tag == _VERBAL_NOUN):
            return None
    return None


def _first_word_of_quote(text: str, words: Sequence[Word], index: int) -> int:
    """Return the index of the opening quotation mark of the quote before word `index` (“小三通”|航线)."""
    opening = text.rfind("“", max(0, words[index].start - _LONGEST_QUOTE), words[index].start)
    first = index
    while opening >= 0 and first > 0 and words[first].start > opening:
        first -= 1
    return first


def after_province(text: str, start: int, end: int, vocabulary: BodyWords) -> int:
    """Return where a name that keeps its city begins after the province written before (四川|宜宾机场)."""
    for length in _PROVINCE_LENGTHS:
        outer = vocabulary.known.surface(text[start : start + length])
        if outer is None or outer.areas[0].kind != "province" or outer.areas[0].name.endswith("市"):
            continue  # a municipality's name is a part: 北京大兴国际机场
        for inner_length in range(min(_LONGEST_DIVISION, end - start - length), 1, -1):
            inner = vocabulary.known.surface(text[start + length : start + length + inner_length])
            if inner is not None and any(area.lies_in(outer.areas[0]) for area in inner.areas):
                return start + length
    return start


def after_divisions(
    text: str, start: int, ending_start: int, vocabulary: BodyWords, *, is_settlement: bool = False
) -> int:
    """Return where the body's own name begins after the divisions it lies in (浙江宁波|双屿门大桥).

    A county's short name is a part of other bodies' names (天河路商圈), but not of a settlement's (广西兴业|石南镇).
    """
    own = last = start
    outer: tuple[Area, ...] = ()
    length = min(_LONGEST_DIVISION, ending_start - own - 1)
    while length > 1:
        surface = vocabulary.known.surface(text[own : own + length])
        is_division = surface is not None and (
            surface.areas[0].kind in _DIVISIONS
            or not (surface.is_short or surface.areas[0].kind == "nature")
            or (is_settlement and any(area.lies_in(around) for area in surface.areas for around in outer))
        )
        if surface is not None and is_division and text[own + length] not in _NO_DIVISION_BEFORE:
            last, own, outer = own, own + length, surface.areas
            length = min(_LONGEST_DIVISION, ending_start - own - 1)
        else:
            length -= 1
    rest = text[own:ending_start]
    if rest in _BESIDE:
        return last
    if rest in vocabulary.generic or vocabulary.keepers.search(rest):
        return after_province(text, start, ending_start, vocabulary)  # 安徽|芜湖航空产业园
    return own


def with_division(event: Body, text: str, vocabulary: BodyWords) -> Body:
    """Return an event with the division written directly before its number in its name (成都|第31届…运动会)."""
    for length in range(min(_LONGEST_DIVISION, event.start), 1, -1):
        surface = vocabulary.known.surface(text[event.start - length : event.start])
        if surface is not None and surface.areas[0].kind in _SEATS_OF_EVENTS and not surface.is_ordinary_word:
            start = event.start - length
            return event._replace(start=start, name=text[start : event.end], outer_start=start)
    return event


def after_seat(text: str, start: int, end: int) -> int:
    """Return where a village's own name begins after its town's (塘口镇|清水村)."""
    ends = (text.rfind(seat, start, end) + len(seat) for seat in _SEATS if text.rfind(seat, start, end) >= 0)
    return max(ends, default=start)
