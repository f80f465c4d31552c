"""Improving a district's roster, one aim after the other: nothing of an earlier aim is given up for a later one.

Coverage first: no hearing without a prosecutor. In a repair, then as few changes as can be. Then the highest load, then continuity. Each
stage starts from the best roster so far, made better by single steps; so whatever time there is, what comes out is at least as
good as what went in.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from services.scheduling.rules.rostering import Assignment, Board
from services.scheduling.rules.rostering_aims import (
    CHANGES,
    COVERAGE,
    LOAD,
    REPAIR,
    ROSTER,
    Stage,
    bound_of,
    value_of,
)
from services.scheduling.rules.rostering_levelling import Roster, bring_home, level_loads
from services.scheduling.rules.rostering_loads import settle
from services.scheduling.rules.rostering_repair import Repair
from services.scheduling.workers.model import Model, Stop

# What part of the time that is left a stage may take; the last takes all of it.
_SHARES: Final = {COVERAGE: 0.45, CHANGES: 0.5, LOAD: 0.5}


@dataclass(frozen=True, slots=True)
class Solved:
    """A roster and how each aim ended."""

    assignment: Assignment
    stages: tuple[Stage, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """How to go about it: the aims in their order, the seed, the time, and what ends the search early."""

    aims: Sequence[str]
    seed: str
    seconds: float
    stop: Stop


def improve(board: Board, start: Assignment, wanted: Wanted) -> Solved:
    """Improve a roster that nothing forbids, within the time."""
    until = time.monotonic() + wanted.seconds
    settled = settle(board)
    best, stages = start, []
    reached: dict[str, int] = {}
    for aim in wanted.aims:
        left = max(until - time.monotonic(), 0.0)
        seconds = left * _SHARES.get(aim, 1.0)
        step = _Stage(board, settled, wanted, reached)
        best, stage = step.run(aim, best, seconds)
        reached[aim] = stage.value
        stages.append(stage)
    return Solved(best, tuple(stages))


def repair(begun: Repair, wanted: Wanted) -> Solved:
    """Improve the first answer of a repair, within the time; the roster is of the whole district."""
    if not begun.is_direct:
        return improve(begun.whole, begun.start, replace(wanted, aims=REPAIR))
    solved = improve(begun.board, begun.start, replace(wanted, aims=ROSTER))
    untouched = Stage(CHANGES, 0, 0, 0, 0, 0.0)
    return Solved(begun.widen(solved.assignment), (solved.stages[0], untouched, *solved.stages[1:]))


@dataclass(frozen=True, slots=True)
class _Stage:
    board: Board
    settled: Sequence[int]
    wanted: Wanted
    reached: dict[str, int]

    def run(self, aim: str, start: Assignment, seconds: float) -> tuple[Assignment, Stage]:
        """Improve one aim, those reached before being kept."""
        began = time.monotonic()
        before = value_of(aim, self.board, start, self.settled)
        bound = bound_of(aim, self.board, len(start), self.settled)
        best = self._step_by_step(aim, start, bound)
        value, among = value_of(aim, self.board, best, self.settled), bound
        if value != bound and not self.wanted.stop.is_set:
            best, among = self._search(aim, best, bound, seconds - (time.monotonic() - began))
            value = value_of(aim, self.board, best, self.settled)
        return best, Stage(aim, before, value, bound, among, round(time.monotonic() - began, 2))

    def _step_by_step(self, aim: str, start: Assignment, bound: int) -> Assignment:
        """Take single steps, where an earlier aim does not count changes."""
        if aim == COVERAGE or CHANGES in self.wanted.aims:
            return start
        roster = Roster(self.board, start, self.settled)
        if aim == LOAD:
            level_loads(roster, bound)
        else:
            bring_home(roster, self.reached[LOAD])
        return roster.assignment

    def _search(self, aim: str, start: Assignment, bound: int, seconds: float) -> tuple[Assignment, int]:
        """Search among the candidates; give the better roster, and the bound of them (the stronger of the two)."""
        value = value_of(aim, self.board, start, self.settled)
        model = Model(self.board, start, self.settled, self.wanted.seed)
        if aim != COVERAGE:
            model.keep_covered()
        if CHANGES in self.reached:
            model.keep_changes(self.reached[CHANGES])
        if LOAD in self.reached:
            model.keep_loads(self.reached[LOAD])
        model.aim_at(aim, value, bound)
        found = model.solve(seconds, self.wanted.stop)
        best = found.assignment if found.assignment is not None else start
        better = value_of(aim, self.board, best, self.settled)
        if (better < value) if aim == COVERAGE else (better > value):
            best = start
        if found.bound is None:
            return best, bound
        return best, min(bound, found.bound) if aim == COVERAGE else max(bound, found.bound)
