"""Flow or stock: which figures a frame of several years dates (the annotation guidelines, 'Time.').

五年来新建学校80所 is of all five years; 五年来建有学校80所 and 五年来入学率提高到90% are of some day in them.
"""

import re

from pipelines.extraction.observations.reading import SentenceReading

# What is reached or had is a level of some date: GDP突破7万亿元, 建有床位7万张, 全市持证社工2万人.
_STOCK = re.compile(
    r"(?:[至到达有]|突破|超过|接近|稳定在|保持在|为)\s*+(?:(?:[了近约逾]|超过?)\s*+){0,4}$|拥有|[建设共现已]有|余额|存量|保有量|标准|"
    r"(?:联通|连通|通达|覆盖|辐射|连接|遍[及布]|面积|里程|能力)(?:了|全国|全球)?(?:[近约逾超]|超过)?$|"
    r"[从由][^，；]{0,10}$|^(?:其中|目前|现|，)*全[市省国区县州旗校村镇乡](?!将|拟|要|计划)"
)
_FLOW = re.compile(
    r"累计(?!达|超|有|为)|新(?!能源|型|材料|兴|区|城|一代|时代|[华疆冠])|修[建筑通]|完成|实施|实现|建成|打造|培育|引进|发放|投入|下达|"
    r"安排|取消|获评|荣获|输送|输气|运输|发送|接待|开行|改造|治理|减免|查处|立案|签[订约]|落地|开工|竣工|出台|推出|培训|连跨|调水|造林|"
    r"销售(?!网|点|渠|人)|售出|发行|收购|征集|受理|办结|破获|抓获|处置|清理|拆除|淘汰|更新(?!率)|培养|输出|供应|放映|演出|审结|颁发|(?:增加|改善|恢复)(?![到至为])|发掘|"
    r"开展|举办|救助|提供|派[出遣]|捐[赠助]|援助|帮扶|吸引|获得|(?<![到有破过为是])了(?:超过|接近|[近约逾超])?$"
)
_FOR = re.compile(r"[为给向使让对](?:超过|[近约逾超])?$")
_FLOW_AFTER = re.compile(r"[^，；]{0,12}(?:提供|发放|办理|减免|开展|解决|派[出遣]|享受)")  # 累计为9000人次|提供补助
_STOCK_AFTER = re.compile(r"[^，；]{0,12}(?:全部|均(?!衡)|都|[位]?居|位列|排名)")
_LONGEST_CHAIN = 5  # quantities without a word between them: 拓展至8个部门14项


def is_dated_by_years(sentence: SentenceReading, index: int, *, has_own_baseline: bool) -> bool:
    """Return whether the figure is a flow, or a change without a baseline of its own, so that several years date it.

    较2016年减少91% covers other years than the frame it stands in.
    """
    mention = sentence.mentions[index]
    if mention.measure in ("change", "change_pp"):
        return not has_own_baseline
    if mention.measure != "level" or mention.quantity.kind == "ratio":
        return False  # 是2010年的2倍 is reached on some day, too
    first = index
    context = sentence.clauses[index]
    if _FOR.search(context.left) and _FLOW_AFTER.match(context.right):
        return True
    while (
        first > max(0, index - _LONGEST_CHAIN)
        and not context.left.strip()
        and context.left_start != context.clause_start
    ):
        first -= 1
        context = sentence.clauses[first]
    if _STOCK.search(context.left) and not _FLOW.search(context.left):
        return False
    lead = sentence.clauses[context.head].lead
    if _FLOW.search(lead):
        return True
    return not (_STOCK.search(lead) or _STOCK_AFTER.match(context.right))
