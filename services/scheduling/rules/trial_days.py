"""The days of a trial that goes on from day to day (ATA 19(7)): which part of each it takes, and where it was broken off.

On a short day (Friday, Ramadan) the trial takes what lies within the court's hours of the time it was given; a day on which less
than half an hour of it is left is passed over.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from services.scheduling.rules.days import days_from, instant_at
from services.scheduling.rules.sitting import Calendar, Span, hours_on, sitting_days

SHORTEST: Final = dt.timedelta(minutes=30)
# ATA 19(7): more than so many working days on, the trial no longer goes on from day to day.
LONGEST_GAP: Final = 2


@dataclass(frozen=True, slots=True)
class Gap:
    """A break in a trial: from one day on which it was heard to the next, so many working days on."""

    after: dt.date
    before: dt.date
    working_days: int


def part_of_day(calendar: Calendar, day: dt.date, starts: dt.time, minutes: int) -> Span | None:
    """Give the part of a day that a trial takes which shall go from a time for so many minutes; None when too little is left."""
    hours = hours_on(calendar, day)
    if hours is None:
        return None
    wanted = instant_at(day, starts)
    span = (
        max(wanted, instant_at(day, hours.opens)),
        min(wanted + dt.timedelta(minutes=minutes), instant_at(day, hours.closes)),
    )
    return span if span[1] - span[0] >= min(SHORTEST, dt.timedelta(minutes=minutes)) else None


def trial_days(
    calendar: Calendar, first: dt.date, last: dt.date, *, starts: dt.time, minutes: int
) -> Iterator[tuple[dt.date, Span]]:
    """Give, day after day, the parts that a trial takes from first to last."""
    for day in days_from(first, last):
        span = part_of_day(calendar, day, starts, minutes)
        if span is not None:
            yield day, span


def find_gaps(calendar: Calendar, days: Sequence[dt.date]) -> list[Gap]:
    """Give the breaks that are longer than the law has in mind; a working day is one on which the court sits."""
    heard = sorted(set(days))
    gaps = []
    for after, before in pairwise(heard):
        working = len(sitting_days(calendar, after + dt.timedelta(days=1), before))
        if working > LONGEST_GAP:
            gaps.append(Gap(after, before, working))
    return gaps
