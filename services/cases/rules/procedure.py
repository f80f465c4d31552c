"""The procedure read from its table: which steps a stage allows, and where they lead.

Stages lie within one another: what may be done in `in_court` may be done in each of its stages, unless the stage itself says
where the step leads. A step without a target leaves the case where it is; a resumption leads back to the stage that was left.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

ACTORS: Final = ("police", "prosecutor", "prosecutor_general", "court", "accused", "victim")
OFFICES: Final = (
    "prosecutor", "district_public_prosecutor", "prosecutor_general", "law_secretary", "law_minister", "government",
)  # fmt: skip
ACTS_OF_POWER: Final = ("recommend", "approve", "report")
BEGINNING: Final = "investigation"
# Steps that an operation of their own takes, because something belongs to them.
OWN_OPERATIONS: Final = {
    "receive_report": "receive_report",
    "return_report": "return_report",
    "file_case": "file_case",
    "frame_charge": "set_charges",
    "take_plea": "record_plea",
    "transfer_case": "transfer_case",
    "decide_case": "decide_case",
    "file_appeal": "file_appeal",
    "enter_appeal": "enter_appeal",
    "enter_victim_appeal": "enter_victim_appeal",
    "order_retrial": "record_appeal_result",
    "decide_appeal": "record_appeal_result",
}


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage; `within` the one it is a part of."""

    code: str
    within: str | None
    position: int
    is_final: bool


@dataclass(frozen=True, slots=True)
class Exit:
    """A way out of a stage."""

    step: str
    from_stage: str
    to_stage: str | None
    kinds: frozenset[str]
    is_resumption: bool
    permission: str

    def takes(self, step: str, kind: str | None) -> bool:
        """Tell whether this is the exit for a step of this kind."""
        return self.step == step and (not self.kinds or kind in self.kinds)


def is_valid(valid_from: dt.date, valid_to: dt.date | None, on: dt.date) -> bool:
    """Tell whether a dated row holds on a day."""
    return valid_from <= on and (valid_to is None or on <= valid_to)


class Procedure:
    """The stages and exits that hold on a day."""

    def __init__(self, stages: Iterable[Stage], exits: Iterable[Exit]) -> None:
        """Take the rows."""
        self.stages = {stage.code: stage for stage in stages}
        self.exits = tuple(exits)

    def lineage(self, stage: str) -> Iterator[str]:
        """Give a stage and the stages it lies within, the innermost first."""
        current: str | None = stage
        while current is not None:
            yield current
            current = self.stages[current].within

    def outermost(self, stage: str) -> str:
        """Give the stage that a case in this one shows in lists."""
        return list(self.lineage(stage))[-1]

    def entered(self, stage: str) -> str:
        """Give where one stands who comes into a stage: in its first part, where it has parts."""
        parts = sorted((one for one in self.stages.values() if one.within == stage), key=lambda one: one.position)
        return parts[0].code if parts else stage

    def exits_of(self, stage: str) -> list[Exit]:
        """Give the exits of a stage: its own before those of what it lies within."""
        found: list[Exit] = []
        for level in self.lineage(stage):
            taken = {(one.step, one.kinds) for one in found}
            found += [one for one in self.exits if one.from_stage == level and (one.step, one.kinds) not in taken]
        return [one for one in found if one.to_stage != stage]

    def find_exit(self, stage: str, step: str, kind: str | None = None) -> Exit | None:
        """Give the exit that a step takes from a stage; None where it cannot be taken."""
        return next((one for one in self.exits_of(stage) if one.takes(step, kind)), None)

    def stands_in(self, shown: str, last: str | None) -> str:
        """Give where a case stands, by what it shows in lists and where its last step led.

        A case that was imported has no steps: it stands in the first part of what it shows.
        """
        if last in self.stages and self.outermost(last) == shown:
            return last
        return self.entered(shown)

    def _leads_to(self, stage: str, *, resumes: bool) -> Iterator[str]:
        for one in self.exits_of(stage):
            if one.to_stage is not None:
                yield self.entered(one.to_stage)
            elif resumes and one.is_resumption:
                yield from (other for other in self._standing() if self._can_come_from(other, stage))

    def _can_come_from(self, other: str, stage: str) -> bool:
        return other != stage and any(one.to_stage == stage for one in self.exits_of(other))

    def _standing(self) -> list[str]:
        """Give the stages a case can stand in: those without parts."""
        return [code for code in self.stages if self.entered(code) == code]

    def reachable(self, beginning: str = BEGINNING) -> set[str]:
        """Give the stages that a case can come to. A resumption leads only to where the case was before."""
        return self._closure(beginning, resumes=False)

    def unreachable(self) -> set[str]:
        """Give the stages that no case can come to."""
        return set(self._standing()) - self.reachable()

    def dead_ends(self) -> set[str]:
        """Give the stages from which no case comes to an end."""
        finals = {code for code, stage in self.stages.items() if stage.is_final}
        return {code for code in self._standing() if not self._closure(code, resumes=True) & finals}

    def _closure(self, beginning: str, *, resumes: bool) -> set[str]:
        seen: set[str] = set()
        waiting = [beginning]
        while waiting:
            stage = waiting.pop()
            if stage not in seen:
                seen.add(stage)
                waiting += self._leads_to(stage, resumes=resumes)
        return seen


def steps_of(exits: Collection[Exit]) -> list[str]:
    """Give the names of the steps that exits are for, each once, in their order."""
    return list(dict.fromkeys(one.step for one in exits))
