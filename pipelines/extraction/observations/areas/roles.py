"""What part a place plays in its clause: the figure's own, or only a source, a partner, a yardstick, a way to or from."""

import re

ABOUT, TOPIC, HINT, NOT_ABOUT = 3, 2, 1, 0

# Words before a place after which the figure is not about it.
_YARDSTICK = re.compile(
    r"(?:高于|低于|快于|慢于|超过|超出|超|领先于?|领跑|落后于?|优于|好于|大于|小于|多于|少于|高出|低出|高过|比|较|相比|占|占据|占到|位居|居|位列|列|名列"
    r"|排名|排|跃居|跃升|稳居|跻身|进入|相当于|约为|创|刷新|满足|约占|分别占|不到|达到|达)(?:了|同期|去年|上年|整个)?$"
)
_TARGET_OF_MOTION = re.compile(
    r"(?:到|至|往|赴|抵达|抵|运往|销往|发往|飞往|通往|驶往|开往|覆盖|面向|辐射|惠及|遍及|遍布|走向|走进|进入|直达|通达|连接|联通|涉及|援助|支援|驰援|驻"
    r"|出口|访问|向|对|给|同|与|跟|针对|围绕|代表|致信|会见|欢迎|帮助|支持|推动|促进|服务|带动|引领|影响|推广)(?:了|至|到|全)?$"
)
_FROM = re.compile(r"(?:来自|源自|从|自|由|经由|途经|经|沿着|沿)$")
_IN = re.compile(r"(?:在|位于|于|地处|坐落于|落户|扎根)$")
_SOURCE = re.compile(r"(?:据|根据|按照|依据|新华社|中新社|援引|引述|从)$")
# Words after a place.
_SOURCE_AFTER = re.compile(
    r"[^，。；]{0,18}?(?:统计(?:，|显示|数据|局|部门)|发布|公布|介绍|表示|宣布|获悉|了解到|消息|透露|通报|数据显示|称，|说，|指出|强调|认为)"
)
_YARDSTICK_AFTER = re.compile(
    r"(?:的)?(?:第[一二三四五六七八九十百\d]|首位|首$|前列|之首|之最|领先|平均|最[高低大小多少]|一半|[一二三四五六七八九十]分之|同期|前[一二三四五六七八九十\d])"
)
_SEEN_FROM = re.compile(r"(?:范围)?(?:来)?看[，,]")
_MADE_PARTNER = re.compile(r"[^，。；]{0,12}?(?:进出口|出口|进口|贸易|投资|合作|签署|交往|往来|开展|会谈)")


def role_of(text: str, start: int, end: int, titles: re.Pattern[str], *, is_initial: bool) -> int:
    """Return what part the place at `text[start:end]` plays: ABOUT, TOPIC (in X, at a clause's head), HINT, NOT_ABOUT."""
    before = text[max(0, start - 6) : start]
    if _SEEN_FROM.match(text, end):
        return ABOUT
    if titles.match(text, end) or _inside_title(text, start):
        return NOT_ABOUT
    if _SOURCE.search(before) and _SOURCE_AFTER.match(text, end):
        return HINT
    if _YARDSTICK.search(before) or _YARDSTICK_AFTER.match(text, end):
        return NOT_ABOUT
    if _IN.search(before):
        return TOPIC if is_initial else HINT
    if _FROM.search(before):
        return HINT
    if _TARGET_OF_MOTION.search(before):
        return NOT_ABOUT
    if before.endswith(("和", "及")) and _MADE_PARTNER.match(text, end):
        return HINT
    return ABOUT if is_initial else TOPIC


def _inside_title(text: str, place: int) -> bool:
    """Return whether `place` is within book-title marks."""
    opened = text.rfind("《", 0, place)
    return opened >= 0 and text.find("》", opened, place) < 0
