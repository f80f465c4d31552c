"""How a court's hearings go over to another: nothing overlaps, and a plan's name changes with it."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from services.scheduling.rules.clearing import Plan, Standing, Step, find_rooms, name_plan
from services.scheduling.rules.sitting import Span

ROOMS = [uuid.UUID(int=1), uuid.UUID(int=2)]
ORIGIN = dt.datetime(2026, 12, 1, 4, tzinfo=dt.UTC)


def span(start: int, length: int) -> Span:
    """Give a span of minutes."""
    return ORIGIN + dt.timedelta(minutes=start), ORIGIN + dt.timedelta(minutes=start + length)


spans = st.builds(span, st.integers(0, 240), st.integers(5, 60))
standing = st.lists(
    st.builds(Standing, id=st.uuids(), span=spans, version=st.integers(1, 9)), max_size=10, unique_by=lambda one: one.id
)
busy = st.dictionaries(st.sampled_from(ROOMS), st.lists(spans, max_size=4))


@given(standing, busy)
def test_each_hearing_keeps_its_time_and_no_room_is_taken_twice(
    hearings: list[Standing], taken: dict[uuid.UUID, list[Span]]
) -> None:
    """Every hearing has a room that is free at its time, or is named as one that cannot go over."""
    steps = find_rooms(hearings, ROOMS, taken, lambda _: None)
    assert {step.hearing for step in steps} == set(hearings)
    assert all((step.room_id is None) == (step.obstacle == "double_booked") for step in steps)
    for room in ROOMS:
        ours = sorted(step.hearing.span for step in steps if step.room_id == room)
        assert all(one[1] <= other[0] for one, other in pairwise(ours))
        assert not any(one[0] < end and start < one[1] for one in ours for start, end in taken.get(room, []))


@given(standing)
def test_what_the_other_court_forbids_is_said(hearings: list[Standing]) -> None:
    """When the other court does not sit nothing goes over, and the reason is given."""
    steps = find_rooms(hearings, ROOMS, {}, lambda _: "court_holiday")
    assert {(step.room_id, step.obstacle) for step in steps} <= {(None, "court_holiday")}
    assert Plan("", steps).is_possible is not bool(hearings)


def test_a_plans_name_changes_with_anything_in_it() -> None:
    """Another hearing, version, room, obstacle or court gives another name; the same plan the same."""
    step = Step(Standing(uuid.UUID(int=3), span(0, 30), 1), ROOMS[0])
    names = [
        name_plan([step], "move"),
        name_plan([step], "vacate"),
        name_plan([], "move"),
        name_plan([replace(step, room_id=ROOMS[1])], "move"),
        name_plan([replace(step, obstacle="double_booked")], "move"),
        name_plan([replace(step, hearing=replace(step.hearing, version=2))], "move"),
    ]
    assert len(set(names)) == len(names)
    assert name_plan([step], "move") == names[0]
