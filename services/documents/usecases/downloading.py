"""Handing out one version of a document; every time somebody gets one, the audit trail says so."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Final

from sqlalchemy.orm import Session

from services.common.actor import Actor
from services.common.audit import record
from services.documents.access import find_document, find_version
from services.documents.models import Document, DocumentVersion
from services.documents.usecases.refusing import refusal

LINK_LIFETIME: Final = dt.timedelta(minutes=5)


def find_case(session: Session, actor: Actor, document_id: uuid.UUID) -> uuid.UUID | None:
    """Give the case of a document that the actor may see, to be read anew before anything is handed out."""
    return find_document(session, actor, document_id).case_id


def hand_out(
    session: Session, actor: Actor, document_id: uuid.UUID, number: int | None, *, trusted: bool
) -> DocumentVersion:
    """Give the version to be downloaded (the current one unless another is named) and record that it was."""
    document: Document = find_document(session, actor, document_id, trusted=trusted)
    wanted = number or document.current
    if wanted is None:
        raise refusal("version_not_confirmed")
    version = find_version(session, document_id, wanted)
    if version.state != "confirmed":
        raise refusal("version_not_confirmed")
    record(
        session, actor, "document_downloaded", f"document:{document_id}",
        version=wanted, case_id=document.case_id, is_sealed=document.is_sealed,
    )  # fmt: skip
    return version
