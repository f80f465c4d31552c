"""An event becomes messages that wait: one a recipient and channel, however often the event comes.

Nothing is fetched or rendered here: a message holds ids and facts, and the sender asks the other services for the rest
when it is about to send. So a listener needs nothing but this database.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from services.common.context import current
from services.common.ids import new_id
from services.notifications.models import Message
from services.notifications.rules.retrying import expiry
from services.notifications.rules.statuses import QUEUED
from services.notifications.rules.tellings import Addressee, draft_messages


@dataclass(frozen=True, slots=True)
class Fact:
    """What people are told: the kind, the event it came from, and what it is about.

    district: whose offices see that it was told; the recipient's until the case's is known.
    needed_by: when what it says begins, after which telling it is useless.
    once: a key under which it is told once, whichever of several events says it.
    """

    code: str
    event_id: uuid.UUID
    case_id: uuid.UUID | None = None
    hearing_id: uuid.UUID | None = None
    court_id: uuid.UUID | None = None
    district: str | None = None
    needed_by: dt.datetime | None = None
    once: str | None = None
    details: dict[str, Any] = field(default_factory=dict)


def tell(session: Session, fact: Fact, addressees: Iterable[Addressee]) -> int:
    """Write the messages that a fact causes; give how many are new."""
    now = dt.datetime.now(dt.UTC)
    if fact.needed_by is not None and fact.needed_by <= now:
        return 0
    rows = [
        {
            "id": new_id(),
            "event_id": fact.event_id,
            "once": fact.once,
            "recipient_id": draft.recipient_id,
            "channel": draft.channel,
            "code": fact.code,
            "status": QUEUED,
            "case_id": fact.case_id,
            "hearing_id": fact.hearing_id,
            "court_id": fact.court_id,
            "district": fact.district or draft.district,
            "facts": fact.details,
            "needed_by": fact.needed_by,
            "not_before": now,
            "expires_at": expiry(now, fact.needed_by),
            "correlation_id": current.get().correlation_id,
        }
        for draft in draft_messages(fact.code, addressees)
    ]
    if not rows:
        return 0
    written = session.execute(insert(Message).values(rows).on_conflict_do_nothing().returning(Message.id))
    return len(written.all())
