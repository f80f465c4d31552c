"""The law's periods, tasks and the courts' directions, told to those whose work they are.

Cases' timers and steps say what is due (`ClockReminded`, `TaskDue`, …) and name the accounts; here each becomes a message a
person and channel, once: a period by its step, a task by its owner and day. Whoever took a task himself is not told of it, and
what still waits of a task or direction that is over is cancelled. Texts name the case and the day, never what is to be done.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.cases.events import (
    AdjournmentsRepeated,
    ClockEscalated,
    ClockMissed,
    ClockReminded,
    DirectionEnded,
    DirectionGiven,
    TaskDue,
    TaskEnded,
    TaskGiven,
)
from services.common.events import Heard
from services.notifications.models import Message
from services.notifications.rules.quiet_hours import KARACHI
from services.notifications.rules.statuses import CANCELLED, QUEUED
from services.notifications.rules.tellings import OFFICER, PROSECUTOR, Addressee
from services.notifications.usecases.case_recipients import find_accounts, find_addressees
from services.notifications.usecases.moving import move
from services.notifications.usecases.offices import find_holders
from services.notifications.usecases.telling import Fact, tell

# Whom a court's direction to the police is told besides the prosecutors.
_TOLD_WITH: Final = {"police": {PROSECUTOR, OFFICER}}
_TASK: Final = ("task_given", "task_due")
_DIRECTION: Final = ("direction_given",)
_HEAD: Final = "district_public_prosecutor"


def hear_clock_reminded(session: Session, heard: Heard[ClockReminded]) -> None:
    """Tell that a period comes to its end, or ends today; once it has ended, its being missed is told instead."""
    _tell_period(session, heard, "clock_reminded", needed_by=_end_of(heard.event.due_on))


def hear_clock_missed(session: Session, heard: Heard[ClockMissed]) -> None:
    """Tell that a period has passed without its step."""
    _tell_period(session, heard, "clock_missed")


def hear_clock_escalated(session: Session, heard: Heard[ClockEscalated]) -> None:
    """Tell the case's prosecutors to which office a period has gone up, and who holds that office; of a sealed case these alone."""
    event = heard.event
    holders = find_holders(session, event.told_to, event.district) if event.district else []
    _tell_period(session, heard, "clock_escalated", holders, office=event.told_to)


def hear_task_given(session: Session, heard: Heard[TaskGiven]) -> None:
    """Tell somebody of a task that somebody else gave, or of its new day."""
    event = heard.event
    if event.owner_id is None or str(event.owner_id) == heard.actor_id:
        return
    once = f"task:{event.task_id}:{event.owner_id}:{event.due_on}"
    fact = _fact(heard, "task_given", event.due_on, once=once, task_id=str(event.task_id))
    tell(session, fact, find_accounts(session, [event.owner_id], PROSECUTOR))


def hear_task_due(session: Session, heard: Heard[TaskDue]) -> None:
    """Tell the owner of a task whose day comes; of one that nobody has taken, the case's prosecutors."""
    event = heard.event
    once = f"task:{event.task_id}:{event.what}:{event.due_on}"
    fact = _fact(heard, "task_due", event.due_on, once=once, task_id=str(event.task_id))
    tell(session, fact, _accounts_or_team(session, event.case_id, [event.owner_id] if event.owner_id else []))


def hear_task_ended(session: Session, heard: Heard[TaskEnded]) -> None:
    """Cancel what still waits of a task that is done or cancelled."""
    _cancel_waiting(session, heard.event.case_id, _TASK, task_id=heard.event.task_id)


def hear_direction_given(session: Session, heard: Heard[DirectionGiven]) -> None:
    """Tell the case's prosecutors, and of a direction to the police its officers, what day a court set."""
    event = heard.event
    told_with = _TOLD_WITH.get(event.addressee, {PROSECUTOR})
    once = f"direction:{event.direction_id}:{event.due_on}"
    fact = _fact(heard, "direction_given", event.due_on, once=once, direction_id=str(event.direction_id))
    people = find_addressees(session, [event.case_id])
    tell(session, fact, [person for person in people if person.capacity in told_with])


def hear_direction_ended(session: Session, heard: Heard[DirectionEnded]) -> None:
    """Cancel what still waits of a direction that was complied with or withdrawn."""
    _cancel_waiting(session, heard.event.case_id, _DIRECTION, direction_id=heard.event.direction_id)


def hear_adjournments_repeated(session: Session, heard: Heard[AdjournmentsRepeated]) -> None:
    """Tell the case's prosecutors, and the head of its district, that the prosecution had it adjourned again and again."""
    event = heard.event
    once = f"adjournments:{event.case_id}:{event.count}"
    fact = Fact("adjournments_repeated", heard.id, event.case_id, once=once, details={"count": event.count})
    heads = find_holders(session, _HEAD, event.district) if event.district else []
    tell(session, fact, [*_accounts_or_team(session, event.case_id, []), *heads])


def _tell_period(
    session: Session,
    heard: Heard[ClockReminded] | Heard[ClockMissed] | Heard[ClockEscalated],
    code: str,
    also: Sequence[Addressee] = (),
    *,
    needed_by: dt.datetime | None = None,
    **details: Any,
) -> None:
    event = heard.event
    fact = _fact(heard, code, event.due_on, needed_by=needed_by, rule=event.law or event.rule_id, **details)
    tell(session, fact, [*_accounts_or_team(session, event.case_id, event.account_ids), *also])


def _fact(
    heard: Heard[Any],
    code: str,
    due_on: dt.date | None,
    *,
    once: str | None = None,
    needed_by: dt.datetime | None = None,
    **details: Any,
) -> Fact:
    return Fact(
        code=code, event_id=heard.id, case_id=heard.event.case_id, once=once, needed_by=needed_by,
        details={"due_on": due_on.isoformat() if due_on else None, **details},
    )  # fmt: skip


def _accounts_or_team(session: Session, case_id: uuid.UUID, account_ids: list[uuid.UUID]) -> list[Addressee]:
    """Give the accounts that an event names, or the case's prosecutors where it names none."""
    if account_ids:
        return find_accounts(session, account_ids, PROSECUTOR)
    return [person for person in find_addressees(session, [case_id]) if person.capacity == PROSECUTOR]


def _end_of(day: dt.date | None) -> dt.datetime | None:
    if day is None:
        return None
    return dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), tzinfo=KARACHI)


def _cancel_waiting(session: Session, case_id: uuid.UUID, codes: tuple[str, ...], **subject: uuid.UUID) -> None:
    """Cancel a case's messages of these codes and this subject that nobody has begun to send."""
    now = dt.datetime.now(dt.UTC)
    ((name, wanted),) = subject.items()
    waiting = (
        sa.select(Message)
        .where(Message.case_id == case_id, Message.status == QUEUED, Message.code.in_(codes))
        .where(Message.facts[name].astext == str(wanted))
        .where(sa.or_(Message.leased_until.is_(None), Message.leased_until < now))
        .with_for_update(skip_locked=True)
    )
    for message in session.scalars(waiting):
        move(session, message, CANCELLED, "it is over")
