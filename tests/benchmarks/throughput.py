"""Throughput side by side in one process: rounds in turn, so that a slow moment of the machine hits everyone."""

import statistics
import time
from collections.abc import Mapping
from dataclasses import dataclass

from tests.benchmarks.contenders import Contender
from tests.benchmarks.texts import size_in_bytes

FLOOR = "bare re pass: quantities"


@dataclass(frozen=True)
class Throughput:
    """A contender's MB/s (median of the rounds) and its share of the floor (median of the rounds' own ratios)."""

    name: str
    megabytes_per_second: float
    share_of_floor: float
    sample_megabytes: float


def measure_throughput(
    contenders: Mapping[str, Contender], samples: Mapping[str, list[str]], rounds: int
) -> list[Throughput]:
    """Return the throughput of each contender over its sample of texts; `FLOOR` must be among them."""
    speeds: dict[str, list[float]] = {name: [] for name in contenders}
    for name, contender in contenders.items():
        contender(samples[name][0])  # what is compiled or loaded once is not what is measured
    for _ in range(rounds):
        for name, contender in contenders.items():
            speeds[name].append(_megabytes_per_second(contender, samples[name]))
    return [
        Throughput(
            name,
            round(statistics.median(speeds[name]), 3),
            round(statistics.median(a / b for a, b in zip(speeds[name], speeds[FLOOR], strict=True)), 4),
            round(size_in_bytes(samples[name]) / 1e6, 3),
        )
        for name in contenders
    ]


def _megabytes_per_second(contender: Contender, texts: list[str]) -> float:
    started = time.perf_counter()
    for text in texts:
        contender(text)
    return size_in_bytes(texts) / 1e6 / (time.perf_counter() - started)
