"""`python -m services.scheduling.workers.solver`: makes the roster plans that were asked for.

The claim is a transaction of its own and is renewed while the solver works; when the process dies, another attempt begins where this one
was: districts that are improved already stay. A district is searched in a thread of its own (the search needs no interpreter), so that
meanwhile the claim is renewed, a plan that was cancelled is left off, and a repair need not wait for a province.
"""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Final, TypeVar

import sqlalchemy as sa

from services.common.answering import Equipment
from services.common.leasing import patiently
from services.common.logs import get_log
from services.common.working import run_worker
from services.scheduling.models import PlanDistrict, RosterPlan
from services.scheduling.queries.plans_demand import Found, read_demand
from services.scheduling.rules.days import span_of
from services.scheduling.rules.rostering import Board, Demand
from services.scheduling.rules.rostering_aims import ROSTER
from services.scheduling.rules.rostering_greedy import assign_greedily
from services.scheduling.rules.rostering_loads import settle
from services.scheduling.rules.rostering_repair import begin_repair
from services.scheduling.usecases.plans import claim_plan, finish_plan, hand_back_plan, renew_claim
from services.scheduling.usecases.plans_keeping import Answer, keep_answer
from services.scheduling.workers.model import Stop
from services.scheduling.workers.solving import Solved, Wanted, improve, repair

T = TypeVar("T")
LEASE_SECONDS: Final = 20.0
_LOOK_SECONDS: Final = 0.25
log = get_log(__name__)


def step(equipment: Equipment) -> bool:
    """Make one plan; tell whether there was one."""
    return _make_one(equipment, kinds=("repair", "roster"))


def _make_one(equipment: Equipment, *, kinds: tuple[str, ...]) -> bool:
    with equipment.database.transaction() as session:
        plan = claim_plan(session, LEASE_SECONDS, kinds=kinds)
    if plan is None:
        return False
    try:
        if plan.absent_id is not None:
            state = _repair(equipment, plan, plan.absent_id)
        else:
            state = _Roster(equipment, plan).make()
    except Exception:
        with equipment.database.transaction() as session:
            hand_back_plan(session, plan.id)
        raise
    log.info("plan_done", plan_id=str(plan.id), kind=plan.kind, state=state)
    return True


def _repair(equipment: Equipment, plan: RosterPlan, absent_id: uuid.UUID) -> str:
    """Repair an absence: small, and done in one go."""
    found = _read(equipment, plan)
    absence = span_of(plan.first_on, plan.last_on)
    begun = begin_repair(found.demand, absent_id, [absence], plan.seed)
    solved = repair(begun, Wanted((), plan.seed, float(plan.seconds), Stop()))
    answer = Answer(
        plan.districts[0],
        begun.whole,
        solved.assignment,
        solved.stages,
        found.standing,
        is_improved=True,
        is_repair=True,
    )
    return _end(equipment, plan.id, [answer])


def _read(equipment: Equipment, plan: RosterPlan) -> Found:
    with equipment.database.transaction() as session:
        return read_demand(session, plan)


def _end(equipment: Equipment, plan_id: uuid.UUID, answers: list[Answer]) -> str:
    def end() -> str:
        with equipment.database.transaction() as session:
            for answer in answers:
                keep_answer(session, plan_id, answer)
            return finish_plan(session, plan_id)

    return patiently(end)


@dataclass(frozen=True, slots=True)
class _Part:
    district: str
    board: Board


class _Roster:
    """A roster plan under way."""

    def __init__(self, equipment: Equipment, plan: RosterPlan) -> None:
        self._equipment, self._plan = equipment, plan
        self._until = time.monotonic() + plan.seconds

    def make(self) -> str:
        """Keep the greedy roster of all districts, then improve one after the other; give the state it ended in."""
        found = _read(self._equipment, self._plan)
        done = self._read_improved()
        parts = [_Part(*part) for part in self._boards(found.demand) if part[0] not in done]
        for part in parts:
            greedy = assign_greedily(part.board, self._plan.seed, settle(part.board))
            if not self._keep(found, part, Solved(greedy, ()), is_improved=False):
                return "cancelled"
        left = sum(len(part.board.needs) for part in parts)
        for part in parts:
            seconds = max(self._until - time.monotonic(), 0.0) * len(part.board.needs) / max(left, 1)
            left -= len(part.board.needs)
            solved = self._improve(part.board, seconds)
            if solved is None or not self._keep(found, part, solved, is_improved=True):
                return "cancelled"
        return _end(self._equipment, self._plan.id, [])

    def _boards(self, demand: Demand) -> Iterator[tuple[str, Board]]:
        return ((district, Board(part)) for district, part in demand.by_district().items())

    def _read_improved(self) -> set[str]:
        improved = sa.select(PlanDistrict.district).where(
            PlanDistrict.plan_id == self._plan.id, PlanDistrict.is_improved
        )
        with self._equipment.database.transaction() as session:
            return set(session.scalars(improved))

    def _keep(self, found: Found, part: _Part, solved: Solved, *, is_improved: bool) -> bool:
        answer = Answer(
            part.district, part.board, solved.assignment, solved.stages, found.standing, is_improved=is_improved,
            is_repair=False,
        )  # fmt: skip

        def keep() -> bool:
            with self._equipment.database.transaction() as session:
                return keep_answer(session, self._plan.id, answer)

        return patiently(keep)

    def _improve(self, board: Board, seconds: float) -> Solved | None:
        """Improve a district, looking after the claim and after repairs meanwhile; None when the plan is not wanted any more."""
        stop = Stop()

        def search() -> Solved:
            start = assign_greedily(board, self._plan.seed, settle(board))
            return improve(board, start, Wanted(ROSTER, self._plan.seed, seconds, stop))

        with ThreadPoolExecutor(1) as pool:
            solving = pool.submit(search)
            try:
                is_wanted = self._look_after(solving)
            finally:
                if not solving.done():
                    stop.set()
        return solving.result() if is_wanted else None

    def _look_after(self, solving: Future[Solved]) -> bool:
        """Wait for the search; tell whether the plan is still wanted."""
        while not solving.done():
            time.sleep(_LOOK_SECONDS)
            self._try(lambda: _make_one(self._equipment, kinds=("repair",)))
            if self._try(self._is_wanted) is False:
                return False
        return True

    def _is_wanted(self) -> bool:
        with self._equipment.database.transaction() as session:
            return renew_claim(session, self._plan.id, LEASE_SECONDS)

    def _try(self, what: Callable[[], T]) -> T | None:
        """Do what may fail without the roster's failing: the database is away for a moment, a repair is faulty."""
        try:
            return what()
        except Exception:
            log.exception("plan_interlude_failed", plan_id=str(self._plan.id))
            return None


if __name__ == "__main__":
    run_worker("scheduling", "solver", step, idle_seconds=0.25)
