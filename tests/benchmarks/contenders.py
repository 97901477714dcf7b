"""What is timed: the floors, our stages, and the peers that are installed; each a function of one text."""

import contextlib
import io
import re
import warnings
from collections.abc import Callable

from pipelines.extraction import extract_observations, extract_quantities
from pipelines.extraction.sentences import split_sentences

Contender = Callable[[str], object]

# The peers, by the names they have in the table.
JIONLP = "JioNLP extract_money, parsing"
CN2AN = "cn2an transform"
RECOGNIZERS = "Recognizers-Text, seven recognizers"

# A bare quantity pattern, doing nothing else: the floor that ratios are quoted against.
_ARABIC = r"[0-9０-９]+(?:[,，][0-9０-９]{3})*(?:[.．·][0-9０-９]+)?"
_CHINESE = r"[零〇一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾佰仟]+(?:点[零〇一二三四五六七八九]+)?"
_UNITS = (
    r"个百分点|百分点|%|％|‰|元|美元|港元|人次|人|名|位|户|家|个|项|件|张|台|套|辆|艘|架|座|所|条|倍|成|吨|千克|公斤|斤|克|"
    r"平方公里|平方米|立方米|公里|千米|米|公顷|亩|千瓦时|千瓦|度|年|岁|天|小时|分钟"
)
BARE_PATTERN = re.compile(rf"(?:{_ARABIC}|{_CHINESE}|百分之{_CHINESE})[百千万亿]*[多余]?(?:{_UNITS})?")
_DIGIT = re.compile(r"[0-9]+")


def floors_and_stages() -> dict[str, Contender]:
    """Return the floors and our own stages by the name they have in the table."""
    return {
        "bare re pass: digits": _DIGIT.findall,
        "bare re pass: quantities": BARE_PATTERN.findall,
        "sentences": split_sentences,
        "quantities": extract_quantities,
        "quantities and observations": extract_observations,
    }


def peers() -> dict[str, Contender]:
    """Return the installed peers by name; `make bench PEERS=1` installs them.

    Each does only part of the work: JioNLP reads money, cn2an rewrites numerals, Recognizers-Text numbers and units.
    """
    with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
        warnings.simplefilter("ignore")
        return _installed_peers()  # some greet with advertisements


def _installed_peers() -> dict[str, Contender]:
    found: dict[str, Contender] = {}
    try:
        from jionlp.algorithm.ner import MoneyExtractor

        extract_money = MoneyExtractor()
        found[JIONLP] = lambda text: extract_money(text, with_parsing=True)
    except ImportError:
        pass
    try:
        import cn2an

        found[CN2AN] = _line_by_line(cn2an.transform)
    except ImportError:
        pass
    try:
        from recognizers_number import recognize_number, recognize_ordinal, recognize_percentage
        from recognizers_number_with_unit import (
            recognize_age,
            recognize_currency,
            recognize_dimension,
            recognize_temperature,
        )

        recognizers = (
            recognize_number,
            recognize_ordinal,
            recognize_percentage,
            recognize_age,
            recognize_currency,
            recognize_dimension,
            recognize_temperature,
        )
        found[RECOGNIZERS] = _line_by_line(lambda line: [recognize(line, "zh-cn") for recognize in recognizers])
    except ImportError:
        pass
    return found


def _line_by_line(function: Contender) -> Contender:
    """Return `function` applied to each line, going on past a line that it cannot read."""

    def apply(text: str) -> int:
        failed = 0
        for line in text.splitlines():
            try:
                function(line)
            except Exception:  # a peer that stumbles over a line is timed all the same
                failed += 1
        return failed

    return apply
