"""Every regular expression of the code, on inputs made to make it slow: twice the length, at most 2.3 times the time."""

import ast
import gc
import importlib
import pkgutil
import re
import time
from collections.abc import Callable

import pytest

import pipelines
from pipelines.extraction.reading import read_text
from pipelines.settings import PROJECT

TEXT = "2021年，韶关市地区生产总值达1554亿元，同比增长8.6%。到2025年，力争粮食产量稳定在3万吨左右（含玉米）。"
# Shorter than this says more about the clock than about the pattern.
_MEASURABLE = 0.004
_MOST_GROWTH = 2.3
_TRIES = 4


def patterns_of_the_code() -> dict[str, "re.Pattern[str]"]:
    """Return every compiled pattern that our code holds once everything is imported and a text has been read.

    The garbage collector does not know patterns; they are found in what modules, classes and caches refer to.
    """
    for module in pkgutil.walk_packages(pipelines.__path__, "pipelines."):
        if not module.name.endswith(("ray_engine", "definitions", ".worker")):
            importlib.import_module(module.name)
    read_text(TEXT)
    found: dict[int, re.Pattern[str]] = {}
    for holder in gc.get_objects():
        if isinstance(holder, dict) and str(holder.get("__name__", "")).partition(".")[0] == "pipelines":
            values: list[object] = list(holder.values())
        elif type(holder).__module__.startswith("pipelines.") or isinstance(holder, tuple | list):
            values = gc.get_referents(holder)
        else:
            continue
        for value in values:
            if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
                found[id(value)] = value
    return {pattern.pattern: pattern for pattern in found.values() if _is_ours(pattern)}


def _is_ours(pattern: "re.Pattern[str]") -> bool:
    return pattern.pattern in _WRITTEN or any("\u3000" <= character <= "\uffef" for character in pattern.pattern)


def _written_patterns() -> set[str]:
    """Return the patterns that stand as plain strings in a call of `re.compile` in our source."""
    written = set()
    for file in sorted((PROJECT / "pipelines").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "re.compile":
                argument = node.args[0]
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                    written.add(argument.value)
    return written


_WRITTEN = _written_patterns()
PATTERNS = patterns_of_the_code()


def test_every_written_pattern_is_among_the_tested():
    assert len(PATTERNS) > 100
    assert not _WRITTEN - set(PATTERNS)


def alphabet(pattern: str) -> list[str]:
    """Return pieces of the pattern's own language: words, members of its classes, and what is near them."""
    words = re.findall(r"[一-鿿]+|[A-Za-z<>&\"'=]+", re.sub(r"\\[A-Za-z]|\(\?[P<a-z_>]+", "", pattern))
    classes = re.findall(r"\[\^?([^\]]+)\]", pattern)
    pieces = [word[:3] for word in words] + [character for content in classes for character in content[:4]]
    pieces += ["1", "1,", "一", "十", " ", "\n", "（", "(", "|", "-", "，"]
    return list(dict.fromkeys(piece for piece in pieces if piece != "\\"))[:14]


def hostile_units(pattern: str) -> list[str]:
    """Return what is repeated: each piece alone, and each beside its neighbour."""
    pieces = alphabet(pattern)
    return pieces + [one + other for one, other in zip(pieces, pieces[1:], strict=False)]


def seconds(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


def grows_too_fast(pattern: "re.Pattern[str]", unit: str) -> str | None:
    """Return what was measured where the time of a search over the whole text grows faster than the text."""

    def take(length: int) -> float:
        text = unit * (length // len(unit)) + "\ue000"
        return seconds(lambda: [None for _ in pattern.finditer(text)])

    length = 2_000
    while (short := take(length)) < _MEASURABLE:
        length *= 2
        if length > 64_000:
            return None  # 4 ms for 64,000 characters: faster than anything that could hurt
    ratios = []
    for _ in range(_TRIES):
        short, long = min(take(length), take(length)), min(take(2 * length), take(2 * length))
        ratios.append(long / short)
        if ratios[-1] <= _MOST_GROWTH:
            return None
    return f"{unit!r} × {length // len(unit)}: {short:.3f} s, twice as long {min(ratios):.1f} times"


@pytest.mark.slow
def test_time_grows_with_the_text_and_no_faster():
    slow = {
        pattern.pattern[:60]: problem
        for pattern in PATTERNS.values()
        for unit in hostile_units(pattern.pattern)
        if (problem := grows_too_fast(pattern, unit))
    }
    assert not slow
