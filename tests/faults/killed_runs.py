"""A program that kills runs at random moments of every stage and counts what was lost: `killed_runs FOLDER TIMES`.

It imports everything once and forks a child for every run, so that the kills fall into the run's own work: the child
tells when each stage begins, and is killed a random part of that stage's usual time later.
"""

import os
import random
import select
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from tests.faults.scene import STAGES, Published, change, from_nothing, look_at, make_scene, run_everything

SEED = 20240229
TELL = 50
EVERY = 5  # after so many kills a run is let through, which must equal one from nothing


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


def ask_child(work: Callable[[], Published]) -> Published:
    """Return what `work` finds, done in a child, so that this process holds no database open and no threads."""
    reading, writing = os.pipe()
    child = in_child(lambda: os.write(writing, repr(work()).encode()))
    os.close(writing)
    with os.fdopen(reading, "rb") as answer:
        said = answer.read().decode()
    assert ended_well(child), "what is published cannot be read"
    return eval(said, {"Published": Published})  # our own child's repr


def start_telling(work: Callable[[Callable[[str], None]], None]) -> tuple[int, int]:
    """Start a run in a child; return its id and the pipe on which it tells the number of each stage as it begins."""
    reading, writing = os.pipe()

    def tell(stage: str) -> None:
        os.write(writing, bytes([STAGES.index(stage)]))

    child = in_child(lambda: work(tell))
    os.close(writing)
    return child, reading


def wait_for(stage: int, reading: int) -> None:
    """Return when the run has begun a stage, or has ended."""
    while (told := os.read(reading, 1)) and told[0] < stage:
        pass


def usual_times(work: Callable[[Callable[[str], None]], None]) -> list[float]:
    """Return how long each stage of an undisturbed run takes."""
    child, reading = start_telling(work)
    moments = []
    while select.select([reading], [], [], 60)[0] and os.read(reading, 1):
        moments.append(time.monotonic())
    moments.append(time.monotonic())
    os.close(reading)
    assert ended_well(child) and len(moments) == len(STAGES) + 1
    return [later - earlier for earlier, later in zip(moments, moments[1:], strict=False)]  # noqa: RUF007


def main(folder: Path, times: int) -> None:
    """Kill `times` runs and print what was found; fails where anything is neither old nor new."""
    settings = make_scene(folder)
    known: list[Published] = []
    for number in (0, 1):
        change(settings, number)
        known.append(ask_child(lambda: from_nothing(settings, folder)))
    change(settings, 0)
    assert ended_well(in_child(lambda: run_everything(settings)))
    change(settings, 1)
    usual = usual_times(lambda begin: run_everything(settings, begin))
    chance = random.Random(SEED)
    before = ask_child(lambda: look_at(settings))
    killed: Counter[str] = Counter()
    left: Counter[str] = Counter()
    for attempt in range(times):
        change(settings, attempt % 2)
        stage = attempt % len(STAGES)
        child, reading = start_telling(lambda begin: run_everything(settings, begin))
        wait_for(stage, reading)
        time.sleep(chance.uniform(0, usual[stage]))
        os.kill(child, signal.SIGKILL)
        ended_well(child)
        os.close(reading)
        killed[STAGES[stage]] += 1
        after = ask_child(lambda: look_at(settings))
        check_whole(before, after, known, f"kill {attempt} in {STAGES[stage]}")
        left["new" if after.runs != before.runs else "old"] += 1
        before = after
        if attempt % EVERY == EVERY - 1:
            assert ended_well(in_child(lambda: run_everything(settings))), f"the run after kill {attempt} failed"
            before = ask_child(lambda: look_at(settings))
            assert before.digests == known[attempt % 2].digests, f"the run after kill {attempt} lost or doubled rows"
            assert len(set(before.runs)) == 1
        if attempt % TELL == TELL - 1:
            print(f"{attempt + 1} of {times} runs killed, nothing lost", file=sys.stderr, flush=True)
    stages = ", ".join(f"{stage} {count}" for stage, count in killed.items())
    print(f"{times} runs killed ({stages}): {left['old']} left the old warehouse, {left['new']} the new one; "
          f"{times // EVERY} runs after them equal a run from nothing; 0 rows lost or doubled, "
          "0 unreadable")  # fmt: skip


def check_whole(before: Published, after: Published, known: list[Published], moment: str) -> None:
    """Assert that each part is the old one or a new one, whole, and that its run id says which."""
    assert len(set(after.ledger)) == len(after.ledger), f"{moment}: a run is recorded twice"
    assert set(before.ledger) <= set(after.ledger), f"{moment}: a run that was published is not recorded"
    for part, (old, new) in enumerate(zip(before.runs, after.runs, strict=True)):
        digest = after.digests[part]
        assert digest in {one.digests[part] for one in known}, f"{moment}: part {part} is neither old nor new"
        # Equal to the latest: a publish that an earlier kill cut short has been completed.
        assert new == old or new >= max(before.runs), f"{moment}: part {part} is of run {new}, which is neither"
        assert new != old or digest == before.digests[part], f"{moment}: part {part} changed under the id of run {old}"


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
