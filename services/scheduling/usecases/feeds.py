"""A person's calendar feed: a secret address for calendar apps, which can't sign in. Only the token's hash is kept."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
import uuid
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.common.actor import Actor
from services.common.audit import record
from services.common.errors import not_found
from services.common.ids import new_id
from services.scheduling.models import CalendarFeed, RosterEntry
from services.scheduling.models.sight import account_of


@dataclass(frozen=True, slots=True)
class NewFeed:
    """A feed that was just made; its token is never shown again."""

    token: str
    created_at: dt.datetime


def hash_token(token: str) -> bytes:
    """Give a token's hash; the token is random and long, so one round is enough."""
    return hashlib.sha256(token.encode()).digest()


def create_calendar_feed(session: Session, actor: Actor) -> NewFeed:
    """Make a feed for oneself; an older one ends, so that a lost address can be replaced."""
    _end(session, account_of(actor))
    made = NewFeed(secrets.token_urlsafe(32), dt.datetime.now(dt.UTC))
    feed = CalendarFeed(
        id=new_id(), account_id=account_of(actor), token_hash=hash_token(made.token), created_at=made.created_at
    )
    session.add(feed)
    session.flush()
    record(session, actor, "calendar_feed_created", f"calendar_feed:{feed.id}")
    return made


def revoke_calendar_feed(session: Session, actor: Actor) -> None:
    """End one's feed."""
    if not _end(session, account_of(actor)):
        raise not_found("calendar_feed_not_found", "You have no calendar feed.")
    record(session, actor, "calendar_feed_revoked", f"account:{actor.id}")


def end_feed_of(session: Session, actor: Actor, prosecutor_id: uuid.UUID) -> None:
    """End another's feed, of a prosecutor posted in one's districts: his telephone was lost, or he left."""
    entry = session.get(RosterEntry, prosecutor_id)
    if entry is None or not actor.sees_district(entry.district):
        raise not_found("prosecutor_not_found", "There is no such prosecutor in your districts.")
    if not _end(session, prosecutor_id):
        raise not_found("calendar_feed_not_found", "This prosecutor has no calendar feed.")
    record(session, actor, "calendar_feed_ended", f"account:{prosecutor_id}")


def _end(session: Session, account_id: uuid.UUID) -> bool:
    ended = session.execute(
        sa.update(CalendarFeed)
        .where(CalendarFeed.account_id == account_id, CalendarFeed.revoked_at.is_(None))
        .values(revoked_at=sa.func.now())
        .returning(CalendarFeed.id)
    )
    return ended.first() is not None
