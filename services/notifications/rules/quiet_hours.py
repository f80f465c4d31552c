"""When people may be sent a short message: not at night, unless what it says would come too late in the morning."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final
from zoneinfo import ZoneInfo

KARACHI: Final = ZoneInfo("Asia/Karachi")
WARNING: Final = dt.timedelta(hours=3)


@dataclass(frozen=True, slots=True)
class QuietHours:
    """Hours by the clock of Karachi in which telephones stay silent; they may span midnight, the end is not part of them."""

    begins: dt.time = dt.time(21, 0)
    ends: dt.time = dt.time(7, 0)

    def is_quiet(self, instant: dt.datetime) -> bool:
        """Tell whether an instant lies in the quiet hours."""
        clock = instant.astimezone(KARACHI).time()
        if self.begins <= self.ends:
            return self.begins <= clock < self.ends
        return clock >= self.begins or clock < self.ends

    def earliest_send(self, now: dt.datetime, needed_by: dt.datetime | None) -> dt.datetime:
        """Give the first instant at which a short message may leave; `needed_by`: when what it says begins.

        In quiet hours it waits for their end, unless less than three hours would then be left.
        """
        if not self.is_quiet(now):
            return now
        local = now.astimezone(KARACHI)
        day = local.date() if local.time() < self.ends else local.date() + dt.timedelta(days=1)
        morning = dt.datetime.combine(day, self.ends, KARACHI).astimezone(dt.UTC)
        if needed_by is not None and needed_by - morning < WARNING:
            return now
        return morning


NO_QUIET_HOURS: Final = QuietHours(dt.time(0), dt.time(0))


def read_quiet_hours(text: str) -> QuietHours:
    """Read `21:00-07:00`, or `none`; raise ValueError when it is neither."""
    if text.strip().lower() == "none":
        return NO_QUIET_HOURS
    begins, _, ends = text.partition("-")
    return QuietHours(dt.time.fromisoformat(begins.strip()), dt.time.fromisoformat(ends.strip()))
