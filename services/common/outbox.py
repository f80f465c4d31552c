"""The outbox: an event is a row of the use case's own transaction, and nothing else publishes.

`publish` keeps the event with the session; the rows are written in one statement just before the commit, so their ids
follow the order of commits as closely as can be, and events of one aggregate (whose row the use case holds) exactly.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

import orjson
import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.common.context import current
from services.common.events import Audience, Event
from services.common.ids import new_id
from services.common.tables import outbox

CHANNEL = "cmms_outbox"
_PENDING = "cmms_outbox_pending"


def publish(session: Session, event: Event, *, audience: Audience | None = None) -> None:
    """Let an event be published once the session's transaction is committed; nothing is published if it is not."""
    session.info.setdefault(_PENDING, []).append(_row(event, audience or Audience()))


def pending_events(session: Session) -> list[dict[str, Any]]:
    """Give the envelopes not yet written, for tests of use cases."""
    return [orjson.loads(row["envelope"]) for row in session.info.get(_PENDING, [])]


def write_pending(session: Session) -> None:
    """Write the session's events to the outbox and wake the relay; called just before the commit."""
    rows = session.info.pop(_PENDING, None)
    if rows:
        session.execute(sa.insert(outbox), rows)
        session.execute(sa.text(f"SELECT pg_notify('{CHANNEL}', '')"))


def _row(event: Event, audience: Audience) -> dict[str, Any]:
    context = current.get()
    event_id = new_id()
    data = event.to_data()
    envelope = {
        "id": str(event_id),
        "type": event.wire_name,
        "version": event.schema_version,
        "source": event.source,
        "occurred_at": dt.datetime.now(dt.UTC).isoformat().replace("+00:00", "Z"),
        "aggregate_id": str(data.get(event.aggregate, "")),
        "data": data,
        "audience": {"users": [str(user) for user in audience.users], "districts": list(audience.districts)},
        "correlation_id": context.correlation_id,
        "actor": context.actor_id,
        "traceparent": context.traceparent,
    }
    return {
        "event_id": event_id,
        "event_type": event.wire_name,
        "aggregate_id": envelope["aggregate_id"],
        "envelope": orjson.dumps(envelope).decode(),
    }
