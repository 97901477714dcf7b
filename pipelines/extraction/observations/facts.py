"""Which quantities state a fact: not time frames, conditions, size classes, and counts that only group named things.

The conventions are those of the annotation guidelines, 'Settled conventions'.
"""

import re

from pipelines.extraction.model import Number
from pipelines.extraction.observations.clauses import REACH, ClauseContext
from pipelines.extraction.observations.reading import Mention, SentenceReading

# What says that something lasts or takes so long, before the figure and after it.
_LASTS = re.compile(
    r"连续|长达|为期|历时|耗时|用时|[用花费]了|耗费|时延|延迟|[仅只]用|[仅只]需|倒计时|提前|推迟|持续|被困|最[快长短]|周期|工期|寿命|时长|期限|时间|[车航行路]程|运行|"
    r"小时数?|课时|满|有效期|至今|已有|已经|节[约省]|多花|偏?[早晚](?=[了约近]?$)|天数|日数|[晴雨雪]天"
)
_LASTS_AFTER = re.compile(r"的?(?:设计|使用|服役|建设|施工)?(?:寿命|工期|周期|有效期|保质期|时限|时长|行程|车程|航程)")
_IS_CHANGED = re.compile(r"缩[短减]|(?:时延|延迟)降低|延长|压[缩减]|拉近")
# How long something was in use: 设备平均利用1504小时, 降低162小时.
_HOURS_OF_USE = re.compile(
    r"(?:利用|日照|飞行|发电|工作|劳动|值守|服务|训练|授课|播出|直播|降低|减少|增加)(?:累计|平均|达到?|超过?|约|近|共|为|了|已|逾)*$"
)
_REACH_OF_LASTS = 6  # characters between such a word and its figure
_OUTWEIGHS_FRAME = ("连续", "长达", "历时", "为期", "仅用", "只用")  # 为期三年的行动
_TERM_OF = re.compile(r"的[^，。；]{0,16}(?:时间|行动|任务|计划|整治|攻坚|试点|工程)")  # 为期半年的专项行动
_FROM = re.compile(r"[从由][^，；]{0,10}$")
_SUFFICES = re.compile(r"[^，；]{0,3}(?:即可|就能|就可|可达|可到|便可|通达|直达|抵达|到达|送达|办结)")
# 50秒内焊接完 is how long it takes, 三年内建成 a time limit.
_IN_WHICH = re.compile(r"[之以]?内[^，；]{0,12}(?:完|办结|办好|送达|抵达|到达|通达|直达)")
_SHORT_UNITS = ("秒", "分钟", "分", "小时")
_FRAME_BEFORE = re.compile(r"(?:过去|最近|今后|未来|接下来)的?$")  # 从过去|十年|周期看
_FRAME_AFTER = re.compile(
    r"多?(?:以?来|间|里|[之以]?[内后前中间]|期(?!限|间的?工)|行动|计划|规划|目标|任务|方案|工程|攻坚|奋斗|历程|发展|时间|时光|实践|探索|努力|变迁|跨越|改革|建设|"
    r"制|级|学制|期间|磨一剑|[一两三]次|的(?:历程|努力|发展|时间|奋斗|变化|实践|建设|探索|历史|艰辛|接续|风雨|持续))"
)
_CONDITION_AFTER = re.compile(r"(?:以上|以下|以内|及以上|及以下|以外|之间|左右以上)(?:（含[^）]*）)?(?P<next>.)?")
_SIZE_CLASS_AFTER = re.compile(r"级(?!别?(?:提|上|台))|量级|片(?!区|场)|超?深[水海井层]")
# What is called by its size: ±800千伏|输电工程, 30万吨|原油码头, 100米|自由泳.
_CALLED_BY = {
    "千伏": re.compile(r"[一-龥]"),
    "吨": re.compile(r"[一-龥]{0,3}(?:码头|泊位|航道|油轮|货轮|巨轮|轮船)"),
    "米": re.compile(
        r"[一-龥]{0,8}(?:接力|[泳跑栏板]|手枪|步枪|皮艇|划艇|速滑|滑冰|[短速]道|竞速|混合泳|[决预]?赛|冠|亚军|金牌)"
    ),
}
# Before a distance, what it is run by: 女子|1万米, 双人|3米.
_EVENT_BEFORE = re.compile(r"(?:[男女]子|男女|单人|双人|四人|混合|公开组|青年组|团体)$")
_GREAT_AFTER = re.compile(r"大(?![大中小约概学型专幅桥量部多数])")
_NAMED_GROUP_AFTER = re.compile(
    r"(?:重点|主要|关键|突出)?(?:层面|方面|维度|环节|步骤|要点|意见|问题(?![整清线])|层次|阶段)"
)
# What a speaker announces and goes on to tell: 四点建议。一是…, 七条意见：….
_POINTS_AFTER = re.compile(r"[^，。；：]{0,6}(?:倡议|建议|意见|主张|希望|要求|共识|看法|启示|承诺|体会)")
_TOLD_NEXT = re.compile(r"[^，。；：]{0,8}(?:倡议|建议|意见|主张|希望|要求|共识|措施|举措|任务|原则)[：:]")
_MOST_POINTS = 20  # aspects or questions that a text goes on to name
_POINT_UNITS = frozenset(["点", "条", "项", "个"])
_GROUP_UNITS = frozenset(["级", "层", "档", "线", "侧", "端"])
_PEOPLE_AFTER = re.compile(r"群体|人群|家庭|阶层")
_BOUNDED = re.compile(r"(?:不低于|不少于|不超过|不高于|低于|高于)$")  # 投资不低于700万元的项目
_NOUN_AFTER = re.compile(r"(?!水平|规模|大关)(?![的以左上及和与、，。；多余])[一-龥A-Z]")  # 千亿产业, 万亿元台阶
_SIZED_AFTER = re.compile(
    r"的?(?:大?项目|(?:工业|规上)?企业|产业集群|产业|园区|大单|工程|[县镇村])"
)  # 超10亿元项目|6个
_PLACE_BEFORE = re.compile(r"(?:地下|低空|高空|水下|海底|井下)$")  # 在地下500米采矿
_ANAPHORIC = ("这", "上述", "以上", "前述", "其余", "该")
_ON_ASPECTS = re.compile(r"[^，]{0,6}?(?:从|围绕|针对|面向|聚焦|作为|来自|以(?=[^，]{0,40}$))")
# What a list of names is grouped as; other things that it names are counted: 《…》等9部作品.
_GROUPED_AFTER = re.compile(
    r"(?:重点|主要|优势|新兴|关键|相关|特色|[千百万]亿元?级)*(?:方面|领域|环节|部[门委]|单位|区域|地区|片区|产业|集群|行业|国家|省|市(?!场)|"
    r"县|区|乡镇|城市群|因素|要素|维度|问题|指标|工程|流域|类别)"
)
_SUPPOSED = re.compile(r"如果|假如|假设|倘若")
_NO_AMOUNT = re.compile(r"(?:[北南]纬|[东西]经|(?:^|[元镑郎布比])兑)(?:约)?$")  # where it lies; 155日元兑1美元
_TURNS = frozenset("批次期步轮")  # 分6批|设立
_LIKENED = re.compile(r"相当于[^，；]{0,12}$")  # 相当于3个西湖
_TALLY_AFTER = re.compile(r"[死伤金银铜胜负平]")  # 3死2伤, 5金7银
_NEWS_BEFORE = re.compile(
    r"新增设?|新[建设开]|共有|设[置有立]|出台|建成|增设|启动|荣?获|推出|引进|签署|上线|投用|开通|取得|攻克|突破|完成|发布"
)
_NEWS_AFTER = re.compile(r"[^，；]{0,14}(?:荣获|获得?|入选|建成|投产|开工(?!率)|上榜|获批|落地|竣工|投用|通车|亮相)")
_NOT_PROSE = re.compile(r"[，。；：、！？,;）)》”\s]|$")
_RESULT_NOUN = re.compile(
    r"的?(?:水平|增长|增速|增幅|速度|台阶|大关|高位|规模|区间|目标|比例|比重|份额|股权|股份|收益|产能|降幅|涨幅|高增长)"
)
_STATED = re.compile(
    r"(?:覆盖|涉及|扩大到|扩展到|扩至|增至|增加到|达到?|共有?|有|新[设增建开]立?|拓展至|辐射|惠及|遍及|分布在?|设立|建成|连跨|突破|超过?|近|约|逾|至|到)(?:了|全国|全省|全市|全部|\s)*$"
)
_ENUMERATION = re.compile(r"[、和与及](?<=[一-龥”）][、和与及])(?=[一-龥“])")
_ONE_OF = re.compile(r"[^，。；\d]{1,16}(?<!分)之一")
_EVERY = re.compile(r"每$")
_ODDS = re.compile(r"[^，。；]{0,16}，?(?:就|便|约|大约|平均)*[会能]?[有占](?:约|近|超过?)?")
# 商圈客流量同比增长: a series that has a figure of its own.
_WHOSE_FIGURE = re.compile(
    r"(?![^，]*(?:总投资|\s))[^，；、]{2,36}?(?:量|额|收入|用户|总?数|[产总价]值|利润|增加值|面|投资|资金)"
    r"(?:同比|环比|累计|合计|[日年月]?均超?过?|已|共|总计|约|近|达到?|为|增长|下降|增加|减少|提高|上升|较?快)*"
)
_AGES = ("平均", "寿命", "年龄")
_LISTED = re.compile(r"等$")


def states_a_fact(sentence: SentenceReading, index: int) -> bool:
    """Return whether the sentence states the quantity as a figure, and not as a condition, a frame or a grouping."""
    mention, context = sentence.mentions[index], sentence.clauses[index]
    kind = mention.quantity.kind
    if kind == "rank":
        return True
    if kind == "count" and _ONE_OF.match(context.right):
        return False  # 国家150项重大水利工程之一的水库
    if kind == "count" and (_is_of_odds(sentence, index) or _modifies_another(sentence, index)):
        return False
    if _SUPPOSED.search(sentence.text, max(0, mention.start - REACH), mention.start):
        return False
    if kind in ("count", "measure") and _LIKENED.search(context.left):
        return False
    if _NO_AMOUNT.search(context.left) or (mention.quantity.unit in _TURNS and context.left.endswith("分")):
        return False
    if kind == "duration":
        return _is_stated_duration(sentence, index)
    if _is_condition(mention, context):
        return False
    if kind == "count":
        return not _only_groups(mention, context)
    return True


def _is_of_odds(sentence: SentenceReading, index: int) -> bool:
    """Return whether the count is one of 每10件新品中就有8件."""
    mentions = sentence.mentions
    if _EVERY.search(sentence.clauses[index].left):
        return True
    return (
        index > 0
        and _EVERY.search(sentence.clauses[index - 1].left) is not None
        and _ODDS.fullmatch(sentence.text, mentions[index - 1].end, mentions[index].start) is not None
    )


def _modifies_another(sentence: SentenceReading, index: int) -> bool:
    """Return whether the count only says whose figure follows in its clause: 全市60个商圈客流量达9万人次."""
    context, following = sentence.clauses[index], index + 1
    while following < len(sentence.mentions) and sentence.clauses[following].head == context.head:
        following += 1
    if following == len(sentence.mentions) or sentence.clauses[following].clause_start != context.clause_start:
        return False
    if not _WHOSE_FIGURE.fullmatch(context.right):
        return False
    before = sentence.mentions[context.head].start
    verb = next((word.tag for word in sentence.words if word.end == before), "")
    return not verb.startswith("v") and not _STATED.search(context.left) and not _NEWS_BEFORE.search(context.left)


def _is_stated_duration(sentence: SentenceReading, index: int) -> bool:
    context = sentence.clauses[index]
    if context.head != index and sentence.mentions[context.head].is_fact:
        return True
    left, right = context.left, context.right
    if _FRAME_BEFORE.search(left):
        return False
    if sentence.mentions[index].quantity.unit == "小时" and _HOURS_OF_USE.search(left):
        return True
    if (
        _IS_CHANGED.search(left)
        or _LASTS_AFTER.match(right)
        or _SUFFICES.match(right)
        or (sentence.mentions[index].quantity.unit in _SHORT_UNITS and _IN_WHICH.match(right))
        or (_FROM.search(left) and _IS_CHANGED.match(right))
    ):
        return True
    last = max((match.end() for match in _LASTS.finditer(left)), default=-1)
    if last < 0 or len(left) - last > _REACH_OF_LASTS:
        return False
    if left.endswith("为期") and _TERM_OF.match(right):
        return False
    return not _FRAME_AFTER.match(right) or left.endswith(_OUTWEIGHS_FRAME)


def _is_condition(mention: Mention, context: ClauseContext) -> bool:
    """Return whether the quantity bounds or sizes something else: 60岁以上老年人, 年收入20—60万元群体, 万亩田."""
    right = context.right
    text = mention.quantity.text
    kind = mention.quantity.kind
    if _SIZE_CLASS_AFTER.match(right) and kind in ("measure", "money", "count"):
        return True
    called_by = _CALLED_BY.get(mention.quantity.unit) if kind == "measure" else None
    if called_by and (called_by.match(right) or (mention.quantity.unit == "米" and _EVENT_BEFORE.search(context.left))):
        return True
    if (
        kind in ("money", "measure")
        and text[0] in "百千万亿"
        and mention.quantity.modifier == "="
        and _NOUN_AFTER.match(right)
    ):
        return True
    if kind == "money" and (_PEOPLE_AFTER.match(right) or _SIZED_AFTER.fullmatch(right)):
        return True
    if kind in ("percent", "percentage_point", "ratio", "number") or (
        kind == "count" and mention.quantity.unit not in ("人", "座", "名", "张", "")
    ):
        return False
    if kind != "count" and right.startswith("的") and _BOUNDED.search(context.left) and not _RESULT_NOUN.match(right):
        return True
    bound = _CONDITION_AFTER.match(right)
    if bound:
        rest = right[bound.end() - len(bound["next"] or "") :]
        return not (_NOT_PROSE.match(rest) or _RESULT_NOUN.match(rest))
    if _PLACE_BEFORE.search(context.left) or (context.left.endswith("时速") and _NOUN_AFTER.match(right)):
        return True
    # 人均预期寿命由76岁提高到78岁 states two figures, 为78岁老人 none.
    return text.endswith("岁") and not any(word in context.lead for word in _AGES)


def _only_groups(mention: Mention, context: ClauseContext) -> bool:
    """Return whether a count only groups named things: 四大湾区, 三项补贴, 教育部等6部门, 六个方面."""
    quantity = mention.quantity
    if quantity.value is None or quantity.value >= 100 or quantity.modifier not in ("=",):
        return False
    left, right = context.left, context.right
    if not quantity.unit and _TALLY_AFTER.match(right):
        return False
    if quantity.value <= _MOST_POINTS and _NAMED_GROUP_AFTER.match(right):
        return True
    if quantity.unit in _POINT_UNITS and (
        _TOLD_NEXT.match(mention.sentence.text, mention.end) or (quantity.unit == "点" and _POINTS_AFTER.match(right))
    ):
        return True
    if not quantity.unit and _GREAT_AFTER.match(right):
        return True
    if quantity.unit in _GROUP_UNITS:
        return True
    if _sums_up_names(left, quantity.value):
        return True
    if left.endswith(_ANAPHORIC):
        return True
    if _LISTED.search(left):
        if quantity.unit and quantity.value >= 20:
            return False  # no list of names in prose is that long: 到达沈阳、西安等60个城市 tells the count
        if _ON_ASPECTS.match(left):
            return True
        is_news = _NEWS_BEFORE.search(left) or _NEWS_AFTER.match(right)
        return not is_news and (not quantity.unit or _GROUPED_AFTER.match(right) is not None)
    if quantity.text == "两":
        return True  # 两国, 两地
    if not quantity.unit and quantity.value < 20:
        return _STATED.search(left) is None
    return False


def _sums_up_names(left: str, count: Number) -> bool:
    """Return whether the names before the count are as many as it says: 白俄罗斯和巴基斯坦两国."""
    return 2 <= count <= 9 and len(_ENUMERATION.findall(left)) + 1 == count and not _NEWS_BEFORE.search(left)
