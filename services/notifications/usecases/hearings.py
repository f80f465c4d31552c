"""Hearings as the events tell of them: people are told, and the reminders follow the hearing's time.

Events may come late or in the wrong order. The one that happened last decides when the hearing is; what an older one
says is told to nobody, because it is no longer true.
"""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from services.common.events import Heard
from services.notifications.models import Hearing, Reminder
from services.notifications.rules.invitations import ENTRY
from services.notifications.rules.reminders import plan_reminders
from services.notifications.usecases.case_recipients import find_addressees
from services.notifications.usecases.telling import Fact, tell
from services.scheduling.events import (
    HearingAdjourned,
    HearingCasesChanged,
    HearingHeld,
    HearingMoved,
    HearingScheduled,
    HearingVacated,
)


def hear_scheduled(session: Session, heard: Heard[HearingScheduled]) -> None:
    """Tell of a new hearing, and plan its reminders."""
    event = heard.event
    if not _keep(session, event, heard.occurred_at, starts_at=event.starts_at, joined=event.joined_case_ids):
        return
    _plan(session, event.hearing_id, event.starts_at)
    _tell_of(session, heard, "hearing_scheduled", event.starts_at, once=f"fixed:{event.hearing_id}")


def hear_moved(session: Session, heard: Heard[HearingMoved]) -> None:
    """Tell of the new time, and those who came to the hearing or left it; re-time the reminders."""
    event = heard.event
    lasted = session.scalar(sa.select(Hearing.ends_at).where(Hearing.id == event.hearing_id))
    if not _keep(session, event, heard.occurred_at, starts_at=event.starts_at):
        return
    _plan(session, event.hearing_id, event.starts_at)
    before, now = set(event.previous_prosecutor_ids), set(event.prosecutor_ids)
    is_same = event.starts_at == event.previous_starts_at and event.previous_court_id in (None, event.court_id)
    if before:
        _tell_of(session, heard, "hearing_scheduled", event.starts_at, only=now - before)
        _tell_of(
            session,
            heard,
            "hearing_handed_over",
            event.previous_starts_at,
            only=before - now,
            court_id=event.previous_court_id,
        )
    if not is_same and event.batch_id is not None:
        # People are told of the whole batch at once; a calendar that is kept by mail needs each letter.
        _tell_of(session, heard, ENTRY, event.starts_at)
    elif not is_same:
        _tell_of(
            session, heard, "hearing_moved", event.starts_at, previous_starts_at=event.previous_starts_at.isoformat()
        )
    elif lasted != event.ends_at:
        _tell_of(session, heard, ENTRY, event.starts_at)


def hear_vacated(session: Session, heard: Heard[HearingVacated]) -> None:
    """Tell that a hearing will not take place; nobody is reminded of it any more."""
    event = heard.event
    if not _keep(session, event, heard.occurred_at, starts_at=event.starts_at, is_on=False):
        return
    _forget(session, event.hearing_id)
    # Of one that is heard together with another that one tells, of one of many the batch; only calendars must still let it go.
    is_told_elsewhere = event.merged_into_id is not None or event.batch_id is not None
    _tell_of(session, heard, ENTRY if is_told_elsewhere else "hearing_vacated", event.starts_at)


def hear_cases_changed(session: Session, heard: Heard[HearingCasesChanged]) -> None:
    """Tell those of the cases that were joined to a hearing when it is; who knew of it already is not told again.

    The cases that left it have a hearing of their own, which tells of itself.
    """
    event = heard.event
    _keep(session, event, heard.occurred_at, starts_at=event.starts_at)
    kept = sa.update(Hearing).where(Hearing.id == event.hearing_id).values(joined_case_ids=event.joined_case_ids)
    hearing = session.scalars(kept.returning(Hearing)).one()
    for case_id in event.added_case_ids if hearing.is_on else ():
        fact = Fact(
            code="hearing_scheduled", event_id=heard.id, case_id=case_id, hearing_id=hearing.id,
            court_id=hearing.court_id, needed_by=hearing.starts_at, once=f"fixed:{hearing.id}",
            details={"starts_at": event.starts_at.isoformat()},
        )  # fmt: skip
        tell(session, fact, find_addressees(session, [case_id], prosecutor_ids=event.prosecutor_ids or None))


def hear_adjourned(session: Session, heard: Heard[HearingAdjourned]) -> None:
    """Tell the next date, or that it will follow. The next hearing's own event says the same once only."""
    event = heard.event
    if not _keep(session, event, heard.occurred_at, starts_at=None, is_on=False):
        return
    _forget(session, event.hearing_id)
    if event.next_starts_at is None:
        _tell_of(session, heard, "hearing_adjourned_undated")
    else:
        once = f"fixed:{event.next_hearing_id}"
        _tell_of(session, heard, "hearing_adjourned", event.next_starts_at, hearing_id=event.next_hearing_id, once=once)


def hear_held(session: Session, heard: Heard[HearingHeld]) -> None:
    """Remind nobody of a hearing that took place."""
    if _keep(session, heard.event, heard.occurred_at, starts_at=None, is_on=False):
        _forget(session, heard.event.hearing_id)


def _keep(
    session: Session,
    event: Any,
    said_at: dt.datetime,
    *,
    starts_at: dt.datetime | None,
    joined: list[uuid.UUID] | None = None,
    is_on: bool = True,
) -> bool:
    """Keep what an event says of a hearing; False when a later one spoke already."""
    values: dict[str, Any] = {
        "case_id": event.case_id, "court_id": event.court_id, "is_on": is_on, "said_at": said_at,
        "prosecutor_ids": event.prosecutor_ids,
    }  # fmt: skip
    if starts_at is not None:
        values["starts_at"] = starts_at
    if joined is not None:
        values["joined_case_ids"] = joined
    if hasattr(event, "ends_at"):
        values["ends_at"] = event.ends_at
    statement = insert(Hearing).values(id=event.hearing_id, **values)
    kept = session.execute(
        statement.on_conflict_do_update(
            index_elements=["id"], set_=values, where=Hearing.said_at <= statement.excluded.said_at
        ).returning(Hearing.id)
    )
    if kept.first() is not None:
        return True
    if joined:
        # Only the first event names the joined cases; they hold although a later event came before it.
        session.execute(sa.update(Hearing).where(Hearing.id == event.hearing_id).values(joined_case_ids=joined))
    return False


def _plan(session: Session, hearing_id: uuid.UUID, starts_at: dt.datetime) -> None:
    due = plan_reminders(starts_at, dt.datetime.now(dt.UTC))
    stale = sa.update(Reminder).where(
        Reminder.hearing_id == hearing_id, Reminder.starts_at != starts_at, Reminder.state == "waiting"
    )
    session.execute(stale.values(state="cancelled"))
    for tier, due_at in due.items():
        values = {"starts_at": starts_at, "due_at": due_at, "state": "waiting"}
        statement = insert(Reminder).values(hearing_id=hearing_id, tier=tier, **values)
        session.execute(
            statement.on_conflict_do_update(
                index_elements=["hearing_id", "tier"],
                set_=values,
                where=sa.or_(Reminder.starts_at != starts_at, Reminder.state == "cancelled"),
            )
        )


def _forget(session: Session, hearing_id: uuid.UUID) -> None:
    session.execute(
        sa.update(Reminder)
        .where(Reminder.hearing_id == hearing_id, Reminder.state == "waiting")
        .values(state="cancelled")
    )


def _tell_of(
    session: Session,
    heard: Heard[Any],
    code: str,
    starts_at: dt.datetime | None = None,
    *,
    once: str | None = None,
    hearing_id: uuid.UUID | None = None,
    court_id: uuid.UUID | None = None,
    only: set[uuid.UUID] | None = None,
    **details: str,
) -> None:
    """Tell the hearing's prosecutors, and the others of its case and of the cases joined to it."""
    event = heard.event
    if starts_at is not None:
        details["starts_at"] = starts_at.isoformat()
    hearing = session.get_one(Hearing, event.hearing_id, populate_existing=True)
    for case_id in (event.case_id, *hearing.joined_case_ids):
        fact = Fact(
            code=code, event_id=heard.id, case_id=case_id, hearing_id=hearing_id or event.hearing_id,
            court_id=court_id or event.court_id, needed_by=starts_at, once=once, details=details,
        )  # fmt: skip
        if only is not None:
            tell(session, fact, find_addressees(session, (), prosecutor_ids=only))
        else:
            tell(session, fact, find_addressees(session, [case_id], prosecutor_ids=event.prosecutor_ids or None))
