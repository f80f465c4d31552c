"""Start a checklist in a case: each of its dated points becomes a task of the team or the pool.

Before: the case is registered, and a checklist holds on the day it is started. Sets off: its tasks stand in the work lists.
"""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.cases.access import open_undecided
from services.cases.models import ChecklistItem, Task
from services.cases.rules.tasks import fill_dates
from services.cases.usecases.tasks import Draft, make_task
from services.cases.usecases.today import day_of
from services.common.actor import Actor
from services.common.errors import conflict, invalid


def start_checklist(session: Session, actor: Actor, case_id: uuid.UUID, new: dict[str, Any]) -> list[uuid.UUID]:
    """Make the tasks of a checklist; one that is under way is not started again."""
    case = open_undecided(session, actor, case_id)
    from_on = day_of(new["from_on"], "from_on", not_before=case.fir_on)
    items = _read_items(session, new["checklist"], from_on)
    under_way = sa.select(Task.id).where(
        Task.case_id == case_id, Task.checklist == new["checklist"], Task.state == "open"
    )
    if session.execute(under_way.limit(1)).first() is not None:
        raise conflict("checklist_under_way", "This checklist is under way in the case. End its tasks first.")
    made = []
    for item in items:
        draft = Draft(
            says=item.says, dates=fill_dates(from_on + dt.timedelta(days=item.days)), held_by=item.held_by,
            source="checklist", checklist=item.checklist,
        )  # fmt: skip
        made.append(make_task(session, actor, case, draft).id)
    return made


def _read_items(session: Session, checklist: str, on: dt.date) -> list[ChecklistItem]:
    held = sa.select(ChecklistItem).where(
        ChecklistItem.checklist == checklist, ChecklistItem.valid_from <= on,
        sa.or_(ChecklistItem.valid_to.is_(None), ChecklistItem.valid_to >= on),
    )  # fmt: skip
    items = list(session.scalars(held.order_by(ChecklistItem.valid_from, ChecklistItem.number)))
    if not items:
        wrong = {"checklist": ["No such checklist holds on this day. See the list of checklists."]}
        raise invalid("checklist_unknown", "This checklist is not known.", fields=wrong)
    return items
