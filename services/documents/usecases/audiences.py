"""Who is told at once when something happens to a document: those who may see it."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.common.events import Audience
from services.documents.models import CaseProsecutor, CaseReference, Document


def audience_of(session: Session, document: Document) -> Audience:
    """Give a document's audience: its uploader alone without a case; the case's team, and its district unless sealed."""
    if document.case_id is None:
        return Audience(users=[document.uploaded_by])
    team = session.scalars(
        sa.select(CaseProsecutor.prosecutor_id).where(CaseProsecutor.case_id == document.case_id, CaseProsecutor.is_on)
    )
    users = [str(prosecutor_id) for prosecutor_id in team]
    case = session.get(CaseReference, document.case_id)
    if case is None or case.is_sealed or document.is_sealed:
        return Audience(users=users)
    return Audience(users=users, districts=[case.district])
