"""Legal hold: while it stands, no version of the document can be removed, whatever its retention says.

On: first the store, then the row, so that a hold that is recorded is in force. Off: first the row, then the store, so that
a failure leaves the stricter state. Both may be repeated until they succeed.
"""

from __future__ import annotations

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.common.actor import Actor
from services.common.audit import record
from services.common.database import Database
from services.common.errors import Problem
from services.common.outbox import publish
from services.documents.access import find_document
from services.documents.clients.store import NotInForceError, Store
from services.documents.events import DocumentHeld
from services.documents.models import Document, DocumentVersion
from services.documents.usecases.audiences import audience_of

Place = tuple[str, str]


def hold_document(database: Database, store: Store, actor: Actor, document_id: uuid.UUID, reason: str) -> None:
    """Put a hold on every confirmed version; versions that are confirmed later get it too (verifying.py)."""
    held: set[Place] = set()
    while missing := _hold_row(database, actor, document_id, reason, held):
        for key, version in missing:
            _set(store, key, version, on=True)
        held |= missing


def release_document(database: Database, store: Store, actor: Actor, document_id: uuid.UUID, reason: str) -> None:
    """Lift the hold; retention stays."""
    with database.transaction() as session:
        document = find_document(session, actor, document_id, lock=True)
        if document.is_held:
            _change(session, actor, document, reason, held=False)
        places = _places(session, document_id)
    for key, version in places:
        _set(store, key, version, on=False)


def _hold_row(database: Database, actor: Actor, document_id: uuid.UUID, reason: str, held: set[Place]) -> set[Place]:
    """Record the hold once every confirmed version has it in the store; give those that have not."""
    with database.transaction() as session:
        document = find_document(session, actor, document_id, lock=True)
        missing = _places(session, document_id) - held
        if not missing and not document.is_held:
            _change(session, actor, document, reason, held=True)
        return missing


def _places(session: Session, document_id: uuid.UUID) -> set[Place]:
    rows = session.execute(
        sa.select(DocumentVersion.object_key, DocumentVersion.object_version).where(
            DocumentVersion.document_id == document_id, DocumentVersion.state == "confirmed"
        )
    )
    return {(row.object_key, row.object_version) for row in rows}


def _change(session: Session, actor: Actor, document: Document, reason: str, *, held: bool) -> None:
    document.is_held, document.held_reason = held, reason if held else None
    document.version += 1
    record(session, actor, "document_held" if held else "document_released", f"document:{document.id}", reason)
    event = DocumentHeld(document_id=document.id, held=held, case_id=document.case_id)
    publish(session, event, audience=audience_of(session, document))


def _set(store: Store, key: str, version: str, *, on: bool) -> None:
    try:
        store.hold(key, version, on=on)
    except NotInForceError as error:
        raise Problem(
            "failed", "store_does_not_hold", "The store did not take the hold. Tell your administrator."
        ) from error
