"""`make run`: every asset over the folder of texts, in this process, with what it found at the end.

The run is written into the same history that the UI of `make dev` shows. Exit status: 0 published, 1 failed (the
message says what to do), 2 a setting that cannot be used, 130 interrupted.
"""

import os
import sys
import time
import warnings
from contextlib import suppress
from typing import TYPE_CHECKING, NoReturn

from pipelines.batches.processes import prepare_workers
from pipelines.home import CAUSE_TAG, MAKE_RUN, PROCESS_TAG, close_dead_runs, open_history, prepare_home, process_mark
from pipelines.interruption import MESSAGE, STATUS, end_when_interrupted
from pipelines.settings import CSV, REPORT, BadSetting, Settings, settings_from_environment

if TYPE_CHECKING:
    from dagster import ExecuteInProcessResult
    from dagster._utils.error import SerializableErrorInfo

    from pipelines.assets.failures import CannotGoOn


def main() -> int:
    """Run everything, print what was found or what went wrong, and return the exit status for the shell."""
    begun = time.monotonic()
    try:
        settings = settings_from_environment()
        prepare_home(settings.warehouse)
    except BadSetting as problem:
        return _tell(f"{problem}", 2)
    except OSError as problem:
        return _tell(
            f"The folder {settings.warehouse} cannot be written: {problem.strerror}. "
            "Give yourself the right to it, or name another with WAREHOUSE=dir.",
            1,
        )
    end_when_interrupted()
    prepare_workers(settings)
    warnings.simplefilter("ignore")  # beta notices of Dagster's own calls, which say nothing to the reader
    try:
        result = _execute()
    except KeyboardInterrupt:
        return _tell(MESSAGE, STATUS)
    except Exception as problem:
        # The run could not even be written into Dagster's history.
        return _tell(str(_explain(problem, settings) or f"{problem} Nothing was published."), 1)
    if _was_interrupted(result):
        return _tell(MESSAGE, STATUS)
    if not result.success:
        return _tell("\n".join(_failures(result, settings)), 1)
    print(_summary(settings, result, time.monotonic() - begun))
    return 0


def _was_interrupted(result: "ExecuteInProcessResult") -> bool:
    """Return whether Ctrl-C or a signal ended the run; Dagster reports that as the failure of a step."""
    errors = [event.step_failure_data.error for event in result.all_events if event.is_step_failure]
    return any(error is not None and _root(error).cls_name == "DagsterExecutionInterruptedError" for error in errors)


def _execute() -> "ExecuteInProcessResult":
    """Run the job `refresh` here, within the history in DAGSTER_HOME."""
    from pipelines.definitions import defs

    with open_history() as instance:
        close_dead_runs(instance, unmarked_too=False)
        job = defs.resolve_job_def("refresh")
        tags = {CAUSE_TAG: MAKE_RUN, PROCESS_TAG: process_mark()}
        # Without a logger named, Dagster would add its own, which prints every event.
        loggers: dict[str, object] = {"loggers": {"console": {}}}
        return job.execute_in_process(loggers, instance=instance, tags=tags, raise_on_error=False)


def _explain(problem: Exception, settings: Settings) -> "CannotGoOn | None":
    from pipelines.assets.failures import explain

    return explain(problem, settings)


def _failures(result: "ExecuteInProcessResult", settings: Settings) -> list[str]:
    """Return each failure of a run as one message, and where to read more."""
    from pipelines.assets.failures import explain_words

    messages = [f"The check '{name}' did not pass: {told}" for name, told, blocks in _failed_checks(result) if blocks]
    for event in result.all_events:
        if event.is_step_failure:
            data = event.step_failure_data
            if data.user_failure_data and data.user_failure_data.description:
                messages.append(data.user_failure_data.description)
            elif data.error and not messages:
                told = _root(data.error).message.strip()
                messages.append(f"The step {event.step_key} ended with an error that nobody foresaw: {told}")
        elif event.is_failure and not messages and event.job_failure_data.error:  # outside of any step
            told = _root(event.job_failure_data.error).message.strip()
            messages.append(str(explain_words(told, settings) or told))
    published = any(event.is_step_materialization and event.step_key == "publication" for event in result.all_events)
    state = "The new result is published." if published else "Nothing was published."
    return [*messages, f"{state} This was run {result.run_id[:8]}; the UI (make dev) shows its steps."]


def _root(error: "SerializableErrorInfo") -> "SerializableErrorInfo":
    """Return what is at the bottom of an error."""
    while error.cause:
        error = error.cause
    return error


def _failed_checks(result: "ExecuteInProcessResult") -> list[tuple[str, str, bool]]:
    """Return the checks that did not pass: name, what it found, and whether it blocks."""
    from dagster import AssetCheckSeverity

    found = [evaluation for evaluation in result.get_asset_check_evaluations() if not evaluation.passed]
    return [
        (one.check_name, one.description or "", bool(one.blocking) and one.severity == AssetCheckSeverity.ERROR)
        for one in found
    ]


def _summary(settings: Settings, result: "ExecuteInProcessResult", seconds: float) -> str:
    """Return what the run found, as lines for a person."""
    import duckdb

    with duckdb.connect(str(settings.database), read_only=True) as rows:
        counts = dict(rows.execute(_COUNTS).fetchall())
    lines = [f"Check '{name}': {told}" for name, told, _ in _failed_checks(result)]
    lines += [
        f"  {counts['documents']:>9,} documents, {counts['rejected documents']:,} files not read",
        f"  {counts['quantities']:>9,} quantities",
        f"  {counts['observations']:>9,} observations, {counts['to review']:,} of them to review",
        f"  {counts['rejected rows']:>9,} rows rejected",
        f"  {seconds:>9.1f} seconds",
        f"Open {settings.warehouse / REPORT / 'index.html'}, {settings.warehouse / CSV} or {settings.database}",
    ]
    return "\n".join(lines)


_COUNTS = """
    SELECT 'documents', count(*) FROM documents UNION ALL
    SELECT 'quantities', count(*) FROM quantities UNION ALL
    SELECT 'observations', count(*) FROM observations UNION ALL
    SELECT 'to review', count(*) FROM observations WHERE needs_review UNION ALL
    SELECT 'rejected documents', count(*) FROM rejected_documents UNION ALL
    SELECT 'rejected rows', count(*) FROM rejected_rows
"""


def _tell(message: str, status: int) -> int:
    with suppress(OSError):  # nobody reads it any more
        print(message, file=sys.stderr, flush=True)
    return status


def _end(status: int) -> NoReturn:
    """End this process, in which all is published and closed: to take its modules apart would cost half a second."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError):  # nobody reads it any more
            stream.flush()
    os._exit(status)


if __name__ == "__main__":
    _end(main())
