"""A part was under way when its sender died or the line went silent: nobody knows whether it left.

It is not handed over again blindly. The operator's centre is asked by our own id of the part: when it has it, that
stands; when it proves that it never had it, the part is free again; when it cannot say, receipts may still tell, and after
a day the message has failed, with a reason for an operator. Mail servers cannot be asked: there an operator looks into the
mail log for the Message-ID and settles it (settling.py).
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence

from sqlalchemy.orm import Session

from services.notifications.models import Message, MessagePart
from services.notifications.rules.receipts import Receipt
from services.notifications.rules.retrying import DOUBT_LASTS
from services.notifications.rules.statuses import ACCEPTED, FAILED, PENDING, SENDING, SUBMITTING, UNKNOWN
from services.notifications.usecases.claiming import Lease, open_leased, release
from services.notifications.usecases.moving import move
from services.notifications.usecases.receipts import adopt_receipts, apply_status
from services.notifications.usecases.sending import note, settle

ASK_AGAIN = dt.timedelta(minutes=10)
REASON = "it is not known whether it was sent; ask the operator, then settle it"


def find_doubtful(parts: Sequence[MessagePart]) -> MessagePart | None:
    """Give the first part that was under way."""
    return next((part for part in parts if part.status == SUBMITTING), None)


def mark_doubtful(session: Session, message: Message) -> None:
    """Keep that a message's sender is gone and its outcome unknown."""
    move(session, message, UNKNOWN, REASON)


def keep_found(
    session: Session, lease: Lease, message_id: uuid.UUID, number: int, *, provider_reference: str, state: str
) -> None:
    """Keep that the centre has the part."""
    message, parts = open_leased(session, lease, message_id)
    part = parts[number - 1]
    if part.status == SUBMITTING:
        part.status = ACCEPTED
        part.provider_reference = part.provider_reference or provider_reference
        apply_status(part, Receipt(provider_reference, state).status)
        adopt_receipts(session, message, part)
        note(session, message, number, "accepted", "the operator's centre has it")
    settle(session, message, parts)
    if all(each.status != PENDING for each in parts):
        release(message)
    elif find_doubtful(parts) is None:
        move(session, message, SENDING)


def keep_absent(session: Session, lease: Lease, message_id: uuid.UUID, number: int) -> None:
    """Keep that the centre proved that it never had the part: it may be handed over after all."""
    message, parts = open_leased(session, lease, message_id)
    part = parts[number - 1]
    if part.status == SUBMITTING:
        part.status = PENDING
        note(session, message, number, "absent", "the operator's centre never had it")
    if find_doubtful(parts) is None:
        move(session, message, SENDING)


def keep_doubt(session: Session, lease: Lease, message_id: uuid.UUID) -> None:
    """Keep that nobody can say; look again later, and give up after a day."""
    message, parts = open_leased(session, lease, message_id)
    doubtful = find_doubtful(parts)
    now = dt.datetime.now(dt.UTC)
    mark_doubtful(session, message)
    if doubtful is not None and (doubtful.submitted_at or now) + DOUBT_LASTS <= now:
        doubtful.status = FAILED
        doubtful.settled_at = now
        move(session, message, FAILED, REASON)
    release(message, again_at=now + ASK_AGAIN)
