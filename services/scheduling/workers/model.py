"""A district's roster as CP-SAT knows it: who may stand in what, nobody twice at once, and what earlier aims reached.

A hearing's candidates are few: who stands in it, those who know its case, and some by the seed's lot. With all of them the model is
too large to be improved in time.
"""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from ortools.sat.python import cp_model

from services.scheduling.rules.rostering import Assignment, Board
from services.scheduling.rules.rostering_aims import AVOIDED, CHANGES, COVERAGE, LOAD, READ_IN
from services.scheduling.rules.rostering_cliques import cover_by_cliques
from services.scheduling.rules.rostering_greedy import draw

CANDIDATES: Final = 10
WORKERS: Final = 2
_FOUND: Final = (cp_model.OPTIMAL, cp_model.FEASIBLE)


@dataclass(frozen=True, slots=True)
class Found:
    """What the solver came to: a roster, and the bound it proved (None: none in time)."""

    assignment: Assignment | None = None
    bound: int | None = None


class WrongModelError(Exception):
    """A model that has no solution, although the roster it began with is one."""


class Stop:
    """Ends a search from another thread, the one under way and those that were to follow."""

    def __init__(self) -> None:
        """Begin with nothing under way."""
        self._solver: cp_model.CpSolver | None = None
        self._lock = threading.Lock()
        self.is_set = False

    def set(self) -> None:
        """End the search under way."""
        with self._lock:
            self.is_set = True
            if self._solver is not None:
                self._solver.stop_search()

    def watch(self, solver: cp_model.CpSolver | None) -> bool:
        """Keep which search is under way; tell whether it may begin."""
        with self._lock:
            self._solver = solver
            return not self.is_set


class Model:
    """The decisions, and what binds them in every stage."""

    def __init__(self, board: Board, start: Assignment, settled: Sequence[int], seed: str) -> None:
        """Take the district, the best roster so far, the loads people come with, and the seed of the lot."""
        self._board, self._start, self._settled = board, start, settled
        self._model = cp_model.CpModel()
        self._by_need: list[dict[int, Any]] = []
        self._by_person: list[dict[int, Any]] = [{} for _ in board.people]
        self._hints: list[tuple[Any, int]] = []
        for need in range(len(board.needs)):
            chosen = {person: self._model.new_bool_var("") for person in _choose(board, start, seed, need)}
            self._by_need.append(chosen)
            for person, variable in chosen.items():
                self._by_person[person][need] = variable
                self._hints.append((variable, start.get(need) == person))
        self._forbid_doubles()

    def _forbid_doubles(self) -> None:
        for chosen in self._by_need:
            if len(chosen) > 1:
                self._model.add_at_most_one(chosen.values())
        order = sorted(range(len(self._board.needs)), key=lambda need: self._board.needs[need].span)
        cliques = cover_by_cliques(self._board.clashes, order)
        for mine in self._by_person:
            groups = {frozenset(clique & mine.keys()) for clique in cliques}
            for group in sorted(tuple(sorted(group)) for group in groups if len(group) > 1):
                self._model.add_at_most_one(mine[need] for need in group)

    def keep_covered(self) -> None:
        """Leave no hearing open that the roster so far covers."""
        for need in self._start:
            self._model.add_exactly_one(self._by_need[need].values())

    def keep_changes(self, most: int) -> None:
        """Change no more hearings than so many."""
        self._model.add(sum(self._kept()) >= len(self._board.current) - most)

    def keep_loads(self, highest: int) -> None:
        """Let nobody's load pass the highest."""
        for person, mine in enumerate(self._by_person):
            if mine:
                self._model.add(self._load(person) <= highest)

    def aim_at(self, aim: str, before: int, bound: int) -> None:
        """Say what to look for: better than before, and no better than the bound."""
        if aim == COVERAGE:
            self._model.maximize(sum(variable for chosen in self._by_need for variable in chosen.values()))
        elif aim == CHANGES:
            self._model.minimize(len(self._board.current) - sum(self._kept()))
        elif aim == LOAD:
            self._aim_at_load(before, bound)
        else:
            self._aim_at_continuity()

    def _kept(self) -> list[Any]:
        return [
            self._by_need[need][person] for need, person in self._board.current.items() if person in self._by_need[need]
        ]

    def _load(self, person: int) -> Any:
        mine = self._by_person[person]
        return self._settled[person] + sum(self._board.load(need, person) * mine[need] for need in mine)

    def _aim_at_load(self, before: int, bound: int) -> None:
        highest = self._model.new_int_var(min(bound, before), before, "")
        for person, mine in enumerate(self._by_person):
            if mine:
                self._model.add(self._load(person) <= highest)
        self._hints.append((highest, before))
        self._model.minimize(highest)

    def _aim_at_continuity(self) -> None:
        reading: dict[tuple[object, int], list[int]] = defaultdict(list)
        costs: list[Any] = []
        for need, chosen in enumerate(self._by_need):
            for person, variable in chosen.items():
                if not self._board.knows(need, person):
                    reading[self._board.needs[need].case_id, person].append(need)
                if self._board.avoids(need, person):
                    costs.append(AVOIDED * variable)
        for (_, person), needs in reading.items():
            costs.append(READ_IN * self._whether_any(needs, person))
        self._model.minimize(sum(costs))

    def _whether_any(self, needs: Sequence[int], person: int) -> Any:
        """Give a decision that is taken when a person stands in any of these hearings of one case."""
        if len(needs) == 1:
            return self._by_need[needs[0]][person]
        reads = self._model.new_bool_var("")
        for need in needs:
            self._model.add_implication(self._by_need[need][person], reads)
        self._hints.append((reads, any(self._start.get(need) == person for need in needs)))
        return reads

    def solve(self, seconds: float, stop: Stop) -> Found:
        """Search for so long, from the roster so far."""
        for variable, value in self._hints:
            self._model.add_hint(variable, value)
        solver = cp_model.CpSolver()
        solver.parameters.max_time_in_seconds = max(seconds, 0.01)
        solver.parameters.num_workers = WORKERS
        solver.parameters.random_seed = 1
        if not stop.watch(solver):
            return Found()
        status = solver.solve(self._model)
        stop.watch(None)
        if status == cp_model.UNKNOWN:
            return Found()
        if status not in _FOUND:
            raise WrongModelError(solver.status_name(status))
        return Found(self._read(solver), round(solver.best_objective_bound))

    def _read(self, solver: cp_model.CpSolver) -> Assignment:
        return {
            need: person
            for need, chosen in enumerate(self._by_need)
            for person, variable in chosen.items()
            if solver.boolean_value(variable)
        }


def _choose(board: Board, start: Assignment, seed: str, need: int) -> list[int]:
    return sorted(board.eligible[need], key=partial(_rank, board, start, seed, need))[:CANDIDATES]


def _rank(board: Board, start: Assignment, seed: str, need: int, person: int) -> tuple[int, ...]:
    return (
        person not in (start.get(need), board.current.get(need)),
        not board.knows(need, person),
        board.avoids(need, person),
        draw(seed, board.needs[need].hearing_id, board.people[person].id),
    )
