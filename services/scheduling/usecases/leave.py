"""Leave: applied for by the prosecutor, approved or refused by a superior, cancelled when it is not taken.

Approved leave is a booking like any other, so nobody can be booked while away. Hearings that are in the way are handed over to
the one named in the same step; without a successor the approval is refused and names them. Trial days that should not lose their
prosecutor (ATA 19(7)) are warned of when leave is applied for and when it is approved.
"""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.common.actor import Actor
from services.common.answers import require_version
from services.common.audit import record
from services.common.errors import conflict, forbidden, invalid
from services.common.events import Audience
from services.common.ids import new_id
from services.common.outbox import publish
from services.scheduling.events import LeaveApproved, LeaveCancelled
from services.scheduling.models import Booking, Duty, Leave, RosterEntry
from services.scheduling.models.bookings import is_taken
from services.scheduling.models.sight import account_of, take_leave
from services.scheduling.queries.pinned import read_pinned
from services.scheduling.rules.days import span_of
from services.scheduling.rules.leave import may_become
from services.scheduling.usecases.bookings import Span, book, release, take_turns
from services.scheduling.usecases.moving import hand_over
from services.scheduling.usecases.warnings import note_warnings, warn

DECIDE = "scheduling.decide_leave"


def apply_for_leave(session: Session, actor: Actor, given: dict[str, Any]) -> uuid.UUID:
    """Apply for leave, one's own or, for those who keep the roster, another's; give its id."""
    person = given["prosecutor_id"] or account_of(actor)
    if person != account_of(actor) and "scheduling.roster" not in actor.may:
        raise forbidden("not_your_leave", "Apply for your own leave.")
    entry = session.get(RosterEntry, person)
    if entry is None:
        raise invalid(
            "prosecutor_unknown", "Only prosecutors on the roster take leave here.",
            fields={"prosecutor_id": ["Not on the roster."]},
        )  # fmt: skip
    if person != account_of(actor) and not actor.sees_district(entry.district):
        raise forbidden("district_out_of_sight", "This prosecutor is not posted in your districts.")
    _refuse_twice(session, person, given["first_on"], given["last_on"])
    leave = Leave(
        id=new_id(), prosecutor_id=person, first_on=given["first_on"], last_on=given["last_on"], kind=given["kind"]
    )
    session.add(leave)
    _warn_of_what_stands(session, leave)
    record(session, actor, "leave_applied_for", f"leave:{leave.id}", prosecutor_id=person)
    return leave.id


def approve_leave(
    session: Session, actor: Actor, leave_id: uuid.UUID, hand_over_to: uuid.UUID | None, if_match: int | None
) -> None:
    """Approve leave; the hearings on its days go to the successor."""
    leave = _take_for_decision(session, actor, leave_id, "approved", if_match)
    span = Span(*span_of(leave.first_on, leave.last_on))
    _warn_of_what_stands(session, leave)
    if hand_over_to is not None:
        if hand_over_to == leave.prosecutor_id:
            raise invalid(
                "hand_over_to_another", "Name another prosecutor.", fields={"hand_over_to": ["Is the one on leave."]}
            )
        hand_over(session, actor, leave.prosecutor_id, span=span, successor_id=hand_over_to, reason="leave approved")
    take_turns(session, courts=(), prosecutors=[leave.prosecutor_id])
    _require_nothing_in_the_way(session, leave, span)
    book(session, [("prosecutor", leave.prosecutor_id)], span, leave_id=leave.id)
    _decide(leave, "approved")
    publish(
        session,
        LeaveApproved(
            leave_id=leave.id, prosecutor_id=leave.prosecutor_id, first_on=leave.first_on, last_on=leave.last_on
        ),
        audience=Audience(users=[str(leave.prosecutor_id)]),
    )
    record(session, actor, "leave_approved", f"leave:{leave.id}", hand_over_to=hand_over_to)


def refuse_leave(session: Session, actor: Actor, leave_id: uuid.UUID, reason: str, if_match: int | None) -> None:
    """Refuse leave, saying why."""
    leave = _take_for_decision(session, actor, leave_id, "refused", if_match)
    leave.refusal = reason
    _decide(leave, "refused")
    record(session, actor, "leave_refused", f"leave:{leave.id}", reason)


def cancel_leave(session: Session, actor: Actor, leave_id: uuid.UUID, if_match: int | None) -> None:
    """Cancel leave: by the one who applied, or by one who decides on leave."""
    leave = take_leave(session, actor, leave_id)
    if leave.prosecutor_id != account_of(actor) and DECIDE not in actor.may:
        raise forbidden("not_your_leave", "Cancel your own leave.")
    was_approved = leave.status == "approved"
    _require_step(leave, "cancelled", if_match)
    _decide(leave, "cancelled")
    if was_approved:
        release(session, leave_id=leave.id)
        publish(
            session,
            LeaveCancelled(
                leave_id=leave.id, prosecutor_id=leave.prosecutor_id, first_on=leave.first_on, last_on=leave.last_on
            ),
            audience=Audience(users=[str(leave.prosecutor_id)]),
        )
    record(session, actor, "leave_cancelled", f"leave:{leave.id}")


def _refuse_twice(session: Session, person: uuid.UUID, first_on: dt.date, last_on: dt.date) -> None:
    """Whoever presses twice, or forgot what was applied for, is told; leave that was refused or cancelled stands in nobody's way."""
    standing = sa.select(Leave.id).where(
        Leave.prosecutor_id == person, Leave.status.in_(("applied", "approved")),
        Leave.first_on <= last_on, Leave.last_on >= first_on,
    )  # fmt: skip
    if session.scalar(standing.limit(1)) is not None:
        says = (
            "Leave is applied for or approved on some of these days already. Cancel that first, or choose other days."
        )
        raise invalid("leave_already", says, fields={"first_on": [says]})


def _take_for_decision(session: Session, actor: Actor, leave_id: uuid.UUID, wanted: str, if_match: int | None) -> Leave:
    leave = take_leave(session, actor, leave_id)
    if leave.prosecutor_id == account_of(actor):
        raise forbidden("own_leave", "Nobody decides on his own leave.")
    _require_step(leave, wanted, if_match)
    return leave


def _require_step(leave: Leave, wanted: str, if_match: int | None) -> None:
    require_version(if_match, leave.version)
    if not may_become(leave.status, wanted):
        raise conflict("leave_decided", f"This leave is {leave.status} already.", status=leave.status)


def _decide(leave: Leave, status: str) -> None:
    leave.status = status
    leave.decided_at = dt.datetime.now(dt.UTC)
    leave.version += 1


def _warn_of_what_stands(session: Session, leave: Leave) -> None:
    sentence = "A trial that goes on from day to day, or its evidence, stands on these days and should not lose its prosecutor."
    pinned = read_pinned(session, leave.prosecutor_id, leave.first_on, leave.last_on)
    note_warnings(session, [warn("pinned_trial_day", sentence, hearing_id=hearing) for hearing in pinned])
    turns = session.scalars(
        sa.select(Duty.duty).where(
            Duty.prosecutor_id == leave.prosecutor_id, Duty.withdrawn_at.is_(None),
            Duty.during.op("&&")(sa.func.tstzrange(*span_of(leave.first_on, leave.last_on))),
        )
    )  # fmt: skip
    on_duty = [
        warn("duty_on_leave", f"A turn of duty stands on these days: {duty}. Give it to another.") for duty in turns
    ]
    note_warnings(session, on_duty)


def _require_nothing_in_the_way(session: Session, leave: Leave, span: Span) -> None:
    held = session.scalars(
        sa.select(Booking.hearing_id)
        .where(is_taken(), Booking.kind == "prosecutor", Booking.resource_id == leave.prosecutor_id)
        .where(Booking.during.op("&&")(span.during), Booking.hearing_id.is_not(None))
        .order_by(sa.func.lower(Booking.during))
        .limit(200)
    ).all()
    if held:
        raise conflict(
            "hearings_in_the_way", "Hearings stand on these days. Name whom to hand them over to, or move them first.",
            hearing_ids=[str(hearing) for hearing in held],
            pinned=[str(one) for one in read_pinned(session, leave.prosecutor_id, leave.first_on, leave.last_on)],
        )  # fmt: skip
