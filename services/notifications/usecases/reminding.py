"""Reminders that are due become messages. Who is reminded is decided now, not when the hearing was fixed."""

from __future__ import annotations

import datetime as dt
import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.notifications.models import Hearing, Reminder
from services.notifications.rules.reminders import is_worth_sending
from services.notifications.usecases.case_recipients import find_addressees
from services.notifications.usecases.telling import Fact, tell

_REMINDERS = uuid.UUID("3d1f7b0a-54ce-5c0a-8f5b-6f1f0b6ad0d1")
_AT_ONCE = 100


def remind(session: Session, now: dt.datetime | None = None) -> int:
    """Write the messages of the reminders that are due; give how many reminders that were."""
    now = now or dt.datetime.now(dt.UTC)
    due = session.execute(
        sa.select(Reminder, Hearing)
        .join(Hearing, Hearing.id == Reminder.hearing_id)
        .where(Reminder.state == "waiting", Reminder.due_at <= now)
        .order_by(Reminder.due_at)
        .limit(_AT_ONCE)
        .with_for_update(of=Reminder, skip_locked=True)
    ).all()
    for reminder, hearing in due:
        reminder.state = "done"
        if hearing.is_on and is_worth_sending(reminder.tier, reminder.starts_at, now):
            _tell(session, reminder, hearing)
    return len(due)


def _tell(session: Session, reminder: Reminder, hearing: Hearing) -> None:
    event_id = uuid.uuid5(_REMINDERS, f"{hearing.id}:{reminder.tier}:{reminder.starts_at.isoformat()}")
    for case_id in (hearing.case_id, *hearing.joined_case_ids):
        fact = Fact(
            code="hearing_reminder", event_id=event_id, case_id=case_id, hearing_id=hearing.id, court_id=hearing.court_id,
            needed_by=reminder.starts_at, details={"starts_at": reminder.starts_at.isoformat(), "tier": reminder.tier},
        )  # fmt: skip
        tell(session, fact, find_addressees(session, [case_id], prosecutor_ids=hearing.prosecutor_ids or None))
