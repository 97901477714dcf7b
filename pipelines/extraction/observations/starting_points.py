"""Earlier values given for comparison: the A of 从A提高到B, and what B is compared with in B，高于1月份的A."""

import re

from pipelines.extraction.observations.reading import SentenceReading

_FROM = re.compile(r"(?:从|由|自)(?P<between>[^，；、]{0,16})$")
_LED_TO = re.compile(
    r"[^，；]{0,12}?(?:[到至]|(?<![组构完建])成|为(?!了)|达到)"
    r"|(?:，|　)?(?:提[高升]|增加?|上升|下降|减少?|降低?|升|扩大|扩展|发展|缩[小短]|跃升|回[升落]|攀升|跃居|变)"
)
# 从6000件，提升到9000件
_LED_TO_NEXT = re.compile(
    r"，(?:稳步|逐步|快速|大幅)?(?:提[高升]|增[加长]?|上升|下降|减少?|降低?|升|扩大|扩展|发展|缩[小短])了?[到至]"
)
_COMPARED_VALUE = re.compile(
    r"(?:[高低快慢大小多少优好]于|[高低超多]出|超过|不及|[相同]比|[比较])(?P<between>[^，；、]{1,16}的)(?:约|近)?$"
)
_COMPARED_WITH, _COMPARED = re.compile(r"[与同和](?P<between>[^，；、]{1,16}的)(?:约|近)?$"), "相比"


def starting_point(sentence: SentenceReading, index: int) -> int | None:
    """Return where the words that date an earlier value begin, None for a figure that is none.

    Of 入学率由2019年的90%提高到95% the 90% is one, and its words are 2019年的; so are those of 95%，高于2019年的90%.
    """
    context = sentence.clauses[index]
    start = _FROM.search(context.left)
    if start is None:
        return compared_value(sentence, index)
    if index + 1 == len(sentence.mentions):
        return None
    end = sentence.mentions[index].end
    if _LED_TO.match(context.right) is None and _LED_TO_NEXT.match(sentence.text, end) is None:
        return None
    return sentence.mentions[context.head].start - len(start["between"])


def compared_value(sentence: SentenceReading, index: int) -> int | None:
    """Return where the words begin that a figure of the same unit before this one is compared with, else None."""
    if not index:
        return None
    quantity, before = sentence.mentions[index].quantity, sentence.mentions[index - 1].quantity
    if quantity.kind == "ratio" or (quantity.kind, quantity.unit) != (before.kind, before.unit):
        return None
    context = sentence.clauses[index]
    pattern = _COMPARED_WITH if context.right.startswith(_COMPARED) else _COMPARED_VALUE  # 与2010年的9万人|相比
    compared = pattern.search(context.left)
    return (
        compared
        and sentence.mentions[index].start - len(compared.group()) + compared.start("between") - compared.start()
    )
