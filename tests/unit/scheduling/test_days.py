"""Days of Karachi and instants: exact around midnight, and in the years in which Pakistan had summer time."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.scheduling.rules.days import day_of, days_from, instant_at, span_of, start_of, time_of

SECOND = dt.timedelta(seconds=1)
HOUR = dt.timedelta(hours=1)
days = st.dates(dt.date(1900, 1, 2), dt.date(2100, 12, 30))
instants = st.datetimes(dt.datetime(1900, 1, 2), dt.datetime(2100, 12, 30), timezones=st.just(dt.UTC))  # noqa: DTZ001 - its zone is given beside it
# Each year's first and last day of summer time: the clock went from 00:00 to 01:00, and back from 24:00 to 23:00.
SUMMERS = (
    (dt.date(2002, 4, 7), dt.date(2002, 10, 5)),
    (dt.date(2008, 6, 1), dt.date(2008, 10, 31)),
    (dt.date(2009, 4, 15), dt.date(2009, 10, 31)),
)


def utc(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> dt.datetime:
    """Give an instant by its parts in UTC."""
    return dt.datetime(year, month, day, hour, minute, tzinfo=dt.UTC)


def test_karachi_is_five_hours_ahead() -> None:
    """A sitting that opens at half past eight opens at half past three in UTC."""
    assert instant_at(dt.date(2026, 11, 25), dt.time(8, 30)) == utc(2026, 11, 25, 3, 30)
    assert time_of(utc(2026, 11, 25, 3, 30)) == dt.time(8, 30)


def test_the_day_turns_at_midnight_in_karachi() -> None:
    """The last second before seven in the evening of UTC is today, the next one is tomorrow."""
    midnight = utc(2026, 11, 25, 19)
    assert (day_of(midnight - SECOND), time_of(midnight - SECOND)) == (dt.date(2026, 11, 25), dt.time(23, 59, 59))
    assert (day_of(midnight), time_of(midnight)) == (dt.date(2026, 11, 26), dt.time())
    assert start_of(dt.date(2026, 11, 26)) == midnight


@pytest.mark.parametrize(("first", "last"), SUMMERS)
def test_summer_time(first: dt.date, last: dt.date) -> None:
    """In the summers of 2002, 2008 and 2009 Karachi was six hours ahead, the days before and after five."""
    for day, hours in (
        (first - dt.timedelta(days=1), 5),
        (first, 6),
        (last, 6),
        (last + dt.timedelta(days=1), 5),
    ):
        noon = dt.datetime.combine(day, dt.time(12), tzinfo=dt.UTC)
        assert instant_at(day, dt.time(12)) == noon - hours * HOUR
        assert day_of(noon - hours * HOUR) == day


@pytest.mark.parametrize(("first", "last"), SUMMERS)
def test_days_of_twenty_three_and_of_twenty_five_hours(first: dt.date, last: dt.date) -> None:
    """The day on which the clock goes forward lacks an hour, that on which it goes back has one more; both begin once."""
    for day, hours in ((first, 23), (last, 25), (first + dt.timedelta(days=1), 24)):
        start, end = span_of(day, day)
        assert end - start == hours * HOUR
        assert (day_of(start), day_of(end - SECOND)) == (day, day)
        assert day_of(start - SECOND) == day - dt.timedelta(days=1)


def test_a_summer_begins_at_the_hour_that_is_left_out() -> None:
    """Midnight of 7 April 2002 never was: the day began at one o'clock."""
    start = start_of(dt.date(2002, 4, 7))
    assert start == utc(2002, 4, 6, 19)
    assert time_of(start) == dt.time(1)


def test_other_years_have_no_summer_time() -> None:
    """The noon of every first of July but those of the three summers is seven o'clock in UTC."""
    for year in {*range(1972, 2101)} - {2002, 2008, 2009}:
        assert instant_at(dt.date(year, 7, 1), dt.time(12)) == utc(year, 7, 1, 7)


@given(instants)
def test_an_instant_lies_in_the_span_of_its_day(instant: dt.datetime) -> None:
    """Every instant belongs to exactly one day."""
    start, end = span_of(day_of(instant), day_of(instant))
    assert start <= instant < end


@given(days)
def test_days_follow_one_another_without_a_gap(day: dt.date) -> None:
    """A day ends where the next begins."""
    assert span_of(day, day)[1] == start_of(day + dt.timedelta(days=1))


@given(days, st.integers(0, 400))
def test_a_span_covers_both_its_ends(first: dt.date, number: int) -> None:
    """From a day to a later one there are as many days as were counted, each once and in order."""
    last = min(first + dt.timedelta(days=number), dt.date(2100, 12, 30))
    found = days_from(first, last)
    assert (found[0], found[-1], len(found)) == (first, last, (last - first).days + 1)
    assert span_of(first, last) == (start_of(first), start_of(last + dt.timedelta(days=1)))


def test_no_days_lie_between_days_in_the_wrong_order() -> None:
    """A range turned round is empty."""
    assert days_from(dt.date(2027, 1, 2), dt.date(2027, 1, 1)) == []


def test_an_instant_without_a_zone_is_refused() -> None:
    """What may mean any zone is not guessed at."""
    naive = dt.datetime(2026, 11, 25, 9)  # noqa: DTZ001 - a naive one is what is tried
    for ask in (day_of, time_of):
        with pytest.raises(ValueError, match="zone"):
            ask(naive)
