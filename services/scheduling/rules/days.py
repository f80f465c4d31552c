"""Days of Asia/Karachi and instants of UTC, converted exactly.

Pakistan has kept UTC+5 since 2009, but used summer time in 2002, 2008 and 2009: the zone's own data decide, never a fixed +5.
"""

from __future__ import annotations

import datetime as dt
from typing import Final
from zoneinfo import ZoneInfo

KARACHI: Final = ZoneInfo("Asia/Karachi")
_DAY: Final = dt.timedelta(days=1)


def day_of(instant: dt.datetime) -> dt.date:
    """Give the day in Karachi on which an instant lies."""
    if instant.tzinfo is None:
        raise ValueError("an instant needs its zone")
    return instant.astimezone(KARACHI).date()


def time_of(instant: dt.datetime) -> dt.time:
    """Give the time of day in Karachi."""
    if instant.tzinfo is None:
        raise ValueError("an instant needs its zone")
    return instant.astimezone(KARACHI).time()


def instant_at(day: dt.date, time: dt.time) -> dt.datetime:
    """Give the instant, in UTC, of a time on a day in Karachi."""
    return dt.datetime.combine(day, time, tzinfo=KARACHI).astimezone(dt.UTC)


def start_of(day: dt.date) -> dt.datetime:
    """Give the instant at which a day begins in Karachi."""
    return instant_at(day, dt.time())


def span_of(first: dt.date, last: dt.date) -> tuple[dt.datetime, dt.datetime]:
    """Give the half-open span of instants that covers days, both counted."""
    return start_of(first), start_of(last + _DAY)


def days_from(first: dt.date, last: dt.date) -> list[dt.date]:
    """Give the days from first to last, both counted."""
    return [first + _DAY * number for number in range((last - first).days + 1)]
