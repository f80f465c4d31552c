"""What happens to tasks by itself: their dates are told of, a missed period makes one, its step ends it."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.cases.events import ClockMissed
from services.cases.models import Clock, Task
from services.cases.service import CasesService
from services.cases.usecases import tasks_holding
from services.cases.usecases.tasks_telling import end_clock_tasks, make_clock_task, tell_tasks
from services.common.audit import pending_entries
from services.common.events import Heard
from services.common.ids import new_id
from services.common.outbox import pending_events
from tests.integration.cases.desk import assigned, days_ago, desk, registered, sealed
from tests.integration.cases.working import manager, refused, shown, tasked, worker


def told(session: Session, task_id: uuid.UUID) -> list[str]:
    """Give what has been told of a task's dates."""
    events = pending_events(session)
    return [
        event["data"]["what"]
        for event in events
        if event["type"] == "task_due" and event["data"]["task_id"] == str(task_id)
    ]


def set_dates(session: Session, task_id: uuid.UUID, **days: int) -> None:
    """Set a task's dates to days before today, and let it be told of today."""
    dates = {name: days_ago(count) for name, count in days.items()}
    session.execute(sa.update(Task).where(Task.id == task_id).values(**dates, tell_on=days_ago(0)))


def missed_clock(session: Session, case_id: uuid.UUID) -> uuid.UUID:
    """Let a case's first statutory period have passed a while ago."""
    clock_id = session.scalars(sa.select(Clock.id).where(Clock.case_id == case_id, Clock.rule_id == "CHALLAN-14")).one()
    session.execute(sa.update(Clock).where(Clock.id == clock_id).values(state="missed", due_on=days_ago(1)))
    return clock_id


@pytest.mark.parametrize(
    ("remind_on", "due_on", "escalate_on", "what"),
    [(0, -2, -5, "reminder"), (2, 0, -3, "due"), (5, 3, 0, "escalation"), (9, 8, 7, "escalation")],
)
def test_each_date_is_told_of_once(remind_on: int, due_on: int, escalate_on: int, what: str) -> None:
    """The most pressing alone; told again, nothing is said; an escalation stands in the audit trail."""
    with desk() as session:
        task_id = tasked(session, worker(), registered(session))
        set_dates(session, task_id, remind_on=remind_on, due_on=due_on, escalate_on=escalate_on)
        tell_tasks(session)
        tell_tasks(session)
        assert told(session, task_id) == [what]
        escalated = [entry for entry in pending_entries(session) if entry["action"] == "task_escalated"]
        assert len(escalated) == (what == "escalation")


def test_a_sealed_cases_task_is_told_to_its_people_alone() -> None:
    """The live update goes to the owner and the team, not to the district."""
    with desk() as session:
        me, case_id = worker(), registered(session)
        task_id = tasked(session, me, case_id)
        sealed(session, case_id)
        set_dates(session, task_id, remind_on=2, due_on=0, escalate_on=-3)
        tell_tasks(session)
        assert pending_events(session)[-1]["audience"] == {"users": [me.id], "districts": []}


@pytest.mark.parametrize(
    ("has_lead", "has_second", "held_by"), [(True, True, "person"), (False, True, "team"), (False, False, "pool")]
)
def test_a_missed_period_makes_a_task(has_lead: bool, has_second: bool, held_by: str) -> None:  # noqa: FBT001 - pytest gives them
    """For the lead, else the team, else the pool; urgent, with the law as its reason; once, however often it is told of."""
    with desk() as session:
        boss, case_id, lead = manager(), registered(session), str(new_id())
        if has_lead:
            assigned(session, case_id, lead)
        if has_second:
            assigned(session, case_id, str(new_id()), "second")
        clock_id = missed_clock(session, case_id)
        task_id = make_clock_task(session, clock_id)
        assert task_id is not None
        assert make_clock_task(session, clock_id) is None
        task = shown(session, boss, case_id, task_id)
        assert (task["held_by"], task["owner_id"], task["source"]) == (held_by, lead if has_lead else None, "clock")
        assert (task["due_on"], task["group"], task["is_urgent"]) == (str(days_ago(1)), "overdue", True)
        assert "(CrPC s.173(1) proviso)." in task["urgent_why"]


def test_a_period_that_ended_meanwhile_makes_none() -> None:
    """Its step was taken before the event was heard; or there is no such period."""
    with desk() as session:
        clock_id = missed_clock(session, registered(session))
        session.execute(sa.update(Clock).where(Clock.id == clock_id).values(ended_on=days_ago(0)))
        assert make_clock_task(session, clock_id) is None
        assert make_clock_task(session, new_id()) is None


def test_the_step_itself_ends_its_task() -> None:
    """While the period is open nobody clicks the task away but who manages the team; its dates are the law's; its step ends it."""
    with desk() as session:
        lead, boss, case_id = worker(), manager(), registered(session)
        assigned(session, case_id, lead.id)
        clock_id = missed_clock(session, case_id)
        task_id = make_clock_task(session, clock_id)
        assert task_id is not None
        assert refused(tasks_holding.complete_task, session, lead, case_id, task_id, None, 1).code == "step_not_taken"
        assert refused(tasks_holding.cancel_task, session, lead, case_id, task_id, "No", 1).code == "task_of_the_law"
        change = {"due_on": days_ago(-9), "reason": "Later"}
        assert refused(tasks_holding.change_task, session, lead, case_id, task_id, change, 1).code == "day_is_the_laws"
        end_clock_tasks(session)
        assert shown(session, boss, case_id, task_id)["state"] == "open"
        session.execute(sa.update(Clock).where(Clock.id == clock_id).values(ended_on=days_ago(0)))
        end_clock_tasks(session)
        task = shown(session, boss, case_id, task_id)
        assert (task["state"], task["steps"][-1]["step"], task["steps"][-1]["by"]) == (
            "done", "ended_by_clock", "service:cases",
        )  # fmt: skip


def test_whoever_manages_the_team_may_cancel_a_periods_task() -> None:
    """With a reason, which stays."""
    with desk() as session:
        boss, case_id = manager(), registered(session)
        task_id = make_clock_task(session, missed_clock(session, case_id))
        assert task_id is not None
        tasks_holding.cancel_task(session, boss, case_id, task_id, "Entered twice", 1)
        assert shown(session, boss, case_id, task_id)["state"] == "cancelled"


def test_the_event_of_a_missed_period_is_heard() -> None:
    """Cases hears its own event: what it told is what makes the task."""
    with desk() as session:
        case_id = registered(session)
        clock_id = missed_clock(session, case_id)
        missed = ClockMissed(case_id=case_id, clock_id=clock_id, rule_id="CHALLAN-14", due_on=days_ago(1))
        heard = Heard(id=new_id(), event=missed, occurred_at=dt.datetime.now(dt.UTC), correlation_id="", actor_id="")
        CasesService().when_clock_missed(session, heard)
        session.flush()
        assert session.scalars(sa.select(Task.clock_id).where(Task.case_id == case_id)).all() == [clock_id]


def test_the_timer_tells_and_ends_in_one_go() -> None:
    """What is due is told of, what its step ended is ended."""
    with desk() as session:
        me, case_id = worker(), registered(session)
        task_id = tasked(session, me, case_id)
        set_dates(session, task_id, remind_on=2, due_on=0, escalate_on=-3)
        clock_id = missed_clock(session, case_id)
        ended_id = make_clock_task(session, clock_id)
        session.execute(sa.update(Clock).where(Clock.id == clock_id).values(ended_on=days_ago(0)))
        CasesService().tell_tasks(session)
        assert told(session, task_id) == ["due"]
        assert session.scalars(sa.select(Task.state).where(Task.id == ended_id)).one() == "done"
