"""The calendar day of an instant where the service works."""

from __future__ import annotations

import datetime as dt
from typing import Final
from zoneinfo import ZoneInfo

PLACE: Final = ZoneInfo("Asia/Karachi")


def find_day(instant: dt.datetime) -> dt.date:
    """Give the day in Pakistan at an instant."""
    return instant.astimezone(PLACE).date()
