"""Reading the roster and leave."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any, Final

import orjson
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql as pg
from sqlalchemy.orm import Session

from services.common.actor import Actor
from services.common.answers import Answer, JsonRow, page
from services.common.errors import not_found
from services.scheduling.models import Leave, RosterEntry
from services.scheduling.models.sight import leave_seen

_ENTRIES: Final = sa.select(
    RosterEntry.id, RosterEntry.district,
    sa.func.coalesce(RosterEntry.seat, RosterEntry.district).label("seat"),
    RosterEntry.designation, RosterEntry.is_active, RosterEntry.version,
)  # fmt: skip
_ENTRY: Final = JsonRow(_ENTRIES.where(RosterEntry.id == sa.bindparam("prosecutor_id", type_=pg.UUID(as_uuid=True))))
LEAVES: Final = sa.select(
    Leave.id, Leave.prosecutor_id, Leave.first_on, Leave.last_on, Leave.kind, Leave.status, Leave.refusal,
    Leave.applied_at, Leave.decided_at, Leave.version,
)  # fmt: skip


def read_roster_entry(session: Session, prosecutor_id: uuid.UUID, *, status: int = 200) -> Answer:
    """Answer a prosecutor's posting."""
    missing = not_found("prosecutor_not_found", "There is no such prosecutor on the roster.")
    location = f"/api/roster/{prosecutor_id}" if status == 201 else None
    return _ENTRY.one(session, missing=missing, status=status, location=location, prosecutor_id=prosecutor_id)


def list_roster(session: Session, query: dict[str, Any]) -> Answer:
    """Answer a page of the roster."""
    if query["district"] is None:
        return page(session, _ENTRIES, order=[(RosterEntry.id, "asc")], query=query)
    chosen = _ENTRIES.where(RosterEntry.district == query["district"])
    return page(session, chosen, order=[(RosterEntry.id, "asc")], query=query)


def read_leave(
    session: Session, actor: Actor, leave_id: uuid.UUID, *, status: int = 200, warnings: Sequence[Any] | None = None
) -> Answer:
    """Answer a leave in the actor's sight, with what to look at again when it was just applied for or approved."""
    missing = not_found("leave_not_found", "There is no such leave, or it is not in your sight.")
    location = f"/api/leave/{leave_id}" if status == 201 else None
    chosen = LEAVES.where(Leave.id == leave_id, leave_seen(actor))
    if warnings is not None:
        told = sa.literal(orjson.dumps(list(warnings)).decode(), sa.Text)
        chosen = chosen.add_columns(sa.cast(told, pg.JSON).label("warnings"))
    row = JsonRow(chosen)
    return row.one(session, missing=missing, status=status, location=location)


def list_leave(session: Session, actor: Actor, query: dict[str, Any]) -> Answer:
    """Answer a page of leave in the actor's sight, that touches the days asked about."""
    chosen = LEAVES.where(leave_seen(actor))
    if query["prosecutor_id"] is not None:
        chosen = chosen.where(Leave.prosecutor_id == query["prosecutor_id"])
    if query["status"] is not None:
        chosen = chosen.where(Leave.status == query["status"])
    if query["from_day"] is not None:
        chosen = chosen.where(Leave.last_on >= query["from_day"])
    if query["to_day"] is not None:
        chosen = chosen.where(Leave.first_on <= query["to_day"])
    return page(session, chosen, order=[(Leave.first_on, "asc"), (Leave.id, "asc")], query=query)
