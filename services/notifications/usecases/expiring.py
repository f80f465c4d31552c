"""What nobody could be told in time is told no more, also while no sender runs."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.notifications.models import Message
from services.notifications.rules.statuses import EXPIRED, QUEUED
from services.notifications.usecases.moving import move

_AT_ONCE = 500


def expire(session: Session, now: dt.datetime | None = None) -> int:
    """Expire messages that still wait although what they say has begun; give how many."""
    now = now or dt.datetime.now(dt.UTC)
    late = session.scalars(
        sa.select(Message)
        .where(Message.status == QUEUED, Message.expires_at <= now)
        .where(sa.or_(Message.leased_until.is_(None), Message.leased_until < now))
        .limit(_AT_ONCE)
        .with_for_update(skip_locked=True)
    ).all()
    for message in late:
        move(session, message, EXPIRED, "nobody could be told in time")
    return len(late)
