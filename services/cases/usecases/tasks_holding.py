"""What becomes of a task: taken, given back, reassigned, changed, done, cancelled; each step stays in its history.

Before: the task was made (`tasks`). A task of the team or the pool is taken before it is worked on, so that two people do
not do it both. One that a statutory period made ends by the step itself, never by a click.
"""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.cases.access import MANAGE, person_id
from services.cases.events import TaskEnded
from services.cases.models import Case, Clock, Task
from services.cases.rules.tasks import first_telling_on
from services.cases.usecases.conflicts import require_no_conflict
from services.cases.usecases.tasks import (
    is_on_team,
    keep_step,
    open_task,
    read_dates,
    require_owner_fits,
    tell_given,
)
from services.cases.usecases.today import today
from services.cases.usecases.watching import audience_of
from services.common.actor import Actor
from services.common.errors import conflict, forbidden, invalid
from services.common.outbox import publish


def take_task(session: Session, actor: Actor, case_id: uuid.UUID, task_id: uuid.UUID, if_match: int | None) -> None:
    """Take a task of the team or the pool."""
    case, task = open_task(session, actor, case_id, task_id, if_match)
    me = person_id(actor)
    if task.owner_id is not None:
        raise conflict("task_taken", "Somebody has taken this task already.", owner_id=str(task.owner_id))
    if task.held_by == "team" and MANAGE not in actor.may and not is_on_team(session, case_id, me):
        raise forbidden("not_on_team", "This task is for the prosecutors on the case. Ask to be assigned to it first.")
    if me is not None:
        require_no_conflict(session, case_id, me)
    _hand(session, actor, case, task, me, "taken")


def give_back_task(  # noqa: PLR0917 - session and actor, the task in its case, the reason, the guard
    session: Session, actor: Actor, case_id: uuid.UUID, task_id: uuid.UUID, why: str, if_match: int | None
) -> None:
    """Give a task back to the team or the pool; a person's own goes to the team, so that it is not lost."""
    case, task = open_task(session, actor, case_id, task_id, if_match)
    if task.owner_id is None:
        raise conflict("task_not_taken", "Nobody has taken this task.")
    _require_owner(actor, task)
    if task.held_by == "person":
        task.held_by = "team"
    _hand(session, actor, case, task, None, "given_back", why)


def reassign_task(  # noqa: PLR0917 - session and actor, the task in its case, the body, the guard
    session: Session,
    actor: Actor,
    case_id: uuid.UUID,
    task_id: uuid.UUID,
    body: dict[str, Any],
    if_match: int | None,
) -> None:
    """Give a task to somebody else."""
    case, task = open_task(session, actor, case_id, task_id, if_match)
    _require_owner(actor, task)
    if body["owner_id"] == task.owner_id:
        raise conflict("same_owner", "The task is theirs already.")
    require_owner_fits(session, actor, case, body["owner_id"])
    _hand(session, actor, case, task, body["owner_id"], "reassigned", body["reason"])


def change_task(  # noqa: PLR0917 - session and actor, the task in its case, the body, the guard
    session: Session,
    actor: Actor,
    case_id: uuid.UUID,
    task_id: uuid.UUID,
    change: dict[str, Any],
    if_match: int | None,
) -> None:
    """Change a task's dates, its note, or whether it is urgent; a statutory period's dates are the law's."""
    case, task = open_task(session, actor, case_id, task_id, if_match)
    _require_part(actor, task)
    if not set(change) - {"reason"}:
        raise invalid("nothing_to_change", "Say what is to be changed: the dates, the note or the urgency.")
    if {"due_on", "remind_on", "escalate_on"} & set(change):
        _change_dates(task, change)
    if "note" in change:
        task.note = change["note"]
    if "urgent_why" in change:
        task.urgent_why, task.is_urgent = change["urgent_why"], change["urgent_why"] is not None
    task.version += 1
    keep_step(session, actor, task, "changed", change["reason"])
    tell_given(session, case, task)


def complete_task(  # noqa: PLR0917 - session and actor, the task in its case, the note, the guard
    session: Session, actor: Actor, case_id: uuid.UUID, task_id: uuid.UUID, note: str | None, if_match: int | None
) -> None:
    """Say that a task is done."""
    case, task = open_task(session, actor, case_id, task_id, if_match)
    if task.owner_id is None and MANAGE not in actor.may:
        raise conflict("take_it_first", "Take the task before you say that it is done.")
    _require_owner(actor, task)
    if task.clock_id is not None and _runs(session, task.clock_id):
        raise conflict(
            "step_not_taken",
            "This task ends by itself, on the day its step in the case is entered. Enter the step.",
        )
    end_task(session, actor, case, task, state="done", step="done", why=note)


def cancel_task(  # noqa: PLR0917 - session and actor, the task in its case, the reason, the guard
    session: Session, actor: Actor, case_id: uuid.UUID, task_id: uuid.UUID, why: str, if_match: int | None
) -> None:
    """Cancel a task that need not be done after all."""
    case, task = open_task(session, actor, case_id, task_id, if_match)
    if task.clock_id is not None and MANAGE not in actor.may:
        raise forbidden("task_of_the_law", "A statutory period made this task. Ask whoever manages the team.")
    _require_part(actor, task)
    end_task(session, actor, case, task, state="cancelled", step="cancelled", why=why)


def end_task(
    session: Session, actor: Actor, case: Case, task: Task, *, state: str, step: str, why: str | None = None
) -> None:
    """End a task that the caller holds, and let the others know."""
    task.state, task.ended_at, task.tell_on = state, dt.datetime.now(dt.UTC), None
    task.version += 1
    keep_step(session, actor, task, step, why, from_owner_id=task.owner_id, to_owner_id=task.owner_id)
    people = () if task.owner_id is None else (task.owner_id,)
    told = TaskEnded(case_id=case.id, task_id=task.id, owner_id=task.owner_id, state=state)
    publish(session, told, audience=audience_of(session, case, *people))


def _hand(  # noqa: PLR0917 - session and actor, the task in its case, to whom, how and why
    session: Session,
    actor: Actor,
    case: Case,
    task: Task,
    owner_id: uuid.UUID | None,
    step: str,
    why: str | None = None,
) -> None:
    before = task.owner_id
    task.owner_id = owner_id
    task.version += 1
    keep_step(session, actor, task, step, why, from_owner_id=before, to_owner_id=owner_id)
    tell_given(session, case, task, before)


def _change_dates(task: Task, change: dict[str, Any]) -> None:
    if task.source == "clock" and "due_on" in change:
        raise conflict("day_is_the_laws", "The day this task is due is the law's; it moves when its clock moves.")
    dates = read_dates(
        change.get("due_on", task.due_on),
        change.get("remind_on", None if "due_on" in change else task.remind_on),
        change.get("escalate_on", None if "due_on" in change else task.escalate_on),
    )
    task.remind_on, task.due_on, task.escalate_on = dates.remind_on, dates.due_on, dates.escalate_on
    task.tell_on = first_telling_on(dates, today())


def _runs(session: Session, clock_id: uuid.UUID) -> bool:
    running = sa.select(Clock.id).where(Clock.id == clock_id, Clock.ended_on.is_(None))
    return session.execute(running).first() is not None


def _require_owner(actor: Actor, task: Task) -> None:
    if MANAGE not in actor.may and task.owner_id != person_id(actor):
        raise forbidden("not_your_task", "This task is somebody else's. Ask them, or whoever manages the team.")


def _require_part(actor: Actor, task: Task) -> None:
    """Refuse whoever neither made the task nor owns it nor manages teams."""
    if task.made_by != actor.id:
        _require_owner(actor, task)
