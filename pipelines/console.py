"""What the terminal shows of a run: the lines written for people, and none of Dagster's own."""

import logging
import sys

from dagster import InitLoggerContext, LoggerDefinition

from pipelines.resources import FOLDERS


class _ForPeople(logging.Filter):
    """Lets through what our own code said; the events of Dagster are in the UI, and a failure is told at the end."""

    def filter(self, record: logging.LogRecord) -> bool:
        meta = getattr(record, "dagster_meta", None) or {}
        return meta.get("resource_name") == FOLDERS and not meta.get("dagster_event")


class _OwnWords(logging.Formatter):
    """Shows what was said, without Dagster's prefix of job, run and step."""

    def format(self, record: logging.LogRecord) -> str:
        meta = getattr(record, "dagster_meta", None) or {}
        said = str(meta.get("orig_message") or record.getMessage())
        # A name of a file may hold anything: nothing but printable characters reaches the terminal.
        return "".join(character if character.isprintable() else "�" for character in said)


def _make(context: InitLoggerContext) -> logging.Logger:
    """Return the logger of one run."""
    handler = logging.StreamHandler(sys.stdout)
    handler.addFilter(_ForPeople())
    handler.setFormatter(_OwnWords())
    made = logging.Logger("wanyi", level=logging.INFO)
    made.addHandler(handler)
    return made


plain_console = LoggerDefinition(_make, description="Lines written for people, on standard output.")
