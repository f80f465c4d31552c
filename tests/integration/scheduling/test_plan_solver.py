"""The solver's process: it takes up what a killed one left, leaves off what was cancelled, and lets no repair wait for a province."""

from __future__ import annotations

import datetime as dt
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import sqlalchemy as sa

from services.scheduling import api
from services.scheduling.models import PlanDistrict, RosterPlan, Suggestion
from services.scheduling.rules.rostering import Assignment, Board
from services.scheduling.usecases.plans import MOST_ATTEMPTS, claim_plan, renew_claim
from services.scheduling.workers import solver
from services.scheduling.workers.solving import Solved, Wanted
from tests.conftest import database_of
from tests.integration.scheduling.asking import ask, equipment
from tests.integration.scheduling.planning import Province, solve_all


@pytest.fixture
def province() -> Province:
    """Give a district nobody else is in, with one hearing and two who could stand in it."""
    made = Province()
    made.people(2)
    made.hearing(made.court())
    return made


def search_until_stopped(_board: Board, start: Assignment, wanted: Wanted) -> Solved:
    """Search for half a minute, unless stopped."""
    until = time.monotonic() + 30
    while not wanted.stop.is_set and time.monotonic() < until:
        time.sleep(0.02)
    return Solved(start, ())


def claim(plan_id: str, *, lease: float) -> None:
    """Claim a plan as a solver does that is killed then."""
    with database_of("scheduling").transaction() as session:
        claimed = claim_plan(session, lease, kinds=("roster", "repair"))
        assert claimed is not None
        assert claimed.id == uuid.UUID(plan_id)


@contextmanager
def solving() -> Iterator[threading.Thread]:
    """Let the solver make a plan beside the test."""
    thread = threading.Thread(target=solver.step, args=(equipment(),))
    thread.start()
    yield thread
    thread.join(20)
    assert not thread.is_alive()


def wait_for(province: Province, plan_id: str, **wanted: str) -> float:
    """Wait until a plan is so; give how long it took."""
    began = time.monotonic()
    while time.monotonic() < began + 20:
        plan = province.read(plan_id)
        if all(plan[name] == value for name, value in wanted.items()):
            return time.monotonic() - began
        time.sleep(0.05)
    pytest.fail(f"the plan is not {wanted}")


def test_what_a_killed_solver_left_is_taken_up_when_its_lease_ends(province: Province) -> None:
    """As long as it may live nobody takes its plan; then another makes it."""
    plan_id = province.plan()
    claim(plan_id, lease=60)
    solve_all()
    assert province.read(plan_id)["state"] == "solving"
    with database_of("scheduling").transaction() as session:
        assert renew_claim(session, uuid.UUID(plan_id), -1)
    solve_all()
    assert province.read(plan_id)["state"] == "made"


def test_a_district_that_was_improved_is_not_made_again(province: Province) -> None:
    """The next attempt begins where the killed one was."""
    plan_id = province.plan()
    claim(plan_id, lease=-1)
    with database_of("scheduling").transaction() as session:
        session.add(
            PlanDistrict(
                plan_id=uuid.UUID(plan_id), district=province.district, is_improved=True, hearings=1, covered=0,
                stages=[], fairness={},
            )
        )  # fmt: skip
    solve_all()
    with database_of("scheduling").transaction() as session:
        assert session.get_one(RosterPlan, uuid.UUID(plan_id)).state == "made"
        assert session.scalar(sa.select(Suggestion).where(Suggestion.plan_id == uuid.UUID(plan_id))) is None


def test_a_plan_that_kills_its_solver_is_given_up(province: Province) -> None:
    """After some attempts it has failed, and whoever asked is told; others are made."""
    plan_id = province.plan()
    for _ in range(MOST_ATTEMPTS):
        claim(plan_id, lease=-1)
    solve_all()
    assert province.read(plan_id)["state"] == "failed"


def test_a_failure_is_tried_again_without_waiting_for_the_lease(
    province: Province, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A solver that fails and lives hands the plan back."""
    plan_id = province.plan()

    def fail(*_: object) -> Solved:
        raise ArithmeticError("a number too large")

    with monkeypatch.context() as broken:
        broken.setattr(solver, "improve", fail)
        with pytest.raises(ArithmeticError):
            solver.step(equipment())
    assert (province.read(plan_id)["state"], province.read(plan_id)["phase"]) == ("solving", "greedy")
    solve_all()
    assert province.read(plan_id)["state"] == "made"


def test_the_greedy_roster_can_be_read_while_the_solver_searches(
    province: Province, monkeypatch: pytest.MonkeyPatch
) -> None:
    """First answer at once; a plan that is cancelled meanwhile is left off within a second or two, and nothing more kept of it."""
    monkeypatch.setattr(solver, "improve", search_until_stopped)
    plan_id = province.plan(seconds=60)
    with solving():
        wait_for(province, plan_id, phase="greedy")
        assert len(province.suggestions(plan_id, state="open")) == 1
        ask(api.cancel_roster_plan, province.chief, plan_id=plan_id, body={})
        cancelled_at = time.monotonic()
    assert time.monotonic() - cancelled_at < 3
    assert (province.read(plan_id)["state"], province.read(plan_id)["phase"]) == ("cancelled", "greedy")


def test_a_repair_does_not_wait_for_a_province(province: Province, monkeypatch: pytest.MonkeyPatch) -> None:
    """While a long plan is searched for, an absence is repaired within two seconds."""
    monkeypatch.setattr(solver, "improve", search_until_stopped)
    long_one = province.plan(seconds=60)
    ill = province.people(1)[0]
    province.hearing(province.court(), 12, prosecutor_ids=[ill])
    with solving():
        wait_for(province, long_one, phase="greedy")
        took = wait_for(province, province.repair(ill), state="made")
        ask(api.cancel_roster_plan, province.chief, plan_id=long_one, body={})
    assert took < 2


def test_a_claim_is_kept_while_the_solver_works(province: Province, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody else takes up a plan whose solver lives, however long it takes."""
    monkeypatch.setattr(solver, "improve", search_until_stopped)
    monkeypatch.setattr(solver, "LEASE_SECONDS", 1.0)
    plan_id = province.plan(seconds=60)
    with solving():
        wait_for(province, plan_id, phase="greedy")
        time.sleep(1.5)
        with database_of("scheduling").transaction() as session:
            held = session.get_one(RosterPlan, uuid.UUID(plan_id)).claimed_until
        ask(api.cancel_roster_plan, province.chief, plan_id=plan_id, body={})
    assert held is not None
    assert held > dt.datetime.now(dt.UTC) - dt.timedelta(seconds=1.5)
