"""Comparing a file that arrived with what was announced, and locking it: the step that makes it a document.

Before it: the file lies in the store (uploading.py). It sets off: DocumentConfirmed, the extraction of its text.
The store's part (hash, lock, hold) is done on exactly one version of the object before the transaction that confirms it; so
a confirmed version is always locked, and a failure on the way leaves an announced version that can be confirmed again. A
file that is not what was announced is refused for good; nobody gets a link to it, and the worker removes it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import uuid
from dataclasses import dataclass
from typing import Final

import magic
import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.common.actor import Actor
from services.common.audit import record
from services.common.database import Database
from services.common.errors import Problem
from services.common.outbox import publish
from services.documents.access import find_version
from services.documents.clients.store import NotInForceError, Store, Stored
from services.documents.events import DocumentConfirmed
from services.documents.models import Document, DocumentVersion, RetentionPeriod
from services.documents.rules.kinds import READABLE_TYPES, agrees
from services.documents.rules.retention import RetentionRule, choose_rule, retain_until
from services.documents.usecases.audiences import audience_of
from services.documents.usecases.refusing import refusal

OPEN: Final = ("awaiting", "verifying")
_HEAD: Final = 64 * 1024


@dataclass(frozen=True, slots=True)
class _Lock:
    """Which version of the object is locked, how, and since when."""

    stored: Stored
    mode: str
    until: dt.datetime
    since: dt.datetime


def verify_upload(database: Database, store: Store, actor: Actor, document_id: uuid.UUID, number: int) -> None:
    """Confirm a version, or raise why it is refused; repeating it changes nothing."""
    with database.reading() as session:
        version = find_version(session, document_id, number)
        rule = _choose_rule(session, session.get_one(Document, document_id).kind)
    if version.state in OPEN:
        stored = store.find(version.object_key)
        fault = _compare(store, stored, version)
        if fault is not None:
            _refuse(database, actor, version, fault)
        elif stored is not None:
            since = dt.datetime.now(dt.UTC)
            _keep(database, store, actor, version, _Lock(stored, rule.mode, retain_until(rule, since), since))
    with database.reading() as session:
        raise_unless_confirmed(find_version(session, document_id, number))


def raise_unless_confirmed(version: DocumentVersion) -> None:
    """Raise why a version that is not awaited any more has no file, unless it has one."""
    if version.state == "expired":
        raise refusal("upload_expired")
    if version.state == "refused":
        raise refusal(version.reason or "upload_missing")


def raise_missing(version: DocumentVersion) -> None:
    """Raise that a file is not there: not yet, or too late."""
    late = version.expires_at < dt.datetime.now(dt.UTC)
    raise refusal("upload_expired" if late else "upload_missing")


def _compare(store: Store, stored: Stored | None, version: DocumentVersion) -> str | None:
    if stored is None:
        if version.state == "awaiting":
            raise_missing(version)
        return "upload_missing"
    if stored.size != version.size:
        return "upload_size_differs"
    digest, head = hashlib.sha256(), b""
    for chunk in store.read(stored.key, stored.version):
        digest.update(chunk)
        head += chunk[: _HEAD - len(head)]
    if digest.hexdigest() != version.sha256:
        return "upload_sha256_differs"
    return None if agrees(version.media_type, magic.from_buffer(head, mime=True), head) else "upload_type_differs"


def _choose_rule(session: Session, kind: str) -> RetentionRule:
    periods = session.scalars(sa.select(RetentionPeriod).where(RetentionPeriod.kind == kind)).all()
    rules = [RetentionRule(row.kind, row.mode, row.years, row.valid_from, row.valid_to) for row in periods]
    return choose_rule(rules, kind, dt.datetime.now(dt.UTC).date())


def _refuse(database: Database, actor: Actor, version: DocumentVersion, fault: str) -> None:
    with database.transaction() as session:
        standing = find_version(session, version.document_id, version.number, lock=True)
        if standing.state not in OPEN:
            return
        standing.state, standing.reason = "refused", fault
        record(session, actor, "version_refused", f"document:{version.document_id}", version=version.number, code=fault)


def _keep(database: Database, store: Store, actor: Actor, version: DocumentVersion, lock: _Lock) -> None:
    tags = {"document": str(version.document_id), "version": str(version.number), "sha256": version.sha256}
    held = False
    try:
        store.lock(lock.stored.key, lock.stored.version, mode=lock.mode, until=lock.until, tags=tags)
        while not _confirm(database, actor, version, lock, held=held):
            # A hold stands on the document, or came meanwhile: this version must have it before it counts.
            store.hold(lock.stored.key, lock.stored.version, on=True)
            held = True
    except NotInForceError as error:
        raise Problem(
            "failed", "store_does_not_lock", "The store did not lock the file. Tell your administrator."
        ) from error


def _confirm(database: Database, actor: Actor, version: DocumentVersion, lock: _Lock, *, held: bool) -> bool:
    """Confirm the version in one transaction; give False when it needs a hold in the store first."""
    with database.transaction() as session:
        document = session.get_one(Document, version.document_id, with_for_update=True)
        standing = find_version(session, version.document_id, version.number, lock=True)
        if standing.state not in OPEN:
            return True
        if document.is_held and not held:
            return False
        standing.state, standing.object_version, standing.confirmed_at = "confirmed", lock.stored.version, lock.since
        standing.retention_mode, standing.retain_until = lock.mode, lock.until
        standing.text_state = "waiting" if standing.media_type in READABLE_TYPES else "none"
        standing.attempts, standing.leased_until = 0, None
        document.current = max(document.current or 0, standing.number)
        document.version += 1
        _tell(session, actor, document, standing)
    return True


def _tell(session: Session, actor: Actor, document: Document, version: DocumentVersion) -> None:
    record(
        session, actor, "version_confirmed", f"document:{document.id}",
        version=version.number, sha256=version.sha256, object_version=version.object_version,
        retention_mode=version.retention_mode, retain_until=version.retain_until,
    )  # fmt: skip
    event = DocumentConfirmed(
        document_id=document.id, version=version.number, case_id=document.case_id, kind=document.kind,
        sha256=version.sha256,
    )  # fmt: skip
    publish(session, event, audience=audience_of(session, document))
