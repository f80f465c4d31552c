"""The outbox: an event is a row of the use case's own transaction, and nothing else publishes.

`publish` keeps the event with the session; the rows are written just before the commit (see `closing.py`), so their ids
follow the order of commits as closely as can be, and events of one aggregate (whose row the use case holds) exactly.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

import orjson
from sqlalchemy.orm import Session

from services.common.closing import pending_rows
from services.common.context import current
from services.common.events import Audience, Event
from services.common.ids import new_id


def publish(session: Session, event: Event, *, audience: Audience | None = None) -> None:
    """Let an event be published once the session's transaction is committed; nothing is published if it is not."""
    pending_rows(session).append(_row(event, audience or Audience()))


def pending_events(session: Session) -> list[dict[str, Any]]:
    """Give the envelopes not yet written, for tests of use cases."""
    return [orjson.loads(row["envelope"]) for row in pending_rows(session)]


def _row(event: Event, audience: Audience) -> dict[str, str]:
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
        "event_id": str(event_id),
        "event_type": event.wire_name,
        "aggregate_id": str(envelope["aggregate_id"]),
        "envelope": orjson.dumps(envelope).decode(),
    }
