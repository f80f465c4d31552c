"""A letter about a hearing carries an invitation to it, or its cancellation, to those who want that in their calendar."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from services.notifications.models import Message, Recipient
from services.notifications.rules.invitations import Invitation, choose_method, is_due, write_invitation


def invite(
    message: Message, recipient: Recipient, hearing: dict[str, Any] | None, *, court: str, office: str
) -> str | None:
    """Give the invitation or cancellation that goes with a letter, as the hearing stands now; None when none is due."""
    if hearing is None or message.hearing_id is None or not recipient.by_invitation:
        return None
    if not is_due(message.code, recipient.account_id, [UUID(person) for person in hearing["prosecutor_ids"]]):
        return None
    method = choose_method(message.code, hearing["status"])
    said = Invitation(
        hearing_id=message.hearing_id, version=hearing["version"],
        starts_at=dt.datetime.fromisoformat(hearing["starts_at"]), ends_at=dt.datetime.fromisoformat(hearing["ends_at"]),
        court=court, organizer=office, attendee=message.destination or "",
    )  # fmt: skip
    return write_invitation(method, said, message.language or "en", dt.datetime.now(dt.UTC))
