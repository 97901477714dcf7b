"""Where numerals stand in a text: the regular expressions that scan it, and the parts they are made of.

Every quantifier is possessive (`maybe` and `repeated` behind more than one character) and no repeated part can begin
where the one before it could have gone on, so that no text takes more than linear time. Digits and dates that are no
quantities are passed over inside the scan itself: in news they are two thirds of all numerals.
"""

import re

from pipelines.extraction.possessive import maybe, repeated

ARABIC = "0-9０-９"
_WORDS = "零〇○一二三四五六七八九壹贰貳叁叄柒捌玖"
_WORDLIKE = "陆陸伍肆參"  # formal digits that are parts of common words as well: 大陆, 队伍, 放肆
_FORMAL_SCALES = "拾佰仟萬億"
_D = f"[{ARABIC}]"

# 百 of 百分点, 千 of 千瓦 and 兆 of 兆瓦 belong to the unit that follows.
_SCALE = (
    "(?:[十拾佰仟万萬亿億廿卅卌]|百(?!分[点點位数制比]|帕)|"
    "千(?![瓦克米卡伏帕焦安赫牛]|字节)|兆(?![瓦赫帕焦伏欧牛安]|字节|比特))"
)
_PAIR = "[两兩俩倆](?=[百佰千仟万萬亿億])"
_INNER_DIGIT = f"[{_WORDS}]|(?<=[{_FORMAL_SCALES}零点點])[{_WORDLIKE}]|[{_WORDLIKE}](?=[拾佰仟])"
_INNER_DIGITS = f"(?:(?:{_INNER_DIGIT}){repeated(_INNER_DIGIT)}|{_PAIR})"
_ARABIC_NUMBER = f"{_D}++{repeated(f'[,，]{_D}{{3}}(?!{_D})')}{maybe(f'[.．·]{_D}++')}"
# Behind the first digits: scale words with more digits between them (3亿5000万, 6600多万, 十几), then decimals.
_BEHIND_SCALE = maybe(f"零*+(?:{_ARABIC_NUMBER}|{_INNER_DIGITS}|[几幾](?!乎)|(?<=零)(?={_SCALE}))")
_SCALED = repeated(f"[多余餘来來几幾]?+{_SCALE}{_BEHIND_SCALE}")
_POINT = maybe(f"[点點](?:[{_WORDS}{_WORDLIKE}]++|{_D}++){repeated(_SCALE)}")
_YUAN = "[元圆圓](?:[整正]|(?![一-鿿]))"  # 伍元整, but not the 元 of 元素
_FIRST_DIGITS = (
    f"[{_WORDS}]++|[两兩]三?+|[俩倆仨]|"
    f"(?<![队大内登着入退放海水])[{_WORDLIKE}](?=[{_FORMAL_SCALES}百千万亿角点點折{_WORDS}]|{_YUAN})|"
    f"(?!兆|拾(?![{_WORDS}{_WORDLIKE}万萬亿億元圆圓]))(?={_SCALE})"
)
_NUMBER = f"(?:{_ARABIC_NUMBER}|{_FIRST_DIGITS}){_SCALED}{_POINT}"
_FRACTION_REST = f"(?:{maybe(f'又{_NUMBER}')}分之[负負-]?+(?:{_NUMBER}|[{_WORDLIKE}]))"

_FIRST = f"{ARABIC}{_WORDS}{_WORDLIKE}两兩俩倆仨十百千万亿萬億拾佰仟廿卅卌兆"
NUMBER = re.compile(f"(?=[{_FIRST}]){_NUMBER}")

_YEAR = f"(?:[1１][5-9５-９]|[2２][0０]){_D}{{2}}"
_UP_TO = "[-—–~～至到]{1,2}"
_DAY = maybe(f"{_D}{{1,2}}日")
_MONTH_AND_DAY = maybe(f"{_D}{{1,2}}月{_DAY}")
_SHORT = f"{_D}{{1,2}}{maybe(f'[-—–~～至到、和]{{1,2}}{_D}{{1,2}}')}"  # 5, 1—2, 3、4
_TIME = "|".join(
    (
        f"(?<!{_D}){_YEAR}{maybe(f'年?(?:{_UP_TO}|/){_YEAR}')}年(?!的?历史){_MONTH_AND_DAY}",
        f"(?<![期时续]){_SHORT}(?:月(?!龄){_DAY}|日(?![元圆币本内游])|号(?!线))",  # but 为期3日
        f"{_SHORT}时(?![长速])" + maybe(f"{_D}{{1,2}}分" + maybe(f"{_D}{{1,2}}秒")),
        f"{_D}{{1,2}}点(?:{_D}{{1,2}}分|半|整|钟|左右|前|后|开|档|至|许|—)",
        f"(?<=/){_D}++/[!-~]*+",  # the digits of a web address
    )
)
# A lone 一 is a quantity before few units only (一年, 一倍, 一吨); before the others it is an article (一个, 一次).
_ONE_COUNTS = (
    "半(?!年)|年|天|周|成|倍|番|元|毛|吨|公[里斤顷升]|平方|立方|千[瓦克米]|亩|斤|克(?!服)|升(?![级至到温高])|米|毫[米克升]|厘米|"
    "秒|分[钟鐘]|小[时時]|度电|兆瓦|吉瓦|美元|港元|欧元|英镑|日元|块钱|分钱|[%％‰]|"
    "多?[个個](?:[多半]?[月星季工世小]|百分|基点)"
)
_LONE_ONE = f"(?<!第)一(?![{_FIRST}又分]){maybe(f'(?={_ONE_COUNTS})(?P<one>)')}"
_HALVED = "年|[个個](?:月|小[时時]|世纪)|小[时時]|公[里斤]|斤|吨|亩|升|加[仑侖]|数"
_HALF = f"半{maybe(f'(?<![上下前后大小多一过]半)(?={_HALVED})(?P<half>)')}"
_FIRST_PLACE = f"首{maybe('位(?!置)(?P<first_place>)')}|榜{maybe('首(?P<top>)')}"

# What is passed over matches without a group; of a candidate, the group's name says which rule reads it.
QUANTITY_NUMERALS = re.compile(
    f"(?=[{_FIRST}半首榜])"
    f"(?:{_TIME}|{_LONE_ONE}|零(?![点點])|〇|{_HALF}|{_FIRST_PLACE}|(?P<number>{_NUMBER}{maybe(_FRACTION_REST)}))"
)

_LEADING_POINT = f"(?<![{ARABIC}A-Za-z.])[.．]{_D}++"
_LETTER_SCALE = "(?:[eEｅＥ][-－]?[0-9０-９]{1,2}|[ ]?[kKwWMGｋＫＭ])(?![A-Za-z0-9])"
_LETTERED = f"(?:{_LEADING_POINT}|{_ARABIC_NUMBER}){_LETTER_SCALE}"
_SLASHED = f"{_D}{{1,9}}{maybe(f'[ ]{_D}{{1,9}}')}[/／]{_D}{{1,9}}(?![/／0-9])"
_SHORT_TOP = f"[一二三四五六七八九]十?[一二三四五六七八九]?(?![{_FIRST}])|十[一二三四五六七八九]"
# Without 之, as in Cantonese: 四分一, 十份十一, 一又十分一; and 百分三十.
_SHORT_FRACTION = (
    f"(?:[一二三四五六七八九十]又)?[二三四五六七八九十][分份](?:{_SHORT_TOP})|"
    f"百分(?![之点點位数制比百])(?={_NUMBER}){_NUMBER}"
)
_ANY_FRACTION_REST = f"(?:{maybe(f'又{_NUMBER}')}分之[负負-]?+(?:{_LETTERED}|{_NUMBER}|[{_WORDLIKE}]))"
_METRE = "米" + maybe(
    f"(?<![0-9０-９{_WORDS}百千万亿两半厘毫分纳微平立里糯大小玉稻]米)(?=[一二三四五六七八九](?![{_FIRST}]))(?P<metre>)"
)
EVERY_NUMBER = re.compile(f"(?=[{_FIRST}.．])(?:{_LETTERED}|{_SLASHED}|{_LEADING_POINT}|{_NUMBER})")
EVERY_NUMERAL = re.compile(
    f"(?=[{_FIRST}半首榜米.．])(?:半(?P<half>)|{_FIRST_PLACE}|零(?=下)|{_METRE}|"
    f"(?P<number>{_LETTERED}|{_SLASHED}|{_LEADING_POINT}|{_SHORT_FRACTION}|{_NUMBER}{maybe(_ANY_FRACTION_REST)})|.)"
)
