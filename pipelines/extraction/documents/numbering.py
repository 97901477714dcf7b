"""The numbers that Word gives to list items and headings: they are on the page, but not in the text of the file."""

from typing import Any

from docx.oxml.ns import qn

_DIGITS = "〇一二三四五六七八九"
_LEGAL_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_DIGIT_BY_DIGIT = frozenset({"ideographDigital", "taiwaneseDigital", "japaneseDigitalTenThousand"})
_COUNTING = frozenset(
    {"chineseCounting", "chineseCountingThousand", "taiwaneseCounting", "taiwaneseCountingThousand", "japaneseCounting"}
)
_LEGAL = frozenset({"chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal"})


class ListNumbers:
    """Counts the numbered paragraphs of one Word document in order."""

    def __init__(self, document: Any) -> None:
        """Read the document's list definitions: for each list and level its format, pattern and first number."""
        self._levels: dict[tuple[str, int], tuple[str, str, int]] = {}
        self._counts: dict[str, list[int]] = {}
        self._abstract: dict[str, str] = {}
        self._styles: dict[str, tuple[str, int]] = {}
        for style in document.styles.element.iter(qn("w:style")):
            numbering = style.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
            if numbering is not None and (item := _list_item(numbering)) and item[0]:
                self._styles[style.get(qn("w:styleId"), "")] = item
        try:
            root = document.part.numbering_part.element
        except (KeyError, NotImplementedError, AttributeError):
            return  # a document without lists
        for definition in root.iter(qn("w:abstractNum")):
            identifier = definition.get(qn("w:abstractNumId"), "")
            for level in definition.iter(qn("w:lvl")):
                value = {child.tag: child.get(qn("w:val"), "") for child in level}
                self._levels[identifier, _number(level.get(qn("w:ilvl")))] = (
                    value.get(qn("w:numFmt"), "decimal"),
                    value.get(qn("w:lvlText"), ""),
                    _number(value.get(qn("w:start")), 1),
                )
        for number in root.iter(qn("w:num")):
            link = number.find(qn("w:abstractNumId"))
            if link is not None:
                self._abstract[number.get(qn("w:numId"), "")] = link.get(qn("w:val"), "")

    def number(self, paragraph: Any) -> str:
        """Return the number before the text of `paragraph` as printed ("一、", "1."), "" where it has none."""
        properties = paragraph.find(qn("w:pPr"))
        if properties is None:
            return ""
        numbering, style = properties.find(qn("w:numPr")), properties.find(qn("w:pStyle"))
        inherited = self._styles.get(style.get(qn("w:val"), "")) if style is not None else None
        list_id, level = (_list_item(numbering) if numbering is not None else None) or inherited or ("", 0)
        list_id = list_id or (inherited[0] if inherited else "")
        abstract = self._abstract.get(list_id, "")
        if (abstract, level) not in self._levels:
            return ""
        counts = self._counts.setdefault(abstract, [])
        while len(counts) <= level:
            counts.append(self._levels.get((abstract, len(counts)), ("", "", 1))[2] - 1)
        del counts[level + 1 :]
        counts[level] += 1
        pattern = self._levels[abstract, level][1]
        for place, count in enumerate(counts):
            pattern = pattern.replace(
                f"%{place + 1}", format_number(count, self._levels.get((abstract, place), ("",))[0])
            )
        return "" if self._levels[abstract, level][0] in ("bullet", "none") else pattern


def format_number(number: int, number_format: str) -> str:
    """Return `number` as Word prints it in `number_format` (ST_NumberFormat of ECMA-376, 17.18.59).

    >>> format_number(12, "chineseCounting"), format_number(3, "chineseLegalSimplified"), format_number(4, "decimal")
    ('十二', '叁', '4')
    """
    if number_format in _DIGIT_BY_DIGIT:
        return "".join(_DIGITS[int(digit)] for digit in str(number))
    if number_format in _COUNTING or number_format in _LEGAL:
        digits, ten = (_LEGAL_DIGITS, "拾") if number_format in _LEGAL else (_DIGITS, "十")
        if not 0 < number < 100:
            return "".join(digits[int(digit)] for digit in str(number))
        tens, ones = divmod(number, 10)
        leading = "" if tens == 0 else ten if tens == 1 and ten == "十" else digits[tens] + ten
        return leading + (digits[ones] if ones else "")
    if number_format in ("upperLetter", "lowerLetter") and 0 < number <= 26:
        return chr(ord("A" if number_format == "upperLetter" else "a") + number - 1)
    if number_format.startswith("decimalEnclosedCircle") and 0 < number <= 20:
        return chr(ord("①") + number - 1)
    return str(number)


def _list_item(numbering: Any) -> tuple[str, int] | None:
    """Return list and level of a `w:numPr`."""
    list_id, level = numbering.find(qn("w:numId")), numbering.find(qn("w:ilvl"))
    if list_id is None and level is None:
        return None
    return (
        list_id.get(qn("w:val"), "") if list_id is not None else "",
        _number(level.get(qn("w:val"))) if level is not None else 0,
    )


def _number(text: str | None, default: int = 0) -> int:
    """Return `text` as a small number, `default` where it is none: damaged files write anything."""
    return min(int(text), 10**6) if text and text.isascii() and text.isdigit() and len(text) < 10 else default
