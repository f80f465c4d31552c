"""The one way to a document for whoever asks: what may not be seen is not there."""

from __future__ import annotations

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.common.actor import Actor
from services.common.errors import Problem, not_found
from services.documents.models import VISIBLE, VISIBLE_CASE, CaseReference, Document, DocumentVersion, sight_of


def document_unknown() -> Problem:
    """Say that there is no such document, or none that this person may know of."""
    return not_found("document_unknown", "There is no such document, or it is not open to you.")


def version_unknown() -> Problem:
    """Say that the document has no such version."""
    return not_found("version_unknown", "This document has no such version.")


def cases_away() -> Problem:
    """Say that it cannot be known just now whether this person may."""
    return Problem(
        "unavailable", "cases_away", "Whether this case is open to you cannot be checked just now. Try again shortly."
    )


def find_document(
    session: Session, actor: Actor, document_id: uuid.UUID, *, lock: bool = False, trusted: bool = True
) -> Document:
    """Give a document that the actor may see; lock=True holds its row until the transaction's end.

    trusted=False: what is known of its case may be old, so only who may see sealed documents gets through.
    """
    statement = sa.select(Document).where(Document.id == document_id, VISIBLE)
    if lock:
        statement = statement.with_for_update()
    found = session.scalars(statement, sight_of(actor, trusted=trusted)).one_or_none()
    if found is None and not trusted and session.scalar(statement, sight_of(actor)) is not None:
        raise cases_away()
    if found is None:
        raise document_unknown()
    return found


def can_see(session: Session, actor: Actor, document_id: uuid.UUID) -> bool:
    """Tell whether a document is open to the actor as things stand."""
    statement = sa.select(Document.id).where(Document.id == document_id, VISIBLE)
    return session.scalar(statement, sight_of(actor)) is not None


def require_case(session: Session, actor: Actor, case_id: uuid.UUID, *, trusted: bool) -> None:
    """Refuse unless the actor may add documents to the case."""
    statement = sa.select(CaseReference.case_id).where(CaseReference.case_id == case_id, VISIBLE_CASE)
    if session.scalar(statement, sight_of(actor, trusted=trusted)) is not None:
        return
    if not trusted:
        raise cases_away()
    raise not_found("case_unknown", "There is no such case, or it is not open to you.")


def find_version(session: Session, document_id: uuid.UUID, number: int, *, lock: bool = False) -> DocumentVersion:
    """Give a version of a document that the actor was already let through to."""
    statement = sa.select(DocumentVersion).where(
        DocumentVersion.document_id == document_id, DocumentVersion.number == number
    )
    if lock:
        statement = statement.with_for_update()
    found = session.scalars(statement).one_or_none()
    if found is None:
        raise version_unknown()
    return found
