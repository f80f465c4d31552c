"""A person decides about a message: keeps a waiting one from being sent, or says what became of one in doubt.

For a message in doubt look into the operator's or the mail server's log first: for a letter by its Message-ID (the part's
id), for a short message by its number and time. Only who knows that it did not leave may have it sent again.
"""

from __future__ import annotations

import datetime as dt
import uuid

from sqlalchemy.orm import Session

from services.common.actor import Actor
from services.common.answers import require_version
from services.common.audit import record
from services.common.errors import Problem, conflict, not_found
from services.notifications.models import Message, MessagePart
from services.notifications.rules.statuses import (
    ACCEPTED,
    CANCELLED,
    FAILED,
    PENDING,
    QUEUED,
    SENDING,
    SUBMITTING,
    UNKNOWN,
)
from services.notifications.usecases.claiming import list_parts, release
from services.notifications.usecases.moving import move
from services.notifications.usecases.sending import settle

_PART_AFTER = {"sent": ACCEPTED, "not_sent": PENDING, "give_up": FAILED}


def no_such_message() -> Problem:
    """Say that there is no such message, or none in this person's districts."""
    return not_found("message_unknown", "There is no such message in your districts.")


def access_message(session: Session, actor: Actor, message_id: uuid.UUID) -> Message:
    """Give a message for change; its district must be in the actor's sight."""
    found = session.get(Message, message_id, with_for_update=True)
    if found is None or not actor.sees_district(found.district):
        raise no_such_message()
    return found


def cancel_message(session: Session, actor: Actor, message_id: uuid.UUID, reason: str, if_match: int | None) -> None:
    """Keep a message that waits from being sent."""
    message = access_message(session, actor, message_id)
    require_version(if_match, message.version)
    if message.status != QUEUED:
        raise conflict("message_under_way", "This message is under way already and cannot be held back.")
    move(session, message, CANCELLED, reason)
    record(session, actor, "message_cancelled", f"message:{message.id}", reason)


def settle_message(
    session: Session, actor: Actor, message_id: uuid.UUID, *, outcome: str, reason: str, if_match: int | None
) -> None:
    """Settle a message in doubt: it was sent, it was not (and is sent now), or nobody will ever know."""
    message = access_message(session, actor, message_id)
    require_version(if_match, message.version)
    if message.status != UNKNOWN:
        raise conflict("message_not_in_doubt", "Only a message whose outcome is unknown can be settled.")
    parts = list_parts(session, message.id)
    _settle_parts(parts, _PART_AFTER[outcome])
    if outcome == "give_up":
        move(session, message, FAILED, reason)
    elif any(part.status == PENDING for part in parts):
        move(session, message, SENDING, reason)
    else:
        settle(session, message, parts, reason)
    release(message, again_at=dt.datetime.now(dt.UTC))
    record(session, actor, "message_settled", f"message:{message.id}", reason, outcome=outcome)


def _settle_parts(parts: list[MessagePart], status: str) -> None:
    for part in parts:
        if part.status == SUBMITTING:
            part.status = status
            part.settled_at = dt.datetime.now(dt.UTC) if status == FAILED else None
