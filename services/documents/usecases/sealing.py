"""Sealing a document, or opening it again (juveniles' names, JJSA 2018 s. 13; protected witnesses, ATA 1997 s. 21)."""

from __future__ import annotations

import uuid

from sqlalchemy.orm import Session

from services.common.actor import Actor
from services.common.answers import require_version
from services.common.audit import record
from services.common.errors import forbidden
from services.documents.access import can_see, find_document


def seal_document(
    session: Session, actor: Actor, document_id: uuid.UUID, *, is_sealed: bool, reason: str, if_match: int | None
) -> None:
    """Seal a document or open it; to others who may no longer see it, it is not there then.

    Who would lose sight of it by the own step is refused: nobody could then say whether it was sealed.
    """
    document = find_document(session, actor, document_id, lock=True)
    require_version(if_match, document.version)
    if document.is_sealed is is_sealed:
        return
    document.is_sealed = is_sealed
    document.version += 1
    session.flush()
    if not can_see(session, actor, document_id):
        raise forbidden(
            "would_lose_sight", "You could not see this document any more. Ask someone who reads sealed documents."
        )
    action = "document_sealed" if is_sealed else "document_unsealed"
    record(session, actor, action, f"document:{document_id}", reason)
