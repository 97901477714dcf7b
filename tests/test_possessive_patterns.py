"""What our patterns ask of `re` is right in every Python from 3.11.0 on, and not only in the one the tests run with."""

import json
import subprocess
import sys
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]

from pipelines.settings import PROJECT

_ONE_CHARACTER = {op.LITERAL, op.NOT_LITERAL, op.ANY, op.IN}


def kept_when_failing(parsed: _parser.SubPattern) -> bool:
    """Return whether a possessive quantifier stands behind a group that can fail half-way (see `possessive`)."""
    for operator, argument in parsed:
        if operator is op.POSSESSIVE_REPEAT:
            body = argument[2]
            if not (len(body) == 1 and (body[0][0] in _ONE_CHARACTER or can_be_empty(body[0]))):
                return True
        for part in parts_of(argument):
            if kept_when_failing(part):
                return True
    return False


def can_be_empty(item: tuple) -> bool:
    """Return whether a parsed item is a group whose last alternative is nothing."""
    operator, argument = item
    if operator is op.SUBPATTERN:
        return len(argument[-1]) == 1 and can_be_empty(argument[-1][0])
    return operator is op.BRANCH and len(argument[1][-1]) == 0


def parts_of(argument: object) -> list[_parser.SubPattern]:
    """Return the patterns inside the argument of a parsed item."""
    if isinstance(argument, _parser.SubPattern):
        return [argument]
    if isinstance(argument, tuple | list):
        return [part for inner in argument for part in parts_of(inner)]
    return []


def test_the_search_for_them_finds_them():
    assert kept_when_failing(_parser.parse("x(?:ab?c)?+"))
    assert kept_when_failing(_parser.parse("(?=(?:[多余]?十)++)"))
    assert not kept_when_failing(_parser.parse("[0-9]++(?>[.][0-9]++|)(?:,[0-9]{3}|)*+(?:ab?c)?"))


def test_no_pattern_of_ours_has_one():
    program = [sys.executable, "-m", "tests.security.compiled_patterns"]
    heard = json.loads(subprocess.run(program, cwd=PROJECT, capture_output=True, text=True, check=True).stdout)
    assert len(heard["patterns"]) > 200
    found = [pattern for pattern, _, flags, *_ in heard["patterns"] if kept_when_failing(_parser.parse(pattern, flags))]
    assert not found


def test_numbers_with_nothing_to_follow_are_read_whole():
    """The very texts that Debian 12's Python 3.11.2 read wrong."""
    from pipelines.extraction import extract_quantities

    read = {quantity.text: quantity.value for quantity in extract_quantities("进出口4651.5亿元，发电6.86万亿千瓦时。")}
    assert {text: f"{value:f}" for text, value in read.items()} == {
        "4651.5亿元": "465150000000",
        "6.86万亿千瓦时": "6860000000000",
    }
