"""Repairing a roster when somebody is away all at once: as few hearings as possible get another prosecutor.

The absent one's hearings must go to others. When those who are free suffice, nobody else's hearing is touched; only when they do not,
others exchange theirs, and then as few as can be.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace

from services.scheduling.rules.availability import Span
from services.scheduling.rules.rostering import Assignment, Board, Demand
from services.scheduling.rules.rostering_greedy import assign_greedily
from services.scheduling.rules.rostering_loads import settle


@dataclass(frozen=True, slots=True)
class Repair:
    """A repair as it begins: the whole district, what of it is to be decided, and the first answer to that.

    When those who are free suffice, only the absent one's hearings are to be decided, all else being work that stays.
    """

    whole: Board
    board: Board
    start: Assignment

    @property
    def is_direct(self) -> bool:
        """Tell whether the absent one's hearings alone are touched."""
        return self.board is not self.whole

    def widen(self, assignment: Assignment) -> Assignment:
        """Give what was decided as a roster of the whole district."""
        if not self.is_direct:
            return assignment
        decided = {self.board.needs[need].hearing_id: person for need, person in assignment.items()}
        found = dict(self.whole.current)
        for place, need in enumerate(self.whole.needs):
            if need.hearing_id in decided:
                found[place] = decided[need.hearing_id]
        return found


def take_away(demand: Demand, person_id: uuid.UUID, spans: Sequence[Span]) -> Demand:
    """Give the demand with somebody away in these spans."""
    return replace(
        demand,
        people=tuple(
            replace(one, free=replace(one.free, away=tuple(sorted((*one.free.away, *spans)))))
            if one.id == person_id
            else one
            for one in demand.people
        ),
    )


def leave_oddities(demand: Demand, absent_id: uuid.UUID) -> Demand:
    """Give the demand without what stands otherwise than a roster would have it (by an override): that is left as it is."""
    board = Board(demand)
    stands = {
        place: board.place_of[need.current]
        for place, need in enumerate(demand.needs)
        if need.current is not None and need.current != absent_id and need.current in board.place_of
    }
    odd = {
        place: person
        for place, person in stands.items()
        if board.what_bars(place, person) or any(stands.get(other) == person for other in board.clashes[place])
    }
    return demand.with_work(odd) if odd else demand


def begin_repair(demand: Demand, absent_id: uuid.UUID, spans: Sequence[Span], seed: str) -> Repair:
    """Give the first answer of a repair: who stands in a hearing and can stays, the rest goes to those who are free."""
    whole = Board(take_away(leave_oddities(demand, absent_id), absent_id, spans))
    start = assign_greedily(whole, seed, settle(whole), whole.current)
    if len(start) < sum(bool(people) for people in whole.eligible):
        return Repair(whole, whole, start)
    rest = Board(whole.demand.with_work(whole.current))
    return Repair(whole, rest, assign_greedily(rest, seed, settle(rest)))
