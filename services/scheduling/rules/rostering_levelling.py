"""Making a roster better by single steps: a hearing goes over to another, or two people exchange theirs.

First the highest load is brought down, then hearings go to those who know the case, as far as the highest load allows. Quick, the
same every time, never worse than before; what is left to gain is the solver's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from services.scheduling.rules.rostering import Assignment, Board
from services.scheduling.rules.rostering_aims import AVOIDED, READ_IN
from services.scheduling.rules.rostering_loads import loads_after


@dataclass(frozen=True, slots=True)
class Step:
    """A hearing that goes from one to another, and the one that comes back for it (None: none)."""

    need: int
    giver: int
    taker: int
    back: int | None = None


class Roster:
    """A roster under way: who holds what, and everybody's load."""

    def __init__(self, board: Board, assignment: Assignment, settled: Sequence[int]) -> None:
        """Take a roster that nothing forbids."""
        self.board = board
        self.assignment = dict(assignment)
        self.loads = loads_after(board, assignment, settled)
        self.held: list[set[int]] = [set() for _ in board.people]
        self._eligible = [frozenset(people) for people in board.eligible]
        self._unknown: Counter[tuple[object, int]] = Counter()
        for need, person in assignment.items():
            self._enter(need, person)

    def _enter(self, need: int, person: int) -> None:
        self.held[person].add(need)
        if not self.board.knows(need, person):
            self._unknown[self.board.needs[need].case_id, person] += 1

    def _leave(self, need: int, person: int) -> None:
        self.held[person].remove(need)
        if not self.board.knows(need, person):
            self._unknown[self.board.needs[need].case_id, person] -= 1

    def take(self, step: Step) -> None:
        """Take a step."""
        self._hand(step.need, step.giver, step.taker)
        if step.back is not None:
            self._hand(step.back, step.taker, step.giver)

    def _hand(self, need: int, giver: int, taker: int) -> None:
        self._leave(need, giver)
        self._enter(need, taker)
        self.assignment[need] = taker
        self.loads[giver] -= self.board.load(need, giver)
        self.loads[taker] += self.board.load(need, taker)

    def steps(self, need: int, takers: Sequence[int]) -> Iterator[Step]:
        """Give the steps that bring a hearing to one of these, in their order; nothing forbids what they lead to."""
        giver, clashes = self.assignment[need], self.board.clashes[need]
        for taker in takers:
            if taker == giver or taker not in self._eligible[need]:
                continue
            in_the_way = self.held[taker] & clashes
            if not in_the_way:
                yield Step(need, giver, taker)
                in_the_way = self.held[taker]
            elif len(in_the_way) > 1:
                continue
            for back in sorted(in_the_way):
                if (
                    self.board.needs[back].case_id != self.board.needs[need].case_id
                    and giver in self._eligible[back]
                    and not (self.held[giver] & self.board.clashes[back]) - {need}
                ):
                    yield Step(need, giver, taker, back)

    def height_after(self, step: Step) -> int:
        """Give the higher of the two loads that a step leads to."""
        giver = self.loads[step.giver] - self.board.load(step.need, step.giver)
        taker = self.loads[step.taker] + self.board.load(step.need, step.taker)
        if step.back is not None:
            giver += self.board.load(step.back, step.giver)
            taker -= self.board.load(step.back, step.taker)
        return max(giver, taker)

    def gain(self, step: Step) -> int:
        """Give by how much a step lowers the cost."""
        before = self._cost_of(step.need, step.giver, leaving=True) - self._cost_of(
            step.need, step.taker, leaving=False
        )
        if step.back is None:
            return before
        return (
            before
            + self._cost_of(step.back, step.taker, leaving=True)
            - self._cost_of(step.back, step.giver, leaving=False)
        )

    def _cost_of(self, need: int, person: int, *, leaving: bool) -> int:
        cost = AVOIDED if self.board.avoids(need, person) else 0
        if not self.board.knows(need, person) and self._unknown[self.board.needs[need].case_id, person] == leaving:
            cost += READ_IN
        return cost


def level_loads(roster: Roster, floor: int) -> None:
    """Bring the highest load down, step by step, until it is at the floor or nothing brings it lower."""
    people = range(len(roster.loads))
    while True:
        top = max(people, key=lambda person: (roster.loads[person], person), default=None)
        if top is None or roster.loads[top] <= floor:
            return
        step = _find_lowering(roster, top)
        if step is None:
            return
        roster.take(step)


def _find_lowering(roster: Roster, top: int) -> Step | None:
    """Give the step that leaves both lowest, the first that at least halves the way to the mean being good enough."""
    height = roster.loads[top]
    enough = (height + sum(roster.loads) // len(roster.loads)) // 2
    takers = sorted(range(len(roster.loads)), key=lambda person: (roster.loads[person], person))
    best: tuple[int, Step] | None = None
    for need in sorted(roster.held[top], key=lambda one: (-roster.board.load(one, top), one)):
        for step in roster.steps(need, takers):
            after = roster.height_after(step)
            if after < (best[0] if best else height):
                best = (after, step)
                if after <= enough:
                    return step
    return best[1] if best else None


def bring_home(roster: Roster, highest: int, rounds: int = 3) -> None:
    """Let hearings go to those who know the case, and away from those to be spared, while no load passes the highest."""
    for _ in range(rounds):
        taken = 0
        for need in sorted(roster.assignment):
            step = _find_gaining(roster, need, highest)
            if step is not None:
                roster.take(step)
                taken += 1
        if not taken:
            return


def _find_gaining(roster: Roster, need: int, highest: int) -> Step | None:
    board, giver = roster.board, roster.assignment[need]
    if board.knows(need, giver) and not board.avoids(need, giver):
        return None
    best: tuple[int, int, Step] | None = None
    for step in roster.steps(need, board.eligible[need]):
        gain, height = roster.gain(step), roster.height_after(step)
        if gain > 0 and height <= highest and (best is None or (gain, -height) > best[:2]):
            best = (gain, -height, step)
    return best[2] if best else None
