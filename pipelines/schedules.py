"""The daily run, for what no event announces: a clock that moved, a vocabulary of a new version of the program."""

from dagster import DefaultScheduleStatus, RunRequest, ScheduleEvaluationContext, schedule

from pipelines.home import CAUSE_TAG
from pipelines.jobs import refresh


@schedule(
    job=refresh,
    cron_schedule="0 6 * * *",
    execution_timezone="Asia/Shanghai",
    default_status=DefaultScheduleStatus.RUNNING,
    description="Every morning at six, Beijing time. With nothing new it takes seconds.",
)
def every_morning(context: ScheduleEvaluationContext) -> RunRequest:
    """Return the request of one run per day."""
    day = f"{context.scheduled_execution_time:%Y-%m-%d}"
    return RunRequest(run_key=day, tags={CAUSE_TAG: f"schedule of {day}"})
