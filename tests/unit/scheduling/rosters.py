"""Small demands for the tests of rosters, by hand and by hypothesis."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any, Final

from hypothesis import strategies as st

from services.scheduling.rules.availability import Availability, Span
from services.scheduling.rules.rostering import Demand, Need, Person, Work

DISTRICT: Final = "karachi-south"
SEAT: Final = "city-court"
MORNING: Final = dt.datetime(2026, 11, 30, 4, 0, tzinfo=dt.UTC)
SEATS: Final = (SEAT, "malir")
TRAVEL: Final = {SEATS: 45}
QUALIFICATIONS: Final = ("anti_terrorism", "narcotics")


def name(number: int) -> uuid.UUID:
    """Give the id of a number."""
    return uuid.UUID(int=number)


def span(start: int, minutes: int = 60) -> Span:
    """Give a span that starts so many minutes after nine in the morning."""
    begins = MORNING + dt.timedelta(minutes=start)
    return begins, begins + dt.timedelta(minutes=minutes)


def need(number: int, start: int = 0, minutes: int = 60, **more: Any) -> Need:
    """Make a hearing that needs a prosecutor."""
    usual = {"case_id": name(500 + number), "district": DISTRICT, "seat": SEAT, "weight": minutes}
    return Need(hearing_id=name(number), span=span(start, minutes), **{**usual, **more})


def person(number: int, *, work: tuple[Work, ...] = (), load_before: int = 0, **more: Any) -> Person:
    """Make a prosecutor."""
    knows, load = more.pop("knows", frozenset()), more.pop("load", 0)
    usual = {"district": DISTRICT, "seat": SEAT, "rank": 17}
    free = Availability(prosecutor_id=name(1000 + number), **{**usual, **more})
    return Person(free, work, load, load_before, knows)


COURTS: Final = (None, name(1), name(2))


def _spans() -> st.SearchStrategy[Span]:
    return st.builds(span, st.integers(0, 16).map(lambda quarter: quarter * 15), st.sampled_from((15, 30, 60, 120)))


@st.composite
def demands(draw: Any) -> Demand:
    """Make any small district: towns, qualifications, conflicts, leave, work that stays, who stands where now."""
    cases = [name(500 + number) for number in range(4)]
    people = tuple(
        person(
            number,
            seat=draw(st.sampled_from(SEATS)),
            qualifications=draw(st.frozensets(st.sampled_from(QUALIFICATIONS))),
            away=tuple(draw(st.lists(_spans(), max_size=1))),
            avoid=tuple(draw(st.lists(_spans(), max_size=1))),
            conflicts=draw(st.frozensets(st.sampled_from(cases), max_size=1)),
            knows=draw(st.frozensets(st.sampled_from(cases), max_size=2)),
            work=tuple(
                Work(one, SEAT, draw(st.sampled_from(COURTS)), draw(st.booleans()))
                for one in draw(st.lists(_spans(), max_size=1))
            ),
            load_before=draw(st.integers(0, 300)),
        )
        for number in range(draw(st.integers(0, 4)))
    )
    ids = [one.id for one in people]
    needs = tuple(
        Need(
            hearing_id=name(number),
            case_id=draw(st.sampled_from(cases)),
            district=DISTRICT,
            seat=draw(st.sampled_from(SEATS)),
            span=draw(_spans()),
            weight=draw(st.integers(1, 200)),
            needs=draw(st.frozensets(st.sampled_from(QUALIFICATIONS), max_size=1)),
            current=draw(st.sampled_from([None, *ids])),
            court_id=draw(st.sampled_from(COURTS)),
            is_timed=draw(st.booleans()),
        )
        for number in range(draw(st.integers(0, 6)))
    )
    return Demand(needs, people, TRAVEL)
