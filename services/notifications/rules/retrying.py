"""When something is tried again, and how long it is worth trying."""

from __future__ import annotations

import datetime as dt
from typing import Final

DELAYS: Final = tuple(dt.timedelta(seconds=seconds) for seconds in (5, 30, 120, 600, 1800, 3600))
WORTH_DAYS: Final = dt.timedelta(days=3)
DOUBT_LASTS: Final = dt.timedelta(hours=24)


def next_try(tries: int, now: dt.datetime) -> dt.datetime:
    """Give the instant of the next try after so many."""
    return now + DELAYS[min(max(tries, 1), len(DELAYS)) - 1]


def expiry(now: dt.datetime, needed_by: dt.datetime | None) -> dt.datetime:
    """Give the instant after which a message is no longer sent: when what it says begins, else after three days."""
    return needed_by if needed_by is not None else now + WORTH_DAYS
