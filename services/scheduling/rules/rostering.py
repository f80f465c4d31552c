"""Who stands in which hearing: what a roster is made from, and whether somebody can stand in a hearing at all.

Nobody stands in two hearings at once, nor in one he is not qualified for, of a case he may not stand in, or while he is away;
between two seats lies the way. What is published or has begun is work that stays (`Person.work`).
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from services.scheduling.rules.availability import Availability, Span, Travel, minutes_between

Assignment = dict[int, int]
_EPOCH = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True)
class Work:
    """A time somebody is taken, and the seat it takes him to (None: his own)."""

    span: Span
    seat: str | None = None


@dataclass(frozen=True, slots=True)
class Need:
    """A hearing that needs a prosecutor; `weight` is its load, `current` who stands in it now."""

    hearing_id: uuid.UUID
    case_id: uuid.UUID
    district: str
    seat: str
    span: Span
    weight: int
    needs: frozenset[str] = frozenset()
    current: uuid.UUID | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """A prosecutor, the work that stays his and its load, the load of the months before, and the cases he knows."""

    free: Availability
    work: tuple[Work, ...] = ()
    load: int = 0
    load_before: int = 0
    knows: frozenset[uuid.UUID] = frozenset()

    @property
    def id(self) -> uuid.UUID:
        """Give whose account it is."""
        return self.free.prosecutor_id


@dataclass(frozen=True, slots=True)
class Demand:
    """Hearings that need somebody, and those who can stand in them."""

    needs: tuple[Need, ...]
    people: tuple[Person, ...]
    travel: Travel = field(default_factory=dict)

    def by_district(self) -> dict[str, Demand]:
        """Give each district's part, in the order of their names: a prosecutor stands in his own district."""
        return {
            district: Demand(
                tuple(need for need in self.needs if need.district == district),
                tuple(person for person in self.people if person.free.district == district),
                self.travel,
            )
            for district in sorted({need.district for need in self.needs})
        }

    def with_work(self, kept: Mapping[int, int]) -> Demand:
        """Give the rest of the demand when these hearings stay with these people (both by their places)."""
        board = Board(self)
        people = list(self.people)
        for need, place in sorted(kept.items()):
            one, wanted = people[place], self.needs[need]
            people[place] = replace(
                one, work=(*one.work, Work(wanted.span, wanted.seat)), load=one.load + board.load(need, place)
            )
        needs = tuple(need for place, need in enumerate(self.needs) if place not in kept)
        return Demand(needs, tuple(people), self.travel)


@dataclass(frozen=True, slots=True)
class Barred:
    """What bars how many from a hearing: each person counts once, with the first that bars him."""

    unqualified: int = 0
    in_conflict: int = 0
    away: int = 0
    at_work: int = 0


def minutes_of(instant: dt.datetime) -> int:
    """Give an instant as whole minutes."""
    return int((instant - _EPOCH).total_seconds()) // 60


class Board:
    """One district's demand, worked out: who may stand in which hearing, and which hearings exclude each other.

    Needs and people are spoken of by their places in the demand.
    """

    def __init__(self, demand: Demand) -> None:
        """Take the demand."""
        self.demand = demand
        self.needs: Sequence[Need] = demand.needs
        self.people: Sequence[Person] = demand.people
        self.place_of: Mapping[uuid.UUID, int] = {person.id: place for place, person in enumerate(demand.people)}
        self._spans = [(minutes_of(need.span[0]), minutes_of(need.span[1])) for need in demand.needs]

    def gap(self, one: str, other: str) -> int:
        """Give the minutes that lie between two seats."""
        return minutes_between(self.demand.travel, one, other)

    @cached_property
    def clashes(self) -> list[frozenset[int]]:
        """Give for each need those that nobody can stand in beside it."""
        order = sorted(range(len(self.needs)), key=lambda place: self._spans[place])
        longest = max(self.demand.travel.values(), default=0)
        found: list[set[int]] = [set() for _ in self.needs]
        running: list[int] = []
        for place in order:
            start = self._spans[place][0]
            running = [other for other in running if self._spans[other][1] + longest > start]
            for other in running:
                if self._spans[other][1] + self.gap(self.needs[other].seat, self.needs[place].seat) > start:
                    found[place].add(other)
                    found[other].add(place)
            running.append(place)
        return [frozenset(places) for places in found]

    @cached_property
    def eligible(self) -> list[tuple[int, ...]]:
        """Give for each need the people whom nothing bars from it."""
        return [
            tuple(place for place in range(len(self.people)) if self.what_bars(need, place) is None)
            for need in range(len(self.needs))
        ]

    @cached_property
    def _taken(self) -> list[list[tuple[int, int, str]]]:
        """Give for each person the spans he cannot work in, with their seat ("" where no way leads from or to)."""
        return [
            [(minutes_of(start), minutes_of(end), "") for start, end in person.free.away]
            + [
                (minutes_of(work.span[0]), minutes_of(work.span[1]), work.seat or person.free.seat)
                for work in person.work
            ]
            for person in self.people
        ]

    def what_bars(self, need: int, person: int) -> str | None:
        """Give what bars a person from a hearing: `unqualified`, `in_conflict`, `away`, `at_work`; None when nothing does."""
        wanted, free = self.needs[need], self.people[person].free
        if not wanted.needs <= free.qualifications:
            return "unqualified"
        if wanted.case_id in free.conflicts:
            return "in_conflict"
        start, end = self._spans[need]
        for since, until, seat in self._taken[person]:
            way = self.gap(seat, wanted.seat) if seat else 0
            if start < until + way and since < end + way:
                return "at_work" if seat else "away"
        return None

    def count_barred(self, need: int) -> Barred:
        """Count what bars the district's people from a hearing."""
        counts = dict.fromkeys(("unqualified", "in_conflict", "away", "at_work"), 0)
        for person in range(len(self.people)):
            bar = self.what_bars(need, person)
            if bar is not None:
                counts[bar] += 1
        return Barred(**counts)

    def load(self, need: int, person: int) -> int:
        """Give what a hearing adds to a person's load: its weight, and the way there and back."""
        wanted = self.needs[need]
        return wanted.weight + 2 * self.gap(self.people[person].free.seat, wanted.seat)

    def knows(self, need: int, person: int) -> bool:
        """Tell whether a person knows the case of a hearing."""
        return self.needs[need].case_id in self.people[person].knows

    def avoids(self, need: int, person: int) -> bool:
        """Tell whether a hearing lies in a time that a person should be spared."""
        start, end = self.needs[need].span
        return any(start < until and since < end for since, until in self.people[person].free.avoid)

    @cached_property
    def current(self) -> Assignment:
        """Give who stands where now, as far as he is one of the people and nothing bars him."""
        found = {
            place: self.place_of[need.current]
            for place, need in enumerate(self.needs)
            if need.current is not None and need.current in self.place_of
        }
        return {need: person for need, person in found.items() if person in self.eligible[need]}


def find_double(board: Board, assignment: Assignment) -> list[tuple[int, int]]:
    """Give the pairs of hearings that would have one prosecutor at once; empty for every roster that may be shown."""
    return [
        (need, other)
        for need, person in assignment.items()
        for other in board.clashes[need]
        if need < other and assignment.get(other) == person
    ]
