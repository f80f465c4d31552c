"""How the hearings of cleared days go elsewhere: nothing is put where it could not be, and a plan's name changes with it."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from services.scheduling.rules.availability import overlaps
from services.scheduling.rules.clearing import (
    Busy,
    Place,
    Plan,
    Resource,
    Standing,
    Step,
    Taken,
    find_days,
    keep_times,
    name_plan,
)
from services.scheduling.rules.days import day_of, instant_at, time_of
from services.scheduling.rules.sitting import Calendar, Hours, Span, Timetable, hours_on

ROOMS = (uuid.UUID(int=1), uuid.UUID(int=2))
HERE, THERE = uuid.UUID(int=11), uuid.UUID(int=12)
PEOPLE: Sequence[Resource] = [("prosecutor", uuid.UUID(int=number)) for number in (21, 22)]
MONDAY = dt.date(2026, 11, 30)
LAST = MONDAY + dt.timedelta(days=40)
ORIGIN = instant_at(MONDAY, dt.time(9))
WEEK = {day: Hours(dt.time(8, 30), dt.time(12) if day == 5 else dt.time(14)) for day in range(1, 7)}
PLACE = Place(THERE, ROOMS, sits_alone=False, calendar=Calendar([Timetable(dt.date(2020, 1, 1), None, WEEK)]))
ALONE = replace(PLACE, sits_alone=True)


def span(start: int, length: int) -> Span:
    """Give a span of minutes from nine o'clock on."""
    return ORIGIN + dt.timedelta(minutes=start), ORIGIN + dt.timedelta(minutes=start + length)


def one(number: int = 1, start: int = 0, **more: object) -> Standing:
    """Give a hearing of half an hour."""
    return replace(Standing(uuid.UUID(int=number), HERE, span(start, 30), 1), **more)  # type: ignore[arg-type]


spans = st.builds(span, st.integers(0, 200), st.integers(5, 60))
needs = st.lists(st.sampled_from(PEOPLE), unique=True, max_size=2).map(tuple)
standing = st.lists(
    st.builds(
        Standing, id=st.uuids(), court_id=st.just(HERE), span=spans, version=st.integers(1, 9),
        is_untimed=st.booleans(), needs=needs,
    ),
    max_size=10, unique_by=lambda hearing: hearing.id,
)  # fmt: skip
taken = st.builds(Taken, spans, st.sampled_from([HERE, THERE, uuid.UUID(int=13)]), st.booleans(), st.uuids())
busy = st.dictionaries(
    st.sampled_from([*PEOPLE, *(("room", room) for room in ROOMS)]), st.lists(taken, max_size=4)
).map(Busy)


def assert_possible(steps: Sequence[Step], place: Place, before: dict[Resource, list[Taken]]) -> None:
    """Hold every placed hearing against all that was taken before, and against every other one."""
    placed = [(step, step.span) for step in steps if step.span is not None]
    for step, own in placed:
        for need in (*step.hearing.needs, *([] if step.hearing.is_untimed else [("room", step.room_id)])):
            for other in before.get(need, ()):  # type: ignore[arg-type]
                apart = not overlaps(own, other.span)
                both = not step.hearing.is_untimed and other.is_timed
                assert apart or (other.place_id == place.court_id and not both)
    for (step, own), (other_step, another) in combinations(placed, 2):
        if step.hearing.is_untimed or other_step.hearing.is_untimed or not overlaps(own, another):
            continue
        assert not set(step.hearing.needs) & set(other_step.hearing.needs)
        assert step.room_id != other_step.room_id
        assert not place.sits_alone


@given(standing, busy, st.sampled_from([PLACE, ALONE]))
def test_each_hearing_keeps_its_time_where_it_can(hearings: list[Standing], taken: Busy, place: Place) -> None:
    """Every hearing has a room and people who are free at its time, or is named as one that cannot go over."""
    before = {resource: list(rows) for resource, rows in taken.taken.items()}
    steps = keep_times(hearings, place, taken)

    assert Counter(step.hearing.id for step in steps) == Counter(hearing.id for hearing in hearings)
    assert all((step.room_id is None) == (step.obstacle == "double_booked") for step in steps)
    assert all(step.span == step.hearing.span for step in steps if step.span and not step.hearing.is_untimed)
    assert_possible(steps, place, before)


@given(standing, busy, st.sampled_from([PLACE, ALONE]), st.integers(1, 4))
def test_each_hearing_gets_a_later_day_on_which_the_court_sits(
    hearings: list[Standing], taken: Busy, place: Place, per_day: int
) -> None:
    """In the court's hours, as long as before, so many a day; and there are days enough."""
    before = {resource: list(rows) for resource, rows in taken.taken.items()}
    first = MONDAY + dt.timedelta(days=1)
    steps = find_days(hearings, lambda _: place, taken, first=first, last=LAST, per_day=per_day)

    assert_possible(steps, place, before)
    days = Counter(day_of(step.span[0]) for step in steps if step.span)
    assert sum(days.values()) == len(hearings)
    assert all(count <= per_day and day >= first for day, count in days.items())
    for step in steps:
        assert step.span is not None
        hours = hours_on(place.calendar, day_of(step.span[0]))
        assert hours is not None
        assert hours.opens <= time_of(step.span[0]) < time_of(step.span[1]) <= hours.closes
        if not step.hearing.is_untimed:
            assert step.span[1] - step.span[0] == step.hearing.span[1] - step.hearing.span[0]


def test_the_time_of_day_is_kept_where_it_is_free() -> None:
    """The same hour on the next day of sittings; else the day's first that is free."""
    first = MONDAY + dt.timedelta(days=1)
    [step] = find_days([one(start=60)], lambda _: PLACE, Busy(), first=first, last=LAST, per_day=9)
    assert step.span == (instant_at(first, dt.time(10)), instant_at(first, dt.time(10, 30)))

    leave = Taken((instant_at(first, dt.time(9)), instant_at(first, dt.time(11))), uuid.UUID(int=99))
    person = PEOPLE[0]
    [step] = find_days(
        [one(start=60, needs=(person,))], lambda _: PLACE, Busy({person: [leave]}), first=first, last=LAST, per_day=9
    )
    assert step.span == (instant_at(first, dt.time(8, 30)), instant_at(first, dt.time(9)))


def test_one_for_whom_no_day_is_left_is_named() -> None:
    """When the range of days is too short nothing is forced."""
    hearings = [one(1), one(2)]
    steps = find_days(hearings, lambda _: PLACE, Busy(), first=MONDAY, last=MONDAY, per_day=1)

    assert [step.obstacle for step in steps] == [None, "no_free_time"]
    assert not Plan("", steps).is_possible


def test_what_the_other_court_forbids_is_said() -> None:
    """When the other court does not sit nothing goes over, and the reason is given; what is urgent does."""
    closed = replace(PLACE, calendar=replace(PLACE.calendar, holidays=frozenset({MONDAY})))
    hearings = [one(1), one(2, is_untimed=True), one(3, sits_on_holidays=True)]

    steps = keep_times(hearings, closed, Busy())
    assert [step.obstacle for step in steps] == ["court_holiday", "court_holiday", None]


def test_a_plans_name_changes_with_anything_in_it() -> None:
    """Another hearing, version, room, time, obstacle or court gives another name; the same plan the same."""
    step = Step(one(3), THERE, ROOMS[0], span(0, 30))
    names = [
        name_plan([step], "move"),
        name_plan([step], "vacate"),
        name_plan([], "move"),
        name_plan([replace(step, room_id=ROOMS[1])], "move"),
        name_plan([replace(step, court_id=HERE)], "move"),
        name_plan([replace(step, span=span(5, 30))], "move"),
        name_plan([replace(step, obstacle="double_booked")], "move"),
        name_plan([replace(step, hearing=replace(step.hearing, version=2))], "move"),
    ]

    assert len(set(names)) == len(names)
    assert name_plan([step], "move") == names[0]
