"""One's own messages inside the system: nobody reads or marks another's."""

from __future__ import annotations

import datetime as dt
import uuid

from sqlalchemy.orm import Session

from services.common.actor import Actor
from services.common.audit import record
from services.common.errors import Problem, forbidden, not_found
from services.notifications.models import Notice


def no_such_notice() -> Problem:
    """Say that one's inbox holds no such message."""
    return not_found("notice_unknown", "There is no such message in your inbox.")


def read_account(actor: Actor) -> uuid.UUID:
    """Give the account of the person who asks; services have no inbox."""
    try:
        return uuid.UUID(actor.id)
    except ValueError:
        raise forbidden("people_only", "Only people have an inbox.") from None


def mark_read(session: Session, actor: Actor, notice_id: uuid.UUID) -> None:
    """Keep when a message was first read; that is proof that its reader was told."""
    notice = session.get(Notice, notice_id, with_for_update=True)
    if notice is None or notice.account_id != read_account(actor):
        raise no_such_notice()
    if notice.read_at is None:
        notice.read_at = dt.datetime.now(dt.UTC)
        record(session, actor, "notice_read", f"message:{notice.message_id}")
