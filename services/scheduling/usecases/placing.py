"""Finding a hearing its place: court, room, time and prosecutors, checked against the court's days and the roster.

Comes before every booking: of a new hearing, a moved one, and the next date that a court gives.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.common.actor import Actor
from services.common.errors import Problem, forbidden, invalid
from services.common.events import Audience
from services.scheduling.models import Booking, Court, CourtRoom, Hearing, HearingListing, RosterEntry
from services.scheduling.models.court_days import find_court, read_calendar
from services.scheduling.rules.days import day_of, time_of
from services.scheduling.rules.sitting import what_forbids
from services.scheduling.usecases.bookings import Resource, Span

OVERRIDE = "scheduling.override"
_SENTENCES = {
    "in_the_past": "This day has passed.",
    "court_holiday": "The court does not sit on this holiday.",
    "outside_sitting_hours": "The court does not sit at this time.",
}


def require_court(session: Session, court_id: uuid.UUID) -> Court:
    """Give the court that the input names."""
    try:
        return find_court(session, court_id)
    except Problem as missing:
        raise invalid("court_unknown", missing.detail, fields={"court_id": ["Unknown court."]}) from missing


def require_span(starts_at: dt.datetime, minutes: int) -> Span:
    """Give the hearing's span; it lies within one day."""
    span = Span(starts_at, starts_at + dt.timedelta(minutes=minutes))
    last = span.ends_at - dt.timedelta(microseconds=1)
    if day_of(span.starts_at) != day_of(last):
        raise invalid(
            "not_within_a_day",
            "A hearing ends on the day it starts.",
            fields={"minutes": ["Reaches into the next day."]},
        )
    return span


def require_sitting(
    session: Session, actor: Actor, court: Court, span: Span, *, sits_on_holidays: bool, override: str | None
) -> None:
    """Refuse a time at which the court does not sit, unless one who may gives a reason to sit all the same."""
    day = day_of(span.starts_at)
    starts, ends = time_of(span.starts_at), time_of(span.ends_at - dt.timedelta(microseconds=1))
    calendar = read_calendar(session, court, day, day)
    code = what_forbids(calendar, day, starts, ends, sits_on_holidays=sits_on_holidays)
    if code == "court_not_open":
        raise Problem("conflict", code, "There is no such court on this day: it is closed, or not yet open.")
    if code is None and day < day_of(dt.datetime.now(dt.UTC)):
        code = "in_the_past"
    if code is None:
        return
    if override is None:
        raise Problem(
            "conflict", code, f"{_SENTENCES[code]} Choose another, or give a reason to override this.", day=str(day)
        )
    if OVERRIDE not in actor.may:
        raise forbidden("override_not_allowed", f"{_SENTENCES[code]} Your role may not override this.", because=code)


def choose_room(session: Session, court: Court, room_id: uuid.UUID | None, span: Span) -> uuid.UUID:
    """Give the room asked for, or the court's first that is free (its first, when none is)."""
    rooms = list(
        session.scalars(sa.select(CourtRoom.id).where(CourtRoom.court_id == court.id).order_by(CourtRoom.name))
    )
    if room_id is not None:
        if room_id not in rooms:
            raise invalid(
                "room_unknown", "This court has no such room.", fields={"room_id": ["Not a room of this court."]}
            )
        return room_id
    taken = set(
        session.scalars(
            sa.select(Booking.resource_id).where(
                Booking.is_live, Booking.kind == "room", Booking.resource_id.in_(rooms),
                Booking.during.op("&&")(span.during),
            )
        )
    )  # fmt: skip
    return next((room for room in rooms if room not in taken), rooms[0])


def require_prosecutors(session: Session, prosecutor_ids: Sequence[uuid.UUID]) -> list[uuid.UUID]:
    """Give the prosecutors, each once, all of them on the roster."""
    wanted = list(dict.fromkeys(prosecutor_ids))
    known = set(session.scalars(sa.select(RosterEntry.id).where(RosterEntry.id.in_(wanted), RosterEntry.is_active)))
    missing = [str(prosecutor) for prosecutor in wanted if prosecutor not in known]
    if missing:
        raise invalid(
            "prosecutor_unknown", "Only prosecutors on the roster can be booked.",
            fields={"prosecutor_ids": [f"Not on the roster: {prosecutor}." for prosecutor in missing]},
        )  # fmt: skip
    return wanted


def resources_of(hearing: Hearing) -> list[Resource]:
    """Give what a hearing takes up."""
    return [("room", hearing.room_id), *(("prosecutor", prosecutor) for prosecutor in hearing.prosecutor_ids)]


def write_listings(session: Session, hearing: Hearing) -> None:
    """Let a hearing be found by its cases and its prosecutors."""
    subjects = {("case", case_id) for case_id in (hearing.case_id, *hearing.joined_case_ids)}
    subjects |= {("prosecutor", prosecutor) for prosecutor in hearing.prosecutor_ids}
    session.flush()
    session.execute(sa.delete(HearingListing).where(HearingListing.hearing_id == hearing.id))
    session.execute(
        sa.insert(HearingListing),
        [
            {"hearing_id": hearing.id, "kind": kind, "subject_id": subject, "starts_at": hearing.starts_at}
            for kind, subject in sorted(subjects)
        ],
    )


def audience_of(hearing: Hearing, *more: uuid.UUID) -> Audience:
    """Give who may see a live update about a hearing."""
    people = dict.fromkeys((*hearing.prosecutor_ids, *more))
    return Audience(users=[str(person) for person in people], districts=[hearing.district])


def touch(hearing: Hearing) -> None:
    """Mark a hearing as changed."""
    hearing.version += 1
    hearing.changed_at = dt.datetime.now(dt.UTC)
