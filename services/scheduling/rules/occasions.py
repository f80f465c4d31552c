"""How the days of an occasion change when the moon is seen: which are closed from now on, which were closed and are not any more."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

# The moon is seen a day early or late; a week more is a slip of the pen.
FARTHEST: Final = dt.timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Change:
    """Days that are newly closed, days that were declared and sit again, tentative days that came to nothing."""

    closed: list[dt.date]
    reopened: list[dt.date]
    dropped: list[dt.date]


def change_days(known: Mapping[dt.date, bool], days: Collection[dt.date]) -> Change:
    """Give what changes when an occasion whose days are known (and whether each is tentative) is declared for these days."""
    closed = [day for day in days if known.get(day, True)]
    left = [day for day in known if day not in days]
    return Change(
        sorted(set(closed)),
        sorted(day for day in left if not known[day]),
        sorted(day for day in left if known[day]),
    )


def is_far(known: Collection[dt.date], days: Collection[dt.date]) -> bool:
    """Tell whether the days lie farther from those that were expected than the moon can move them."""
    return min(days) < min(known) - FARTHEST or max(days) > max(known) + FARTHEST
