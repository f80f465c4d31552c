"""The audit trail: who did what to which thing, when and why, in the transaction that did it.

Entries lie in lanes. Each lane is a chain: hash = SHA-256(previous hash + the entry's stored text). A transaction takes a
lane nobody holds just before its commit, so writers do not queue behind one another. A checkpoint binds the heads of all lanes and
the checkpoint before it, and is signed; so a changed, removed, inserted or reordered entry shows, offline too.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

import orjson
from sqlalchemy.orm import Session

from services.common.actor import Actor
from services.common.closing import pending_audit
from services.common.context import current

LANES = 8
GENESIS = bytes(32)


def record(
    session: Session, actor: Actor, action: str, subject: str, /, reason: str | None = None, **detail: Any
) -> None:
    """Keep an entry: action `report_returned`, subject `case:<id>`; detail holds ids and facts, never protected names."""
    entry = {
        "at": dt.datetime.now(dt.UTC).isoformat(),
        "actor_id": actor.id,
        "action": action,
        "subject": subject,
        "reason": reason,
        "detail": detail,
        "correlation_id": current.get().correlation_id,
    }
    pending_audit(session).append(orjson.dumps(entry, default=str, option=orjson.OPT_SORT_KEYS).decode())


def pending_entries(session: Session) -> list[dict[str, Any]]:
    """Give the entries not yet written, for tests of use cases."""
    return [orjson.loads(entry) for entry in pending_audit(session)]
