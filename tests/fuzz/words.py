"""Bytes → text for the fuzz targets: UTF-8, or words of statistical prose, one per byte.

Mutated bytes hardly ever make 同比增长; a table of words lets the fuzzer reach what lies behind it. The order of the
words is the meaning of the kept inputs: add at the end only.
"""

_WORDS = """
0 1 2 3 4 5 6 7 8 9 10 100 2021 2024 1.5 0.6 12.5 1,234 １ ２ ９ ． 零 〇 一 二 两 三 四 五 六 七 八 九 十 百 千
万 亿 兆 半 几 数 多 余 来 点 分之 成 倍 壹 贰 叁 拾 佰 仟 廿 卅 第 % ‰ ％ 百分之 个百分点 元 万元 亿元 亿美元
吨 公斤 斤 亩 公顷 平方米 平方公里 公里 千瓦时 亿千瓦时 人 万人 人次 户 家 个 辆 件 项 次 岁 天 年 月 日 季度
上半年 下半年 前三季度 1—8月 今年 去年 上年 同期 截至 年末 “十四五” 期间 以来 至 到 从 由 — - ~ ～ － / : ： ,
， 。 、 ； ！ ？ . ( ) （ ） “ ” 《 》 \u3000 \t \n \r \u200b \x00 为 达 达到 实现 完成 增长 下降 减少 增加
提高 回落 降低 上升 同比 环比 比上年 较上年 年均 累计 合计 占 比重 其中 分别 约 近 超 超过 以上 以下 左右 不低于
不超过 力争 预计 目标 计划 将 已 全市 全省 全国 全县 我国 韶关市 广东省 桃源县 北京 上海 浙江 美国 长江
地区生产总值 生产总值 GDP 工业增加值 固定资产投资 社会消费品零售总额 财政收入 居民人均可支配收入 进出口总额 出口
粮食 产量 面积 就业 失业率 人口 常住人口 城镇化率 床位 学校 学生 游客 旅游收入 用电量 发电量 客运量 价格 指数
利润 企业 规模以上 项目 投资 增速 增幅 首次 突破 排名 一、 （一） 1. 第一章 注： 显示 国家统计局 记者 表示 名义
实际 可比价 不变价 和 与 及 的 了 在 等 其 该 这 3.3% 1554亿元 +3 −2 1/3 2021-03-05
"""
WORDS = tuple(
    dict.fromkeys(word.encode().decode("unicode_escape") if word[0] == "\\" else word for word in _WORDS.split())
)
WORDS_FOLLOW = b"\xff"  # never a byte of UTF-8


def text_of(data: bytes) -> str:
    """Return the text that `data` stands for.

    >>> text_of("增长8%".encode()), text_of(b"\\xff\\x01\\x02")
    ('增长8%', '12')
    """
    if data.startswith(WORDS_FOLLOW):
        return "".join(WORDS[byte % len(WORDS)] for byte in data[1:])
    return data.decode("utf-8", "surrogateescape")


def data_of(words: str) -> bytes:
    """Return the bytes that stand for space-separated words of the table."""
    return WORDS_FOLLOW + bytes(WORDS.index(word) for word in words.split())
