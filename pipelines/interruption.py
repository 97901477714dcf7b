"""Ctrl-C that always ends the program: politely, or after some seconds for good."""

import os
import signal
import sys
import threading
import time
from contextlib import suppress

MESSAGE = "Interrupted. What was published before is whole; the next run goes on from what this one has read."
STATUS = 130

_SECONDS_FOR_AN_ORDERLY_END = 8.0


def end_when_interrupted() -> None:
    """Make an interrupt of this process end it even where the exception that it raises is swallowed.

    Python raises the interrupt wherever the program happens to be; inside a callback of a library it is printed and
    lost. A killed run loses nothing, so the process may be ended from the side.
    """
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    signal.set_wakeup_fd(writing, warn_on_full_buffer=False)
    threading.Thread(target=_watch, args=(reading,), daemon=True).start()


def _watch(reading: int) -> None:
    while (received := os.read(reading, 1)) and received[0] not in (signal.SIGINT, signal.SIGTERM):
        pass
    time.sleep(_SECONDS_FOR_AN_ORDERLY_END)
    with suppress(OSError):  # nobody reads it any more
        print(MESSAGE, file=sys.stderr, flush=True)
    os._exit(STATUS)
