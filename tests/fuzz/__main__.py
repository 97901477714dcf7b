"""Coverage-guided fuzzing, a process per target: `make fuzz SECONDS=600 [TARGETS="layout numeral"]`.

Needs the extra `fuzz` (Linux). Starts from the kept inputs; what a target finds is written to FINDS (default
/tmp/wanyi-fuzz) with the line that repeats it. Ends by saying for each target how many inputs it ran and how much of
the code they reached, and with status 1 where anything was found.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

from tests.fuzz.targets import TARGETS


def main(names: list[str], finds: Path, seconds: int) -> int:
    """Fuzz the targets one after the other, print what each did, and return how many found something."""
    finds.mkdir(parents=True, exist_ok=True)
    found = 0
    for name in names:
        command = [sys.executable, "-m", "tests.fuzz.one", name, str(finds), str(seconds)]
        done = subprocess.run(command, capture_output=True, text=True, errors="replace")
        (finds / f"{name}.log").write_text(done.stderr + done.stdout, encoding="utf-8")
        executed = re.findall(r"stat::number_of_executed_units:\s+(\d+)|^#(\d+)\s", done.stderr, re.MULTILINE)
        reached = re.findall(r"cov: (\d+) ft: (\d+)", done.stderr)
        runs = max((int(total or so_far) for total, so_far in executed), default=0)
        edges, features = reached[-1] if reached else ("0", "0")
        verdict = "nothing found" if done.returncode == 0 else f"FOUND, see {finds}/{name}.log"
        print(f"{name:14} {runs:>10,} inputs, {edges} edges, {features} features reached: {verdict}", flush=True)
        found += done.returncode != 0
    return found


if __name__ == "__main__":
    chosen = os.environ.get("TARGETS", "").split() or list(TARGETS)
    share = int(os.environ.get("SECONDS", "540")) // len(chosen)
    sys.exit(1 if main(chosen, Path(os.environ.get("FINDS", "/tmp/wanyi-fuzz")), max(share, 1)) else 0)
