"""How open work goes over: case by case, one lead each, nothing left."""

from __future__ import annotations

import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.cases.rules.handing_over import Share, Takers, plan_handover

FROM, TO, OTHER = (uuid.UUID(int=number) for number in (1, 2, 3))
CASE = uuid.UUID(int=9)
roles = st.sampled_from([None, "lead", "second"])


def share(role: str | None = "lead", *, tasks: int = 0, is_sealed: bool = False, case_id: uuid.UUID = CASE) -> Share:
    """Give what somebody holds in a case."""
    return Share(case_id, "1/2026", is_sealed, role, tuple(uuid.UUID(int=100 + number) for number in range(tasks)))


def takers(there: str | None = None, *, recused: bool = False, single: bool = False) -> Takers:
    """Give who takes: TO everything, or OTHER this case; their role in it now."""
    taker = OTHER if single else TO
    found = {} if there is None else {(CASE, taker): there}
    return Takers(TO, {CASE: OTHER} if single else {}, found, frozenset({(CASE, taker)} if recused else ()))


@pytest.mark.parametrize(
    ("role", "there", "action"),
    [
        ("lead", None, "assigned"), ("second", None, "assigned"), ("lead", "second", "promoted"),
        ("second", "lead", "released"), ("second", "second", "released"), (None, None, None), (None, "lead", None),
    ],
)  # fmt: skip
def test_a_case_keeps_one_lead(role: str | None, there: str | None, action: str | None) -> None:
    """A taker joins in the same role, a second becomes the lead, a lead stays it."""
    (step,) = plan_handover([share(role)], takers(there)).steps
    assert (step.action, step.to_id, step.obstacle) == (action, TO, None)


def test_somebody_else_takes_a_single_case() -> None:
    """The one named for the case takes it; the others go to the taker of everything."""
    plan = plan_handover([share(), share(case_id=uuid.UUID(int=8), tasks=2)], takers(single=True))
    assert [step.to_id for step in plan.steps] == [TO, OTHER]
    assert (plan.is_possible, plan.task_count) == (True, 2)


def test_whoever_is_recused_does_not_take() -> None:
    """A conflict of interest blocks the plan."""
    plan = plan_handover([share()], takers(recused=True))
    assert ([step.obstacle for step in plan.steps], plan.is_possible) == (["conflict_of_interest"], False)


@pytest.mark.parametrize(
    ("role", "there", "obstacle"), [(None, None, "not_on_team"), (None, "second", None), ("lead", None, None)]
)
def test_tasks_of_a_sealed_case_stay_within_its_team(role: str | None, there: str | None, obstacle: str | None) -> None:
    """Who takes tasks alone must be on a sealed case's team already; who takes the place on the team is."""
    (step,) = plan_handover([share(role, tasks=1, is_sealed=True)], takers(there)).steps
    assert step.obstacle == obstacle


@given(roles, roles, st.integers(0, 3), st.booleans())
def test_a_plan_is_named_after_all_that_is_in_it(role: str | None, there: str | None, tasks: int, sealed: bool) -> None:  # noqa: FBT001 - hypothesis gives it
    """The same look gives the same name; anything else another."""
    held = share(role, tasks=tasks, is_sealed=sealed)
    name = plan_handover([held], takers(there)).name
    assert name == plan_handover([held], takers(there)).name
    assert name != plan_handover([share(role, tasks=tasks + 1, is_sealed=sealed)], takers(there)).name
    assert name != plan_handover([held], takers(there), "somebody").name
    assert name != plan_handover([], takers(there)).name
