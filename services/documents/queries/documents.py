"""The read side: documents, versions and lists, as JSON that PostgreSQL makes; only what the asker may see."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.common.actor import Actor
from services.common.answers import Answer, JsonRow, answer_json, page
from services.documents.access import document_unknown, find_document, version_unknown
from services.documents.clients.store import Store
from services.documents.models import VISIBLE, Document, DocumentVersion, sight_of
from services.documents.rules.names import write_disposition
from services.documents.usecases.downloading import LINK_LIFETIME

_ID = sa.bindparam("document_id", type_=sa.Uuid)
_NUMBER = sa.bindparam("number", type_=sa.Integer)

_current = sa.and_(DocumentVersion.document_id == Document.id, DocumentVersion.number == Document.current)
_READ_DOCUMENT = JsonRow(
    sa.select(
        Document.id, Document.version, Document.case_id, Document.kind, Document.title, Document.is_sealed,
        Document.is_held, Document.held_reason, Document.uploaded_by, Document.created_at, Document.current,
        DocumentVersion.file_name, DocumentVersion.media_type, DocumentVersion.size, DocumentVersion.sha256,
        DocumentVersion.confirmed_at, DocumentVersion.text_state, DocumentVersion.text_reason, DocumentVersion.pages,
    )
    .outerjoin(DocumentVersion, _current)
    .where(Document.id == _ID, VISIBLE)
)  # fmt: skip

_VERSION = (
    DocumentVersion.document_id, DocumentVersion.number, DocumentVersion.state, DocumentVersion.reason,
    DocumentVersion.change_reason, DocumentVersion.file_name, DocumentVersion.media_type, DocumentVersion.size, DocumentVersion.sha256,
    DocumentVersion.uploaded_by, DocumentVersion.created_at, DocumentVersion.confirmed_at,
    DocumentVersion.retention_mode, DocumentVersion.retain_until, DocumentVersion.text_state,
    DocumentVersion.text_reason, DocumentVersion.pages,
)  # fmt: skip

_READ_VERSION = JsonRow(
    sa.select(*_VERSION)
    .join(Document, Document.id == DocumentVersion.document_id)
    .where(
        DocumentVersion.document_id == _ID,
        DocumentVersion.number == _NUMBER,
        sa.or_(VISIBLE, DocumentVersion.uploaded_by == sa.bindparam("sight_actor", type_=sa.Text)),
    )
)

_LIST_VERSIONS = sa.select(*_VERSION).where(DocumentVersion.document_id == _ID)

_LIST_DOCUMENTS = (
    sa.select(
        Document.id, Document.case_id, Document.kind, Document.title, Document.is_sealed, Document.is_held,
        Document.created_at, Document.current, DocumentVersion.file_name, DocumentVersion.media_type,
        DocumentVersion.size, DocumentVersion.pages,
    )
    .join(DocumentVersion, _current)
    .where(Document.current.is_not(None), VISIBLE)
)  # fmt: skip


def read_document(session: Session, actor: Actor, document_id: uuid.UUID) -> Answer:
    """Answer a document with its current file."""
    return _READ_DOCUMENT.one(session, missing=document_unknown(), document_id=document_id, **sight_of(actor))


def read_version(session: Session, actor: Actor, document_id: uuid.UUID, number: int, *, status: int = 200) -> Answer:
    """Answer one version; who announced it may always see what became of it."""
    return _READ_VERSION.one(
        session, missing=version_unknown(), status=status, document_id=document_id, number=number, **sight_of(actor)
    )


def list_versions(session: Session, actor: Actor, document_id: uuid.UUID, query: dict[str, Any]) -> Answer:
    """Answer a page of a document's versions, oldest first."""
    find_document(session, actor, document_id)
    order = [(DocumentVersion.number, "asc")]
    return page(session, _LIST_VERSIONS, order=order, query=query, params={"document_id": document_id})


def list_documents(session: Session, actor: Actor, query: dict[str, Any]) -> Answer:
    """Answer a page of a case's documents, or of those without a case, newest first."""
    statement = _LIST_DOCUMENTS
    if query["case_id"] is None:
        statement = statement.where(Document.case_id.is_(None))
    else:
        statement = statement.where(Document.case_id == query["case_id"])
    if query["kind"] is not None:
        statement = statement.where(Document.kind == query["kind"])
    return page(session, statement, order=[(Document.id, "desc")], query=query, params=sight_of(actor))


def answer_upload(store: Store, version: DocumentVersion) -> Answer:
    """Answer an announced version with the form to send its file by."""
    form = store.write_form(
        version.object_key, size=version.size, media_type=version.media_type, until=version.expires_at
    )
    upload = {"url": form.url, "fields": form.fields, "expires_at": version.expires_at}
    value = {"document_id": version.document_id, "version": version.number, "upload": upload}
    return answer_json(value, status=201, location=f"/api/documents/{version.document_id}")


def answer_download(store: Store, version: DocumentVersion) -> Answer:
    """Answer a link to exactly the version that was handed out."""
    value = {name: getattr(version, name) for name in ("document_id", "file_name", "media_type", "size", "sha256")}
    url = store.write_link(
        version.object_key, version.object_version or "", disposition=write_disposition(version.file_name),
        media_type=version.media_type, lifetime=LINK_LIFETIME,
    )  # fmt: skip
    expires_at = dt.datetime.now(dt.UTC) + LINK_LIFETIME
    return answer_json({**value, "version": version.number, "url": url, "expires_at": expires_at})
