"""What the terminal shows of a run: the lines written for people, and none of Dagster's own."""

import logging
import sys

from dagster import InitLoggerContext, logger


class _ForPeople(logging.Filter):
    """Lets through what our own code said; the events of Dagster are in the UI, and a failure is told at the end."""

    def filter(self, record: logging.LogRecord) -> bool:
        meta = getattr(record, "dagster_meta", None) or {}
        return not meta.get("dagster_event") and record.levelno >= logging.INFO


class _OwnWords(logging.Formatter):
    """Shows what was said, without Dagster's prefix of job, run and step."""

    def format(self, record: logging.LogRecord) -> str:
        meta = getattr(record, "dagster_meta", None) or {}
        said = str(meta.get("orig_message") or record.getMessage())
        # A name of a file may hold anything: nothing but printable characters reaches the terminal.
        return "".join(character if character.isprintable() else "�" for character in said)


@logger(description="Lines written for people, on standard output.")
def plain_console(context: InitLoggerContext) -> logging.Logger:
    """Return the logger of one run."""
    handler = logging.StreamHandler(sys.stdout)
    handler.addFilter(_ForPeople())
    handler.setFormatter(_OwnWords())
    made = logging.Logger("wanyi", level=logging.INFO)
    made.addHandler(handler)
    return made
