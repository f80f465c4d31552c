"""A sender takes messages for a while: nobody else touches them until its lease ends, even when it dies.

What a sender does with a message it only does while its lease holds (`open_leased`), so one that was held up for long
finds out before it hands anything over.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.notifications.models import Message, MessagePart
from services.notifications.rules.quiet_hours import QuietHours
from services.notifications.rules.rendering import SMS
from services.notifications.rules.retrying import next_try
from services.notifications.rules.statuses import QUEUED, SENDING, UNKNOWN

_WAITING = Message.status.in_((QUEUED, SENDING, UNKNOWN))


@dataclass(frozen=True, slots=True)
class Lease:
    """A sender's right to some messages: who, and for how long each time."""

    id: uuid.UUID
    seconds: int


class LeaseLostError(Exception):
    """The message belongs to another sender by now, or went on: leave it alone."""


def claim(
    session: Session, lease: Lease, channels: Iterable[str], limit: int, *, quiet: QuietHours
) -> Sequence[Message]:
    """Take messages that are due, the longest waiting first; a short message that is not urgent waits for the morning."""
    now = dt.datetime.now(dt.UTC)
    found = session.scalars(
        sa.select(Message)
        .where(
            _WAITING,
            Message.not_before <= now,
            Message.channel.in_(list(channels)),
            sa.or_(Message.leased_until.is_(None), Message.leased_until < now),
        )
        .order_by(Message.not_before, Message.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    ).all()
    due = []
    for message in found:
        # What was begun is ended: half a message helps nobody.
        at = quiet.earliest_send(now, message.needed_by) if (message.channel, message.status) == (SMS, QUEUED) else now
        if at > now:
            release(message, again_at=at)
            continue
        _renew(message, lease, now)
        due.append(message)
    return due


def open_leased(session: Session, lease: Lease, message_id: uuid.UUID) -> tuple[Message, list[MessagePart]]:
    """Open a message and its parts for change, and renew the lease; raise LeaseLostError when it ended."""
    now = dt.datetime.now(dt.UTC)
    message = session.get(Message, message_id, with_for_update=True, populate_existing=True)
    if message is None or message.lease != lease.id or message.leased_until is None or message.leased_until <= now:
        raise LeaseLostError(str(message_id))
    _renew(message, lease, now)
    return message, list_parts(session, message_id)


def list_parts(session: Session, message_id: uuid.UUID) -> list[MessagePart]:
    """Give the parts of a message in order."""
    statement = sa.select(MessagePart).where(MessagePart.message_id == message_id).order_by(MessagePart.number)
    return list(session.scalars(statement.execution_options(populate_existing=True)))


def release(message: Message, *, again_at: dt.datetime | None = None) -> None:
    """Let others have the message, at an instant when one is given."""
    message.lease = message.leased_until = None
    if again_at is not None:
        message.not_before = again_at


def put_off(message: Message) -> None:
    """Try a message again later, each time after a longer pause."""
    message.tries += 1
    release(message, again_at=next_try(message.tries, dt.datetime.now(dt.UTC)))


def release_all(session: Session, lease: Lease, message_ids: Iterable[uuid.UUID]) -> None:
    """Give back what a sender still holds of these."""
    held = sa.update(Message).where(Message.id.in_(list(message_ids)), Message.lease == lease.id)
    session.execute(held.values(lease=None, leased_until=None))


def _renew(message: Message, lease: Lease, now: dt.datetime) -> None:
    message.lease = lease.id
    message.leased_until = now + dt.timedelta(seconds=lease.seconds)
