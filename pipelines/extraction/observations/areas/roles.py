"""What part a place plays in its clause: the figure's own, or only a source, a partner, a yardstick, a way to or from."""

import re

# ABOUT: the clause's subject. TOPIC: named inside the clause. LOCATED: 在 X at the clause's head. HINT: beside the point.
ABOUT, LOCATED, TOPIC, HINT, NOT_ABOUT = 4, 3, 2, 1, 0

# Words before a place after which the figure is not about it.
_YARDSTICK = re.compile(
    r"(?:高于|低于|快于|慢于|超过|超出|超|领先于?|领跑|落后于?|优于|好于|大于|小于|多于|少于|高出|低出|高过|比|较|相比|占|占据|占到|位居|居|位列|列|名列"
    r"|排名|排|跃居|跃升|稳居|跻身|进入|相当于|约为|创|刷新|满足|约占|分别占|不到|达到|达)(?:了|同期|去年|上年|整个)?$"
)
_TARGET_OF_MOTION = re.compile(
    r"(?:到|至|往|赴|抵达|抵|运往|销往|发往|飞往|通往|驶往|开往|覆盖|面向|辐射|惠及|遍及|遍布|走向|走进|进入|直达|通达|连接|联通|涉及|援助|支援|驰援|驻"
    r"|出口|访问|往来|向|对|给|同|与|跟|针对|围绕|代表|致信|会见|欢迎|帮助|支持|推动|促进|服务|带动|引领|影响|推广)(?:了|至|到|全)?$"
)
_FROM = re.compile(r"(?:来自|源自|从|自|由|经由|途经|经|沿着|沿)$")
# A verb that takes a place as its object.
_GOVERNED = re.compile(r"(?:新增|增加|包括|含|如|例如|获|获得|建设|建成|打造|成为|开发|推进|加快|入选|列入|纳入|符合|具有|依托|利用|围绕|助力|保障|满足|使|让|把|将|为|有|是|称)$")
_IN = re.compile(r"(?:在|位于|于|地处|坐落于|落户|扎根)$")
_SOURCE = re.compile(r"(?:据|根据|按照|依据|新华社|中新社|援引|引述|从)$")
# Words after a place.
_SOURCE_AFTER = re.compile(
    r"[^，。；]{0,18}?(?:统计(?:，|显示|数据|局|部门)|发布|公布|介绍|表示|宣布|获悉|了解到|消息|透露|通报|评估|报告|预测|估算|测算|监测|调查|数据显示|称，|说，|指出|强调|认为)"
)
_SAYS = re.compile(
    r"(?:省|市|区|县|州)?(?:[一-鿿]{0,6}(?:局|部|署|厅|委|院|办|海关|政府|法院|中心|总队|分局|央行|银行))?(?:今天|今日|昨天|昨日|日前|近日|[（(][^）)]{0,12}[）)])?"
    r"(?:最新)?(?:统计[，,]|统计显示|发布|公布|介绍|表示|宣布|透露|通报|数据显示|数据[，,]|称[，,]|说[，,]|指出|强调|认为|预计[，,])"
)
# A body that speaks about others; an oil field or a company that announces figures speaks about itself.
_OFFICE = re.compile(r"(?:海关|人民银行|世界银行|大学|研究院|研究所|科学院|交易所|协会|学会|联合会|商会|总会|基金会|集团|证券)")
_YARDSTICK_AFTER = re.compile(
    r"(?:的)?(?:第[一二三四五六七八九十百\d]|占比|份额|比重|首位|首$|前列|之首|之最|领先|平均|最[高低大小多少]|一半|[一二三四五六七八九十]分之|前[一二三四五六七八九十\d])"
)
_ROUTE_AFTER = re.compile(r"(?:至|到|—|－|-|往返|直达|飞往)[一-鿿]")
_SEEN_FROM = re.compile(r"(?:范围)?(?:来)?看[，,]")
# 宜昌等106个地方: the figure counts places of which one is named.
_AMONG_OTHERS = re.compile(r"等(?:地)?(?:的)?(?:\d|[一二三四五六七八九十百]{1,3}[个省市县国地家])")


def role_of(text: str, start: int, end: int, titles: re.Pattern[str], *, is_initial: bool, is_body: bool) -> int:
    """Return what part the place at `text[start:end]` plays: see the constants."""
    before = text[max(0, start - 6) : start]
    if _SEEN_FROM.match(text, end):
        return ABOUT
    if titles.match(text, end) or _inside_title(text, start):
        return NOT_ABOUT
    if (_SOURCE.search(before) and _SOURCE_AFTER.match(text, end)) or (
        _SAYS.match(text, end) and not (is_body and not _OFFICE.search(text, start, end))
    ):
        return HINT
    if _ROUTE_AFTER.match(text, end):
        return HINT
    if _YARDSTICK.search(before) or _YARDSTICK_AFTER.match(text, end):
        return NOT_ABOUT
    if _IN.search(before):
        return LOCATED if is_initial else HINT
    if _FROM.search(before):
        return HINT
    if _TARGET_OF_MOTION.search(before):
        return NOT_ABOUT
    if not is_initial and _GOVERNED.search(before):
        return HINT
    if before.endswith(("和", "及", "与")) or _AMONG_OTHERS.match(text, end):
        return HINT
    return ABOUT if is_initial else TOPIC


def _inside_title(text: str, place: int) -> bool:
    """Return whether `place` is within book-title marks."""
    opened = text.rfind("《", 0, place)
    return opened >= 0 and text.find("》", opened, place) < 0
