"""What happens to tasks by itself: their dates are told of, a missed statutory period makes one, and its step ends it.

Before: a task has its three dates; `timing` misses a clock. Sets off: the owner, the team and the district hear of it, and an
escalated task shows to whoever manages the team.
"""

from __future__ import annotations

import uuid
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.cases.access import SYSTEM, hold_case
from services.cases.events import TaskDue
from services.cases.models import Assignment, Case, Clock, ClockRule, Task
from services.cases.rules.citing import name_provision
from services.cases.rules.tasks import Dates, fill_dates, find_telling
from services.cases.usecases.tasks import Draft, make_task
from services.cases.usecases.tasks_holding import end_task
from services.cases.usecases.today import today
from services.cases.usecases.watching import audience_of
from services.common.audit import record
from services.common.outbox import publish

_BATCH = 500
_OF_RULE = sa.and_(ClockRule.rule_id == Clock.rule_id, ClockRule.valid_from == Clock.rule_valid_from)


def tell_tasks(session: Session) -> int:
    """Tell of the open tasks whose next date came, each once a date; give how many. The timer's step."""
    now = today()
    reached = (
        sa.select(Task, Case)
        .join(Case, Case.id == Task.case_id)
        .where(Task.state == "open", Task.tell_on <= now)
        .order_by(Task.tell_on)
        .limit(_BATCH)
        .with_for_update(of=Task, skip_locked=True)
    )
    found = session.execute(reached).all()
    for task, case in found:
        what, task.tell_on = find_telling(Dates(task.remind_on, task.due_on, task.escalate_on), now)
        told = TaskDue(case_id=case.id, task_id=task.id, owner_id=task.owner_id, due_on=task.due_on, what=str(what))
        publish(session, told, audience=audience_of(session, case, *([task.owner_id] if task.owner_id else [])))
        if what == "escalation":
            record(session, SYSTEM, "task_escalated", f"case:{case.id}", task_id=task.id, due_on=task.due_on)
    return len(found)


def make_clock_task(session: Session, clock_id: uuid.UUID) -> uuid.UUID | None:
    """Make the task of a missed statutory period, for the case's lead, else its team, else the district's pool.

    None when its step was taken meanwhile, or its task is there already.
    """
    missed = sa.select(Clock, ClockRule).join(ClockRule, _OF_RULE).where(Clock.id == clock_id)
    found = session.execute(missed).one_or_none()
    case = None if found is None else hold_case(session, found.Clock.case_id)
    if found is None or case is None:
        return None
    clock, rule = found
    session.refresh(clock)
    there = sa.select(Task.id).where(Task.clock_id == clock_id, Task.state == "open")
    if clock.due_on is None or clock.ended_on is not None or session.execute(there).first() is not None:
        return None
    draft = Draft(
        says=rule.says, dates=fill_dates(clock.due_on), source="clock", clock_id=clock_id,
        urgent_why=f"The period has passed ({name_provision(rule.source)}).", **_holder(session, case),
    )  # fmt: skip
    return make_task(session, SYSTEM, case, draft).id


def end_clock_tasks(session: Session) -> int:
    """End the tasks of statutory periods whose step was taken, or that stopped; give how many. The timer's step."""
    runs = sa.exists().where(Clock.id == Task.clock_id, Clock.ended_on.is_(None))
    ended = (
        sa.select(Task, Case)
        .join(Case, Case.id == Task.case_id)
        .where(Task.state == "open", Task.clock_id.is_not(None), sa.not_(runs))
        .order_by(Task.id)
        .limit(_BATCH)
        .with_for_update(of=Task, skip_locked=True)
    )
    found = session.execute(ended).all()
    for task, case in found:
        end_task(session, SYSTEM, case, task, state="done", step="ended_by_clock")
    return len(found)


def _holder(session: Session, case: Case) -> dict[str, Any]:
    if case.lead_prosecutor_id is not None:
        return {"held_by": "person", "owner_id": case.lead_prosecutor_id}
    team = sa.select(Assignment.id).where(Assignment.case_id == case.id, Assignment.released_on.is_(None))
    return {"held_by": "team" if session.execute(team).first() else "pool"}
