"""What is fair: loads over months and weeks, how evenly they lie, and what no roster can do better than.

A load is a sum of weights: the minutes of a hearing by the kind of its court and by its purpose, and the way. What the months
before left uneven is made up for little by little: within one roster by at most a quarter of a fair share.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from services.scheduling.rules.rostering import Assignment, Board

_MADE_UP: Final = 0.25
_PERCENT: Final = 100
# The months before that count, and what a matter on a court's list takes of its prosecutor, whatever the list's day is.
MONTHS_DAYS: Final = 90
_MINUTES_ON_LIST: Final = 20


def minutes_of_hearing(starts_at: dt.datetime, ends_at: dt.datetime, *, is_timed: bool) -> int:
    """Give the minutes a hearing takes: those of its span, or those of a matter that is called in turn."""
    return int((ends_at - starts_at).total_seconds()) // 60 if is_timed else _MINUTES_ON_LIST


@dataclass(frozen=True, slots=True)
class Weighting:
    """How heavy a minute is, in percent, by the kind of court and by the purpose; what is not named weighs 100."""

    by_court_kind: Mapping[str, int]
    by_purpose: Mapping[str, int]

    def weigh(self, minutes: int, court_kind: str, purpose: str) -> int:
        """Give a hearing's weight."""
        percent = self.by_court_kind.get(court_kind, _PERCENT) * self.by_purpose.get(purpose, _PERCENT)
        return max(1, round(minutes * percent / _PERCENT**2))


@dataclass(frozen=True, slots=True)
class Fairness:
    """How evenly loads lie: the highest over the mean, and the Gini coefficient (0: all alike)."""

    highest: int
    mean: float
    gini: float

    @property
    def highest_to_mean(self) -> float:
        """Give the highest load over the mean; 1 when nobody has any."""
        return self.highest / self.mean if self.mean else 1.0


def measure_fairness(loads: Sequence[int]) -> Fairness:
    """Measure how evenly loads lie."""
    total, count = sum(loads), len(loads)
    if not total:
        return Fairness(max(loads, default=0), 0.0, 0.0)
    ranked = sum(rank * load for rank, load in enumerate(sorted(loads), 1))
    return Fairness(max(loads), total / count, 2 * ranked / (count * total) - (count + 1) / count)


def settle(board: Board) -> list[int]:
    """Give the loads people come with: of the work that stays, and of the months before as far as one roster makes up for them."""
    people = board.people
    if not people:
        return []
    before = [person.load_before for person in people]
    mean = sum(before) / len(people)
    most = _MADE_UP * (sum(need.weight for need in board.needs) + sum(person.load for person in people)) / len(people)
    within = [round(min(max(load - mean, -most), most)) for load in before]
    return [load - min(within) + person.load for load, person in zip(within, people, strict=True)]


def loads_after(board: Board, assignment: Assignment, before: Sequence[int]) -> list[int]:
    """Give everybody's load with a roster."""
    loads = list(before)
    for need, person in assignment.items():
        loads[person] += board.load(need, person)
    return loads


def least_highest_load(board: Board, settled: Sequence[int], covered: int) -> int:
    """Give a load that the highest cannot be below in any roster that covers so many hearings.

    Whatever can only be done by some people is spread over them at best evenly; the heaviest hearings may be those left open.
    """
    left_open = sum(bool(able) for able in board.eligible) - covered
    best = max(settled, default=0)
    everybody: frozenset[str] = frozenset()
    for wanted in {everybody, *(need.needs for need in board.needs)}:
        people = [place for place, person in enumerate(board.people) if wanted <= person.free.qualifications]
        weights = sorted(_least_loads(board, wanted))
        surely = weights[: max(0, len(weights) - left_open)]
        best = max(best, level_of([settled[person] for person in people], sum(surely)))
    return best


def _least_loads(board: Board, wanted: frozenset[str]) -> list[int]:
    """Give for each hearing that wants these qualifications the least load that it can be to anybody."""
    return [
        min(board.load(need, person) for person in able)
        for need, able in enumerate(board.eligible)
        if able and wanted <= board.needs[need].needs
    ]


def level_of(loads: Sequence[int], more: int) -> int:
    """Give the least height that the highest of those who get more can have, when more is poured over loads evenly."""
    low, high = min(loads, default=0), max(loads, default=0) + more
    while low < high:
        middle = (low + high) // 2
        if sum(max(0, middle - load) for load in loads) >= more:
            high = middle
        else:
            low = middle + 1
    return low
