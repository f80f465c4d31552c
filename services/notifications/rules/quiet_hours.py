"""When people may be sent a short message: not at night, unless what it says would come too late in the morning."""

from __future__ import annotations

import datetime as dt
from typing import Final
from zoneinfo import ZoneInfo

KARACHI: Final = ZoneInfo("Asia/Karachi")
QUIET_FROM: Final = dt.time(21, 0)
QUIET_UNTIL: Final = dt.time(7, 0)
WARNING: Final = dt.timedelta(hours=3)


def is_quiet(instant: dt.datetime) -> bool:
    """Tell whether an instant lies in the quiet hours; they span midnight, the end is not part of them."""
    clock = instant.astimezone(KARACHI).time()
    return clock >= QUIET_FROM or clock < QUIET_UNTIL


def earliest_send(now: dt.datetime, needed_by: dt.datetime | None) -> dt.datetime:
    """Give the first instant at which a short message may leave; `needed_by`: when what it says begins.

    In quiet hours it waits for their end, unless less than three hours would then be left.
    """
    if not is_quiet(now):
        return now
    local = now.astimezone(KARACHI)
    day = local.date() if local.time() < QUIET_UNTIL else local.date() + dt.timedelta(days=1)
    morning = dt.datetime.combine(day, QUIET_UNTIL, KARACHI).astimezone(dt.UTC)
    if needed_by is not None and needed_by - morning < WARNING:
        return now
    return morning
