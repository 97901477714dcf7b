"""Formats with structure are parsed in a process of their own, within limits of time and memory.

A parser that a hostile file sends into a loop, or that crashes, takes only that process with it: the file is
rejected, and the next one gets a new process. The process serves many files, so that its start is paid once.
One request and one answer are one line of JSON each; an empty line says that a page is done.
"""

import atexit
import contextlib
import datetime
import json
import os
import resource
import select
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

from pipelines.extraction.documents.blocks import FileContent, write_blocks
from pipelines.extraction.documents.rejection import DocumentRejected

MOST_SECONDS_A_PAGE = 30.0  # a dense newspaper page takes about one second
MOST_SECONDS = 1200.0  # for one file
MOST_MEMORY = 2 << 30  # bytes of address space
_FILES_PER_PROCESS = 100  # parsers keep caches
_PACKAGE_ROOT = Path(__file__).resolve().parents[3]

StructuredKind = Literal["html", "docx", "xlsx", "pdf"]


class _ParserProcess:
    """The process that parses for this one; started at the first file, and again after a crash or time-out."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0
        self._served = 0

    def ask(self, request: dict[str, Any]) -> dict[str, Any]:
        """Return the answer to one request; raise DocumentRejected where none comes within the limits."""
        line = json.dumps(request).encode("ascii") + b"\n"
        with self._lock:
            for _ in range(2):  # a process that somebody else killed says nothing about the file
                answer = self._exchange(line)
                if answer is not None:
                    return answer
        raise DocumentRejected("its parser crashed", "open it and save it again, or save its text as .txt")

    def stop(self) -> None:
        """End the process, where this one started it."""
        process, self._process = self._process, None
        if process is not None and self._owner == os.getpid():
            process.kill()
            process.communicate()

    def _exchange(self, line: bytes) -> dict[str, Any] | None:
        """Return the answer to `line`, None where the process ended without one."""
        process = self._running()
        assert process.stdin is not None and process.stdout is not None
        try:
            process.stdin.write(line)
            process.stdin.flush()
            answer = self._receive(process.stdout.fileno())
        except BrokenPipeError:
            answer = None
        except BaseException:
            self.stop()  # a late answer must not be taken for that to the next file
            raise
        self._served += 1
        if answer is None or self._served >= _FILES_PER_PROCESS:
            self.stop()
        return answer

    def _receive(self, source: int) -> dict[str, Any] | None:
        """Return the next line with an answer; empty lines only prolong the time."""
        end = time.monotonic() + MOST_SECONDS
        page_end = time.monotonic() + MOST_SECONDS_A_PAGE
        received = bytearray()
        poller = select.poll()  # select() takes no descriptor above 1023
        poller.register(source, select.POLLIN)
        while True:
            left = min(end, page_end) - time.monotonic()
            if left <= 0 or not poller.poll(1000 * left):
                reason = f"it took too long to read (more than {MOST_SECONDS_A_PAGE:.0f} seconds for one page)"
                raise DocumentRejected(reason, "print it to a new .pdf, or save its text as .txt")
            piece = os.read(source, 1 << 20)
            if not piece:
                return None
            received += piece
            if piece.endswith(b"\n"):
                received = received.lstrip(b"\n")
                if received:
                    return json.loads(received)
                page_end = time.monotonic() + MOST_SECONDS_A_PAGE

    def _running(self) -> subprocess.Popen[bytes]:
        """Return the process, started where there is none or where it belongs to the process this was forked from."""
        if self._process is None or self._owner != os.getpid() or self._process.poll() is not None:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "pipelines.extraction.documents.worker"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,  # what parsers say about hostile files is not for our log
                cwd=_PACKAGE_ROOT,
                start_new_session=True,
            )
            self._owner, self._served = os.getpid(), 0
        return self._process


_PARSER = _ParserProcess()
atexit.register(_PARSER.stop)


def parse_apart(path: Path, kind: StructuredKind, *, units: frozenset[str], page: str | None = None) -> FileContent:
    """Return the content of a structured file, its blocks written as one text, parsed in another process.

    `page` is the decoded text of an html page. Raises DocumentRejected for what the parser rejects, and where it
    crashes, needs more than `MOST_MEMORY` or longer than `MOST_SECONDS_A_PAGE` for a page, `MOST_SECONDS` in all.
    """
    request = {"path": os.fspath(path.absolute()), "kind": kind, "units": sorted(units), "page": page}
    answer = _PARSER.ask(request)
    if "reason" in answer:
        raise DocumentRejected(answer["reason"], answer["remedy"])
    published = datetime.date.fromisoformat(answer["published"]) if answer["published"] else None
    return FileContent([answer["text"]], answer["title"], answer["publisher"], published)


def _parse(request: dict[str, Any], page_done: Callable[[], None]) -> dict[str, Any]:
    """Return the answer to one request."""
    path, units = Path(request["path"]), frozenset(request["units"])
    try:
        content = _read(path, request["kind"], units, request["page"], page_done)
        text = write_blocks(content.blocks, units=units)
    except DocumentRejected as rejected:
        return {"reason": rejected.reason, "remedy": rejected.remedy}
    except (MemoryError, RecursionError) as error:
        what = "memory" if isinstance(error, MemoryError) else "nesting"
        return {"reason": f"it needs more {what} than is allowed", "remedy": "split it, or save its text as .txt"}
    except Exception as error:  # whatever a parser raises about a damaged file
        reason = f"it cannot be parsed ({type(error).__name__}: {error})"
        return {"reason": reason, "remedy": "open it and save it again, or save its text as .txt"}
    published = content.published.isoformat() if content.published else None
    return {"text": text, "title": content.title, "publisher": content.publisher, "published": published}


def _read(
    path: Path, kind: StructuredKind, units: frozenset[str], page: str | None, page_done: Callable[[], None]
) -> FileContent:
    """Return the content of a file by the reader of its kind; readers are imported when first needed."""
    if kind == "html":
        from pipelines.extraction.documents.html_page import read_html

        return read_html(page or "", units=units)
    if kind == "docx":
        from pipelines.extraction.documents.docx_file import read_docx

        return read_docx(path)
    if kind == "xlsx":
        from pipelines.extraction.documents.xlsx_file import read_xlsx

        return read_xlsx(path)
    from pipelines.extraction.documents.pdf_file import read_pdf

    return read_pdf(path, page_done=page_done)


def main() -> None:
    """Answer requests on standard input until it ends."""
    for limit, most in ((resource.RLIMIT_AS, MOST_MEMORY), (resource.RLIMIT_CORE, 0)):
        with contextlib.suppress(OSError, ValueError):  # not every system has it
            resource.setrlimit(limit, (most, most))
    answers = os.dup(sys.stdout.fileno())
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a library prints is no answer
    for line in sys.stdin.buffer:
        answer = _parse(json.loads(line), lambda: _write(answers, b"\n"))
        _write(answers, json.dumps(answer).encode("ascii") + b"\n")


def _write(target: int, content: bytes) -> None:
    """Write all of `content`."""
    view = memoryview(content)
    while view:
        view = view[os.write(target, view) :]


if __name__ == "__main__":
    main()
