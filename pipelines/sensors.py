"""The sensor that starts a run when the folder of texts has changed and come to rest."""

import json
import time
from typing import NamedTuple

from dagster import (
    AssetKey,
    DagsterInstance,
    DagsterRunStatus,
    DefaultSensorStatus,
    RunRequest,
    RunsFilter,
    SensorEvaluationContext,
    SensorResult,
    SkipReason,
    sensor,
)

from pipelines.home import CAUSE_TAG, RAW_STATE, close_dead_runs
from pipelines.jobs import refresh
from pipelines.raw_state import RawState, raw_state
from pipelines.settings import settings_from_environment

_SECONDS_BETWEEN_LOOKS = 5
# A folder that never rests, because something writes to it all day, is read all the same after so long.
_LONGEST_WAIT = 600


class Look(NamedTuple):
    """What the sensor saw when it last looked: the state, and since when the folder differs from what was read."""

    digest: str
    differs_since: float


@sensor(
    job=refresh,
    minimum_interval_seconds=_SECONDS_BETWEEN_LOOKS,
    default_status=DefaultSensorStatus.RUNNING,
    description=(
        "Looks at the folder of texts every five seconds. When files were added, changed or removed and nothing has "
        "moved between two looks, it starts one run, however many files it were."
    ),
)
def new_texts(context: SensorEvaluationContext) -> SensorResult | SkipReason:
    """Return a run request for a folder that differs from what was last read and has settled, else why not."""
    close_dead_runs(context.instance, unmarked_too=False)
    state = raw_state(settings_from_environment().raw)
    read, run_id = last_read(context.instance)
    if state.digest == read:
        return SensorResult(skip_reason=f"Nothing new: {state.files} files, as last read.", cursor="")
    if not has_settled(state, before := _parse(context.cursor), now := time.time()):
        since = before.differs_since if before else now
        return SensorResult(
            skip_reason="The folder differs from what was read; waiting until nothing moves in it.",
            cursor=json.dumps(Look(state.digest, since)),
        )
    if _is_waiting(context.instance):
        return SkipReason("A run that will read the new files is waiting already.")
    # Bound to the last reading too, so that a folder that returns to an earlier state is read again, while a folder
    # whose run failed is not tried again and again.
    request = RunRequest(
        run_key=f"{state.digest} after {run_id}", tags={CAUSE_TAG: f"texts changed, {state.files} files"}
    )
    return SensorResult(run_requests=[request], cursor=context.cursor)


def has_settled(state: RawState, before: Look | None, now: float) -> bool:
    """Return whether the folder rests, or has been moving for so long that waiting is no use.

    >>> has_settled(RawState("a", 1), None, 100.0), has_settled(RawState("a", 1), Look("a", 90.0), 100.0)
    (False, True)
    """
    return before is not None and (before.digest == state.digest or now - before.differs_since > _LONGEST_WAIT)


def last_read(instance: DagsterInstance) -> tuple[str | None, str]:
    """Return the state of the folder that was last read, and the run that read it."""
    event = instance.get_latest_materialization_event(AssetKey("documents"))
    if event is None or event.asset_materialization is None:
        return None, "none"
    state = event.asset_materialization.metadata.get(RAW_STATE)
    return (str(state.value) if state else None), event.run_id


def _parse(cursor: str | None) -> Look | None:
    try:
        return Look(*json.loads(cursor)) if cursor else None
    except (ValueError, TypeError):  # written by another version of the program
        return None


def _is_waiting(instance: DagsterInstance) -> bool:
    statuses = [DagsterRunStatus.QUEUED, DagsterRunStatus.NOT_STARTED]
    return bool(instance.get_runs(RunsFilter(job_name=refresh.name, statuses=statuses), limit=1))
