"""Where a learner stands in a course, and when another attempt may be started."""

from __future__ import annotations

import datetime as dt
from typing import Final

ENROLLED: Final = "enrolled"
STARTED: Final = "started"
PASSED: Final = "passed"
FAILED: Final = "failed"

OPEN: Final = "open"
SUBMITTED: Final = "submitted"
LAPSED: Final = "lapsed"

GRACE: Final = dt.timedelta(seconds=30)


def stand(*, passed: bool, used: int, allowed: int) -> str:
    """Give the learner's state after an attempt ended."""
    if passed:
        return PASSED
    return STARTED if used < allowed else FAILED


def find_due(started_at: dt.datetime, minutes: int | None) -> dt.datetime | None:
    """Give the instant at which an attempt's time is up; none without a limit."""
    return None if minutes is None else started_at + dt.timedelta(minutes=minutes)


def is_over(due_at: dt.datetime | None, now: dt.datetime) -> bool:
    """Tell whether an attempt's time is up; the grace is for answers that were under way on a slow network."""
    return due_at is not None and now > due_at + GRACE
