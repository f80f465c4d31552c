"""Days as Sindh counts them: Asia/Karachi, the six-day court week, holidays.

Sindh Criminal Court Rules 2012, rules 3.3 to 3.5: courts sit Monday to Saturday (short on Friday), Sunday is off, and so
are the High Court's calendar holidays.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Final
from zoneinfo import ZoneInfo

KARACHI: Final = ZoneInfo("Asia/Karachi")
_SUNDAY: Final = 6


def day_in_karachi(instant: dt.datetime) -> dt.date:
    """Give the calendar day of an instant in Karachi."""
    return instant.astimezone(KARACHI).date()


def is_working_day(day: dt.date, holidays: Collection[dt.date]) -> bool:
    """Tell whether courts and offices work on a day."""
    return day.weekday() != _SUNDAY and day not in holidays


def add_days(day: dt.date, count: int) -> dt.date:
    """Give the last day of a period of `count` calendar days; the day it runs from is not counted."""
    return day + dt.timedelta(days=count)


def add_working_days(day: dt.date, count: int, holidays: Collection[dt.date]) -> dt.date:
    """Give the last day of a period of `count` working days; the day it runs from is not counted."""
    left = count
    while left > 0:
        day += dt.timedelta(days=1)
        if is_working_day(day, holidays):
            left -= 1
    return day
