"""Announcing a file: the first step of filing a document.

Before it: the sender has the file and its SHA-256. It sets off: the browser sends the file to the store by the form, then
confirms it (confirming.py). Whoever announces the same file again gets the same document and a new form, so a repeated
or interrupted upload leaves no second document.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import uuid
from typing import Any, Final

import orjson
import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.common.actor import Actor
from services.common.audit import record
from services.common.errors import forbidden, invalid
from services.common.ids import new_id
from services.documents.access import find_document, require_case
from services.documents.models import Document, DocumentVersion
from services.documents.rules.names import find_fault

LINK_LIFETIME: Final = dt.timedelta(minutes=15)
_FILE: Final = ("file_name", "media_type", "size", "sha256")


def start_upload(
    session: Session, actor: Actor, new: dict[str, Any], *, trusted: bool, document_id: uuid.UUID | None = None
) -> DocumentVersion:
    """Announce a document with its first file; trusted: what is known of its case was read lately."""
    _require_name(new)
    case_id: uuid.UUID | None = new["case_id"]
    if case_id is not None:
        require_case(session, actor, case_id, trusted=trusted)
    else:
        _require_publisher(actor, new["kind"])
    _wait_for_twin(session, actor, new)
    described = {name: new[name] for name in ("case_id", "kind", "title", "is_sealed")}
    twin = _find_awaiting(
        session, actor, new, sa.and_(*(_same(getattr(Document, name), described[name]) for name in described))
    )
    if twin is not None:
        return twin
    document = Document(id=document_id or new_id(), uploaded_by=actor.id, **described)
    session.add(document)
    session.flush()
    record(session, actor, "document_announced", f"document:{document.id}", case_id=case_id, kind=document.kind)
    return _add_version(session, actor, document, 1, new)


def start_version(session: Session, actor: Actor, document_id: uuid.UUID, new: dict[str, Any]) -> DocumentVersion:
    """Announce a new version of a document and why there is one; the ones before it stay and can still be read."""
    _require_name(new)
    document = find_document(session, actor, document_id, lock=True)
    if document.case_id is None:
        _require_publisher(actor, document.kind)
    twin = _find_awaiting(session, actor, new, Document.id == document_id)
    if twin is not None:
        twin.change_reason = new["reason"]
        return twin
    latest = session.scalar(
        sa.select(sa.func.max(DocumentVersion.number)).where(DocumentVersion.document_id == document_id)
    )
    number = (latest or 0) + 1
    record(session, actor, "version_announced", f"document:{document_id}", new["reason"], version=number)
    return _add_version(session, actor, document, number, new)


def _require_publisher(actor: Actor, kind: str) -> None:
    if kind == "library" and "documents.publish" not in actor.may:
        raise forbidden("may_not_publish", "Documents of the library are added by trainers. Choose another kind.")


def _require_name(new: dict[str, Any]) -> None:
    fault = find_fault(new["file_name"], new["media_type"])
    if fault is not None:
        raise invalid("file_name_refused", "This file name cannot be taken.", fields={"file_name": [fault]})


def _wait_for_twin(session: Session, actor: Actor, new: dict[str, Any]) -> None:
    # Two equal announcements at once must find one another; the lock ends with the transaction.
    text = orjson.dumps([actor.id, new], default=str, option=orjson.OPT_SORT_KEYS)
    key = int.from_bytes(hashlib.sha256(text).digest()[:8], "big", signed=True)
    session.execute(sa.select(sa.func.pg_advisory_xact_lock(key)))


def _same(column: Any, value: Any) -> Any:
    return column.is_not_distinct_from(value)


def _find_awaiting(session: Session, actor: Actor, new: dict[str, Any], described: Any) -> DocumentVersion | None:
    twin = session.scalars(
        sa.select(DocumentVersion)
        .join(Document, Document.id == DocumentVersion.document_id)
        .where(
            DocumentVersion.state == "awaiting",
            DocumentVersion.expires_at > sa.func.now(),
            DocumentVersion.uploaded_by == actor.id,
            *(getattr(DocumentVersion, name) == new[name] for name in _FILE),
            described,
        )
        .limit(1)
        .with_for_update(of=DocumentVersion)
    ).one_or_none()
    if twin is not None:
        twin.expires_at = dt.datetime.now(dt.UTC) + LINK_LIFETIME
    return twin


def _add_version(
    session: Session, actor: Actor, document: Document, number: int, new: dict[str, Any]
) -> DocumentVersion:
    version = DocumentVersion(
        document_id=document.id,
        number=number,
        object_key=f"{document.id}/{number}",
        uploaded_by=actor.id,
        change_reason=new.get("reason"),
        expires_at=dt.datetime.now(dt.UTC) + LINK_LIFETIME,
        **{name: new[name] for name in _FILE},
    )
    session.add(version)
    session.flush()
    return version
