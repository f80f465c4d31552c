"""Doing a plan of handing over: teams, leads and tasks in a few statements, with each case's events and audit entry."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.cases.access import touch_all
from services.cases.events import ProsecutorAssigned, ProsecutorReleased, TaskGiven, WorkHandedOver
from services.cases.models import Assignment, Case, Handover, HandoverItem, Task, TaskStep
from services.cases.rules.handing_over import Plan, Step
from services.cases.usecases.today import today
from services.common.actor import Actor
from services.common.audit import record
from services.common.events import Audience
from services.common.ids import new_id
from services.common.outbox import publish


def do_steps(session: Session, actor: Actor, handover: Handover, plan: Plan) -> None:
    """Do a plan's steps, and let the others know; the caller has checked that the plan still stands."""
    case_ids = [step.share.case_id for step in plan.steps]
    _change_teams(session, handover, plan.steps)
    _move_tasks(session, actor, handover, plan.steps)
    touch_all(session, case_ids)
    items = [
        {
            "handover_id": handover.id, "case_id": step.share.case_id, "to_id": step.to_id, "role": step.share.role,
            "task_ids": list(step.share.tasks),
        }
        for step in plan.steps
    ]  # fmt: skip
    session.execute(sa.insert(HandoverItem), items)
    _tell(session, actor, handover, plan)


def _change_teams(session: Session, handover: Handover, steps: Iterable[Step]) -> None:
    staffed = [step for step in steps if step.action is not None]
    leaving = [(step.share.case_id, handover.from_id) for step in staffed]
    leaving += [(step.share.case_id, step.to_id) for step in staffed if step.action == "promoted"]
    live = sa.tuple_(Assignment.case_id, Assignment.prosecutor_id).in_(leaving)
    ended = sa.update(Assignment).where(live, Assignment.released_on.is_(None))
    # Somebody who was assigned for a day to come never began: the row ends on that day.
    last = sa.func.greatest(Assignment.assigned_on, today())
    if leaving:
        session.execute(ended.values(released_on=last, released_why=handover.reason))
    joining = [
        {
            "id": new_id(), "case_id": step.share.case_id, "prosecutor_id": step.to_id, "role": step.share.role,
            "assigned_on": today(),
        }
        for step in staffed
        if step.action != "released"
    ]  # fmt: skip
    if joining:
        session.execute(sa.insert(Assignment), joining)
    _repeat_leads(session, staffed)


def _repeat_leads(session: Session, staffed: Iterable[Step]) -> None:
    """Repeat in the cases who leads them now."""
    by_taker: dict[uuid.UUID, list[uuid.UUID]] = {}
    for step in staffed:
        if step.share.role == "lead":
            by_taker.setdefault(step.to_id, []).append(step.share.case_id)
    for to_id, case_ids in by_taker.items():
        session.execute(sa.update(Case).where(Case.id.in_(case_ids)).values(lead_prosecutor_id=to_id))


def _move_tasks(session: Session, actor: Actor, handover: Handover, steps: Iterable[Step]) -> None:
    by_taker: dict[uuid.UUID, list[uuid.UUID]] = {}
    kept: list[dict[str, Any]] = []
    for step in steps:
        for task_id in step.share.tasks:
            by_taker.setdefault(step.to_id, []).append(task_id)
            kept.append(
                {
                    "id": new_id(), "task_id": task_id, "step": "handed_over", "by": actor.id,
                    "from_owner_id": handover.from_id, "to_owner_id": step.to_id, "why": handover.reason,
                }
            )  # fmt: skip
    for to_id, task_ids in by_taker.items():
        moved = sa.update(Task).where(Task.id.in_(task_ids))
        session.execute(moved.values(owner_id=to_id, version=Task.version + 1))
    if kept:
        session.execute(sa.insert(TaskStep), kept)


def _tell(session: Session, actor: Actor, handover: Handover, plan: Plan) -> None:
    teams = _read_teams(session, [step.share.case_id for step in plan.steps])
    tasks = _read_tasks(session, plan)
    for step in plan.steps:
        case_id, (district, is_sealed, team) = step.share.case_id, teams[step.share.case_id]
        people = sorted({*team, str(handover.from_id), str(step.to_id)})
        audience = Audience(users=people, districts=() if is_sealed else [district])
        for event in _team_events(handover, step, district):
            publish(session, event, audience=audience)
        for task_id in step.share.tasks:
            task = tasks[task_id]
            told = TaskGiven(
                case_id=case_id, task_id=task_id, held_by=task.held_by, owner_id=step.to_id, due_on=task.due_on,
                is_urgent=task.is_urgent,
            )  # fmt: skip
            publish(session, told, audience=audience)
        record(
            session, actor, "work_handed_over", f"case:{case_id}", handover_id=handover.id, from_id=handover.from_id,
            to_id=step.to_id, role=step.share.role, action=step.action, tasks=len(step.share.tasks),
        )  # fmt: skip
    done = WorkHandedOver(
        from_id=handover.from_id, to_id=handover.to_id, case_count=len(plan.steps), task_count=plan.task_count
    )
    publish(session, done, audience=Audience(users=[str(handover.from_id), str(handover.to_id), actor.id]))
    record(
        session, actor, "work_handed_over", f"handover:{handover.id}", from_id=handover.from_id, to_id=handover.to_id,
        occasion=handover.occasion, cases=len(plan.steps), tasks=plan.task_count,
    )  # fmt: skip


def _team_events(handover: Handover, step: Step, district: str) -> list[ProsecutorAssigned | ProsecutorReleased]:
    case_id, role = step.share.case_id, step.share.role
    if role is None:
        return []
    left = ProsecutorReleased(case_id=case_id, prosecutor_id=handover.from_id, role=role, district=district)
    joined = ProsecutorAssigned(case_id=case_id, prosecutor_id=step.to_id, role=role, district=district)
    if step.action == "released":
        return [left]
    if step.action == "promoted":
        second = ProsecutorReleased(case_id=case_id, prosecutor_id=step.to_id, role="second", district=district)
        return [left, second, joined]
    return [left, joined]


def _read_teams(session: Session, case_ids: list[uuid.UUID]) -> dict[uuid.UUID, tuple[str, bool, list[str]]]:
    found = {
        case_id: (district, is_sealed, list[str]())
        for case_id, district, is_sealed in session.execute(
            sa.select(Case.id, Case.district, Case.is_sealed).where(Case.id.in_(case_ids))
        )
    }
    live = sa.select(Assignment.case_id, Assignment.prosecutor_id).where(
        Assignment.case_id.in_(case_ids), Assignment.released_on.is_(None)
    )
    for case_id, prosecutor_id in session.execute(live):
        found[case_id][2].append(str(prosecutor_id))
    return found


def _read_tasks(session: Session, plan: Plan) -> dict[uuid.UUID, Task]:
    task_ids = [task_id for step in plan.steps for task_id in step.share.tasks]
    found = sa.select(Task).where(Task.id.in_(task_ids)).execution_options(populate_existing=True)
    return {task.id: task for task in session.scalars(found)}
