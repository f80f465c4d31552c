"""Confirming an upload: the sender says that the file is in the store.

Before it: uploading.py. A small file is compared at once; a large one is left to the worker, so that hashing it keeps
nobody waiting, and the sender reads the version until its state says what came of it. One request at a time compares a file:
stores take offence at two who lock one object at once, and a second comparison would find nothing else.
"""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Final

from services.common.actor import Actor
from services.common.audit import record
from services.common.database import Database
from services.documents.access import find_version, version_unknown
from services.documents.clients.store import Store
from services.documents.models import DocumentVersion
from services.documents.usecases.verifying import OPEN, raise_missing, raise_unless_confirmed, verify_upload

AT_ONCE: Final = 8 * 1024 * 1024
"""Bytes of the largest file that is compared while the sender waits."""
_LEASE: Final = dt.timedelta(minutes=1)
"""How long one request compares a file; by then it has an answer or is lost."""


def confirm_upload(database: Database, store: Store, actor: Actor, document_id: uuid.UUID, number: int) -> bool:
    """Confirm the sender's own upload, or raise why it is refused; give False when it is being compared elsewhere."""
    with database.reading() as session:
        version = find_version(session, document_id, number)
    if version.uploaded_by != actor.id:
        raise version_unknown()
    if version.state in OPEN and version.size > AT_ONCE:
        if version.state == "awaiting":
            _leave_to_worker(database, store, actor, version)
        return False
    if version.state in OPEN and not _verify_alone(database, store, actor, version):
        return False
    raise_unless_confirmed(version)
    return True


def _verify_alone(database: Database, store: Store, actor: Actor, version: DocumentVersion) -> bool:
    """Compare a file and give True, or False when another request is comparing it."""
    place = (version.document_id, version.number)
    now = dt.datetime.now(dt.UTC)
    with database.transaction() as session:
        standing = find_version(session, *place, lock=True)
        if standing.leased_until is not None and standing.leased_until > now and standing.state in OPEN:
            return False
        standing.leased_until = now + _LEASE
    try:
        verify_upload(database, store, actor, *place)
    finally:
        with database.transaction() as session:
            find_version(session, *place, lock=True).leased_until = None
    return True


def _leave_to_worker(database: Database, store: Store, actor: Actor, version: DocumentVersion) -> None:
    if store.find(version.object_key) is None:
        raise_missing(version)
    with database.transaction() as session:
        standing = find_version(session, version.document_id, version.number, lock=True)
        if standing.state == "awaiting":
            standing.state = "verifying"
            record(session, actor, "version_arrived", f"document:{version.document_id}", version=version.number)
