"""A prosecutor's own busy times, from his own calendar: a class, a doctor, a meeting.

They stand in nobody's way: a court's hour goes first. But whoever looks for a free hour, and the roster, go round them. Others
see that the time is taken, never by what. An event that comes again with its UID takes the former's place.
"""

from __future__ import annotations

import datetime as dt
import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.common.actor import Actor
from services.common.audit import record
from services.common.errors import conflict, invalid, not_found
from services.common.ids import new_id
from services.scheduling.models import RosterEntry
from services.scheduling.models.feeds import OwnTime
from services.scheduling.models.sight import account_of
from services.scheduling.rules.own_times import OwnTimesRefusedError, read_own_times
from services.scheduling.usecases.bookings import take_turns

_MOST = 200


def add_own_times(session: Session, actor: Actor, text: str) -> None:
    """Keep the events of an iCalendar file as one's own busy times: all of them, or none when one cannot be honoured."""
    me = account_of(actor)
    if session.get(RosterEntry, me) is None:
        raise invalid("prosecutor_unknown", "Only prosecutors on the roster keep busy times here.")
    try:
        found = read_own_times(text)
    except OwnTimesRefusedError as refused:
        raise invalid("own_times_refused", str(refused), fields={"calendar": [str(refused)]}) from None
    take_turns(session, courts=(), prosecutors=[me])
    _end(session, me, OwnTime.uid.in_([event.uid for event in found]))
    session.add_all(OwnTime(id=new_id(), prosecutor_id=me, uid=event.uid, calendar=event.calendar) for event in found)
    session.flush()
    kept = sa.select(sa.func.count()).where(OwnTime.prosecutor_id == me, OwnTime.ended_at.is_(None))
    if (session.scalar(kept) or 0) > _MOST:
        raise conflict("too_many_own_times", f"At most {_MOST} busy times can be kept. Remove old ones first.")
    record(session, actor, "own_times_added", f"prosecutor:{me}", events=len(found))


def end_own_time(session: Session, actor: Actor, own_time_id: uuid.UUID) -> None:
    """Let one of one's own busy times count no more."""
    me = account_of(actor)
    if not _end(session, me, OwnTime.id == own_time_id):
        raise not_found("own_time_not_found", "You have no such busy time.")
    record(session, actor, "own_time_ended", f"own_time:{own_time_id}")


def _end(session: Session, prosecutor_id: uuid.UUID, chosen: sa.ColumnElement[bool]) -> bool:
    ended = session.execute(
        sa.update(OwnTime)
        .where(OwnTime.prosecutor_id == prosecutor_id, OwnTime.ended_at.is_(None), chosen)
        .values(ended_at=dt.datetime.now(dt.UTC))
        .returning(OwnTime.id)
    )
    return ended.first() is not None
