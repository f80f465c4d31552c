"""A case's team: one lead at a time and any number of seconds, each from a day to a day (SCPSA s.9(1-A), 9(2)).

Before: the case is registered. Sets off: the prosecutor sees the case, sealed or not, and scheduling counts on them.
"""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.cases.access import open_case, open_undecided, require_sight_kept, touch
from services.cases.events import ProsecutorAssigned, ProsecutorReleased
from services.cases.models import Assignment, Case
from services.cases.usecases.conflicts import require_no_conflict
from services.cases.usecases.today import day_of
from services.cases.usecases.watching import audience_of
from services.common.actor import Actor
from services.common.audit import record
from services.common.errors import conflict, not_found
from services.common.ids import new_id
from services.common.outbox import publish


def assign_prosecutor(
    session: Session, actor: Actor, case_id: uuid.UUID, new: dict[str, Any], *, if_match: int | None = None
) -> uuid.UUID:
    """Put a prosecutor on a case's team."""
    case = open_undecided(session, actor, case_id, if_match)
    prosecutor_id, role = new["prosecutor_id"], new["role"]
    _require_free(session, case_id, prosecutor_id, role)
    require_no_conflict(session, case_id, prosecutor_id)
    assigned_on = day_of(new["assigned_on"], "assigned_on", not_before=_earliest(session, case, role))
    assignment = Assignment(
        id=new_id(), case_id=case_id, prosecutor_id=prosecutor_id, role=role, assigned_on=assigned_on
    )
    session.add(assignment)
    if role == "lead":
        case.lead_prosecutor_id = prosecutor_id
    touch(case)
    session.flush()
    told = ProsecutorAssigned(case_id=case_id, prosecutor_id=prosecutor_id, role=role, district=case.district)
    publish(session, told, audience=audience_of(session, case))
    record(
        session, actor, "prosecutor_assigned", f"case:{case_id}", prosecutor_id=prosecutor_id, role=role,
        assigned_on=assigned_on,
    )  # fmt: skip
    return assignment.id


def release_prosecutor(  # noqa: PLR0917 - session and actor, the assignment in its case, the body, the guard
    session: Session,
    actor: Actor,
    case_id: uuid.UUID,
    assignment_id: uuid.UUID,
    body: dict[str, Any],
    if_match: int | None,
) -> None:
    """Release a prosecutor from a case's team."""
    case = open_case(session, actor, case_id, if_match)
    assignment = session.get(Assignment, assignment_id)
    if assignment is None or assignment.case_id != case_id:
        raise not_found("no_such_assignment", "There is no such assignment in this case.")
    if assignment.released_on is not None:
        raise conflict("already_released", "This prosecutor was released already.", on=str(assignment.released_on))
    assignment.released_on = day_of(body["released_on"], "released_on", not_before=assignment.assigned_on)
    assignment.released_why = body["reason"]
    if assignment.role == "lead":
        case.lead_prosecutor_id = None
    touch(case)
    require_sight_kept(session, actor, case)
    prosecutor_id = assignment.prosecutor_id
    told = ProsecutorReleased(
        case_id=case_id, prosecutor_id=prosecutor_id, role=assignment.role, district=case.district
    )
    publish(session, told, audience=audience_of(session, case, prosecutor_id))
    record(
        session, actor, "prosecutor_released", f"case:{case_id}", body["reason"], prosecutor_id=prosecutor_id,
        role=assignment.role, released_on=assignment.released_on,
    )  # fmt: skip


def _earliest(session: Session, case: Case, role: str) -> dt.date:
    """Give the first day for a new member: a lead follows the one before, so that each day has one lead at most."""
    released = sa.select(sa.func.max(Assignment.released_on)).where(
        Assignment.case_id == case.id, Assignment.role == "lead"
    )
    last = session.scalar(released) if role == "lead" else None
    return max(case.received_on, last or case.received_on)


def _require_free(session: Session, case_id: uuid.UUID, prosecutor_id: uuid.UUID, role: str) -> None:
    live = sa.select(Assignment.prosecutor_id, Assignment.role).where(
        Assignment.case_id == case_id, Assignment.released_on.is_(None)
    )
    for present_id, present_role in session.execute(live).all():
        if present_id == prosecutor_id:
            raise conflict("already_on_team", "This prosecutor is on the case already.", role=present_role)
        if role == present_role == "lead":
            raise conflict(
                "lead_present", "The case has a lead prosecutor. Release them first, or assign a second.",
                prosecutor_id=str(present_id),
            )  # fmt: skip
