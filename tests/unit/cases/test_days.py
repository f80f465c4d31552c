"""Days as Sindh counts them: calendar days, working days, and which day an instant lies on."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.cases.rules.days import add_days, add_working_days, day_in_karachi, is_working_day

MONDAY = dt.date(2026, 3, 2)
days = st.dates(dt.date(2000, 1, 1), dt.date(2060, 1, 1))
holidays = st.sets(st.dates(dt.date(2026, 1, 1), dt.date(2026, 12, 31)), max_size=30)


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        (dt.datetime(2026, 3, 1, 18, 59, 59, tzinfo=dt.UTC), dt.date(2026, 3, 1)),
        (dt.datetime(2026, 3, 1, 19, 0, 0, tzinfo=dt.UTC), dt.date(2026, 3, 2)),
        (dt.datetime(2008, 7, 1, 18, 0, 0, tzinfo=dt.UTC), dt.date(2008, 7, 2)),
    ],
)
def test_the_day_begins_at_midnight_in_karachi(instant: dt.datetime, day: dt.date) -> None:
    """19:00 UTC begins the next day; in the summer of 2008, when clocks were put forward, 18:00 did."""
    assert day_in_karachi(instant) == day


def test_the_week_has_six_working_days() -> None:
    """Monday to Saturday count; Sunday and holidays do not."""
    week = [MONDAY + dt.timedelta(days=number) for number in range(7)]
    assert [is_working_day(day, ()) for day in week] == [True] * 6 + [False]
    assert not is_working_day(MONDAY, {MONDAY})


@pytest.mark.parametrize(
    ("count", "closed", "last"),
    [
        (0, set(), MONDAY),
        (1, set(), dt.date(2026, 3, 3)),
        (5, set(), dt.date(2026, 3, 7)),
        (6, set(), dt.date(2026, 3, 9)),
        (6, {dt.date(2026, 3, 9)}, dt.date(2026, 3, 10)),
        (6, {MONDAY}, dt.date(2026, 3, 9)),
        (6, {dt.date(2026, 3, 8)}, dt.date(2026, 3, 9)),
    ],
)
def test_working_days_skip_sundays_and_holidays(count: int, closed: set[dt.date], last: dt.date) -> None:
    """The day a period runs from is not counted, and a holiday on it or on a Sunday changes nothing."""
    assert add_working_days(MONDAY, count, closed) == last


@given(days, st.integers(1, 120), holidays)
def test_a_period_in_working_days_ends_on_one_and_holds_as_many(day: dt.date, count: int, closed: set[dt.date]) -> None:
    """Its last day is a working day, and exactly so many lie in it."""
    last = add_working_days(day, count, closed)
    within = [day + dt.timedelta(days=number) for number in range(1, (last - day).days + 1)]
    assert is_working_day(last, closed)
    assert sum(is_working_day(one, closed) for one in within) == count


@given(days, st.integers(0, 120), holidays, st.dates(dt.date(2026, 1, 1), dt.date(2026, 12, 31)))
def test_a_holiday_more_never_brings_the_end_nearer(
    day: dt.date, count: int, closed: set[dt.date], more: dt.date
) -> None:
    """More holidays mean the same last day or a later one."""
    assert add_working_days(day, count, closed | {more}) >= add_working_days(day, count, closed)


@given(days, st.integers(0, 400))
def test_calendar_days_are_plain(day: dt.date, count: int) -> None:
    """Sundays and holidays count, and the day it runs from does not."""
    assert (add_days(day, count) - day).days == count
