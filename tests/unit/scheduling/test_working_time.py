"""A prosecutor's week as agreed, and spans put in order."""

from __future__ import annotations

import datetime as dt

from services.scheduling.rules.days import instant_at, span_of
from services.scheduling.rules.sitting import Hours, Timetable
from services.scheduling.rules.working_time import days_outside, merge_spans, off_hours

MONDAY, TUESDAY, SUNDAY = dt.date(2027, 3, 1), dt.date(2027, 3, 2), dt.date(2027, 3, 7)
MORNINGS = Timetable(dt.date(2027, 1, 1), None, {1: Hours(dt.time(8), dt.time(12))})


def test_without_a_pattern_every_hour_is_free() -> None:
    """Nobody has said otherwise; nor has one who said it of other days."""
    later = Timetable(dt.date(2028, 1, 1), None, {})

    assert off_hours([], MONDAY, SUNDAY) == []
    assert off_hours([later], MONDAY, SUNDAY) == []


def test_outside_the_hours_of_a_pattern_nobody_works() -> None:
    """Before and after the hours of a weekday, and on weekdays without hours all day."""
    assert off_hours([MORNINGS], MONDAY, TUESDAY) == [
        (instant_at(MONDAY, dt.time()), instant_at(MONDAY, dt.time(8))),
        (instant_at(MONDAY, dt.time(12)), instant_at(TUESDAY, dt.time())),
        span_of(TUESDAY, TUESDAY),
    ]


def test_the_pattern_recorded_last_holds() -> None:
    """A later pattern for some days stands over the former one, whole days at a time."""
    whole_day = Timetable(MONDAY, MONDAY, {1: Hours(dt.time(), dt.time(23, 59, 59, 999999))})

    spans = off_hours([MORNINGS, whole_day], MONDAY, MONDAY)
    assert sum((end - start for start, end in spans), dt.timedelta()) < dt.timedelta(seconds=1)
    assert off_hours([whole_day, MORNINGS], MONDAY, MONDAY) == off_hours([MORNINGS], MONDAY, MONDAY)


def test_spans_that_touch_become_one() -> None:
    """In order, and none within another."""
    nine, ten, eleven, noon = (instant_at(MONDAY, dt.time(hour)) for hour in (9, 10, 11, 12))

    assert merge_spans([(eleven, noon), (nine, ten)]) == ((nine, ten), (eleven, noon))
    assert merge_spans([(ten, noon), (nine, ten), (ten, eleven)]) == ((nine, noon),)
    assert merge_spans([]) == ()


def test_days_before_and_after_something() -> None:
    """Only those within the range; none when it holds throughout, all when it never does."""
    assert days_outside(None, None, MONDAY, SUNDAY) == []
    assert days_outside(TUESDAY, None, MONDAY, SUNDAY) == [(MONDAY, MONDAY)]
    assert days_outside(MONDAY, TUESDAY, MONDAY, SUNDAY) == [(TUESDAY + dt.timedelta(days=1), SUNDAY)]
    assert days_outside(dt.date(2028, 1, 1), None, MONDAY, SUNDAY) == [(MONDAY, SUNDAY)]
