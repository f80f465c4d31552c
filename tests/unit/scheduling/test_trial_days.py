"""The days of a trial that goes on from day to day, and its breaks."""

from __future__ import annotations

import datetime as dt
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.scheduling.rules.days import day_of, instant_at, time_of
from services.scheduling.rules.sitting import Calendar, Hours, Timetable, hours_on
from services.scheduling.rules.slots import untouched
from services.scheduling.rules.trial_days import LONGEST_GAP, SHORTEST, Gap, find_gaps, part_of_day, trial_days

MONDAY = dt.date(2027, 3, 1)
WEEK = {day: Hours(dt.time(8, 30), dt.time(12) if day == 5 else dt.time(14)) for day in range(1, 7)}
CALENDAR = Calendar([Timetable(dt.date(2020, 1, 1), None, WEEK)], holidays=frozenset({MONDAY + dt.timedelta(days=2)}))


def after(days: int) -> dt.date:
    """Give a day so many days after the Monday."""
    return MONDAY + dt.timedelta(days=days)


@pytest.mark.parametrize(
    ("day", "starts", "minutes", "part"),
    [
        (0, dt.time(9), 120, (dt.time(9), dt.time(11))),
        (0, dt.time(8), 60, (dt.time(8, 30), dt.time(9))),
        (0, dt.time(13), 120, (dt.time(13), dt.time(14))),
        (4, dt.time(11), 120, (dt.time(11), dt.time(12))),
        (4, dt.time(11, 45), 120, None),
        (4, dt.time(11, 50), 10, (dt.time(11, 50), dt.time(12))),
        (2, dt.time(9), 120, None),
        (6, dt.time(9), 120, None),
    ],
)
def test_the_part_of_a_day(day: int, starts: dt.time, minutes: int, part: tuple[dt.time, dt.time] | None) -> None:
    """What lies within the court's hours; nothing on a holiday, a Sunday, or when less than half an hour is left."""
    found = part_of_day(CALENDAR, after(day), starts, minutes)
    assert (found and (time_of(found[0]), time_of(found[1]))) == part


def test_a_trial_goes_over_the_court_s_days() -> None:
    """The holiday and the Sunday are passed over."""
    days = trial_days(CALENDAR, MONDAY, after(30), starts=dt.time(9), minutes=60)
    assert [day for day, _ in islice(days, 6)] == [after(0), after(1), after(3), after(4), after(5), after(7)]


@given(st.integers(0, 200), st.times(), st.integers(5, 480))
def test_every_part_lies_within_the_court_s_hours(first: int, starts: dt.time, minutes: int) -> None:
    """No part begins before the court opens, ends after it closes, or is shorter than it may be."""
    for day, (start, end) in trial_days(CALENDAR, after(first), after(first + 10), starts=starts, minutes=minutes):
        hours = hours_on(CALENDAR, day)
        assert hours is not None
        assert instant_at(day, hours.opens) <= start < end <= instant_at(day, hours.closes)
        assert end - start >= min(SHORTEST, dt.timedelta(minutes=minutes))
        assert day_of(start) == day


def test_breaks_are_counted_in_the_court_s_days() -> None:
    """From Saturday to Tuesday are two working days, which the law bears; from Monday to Friday, past a holiday, three."""
    assert find_gaps(CALENDAR, [after(5), after(8)]) == []
    assert find_gaps(CALENDAR, [after(4), after(0)]) == [Gap(after(0), after(4), 3)]
    assert find_gaps(CALENDAR, [after(0), after(1), after(3)]) == []
    assert find_gaps(CALENDAR, []) == []
    assert LONGEST_GAP == 2


def test_openings_of_which_nothing_is_busy() -> None:
    """Whole days only: one of which an hour is taken is none."""
    openings = [(instant_at(after(day), dt.time(8, 30)), instant_at(after(day), dt.time(14))) for day in range(4)]
    busy = [(instant_at(after(1), dt.time(10)), instant_at(after(1), dt.time(11)))]
    assert untouched(openings, busy, most=2) == [openings[0], openings[2]]
    assert untouched(openings, [], most=9) == openings
