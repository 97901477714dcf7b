"""Every regular expression of the code, on inputs made to slow it: twice the length, at most 2.3 times the time."""

import ast
import contextlib
import itertools
import json
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from pipelines.settings import PROJECT

pytestmark = pytest.mark.alone

_SHORTEST = 500
_MEASURABLE = 0.004  # seconds; less says more about the clock than about the pattern
_SLOW = 0.5  # seconds for the first text that takes a measurable time
_GIVEN_UP = 2.0  # seconds after which nobody waits for the end: it may be exponential
_MOST_GROWTH = 2.3
_LONGEST = 4_000  # characters; what is read in less than that is faster than any square of so many
_PIECES = 24
_REPEATS = 5  # the least of them counts: what else the machine does only ever adds
_TRIES = 6
_NOT_IMPORTED = ("pipelines/batches/ray_engine.py",)  # an extra, with no pattern of its own


class TooLong(Exception):
    """A pattern was not done in time."""


@contextlib.contextmanager
def given_up_after(seconds: float) -> Iterator[None]:
    """Raise TooLong where what is done inside takes more processor time; `re` looks for signals while it matches."""

    def give_up(number: int, frame: object) -> None:
        raise TooLong

    earlier = signal.signal(signal.SIGPROF, give_up)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, earlier)


@dataclass(frozen=True)
class Used:
    """A pattern, and the methods by which it is asked (none known: any)."""

    pattern: "re.Pattern[str] | re.Pattern[bytes]"
    ways: frozenset[str]

    @property
    def written(self) -> str:
        """Return the pattern as it was written."""
        pattern = self.pattern.pattern
        return pattern.decode("latin-1") if isinstance(pattern, bytes) else pattern

    def seconds(self, text: str) -> float:
        """Return the time it takes over the whole text, asked as the code does: a matched one is not searched for."""
        subject = text.encode() if isinstance(self.pattern.pattern, bytes) else text
        begun = time.thread_time()
        with contextlib.suppress(TooLong), given_up_after(_GIVEN_UP):
            if self.ways and self.ways <= {"fullmatch"}:
                self.pattern.fullmatch(subject)  # type: ignore[arg-type]
            elif self.ways and self.ways <= {"match", "fullmatch", "prefixmatch"}:
                self.pattern.match(subject)  # type: ignore[arg-type]
            else:
                for _ in self.pattern.finditer(subject):  # type: ignore[arg-type]
                    pass
        return time.thread_time() - begun  # the clock of the process is coarse while a timer of it runs


@pytest.fixture(scope="module")
def heard() -> dict[str, list]:
    """Return what `compiled_patterns` prints: every pattern that our code compiles, and where."""
    program = [sys.executable, "-m", "tests.security.compiled_patterns"]
    printed = subprocess.run(program, cwd=PROJECT, capture_output=True, text=True, check=True).stdout
    return json.loads(printed)


@pytest.fixture(scope="module")
def patterns(heard: dict[str, list]) -> list[Used]:
    """Return every pattern that our code compiles."""
    return [
        Used(re.compile(pattern.encode("latin-1") if of_bytes else pattern, flags), frozenset(ways))
        for pattern, of_bytes, flags, ways in heard["patterns"]
    ]


def places_of_patterns() -> set[str]:
    """Return every place of our source that hands a pattern to `re`, as "file:line"."""
    places = set()
    for file in sorted((PROJECT / "pipelines").rglob("*.py")):
        name = file.relative_to(PROJECT).as_posix()
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or name in _NOT_IMPORTED:
                continue
            called = ast.unparse(node.func)
            if called.startswith("re.") and called != "re.escape":
                places.add(f"{name}:{node.lineno}")
    return places


def test_every_pattern_of_the_source_is_among_the_tested(heard, patterns):
    assert len(patterns) > 200
    assert not places_of_patterns() - set(heard["places"])


def test_patterns_are_asked_of_re_by_its_name():
    """`from re import …` would hide a pattern from the list above."""
    for file in (PROJECT / "pipelines").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            assert not (isinstance(node, ast.ImportFrom) and node.module == "re"), file
            assert not (isinstance(node, ast.Import) and any(n.name == "re" and n.asname for n in node.names)), file


def alphabet(used: Used) -> list[str]:
    """Return pieces of the pattern's own language: its words, members of its classes, and what is near them."""
    parsed = re._parser.parse(used.written, used.pattern.flags)  # type: ignore[attr-defined]
    pieces = ["1", " ", "\u3000", "一", "（", "\n", *literals(list(parsed))]
    return list(dict.fromkeys(pieces))[:_PIECES]


def literals(parsed: list) -> Iterator[str]:
    """Yield the literal words of a parsed pattern, and the first and last of each range in its classes."""
    word = ""
    for operation, argument in [*parsed, ("end", None)]:
        if str(operation) == "LITERAL" and len(word) < 3:
            word += chr(argument)
            continue
        if word:
            yield word
        word = chr(argument) if str(operation) == "LITERAL" else ""
        if str(operation) == "RANGE":
            yield from map(chr, argument)
        elif str(operation) not in ("LITERAL", "NOT_LITERAL"):
            for part in argument if isinstance(argument, tuple | list) else ():
                yield from nested(part)


def nested(part: object) -> Iterator[str]:
    """Yield the literals of what stands inside a group, a class, an alternative or a repetition."""
    if isinstance(part, re._parser.SubPattern):  # type: ignore[attr-defined]
        yield from literals(list(part))
    elif isinstance(part, list):
        for inner in part:
            yield from nested(inner)
    elif isinstance(part, tuple) and len(part) == 2:
        yield from literals([part])


def hostile_texts(used: Used) -> list[tuple[str, str]]:
    """Return what stands first and what is repeated: each piece, each beside its neighbour, each behind another."""
    pieces = alphabet(used)
    pairs = [one + other for one, other in itertools.pairwise(pieces)]
    return [("", unit) for unit in pieces + pairs] + [(first, unit) for first in pieces for unit in pieces]


def grows_too_fast(used: Used, first: str, unit: str) -> str | None:
    """Return what was measured where the time over the whole text grows faster than the text."""

    def text(length: int) -> str:
        return first + unit * (length // len(unit)) + "\n\ue000"  # which hardly a pattern of ours can end with

    length = _SHORTEST
    while (once := min(used.seconds(text(length)), used.seconds(text(length)))) < _MEASURABLE:
        length *= 4
        if length > _LONGEST:
            return None
    if once > _SLOW:
        return f"{first!r} + {unit!r} × {length // len(unit)}: {once:.3f} s"
    short, long = text(length), text(2 * length)
    ratios = []
    for _ in range(_TRIES):
        times = [(used.seconds(short), used.seconds(long)) for _ in range(_REPEATS)]
        least, least_long = (min(column) for column in zip(*times, strict=True))
        ratios.append(least_long / least)
        if ratios[-1] <= _MOST_GROWTH:
            return None
    return f"{first!r} + {unit!r} × {length // len(unit)}: {least:.3f} s, twice as long {min(ratios):.1f} times"


@pytest.mark.slow
def test_time_grows_with_the_text_and_no_faster(patterns):
    slow = {
        used.written[:60]: problem
        for used in patterns
        for first, unit in hostile_texts(used)
        if (problem := grows_too_fast(used, first, unit))
    }
    assert not slow
