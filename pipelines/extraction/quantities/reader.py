"""From one numeral to one quantity: its unit, its kind, its value; or the decision that it is none."""

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from pipelines.extraction.model import Number, Quantity
from pipelines.extraction.quantities import context
from pipelines.extraction.quantities.compounds import Compound, read_compound
from pipelines.extraction.quantities.lexicon import Lexicon
from pipelines.extraction.quantities.modifiers import EXACT
from pipelines.extraction.quantities.numerals import NumeralReading, read_number
from pipelines.extraction.quantities.patterns import EVERY_NUMBER, NUMBER
from pipelines.extraction.quantities.units import NOUN, UNIT, Word

DIGITS = frozenset("0123456789０１２３４５６７８９")
_BIG = frozenset("万亿萬億兆")
_ROUND = frozenset("百千万亿萬億佰仟")
_SPACES = frozenset(" \u3000\u00a0")
_MORE = frozenset("多余餘来來")
_NOT_A_REMAINDER = frozenset("额地热温粮下生姚杭")  # 余额, 余地: 余 is no "and more"
_MINUS = frozenset("-−－")
_NOT_NEGATIVE = frozenset("背担肩胜抱自辜欺")  # 肩负3项: 负 is no sign
_JOINS = re.compile("[ \u3000]?(?:(?P<range>[-—–―~～－﹣至到]{1,2})|[、和与及或]|以及)[ \u3000]?")
_PERCENT_BASES = {"百": ("%", "%"), "佰": ("%", "%"), "千": ("‰", "[ppth]"), "仟": ("‰", "[ppth]")}
_MONEY_WORDS = re.compile("(?:票房|金额|投资额?|资金|收入|营收|产值|销售额?|贷款|存款|利润|税|债|市值|成交额?|消费额?|总值|GDP|支出|费用|补贴|奖金)[^，。；、]{0,12}$")
_RATIO_WORDS = re.compile("(?:倍差|比值|之比|收入比)[^，；。]{0,24}$")
_FIGURE_WORDS = re.compile("(?:指数|系数|得分|评分|比值|倍差|总和生育率|密度)[^，。；]{0,6}$")
_BEFORE_BARE_DECIMAL = frozenset("从由到至为达是于比约近超过了降升：:、和与及的（(均在值数，负")
_RANK_CUE = re.compile("居|列|排|位|名|全[国球省市区县]|世界|国内|占|进|夺|获|跃|升|从|由|保持|总量|规模|以")
_STRONG_RANK_CUE = re.compile("[居列排夺获跃升为]|以$|[全世][国界球省市]")
_RANK_FOLLOWERS = frozenset("，。、；：！？）)”’\n\r 　的大至到升提跃上保高和与及")
_SENTENCE_STARTS = frozenset("。；！？\n\r：”“（ 　")
_FIRST_PLACE_CUE = re.compile("(?:居|列|占|位|升|跃|保持|排)[^。；]{0,12}$")
_NOT_RANKED = re.compile("(?:放|摆|置)(?:在|于)[^，。]{0,4}$")
Member = tuple[int, int, NumeralReading, str]  # start, end, what it says, how it is joined to the one before
_DECISIVE_KINDS = frozenset(("money", "percent", "percentage_point", "measure"))


@dataclass(slots=True)
class Draft:
    """A quantity in the making: where it is, what it measures."""

    start: int
    end: int
    kind: str
    low: Number
    high: Number | None
    unit: str
    unit_code: str
    is_more: bool = False
    modifier_start: int = -1  # where the words before begin to be looked for: in front of 人民币, 零下, 第
    modifier: str = EXACT


class QuantityReader:
    """Reads the candidates of one text in order; `found` and `unread` fill up as it goes."""

    def __init__(self, text: str, lexicon: Lexicon, every_numeral: bool) -> None:
        """Take the text, the vocabularies and whether what the guidelines leave out is read as well."""
        self.text = text
        self.units = lexicon.units
        self.modifiers = lexicon.modifiers
        self.names = lexicon.names
        self.every = every_numeral
        self.pattern = EVERY_NUMBER if every_numeral else NUMBER
        self.chained = -1  # where a numeral begins that a range or list sign joins to the one before
        self.found: list[Quantity] = []
        self.unread: list[tuple[int, int]] = []

    def number(self, start: int, end: int) -> int:
        """Read the numeral at `text[start:end]`; return where reading goes on."""
        text = self.text
        is_arabic = text[start] in DIGITS
        previous = text[start - 1] if start else ""
        if previous == "第" or (previous in _SPACES and start > 1 and text[start - 2] == "第"):
            return self.ordinal(start, end)
        follower = text[end : end + 1]
        if (
            not is_arabic
            and end - start == 1
            and not self.every
            and follower not in self.units.by_first
            and follower not in _LONE_FOLLOWERS
        ):
            return end
        numeral = text[start:end]
        if "分" in numeral or "份" in numeral:
            return self.fraction(start, end)
        if self.every and numeral == "一" and not self.is_one(end):
            return end if follower != "半" else self.one(start)
        reading = read_number(numeral)
        if reading is None:
            self.unread.append((start, end))
            return end
        if not is_arabic and (reading.is_vague or (previous in _VAGUE_BEFORE and numeral[0] in _ROUND_OR_TEN)):
            if not self.every:
                return end
            return self.vague(start, end)
        is_more, position = reading.is_more, end
        if follower in _MORE and follower:
            beyond = text[end + 1 : end + 2]
            if follower in "来來":
                word = self.units.at(text, end + 1)
                is_remainder = word is not None and word.role == UNIT
            else:
                is_remainder = follower not in "余餘" or beyond not in _NOT_A_REMAINDER or not beyond
            if is_remainder:
                is_more, position = True, end + 1
        word = self.units.at(text, position)
        if word is None and text[position : position + 1] in _SPACES:
            after_space = position + 1 + (text[position + 1 : position + 2] in _SPACES)
            word = self.units.at(text, after_space)
            if word is not None and word.role == UNIT:
                position = after_space
            else:
                word = None
        if word is not None and word.role == UNIT:
            return self.with_unit(start, end, position, reading, is_more, word)
        if word is not None and word.role == NOUN:
            return self.with_noun(start, end, reading, is_more, word)
        return self.without_unit(start, end, reading, is_more, position)

    # ------------------------------------------------------------------ numeral and unit
    def with_unit(
        self, start: int, end: int, position: int, reading: NumeralReading, is_more: bool, word: Word
    ) -> int:
        """Read a numeral that a unit follows."""
        draft = self.measured(start, end, position, reading, is_more, word)
        if draft is None:
            return end
        joined = self.range_after(draft)
        if joined is not None:
            draft = joined
        return self.settle(draft)

    def measured(
        self, start: int, end: int, position: int, reading: NumeralReading, is_more: bool, word: Word
    ) -> Draft | None:
        """Return the draft of a numeral with its unit, or None where the two are no quantity."""
        text = self.text
        unit_end = position + len(word.surface)
        low, high, unit, code, kind = reading.low, reading.high, word.unit, word.unit_code, word.kind
        follower = text[unit_end : unit_end + 1]
        if follower in _UNIT_CONTINUES and follower:
            if follower in _MORE and word.surface in ("个", "個"):
                inner = self.inner_unit(unit_end + 1)
                if inner is not None:
                    word, is_more = inner, True
                    unit_end += 1 + (len(inner.surface) - (inner.surface[0] in "个個"))
                    unit, code, kind = word.unit, word.unit_code, word.kind
            elif high is None:
                whole = read_compound(text, low, word, unit_end, self.units)
                if whole is not None:
                    low, unit_end, word = whole.value, whole.end, whole.word
                    unit, code, kind = word.unit, word.unit_code, word.kind
                    if word.kind == "money" and word.factor is not None:
                        pass
        if follower in "（(" and follower:
            pair = self.units.with_alternative(text, word, unit_end)
            if pair is not None:
                word, unit, code, unit_end = pair, pair.unit, pair.unit_code, position + len(pair.surface)
        if not self.every and not self.is_quantity(start, end, unit_end, word):
            return None
        draft = Draft(start, unit_end, kind, low, high, unit, code, is_more, start)
        self.adjust(draft, word, end)
        if text[unit_end : unit_end + 1] in ("/", "／", "每"):
            rate_end, rate = self.units.rate_at(text, draft.end)
            if rate:
                draft.unit += text[draft.end : rate_end].replace("／", "/")
                draft.end, draft.unit_code = rate_end, draft.unit_code + rate
        return draft

    def inner_unit(self, position: int) -> Word | None:
        """Return the unit behind 个多: 小时 in 4个多小时, 个月 in 9个多月."""
        word = self.units.at(self.text, position)
        if word is not None and word.role == UNIT and word.kind == "duration":
            return word
        word = self.units.at("个" + self.text[position : position + 3], 0)
        return word if word is not None and word.role == UNIT and len(word.surface) > 1 else None

    def adjust(self, draft: Draft, word: Word, numeral_end: int) -> None:
        """Give the value the meaning of its unit: 六成 is 60 %, 翻两番 is 4 times, 5毛 is 0.5 CNY, 零下5度 is -5."""
        text, start = self.text, draft.start
        surface = word.surface
        if word.factor is not None and draft.unit_code:
            draft.low, draft.high = _scaled(draft.low, word.factor), _scaled(draft.high, word.factor)
        elif surface == "成":
            draft.low, draft.high = draft.low * 10, draft.high and draft.high * 10
        elif surface == "折":
            draft.low = draft.low * 10 if draft.low < 10 else draft.low
        elif surface == "番":
            draft.low = Decimal(2) ** int(draft.low)
            draft.start = draft.modifier_start = start - (2 if text[start - 1] == "了" else 1)
        elif surface in ("度", "°"):
            draft.unit_code = self.degrees(start, draft.end, draft.unit_code)
        elif surface == "级" and context.is_strength(text, start, numeral_end):
            draft.kind = "measure"
        self.sign(draft)
        if draft.kind == "money" and surface in ("元", "圆", "块", "圓"):
            self.currency(draft)

    def degrees(self, start: int, end: int, code: str) -> str:
        """Return what kind of degrees: of heat, of electricity (kW.h) or of an angle."""
        text = self.text
        if text.endswith(("摄氏", "攝氏"), 0, start):
            return "Cel"
        if text.endswith(("华氏", "華氏", "华氏温度", "華氏溫度"), 0, start):
            return "[degF]"
        if text[start:end][-2:-1] in _BIG:
            return "kW.h"
        return "Cel" if context.is_heat(text, start) else code

    def sign(self, draft: Draft) -> None:
        """Take a minus sign, 负 or 零下 into the quantity."""
        text, start = self.text, draft.start
        if start == self.chained:
            return
        previous = text[start - 1 : start]
        if previous in _MINUS and previous:
            before = text[start - 2 : start - 1]
            if before and (before.isalnum() and before.isascii() or before in DIGITS or before in "%％"):
                return
            width = 1
        elif previous in ("负", "負"):
            if text[start - 2 : start - 1] in _NOT_NEGATIVE and start > 1:
                return
            width = 1
        elif previous == "下" and text[start - 2 : start] == "零下":
            width = 2
        else:
            return
        draft.start = draft.modifier_start = start - width
        draft.low, draft.high = (-draft.low, None) if draft.high is None else (-draft.high, -draft.low)

    def currency(self, draft: Draft) -> None:
        """Let a currency before the figure name it: 港币2960元, HK$5万元, 人民币300万元."""
        before = self.units.currency_before(self.text, draft.start)
        if before is not None:
            draft.modifier_start = draft.start - len(before.surface)
            draft.unit_code = before.unit_code

    # ------------------------------------------------------------------ is it one?
    def is_quantity(self, start: int, end: int, unit_end: int, word: Word) -> bool:
        """Tell whether the guidelines take this numeral with this unit for a quantity."""
        text, kind, surface = self.text, word.kind, word.surface
        first = text[start]
        is_arabic = first in DIGITS
        previous = text[start - 1] if start else ""
        if is_arabic and previous and start != self.chained and self.continues_latin(start, previous, word):
            return False
        if kind in ("percent", "percentage_point"):
            return surface != "成" or not text.startswith("不变", unit_end)
        if kind == "ratio":
            return surface != "番" or previous == "翻" or text[start - 2 : start] == "翻了"
        if context.is_calendar_time(text, start, end, word):
            return False
        is_round = not is_arabic and first in _ROUND
        if is_round and previous == "每":
            return False  # 每万人, 每百户: what the figure is counted per
        if not is_arabic:
            name_end = self.names.end_of_name(text, start)
            if name_end >= unit_end:
                return False
            if first in "二貳贰" and end - start == 1 and kind not in ("money", "measure", "ratio"):
                return False  # 二 before a measure word is an ordinal (二期, 二次创业); two of them are 两
        if kind == "money":
            return self.is_sum(start, unit_end, surface, is_round, previous)
        if kind == "measure":
            if surface == "度" and not is_arabic and end - start == 1:
                return context.is_heat(text, start)  # 两度会晤: twice
            return (surface != "方" or text[end - 1] in _BIG) and (surface != "里" or is_arabic)
        if surface == "届" and context.is_session(text, start):
            return False
        if surface == "周年" and context.is_event(text, unit_end):
            return False
        if surface == "级":
            return context.is_counted_level(text, start, end, is_arabic)
        if surface == "点":
            return context.is_index_points(text, start, end, is_arabic)
        if surface in ("代", "期", "版", "路", "环", "季") and (not is_arabic or surface in ("代", "环", "路")):
            return surface == "代" and text[unit_end : unit_end + 1] == "人"
        if surface == "分" and numeral_is_ten(text, start, end):
            return False
        if is_round and kind in ("count", "duration"):
            return self.is_round_count(start, end, unit_end, kind)
        if not is_arabic and end - start == 1 and context.is_quoted_name(text, start):
            return kind == "duration"
        return True

    def continues_latin(self, start: int, previous: str, word: Word) -> bool:
        """Tell whether an Arabic numeral only goes on a name or an address: K8次列车, 2023-05-12, v1.2."""
        text = self.text
        if not previous.isascii():
            return False
        if previous.isalpha():
            return word.is_latin or (word.kind in ("count", "duration") and not text[start - 3 : start].isupper())
        if previous in "./_\\#@=&?-%":
            before = text[start - 2 : start - 1]
            return before.isascii() and before.isalnum()
        return False

    def is_sum(self, start: int, unit_end: int, surface: str, is_round: bool, previous: str) -> bool:
        """Tell whether numeral and money unit are a sum: not the unit of a table (万元), not three pieces (3块)."""
        if surface in ("块", "塊", "角", "毛", "仙", "蚊"):
            return unit_end > start + 2 and self.text[unit_end - 1] not in "块塊角毛仙" or surface == "毛"
        return not is_round or previous not in ("（", "(", "：", ":", "/", "、", "每")

    def is_round_count(self, start: int, end: int, unit_end: int, kind: str) -> bool:
        """Tell whether a scale word alone counts: 百余场, 超千单, 百年来, but not 百年, 千家."""
        text = self.text
        if text[end : end + 1] in _MORE or self.modifiers.before(text, start) != EXACT:
            return True
        if kind == "duration":
            return text[unit_end : unit_end + 1] in ("来", "间") or text.startswith(("以来", "以上"), unit_end)
        return len(text[start:end]) > 1 or self.modifiers.after(text, unit_end) != EXACT

    # ------------------------------------------------------------------ settle
    def settle(self, draft: Draft) -> int:
        """Add the modifier and the rate that stand outside, and put the quantity into `found`."""
        text, start = self.text, draft.start
        modifier = self.modifiers.before(text, draft.modifier_start if draft.modifier_start >= 0 else start)
        if modifier == "<" and draft.kind == "duration" and text[start - 1] == "近":
            if text[start - 2 : start - 1] not in _BEFORE_ALMOST:
                modifier = EXACT  # 近五年 is a time frame, 历时近五年 is almost five years
        if modifier == EXACT:
            modifier = self.modifiers.after(text, draft.end)
        if modifier == EXACT and (draft.kind == "ratio" or (draft.kind == "percent" and text[start - 1] == "的")):
            far = _FAR_MODIFIER.search(text, max(0, start - 24), start)
            if far is not None and draft.unit != "倍":
                modifier = self.modifiers.before(text, far.end(1))
        if modifier == EXACT and draft.is_more:
            modifier = ">"
        code = draft.unit_code
        if code and draft.kind in ("money", "measure", "count"):
            code += self.rate_before(start, draft.unit_code)
        value, low, high = (draft.low, None, None) if draft.high is None else (None, draft.low, draft.high)
        self.found.append(
            Quantity(start, draft.end, text[start : draft.end], draft.kind, value, low, high, draft.unit, code, modifier)
        )
        return draft.end

    def rate_before(self, start: int, code: str) -> str:
        """Return the rate that 每… or 时速 before the figure makes of it: 每斤补贴2元 → /[jin_cn]."""
        text = self.text
        window = max(0, start - 14)
        if code in ("km", "m") and text.rfind("时速", max(0, start - 6), start) >= 0:
            return "/h"
        position = text.rfind("每", window, start)
        while position >= 0:
            between = text[position + 1 : start]
            if not _CLAUSE_END.isdisjoint(between):
                return ""
            word = self.units.at(text, position + 1)
            if (
                word is not None
                and word.role == UNIT
                and word.unit_code
                and word.surface not in _FREQUENCIES
                and position + 1 + len(word.surface) <= start
            ):
                return f"/{word.unit_code}"
            position = text.rfind("每", window, position)
        return ""


    # ------------------------------------------------------------------ special starts
    def is_one(self, end: int) -> bool:
        """Tell whether the lone 一 that ends at `end` is the number 1 and not part of a word (一看)."""
        follower = self.text[end : end + 1]
        if not follower or not "\u4e00" <= follower <= "\u9fff" or follower in _AFTER_ONE:
            return True
        word = self.units.at(self.text, end)
        return word is not None and word.role == UNIT

    def metre(self, start: int) -> int:
        """Read 米九 as 1.9 m: a height whose metre goes without saying."""
        reading = read_number(self.text[start + 1])
        if reading is None:
            return start + 1
        value = Decimal(1) + reading.low / 10
        draft = Draft(start, start + 2, "measure", value, None, "米", "m", modifier_start=start)
        return self.settle(self.range_after(draft) or draft)

    def one(self, start: int) -> int:
        """Read a lone 一 before one of the units that it counts (一年来, 一倍, 一半)."""
        text = self.text
        position = start + 1
        if text.startswith("半", position):
            return self.settle(Draft(start, position + 1, "ratio", Fraction(1, 2), None, "", "", modifier_start=start))
        word = self.units.at(text, position)
        if word is None or word.role != UNIT or self.names.end_of_name(text, start) >= position + len(word.surface):
            return position
        draft = self.measured(start, position, position, NumeralReading(Decimal(1)), False, word)
        if draft is None:
            return position
        if draft.kind == "duration" and draft.unit_code in _LONG_TIMES and draft.low == 1:
            if not context.is_framed(text, start, draft.end):
                return position
        elif draft.unit == "公里" and (text.endswith("最后", 0, start) or text[start - 1 : start] in "“‘"):
            return position
        elif draft.kind == "count" or (draft.unit == "元" and text[draft.end : draft.end + 1] in "化论复次"):
            return position
        return self.settle(draft)

    def half(self, start: int) -> int:
        """Read 半年, 半小时, 半数 as one half."""
        position = start + 1
        if self.text.startswith("数", position):
            return self.settle(Draft(start, position + 1, "ratio", Fraction(1, 2), None, "", "", modifier_start=start))
        word = self.units.at(self.text, position)
        if word is None or word.role != UNIT or (word.kind == "count" and not self.every):
            return position
        draft = Draft(start, position + len(word.surface), word.kind, Decimal("0.5"), None, word.unit, word.unit_code)
        draft.modifier_start = start
        return self.settle(draft)

    def first_place(self, start: int, end: int) -> int:
        """Read 首位 and 榜首 as rank 1 where something is ranked: 居全国首位, not 首位院士, 放在首位."""
        text = self.text
        before = text[max(0, start - 16) : start]
        if _FIRST_PLACE_CUE.search(before) and not _NOT_RANKED.search(before):
            if text[end : end + 1] in _RANK_FOLLOWERS or not text[end : end + 1]:
                self.found.append(Quantity(start, end, text[start:end], "rank", Decimal(1)))
        return end

    def ordinal(self, start: int, end: int) -> int:
        """Read 第四, 第一名, 第六位 as ranks; the ordinals of sessions, batches and events are left out."""
        text = self.text
        first = text.rindex("第", 0, start)
        reading = read_number(text[start:end])
        if reading is None:
            self.unread.append((start, end))
            return end
        if reading.high is not None:
            return end
        word = self.units.at(text, end)
        unit, rank_end = "", end
        if word is not None and word.surface in ("名", "位"):
            unit, rank_end = word.surface, end + 1
        if self.every or self.is_rank(first, end, rank_end, word):
            modifier = self.modifiers.before(text, first)
            self.found.append(
                Quantity(first, rank_end, text[first:rank_end], "rank", reading.low, unit=unit, modifier=modifier)
            )
            return rank_end
        joined = _ORDINAL_LIST.match(text, end)
        while joined:  # 第二、三批: the others of the list are ordinals too
            number = NUMBER.match(text, joined.end())
            if number is None:
                break
            end = number.end()
            joined = _ORDINAL_LIST.match(text, end)
        return end

    def is_rank(self, first: int, end: int, rank_end: int, word: Word | None) -> bool:
        """Tell whether 第N is a place in an ordering."""
        text = self.text
        follower = text[rank_end : rank_end + 1]
        if rank_end == end and word is not None and not (word.role == NOUN and word.surface == "大"):
            return False
        if self.names.end_of_name(text, first + 1) > rank_end:
            return False
        if follower == "大":
            return text[rank_end + 1 : rank_end + 2] not in ("会", "")
        cued = _RANK_CUE.search(text, max(0, first - 16), first) is not None
        if rank_end > end:
            return follower in _RANK_FOLLOWERS or not follower or _STRONG_RANK_CUE.search(text, max(0, first - 4), first) is not None
        if not first or text[first - 1] in _SENTENCE_STARTS:
            return False  # 第一，…; 第二，…: a list told off
        return cued and (follower in _RANK_FOLLOWERS or not follower)

    def fraction(self, start: int, end: int) -> int:
        """Read 三分之一, 百分之三十, 千分之五, 一又二分之一."""
        text = self.text
        base, _, top = text[start:end].rpartition("分之")
        if not base and text[start] == "百":
            base, top = "百", text[start + 2 : end]  # 百分三十
        if text.startswith("决赛", end):
            return end
        percent = _PERCENT_BASES.get(base)
        reading = read_number(top if percent else text[start:end])
        if reading is None:
            self.unread.append((start, end))
            return end
        if percent:
            draft = Draft(start, end, "percent", reading.low, reading.high, *percent, reading.is_more, start)
        else:
            draft = Draft(start, end, "ratio", reading.low, reading.high, "", "", reading.is_more, start)
        if text[end : end + 1] in _MORE and text[end : end + 1]:
            draft.is_more = True
        self.sign(draft)
        return self.settle(self.range_after(draft) or draft)

    def vague(self, start: int, end: int) -> int:
        """Read 十几, 数百, 上千 as what they leave open; only where every numeral is asked for."""
        text = self.text
        if text[start - 1 : start] in ("几", "数", "幾") and start:
            start -= 1
        reading = read_number(text[start:end])
        if reading is None:
            self.unread.append((start, end))
            return end
        word = self.units.at(text, end)
        if word is not None and word.role == UNIT:
            draft = self.measured(start, end, end, reading, reading.is_more, word)
            return self.settle(draft) if draft else end
        return self.settle(Draft(start, end, "number", reading.low, reading.high, "", "", reading.is_more, start))

    # ------------------------------------------------------------------ no unit
    def with_noun(self, start: int, end: int, reading: NumeralReading, is_more: bool, word: Word) -> int:
        """Read a count whose noun follows without a measure word: 八市, 10部门, 三大领域, 900万学生."""
        text = self.text
        first = text[start]
        is_arabic = first in DIGITS
        previous = text[start - 1] if start else ""
        span_end = end + (is_more and not reading.is_more)
        if not self.every:
            if is_arabic and not is_more and text[end - 1] in DIGITS and end - start > 4 and "," not in text[start:end]:
                return end  # 12345市民热线: a number that is dialled
            if is_arabic and previous.isascii() and previous.isalnum():
                return end
            if not is_arabic:
                if self.names.end_of_name(text, start) >= end + 1 or previous in "“《‘":
                    return end
                if reading.high is None and end - start > 1 and _SCALE_WORDS.isdisjoint(text[start:end]):
                    return end  # 一三产业: digits side by side are no number
                if first in "一二" and end - start == 1:
                    return end
                if first in _ROUND and not is_more and self.modifiers.before(text, start) == EXACT:
                    return end
            if word.surface == "大" and not (2 <= reading.low <= 12 and text[end + 1 : end + 2] not in _NOT_GROUPED):
                return end
        return self.settle(Draft(start, span_end, "count", reading.low, reading.high, "", "", is_more, start))

    def without_unit(self, start: int, end: int, reading: NumeralReading, is_more: bool, position: int) -> int:
        """Read a numeral that no unit follows: part of a list or range, a round amount, a bare figure, or nothing."""
        text = self.text
        join = _JOINS.match(text, position)
        if join is not None:
            done = self.chain(start, end, reading, is_more, join)
            if done:
                return done
        return self.bare(start, end, reading, is_more, position)

    def bare(self, start: int, end: int, reading: NumeralReading, is_more: bool, position: int) -> int:
        """Read a numeral that stands alone."""
        text = self.text
        draft = Draft(start, position if is_more else end, "number", reading.low, reading.high, "", "", is_more, start)
        previous = text[start - 1] if start else ""
        follower = text[end : end + 1]
        numeral = text[start:end]
        if self.every:
            if numeral in _SCALE_ALONE or self.names.end_of_name(text, start) > end:
                return end
            self.sign(draft)
            return self.settle(draft)
        if self.headed(draft):
            return self.settle(draft)
        is_arabic = numeral[0] in DIGITS
        if previous and previous.isascii() and (previous.isalnum() or previous in "/_.-#=&?@"):
            return end
        if numeral[-1] in _ROUND and (is_arabic or (numeral[-1] in _BIG and numeral[0] not in _ROUND)):
            if not is_arabic and self.names.end_of_name(text, start) >= end:
                return end
            before = text[max(0, start - 18) : start]
            before_currency = self.units.currency_before(text, start)
            if before_currency is not None:
                draft.kind, draft.unit, draft.unit_code = "money", before_currency.unit, before_currency.unit_code
                draft.modifier_start = start - len(before_currency.surface)
            else:
                draft.kind = "money" if _MONEY_WORDS.search(before) else "count"
            return self.settle(draft)
        if numeral[0] in _ROUND and numeral[-1] in _ROUND and "\u4e00" <= follower <= "\u9fff":
            if self.modifiers.before(text, start) != EXACT and self.names.end_of_name(text, start) < end + 1:
                draft.kind = "count"
                return self.settle(draft)  # 近百万民众
            return end
        if not is_arabic or follower.isascii() and follower.isalpha():
            return end
        before_currency = self.units.currency_before(text, start)
        if before_currency is not None and not before_currency.surface.isalpha():
            draft.kind, draft.unit, draft.unit_code = "money", before_currency.unit, before_currency.unit_code
            draft.modifier_start = start - len(before_currency.surface)
            return self.settle(draft)
        if follower == "/" and numeral.isdigit():
            return self.slash(start, end)
        if follower in ":：∶" and follower:
            done = self.composition(start)
            if done:
                return done
        before = text[max(0, start - 32) : start]
        if "." in numeral or "．" in numeral:
            if follower in ".．" and follower or previous not in _BEFORE_BARE_DECIMAL or _VERSION.search(before):
                return end
            if _SECTION_NUMBER.match(text, end) and (not previous or previous in "\n\r 　"):
                return end
            if _RATIO_WORDS.search(before):
                draft.kind = "ratio"
            return self.settle(draft)
        if _FIGURE_WORDS.search(before) and previous in "为达是至到于":
            return self.settle(draft)
        return end

    def headed(self, draft: Draft) -> bool:
        """Take the unit from the bracket before the figure: 发行总额（亿元）10.00."""
        text = self.text
        close = draft.start - 1
        while close >= 0 and text[close] in " \u3000\t：:":
            close -= 1
        if close < 0 or text[close] not in ")）":
            return False
        opening = max(text.rfind("（", max(0, close - 10), close), text.rfind("(", max(0, close - 10), close))
        if opening < 0:
            return False
        scale = _SCALES.match(text, opening + 1)
        position = scale.end() if scale else opening + 1
        word = self.units.at(text, position)
        if word is None or word.role != UNIT or position + len(word.surface) != close:
            return False
        factor = read_number(scale[0]) if scale and scale[0] else None
        if factor is not None:
            draft.low = _scaled(draft.low, Fraction(factor.low)) or draft.low
        draft.kind, draft.unit, draft.unit_code = word.kind, word.unit, word.unit_code
        return True

    def slash(self, start: int, end: int) -> int:
        """Read 5/8; a date or an address is none."""
        text = self.text
        match = _SLASHED.match(text, start)
        if match is None or int(match[1]) >= int(match[2]):
            return end
        value = Fraction(int(match[1]), int(match[2]))
        return self.settle(Draft(start, match.end(), "ratio", value, None, "", "", modifier_start=start))

    def composition(self, start: int) -> int:
        """Read 5.1：40.2：54.7, the shares of a whole, as one number each; 3:1 is a score and skipped."""
        text = self.text
        match = _COMPOSITION.match(text, start)
        if match is None:
            return 0
        parts = list(_COMPOSED.finditer(match[0]))
        if len(parts) == 2 and parts[1][0] == "1" and _RATIO_CUE.search(text, max(0, start - 16), start):
            value = Decimal(parts[0][0])
            return self.settle(Draft(start, match.end(), "ratio", value, None, "", "", modifier_start=start))
        if len(parts) < 3 and not _COMPOSITION_CUE.search(text, max(0, start - 12), start):
            return match.end()
        for part in parts:
            begin, finish = start + part.start(), start + part.end()
            self.found.append(Quantity(begin, finish, part[0], "number", Decimal(part[0])))
        return match.end()

    # ------------------------------------------------------------------ ranges and lists
    def range_after(self, draft: Draft) -> Draft | None:
        """Return the range that `draft` begins where the same unit follows once more: 10%至15%, 2万元—3万元."""
        text = self.text
        if text[draft.end : draft.end + 1] not in _RANGE_SIGNS or draft.high is not None or draft.end >= len(text):
            return None
        join = _JOINS.match(text, draft.end)
        if join is None or not join["range"]:
            return None
        sign = join["range"]
        number = self.pattern.match(text, join.end())
        if number is None:
            return None
        if sign in ("到", "至") and text[draft.start - 1 : draft.start] in ("从", "由") and draft.start:
            return None  # 从3个到5个 is a change: two quantities
        numeral = number[0]
        if "分之" in text[draft.start : draft.end] and draft.kind == "percent":
            numeral = numeral.removeprefix("百分之")
            reading = read_number(numeral)
            if reading is None or reading.high is not None or not draft.low < reading.low:
                return None
            if self.units.at(text, number.end()) is not None:
                return None
            draft.high, draft.end = reading.low, number.end()
            return draft
        word = self.units.at(text, number.end())
        reading = read_number(numeral)
        if word is None or word.role != UNIT or reading is None or reading.high is not None:
            return None
        self.chained = number.start()
        second = self.measured(number.start(), number.end(), number.end(), reading, reading.is_more, word)
        if second is None or second.unit != draft.unit or second.kind != draft.kind or not draft.low < second.low:
            return None
        draft.high, draft.end = second.low, second.end
        return draft

    def chain(self, start: int, end: int, reading: NumeralReading, is_more: bool, join: re.Match[str]) -> int:
        """Read numerals joined before one unit: a range (20-60万元) or a list that shares it (0.2和0.4个百分点).

        Returns where reading goes on, or 0 where the numeral stands alone.
        """
        text = self.text
        members = [(start, end, reading, "")]
        position = end
        word: Word | None = None
        link: re.Match[str] | None = join
        while link is not None:
            number = self.pattern.match(text, link.end())
            if number is None:
                break
            next_reading = read_number(number[0])
            if next_reading is None or next_reading.is_vague or "分之" in text[number.end() : number.end() + 2]:
                break
            kind = "range" if link["range"] else "list"
            members.append((number.start(), number.end(), next_reading, kind))
            position = number.end()
            if text[position : position + 1] in _MORE and text[position : position + 1]:
                position += 1
            word = self.units.at(text, position)
            if word is None and text[position : position + 1] in _SPACES:
                word = self.units.at(text, position + 1)
                position += word is not None
            if word is not None:
                break
            link = _JOINS.match(text, position)
        if len(members) == 1:
            return 0
        if word is None or word.role != UNIT:
            return self.chain_without_unit(members, word)
        return self.chain_with_unit(members, position, word)

    def chain_without_unit(self, members: list[Member], word: Word | None) -> int:
        """Read the members one by one; a range of round amounts (5000万—6000万) is one quantity."""
        text = self.text
        (start, _, low, _), (_, end, high, kind) = members[0], members[1]
        is_between = len(members) == 2 and text[end : end + 1] in ("间", "之") and text.startswith(("间", "之间"), end)
        if len(members) == 2 and (kind == "range" or is_between) and low.high is None and high.high is None:
            first, second = _share_scale(low.low, text[members[0][0] : members[0][1]], text[members[1][0] : end], high.low)
            is_round = text[end - 1] in _BIG and text[members[1][0]] in DIGITS
            if first < second and (self.every or is_round):
                draft = Draft(start, end, "count" if is_round else "number", first, second, "", "", modifier_start=start)
                self.sign(draft)
                return self.settle(draft)
        if word is not None and not self.every and word.role != NOUN:
            return members[-1][1]
        if word is not None:
            return 0
        for begin, finish, reading, _ in members:
            self.bare(begin, finish, reading, reading.is_more, finish)
        return members[-1][1]

    def chain_with_unit(self, members: list[Member], position: int, word: Word) -> int:
        """Read the members of a list or range with the unit behind the last."""
        text = self.text
        start, end, reading, kind = members[-1]
        is_more = reading.is_more or position > end and text[end] in _MORE
        self.chained = start
        last = self.measured(start, end, position, reading, is_more, word)
        if last is None:
            return end
        numeral = text[start:end]
        is_arabic = numeral[0] in DIGITS
        first_arabic = text[members[0][0]] in DIGITS
        drafts: list[Draft] = []
        for index, (begin, finish, part, _) in enumerate(members[:-1]):
            if not _may_share(text, begin, finish, members[index + 1][3], word, first_arabic and is_arabic, self.every):
                if self.every:
                    self.bare(begin, finish, part, part.is_more, finish)
                continue
            scaled = _share_scale(part.low, text[begin:finish], numeral, reading.low)[0]
            draft = Draft(begin, finish, last.kind, scaled, part.high, last.unit, last.unit_code, part.is_more, begin)
            if word.surface in ("成", "折"):
                draft.low = draft.low * 10
            elif word.factor is not None:
                draft.low = _scaled(draft.low, word.factor) or draft.low
            self.sign(draft)
            drafts.append(draft)
        return self.settle_chain(drafts, last, kind)

    def settle_chain(self, drafts: list[Draft], last: Draft, kind: str) -> int:
        """Put the members into `found`; the last two are one quantity where a range sign joins them."""
        text = self.text
        if kind == "range" and drafts and drafts[-1].high is None and last.high is None:
            first = drafts[-1]
            if first.low < last.low and text[first.end : first.end + 1]:
                drafts.pop()
                last.start, last.high, last.low = first.start, last.low, first.low
                last.modifier_start = first.modifier_start
        for draft in drafts:
            self.settle(draft)
        return self.settle(self.range_after(last) or last)


_LONE_FOLLOWERS = frozenset("多余来半又分至到-—–~～、和与及点成 \u3000")
_SCALE_WORDS = frozenset("十百千万亿拾佰仟萬億兆廿卅")
_ROUND_OR_TEN = _ROUND | frozenset("十拾")
_VAGUE_BEFORE = frozenset("几数幾上成好若")
_UNIT_CONTINUES = _MORE | DIGITS | frozenset("半零又一二三四五六七八九十壹贰叁肆伍陆柒捌玖两 ")
# 超过全球一半, 不到总量的三分之一: the modifier of a share stands before what it is a share of.
_FAR_MODIFIER = re.compile("(超过|超|不到|不足|接近|近|约占|约为|约|逾)了?[^，。；、超约近0-9]{1,20}$")
_BEFORE_ALMOST = frozenset("有时达用经了过续为隔距超足")
_CLAUSE_END = frozenset("，。；：！？,;\n\r")
_FREQUENCIES = frozenset(("年", "天", "日", "周", "个月", "星期", "个星期", "个季度", "次"))


def numeral_is_ten(text: str, start: int, end: int) -> bool:
    return end - start == 1 and text[start] in "十拾"


def _scaled(number: Number | None, factor: Fraction) -> Number | None:
    if number is None:
        return None
    product = Fraction(number) * factor
    return Decimal(product.numerator) / Decimal(product.denominator)


_SCALE_ALONE = frozenset(("万", "萬", "亿", "億", "百", "千", "万万", "萬萬", "拾", "佰", "仟", "兆"))
_AFTER_ONE = frozenset("加减乘除到至与和等比大小是不又、")
_LONG_TIMES = frozenset(("a", "mo", "wk", "d"))
_ORDINAL_LIST = re.compile("[、和与及至到—-]")
_RANGE_SIGNS = frozenset("-—–―~～－﹣至到 ")
_NOT_GROUPED = frozenset("会于小学厦型家约概都米桥专豆")
_SCALES = re.compile("[十百千万亿]*")
_SLASHED = re.compile(r"(?<![0-9/])([0-9]{1,3})/([0-9]{1,3})(?![0-9/A-Za-z])")
_COMPOSED = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,3})?", re.ASCII)
_COMPOSITION = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,3})?(?: ?[:：∶] ?[0-9]{1,3}(?:\.[0-9]{1,3})?)++", re.ASCII)
_COMPOSITION_CUE = re.compile("(?:比重|比例|比|结构|构成)[^，。；]{0,6}$")
_RATIO_CUE = re.compile("[比差][^，。；]{0,8}$")
_VERSION = re.compile("(?:版本?|第|编号|[A-Za-z])$")
_SECTION_NUMBER = re.compile("[ 　]?[^0-9，。；、到至%）)]")


def _may_share(text: str, begin: int, finish: int, link: str, word: Word, are_arabic: bool, every: bool) -> bool:
    """Tell whether a list member without unit shares the unit of the last: 1.4和2.6个百分点, but not 二、三产业."""
    if link == "range":
        return True
    if every and not are_arabic:
        return False
    if not are_arabic:
        return word.kind in _DECISIVE_KINDS or finish - begin > 1
    is_line_start = not begin or text[begin - 1] in "\n\r"
    return not (is_line_start and text[finish : finish + 1] == "、" and text[begin:finish].isdigit())  # 1、5个…


def _share_scale(low: Number, low_text: str, high_text: str, high: Number) -> tuple[Number, Number]:
    """Return both ends of a range, the lower one scaled like the upper where it stands for less: 20-60万, 两到三百.

    >>> [str(end) for end in _share_scale(Decimal(20), '20', '60万', Decimal(600000))]
    ['200000', '600000']
    """
    if low_text[-1] in _BIG:
        return low, high
    scales = _TRAILING_SCALES.search(high_text)
    while scales and scales[0]:
        suffix = high_text[scales.start() :]
        for cut in range(len(suffix)):
            scale = read_number(suffix[cut:])
            if scale is not None and Fraction(low) <= Fraction(high) / Fraction(scale.low):
                if cut == 0 or suffix[cut] in _BIG:
                    return _scaled(low, Fraction(scale.low)) or low, high
        break
    return low, high


_TRAILING_SCALES = re.compile("[十百千万亿拾佰仟萬億]*$")
