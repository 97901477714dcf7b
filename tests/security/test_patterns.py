"""Every regular expression of the code, on inputs made to slow it: twice the length, at most 2.3 times the time."""

import ast
import itertools
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from pipelines.settings import PROJECT

pytestmark = pytest.mark.alone

# Shorter than this says more about the clock than about the pattern.
_MEASURABLE = 0.004
_MOST_GROWTH = 2.3
_LONGEST = 16_000  # characters; a pattern that reads so many in less than that is faster than anything that could hurt
_TRIES = 4


@dataclass(frozen=True)
class Used:
    """A pattern, and the methods by which it is asked (none known: any)."""

    pattern: "re.Pattern[str]"
    ways: frozenset[str]

    def ask(self, text: str) -> None:
        """Ask it over the whole text, as the code does: a pattern that is only matched is not searched for."""
        if self.ways and self.ways <= {"fullmatch"}:
            self.pattern.fullmatch(text)
        elif self.ways and self.ways <= {"match", "fullmatch", "prefixmatch"}:
            self.pattern.match(text)
        else:
            for _ in self.pattern.finditer(text):
                pass


@pytest.fixture(scope="module")
def patterns() -> list[Used]:
    """Return every pattern that our code compiles."""
    program = [sys.executable, "-m", "tests.security.compiled_patterns"]
    printed = subprocess.run(program, cwd=PROJECT, capture_output=True, text=True, check=True).stdout
    return [Used(re.compile(pattern, flags), frozenset(ways)) for pattern, flags, ways in json.loads(printed)]


def written_patterns() -> set[str]:
    """Return the patterns that stand as plain strings in a call of `re.compile` in our source."""
    written = set()
    for file in sorted((PROJECT / "pipelines").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "re.compile":
                argument = node.args[0]
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                    written.add(argument.value)
    return written


def test_every_written_pattern_is_among_the_tested(patterns):
    assert len(patterns) > 100
    assert not written_patterns() - {used.pattern.pattern for used in patterns}


def alphabet(pattern: str) -> list[str]:
    """Return pieces of the pattern's own language: words, members of its classes, and what is near them."""
    words = re.findall(r"[一-鿿]+|[A-Za-z<>&\"'=]+", re.sub(r"\\[A-Za-z]|\(\?[P<a-z_>]+", "", pattern))
    classes = re.findall(r"\[\^?([^\]]+)\]", pattern)
    pieces = [word[:3] for word in words] + [character for content in classes for character in content[:4]]
    common = ["1", " ", "一", "（", "\n"]
    return list(dict.fromkeys([*common, *(piece for piece in pieces if piece != "\\")]))[:12]


def hostile_units(pattern: str) -> list[str]:
    """Return what is repeated: each piece alone, and each beside its neighbour."""
    pieces = alphabet(pattern)
    return pieces + [one + other for one, other in itertools.pairwise(pieces)]


def seconds(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


def grows_too_fast(used: Used, unit: str) -> str | None:
    """Return what was measured where the time of a search over the whole text grows faster than the text."""

    def take(length: int) -> float:
        text = unit * (length // len(unit)) + "\ue000"
        return seconds(lambda: used.ask(text))

    length = 1_000
    while (short := take(length)) < _MEASURABLE:
        length *= 4
        if length > _LONGEST:
            return None
    ratios = []
    for _ in range(_TRIES):
        short, long = min(take(length), take(length)), min(take(2 * length), take(2 * length))
        ratios.append(long / short)
        if ratios[-1] <= _MOST_GROWTH:
            return None
    return f"{unit!r} × {length // len(unit)}: {short:.3f} s, twice as long {min(ratios):.1f} times"


@pytest.mark.slow
@pytest.mark.skipif("FAULTS" not in os.environ, reason="minutes: with `make faults` or FAULTS=1")
@pytest.mark.faults
@pytest.mark.xfail(strict=True, reason="searched runs of spaces, 十百千…$ and 省市县…$ begin again at every character")
def test_time_grows_with_the_text_and_no_faster(patterns):
    slow = {
        used.pattern.pattern[:60]: problem
        for used in patterns
        for unit in hostile_units(used.pattern.pattern)
        if (problem := grows_too_fast(used, unit))
    }
    assert not slow
