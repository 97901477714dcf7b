"""The A of 从A提高到B: an earlier value, given for comparison with the one that follows."""

import re

from pipelines.extraction.observations.reading import SentenceReading

_FROM = re.compile(r"(?:从|由|自)(?P<between>[^，；、]{0,16})$")
_LED_TO = re.compile(
    r"[^，；]{0,12}?(?:[到至成]|为(?!了)|达到)"
    r"|(?:，|　)?(?:提[高升]|增加?|上升|下降|减少?|降低?|升|扩大|扩展|发展|缩[小短]|跃升|回[升落]|攀升|跃居|变)"
)

# 从6000件，提升到9000件
_LED_TO_NEXT = re.compile(r"，(?:提[高升]|增[加长]?|上升|下降|减少?|降低?|升|扩大|扩展|发展|缩[小短])了?[到至]")


def starting_point(sentence: SentenceReading, index: int) -> int | None:
    """Return where the words of a starting point begin (after 从 or 由), None for a figure that is none.

    Of 入学率由2019年的90%提高到95% the 90% is one, and its words are 2019年的.
    """
    context = sentence.clauses[index]
    start = _FROM.search(context.left)
    if start is None or index + 1 == len(sentence.mentions):
        return None
    end = sentence.mentions[index].end
    if _LED_TO.match(context.right) is None and _LED_TO_NEXT.match(sentence.text, end) is None:
        return None
    return sentence.mentions[context.head].start - len(start["between"])
