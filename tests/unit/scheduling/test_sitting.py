"""When a court sits: timetables, Friday's half day, Ramadan, holidays, courts that open and close."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.scheduling.rules.days import day_of, days_from, instant_at, time_of
from services.scheduling.rules.sitting import (
    Calendar,
    Hours,
    Timetable,
    Vacation,
    hours_by_timetable,
    hours_on,
    is_open,
    openings,
    sitting_days,
    what_forbids,
)

OPENS, NOON, CLOSES = dt.time(8, 30), dt.time(12), dt.time(14)
WEEK = {day: Hours(OPENS, NOON if day == 5 else CLOSES) for day in range(1, 7)}
ORDINARY = Timetable(dt.date(2000, 1, 1), None, WEEK)
# 2026: 1 Ramadan fell on 19 February, a Thursday.
RAMADAN = Timetable(
    dt.date(2026, 2, 19), dt.date(2026, 3, 20), {day: Hours(dt.time(9), dt.time(13)) for day in range(1, 6)}
)
MONDAY = dt.date(2026, 11, 23)
FRIDAY, SATURDAY, SUNDAY = (MONDAY + dt.timedelta(days=number) for number in (4, 5, 6))
calendars = st.builds(
    Calendar,
    timetables=st.just([ORDINARY, RAMADAN]),
    holidays=st.frozensets(st.dates(dt.date(2026, 1, 1), dt.date(2026, 12, 31)), max_size=40),
    opened_on=st.dates(dt.date(2025, 6, 1), dt.date(2026, 6, 30)),
    closed_on=st.none() | st.dates(dt.date(2026, 7, 1), dt.date(2027, 6, 30)),
)
times = st.times(dt.time(0), dt.time(23, 59))


def forbidden(
    day: dt.date, starts: dt.time, ends: dt.time, *, holidays: tuple[dt.date, ...] = (), remand: bool = False
) -> str | None:
    """Give what forbids a sitting in a court with the ordinary week."""
    calendar = Calendar([ORDINARY], frozenset(holidays))
    return what_forbids(calendar, day, starts, ends, sits_on_holidays=remand)


@pytest.mark.parametrize(
    ("day", "starts", "ends", "code"),
    [
        (MONDAY, OPENS, CLOSES, None),
        (MONDAY, dt.time(8, 29), dt.time(9), "outside_sitting_hours"),
        (MONDAY, dt.time(13, 45), dt.time(14, 0, 1), "outside_sitting_hours"),
        (FRIDAY, OPENS, NOON, None),
        (FRIDAY, dt.time(11, 45), dt.time(12, 15), "outside_sitting_hours"),
        (SATURDAY, dt.time(13), CLOSES, None),
        (SUNDAY, dt.time(9), dt.time(10), "outside_sitting_hours"),
    ],
)
def test_the_ordinary_week(day: dt.date, starts: dt.time, ends: dt.time, code: str | None) -> None:
    """From half past eight to two, on Friday to noon, on Sunday not at all (Sindh Criminal Court Rules 2012, r. 3.3)."""
    assert forbidden(day, starts, ends) == code


def test_a_holiday_closes_the_court_but_not_for_remand() -> None:
    """Remand and bail are heard on holidays and Sundays at any time, and on a working day within its hours."""
    night = (dt.time(22), dt.time(22, 30))
    assert forbidden(MONDAY, dt.time(9), dt.time(10), holidays=(MONDAY,)) == "court_holiday"
    assert forbidden(MONDAY, *night, holidays=(MONDAY,), remand=True) is None
    assert forbidden(SUNDAY, *night, remand=True) is None
    assert forbidden(MONDAY, *night, remand=True) == "outside_sitting_hours"


def test_a_tentative_holiday_closes_nothing() -> None:
    """Only declared days are given to a calendar: a day that waits for the moon is an ordinary one."""
    assert hours_on(Calendar([ORDINARY]), dt.date(2026, 5, 26)) == Hours(OPENS, CLOSES)
    assert hours_on(Calendar([ORDINARY], frozenset({dt.date(2026, 5, 26)})), dt.date(2026, 5, 26)) is None


def test_ramadan_hours_hold_on_their_days_only() -> None:
    """The timetable recorded last holds on the days it covers, whole week at a time; before and after, the ordinary one."""
    both = [ORDINARY, RAMADAN]
    assert hours_by_timetable(both, dt.date(2026, 2, 18)) == Hours(OPENS, CLOSES)
    assert hours_by_timetable(both, dt.date(2026, 2, 19)) == Hours(dt.time(9), dt.time(13))
    assert hours_by_timetable(both, dt.date(2026, 3, 20)) == Hours(dt.time(9), dt.time(13))
    assert hours_by_timetable(both, dt.date(2026, 3, 21)) == Hours(OPENS, CLOSES)
    assert hours_by_timetable(both, dt.date(2026, 2, 21)) is None, "Saturdays of Ramadan are off here"
    assert hours_by_timetable([RAMADAN, ORDINARY], dt.date(2026, 2, 19)) == Hours(OPENS, CLOSES)


def test_without_a_timetable_no_court_sits() -> None:
    """A court whose hours were never declared does not sit, but for remand."""
    empty = Calendar([])
    assert hours_on(empty, MONDAY) is None
    nine = (dt.time(9), dt.time(10))
    assert what_forbids(empty, MONDAY, *nine, sits_on_holidays=False) == "outside_sitting_hours"
    assert what_forbids(empty, MONDAY, *nine, sits_on_holidays=True) is None


def test_a_court_is_there_from_its_first_day_to_the_day_before_it_is_closed() -> None:
    """Nothing is heard in a court that does not exist, not even remand on a holiday."""
    calendar = Calendar([ORDINARY], frozenset({SATURDAY}), opened_on=MONDAY, closed_on=SATURDAY)
    before = MONDAY - dt.timedelta(days=1)
    assert [is_open(calendar, day) for day in (before, MONDAY, FRIDAY, SATURDAY)] == [False, True, True, False]
    for day in (before, SATURDAY):
        assert hours_on(calendar, day) is None
        code = what_forbids(calendar, day, dt.time(9), dt.time(10), sits_on_holidays=True)
        assert code == "court_not_open"


def test_days_of_sitting_and_their_spans() -> None:
    """Sundays and holidays are left out; the spans are instants by Karachi's clock."""
    calendar = Calendar([ORDINARY], frozenset({MONDAY + dt.timedelta(days=1)}))
    wanted = [MONDAY + dt.timedelta(days=number) for number in (0, 2, 3, 4, 5)]
    assert sitting_days(calendar, MONDAY, SUNDAY) == wanted
    spans = openings(calendar, MONDAY, SUNDAY)
    assert spans[0] == (instant_at(MONDAY, OPENS), instant_at(MONDAY, CLOSES))
    assert spans[3][1] == instant_at(FRIDAY, NOON)


def test_sittings_follow_the_clock_in_summer_time() -> None:
    """In July 2009 a court that opened at half past eight opened at half past two in UTC."""
    (opening, _), *_ = openings(Calendar([ORDINARY]), dt.date(2009, 7, 1), dt.date(2009, 7, 1))
    assert opening == dt.datetime(2009, 7, 1, 2, 30, tzinfo=dt.UTC)


@given(calendars)
def test_every_opening_is_allowed_and_no_other_day_has_one(calendar: Calendar) -> None:
    """What is offered as a sitting is not forbidden; on other days every time is."""
    first, last = dt.date(2026, 2, 10), dt.date(2026, 8, 10)
    spans = openings(calendar, first, last)
    for start, end in spans:
        found = what_forbids(calendar, day_of(start), time_of(start), time_of(end), sits_on_holidays=False)
        assert found is None
    sitting = {day_of(start) for start, _ in spans}
    assert sitting == set(sitting_days(calendar, first, last))
    for day in {*days_from(first, last)} - sitting:
        assert what_forbids(calendar, day, dt.time(10), dt.time(10, 30), sits_on_holidays=False) is not None


@given(calendars, st.dates(dt.date(2025, 1, 1), dt.date(2027, 12, 31)), times, times)
def test_what_is_heard_on_holidays_is_never_forbidden_more(
    calendar: Calendar, day: dt.date, one: dt.time, other: dt.time
) -> None:
    """Remand and bail may sit wherever anything else may."""
    starts, ends = sorted((one, other))
    if what_forbids(calendar, day, starts, ends, sits_on_holidays=False) is None:
        assert what_forbids(calendar, day, starts, ends, sits_on_holidays=True) is None


def test_in_a_vacation_a_court_hears_what_is_urgent_only() -> None:
    """In the duty hours, and by those who keep duty where some are named; it sits on no day of it."""
    duty_hours = Hours(dt.time(9, 30), dt.time(13))
    winter = Vacation(MONDAY, FRIDAY, duty_hours, others_keep_duty=True, duty=[(MONDAY, MONDAY)])
    calendar = Calendar([ORDINARY], vacations=[winter])
    tuesday = MONDAY + dt.timedelta(days=1)

    assert sitting_days(calendar, MONDAY, SATURDAY) == [SATURDAY]
    for day, starts, urgent, code in (
        (MONDAY, dt.time(10), True, None),
        (MONDAY, dt.time(10), False, "court_vacation"),
        (MONDAY, dt.time(12, 45), True, "outside_sitting_hours"),
        (tuesday, dt.time(10), True, "court_vacation"),
        (SATURDAY, dt.time(10), False, None),
    ):
        ends = dt.time(starts.hour + 1, starts.minute)
        assert what_forbids(calendar, day, starts, ends, sits_on_holidays=urgent) == code
    for_all = Calendar([ORDINARY], vacations=[Vacation(MONDAY, FRIDAY)])
    assert what_forbids(for_all, tuesday, dt.time(7), dt.time(20), sits_on_holidays=True) is None
