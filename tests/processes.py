"""Programs of the project as processes of their own, for tests of what a person starts."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipelines.settings import PROJECT

SECONDS_TO_START = 90


def environment(raw: Path, warehouse: Path, **more: str) -> dict[str, str]:
    """Return the environment of a program that reads `raw` and writes `warehouse`."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("DAGSTER_", "WANYI_", "PYTEST_"))}
    return {
        **kept,
        "RAW_DIR": str(raw),
        "WAREHOUSE_DIR": str(warehouse),
        "PYTHONPATH": str(PROJECT),
        "WORKERS": "1",
        **more,
    }


def start(module: str, raw: Path, warehouse: Path, **more: str) -> "subprocess.Popen[str]":
    """Start `python -m module` in a session of its own and return it."""
    return subprocess.Popen(
        [sys.executable, "-m", module],
        cwd=PROJECT,
        env=environment(raw, warehouse, **more),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def run(module: str, raw: Path, warehouse: Path, **more: str) -> tuple[int, str]:
    """Run `python -m module` to its end and return its status and what it printed."""
    process = start(module, raw, warehouse, **more)
    printed, _ = process.communicate(timeout=180)
    return process.returncode, printed


def free_ports() -> int:
    """Return a port that is free now, as is the next one."""
    while True:
        with socket.socket() as one, socket.socket() as next_one:
            one.bind(("127.0.0.1", 0))
            port = int(one.getsockname()[1])
            try:
                next_one.bind(("127.0.0.1", port + 1))
            except (OSError, OverflowError):
                continue
            return port


@contextmanager
def running_ui(raw: Path, warehouse: Path) -> Iterator[tuple["subprocess.Popen[str]", str]]:
    """Run what `make dev` runs, and yield its process and address once it answers; stop it as Ctrl-C would."""
    port = free_ports()
    process = start("pipelines.dev", raw, warehouse, PORT=str(port))
    address = f"http://127.0.0.1:{port}"
    try:
        wait_until_answers(process, address)
        yield process, address
    finally:
        stop(process)


def wait_until_answers(process: "subprocess.Popen[str]", address: str) -> None:
    """Return when the UI answers; AssertionError when it ends or takes too long."""
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline:
        assert process.poll() is None, f"it ended: {process.communicate()[0]}"
        try:
            with urllib.request.urlopen(f"{address}/server_info", timeout=2):
                return
        except OSError:
            time.sleep(0.3)
    raise AssertionError("the UI did not answer in time")


def stop(process: "subprocess.Popen[str]") -> None:
    """Interrupt a process as Ctrl-C would, and wait for its end."""
    if process.poll() is None:
        process.send_signal(signal.SIGINT)
    process.communicate(timeout=100)


def processes_of(warehouse: Path) -> list[int]:
    """Return the processes whose environment names `warehouse` (Linux)."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if f"WAREHOUSE_DIR={warehouse}".encode() in (folder / "environ").read_bytes().split(b"\0"):
                found.append(int(folder.name))
        except OSError:
            continue
    return found
