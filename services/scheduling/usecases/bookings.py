"""Taking and giving back the time of rooms and prosecutors. The database's exclusion constraint decides who gets it.

Two hearings that exchange their times, each giving back what the other wants, would wait for one another for ever. So whoever
is about to book first waits for his turn with the courts and prosecutors concerned, all of them in one order (`take_turns`); a
hearing's own row is held before that, and several in the order of their ids.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql as pg
from sqlalchemy.dialects.postgresql import Range, insert
from sqlalchemy.orm import Session

from services.common.errors import Problem, conflict
from services.common.ids import new_id
from services.scheduling.models import Booking, Court, Hearing, Leave
from services.scheduling.rules.days import time_of

Resource = tuple[str, uuid.UUID]
# The random end of an id, as many bits as PostgreSQL's advisory locks take; two of one key merely wait for one another.
_LOCK_BITS: Final = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open span of time."""

    starts_at: dt.datetime
    ends_at: dt.datetime

    @property
    def during(self) -> Range[dt.datetime]:
        """Give it as PostgreSQL knows it."""
        return Range(self.starts_at, self.ends_at)


def take_turns(session: Session, *, courts: Iterable[uuid.UUID], prosecutors: Iterable[uuid.UUID]) -> None:
    """Wait until nobody else is booking these; keep the turn until the transaction ends. To ask again for what one holds is free."""
    keys = sorted({identity.int & _LOCK_BITS for identity in (*courts, *prosecutors)})
    key = sa.func.unnest(sa.literal(keys, pg.ARRAY(sa.BigInteger))).column_valued("key")
    session.execute(sa.select(sa.func.pg_advisory_xact_lock(key)))


def book(
    session: Session,
    resources: Iterable[Resource],
    span: Span,
    *,
    hearing_id: uuid.UUID | None = None,
    leave_id: uuid.UUID | None = None,
) -> None:
    """Take the resources for a span, all or none; refuse, naming what is in the way.

    Comes after `take_turns`; a row in the way is skipped rather than failed on, so that what is in the way can be read.
    """
    wanted = sorted(set(resources))
    rows = [
        {
            "id": new_id(), "kind": kind, "resource_id": resource_id, "during": span.during,
            "hearing_id": hearing_id, "leave_id": leave_id, "is_live": True,
        }
        for kind, resource_id in wanted
    ]  # fmt: skip
    session.flush()
    taken = session.execute(insert(Booking).values(rows).on_conflict_do_nothing().returning(Booking.id)).all()
    if len(taken) < len(wanted):
        raise explain(session, wanted, span)


def release(session: Session, *, hearing_id: uuid.UUID | None = None, leave_id: uuid.UUID | None = None) -> None:
    """Give back what a hearing or a leave took; the rows stay as history."""
    holder = Booking.hearing_id == hearing_id if hearing_id else Booking.leave_id == leave_id
    session.flush()
    session.execute(sa.update(Booking).where(holder, Booking.is_live).values(is_live=False))


def explain(session: Session, wanted: Sequence[Resource], span: Span) -> Problem:
    """Say what is in the way: hearing, court and time, or leave; never a person's name."""
    rows = session.execute(
        sa.select(
            Booking.kind, Booking.resource_id, Booking.hearing_id, Booking.leave_id,
            Hearing.court_id, Court.name_en, Hearing.starts_at, Hearing.ends_at, Leave.first_on, Leave.last_on,
        )
        .outerjoin(Hearing, Hearing.id == Booking.hearing_id)
        .outerjoin(Court, Court.id == Hearing.court_id)
        .outerjoin(Leave, Leave.id == Booking.leave_id)
        .where(Booking.is_live, Booking.during.op("&&")(span.during))
        .where(sa.tuple_(Booking.kind, Booking.resource_id).in_(wanted))
        .order_by(sa.func.lower(Booking.during))
        .limit(20)
    ).all()  # fmt: skip
    away = [row for row in rows if row.leave_id is not None]
    if away:
        return conflict(
            "prosecutor_on_leave",
            f"A prosecutor is on leave from {away[0].first_on} to {away[0].last_on}. Choose another.",
            prosecutor_ids=[str(row.resource_id) for row in away],
        )
    return conflict("double_booked", _sentence(rows), in_the_way=[_in_the_way(row) for row in rows])


def _sentence(rows: Sequence[Any]) -> str:
    if not rows:
        return "Someone took this time just now. Try again."
    row = rows[0]
    what = "The court room" if row.kind == "room" else "A prosecutor"
    times = f"{time_of(row.starts_at):%H:%M} to {time_of(row.ends_at):%H:%M}"
    return f"{what} is taken from {times} by a hearing in {row.name_en}. Choose another time."


def _in_the_way(row: Any) -> dict[str, Any]:
    return {
        "kind": row.kind,
        "resource_id": str(row.resource_id),
        "hearing_id": str(row.hearing_id),
        "court_id": str(row.court_id),
        "starts_at": row.starts_at.isoformat(),
        "ends_at": row.ends_at.isoformat(),
    }
