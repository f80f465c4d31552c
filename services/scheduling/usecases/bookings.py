"""Taking and giving back the time of rooms, courts and people. The database's exclusion constraints decide who gets it.

Two hearings that exchange their times, each giving back what the other wants, would wait for one another for ever. So whoever
is about to book first waits for his turn with everything and everybody concerned, all of them in one order (`take_turns`); a
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

from services.common.ids import new_id
from services.scheduling.models import Booking
from services.scheduling.usecases.in_the_way import Resource, explain

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


def take_turns(
    session: Session, *, courts: Iterable[uuid.UUID], prosecutors: Iterable[uuid.UUID], others: Iterable[uuid.UUID] = ()
) -> None:
    """Wait until nobody else is booking these; keep the turn until the transaction ends. To ask again for what one holds is free."""
    keys = sorted({identity.int & _LOCK_BITS for identity in (*courts, *prosecutors, *others)})
    key = sa.func.unnest(sa.literal(keys, pg.ARRAY(sa.BigInteger))).column_valued("key")
    session.execute(sa.select(sa.func.pg_advisory_xact_lock(key)))


def book(
    session: Session,
    resources: Iterable[Resource],
    span: Span,
    *,
    hearing_id: uuid.UUID | None = None,
    leave_id: uuid.UUID | None = None,
    place_id: uuid.UUID | None = None,
    is_timed: bool = True,
    expires_at: dt.datetime | None = None,
) -> None:
    """Take the resources for a span, all or none; refuse, naming what is in the way.

    Comes after `take_turns`; a row in the way is skipped rather than failed on, so that what is in the way can be read. The place is
    a hearing's court; leave is a place of its own.
    """
    wanted = sorted(set(resources))
    rows = [
        {
            "id": new_id(), "kind": kind, "resource_id": resource_id, "during": span.during,
            "hearing_id": hearing_id, "leave_id": leave_id, "place_id": place_id or leave_id, "is_timed": is_timed,
            "expires_at": expires_at, "is_live": True,
        }
        for kind, resource_id in wanted
    ]  # fmt: skip
    if not rows:
        return
    session.flush()
    taken = _insert(session, rows)
    if len(taken) < len(rows) and _free_lapsed(session, wanted, span):
        taken |= _insert(session, [row for row in rows if row["id"] not in taken])
    if len(taken) < len(rows):
        raise explain(session, wanted, span.during, place_id=place_id or leave_id, is_timed=is_timed, mine=hearing_id)


def release(session: Session, *, hearing_id: uuid.UUID | None = None, leave_id: uuid.UUID | None = None) -> None:
    """Give back what a hearing or a leave took; the rows stay as history."""
    holder = Booking.hearing_id == hearing_id if hearing_id else Booking.leave_id == leave_id
    session.flush()
    session.execute(sa.update(Booking).where(holder, Booking.is_live).values(is_live=False))


def _insert(session: Session, rows: list[dict[str, Any]]) -> set[uuid.UUID]:
    statement = insert(Booking).values(rows).on_conflict_do_nothing().returning(Booking.id)
    return set(session.scalars(statement))


def _free_lapsed(session: Session, wanted: Sequence[Resource], span: Span) -> bool:
    """Give back what provisional hearings that lapsed still hold of this; whoever books it has its turn, so nobody waits here."""
    lapsed = sa.update(Booking).where(
        Booking.is_live, Booking.expires_at <= sa.func.clock_timestamp(), Booking.during.op("&&")(span.during),
        sa.tuple_(Booking.kind, Booking.resource_id).in_(wanted),
    )  # fmt: skip
    return bool(session.scalars(lapsed.values(is_live=False).returning(Booking.id)).all())
