"""Why a prosecutor is suggested for a hearing, or why nobody is: a code with its facts, and the sentence they make.

Facts are counts and codes, never names: whoever reads a reason learns nothing about another's leave or conflicts beyond how many
are barred.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from services.scheduling.rules.rostering import Assignment, Board

SENTENCES: Final = {
    "stays": "Stands in it already, and nothing speaks for a change.",
    "only_one_qualified": "The only one of {people} in the district who is {qualified}.",
    "only_one_able": (
        "The only one of {people} who can: {unqualified} are not {qualified}, {in_conflict} may not stand in this case, "
        "{away} are away, {at_work} stand in other hearings that stay."
    ),
    "only_one_free": "Of {able} who could stand in it, the others are in hearings at that time.",
    "knows_case": "Knows the case; {free} were free.",
    "lowest_load": "Has the lowest load of the {free} who were free ({load}; the next has {next}).",
    "drawn": "Has the lowest load of the {free} who were free ({load}), as others do; the public seed decided.",
    "for_the_whole": "One of {free} who were free; so nobody's load in the district passes {highest}.",
    "makes_room": "Goes over so that whoever stood in it can stand in a hearing that would be left open.",
    "nobody_qualified": "Nobody of {people} in the district is {qualified}.",
    "nobody_able": (
        "Nobody can: of {people}, {unqualified} are not {qualified}, {in_conflict} may not stand in this case, {away} are "
        "away, {at_work} stand in other hearings that stay."
    ),
    "all_taken": "All {able} who could stand in it are in other hearings at that time.",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reason:
    """A code of SENTENCES and the facts that its sentence names."""

    code: str
    facts: Mapping[str, int | str] = field(default_factory=dict)

    @property
    def sentence(self) -> str:
        """Give the reason in English."""
        return SENTENCES[self.code].format(**self.facts)


class Reasons:
    """Gives reasons for one district's roster."""

    def __init__(self, board: Board, assignment: Assignment, loads: Sequence[int], *, is_repair: bool = False) -> None:
        """Take the roster and everybody's load with it."""
        self._is_repair = is_repair
        self._board, self._assignment, self._loads = board, assignment, loads
        self._highest = max(loads, default=0)
        self._held: list[set[int]] = [set() for _ in board.people]
        for need, person in assignment.items():
            self._held[person].add(need)

    def give(self, need: int) -> Reason:
        """Give why the roster has this prosecutor for a hearing, or nobody."""
        board, person = self._board, self._assignment.get(need)
        if person is None:
            return self._why_nobody(need)
        if board.current.get(need) == person:
            return Reason("stays")
        if self._is_repair and need in board.current:
            return Reason("makes_room")
        able = board.eligible[need]
        if len(able) == 1:
            return self._why_the_only_one(need)
        free = self._free(need)
        if len(free) == 1:
            return Reason("only_one_free", {"able": len(able)})
        if board.knows(need, person):
            return Reason("knows_case", {"free": len(free)})
        return self._why_of_several(need, person, free)

    def _free(self, need: int) -> list[int]:
        """Give who could stand in a hearing if the rest of the roster stays."""
        clashes = self._board.clashes[need]
        return [person for person in self._board.eligible[need] if self._held[person].isdisjoint(clashes)]

    def _why_of_several(self, need: int, person: int, free: Sequence[int]) -> Reason:
        def load_with(other: int) -> int:
            return self._loads[other] + (self._board.load(need, other) if other != person else 0)

        load = self._loads[person]
        others = min(load_with(other) for other in free if other != person)
        if load < others:
            return Reason("lowest_load", {"free": len(free), "load": load, "next": others})
        if load == others:
            return Reason("drawn", {"free": len(free), "load": load})
        return Reason("for_the_whole", {"free": len(free), "highest": self._highest})

    def _why_the_only_one(self, need: int) -> Reason:
        facts = self._barred(need)
        if facts["unqualified"] == len(self._board.people) - 1:
            return Reason("only_one_qualified", facts)
        return Reason("only_one_able", facts)

    def _why_nobody(self, need: int) -> Reason:
        able, facts = self._board.eligible[need], self._barred(need)
        if able:
            return Reason("all_taken", {"able": len(able)})
        return Reason("nobody_qualified" if facts["unqualified"] == facts["people"] else "nobody_able", facts)

    def _barred(self, need: int) -> dict[str, int | str]:
        barred = self._board.count_barred(need)
        wanted = ", ".join(sorted(self._board.needs[need].needs)).replace("_", " ")
        return {
            "people": len(self._board.people), "qualified": f"qualified for {wanted}" if wanted else "qualified",
            "unqualified": barred.unqualified, "in_conflict": barred.in_conflict, "away": barred.away,
            "at_work": barred.at_work,
        }  # fmt: skip
