"""What times look like: years, quarters, months and days in digits or words, and where one may begin."""

import re

DASH = r"(?:[-—–－~～]{1,2}|至|到)"
_SMALL = r"(?:\d{1,2}|十[一二三四五六七八九]?|二十[一二三四五六七八九]?|三十一?|[一二三四五六七八九两])"
_YEARS = r"(?:\d{1,3}|[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九两])"
_YEAR = r"(?:[1１][9９]\d\d|[2２][0０]\d\d|[一二][〇○零Ｏ九][〇○零Ｏ一二三四五六七八九]{2})"

# The edges of a year, none of which begins the word after it: 2017年|初步核算, 2017年|内蒙古.
_EDGE = (
    r"(?:[底末]|初(?![步次始级任婚心]|中(?![央国小共欧部东西外美俄日韩稻纪]))"
    r"|内(?![蒙地陆容部需外河贸江销资置存燃罗塔]))"
)

# What follows a year or stands alone, with the year understood.
PART = re.compile(
    rf"""(?P<month_a>{_SMALL})(?:月份?)?{DASH}(?P<month_b>{_SMALL})月份?(?!{_SMALL}[日号])
    |(?P<month>{_SMALL})月
        (?:份(?!额)|(?P<day>{_SMALL})[日号](?:{DASH}(?:(?P<month_to>{_SMALL})月)?(?P<day_to>{_SMALL})[日号])?)?
        (?:上旬|中旬|下旬|[上下]半月|底|末|初(?!步|次))?
    |(?:第?(?P<quarter>[一二三四1-4])|(?P<first_quarter>首))季度
    |[前头](?P<quarters>[二两三23])个?季度
    |(?P<half>[上下])半年
    |[前头](?P<months>{_SMALL})个?月""",
    re.VERBOSE,
)
HEAD = re.compile(
    rf"""(?P<year_a>{_YEAR})年?{DASH}(?P<year_b>{_YEAR})(?:年(?!代(?![表理码购替言办驾])|级)|学?年度)
    |(?P<year>{_YEAR})(?:年(?!代(?![表理码购替言办驾])|级)度?|(?=/))(?P<year_edge>{_EDGE}|中(?=[，,。；、的\s]|$)|全年)?
    |(?<=[“《])(?P<named>20[0-4]\d)(?=[一-龥])
    |(?P<relative>今年|去年|上年|前年|明年|(?<![一-龥])后年|(?<=[到在于])后年|本年|当年|同年|全年|上一年|次年|翌年)(?![龄级轻老])
        (?P<relative_edge>年?{_EDGE}|度|全年)?
    |(?:上|20|二十)个?世纪(?P<decade>[1-9]0|[一二三四五六七八九]十)年代(?:初期?|末期?|中期|中后期)?
    |(?P<month_shift>本月|上月|当月|上个月|下月)
    |(?P<quarter_shift>本季度|上季度|当季)
    |(?P<bare_edge>年{_EDGE}(?!期(?!货)))
    |(?P<day_of_month>{_SMALL})日(?!元)
    |(?:今后|未来|接下来的?)(?P<ahead>{_YEARS})年
    |(?:(?:刚刚)?过去的?这?|最?近|这|此前)(?P<back>{_YEARS})个?多?年(?!前|级|生)(?:以?来|间|里|内)?
    |(?P<since_years>{_YEARS})多?年(?:以?来|间(?!隔)|里(?!程))
    |(?P<days_ago>{_SMALL})天(?:之?前)""",
    re.VERBOSE,
)
LISTED_QUARTERS = re.compile(r"(?<![\d一二三四])第?((?:[一二三四1-4]、){1,3})$")  # 一、二、 before 三季度
_NUMERALS = "0123456789０１２３４５６７８９一二三四五六七八九十两"
# The characters that HEAD and PART begin with, and what must follow each for the attempt to be worth it.
STARTS = (
    (
        _NUMERALS,
        r"(?<![0-9０-９.．第].)(?=[0-9０-９〇○零Ｏ一二三四五六七八九十]{0,3}(?:个?多?[年月]|季度|日|天之?前|个?世纪|(?<=[“《].)0[0-4]\d[一-龥]|[-—–－~～至到]))",
    ),
    ("前头", rf"(?=年|[{_NUMERALS}]{{1,3}}个?[月季])"),
    ("上", r"(?<![以网线].)(?=半年|个?月|季度|一?年|个?世纪)"),
    ("下", r"(?=半年|月)"),
    ("首", r"(?=季度)"),
    ("第", r"(?=.季度)"),
    ("年", r"(?=[初底末内])"),
    ("去", r"(?=年)"),
    ("今", rf"(?=年|后[{_NUMERALS}])"),
    ("明同全次翌后", r"(?=年)"),
    ("本当", r"(?=[年月季])"),
    ("近这", rf"(?=[{_NUMERALS}])"),
    ("最", rf"(?=近[{_NUMERALS}])"),
    ("此", rf"(?=前[{_NUMERALS}])"),
    ("过", r"(?=去)"),
    ("未", r"(?=来)"),
    ("接", r"(?=下来)"),
    ("刚", r"(?=刚过去)"),
)

_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")}
_DIGITS |= {"〇": 0, "○": 0, "Ｏ": 0, "两": 2}


def small_number(numeral: str) -> int:
    """Return the value of a numeral under 1000 as dates write it.

    >>> [small_number(numeral) for numeral in ('12', '十', '十二', '二十', '三十一', '两')]
    [12, 10, 12, 20, 31, 2]
    """
    if numeral.isdigit():
        return int(numeral)
    tens, ten, ones = numeral.rpartition("十")
    value = (_DIGITS[tens] if tens else 1) * 10 if ten else 0
    return value + (_DIGITS[ones] if ones else 0)


def year_number(numeral: str) -> int:
    """Return the year that a numeral of four digits names, in figures or in words.

    >>> year_number('2021'), year_number('二〇二一')
    (2021, 2021)
    """
    return int(numeral) if numeral.isdigit() else int("".join(str(_DIGITS[char]) for char in numeral))
