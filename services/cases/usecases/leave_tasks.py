"""Ask a supervisor to look at the work of somebody who will be on leave, and to hand it over.

Before: scheduling approved the leave; the hearings on its days are its own to see to. Sets off: in each district where the prosecutor
leads or assists in open cases, one task in the pool, in the case that something is due in first; `preview_handover` shows the rest.
A leave that is cancelled takes its open tasks back.
"""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Final

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.cases.access import SYSTEM, hold_case
from services.cases.models import Assignment, Case, Task
from services.cases.rules.tasks import fill_dates
from services.cases.usecases.tasks import Draft, make_task
from services.cases.usecases.tasks_holding import end_task
from services.cases.usecases.today import today
from services.common.events import Heard
from services.scheduling.events import LeaveApproved, LeaveCancelled

SOURCE: Final = "leave"


def ask_for_handover(session: Session, heard: Heard[LeaveApproved]) -> int:
    """Make the tasks that an approved leave asks for; give how many. Nothing for a leave that is over, or of no work."""
    leave = heard.event
    there = sa.select(Task.id).where(Task.cause_id == leave.leave_id, Task.source == SOURCE).limit(1)
    if leave.last_on < today() or session.scalar(there) is not None:
        return 0
    first, count = _find_work(session, leave.prosecutor_id)
    due_on = max(today(), leave.first_on - dt.timedelta(days=1))
    for district, case_id in sorted(first.items()):
        case = hold_case(session, case_id)
        if case is not None:
            draft = Draft(
                says=_say(leave, count[district]), dates=fill_dates(due_on), held_by="pool", source=SOURCE,
                cause_id=leave.leave_id,
            )  # fmt: skip
            make_task(session, SYSTEM, case, draft)
    return len(first)


def take_back_handover(session: Session, heard: Heard[LeaveCancelled]) -> int:
    """Cancel the open tasks of a leave that will not be; give how many."""
    waiting = (
        sa.select(Task, Case)
        .join(Case, Case.id == Task.case_id)
        .where(Task.cause_id == heard.event.leave_id, Task.source == SOURCE, Task.state == "open")
        .order_by(Task.id)
        .with_for_update()
    )
    found = session.execute(waiting).all()
    for task, case in found:
        end_task(session, SYSTEM, case, task, state="cancelled", step="cancelled")
    return len(found)


def _find_work(session: Session, prosecutor_id: uuid.UUID) -> tuple[dict[str, uuid.UUID], dict[str, int]]:
    """Give by district the case of a prosecutor's in which something is due first, led cases before others; and how many there are."""
    open_cases = (
        sa.select(Case.district, Case.id)
        .join(Assignment, Assignment.case_id == Case.id)
        .where(
            Assignment.prosecutor_id == prosecutor_id, Assignment.released_on.is_(None), Case.decided_on.is_(None),
        )
        .order_by(
            (Assignment.role == "lead").desc(), Case.next_hearing_at.nulls_last(), Case.next_due_on.nulls_last(), Case.id,
        )
    )  # fmt: skip
    first: dict[str, uuid.UUID] = {}
    count: dict[str, int] = {}
    for district, case_id in session.execute(open_cases):
        first.setdefault(district, case_id)
        count[district] = count.get(district, 0) + 1
    return first, count


def _say(leave: LeaveApproved, cases: int) -> str:
    work = "one open case" if cases == 1 else f"{cases} open cases"
    return (
        f"A prosecutor on this case's team is on leave from {leave.first_on.isoformat()} to {leave.last_on.isoformat()} and has "
        f"{work} in this district. Preview handing over, and hand over what cannot wait."
    )
