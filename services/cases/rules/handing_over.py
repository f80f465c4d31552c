"""How the open work of somebody who leaves goes over to others: case by case, so that each keeps one lead and nothing is left lying."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

ACTIONS: Final = ("assigned", "promoted", "released")
OBSTACLES: Final = ("conflict_of_interest", "not_on_team")


@dataclass(frozen=True, slots=True)
class Share:
    """What somebody holds in one case: a role on its team (if any) and the open tasks that are theirs."""

    case_id: uuid.UUID
    fir_label: str
    is_sealed: bool
    role: str | None
    tasks: tuple[uuid.UUID, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """What becomes of it: the taker joins the team, becomes its lead, or is its lead already; or what stands against it."""

    share: Share
    to_id: uuid.UUID
    action: str | None
    obstacle: str | None


@dataclass(frozen=True, slots=True)
class Plan:
    """What handing over would do, by a name that changes with it."""

    name: str
    steps: list[Step]

    @property
    def is_possible(self) -> bool:
        """Tell whether nothing stands against it."""
        return all(step.obstacle is None for step in self.steps)

    @property
    def task_count(self) -> int:
        """Give how many tasks change hands."""
        return sum(len(step.share.tasks) for step in self.steps)


@dataclass(frozen=True, slots=True)
class Takers:
    """Who takes what: one for everything, others for single cases; their roles there now, and where they are recused."""

    everything: uuid.UUID
    single: Mapping[uuid.UUID, uuid.UUID]
    roles: Mapping[tuple[uuid.UUID, uuid.UUID], str]
    recused: frozenset[tuple[uuid.UUID, uuid.UUID]]

    def of(self, case_id: uuid.UUID) -> uuid.UUID:
        """Give who takes a case."""
        return self.single.get(case_id, self.everything)


def plan_handover(shares: Sequence[Share], takers: Takers, *more: object) -> Plan:
    """Plan what becomes of each share."""
    steps = [_plan_step(share, takers) for share in sorted(shares, key=lambda share: share.case_id)]
    return Plan(_name(steps, *more), steps)


def _plan_step(share: Share, takers: Takers) -> Step:
    to_id = takers.of(share.case_id)
    there = takers.roles.get((share.case_id, to_id))
    action = None if share.role is None else _find_action(share.role, there)
    obstacle = None
    if (share.case_id, to_id) in takers.recused:
        obstacle = "conflict_of_interest"
    elif share.role is None and share.is_sealed and there is None:
        obstacle = "not_on_team"
    return Step(share, to_id, action, obstacle)


def _find_action(role: str, there: str | None) -> str:
    if there is None:
        return "assigned"
    return "promoted" if (role, there) == ("lead", "second") else "released"


def _name(steps: Iterable[Step], *more: object) -> str:
    parts = [f"{step.share}:{step.to_id}:{step.action}:{step.obstacle}" for step in steps]
    return hashlib.sha256("|".join([*map(str, more), *parts]).encode()).hexdigest()[:32]
