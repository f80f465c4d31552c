"""Confirming an upload: the sender says that the file is in the store.

Before it: uploading.py. A small file is compared at once; a large one is left to the worker, so that hashing it keeps
nobody waiting, and the sender reads the version until its state says what came of it. One request at a time compares a file:
stores take offence at two who lock one object at once. When it dies over that, the worker takes the file up a minute later.
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
from services.documents.usecases.verifying import raise_missing, raise_unless_confirmed, verify_upload

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
    if version.state == "awaiting":
        if store.find(version.object_key) is None:
            raise_missing(version)
        is_ours = version.size <= AT_ONCE
        if _take(database, actor, version, lease=_LEASE if is_ours else None) and is_ours:
            _verify_now(database, store, actor, version)
            return True
        return False
    raise_unless_confirmed(version)
    return version.state != "verifying"


def _take(database: Database, actor: Actor, version: DocumentVersion, *, lease: dt.timedelta | None) -> bool:
    """Take a version out of those that are awaited, so that one alone compares it; the worker when nobody has a lease."""
    with database.transaction() as session:
        standing = find_version(session, version.document_id, version.number, lock=True)
        if standing.state != "awaiting":
            return False
        standing.state = "verifying"
        standing.leased_until = None if lease is None else dt.datetime.now(dt.UTC) + lease
        if lease is None:
            record(session, actor, "version_arrived", f"document:{version.document_id}", version=version.number)
    return True


def _verify_now(database: Database, store: Store, actor: Actor, version: DocumentVersion) -> None:
    place = (version.document_id, version.number)
    try:
        verify_upload(database, store, actor, *place)
    except Exception:
        with database.transaction() as session:
            standing = find_version(session, *place, lock=True)
            if standing.state == "verifying":
                standing.state, standing.leased_until = "awaiting", None
        raise
