"""Title and publisher, where the text itself states them."""

import re

_HEAD_LINES = 12
_LONGEST_TITLE = 80  # characters
_SENTENCE_END = re.compile(r"[。；！？!?;，,：:]$")
_NOT_A_TITLE = re.compile(
    r"(?:来源|作者|记者|发布|日期|时间|责编|编辑|字号|打印|分享|浏览|点击|https?:|www\.|单位[:：])|^[\d\W_]+$|^(?:19|20)\d\d年\d{1,2}月\d{1,2}日"
)
_STATED = re.compile(
    r"(?:来源|信息来源|文章来源|发布机构|发布单位|发文机关|发布者)\s{0,4}[:：]\s{0,4}(?P<name>[^\s:：，。；（）()|【】]{2,30})"
)
_AGENCY = re.compile(
    r"^[ \t\xa0　（(【]{0,20}(?P<name>新华社|中新社|中新网|新华网|人民网|央视网|央广网|光明网|中国经济网)"
    r"(?:[^\n。，]{0,20}?(?:电|讯|消息|报道))",
    re.MULTILINE,
)
_SIGNED = re.compile(
    r"^[ \t\xa0　]{0,40}"
    r"(?P<name>[\u4e00-\u9fff]{2,20}(?:统计局|人民政府|办公厅|办公室|委员会|财政局|财政厅|海关|调查总队|调查队"
    r"|日报社?|晚报|银行))[ \t\xa0　]{0,40}$",
    re.MULTILINE,
)


def find_title(text: str) -> str | None:
    """Return the first line that is a headline: short, not a sentence, a date, a source or a number; None if none is.

    >>> find_title("2023-05-04 来源：样例日报\\n一季度外贸增长11.3%\\n海关发布，出口增长。")
    '一季度外贸增长11.3%'
    """
    for line in _first_lines(text):
        if len(line) <= _LONGEST_TITLE and not _SENTENCE_END.search(line) and not _NOT_A_TITLE.search(line):
            return line
    return None


def find_publisher(text: str) -> str | None:
    """Return who published the text: 来源：…, an agency's dateline, or a body alone on a line at head or foot.

    >>> find_publisher("桃源县统计公报\\n\\n桃源县统计局\\n\\n2020年3月26日\\n2019年，全县…")
    '桃源县统计局'
    """
    head, foot = text[:1_500], text[-300:]
    for pattern, part in ((_STATED, head), (_STATED, foot), (_AGENCY, head), (_SIGNED, head[:400]), (_SIGNED, foot)):
        if match := pattern.search(part):
            return match["name"]
    return None


def _first_lines(text: str) -> list[str]:
    """Return the first lines that are not blank, without the spaces around them."""
    lines = (line.strip() for line in text[:3_000].split("\n"))
    return [line for line in lines if line][:_HEAD_LINES]
