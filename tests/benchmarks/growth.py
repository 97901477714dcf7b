"""How the cost of a whole run grows: `make run`'s own command over 1, 4 and 16 copies of the texts."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class RunCost:
    """One whole run, from nothing to the published warehouse: MB of input, seconds, and of all its processes together
    the seconds of a core's work and the most MB at one time.
    """

    copies: int
    input_megabytes: float
    seconds: float
    core_seconds: float
    peak_megabytes: float

    @property
    def megabytes_per_second(self) -> float:
        """Return the end-to-end throughput, Dagster's own start included."""
        return self.input_megabytes / self.seconds


def measure_growth(texts: list[str], copies: tuple[int, ...] = (1, 4, 16)) -> list[RunCost]:
    """Return the cost of a run over each number of copies of `texts`, which differ as `told_anew` says."""
    return [_measure_run(texts, count) for count in copies]


def _measure_run(texts: list[str], copies: int) -> RunCost:
    with tempfile.TemporaryDirectory(prefix="wanyi-bench-") as folder:
        raw, warehouse = Path(folder, "raw"), Path(folder, "warehouse")
        size = write_copies(raw, texts, copies)
        environment = os.environ | {
            "RAW_DIR": str(raw),
            "WAREHOUSE_DIR": str(warehouse),
            "DAGSTER_HOME": str(warehouse / ".dagster"),
        }
        started = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, "-m", "pipelines.run"], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
        )
        family = _FamilyWatch(process.pid)
        _, errors = process.communicate()
        seconds = time.perf_counter() - started
        if process.returncode:
            raise SystemExit(f"the run over {copies} copies failed:\n{errors.decode(errors='replace')[-2000:]}")
        shutil.rmtree(raw)
        peak, work = family.stop()
        return RunCost(copies, round(size / 1e6, 3), round(seconds, 2), round(work, 1), round(peak / 1e6, 1))


def write_copies(raw: Path, texts: list[str], copies: int) -> int:
    """Write the texts `copies` times, each copy with figures and years of its own; return the bytes written."""
    size = 0
    for copy in range(copies):
        (raw / f"{copy:03d}").mkdir(parents=True)
        for number, text in enumerate(texts):
            content = told_anew(text, copy).encode()
            (raw / f"{copy:03d}" / f"{number:05d}.txt").write_bytes(content)
            size += len(content)
    return size


_DIGITS = "123456789"
_STEPS = (1, 2, 4, 5, 7, 8)  # that have no divisor in common with 9: each reorders all digits
_YEARS = 3  # between one copy and the next
_DATE = re.compile(r"(?<![0-9.])(?:((?:19|20)[0-9]{2})(?=年)|[0-9]{1,2}(?=[月日]))")


def told_anew(text: str, copy: int) -> str:
    """Return `text` as another text would tell it of other years: copy 0 is the text itself, at most 54 differ.

    Digits other than 0 are exchanged and years moved, so that no copy is a reprint of another, nor do they contradict
    each other: a folder of n copies is like one of n times as many years. Months and days stay.

    >>> told_anew("2021年3月，产值1050元", 1)
    '2018年3月，产值2060元'
    """
    if not copy:
        return text
    step, shift = _STEPS[copy // 9], copy % 9
    other = str.maketrans(_DIGITS, "".join(_DIGITS[(place * step + shift) % 9] for place in range(9)))
    parts, end = [], 0
    for date in _DATE.finditer(text):
        parts += [text[end : date.start()].translate(other), _moved(date, copy)]
        end = date.end()
    return "".join(parts) + text[end:].translate(other)


def _moved(date: re.Match[str], copy: int) -> str:
    return str(int(date[1]) - _YEARS * copy) if date[1] else date[0]


class _FamilyWatch:
    """What a process and its children use together, sampled: memory (proportional set size) and work of the cores."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._peak = 0
        self._work: dict[int, float] = {}
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def stop(self) -> tuple[int, float]:
        """Return the peak in bytes, and the work in seconds of one core."""
        self._done.set()
        self._thread.join()
        return self._peak, sum(self._work.values())

    def _watch(self) -> None:
        while not self._done.wait(0.1):
            family = _family(self._pid)
            self._peak = max(self._peak, sum(map(_proportional_memory, family)))
            self._work |= {pid: work for pid in family if (work := _work(pid))}


def _family(pid: int) -> list[int]:
    """Return a process and all its descendants."""
    family = [pid]
    for member in family:
        for task in Path(f"/proc/{member}/task").glob("*/children"):
            try:
                family += [int(child) for child in task.read_text().split()]
            except OSError:
                continue  # it ended while we looked
    return family


def _proportional_memory(pid: int) -> int:
    """Return a process's memory in bytes, pages shared with others counted in part."""
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    except OSError:
        pass
    return 0


def _work(pid: int) -> float:
    """Return the seconds of a core's work that a process has done so far."""
    try:
        # The name in field 2 may hold spaces and ends at the last bracket; fields 14 and 15 are user and system time.
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
