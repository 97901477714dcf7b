"""`make bench`: print a table of throughput, memory and growth, and write it as JSON beside the warehouse."""

import argparse
import datetime
import json
import os
import platform
import sys
import time
import warnings
from dataclasses import asdict
from pathlib import Path

from tests.benchmarks.contenders import CN2AN, JIONLP, RECOGNIZERS, floors_and_stages, peers
from tests.benchmarks.extraction import measure_extraction
from tests.benchmarks.growth import measure_growth
from tests.benchmarks.texts import load_texts, size_in_bytes
from tests.benchmarks.throughput import Throughput, measure_throughput

# Slow peers see a smaller sample, so that the whole benchmark stays within minutes.
PEER_MEGABYTES = {JIONLP: 2.0, CN2AN: 1.0}
SLOW_PEER_MEGABYTES = 0.02
OF_PEERS = {JIONLP, CN2AN, RECOGNIZERS}


def main() -> None:
    """Measure and report; see `make help`."""
    arguments = _arguments()
    warnings.simplefilter("ignore")  # a peer says of every numeral that it cannot read it
    texts = load_texts(arguments.raw, arguments.megabytes)
    print(f"{size_in_bytes(texts) / 1e6:.2f} MB of UTF-8 in {len(texts)} texts of {arguments.raw}", flush=True)
    contenders = floors_and_stages()
    samples = dict.fromkeys(contenders, texts)
    for name, peer in peers().items():
        contenders[name] = peer
        samples[name] = _beginning(texts, PEER_MEGABYTES.get(name, SLOW_PEER_MEGABYTES))
    throughput = measure_throughput(contenders, samples, arguments.rounds)
    _print_throughput(throughput)
    _print_ratios(throughput)
    stage = [] if arguments.no_runs else measure_extraction(texts)
    for cost in stage:
        print(f"extraction stage, {cost.workers} workers: {cost.seconds:6.1f} s  {cost.megabytes_per_second:6.2f} MB/s")
    growth = [] if arguments.no_runs else measure_growth(texts)
    for run in growth:
        print(
            f"whole run, {run.copies:2} x: {run.input_megabytes:8.2f} MB  {run.seconds:7.1f} s  "
            f"{run.megabytes_per_second:6.2f} MB/s  {run.core_seconds:7.1f} core-seconds  "
            f"peak {run.peak_megabytes:7.0f} MB",
            flush=True,
        )
    report = {
        "measured": datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
        "machine": {"python": sys.version.split()[0], "processor": platform.machine(), "cores": os.cpu_count()},
        "bare_read_megabytes_per_second": _bare_read(arguments.raw),
        "throughput": [asdict(row) for row in throughput],
        "extraction_stage": [asdict(cost) for cost in stage],
        "whole_runs": [asdict(run) for run in growth],
    }
    arguments.output.parent.mkdir(parents=True, exist_ok=True)
    arguments.output.write_text(json.dumps(report, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    print(f"written to {arguments.output}")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--raw", type=Path, default=Path(os.environ.get("RAW_DIR", "raw")))
    parser.add_argument("--megabytes", type=float, default=2.0, help="how much text the stages are timed over")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--no-runs", action="store_true", help="leave out the whole runs over 1, 4 and 16 copies")
    parser.add_argument(
        "--output", type=Path, default=Path(os.environ.get("WAREHOUSE_DIR", "warehouse")) / "bench.json"
    )
    return parser.parse_args()


def _beginning(texts: list[str], megabytes: float) -> list[str]:
    """Return the first texts of about `megabytes` together, the last one cut at a line's end."""
    beginning: list[str] = []
    room = megabytes * 1e6
    for text in texts:
        if room <= 0:
            break
        size = len(text.encode())
        kept = text if size <= room else text[: max(int(len(text) * room / size), 200)]
        beginning.append(kept)
        room -= size
    return beginning


def _bare_read(raw: Path) -> float:
    """Return the MB/s at which the folder's bytes are read."""
    started = time.perf_counter()
    size = sum(len(path.read_bytes()) for path in raw.rglob("*") if path.is_file())
    return round(size / 1e6 / (time.perf_counter() - started), 1)


def _print_throughput(rows: list[Throughput]) -> None:
    print(f"{'one process, one core':38} {'MB/s':>9}  {'of the bare pass':>16}")
    for row in rows:
        share = f"1/{1 / row.share_of_floor:.1f}" if row.share_of_floor < 1 else f"{row.share_of_floor:.1f} x"
        print(f"{row.name:38} {row.megabytes_per_second:9.3f}  {share:>16}")
    print(flush=True)


def _print_ratios(rows: list[Throughput]) -> None:
    """Print how many times as fast as each peer our quantities are read, and our observations beside them."""
    speeds = {row.name: row.megabytes_per_second for row in rows}
    for name in speeds.keys() & OF_PEERS:
        quantities, both = (speeds[own] / speeds[name] for own in ("quantities", "quantities and observations"))
        print(f"quantities {quantities:.1f} x, with observations {both:.1f} x the speed of {name}", flush=True)


if __name__ == "__main__":
    main()
