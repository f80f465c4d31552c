"""Who may see the live update of a step in a case: its team and its district; of a sealed case its team alone."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.cases.models import Assignment, Case
from services.common.events import Audience


def audience_of(session: Session, case: Case, *also: object) -> Audience:
    """Give the audience of a step in a case."""
    team = sa.select(Assignment.prosecutor_id).where(Assignment.case_id == case.id, Assignment.released_on.is_(None))
    users = {str(person) for person in (*session.scalars(team), *also)}
    return Audience(users=sorted(users), districts=() if case.is_sealed else [case.district])
