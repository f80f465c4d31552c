"""Roster plans that are asked for or decided on wrongly, or by whom it is not."""

from __future__ import annotations

import uuid

import pytest
import sqlalchemy as sa

from services.common.errors import Problem
from services.scheduling import api
from services.scheduling.models import RosterPlan, Suggestion
from tests.conftest import database_of, make_actor
from tests.integration.scheduling.asking import ask, read_pages, refusal
from tests.integration.scheduling.factories import SCHEDULE, clerk
from tests.integration.scheduling.planning import PLAN, Province, people_of, solve_all


@pytest.fixture
def province() -> Province:
    """Give a district nobody else is in."""
    return Province()


def test_who_may_not_plan_and_what_is_asked_wrongly(province: Province) -> None:
    """A clerk plans nothing; nobody plans another district; days that have passed or are too many are refused."""
    province.people(1)
    body = {"from": str(province.day), "to": str(province.day)}
    assert refusal(api.ask_for_roster_plan, clerk(), body=body).kind == "forbidden"
    stranger = make_actor(PLAN, *SCHEDULE, districts=("elsewhere",))
    plan_id = province.plan()
    assert refusal(api.read_roster_plan, stranger, plan_id=plan_id).kind == "not_found"
    assert refusal(api.list_roster_suggestions, stranger, plan_id=plan_id).kind == "not_found"
    assert refusal(api.accept_roster_plan, stranger, plan_id=plan_id, body={}).kind == "not_found"
    wrong = {
        "district_out_of_sight": {**body, "districts": ["larkana"]},
        "in_the_past": {"from": "2020-01-01", "to": "2020-01-02"},
        "too_many_days": {"from": str(province.day), "to": str(province.day.replace(year=province.day.year + 1))},
    }
    assert {
        code: refusal(api.ask_for_roster_plan, province.chief, body=given).code for code, given in wrong.items()
    } == {code: code for code in wrong}
    unknown = {**body, "prosecutor_id": str(uuid.uuid4())}
    assert refusal(api.ask_for_roster_repair, province.chief, body=unknown).code == "prosecutor_unknown"
    ask(api.cancel_roster_plan, province.chief, plan_id=plan_id, body={})


def test_wrong_decisions_are_all_refused_and_none_is_taken(province: Province) -> None:
    """A hearing that is not in the plan, twice the same, a change without a name: nothing of the whole is done."""
    province.people(1)
    hearing = province.hearing(province.court())
    plan_id = province.plan()
    good = {"hearing_id": str(hearing), "decision": "accept"}
    early = refusal(api.decide_roster_suggestions, province.chief, plan_id=plan_id, body={"decisions": [good]})
    assert early.code == "plan_not_made"
    solve_all()

    def refused(*decisions: dict[str, str]) -> Problem:
        return refusal(
            api.decide_roster_suggestions, province.chief, plan_id=plan_id, body={"decisions": list(decisions)}
        )

    assert refused(good, {"hearing_id": str(uuid.uuid4()), "decision": "accept"}).code == "decisions_wrong"
    assert refused(good, good).code == "decided_twice"
    assert refused({**good, "decision": "change"}).kind == "invalid"
    assert refused({**good, "decision": "refuse"}).kind == "invalid"
    stranger = {**good, "decision": "change", "reason": "new", "prosecutor_id": str(uuid.uuid4())}
    assert refused(stranger).code == "prosecutor_unknown"
    assert people_of(hearing) == []
    province.decide(plan_id, good)
    assert refused(good).code == "decisions_wrong"


def test_plans_are_listed_page_by_page_the_newest_first(province: Province) -> None:
    """Those of one's own districts; three at most wait at a time."""
    province.people(1)
    plans = [province.plan() for _ in range(3)]
    rows = [row["id"] for row in read_pages(api.list_roster_plans, province.chief)]
    assert rows == plans[::-1]
    for plan_id in plans:
        ask(api.cancel_roster_plan, province.chief, plan_id=plan_id, body={})


def test_a_cancelled_plan_is_not_made_and_not_decided_on(province: Province) -> None:
    """Whoever cancels a plan that waits has it left alone."""
    province.people(1)
    province.hearing(province.court())
    plan_id = province.plan()
    ask(api.cancel_roster_plan, province.chief, plan_id=plan_id, body={})
    solve_all()
    assert province.read(plan_id)["state"] == "cancelled"
    assert province.suggestions(plan_id) == {}
    assert refusal(api.cancel_roster_plan, province.chief, plan_id=plan_id, body={}).code == "plan_ended"
    with database_of("scheduling").transaction() as session:
        assert session.scalar(sa.select(sa.func.count()).where(Suggestion.plan_id == uuid.UUID(plan_id))) == 0
        assert session.get_one(RosterPlan, uuid.UUID(plan_id)).ended_at is not None
