"""Make a task in a case: by hand, by a checklist, or because a statutory period passed.

Before: somebody, a checklist's point or a clock says what is to be done by which day. Sets off: it stands in the work list of its
owner, of the case's team or of the district's pool; on its dates it is told of (`tasks_telling`). Prosecutors keep the office
informed of progress (SCPSA s.11(2), (3)). Why a task changed hands stays with the task, out of the audit trail: it may name people.
"""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.cases.access import MANAGE, open_case, person_id
from services.cases.events import TaskGiven
from services.cases.models import Assignment, Case, Task, TaskStep
from services.cases.rules.tasks import Dates, fill_dates, find_wrong_dates, first_telling_on
from services.cases.usecases.conflicts import require_no_conflict
from services.cases.usecases.today import day_refused, today
from services.cases.usecases.watching import audience_of
from services.common.actor import Actor
from services.common.answers import require_version
from services.common.audit import record
from services.common.errors import conflict, forbidden, invalid, not_found
from services.common.ids import new_id
from services.common.outbox import publish


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A task to be made; `source` is `hand`, `clock` (then with its `clock_id`) or `checklist` (then with its code).

    Of `adjournments`, `leave` and `court_abolished`, `cause_id` is the hearing, the leave or the court.
    """

    says: str
    dates: Dates
    held_by: str = "team"
    owner_id: uuid.UUID | None = None
    note: str | None = None
    urgent_why: str | None = None
    source: str = "hand"
    clock_id: uuid.UUID | None = None
    checklist: str | None = None
    cause_id: uuid.UUID | None = None


def add_task(session: Session, actor: Actor, case_id: uuid.UUID, new: dict[str, Any]) -> uuid.UUID:
    """Make a task by hand, for a person, for the case's team or for the district's pool."""
    case = open_case(session, actor, case_id)
    owner_id = _read_owner(session, actor, case, new)
    if new["due_on"] < today():
        raise day_refused("due_on", "This day has passed; a task is due today or later.")
    draft = Draft(
        says=new["says"], note=new["note"], held_by=new["held_by"], owner_id=owner_id, urgent_why=new["urgent_why"],
        dates=read_dates(new["due_on"], new["remind_on"], new["escalate_on"]),
    )  # fmt: skip
    return make_task(session, actor, case, draft).id


def make_task(session: Session, actor: Actor, case: Case, draft: Draft) -> Task:
    """Make a task in a case that the caller holds; use cases that find something to be done call this."""
    dates = draft.dates
    task = Task(
        id=new_id(), case_id=case.id, district=case.district, says=draft.says, note=draft.note, held_by=draft.held_by,
        owner_id=draft.owner_id, source=draft.source, clock_id=draft.clock_id, checklist=draft.checklist,
        cause_id=draft.cause_id,
        remind_on=dates.remind_on, due_on=dates.due_on, escalate_on=dates.escalate_on,
        tell_on=first_telling_on(dates, today()), is_urgent=draft.urgent_why is not None, urgent_why=draft.urgent_why,
        made_by=actor.id,
    )  # fmt: skip
    session.add(task)
    session.flush()
    keep_step(session, actor, task, "made", to_owner_id=draft.owner_id)
    tell_given(session, case, task)
    return task


def read_dates(due_on: dt.date, remind_on: dt.date | None, escalate_on: dt.date | None) -> Dates:
    """Give a task's dates, or refuse them when they are out of order."""
    try:
        dates = fill_dates(due_on, remind_on, escalate_on)
    except OverflowError:
        raise day_refused("due_on", "This day is too far away.") from None
    wrong = find_wrong_dates(dates)
    if wrong:
        raise invalid("dates_out_of_order", "The dates of the task do not follow one another.", fields=wrong)
    return dates


def open_task(
    session: Session, actor: Actor, case_id: uuid.UUID, task_id: uuid.UUID, if_match: int | None
) -> tuple[Case, Task]:
    """Fetch an open task to change it, with its case, and hold both."""
    case = open_case(session, actor, case_id)
    held = sa.select(Task).where(Task.id == task_id, Task.case_id == case_id).with_for_update()
    task = session.scalars(held).one_or_none()
    if task is None:
        raise not_found("no_such_task", "There is no such task in this case.")
    require_version(if_match, task.version)
    if task.state != "open":
        raise conflict("task_ended", "This task is done or cancelled already. Make a new one if work is left.")
    return case, task


def is_on_team(session: Session, case_id: uuid.UUID, somebody: uuid.UUID | None) -> bool:
    """Tell whether somebody is on a case's team."""
    live = sa.select(Assignment.id).where(
        Assignment.case_id == case_id, Assignment.prosecutor_id == somebody, Assignment.released_on.is_(None)
    )
    return session.execute(live).first() is not None


def require_owner_fits(session: Session, actor: Actor, case: Case, owner_id: uuid.UUID) -> None:
    """Refuse an owner who may not be given work in this case: who is recused; of a sealed case, who is not on its team."""
    require_no_conflict(session, case.id, owner_id)
    if owner_id == person_id(actor) or is_on_team(session, case.id, owner_id):
        return
    if case.is_sealed:
        raise conflict("owner_not_on_team", "The case is sealed: give the task to somebody on its team.")
    if MANAGE not in actor.may:
        raise forbidden(
            "owner_not_on_team",
            "Give the task to somebody on the case's team or to the pool, or ask whoever manages the team.",
        )


def keep_step(
    session: Session,
    actor: Actor,
    task: Task,
    step: str,
    why: str | None = None,
    *,
    from_owner_id: uuid.UUID | None = None,
    to_owner_id: uuid.UUID | None = None,
) -> None:
    """Keep a step in the task's history and in the audit trail."""
    session.add(
        TaskStep(
            id=new_id(), task_id=task.id, step=step, by=actor.id, from_owner_id=from_owner_id, to_owner_id=to_owner_id,
            why=why,
        )
    )  # fmt: skip
    record(
        session, actor, f"task_{step}", f"case:{task.case_id}", task_id=task.id, from_owner_id=from_owner_id,
        to_owner_id=to_owner_id, due_on=task.due_on,
    )  # fmt: skip


def tell_given(session: Session, case: Case, task: Task, *also: uuid.UUID | None) -> None:
    """Let the others know whose a task is now."""
    told = TaskGiven(
        case_id=case.id, task_id=task.id, held_by=task.held_by, owner_id=task.owner_id, due_on=task.due_on,
        is_urgent=task.is_urgent,
    )  # fmt: skip
    people = [person for person in (task.owner_id, *also) if person is not None]
    publish(session, told, audience=audience_of(session, case, *people))


def _read_owner(session: Session, actor: Actor, case: Case, new: dict[str, Any]) -> uuid.UUID | None:
    """Give whose the task is: the person named, or whoever makes it when it is for a person and nobody is named."""
    if new["held_by"] != "person":
        return None
    owner_id: uuid.UUID | None = new["owner_id"] or person_id(actor)
    if owner_id is None:
        raise invalid("owner_missing", "Say whose task it is.", fields={"owner_id": ["Name a person."]})
    require_owner_fits(session, actor, case, owner_id)
    return owner_id
