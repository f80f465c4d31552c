"""A message goes on from one state to the next, and whoever watches is told."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from services.common.events import Audience
from services.common.outbox import publish
from services.notifications.events import MessageStatusChanged
from services.notifications.models import Message, Recipient
from services.notifications.rules.statuses import ENDS, may_move

_REASON = 500


def move(session: Session, message: Message, status: str, reason: str | None = None) -> bool:
    """Put a message into a state; tell whether it moved. What would go backwards, or nowhere, changes nothing."""
    if not may_move(message.status, status):
        return False
    message.status = status
    message.reason = reason[:_REASON] if reason else None
    message.status_at = dt.datetime.now(dt.UTC)
    message.version += 1
    if status in ENDS:
        message.lease = message.leased_until = None
    publish(session, MessageStatusChanged(message_id=message.id, status=status), audience=_audience(session, message))
    return True


def _audience(session: Session, message: Message) -> Audience:
    recipient = session.get_one(Recipient, message.recipient_id)
    users = [str(recipient.account_id)] if recipient.account_id else []
    return Audience(users=users, districts=[message.district] if message.district else [])
