"""How an event is heard: once per handler, in the transaction of its effect; retried with growing delays, then parked.

Knows nothing of the bus. While the database is away, a listener waits: nothing else could be done with the event either.
"""

from __future__ import annotations

import datetime as dt
import os
import time
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import orjson
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session

from services.common.context import Context, current
from services.common.database import Database, is_away
from services.common.events import Event, Heard
from services.common.logs import get_log
from services.common.metrics import EVENTS, PARKED
from services.common.tables import inbox, retries
from services.common.tracing import span

log = get_log(__name__)

DELAYS: Final = (1, 10, 60, 600, 3600)
_LONGEST_WAIT: Final = 5.0
_REASON: Final = 2000
_LONGEST_ID: Final = 200

Handler = Callable[[Any, Session, Heard[Any]], None]


class NotAnEventError(ValueError):
    """A message that cannot be read as the event it claims to be; trying again would not help."""


@dataclass(frozen=True, slots=True)
class Listener:
    """One handler of one kind of event."""

    name: str
    event: type[Event]
    handler: Handler


Listeners = Mapping[tuple[str, str], Listener]


@cache
def read_delays() -> tuple[int, ...]:
    """Give the pauses before each retry in seconds: DELAYS, unless CMMS_RETRY_SECONDS says otherwise (`1,10,60`)."""
    said = os.environ.get("CMMS_RETRY_SECONDS")
    return tuple(int(seconds) for seconds in said.split(",")) if said else DELAYS


def read_envelope(event: type[Event], envelope: Any) -> Heard[Any]:
    """Read an envelope as an event; raise NotAnEventError when it is none."""
    try:
        return Heard(
            id=uuid.UUID(envelope["id"]),
            event=event.from_data(envelope["data"]),
            occurred_at=dt.datetime.fromisoformat(envelope["occurred_at"]),
            correlation_id=str(envelope.get("correlation_id") or ""),
            actor_id=str(envelope.get("actor") or ""),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise NotAnEventError(f"not a {event.wire_name}: {error!r}") from error


def listen(service: Any, listener: Listener, envelope: Any, database: Database, delays: Sequence[int] = DELAYS) -> str:
    """Hear an event that came from the bus; give the outcome: handled, seen, retrying or parked."""
    wait = 0.1
    while True:
        try:
            outcome = _attempt(service, listener, envelope, database, delays)
        except (DBAPIError, PoolTimeout) as error:
            if not is_away(error):
                raise
            log.warning("listener_waits_for_database", handler=listener.name)
            time.sleep(wait)
            wait = min(wait * 2, _LONGEST_WAIT)
            continue
        EVENTS.labels(listener.name, outcome).inc()
        return outcome


def _attempt(service: Any, listener: Listener, envelope: Any, database: Database, delays: Sequence[int]) -> str:
    try:
        heard = read_envelope(listener.event, envelope)
        return _handle(service, listener, heard, database, envelope.get("traceparent"))
    except NotAnEventError as error:
        keep_failure(database, listener.name, listener.event.wire_name, envelope, repr(error), delays=())
        return "parked"
    except (DBAPIError, PoolTimeout) as error:
        if is_away(error):
            raise
        return _keep(listener, envelope, database, delays, error)
    except Exception as error:  # noqa: BLE001 - whatever a handler raises, its event is kept
        return _keep(listener, envelope, database, delays, error)


def _keep(listener: Listener, envelope: Any, database: Database, delays: Sequence[int], error: Exception) -> str:
    log.warning("listener_failed", handler=listener.name, event_id=envelope.get("id"), exc_info=error)
    return keep_failure(database, listener.name, listener.event.wire_name, envelope, repr(error), delays=delays)


def _handle(service: Any, listener: Listener, heard: Heard[Any], database: Database, traceparent: str | None) -> str:
    with span(f"hear {listener.name}", traceparent) as trace:
        token = current.set(Context(heard.correlation_id, f"service:{service.name}", trace))
        try:
            with database.transaction() as session:
                claim = insert(inbox).values(event_id=heard.id, handler=listener.name).on_conflict_do_nothing()
                fresh = session.execute(claim.returning(inbox.c.handler)).first() is not None
                if fresh:
                    listener.handler(service, session, heard)
                session.execute(
                    sa.delete(retries).where(retries.c.event_id == str(heard.id), retries.c.handler == listener.name)
                )
        finally:
            current.reset(token)
    return "handled" if fresh else "seen"


def keep_failure(
    database: Database, handler: str, event_type: str, envelope: Any, reason: str, *, delays: Sequence[int]
) -> str:
    """Keep an event that could not be handled, to be tried again or, after the last delay, parked; give which."""
    said = envelope.get("id") if isinstance(envelope, dict) else None
    event_id = _keepable(str(said))[:_LONGEST_ID] if said else uuid.uuid4().hex
    text = _keepable(orjson.dumps(envelope).decode() if isinstance(envelope, dict) else str(envelope))
    with database.transaction() as session:
        known = session.execute(
            sa.select(retries.c.attempts)
            .where(retries.c.event_id == event_id, retries.c.handler == handler)
            .with_for_update()
        ).scalar()
        attempts = (known or 0) + 1
        again = attempts <= len(delays)
        now = dt.datetime.now(dt.UTC)
        values = {
            "attempts": attempts,
            "reason": _keepable(reason)[:_REASON],
            "failed_at": now,
            "due_at": now + dt.timedelta(seconds=delays[attempts - 1]) if again else None,
            "parked_at": None if again else now,
        }
        kind = _keepable(event_type)
        row = {"handler": handler, "event_id": event_id, "event_type": kind, "envelope": text, **values}
        session.execute(
            insert(retries).values(row).on_conflict_do_update(index_elements=["event_id", "handler"], set_=values)
        )
    if not again:
        log.error("event_parked", handler=handler, event_id=event_id, attempts=attempts)
    return "retrying" if again else "parked"


def _keepable(text: str) -> str:
    """Take out what PostgreSQL keeps in no text; a failure to keep a failure would hold its queue up for ever."""
    return text.replace("\x00", "")


def retry_due(service: Any, listeners: Listeners, database: Database, delays: Sequence[int] = DELAYS) -> int:
    """Try again the events that are due; give how many were tried. One process of a service does this at a time."""
    with database.reading() as session:
        due = session.execute(
            sa.select(retries.c.handler, retries.c.event_type, retries.c.envelope)
            .where(retries.c.due_at <= sa.func.now())
            .order_by(retries.c.due_at)
            .limit(50)
        ).all()
        PARKED.set(
            session.scalar(sa.select(sa.func.count()).select_from(retries).where(retries.c.parked_at.is_not(None))) or 0
        )
    for handler, event_type, text in due:
        envelope = _parse(text)
        listener = listeners.get((handler, event_type))
        if listener is None:
            keep_failure(database, handler, event_type, envelope, "no such handler any more", delays=())
            continue
        outcome = _attempt(service, listener, envelope, database, delays)
        EVENTS.labels(handler, outcome).inc()
    return len(due)


def _parse(text: str) -> Any:
    try:
        return orjson.loads(text)
    except ValueError:
        return text


def list_parked(session: Session) -> list[dict[str, Any]]:
    """Give the parked events, oldest first."""
    rows = session.execute(sa.select(retries).where(retries.c.parked_at.is_not(None)).order_by(retries.c.parked_at))
    return [dict(row) for row in rows.mappings()]


def replay(session: Session, number: int | None = None) -> int:
    """Let one parked event (or all) be tried again at once; give how many."""
    change = sa.update(retries).where(retries.c.parked_at.is_not(None))
    if number is not None:
        change = change.where(retries.c.id == number)
    changed = session.execute(change.values(due_at=sa.func.now(), parked_at=None, attempts=0).returning(retries.c.id))
    return len(changed.all())
