"""The duty roster: who stands ready on a day, for remand and bail, for scrutiny, in the office (SCPSA 9(2); CrPC 167).

Comes before the days it is for. All turns of a list are entered or none; nobody has two turns at once, nobody a turn while on leave.
Hearings of the same people at the same time are named, so that they are handed over.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import Range
from sqlalchemy.orm import Session

from services.common.actor import Actor
from services.common.audit import record
from services.common.errors import conflict, invalid, not_found
from services.common.ids import new_id
from services.scheduling.models import Booking, Duty, Hearing, Leave, RosterEntry
from services.scheduling.rules.days import day_of, instant_at, span_of
from services.scheduling.usecases.bookings import take_turns
from services.scheduling.usecases.placing import require_court
from services.scheduling.usecases.postings import require_district, take_entry
from services.scheduling.usecases.words import require_word


def assign_duties(session: Session, actor: Actor, given: dict[str, Any]) -> list[uuid.UUID]:
    """Enter turns of one duty; give their ids."""
    entries = given["entries"]
    first = min(entry["day"] for entry in entries)
    require_word(session, "duty", given["duty"], first, field="duty")
    if first < day_of(dt.datetime.now(dt.UTC)):
        raise invalid(
            "in_the_past", "Days that have passed stay as they are.", fields={"entries": [f"{first} has passed."]}
        )
    if given["court_id"] is not None:
        require_court(session, given["court_id"])
    people = sorted({entry["prosecutor_id"] for entry in entries})
    for person in people:
        take_entry(session, actor, person)
    take_turns(session, courts=(), prosecutors=people)
    rows = [
        Duty(
            id=new_id(), prosecutor_id=entry["prosecutor_id"], duty=given["duty"], court_id=given["court_id"],
            during=_during(entry),
        )
        for entry in entries
    ]  # fmt: skip
    for row in sorted(rows, key=lambda one: (one.prosecutor_id, one.during.lower)):
        _refuse_on_leave(session, row)
        _refuse_twice(session, row)
        session.add(row)
        session.flush()
        record(
            session, actor, "duty_assigned", f"prosecutor:{row.prosecutor_id}", duty=row.duty,
            starts_at=row.during.lower, ends_at=row.during.upper,
        )  # fmt: skip
    return [row.id for row in rows]


def withdraw_duty(session: Session, actor: Actor, duty_id: uuid.UUID) -> None:
    """Take a turn back."""
    duty = session.get(Duty, duty_id, with_for_update=True)
    if duty is None or duty.withdrawn_at is not None:
        raise not_found("duty_not_found", "There is no such turn, or it was taken back already.")
    require_district(actor, session.get_one(RosterEntry, duty.prosecutor_id).district)
    duty.withdrawn_at = dt.datetime.now(dt.UTC)
    record(session, actor, "duty_withdrawn", f"prosecutor:{duty.prosecutor_id}", duty=duty.duty)


def find_hearings_beside(session: Session, duty_ids: Sequence[uuid.UUID]) -> list[uuid.UUID]:
    """Give the hearings (at most 200) of people who have a turn elsewhere at the same time."""
    chosen = (
        sa.select(Hearing.id)
        .join(Booking, Booking.hearing_id == Hearing.id)
        .join(Duty, sa.and_(Duty.prosecutor_id == Booking.resource_id, Duty.during.op("&&")(Booking.during)))
        .where(Booking.is_live, Booking.kind == "prosecutor", Duty.id.in_(duty_ids))
        .where(sa.or_(Duty.court_id.is_(None), Duty.court_id != Hearing.court_id))
        .order_by(Hearing.starts_at, Hearing.id)
        .limit(200)
    )
    return list(dict.fromkeys(session.scalars(chosen)))


def _during(entry: dict[str, Any]) -> Range[dt.datetime]:
    if entry["starts"] is None:
        return Range(*span_of(entry["day"], entry["day"]))
    return Range(instant_at(entry["day"], entry["starts"]), instant_at(entry["day"], entry["ends"]))


def _refuse_on_leave(session: Session, duty: Duty) -> None:
    day = day_of(duty.during.lower)
    away = session.scalar(
        sa.select(Leave.id).where(
            Leave.prosecutor_id == duty.prosecutor_id, Leave.status == "approved",
            Leave.first_on <= day, Leave.last_on >= day,
        )
    )  # fmt: skip
    if away is not None:
        raise conflict(
            "prosecutor_on_leave", f"A prosecutor is on leave on {day}. Choose another.",
            prosecutor_ids=[str(duty.prosecutor_id)], day=str(day),
        )  # fmt: skip


def _refuse_twice(session: Session, duty: Duty) -> None:
    other = session.execute(
        sa.select(Duty.id, Duty.duty).where(
            Duty.prosecutor_id == duty.prosecutor_id, Duty.withdrawn_at.is_(None), Duty.during.op("&&")(duty.during)
        )
    ).first()
    if other is not None:
        day = day_of(duty.during.lower)
        raise conflict(
            "on_duty_already", f"A prosecutor has a turn on {day} already. Take that back first.",
            prosecutor_ids=[str(duty.prosecutor_id)], duty_id=str(other.id), day=str(day),
        )  # fmt: skip
