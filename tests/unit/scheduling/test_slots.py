"""Free times: whole, apart, and nothing free is kept back."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.scheduling.rules.sitting import Span
from services.scheduling.rules.slots import free_slots, free_spans

ORIGIN = dt.datetime(2026, 11, 25, 3, 30, tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)


def at(minute: int) -> dt.datetime:
    """Give an instant some minutes after the opening."""
    return ORIGIN + minute * MINUTE


def span(start: int, length: int) -> Span:
    """Give a span of minutes."""
    return at(start), at(start + length)


spans = st.lists(st.builds(span, st.integers(0, 300), st.integers(1, 90)), max_size=12)


@st.composite
def separate_openings(draw: st.DrawFn) -> list[Span]:
    """Give openings that do not overlap, as the sittings of days do."""
    found, start = [], 0
    for gap, length in draw(st.lists(st.tuples(st.integers(1, 60), st.integers(1, 200)), max_size=4)):
        found.append(span(start + gap, length))
        start += gap + length
    return found


def covered(found: list[Span]) -> set[int]:
    """Give the minutes that spans cover."""
    return {
        minute
        for start, end in found
        for minute in range((start - ORIGIN) // MINUTE, (end - ORIGIN) // MINUTE)
    }  # fmt: skip


@given(separate_openings(), spans)
def test_what_is_free_is_the_openings_without_what_is_busy(openings: list[Span], busy: list[Span]) -> None:
    """Minute by minute nothing is lost and nothing given twice; busy spans may overlap and come in any order."""
    free = list(free_spans(openings, busy))
    assert covered(free) == covered(openings) - covered(busy)
    assert sum((end - start) // MINUTE for start, end in free) == len(covered(free))
    assert all(start < end for start, end in free)


@given(separate_openings(), spans, st.integers(1, 120))
def test_every_free_time_has_its_length_and_touches_nothing(
    openings: list[Span], busy: list[Span], length: int
) -> None:
    """Offered times lie in an opening, overlap neither what is busy nor one another, and come in order."""
    slots = list(free_slots(openings, busy, length * MINUTE))
    assert all(end - start == length * MINUTE for start, end in slots)
    assert covered(slots) <= covered(openings) - covered(busy)
    assert len(covered(slots)) == len(slots) * length
    assert slots == sorted(slots)


@given(separate_openings(), spans, st.integers(1, 120))
def test_no_room_for_another_is_left(openings: list[Span], busy: list[Span], length: int) -> None:
    """Where a free span is long enough something is offered: none has room for one more."""
    taken = busy + list(free_slots(openings, busy, length * MINUTE))
    assert all(end - start < length * MINUTE for start, end in free_spans(openings, taken))


def test_a_morning_with_two_hearings() -> None:
    """Half hours around hearings at the opening and in the middle; hearings may touch."""
    morning = span(0, 150)
    slots = list(free_slots([morning], [span(60, 30), span(0, 30)], 30 * MINUTE))
    assert slots == [span(30, 30), span(90, 30), span(120, 30)]


def test_a_time_too_long_for_any_gap_is_not_offered() -> None:
    """An hour does not fit where forty-five minutes are left."""
    assert list(free_slots([span(0, 45)], [], 60 * MINUTE)) == []


@pytest.mark.parametrize("minutes", [0, -5])
def test_a_time_needs_a_length(minutes: int) -> None:
    """Times of no length would be without end."""
    with pytest.raises(ValueError, match="length"):
        list(free_slots([span(0, 45)], [], minutes * MINUTE))
