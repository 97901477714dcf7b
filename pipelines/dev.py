"""`make dev`: the Dagster UI on this machine, with the sensor and the schedule, until Ctrl-C."""

import ctypes
import fcntl
import functools
import http.server
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

from pipelines.groups import OPEN_LINEAGE
from pipelines.home import REPORT_URL, close_dead_runs, open_history, prepare_home
from pipelines.settings import REPORT, BadSetting, Settings, settings_from_environment

# Loopback only: whoever reaches the UI can start runs. README says what to put in front of it for others.
HOST = "127.0.0.1"
DEFAULT_PORT = 3000
_SECONDS_TO_START = 120
_SECONDS_TO_STOP = 60
_PR_SET_PDEATHSIG = 1


class CannotStart(Exception):
    """The UI cannot be started; the message says why and what to do."""


def main() -> int:
    """Start the UI, wait until it is stopped, and return the exit status for the shell."""
    try:
        settings, port = settings_from_environment(), _port()
        home = _prepare(settings)
        with _only_one(home, port):
            _check_port(port)
            _close_dead_runs()
            with _report_server(settings.warehouse / REPORT, port + 1) as address:
                os.environ[REPORT_URL] = address
                return _serve(port, home / "dev.log")
    except (CannotStart, BadSetting) as problem:
        print(problem, file=sys.stderr)
    return 1


def _port() -> int:
    text = os.environ.get("PORT") or str(DEFAULT_PORT)
    if not text.isdecimal() or not 1024 <= int(text) <= 65534:
        raise BadSetting(f"PORT={text} is not a port that can be used; choose a number from 1024 to 65534.")
    return int(text)


def _prepare(settings: Settings) -> Path:
    try:
        return prepare_home(settings.warehouse)
    except OSError as problem:
        raise CannotStart(
            f"The folder {settings.warehouse} cannot be written: {problem.strerror}. Name another with WAREHOUSE=dir."
        ) from problem


@contextmanager
def _only_one(home: Path, port: int) -> Iterator[None]:
    """Hold the lock that says that a UI is running for this warehouse; CannotStart if another process holds it."""
    with (home / "dev.lock").open("a+", encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            told = lock.read().strip() or "by another process"
            raise CannotStart(
                f"The UI is running for this warehouse already: {told}.\n"
                "Use that one, or stop it first: Ctrl-C in its window, or kill -INT with its process number."
            ) from None
        lock.truncate(0)
        lock.write(f"http://{HOST}:{port}, process {os.getpid()}")
        lock.flush()
        yield
        lock.truncate(0)


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
    with open_history() as instance:
        for run_id in close_dead_runs(instance, unmarked_too=True):
            print(f"Run {run_id[:8]} had been ended from outside; it is now marked as failed.")


class _ReportHandler(http.server.SimpleHTTPRequestHandler):
    """Serves the evidence pages, quietly; the folder is looked up anew for every request, as each run replaces it."""

    def list_directory(self, path: str | os.PathLike[str]) -> None:
        """Answer that there is nothing: folders are not listed."""
        self.send_error(404, "Not there. Materialize the report first, then open /index.html.")

    def log_message(self, format: str, *arguments: Any) -> None:
        """Say nothing."""


@contextmanager
def _report_server(folder: Path, port: int) -> Iterator[str]:
    """Serve the evidence pages while the UI runs and yield their address; a page of the UI cannot link to a file."""
    handler = functools.partial(_ReportHandler, directory=str(folder))
    try:
        server = http.server.ThreadingHTTPServer((HOST, port), handler)
    except OSError:  # that port is taken; any other will do, since the UI links to it
        server = http.server.ThreadingHTTPServer((HOST, 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://{HOST}:{server.server_port}/index.html"
    finally:
        server.shutdown()
        server.server_close()


def _serve(port: int, log: Path) -> int:
    """Run Dagster's services until a signal or their end, and leave none of their processes behind.

    What they print goes to `log`: every event of every run, which the UI shows in a better way.
    """
    stop = threading.Event()

    def ask_to_stop(number: int, frame: FrameType | None) -> None:
        stop.set()

    # Before the services start: a signal that this process ignored (nohup, a shell's &) they would ignore for ever.
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, ask_to_stop)
    command = [sys.executable, "-W", "ignore", "-m", "dagster", "dev", "-m", "pipelines.definitions"]
    command += ["--host", HOST, "--port", str(port), "--log-level", "warning"]
    # A session of its own: Ctrl-C reaches this process alone, which then stops the services in their order.
    with log.open("wb") as output:
        services = subprocess.Popen(
            command, stdout=output, stderr=subprocess.STDOUT, start_new_session=True, preexec_fn=_stop_with_parent
        )
    try:
        print("Starting the UI ...", flush=True)
        if _wait_until_up(services, port, stop):
            address = f"http://{HOST}:{port}"
            print(f"The UI is at {address} (Ctrl-C stops it).")
            print(f"The way of the data, every step: {address}{OPEN_LINEAGE}", flush=True)
        while services.poll() is None and not stop.wait(0.3):
            pass
        if services.poll() is None:
            print("Stopping the UI ...", flush=True)
            services.send_signal(signal.SIGINT)
            services.wait(timeout=_SECONDS_TO_STOP)
    except subprocess.TimeoutExpired:
        print("It did not stop in time; ending its processes.", file=sys.stderr)
    finally:
        _end_group(services)
    if stop.is_set():
        return 0
    last = log.read_text(encoding="utf-8", errors="replace").splitlines()[-20:]
    print("\n".join(["Dagster's services ended by themselves.", *last, f"All they said is in {log}."]), file=sys.stderr)
    return 1


def _stop_with_parent() -> None:
    """Let the system interrupt the services when this program is killed and cannot stop them itself (Linux)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGINT)


def _wait_until_up(services: "subprocess.Popen[bytes]", port: int, stop: threading.Event) -> bool:
    """Return whether the UI answers before it ends, is stopped, or its time is up."""
    deadline = time.monotonic() + _SECONDS_TO_START
    while services.poll() is None and not stop.wait(0.3) and time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"http://{HOST}:{port}/server_info", timeout=2):
                return True
        except OSError:
            continue
    return False


def _end_group(services: "subprocess.Popen[bytes]") -> None:
    """End whatever is left of the services' processes: politely, then for good."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(services.pid, number)
        except ProcessLookupError:
            return
        services.poll()
        time.sleep(1)


if __name__ == "__main__":
    sys.exit(main())
