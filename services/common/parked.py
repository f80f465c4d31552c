"""Parked events as those who look after the system see them: why, since when, about which things, and nothing of people.

An event's data may be read here for its ids alone. A reason is what a handler raised: its first line, without long numbers,
since PostgreSQL's second line and an outside system's answer may quote what somebody's row holds.
"""

from __future__ import annotations

import re
import uuid
from typing import Any, Final

import orjson
import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.common.actor import Actor
from services.common.audit import record
from services.common.errors import not_found
from services.common.listening import replay
from services.common.tables import retries

MOST: Final = 200
_REASON: Final = 300
_LONG_NUMBER: Final = re.compile(r"\+?\d[\d-]{6,}")


def list_outlines(session: Session) -> dict[str, Any]:
    """Give the parked events, the longest parked first."""
    parked = sa.select(retries).where(retries.c.parked_at.is_not(None))
    rows = session.execute(parked.order_by(retries.c.parked_at, retries.c.id).limit(MOST + 1)).all()
    return {"items": [_outline(row) for row in rows[:MOST]], "more": len(rows) > MOST}


def replay_for(session: Session, actor: Actor, number: int | None, reason: str) -> int:
    """Let one parked event, or all, be tried again; refuse when the one named is not parked."""
    count = replay(session, number)
    if number is not None and not count:
        raise not_found("event_not_parked", "This event is no longer parked. Read the list again.")
    record(session, actor, "events_replayed", "events", reason, number=number, count=count)
    return count


def _outline(row: Any) -> dict[str, Any]:
    return {
        "id": row.id, "handler": row.handler, "event_type": row.event_type, "event_id": row.event_id,
        "about": read_ids(row.envelope), "attempts": row.attempts, "parked_at": row.parked_at.isoformat(),
        "reason": outline_reason(row.reason),
    }  # fmt: skip


def read_ids(envelope: str) -> dict[str, str]:
    """Give the ids that an event carries; nothing for what is no event."""
    try:
        told = orjson.loads(envelope)["data"]
        return {name: value for name, value in told.items() if name.endswith("_id") and _is_id(value)}
    except (ValueError, KeyError, TypeError, AttributeError):
        return {}


def outline_reason(reason: str) -> str:
    """Give why a handler failed, without what may quote a person's data."""
    first = re.split(r"\n|\\n", reason, maxsplit=1)[0][:_REASON]
    return _LONG_NUMBER.sub("…", first)


def _is_id(value: Any) -> bool:
    try:
        return bool(str(uuid.UUID(value)) == value)
    except (ValueError, TypeError, AttributeError):
        return False
