"""What a transaction writes last, just before its commit and in one statement.

Its events go to the outbox, so that their ids follow the order of commits as closely as can be; its audit entries to a lane
that nobody holds, which is then held as briefly as can be; its answer beside the idempotency key. Until then all of it
waits with the session, and is forgotten when the transaction is rolled back.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any, Final, cast

import orjson
import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.orm import Session

from services.common.copying import copy_rows
from services.common.prepared import Ready
from services.common.tables import audit_entries as entries_table
from services.common.tables import audit_heads as heads
from services.common.tables import idempotency_keys as keys
from services.common.tables import outbox

CHANNEL: Final = "cmms_outbox"
_EVENTS: Final = "cmms_events_pending"
_ENTRIES: Final = "cmms_audit_pending"
_ANSWER: Final = "cmms_answer_pending"
_COLUMNS: Final = ("event_id", "event_type", "aggregate_id", "envelope")
# From so many audit entries on it is quicker to chain them here and to copy them.
_MANY: Final = 500
_AT_ONCE: Final = 2000


def pending_rows(session: Session) -> list[dict[str, str]]:
    """Give the outbox rows that wait for the commit: add to them, and they are written."""
    return cast("list[dict[str, str]]", session.info.setdefault(_EVENTS, []))


def pending_audit(session: Session) -> list[str]:
    """Give the audit entries that wait for the commit: add to them, and they are written."""
    return cast("list[str]", session.info.setdefault(_ENTRIES, []))


def keep_at_end(session: Session, answer: Mapping[str, Any]) -> None:
    """Let an answer be kept with its claimed key; answer: `actor`, `claimed`, `answer`, `headers`."""
    session.info[_ANSWER] = answer


def _texts(name: str) -> sa.BindParameter[Sequence[str]]:
    return sa.bindparam(name, type_=sa.ARRAY(sa.Text))


def _closing() -> sa.Select[Any]:
    """Give the statement; each of its parts does nothing when there is nothing of its kind."""
    rows = sa.func.unnest(*(_texts(f"{name}s") for name in _COLUMNS))
    told = rows.table_valued(*_COLUMNS, with_ordinality="place", name="told").render_derived()
    given = sa.select(sa.cast(told.c.event_id, outbox.c.event_id.type), *(told.c[name] for name in _COLUMNS[1:]))
    written = (
        sa.insert(outbox)
        .from_select(list(_COLUMNS), given.order_by(told.c.place))
        .returning(outbox.c.id)
        .cte("written")
    )
    kept = (
        sa.update(keys)
        .where(keys.c.actor_id == sa.bindparam("actor"), keys.c.key == sa.bindparam("claimed"))
        .values(answer=sa.bindparam("answer"), headers=sa.bindparam("headers"))
        .returning(keys.c.key)
        .cte("kept")
    )
    entries = _texts("entries")
    appended = sa.select(sa.func.cmms_audit_append(entries)).where(sa.func.cardinality(entries) > 0)
    woken = sa.select(sa.func.pg_notify(sa.literal_column(f"'{CHANNEL}'"), sa.literal_column("''"))).select_from(
        written
    )
    return sa.select(appended.scalar_subquery(), woken.limit(sa.literal_column("1")).scalar_subquery()).add_cte(kept)


_CLOSING: Final = Ready(_closing())
_NO_ANSWER: Final = {"actor": None, "claimed": None, "answer": None, "headers": None}


def write_events(session: Session) -> None:
    """Write the events before their time, when they would take too much memory until the commit."""
    copy_rows(session, outbox.name, session.info.pop(_EVENTS, ()))
    session.execute(sa.select(sa.func.pg_notify(CHANNEL, "")))


def _append_many(session: Session, entries: Sequence[str]) -> None:
    """Append to a lane as `cmms_audit_append` does; in parts, for the memory that their rows take."""
    lane, number, digest = _take_lane(session)
    for first in range(0, len(entries), _AT_ONCE):
        rows: list[dict[str, Any]] = []
        for entry in entries[first : first + _AT_ONCE]:
            number, digest = number + 1, hashlib.sha256(digest + entry.encode()).digest()
            said = orjson.loads(entry)
            told = {name: said[name] for name in ("at", "actor_id", "action", "subject")}
            rows.append({"lane": lane, "number": number, **told, "entry": entry, "hash": digest})
        copy_rows(session, entries_table.name, rows)
    session.execute(sa.update(heads).where(heads.c.lane == lane).values(number=number, hash=digest))


def _take_lane(session: Session) -> tuple[int, int, bytes]:
    """Hold a lane that nobody holds, or wait for the first; give its number, and its last entry's number and hash."""
    lanes = sa.select(heads.c.lane, heads.c.number, heads.c.hash)
    free = lanes.order_by(sa.func.random()).limit(1).with_for_update(skip_locked=True)
    found = session.execute(free).first() or session.execute(lanes.where(heads.c.lane == 0).with_for_update()).one()
    return found.lane, found.number, bytes(found.hash)


def _write(session: Session, waiting: tuple[str, ...]) -> None:
    found = {name: session.info.pop(name) for name in waiting if session.info.get(name)}
    if not found:
        return
    columns = {f"{name}s": [row[name] for row in found.get(_EVENTS, ())] for name in _COLUMNS}
    _CLOSING.rows(session, {**columns, "entries": found.get(_ENTRIES, []), **found.get(_ANSWER, _NO_ANSWER)})


@event.listens_for(Session, "before_commit")
def _close(session: Session) -> None:
    session.flush()
    if len(pending_audit(session)) >= _MANY:
        _append_many(session, session.info.pop(_ENTRIES))
    _write(session, (_EVENTS, _ENTRIES, _ANSWER))


@event.listens_for(Session, "after_rollback")
def _forget_pending(session: Session) -> None:
    session.info.clear()
