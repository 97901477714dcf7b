"""`make dev`: the Dagster UI on this machine, with the sensor and the schedule, until Ctrl-C."""

import fcntl
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from types import FrameType

from pipelines.home import close_dead_runs, prepare_home

# Loopback only: whoever reaches the UI can start runs. README says what to put in front of it for others.
HOST = "127.0.0.1"
DEFAULT_PORT = 3000
_SECONDS_TO_START = 120
_SECONDS_TO_STOP = 60


class CannotStart(Exception):
    """The UI cannot be started; the message says why and what to do."""


def main() -> int:
    """Start the UI, wait until it is stopped, and return the exit status for the shell."""
    port = int(os.environ.get("PORT", DEFAULT_PORT))
    warehouse = Path(os.environ.get("WAREHOUSE_DIR", "warehouse"))
    try:
        home = prepare_home(warehouse)
        with _only_one(home, port):
            _check_port(port)
            _close_dead_runs()
            return _serve(port)
    except CannotStart as problem:
        print(problem, file=sys.stderr)
    except OSError as problem:
        print(
            f"The folder {warehouse} cannot be used: {problem.strerror}. Name another with WAREHOUSE=dir.",
            file=sys.stderr,
        )
    return 1


class _only_one:
    """Hold the lock that says that a UI is running for this warehouse; CannotStart if another holds it."""

    def __init__(self, home: Path, port: int) -> None:
        self._file = (home / "dev.lock").open("a+", encoding="utf-8")
        self._port = port

    def __enter__(self) -> None:
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self._file.seek(0)
            told = self._file.read().strip() or "another process"
            raise CannotStart(
                f"The UI is running for this warehouse already: {told}.\n"
                "Use that one, or stop it first with Ctrl-C in its window (or kill -INT and its number)."
            ) from None
        self._file.truncate(0)
        self._file.write(f"http://{HOST}:{self._port}, process {os.getpid()}")
        self._file.flush()

    def __exit__(self, *raised: object) -> None:
        self._file.truncate(0)
        self._file.close()


def _check_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as problem:
            raise CannotStart(
                f"Port {port} of {HOST} is taken by another program ({problem.strerror}). "
                f"Choose another with: make dev PORT={port + 10}"
            ) from None


def _close_dead_runs() -> None:
    from dagster import DagsterInstance

    with DagsterInstance.get() as instance:
        for run_id in close_dead_runs(instance, unmarked_too=True):
            print(f"Run {run_id[:8]} had been ended from outside; it is now marked as failed.")


def _serve(port: int) -> int:
    """Run Dagster's services until a signal or their end, and leave none of their processes behind."""
    command = [sys.executable, "-W", "ignore", "-m", "dagster", "dev", "-m", "pipelines.definitions"]
    command += ["--host", HOST, "--port", str(port), "--log-level", "warning"]
    # A session of its own: Ctrl-C reaches this process alone, which then stops the services in their order.
    services = subprocess.Popen(command, start_new_session=True)
    stopped = False

    def stop(number: int, frame: FrameType | None) -> None:
        nonlocal stopped
        if not stopped:
            stopped = True
            print("Stopping the UI ...", flush=True)
            services.send_signal(signal.SIGINT)

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stop)
    try:
        if _wait_until_up(services, port):
            print(f"The UI is at http://{HOST}:{port} (stop it with Ctrl-C).", flush=True)
        while services.poll() is None:
            time.sleep(0.2)
    finally:
        _end_group(services)
    if stopped:
        return 0
    print("Dagster's services ended by themselves; the lines above say why.", file=sys.stderr)
    return 1


def _wait_until_up(services: "subprocess.Popen[bytes]", port: int) -> bool:
    """Return whether the UI answers before its processes end or the time is up."""
    deadline = time.monotonic() + _SECONDS_TO_START
    while services.poll() is None and time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"http://{HOST}:{port}/server_info", timeout=2):
                return True
        except (urllib.error.URLError, OSError):
            time.sleep(0.3)
    return False


def _end_group(services: "subprocess.Popen[bytes]") -> None:
    """End whatever is left of the services' process group: first politely, then for good."""
    try:
        services.wait(timeout=_SECONDS_TO_STOP)
    except subprocess.TimeoutExpired:
        services.terminate()
    for number in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(services.pid, number)
        except ProcessLookupError:
            return
        time.sleep(1)


if __name__ == "__main__":
    sys.exit(main())
