"""Finding a case's exhibit, to read it or to change it: everything about exhibits goes through here."""

from __future__ import annotations

import uuid

from sqlalchemy.orm import Session

from services.cases.access import open_case
from services.cases.models import Case, Exhibit
from services.common.actor import Actor
from services.common.answers import require_version
from services.common.errors import Problem, not_found


def open_exhibit(
    session: Session, actor: Actor, case_id: uuid.UUID, exhibit_id: uuid.UUID, if_match: int | None = None
) -> tuple[Case, Exhibit]:
    """Fetch a case's exhibit to change it; the case is held, so that nobody else does meanwhile."""
    case = open_case(session, actor, case_id)
    exhibit = find_exhibit(session, case_id, exhibit_id)
    require_version(if_match, exhibit.version)
    return case, exhibit


def find_exhibit(session: Session, case_id: uuid.UUID, exhibit_id: uuid.UUID) -> Exhibit:
    """Give a case's exhibit."""
    exhibit = session.get(Exhibit, exhibit_id, populate_existing=True)
    if exhibit is None or exhibit.case_id != case_id:
        raise no_such_exhibit()
    return exhibit


def no_such_exhibit() -> Problem:
    """Say that a case has no such exhibit."""
    return not_found("no_such_exhibit", "There is no such exhibit in this case.")
