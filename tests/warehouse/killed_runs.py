"""A program that kills runs at random moments and says what it found after each: `killed_runs RAW WAREHOUSE TIMES`.

It imports everything once and forks a child for every run, so that the kills fall into the run's own work. The text
of one document changes before every run: whole means that the warehouse, and csv/, is that of one of the two texts.
"""

import hashlib
import os
import random
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

from pipelines.settings import Settings
from tests.warehouse.whole_run import read_tables, run_whole

TEXTS = ("2021年，韶关市地区生产总值达1554亿元。\n", "2022年，韶关市地区生产总值达1564亿元，增长0.2%。\n")
SEED = 20240229


def in_child(work: Callable[[], object]) -> int:
    """Return the id of a child process that does `work` and ends with 0, or with 1 where it failed."""
    child = os.fork()
    if child == 0:
        status = 1
        try:
            work()
            status = 0
        finally:
            os._exit(status)
    return child


def ended_well(child: int) -> bool:
    """Wait for a child and return whether its work succeeded."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def digest_tables(database: Path) -> str:
    """Return a digest of every row of every table but `runs`."""
    digest = hashlib.sha256()
    for name, table in sorted(read_tables(database).items()):
        digest.update(repr((name, table.to_pylist())).encode())
    return digest.hexdigest()


def digest_csv(folder: Path) -> str:
    """Return a digest of the CSV files but runs.csv."""
    files = [file for file in sorted(folder.glob("*.csv")) if file.name != "runs.csv"]
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


def note(file: Path, settings: Settings) -> None:
    """Write the digests of what is published to `file`."""
    file.write_text(digest_tables(settings.database) + digest_csv(settings.warehouse / "csv"))


def main(raw: Path, warehouse: Path, times: int) -> None:
    """Kill `times` runs and print how many left the old state, how many the new one; fail where it was neither."""
    settings = Settings(raw, warehouse)
    noted = warehouse.parent / "noted"
    known_tables, known_csv = set(), set()
    seconds = 0.0
    for text in TEXTS:  # both texts, undisturbed: what whole looks like, and how long a run takes
        (raw / "changing.txt").write_text(text, encoding="utf-8")
        begun = time.monotonic()
        assert ended_well(in_child(lambda: run_whole(settings)))
        seconds = time.monotonic() - begun
        assert ended_well(in_child(lambda: note(noted, settings)))
        known_tables.add(noted.read_text()[:64])
        known_csv.add(noted.read_text()[64:])
    assert len(known_tables) == len(known_csv) == 2
    moments = random.Random(SEED)
    killed = finished = 0
    for attempt in range(times):
        (raw / "changing.txt").write_text(TEXTS[attempt % 2], encoding="utf-8")
        child = in_child(lambda: run_whole(settings))
        time.sleep(moments.uniform(0, seconds * 1.1))
        os.kill(child, signal.SIGKILL)
        finished += os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
        killed += 1
        assert ended_well(in_child(lambda: note(noted, settings))), f"attempt {attempt}: unreadable"
        assert noted.read_text()[:64] in known_tables, f"attempt {attempt}: the warehouse is neither old nor new"
        assert noted.read_text()[64:] in known_csv, f"attempt {attempt}: csv/ is neither old nor new"
    assert ended_well(in_child(lambda: run_whole(settings)))
    fresh = Settings(raw, warehouse.parent / "fresh")
    assert ended_well(in_child(lambda: run_whole(fresh)))
    assert ended_well(in_child(lambda: note(noted, settings)))
    incremental = noted.read_text()
    assert ended_well(in_child(lambda: note(noted, fresh)))
    assert noted.read_text() == incremental, "the run after the kills does not equal a run from nothing"
    print(f"{killed} runs killed, {finished} of them just done; 0 lost, 0 doubled, 0 unreadable")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
