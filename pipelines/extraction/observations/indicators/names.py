"""The title of a series: tidied, completed, and brought to its official spelling."""

import re

from pipelines.extraction.observations.indicators.lexicon import Lexicon

_SPEED = ("增速", "升幅", "增幅", "降幅", "涨幅", "跌幅", "增长率", "增长速度")
SHARES = ("比重", "占比", "比例", "份额", "占有率")
_RATES = (
    *SHARES,
    *("率", "度", "指数", "指数平均值", "PMI", "系数", "倍差", "上限", "下限"),
    *("覆盖面", "受灾面", "赤字", "加息", "降息", "降准"),
)
_SIZES = ("高", "长", "宽", "深", "厚", "重", "度")
_SIZE_ENDINGS = ("长度", "高度", "宽度", "深度", "厚度", "重量", "长", "高", "宽", "深", "厚", "重")
_RANK = re.compile("(?:厅局|县处|乡科|国家|省部|[省市县区乡镇村州部])级")
_FREQUENCY_SPELLINGS = {
    "平均每天": "日均",
    "平均每年": "年均",
    "每年": "年",
    "每天": "日均",
    "每日": "日均",
    "每月": "月均",
}
_DOUBLED = re.compile(r"([^、]{2,4})\1")  # where two rules name one word: 装机|装机容量, 专项资金|资金
_OFTEN_DOUBLED = {"资金", "时间", "行业", "创新", "装机", "业务", "改造"}
_COMPOSITION = re.compile(r"(?:三次|一二三次?|[一二三、]{5})产业(?:增加值)?(?:结构|比例|比重|占比|之?比|构成)")
_SHARE_OF_WHOLE = re.compile(r"占.{1,40}的比重$")


def is_speed(name: str) -> bool:
    """Return whether a title names the speed of another series (…增速)."""
    return name.endswith(_SPEED)


def base_of(name: str) -> str:
    """Return the series whose speed `name` is, or `name` itself.

    >>> base_of('地区生产总值同比增速')
    '地区生产总值'
    """
    for ending in _SPEED:
        if name.endswith(ending):
            name = name[: -len(ending)]
            for frequency in ("复合", "的", "累计", "平均", "同比", "环比", "年均", "年"):
                name = name.removesuffix(frequency)
            return name
    return name


def speed_of(name: str, *, word: str = "增速") -> str:
    """Return the title that points of growth carry: rates and speeds keep their own.

    >>> speed_of('工业增加值'), speed_of('城镇调查失业率')
    ('工业增加值增速', '城镇调查失业率')
    """
    return name if name.endswith(_RATES) or is_speed(name) else name + word


def has_head(name: str, lexicon: Lexicon) -> bool:
    """Return whether a title says what is measured: by one of the words for it, or by 额, 量, 率 … at its end."""
    return name.endswith(("额", "量", "率", "数", "值", "费", "价", "度", "投入")) or head_of(name, lexicon) != ""


def is_sector(name: str) -> bool:
    """Return whether a name is one of a sector of the economy: 专用设备制造业, 第三产业, 非公有制经济."""
    return name.endswith(("业", "经济"))


def parallel(modifier: str, base: str) -> str:
    """Return a series like `base` of another rank: 县处级 after 处分厅局级干部 → 处分县处级干部."""
    renamed = _RANK.sub(lambda _: modifier, base, count=1)  # as it stands: a text may hold backslashes
    return renamed if renamed != base else modifier


def head_of(name: str, lexicon: Lexicon) -> str:
    """Return the word at the end of a title that says what is measured (利润, 销售面积), or "" if it has none."""
    heads = lexicon.roles["series_head"]
    return next((name[start:] for start in range(len(name)) if name[start:] in heads), "")


def without_head(name: str, lexicon: Lexicon) -> str:
    """Return whose series it is: 建筑业 of 建筑业增加值."""
    return name.removesuffix(head_of(name, lexicon)) or name


def without_attribute(name: str, lexicon: Lexicon) -> str:
    """Return whose attribute it is: 客机 of 客机最大载客量."""
    generic = lexicon.roles["generic"]
    start = next((start for start in range(2, len(name) - 1) if name[start:] in generic), len(name))
    return name[:start]


def is_share(name: str) -> bool:
    """Return whether a title already says that it is a share."""
    return name.endswith(SHARES)


def share_of(name: str) -> str:
    """Return the title of a part as that of its share; a rate or a growth has none.

    >>> share_of('新能源汽车'), share_of('采购经理指数')
    ('新能源汽车占比', '采购经理指数')
    """
    return name if name.endswith((*_RATES, "指数值", "增长")) or is_speed(name) else f"{name}占比"


def is_size(name: str) -> bool:
    """Return whether a title is that of a size, which is no owner of another: 坝高, 展台宽度."""
    return name.endswith(_SIZES)


def share_in(part: str, whole: str) -> str:
    """Return the title of the share that a part has in a whole, which need not be known.

    >>> share_in('农产品', '出口总值'), share_in('农产品', '')
    ('农产品占出口总值的比重', '农产品占比')
    """
    return f"{part}占{whole}的比重" if whole else f"{part}占比"


def is_generic(name: str, lexicon: Lexicon) -> bool:
    """Return whether a name needs its owner before it to be a title: 增加值 of what?"""
    return name in lexicon.roles["generic"]


def _is_word(text: str, lexicon: Lexicon) -> bool:
    return text in _OFTEN_DOUBLED or text in lexicon.kind_of


def tidy(name: str, lexicon: Lexicon, *, is_regional: bool) -> str:
    """Return a title in one spelling: the official one where the vocabulary knows it, 规上 written out.

    `is_regional` tells a division's GDP (地区生产总值) from a country's (国内生产总值).
    """
    name = name.strip("的、和及·-—：: ").rstrip("与").replace("的的", "的")  # 与中东欧国家贸易额 begins with it
    name = _DOUBLED.sub(lambda match: match[1] if _is_word(match[1], lexicon) else match[0], name)
    for spelled, short in _FREQUENCY_SPELLINGS.items():
        if name.startswith(spelled):
            name = short + name[len(spelled) :]
    if is_regional and name in lexicon.regional:
        return lexicon.regional[name]
    if name in lexicon.official:
        return lexicon.official[name]
    return name.replace("规上", "规模以上")


def composition_of(before: str, count: int) -> list[str] | None:
    """Return the shares that a composition of the three sectors names (三次产业结构为5.1：40.2：54.7)."""
    if count == 3 and _COMPOSITION.search(before):
        return [share_in(f"第{number}产业增加值", "地区生产总值") for number in "一二三"]
    return None


def beside_size(base: str, size: str) -> str:
    """Return a size of the thing whose other size was told before it.

    >>> beside_size('坝长', '高度'), beside_size('展台长度', '宽度'), beside_size('长度', '宽度')
    ('坝高', '展台宽度', '宽度')
    """
    ending = next((ending for ending in _SIZE_ENDINGS if base.endswith(ending)), "")
    owner = base.removesuffix(ending) if ending else ""
    return owner + (size if len(ending) > 1 else size[0]) if owner else size


def without_share(name: str) -> str:
    """Return the subject of a share: what contributes is a sector and not its share.

    >>> without_share('地方经济比重'), without_share('第一产业增加值')
    ('地方经济', '第一产业')
    """
    for ending in (*SHARES, "增加值"):
        name = name.removesuffix(ending)
    return name.removesuffix("的")


def subject_of_share(name: str) -> str:
    """Return what a share is of: its amount may be told after it.

    >>> subject_of_share('农产品占出口总值的比重'), subject_of_share('免签人数占比')
    ('农产品', '免签人数')
    """
    name = _SHARE_OF_WHOLE.sub("", name)
    for ending in SHARES:
        name = name.removesuffix(ending)
    return name.removesuffix("的")


def restates(name: str, base: str) -> bool:
    """Return whether a subject only takes up the series named before: 出口值 after 农产品出口."""
    stem = name.rstrip("值额量数")
    return bool(base) and (set(name) <= set(base) or (len(stem) > 1 and stem in base))
