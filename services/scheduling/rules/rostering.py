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
    """A time somebody is taken, the seat it takes him to (None: his own), and the court if it is a hearing."""

    span: Span
    seat: str | None = None
    court_id: uuid.UUID | None = None
    is_timed: bool = True


@dataclass(frozen=True, slots=True)
class Need:
    """A hearing that needs a prosecutor; `weight` is its load, `current` who stands in it now.

    Matters of a court's list without an hour are one need, by the first of them; `cases` are the cases of all.
    """

    hearing_id: uuid.UUID
    case_id: uuid.UUID
    district: str
    seat: str
    span: Span
    weight: int
    needs: frozenset[str] = frozenset()
    current: uuid.UUID | None = None
    court_id: uuid.UUID | None = None
    is_timed: bool = True
    cases: frozenset[uuid.UUID] = frozenset()

    @property
    def all_cases(self) -> frozenset[uuid.UUID]:
        """Give its case and those that are heard with it."""
        return self.cases | {self.case_id}

    def as_work(self) -> Work:
        """Give it as the work of whoever stands in it."""
        return Work(self.span, self.seat, self.court_id, self.is_timed)


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
            people[place] = replace(one, work=(*one.work, wanted.as_work()), load=one.load + board.load(need, place))
        needs = tuple(need for place, need in enumerate(self.needs) if place not in kept)
        return Demand(needs, tuple(people), self.travel)


@dataclass(frozen=True, slots=True)
class Barred:
    """What bars how many from a hearing: each person counts once, with the first that bars him."""

    unqualified: int = 0
    in_conflict: int = 0
    away: int = 0
    at_work: int = 0


def goes_together(one: Need | Work, other: Need | Work) -> bool:
    """Tell whether one prosecutor can have both at once: matters of one court's list, of which one at most has its hour."""
    return one.court_id is not None and one.court_id == other.court_id and not (one.is_timed and other.is_timed)


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
                way = self.gap(self.needs[other].seat, self.needs[place].seat)
                together = goes_together(self.needs[other], self.needs[place])
                if self._spans[other][1] + way > start and not together:
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
    def _away(self) -> list[list[tuple[int, int]]]:
        return [[(minutes_of(start), minutes_of(end)) for start, end in person.free.away] for person in self.people]

    @cached_property
    def _at_work(self) -> list[list[tuple[int, int, Work]]]:
        return [
            [(minutes_of(work.span[0]), minutes_of(work.span[1]), work) for work in person.work]
            for person in self.people
        ]

    def what_bars(self, need: int, person: int) -> str | None:
        """Give what bars a person from a hearing: `unqualified`, `in_conflict`, `away`, `at_work`; None when nothing does."""
        wanted, free = self.needs[need], self.people[person].free
        if not wanted.needs <= free.qualifications:
            return "unqualified"
        if wanted.all_cases & free.conflicts:
            return "in_conflict"
        start, end = self._spans[need]
        if any(start < until and since < end for since, until in self._away[person]):
            return "away"
        for since, until, work in self._at_work[person]:
            way = self.gap(work.seat or free.seat, wanted.seat)
            if start < until + way and since < end + way and not goes_together(work, wanted):
                return "at_work"
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
        return not self.people[person].knows.isdisjoint(self.needs[need].all_cases)

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
