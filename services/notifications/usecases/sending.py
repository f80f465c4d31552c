"""A message is handed over, part by part; each step is kept before and after, so that nobody is ever told twice.

`start_part` is committed before anything leaves, what came of it afterwards. When a sender dies in between, the part stays
`submitting`: the next sender then knows that it does not know (see doubting.py).
"""

from __future__ import annotations

import datetime as dt
import uuid

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from services.common.ids import new_id
from services.notifications.models import Attempt, Message, MessagePart, Notice, Recipient
from services.notifications.rules.statuses import (
    ACCEPTED,
    DELIVERED,
    EXPIRED,
    FAILED,
    PENDING,
    REJECTED,
    SENDING,
    SUBMITTING,
    UNKNOWN,
    combine,
)
from services.notifications.usecases.claiming import Lease, LeaseLostError, list_parts, open_leased, put_off, release
from services.notifications.usecases.moving import move
from services.notifications.usecases.receipts import adopt_receipts

_REASON = 500


def start_part(session: Session, lease: Lease, message_id: uuid.UUID, number: int) -> MessagePart | None:
    """Keep that a part is about to be handed over; None when it is too late to begin, or the part is under way or done."""
    message, parts = open_leased(session, lease, message_id)
    part = parts[number - 1]
    if part.status != PENDING:
        return None
    if _is_too_late(session, message, parts):
        return None
    part.status = SUBMITTING
    part.submitted_at = dt.datetime.now(dt.UTC)
    move(session, message, SENDING)
    return part


def keep_accepted(session: Session, lease: Lease, message_id: uuid.UUID, number: int, reference: str) -> None:
    """Keep that a part was taken, and by which id; receipts that were quicker are counted now.

    A receipt may have said so already. A lost lease changes nothing: what was accepted was accepted.
    """
    message = session.get_one(Message, message_id, with_for_update=True, populate_existing=True)
    parts = list_parts(session, message_id)
    part = parts[number - 1]
    note(session, message, number, "accepted")
    if part.status == SUBMITTING:
        part.status = ACCEPTED
    part.provider_reference = part.provider_reference or reference
    adopt_receipts(session, message, part)
    settle(session, message, parts)
    if message.lease == lease.id and all(other.status != PENDING for other in parts):
        release(message)


def keep_later(session: Session, lease: Lease, message_id: uuid.UUID, number: int, reason: str) -> None:
    """Keep that a part was not taken, and try again later."""
    message, parts = open_leased(session, lease, message_id)
    parts[number - 1].status = PENDING
    note(session, message, number, "later", reason)
    put_off(message)


def keep_refused(session: Session, message_id: uuid.UUID, number: int, reason: str) -> None:
    """Keep that a part will never be taken: that ends the message."""
    message = session.get_one(Message, message_id, with_for_update=True, populate_existing=True)
    parts = list_parts(session, message_id)
    part = parts[number - 1]
    part.status = REJECTED
    part.settled_at = dt.datetime.now(dt.UTC)
    note(session, message, number, "refused", reason)
    release(message)
    settle(session, message, parts, reason)


def keep_unknown(session: Session, message_id: uuid.UUID, number: int, reason: str, again_at: dt.datetime) -> None:
    """Keep that nobody knows whether a part was taken; it is not handed over again before that is cleared."""
    message = session.get_one(Message, message_id, with_for_update=True, populate_existing=True)
    note(session, message, number, "unknown", reason)
    if list_parts(session, message_id)[number - 1].status == SUBMITTING:
        move(session, message, UNKNOWN, reason)
    release(message, again_at=again_at)


def deliver_notice(session: Session, lease: Lease, message_id: uuid.UUID) -> None:
    """Put a message into its recipient's inbox: once, in the transaction that says so."""
    message, _ = open_leased(session, lease, message_id)
    recipient = session.get_one(Recipient, message.recipient_id)
    if recipient.account_id is None:
        raise LeaseLostError(str(message_id))
    values = {
        "id": new_id(), "message_id": message.id, "account_id": recipient.account_id, "code": message.code,
        "language": message.language, "subject": message.subject, "body": message.body, "case_id": message.case_id,
        "hearing_id": message.hearing_id,
    }  # fmt: skip
    session.execute(insert(Notice).values(values).on_conflict_do_nothing(index_elements=["message_id"]))
    move(session, message, DELIVERED)


def settle(session: Session, message: Message, parts: list[MessagePart], reason: str | None = None) -> None:
    """Put a message into the state that its parts make."""
    status = combine([part.status for part in parts], in_doubt=message.status == UNKNOWN)
    if status != SENDING:
        move(session, message, status, reason)


def note(session: Session, message: Message, number: int, outcome: str, reason: str | None = None) -> None:
    """Keep a try to hand a part over, and what came of it."""
    kept = reason[:_REASON] if reason else None
    session.add(Attempt(id=new_id(), message_id=message.id, part=number, outcome=outcome, reason=kept))


def _is_too_late(session: Session, message: Message, parts: list[MessagePart]) -> bool:
    if message.expires_at > dt.datetime.now(dt.UTC):
        return False
    begun = any(part.status != PENDING for part in parts)
    return move(session, message, FAILED if begun else EXPIRED, "nobody could be told in time")
