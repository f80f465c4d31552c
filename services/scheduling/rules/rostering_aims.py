"""What a roster aims at, one after the other, and how near it came: its value, and the bound that no roster passes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from services.scheduling.rules.rostering import Assignment, Board
from services.scheduling.rules.rostering_loads import least_highest_load, loads_after

COVERAGE: Final = "coverage"
CHANGES: Final = "changes"
LOAD: Final = "highest_load"
CONTINUITY: Final = "continuity"
ROSTER: Final = (COVERAGE, LOAD, CONTINUITY)
REPAIR: Final = (COVERAGE, CHANGES, LOAD, CONTINUITY)
# What continuity costs: a case read by somebody who does not know it, a time somebody should be spared.
READ_IN: Final = 2
AVOIDED: Final = 1


@dataclass(frozen=True, slots=True)
class Stage:
    """How one aim ended. `before` is what the roster had that the stage began with.

    `bound` holds for every roster, `bound_among` for those of the candidates that were looked at, the earlier aims being kept.
    """

    aim: str
    before: int
    value: int
    bound: int
    bound_among: int
    seconds: float

    @property
    def is_best(self) -> bool:
        """Tell whether nothing better exists among the candidates."""
        return self.value == self.bound_among


def value_of(aim: str, board: Board, assignment: Assignment, settled: Sequence[int]) -> int:
    """Give how far a roster meets an aim: more coverage is better, of all else less."""
    if aim == COVERAGE:
        return len(assignment)
    if aim == CHANGES:
        return sum(assignment.get(need) != person for need, person in board.current.items())
    if aim == LOAD:
        return max(loads_after(board, assignment, settled), default=0)
    return cost_of(board, assignment)


def cost_of(board: Board, assignment: Assignment) -> int:
    """Give what is lost to continuity: cases read anew, each once a person, and times not spared."""
    read = {(board.needs[need].case_id, person) for need, person in assignment.items() if not board.knows(need, person)}
    avoided = sum(board.avoids(need, person) for need, person in assignment.items())
    return READ_IN * len(read) + AVOIDED * avoided


def bound_of(aim: str, board: Board, covered: int, settled: Sequence[int]) -> int:
    """Give what no roster passes, whoever is looked at; simple, so that anybody can check it."""
    if aim == COVERAGE:
        return sum(bool(people) for people in board.eligible)
    if aim == LOAD:
        return least_highest_load(board, settled, covered)
    return 0
