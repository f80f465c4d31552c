"""Where the hearings of cleared days go: to another court at their own times, or to the next days on which they find a free time.

Nothing is put where it could not be booked: the room, the court of one judge, and everybody who must be there are free then. A
person is on the list of one court at a time, and in one timed hearing at a time (`stands_against`).
"""

from __future__ import annotations

import datetime as dt
import hashlib
import uuid
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain

from services.scheduling.rules.availability import overlaps
from services.scheduling.rules.days import day_of, days_from, instant_at, time_of
from services.scheduling.rules.sitting import Calendar, Span, hours_on, what_forbids
from services.scheduling.rules.slots import free_slots

Resource = tuple[str, uuid.UUID]
_INSTANT = dt.timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Standing:
    """A hearing that stands on the days to be cleared, and its cases; `needs` are the people and the link it takes besides court and room."""

    id: uuid.UUID
    court_id: uuid.UUID
    span: Span
    version: int
    sits_on_holidays: bool = False
    is_untimed: bool = False
    needs: tuple[Resource, ...] = ()
    case_ids: tuple[uuid.UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class Taken:
    """Time that something is taken by another hearing, or by leave (a place of its own)."""

    span: Span
    place_id: uuid.UUID
    is_timed: bool = True
    hearing_id: uuid.UUID | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A court to which hearings go: its rooms in order, whether one judge sits in it, its days."""

    court_id: uuid.UUID
    rooms: tuple[uuid.UUID, ...]
    sits_alone: bool
    calendar: Calendar


@dataclass(frozen=True, slots=True)
class Step:
    """What becomes of a hearing: vacated (no court), put into a room at a time, or not possible because of something."""

    hearing: Standing
    court_id: uuid.UUID | None = None
    room_id: uuid.UUID | None = None
    span: Span | None = None
    obstacle: str | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """What clearing would do, by a name that changes with it."""

    name: str
    steps: list[Step]

    @property
    def is_possible(self) -> bool:
        """Tell whether nothing stands against it."""
        return all(step.obstacle is None for step in self.steps)


@dataclass
class Busy:
    """What is taken, and what this plan takes on the way."""

    taken: dict[Resource, list[Taken]] = field(default_factory=dict)

    def is_free(self, resource: Resource, span: Span, hearing: Standing, place_id: uuid.UUID) -> bool:
        """Tell whether a hearing could book something for a span at a place."""
        is_timed = not hearing.is_untimed
        return not any(
            overlaps(span, one.span) and (one.place_id != place_id or (is_timed and one.is_timed))
            for one in self.taken.get(resource, ())
            if one.hearing_id != hearing.id
        )

    def spans(self, resources: Iterable[Resource], hearing: Standing) -> list[Span]:
        """Give when any of these is taken by others."""
        return [
            one.span for resource in resources for one in self.taken.get(resource, ()) if one.hearing_id != hearing.id
        ]

    def take(self, resources: Iterable[Resource], span: Span, hearing: Standing, place_id: uuid.UUID) -> None:
        """Let a hearing have these, instead of what it had."""
        for resource in resources:
            kept = [one for one in self.taken.get(resource, ()) if one.hearing_id != hearing.id]
            self.taken[resource] = [*kept, Taken(span, place_id, not hearing.is_untimed, hearing.id)]


def in_order(hearings: Iterable[Standing]) -> list[Standing]:
    """Give hearings in the order in which they are dealt with."""
    return sorted(hearings, key=lambda one: (one.span, one.id))


def keep_times(hearings: Sequence[Standing], place: Place, busy: Busy) -> list[Step]:
    """Give each hearing a room of the place at its own time, or say what stands against it."""
    steps = []
    for hearing in in_order(hearings):
        obstacle = _forbidden(hearing, place)
        span = hearing.span if obstacle else _own_span(hearing, place)
        room = None if obstacle else _free_room(hearing, place, span, busy)
        if room is None:
            steps.append(Step(hearing, obstacle=obstacle or "double_booked"))
            continue
        steps.append(_put(hearing, place, room, span, busy))
    return steps


def find_days(
    hearings: Sequence[Standing], place_of: Callable[[Standing], Place], busy: Busy, *,
    first: dt.date, last: dt.date, per_day: int,
) -> list[Step]:  # fmt: skip
    """Give each hearing the next free time from a day on, at its own time of day where that is free, so many a court and day."""
    placed: Counter[tuple[uuid.UUID, dt.date]] = Counter()
    steps = []
    for hearing in in_order(hearings):
        place = place_of(hearing)
        step = Step(hearing, obstacle="no_free_time")
        for day in days_from(max(first, day_of(hearing.span[0])), last):
            if placed[place.court_id, day] >= per_day:
                continue
            found = _time_on(hearing, place, day, busy)
            if found is not None:
                step = _put(hearing, place, found[1], found[0], busy)
                placed[place.court_id, day] += 1
                break
        steps.append(step)
    return steps


def name_plan(steps: Iterable[Step], *more: object) -> str:
    """Give a name that changes with anything in the plan, so that what was looked at is what is done."""
    parts = [
        f"{step.hearing.id}:{step.hearing.version}:{step.court_id}:{step.room_id}:{step.span}:{step.obstacle}"
        for step in steps
    ]
    return hashlib.sha256("|".join([*map(str, more), *parts]).encode()).hexdigest()[:32]


def _forbidden(hearing: Standing, place: Place) -> str | None:
    day = day_of(hearing.span[0])
    if hearing.is_untimed:
        if hours_on(place.calendar, day):
            return None
        return what_forbids(place.calendar, day, dt.time(), dt.time.max, sits_on_holidays=False)
    starts, ends = time_of(hearing.span[0]), time_of(hearing.span[1] - _INSTANT)
    return what_forbids(place.calendar, day, starts, ends, sits_on_holidays=hearing.sits_on_holidays)


def _own_span(hearing: Standing, place: Place) -> Span:
    return (_opening(place, day_of(hearing.span[0])) or hearing.span) if hearing.is_untimed else hearing.span


def _opening(place: Place, day: dt.date) -> Span | None:
    hours = hours_on(place.calendar, day)
    return (instant_at(day, hours.opens), instant_at(day, hours.closes)) if hours else None


def _free_room(hearing: Standing, place: Place, span: Span, busy: Busy) -> uuid.UUID | None:
    """Give the first room in which a hearing could be then; one without an hour takes none, and is given the first."""
    if not all(busy.is_free(one, span, hearing, place.court_id) for one in _others(hearing, place)):
        return None
    if hearing.is_untimed:
        return place.rooms[0]
    return next((room for room in place.rooms if busy.is_free(("room", room), span, hearing, place.court_id)), None)


def _others(hearing: Standing, place: Place) -> tuple[Resource, ...]:
    alone = place.sits_alone and not hearing.is_untimed
    return (("court", place.court_id), *hearing.needs) if alone else hearing.needs


def _time_on(hearing: Standing, place: Place, day: dt.date, busy: Busy) -> tuple[Span, uuid.UUID] | None:
    opening = _opening(place, day)
    if opening is None:
        return None
    if hearing.is_untimed:
        room = _free_room(hearing, place, opening, busy)
        return (opening, room) if room else None
    length = hearing.span[1] - hearing.span[0]
    same = instant_at(day, time_of(hearing.span[0]))
    wanted = [(same, same + length)] if opening[0] <= same and same + length <= opening[1] else []
    others = busy.spans(_others(hearing, place), hearing)
    in_rooms = (
        free_slots([opening], [*others, *busy.spans([("room", room)], hearing)], length) for room in place.rooms
    )
    for span in chain(wanted, *in_rooms):
        room = _free_room(hearing, place, span, busy)
        if room is not None:
            return span, room
    return None


def _put(hearing: Standing, place: Place, room: uuid.UUID, span: Span, busy: Busy) -> Step:
    rooms: tuple[Resource, ...] = () if hearing.is_untimed else (("room", room),)
    busy.take((*rooms, *_others(hearing, place)), span, hearing, place.court_id)
    return Step(hearing, place.court_id, room, span)
