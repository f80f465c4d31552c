"""How long signing in under one login waits after failures: five are free, then each doubles the wait, up to 15 minutes."""

from __future__ import annotations

import datetime as dt
from typing import Final

FREE: Final = 5
LONGEST: Final = dt.timedelta(minutes=15)
FORGOTTEN_AFTER: Final = dt.timedelta(hours=24)


def delay_after(failures: int) -> dt.timedelta:
    """Give the wait before the next attempt after so many failures in a row."""
    if failures < FREE:
        return dt.timedelta(0)
    return min(dt.timedelta(seconds=2 ** min(failures - FREE, 20)), LONGEST)
