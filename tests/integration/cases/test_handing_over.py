"""Handing over the open work of somebody who leaves: previewed, then done exactly so or not at all."""

from __future__ import annotations

import uuid
from typing import Any

import orjson
import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.cases import api
from services.cases.models import Assignment, Case, Recusal, Task
from services.cases.queries.handing_over import list_handovers
from services.cases.schemas.handing_over import Handover, HandoverPlan, HandoverRequest, HandoverRow
from services.cases.usecases.handing_over import Looked, hand_over, preview_handover
from services.common.actor import Actor
from services.common.audit import pending_entries
from services.common.errors import Problem
from services.common.ids import new_id
from services.common.outbox import pending_events
from tests.conftest import make_actor
from tests.integration.cases.asking import give, refusal
from tests.integration.cases.desk import assigned, days_ago, desk, loaded, prosecutor, registered, sealed, view
from tests.integration.cases.working import in_days, manager, refused, shown, tasked, work_list

FROM, TO = str(new_id()), str(new_id())


def looked(session: Session, boss: Actor, **given: Any) -> Looked:
    """Look at what handing over would do."""
    return preview_handover(session, boss, loaded(HandoverRequest, **{"from_id": FROM, "to_id": TO, **given}))


def done(session: Session, boss: Actor, plan: str, **given: Any) -> Looked:
    """Hand over as it was looked at."""
    body = {
        "from_id": FROM,
        "to_id": TO,
        "occasion": "leaves",
        "reason": "Transferred to Sukkur",
        "plan": plan,
        **given,
    }
    return hand_over(session, boss, loaded(Handover, **body))


def team(session: Session, case_id: uuid.UUID) -> set[tuple[str, str]]:
    """Give who stands on a case's team, with the role."""
    live = sa.select(Assignment.prosecutor_id, Assignment.role).where(
        Assignment.case_id == case_id, Assignment.released_on.is_(None)
    )
    return {(str(person), role) for person, role in session.execute(live)}


def test_all_open_work_goes_over_as_it_was_previewed() -> None:
    """Places on teams in the same role, tasks with their history, leads repeated in the cases; the plan says each beforehand."""
    with desk() as session:
        boss = manager()
        led, helped, other = (registered(session) for _ in range(3))
        assigned(session, led, FROM)
        assigned(session, helped, FROM, "second")
        mine = tasked(session, boss, other, owner_id=FROM)
        assigned(session, other, str(new_id()))
        plan = looked(session, boss)
        assert [(step.share.role, step.action, len(step.share.tasks)) for step in plan.plan.steps] == [
            ("lead", "assigned", 0), ("second", "assigned", 0), (None, None, 1),
        ]  # fmt: skip
        assert team(session, led) == {(FROM, "lead")}
        session.info.clear()
        done(session, boss, plan.plan.name)
        assert (team(session, led), team(session, helped)) == ({(TO, "lead")}, {(TO, "second")})
        assert view(session, led)["lead_prosecutor_id"] == TO
        task = shown(session, boss, other, mine)
        assert (task["owner_id"], task["steps"][-1]["step"], task["steps"][-1]["from_owner_id"]) == (
            TO,
            "handed_over",
            FROM,
        )
        assert looked(session, boss).plan.steps == []
        told = [event["type"] for event in pending_events(session)]
        assert sorted(told) == sorted(
            ["prosecutor_released", "prosecutor_assigned"] * 2 + ["task_given", "work_handed_over"]
        )
        assert [entry["action"] for entry in pending_entries(session)] == ["work_handed_over"] * 4


def test_nothing_stays_with_whoever_left() -> None:
    """Decided cases and ended ones' teams too: nobody is on any team, nothing open is theirs."""
    with desk() as session:
        boss, case_id = manager("*"), registered(session)
        assigned(session, case_id, FROM)
        session.execute(
            sa.update(Case)
            .where(Case.id == case_id)
            .values(stage="decided", decided_on=days_ago(0), outcome="acquitted")
        )
        tasked(session, boss, case_id, owner_id=FROM, says="Recommend an appeal")
        found = looked(session, boss)
        assert found.covers_everything
        done(session, boss, found.plan.name)
        left = sa.select(sa.func.count()).where(
            Assignment.prosecutor_id == uuid.UUID(FROM), Assignment.released_on.is_(None)
        )
        owned = sa.select(sa.func.count()).where(Task.owner_id == uuid.UUID(FROM), Task.state == "open")
        assert (session.scalar(left), session.scalar(owned)) == (0, 0)


@pytest.mark.parametrize(
    ("role", "there", "after"),
    [("lead", "second", {(TO, "lead")}), ("second", "lead", {(TO, "lead")}), ("second", "second", {(TO, "second")})],
)
def test_a_taker_who_is_there_already_stays_once(role: str, there: str, after: set[tuple[str, str]]) -> None:
    """A second becomes the lead; a lead stays it; nobody stands on a team twice."""
    with desk() as session:
        boss, case_id = manager(), registered(session)
        assigned(session, case_id, FROM, role)
        assigned(session, case_id, TO, there)
        done(session, boss, looked(session, boss).plan.name)
        assert team(session, case_id) == after


def test_a_plan_that_no_longer_stands_is_not_done() -> None:
    """A case or a task that came since it was looked at stops it; nothing has moved."""
    with desk() as session:
        boss, case_id, later = manager(), registered(session), registered(session)
        assigned(session, case_id, FROM)
        plan = looked(session, boss).plan.name
        assigned(session, later, FROM)
        assert refused(lambda: done(session, boss, plan)).code == "plan_changed"
        assert team(session, case_id) == {(FROM, "lead")}
        plan = looked(session, boss).plan.name
        tasked(session, boss, later, owner_id=FROM)
        assert refused(lambda: done(session, boss, plan)).code == "plan_changed"
        assert refused(lambda: done(session, boss, looked(session, boss).plan.name, to_id=str(new_id()))).code == (
            "plan_changed"
        )


def test_a_conflict_of_interest_is_shown_and_goes_to_somebody_else() -> None:
    """The plan names the obstacle; nothing is done until another takes that case."""
    with desk() as session:
        boss, case_id, other = manager(), registered(session), str(new_id())
        assigned(session, case_id, FROM)
        session.add(
            Recusal(
                id=new_id(), case_id=case_id, prosecutor_id=uuid.UUID(TO), ground="witness", declared_on=days_ago(0),
                declared_by=boss.id,
            )
        )  # fmt: skip
        session.flush()
        found = looked(session, boss)
        assert [step.obstacle for step in found.plan.steps] == ["conflict_of_interest"]
        blocked = refused(lambda: done(session, boss, found.plan.name))
        assert (blocked.code, blocked.facts["case_ids"]) == ("handover_blocked", [str(case_id)])
        others = [{"case_id": str(case_id), "to_id": other}]
        done(session, boss, looked(session, boss, others=others).plan.name, others=others)
        assert team(session, case_id) == {(other, "lead")}


def test_after_a_leave_the_same_work_comes_back_and_no_more() -> None:
    """What the leave moved returns, places and tasks; what the stand-in got meanwhile stays with them."""
    with desk() as session:
        boss, case_id, new = manager(), registered(session), registered(session)
        assigned(session, case_id, FROM)
        task_id = tasked(session, boss, case_id, owner_id=FROM)
        leave = done(session, boss, looked(session, boss).plan.name, occasion="leave", until_on=in_days(9))
        assigned(session, new, TO)
        kept = tasked(session, boss, case_id, owner_id=TO)
        back = {"from_id": TO, "to_id": FROM, "handover_id": str(leave.handover_id)}
        found = looked(session, boss, **back)
        assert [step.share.case_id for step in found.plan.steps] == [case_id]
        done(session, boss, found.plan.name, **back, occasion="back")
        assert (team(session, case_id), team(session, new)) == ({(FROM, "lead")}, {(TO, "lead")})
        assert [shown(session, boss, case_id, one)["owner_id"] for one in (task_id, kept)] == [FROM, TO]
        unknown = {**back, "handover_id": str(new_id())}
        assert refused(lambda: looked(session, boss, **unknown)).code == "no_such_handover"


@pytest.mark.parametrize("role", ["second", None])
def test_a_stand_in_keeps_the_lead_that_was_theirs(role: str | None) -> None:
    """What the leave did not move stays: who led the case before, or whose task alone was taken over, leads it still."""
    with desk() as session:
        boss, case_id = manager(), registered(session)
        assigned(session, case_id, TO)
        if role:
            assigned(session, case_id, FROM, role)
        task_id = tasked(session, boss, case_id, owner_id=FROM)
        leave = done(session, boss, looked(session, boss).plan.name, occasion="leave", until_on=in_days(9))
        back = {"from_id": TO, "to_id": FROM, "handover_id": str(leave.handover_id)}
        done(session, boss, looked(session, boss, **back).plan.name, **back, occasion="back")
        assert team(session, case_id) == {(TO, "lead")}
        assert shown(session, boss, case_id, task_id)["owner_id"] == FROM


def test_what_was_handed_over_is_listed_to_who_sees_its_cases() -> None:
    """With its cases and tasks, so that a leave that ends can bring them back; elsewhere there is nothing of it."""
    with desk() as session:
        boss, case_id = manager(), registered(session)
        assigned(session, case_id, FROM)
        tasked(session, boss, case_id, owner_id=FROM)
        leave = done(session, boss, looked(session, boss).plan.name, occasion="leave", until_on=in_days(9))
        query = {"limit": 50, "after": None}
        [row] = orjson.loads(list_handovers(session, boss, query).body)["items"]
        elsewhere = orjson.loads(list_handovers(session, manager("sukkur"), query).body)["items"]
    assert HandoverRow().validate(row) == {}
    assert (row["id"], row["occasion"], row["case_count"], row["task_count"]) == (str(leave.handover_id), "leave", 1, 1)
    assert elsewhere == []


def test_a_supervisor_hands_over_what_is_in_their_sight() -> None:
    """Cases of other districts do not show, not even in a count; the plan says that there may be more."""
    with desk() as session:
        boss, far = manager(), registered(session, district="larkana")
        assigned(session, far, FROM)
        found = looked(session, boss)
        assert (found.plan.steps, found.covers_everything) == ([], False)
        assert refused(lambda: done(session, boss, found.plan.name)).code == "nothing_to_hand_over"
        named = [{"case_id": str(far), "to_id": TO}]
        assert refused(lambda: looked(session, boss, others=named)).code == "case_not_theirs"
        assert refused(lambda: looked(session, boss, others=[named[0], named[0]])).code == "case_twice"


def test_tasks_of_a_sealed_case_go_to_its_team_alone() -> None:
    """Whoever is not on its team does not get them."""
    with desk() as session:
        boss, case_id = manager(), registered(session)
        tasked(session, boss, case_id, owner_id=FROM)
        sealed(session, case_id)
        assert [step.obstacle for step in looked(session, boss).plan.steps] == ["not_on_team"]
        assigned(session, case_id, TO, "second")
        assert [step.obstacle for step in looked(session, boss).plan.steps] == [None]


def test_nobody_hands_over_their_own_sight() -> None:
    """Somebody who would not see the cases any more cannot hand them over themselves."""
    with desk() as session:
        me = prosecutor()
        case_id = registered(session)
        assigned(session, case_id, me.id)
        plan = looked(session, me, from_id=me.id).plan.name
        assert refused(lambda: done(session, me, plan, from_id=me.id)).code == "sight_would_be_lost"


def test_a_leave_that_is_over_is_not_entered() -> None:
    """Its last day may not have passed."""
    with desk() as session:
        boss = manager()
        case_id = registered(session)
        assigned(session, case_id, FROM)
        plan = looked(session, boss).plan.name
        problem = refused(lambda: done(session, boss, plan, occasion="leave", until_on=str(days_ago(1))))
        assert problem.code == "in_the_past"


def test_many_cases_go_over_in_a_few_statements() -> None:
    """The number of statements does not grow with the cases."""
    counts = [statements_of(number) for number in (3, 30)]
    assert counts[0] == counts[1]


def statements_of(number: int) -> int:
    """Count the statements that handing over so many cases takes."""
    with desk() as session:
        boss = manager()
        for _ in range(number):
            case_id = registered(session)
            assigned(session, case_id, FROM)
            tasked(session, boss, case_id, owner_id=FROM)
        plan = looked(session, boss).plan.name
        session.expunge_all()
        sent: list[str] = []
        engine = session.get_bind()
        sa.event.listen(engine, "before_cursor_execute", lambda *args: sent.append(args[2]))
        done(session, boss, plan)
        assert len(work_list(session, make_actor("cases.read", id=TO))) == min(number, 50)
        return len(sent)


def test_the_operations_show_the_plan() -> None:
    """Looked at and done through the operations: the same shape, the handing over's id once it is done."""
    boss = manager()
    answer = give(api.preview_handover, boss, body={"from_id": FROM, "to_id": TO})
    shown_plan = orjson.loads(answer.body)
    assert HandoverPlan().validate(shown_plan) == {}
    assert (answer.status, shown_plan["handover_id"], shown_plan["is_possible"]) == (200, None, True)
    same = refusal(api.preview_handover, boss, body={"from_id": FROM, "to_id": FROM})
    assert isinstance(same, Problem)
    assert list(same.fields or {}) == ["to_id"]
