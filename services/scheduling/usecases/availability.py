"""Checking those who shall stand in a hearing: whether they may, and what speaks against it.

Comes before every booking of people: of a new hearing, a moved one, a next date, a handed-over one, a roster's assignment. One who
was recused from the case may never stand in it; one who is not posted for such a court (ATA 18 and the other special laws) only
with an override. What merely speaks against it is answered as warnings, since the court has fixed the date already. Leave and
other hearings are no matter of this step: they are bookings, and the database refuses the second.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from services.common.actor import Actor
from services.common.errors import conflict, forbidden
from services.scheduling.models import Booking, Court, Hearing
from services.scheduling.queries.availability import read_travel
from services.scheduling.queries.own_times import read_own_busy
from services.scheduling.queries.standing import Known, read_known
from services.scheduling.rules.availability import Span, minutes_between, overlaps
from services.scheduling.rules.days import day_of, span_of, time_of
from services.scheduling.rules.qualifications import is_unrecorded, missing_qualifications

_INSTANT = dt.timedelta(microseconds=1)
OVERRIDE = "scheduling.override"
Warnings = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A hearing as far as its people are concerned; `hearing_id` is its own when it is there already."""

    court_id: uuid.UUID
    starts_at: dt.datetime
    ends_at: dt.datetime
    case_ids: Sequence[uuid.UUID]
    prosecutor_ids: Sequence[uuid.UUID]
    hearing_id: uuid.UUID | None = None

    @property
    def span(self) -> Span:
        """Give the time it takes."""
        return self.starts_at, self.ends_at


def check_people(session: Session, actor: Actor, wanted: Wanted, *, override: str | None = None) -> Warnings:
    """Refuse those who may not stand in a hearing; give what speaks against the others, in the order they were named."""
    named = list(dict.fromkeys(wanted.prosecutor_ids))
    if not named:
        return []
    known = read_known(session, named, wanted.span, court_id=wanted.court_id, case_ids=wanted.case_ids)
    people = [person for person in named if person in known.people]
    _refuse_recused(people, known)
    _refuse_unqualified(actor, people, known, override)
    warnings = _warn_of_qualifications(people, known)
    warnings += _warn_of_time(wanted, people, known)
    warnings += _warn_of_own_time(session, wanted, people)
    warnings += _warn_of_travel(session, wanted, people)
    order = {person: place for place, person in enumerate(people)}
    return sorted(warnings, key=lambda warning: order[warning["prosecutor_id"]])


def _refuse_recused(people: Sequence[uuid.UUID], known: Known) -> None:
    recused = [str(person) for person in people if person in known.recused]
    if recused:
        raise conflict(
            "prosecutor_recused", "A prosecutor may not stand in this case: he was recused from it. Choose another.",
            prosecutor_ids=recused,
        )  # fmt: skip


def _refuse_unqualified(actor: Actor, people: Sequence[uuid.UUID], known: Known, override: str | None) -> None:
    has = known.qualifications
    lacking = [
        person for person in people
        if missing_qualifications(known.needs, has[person]) and not is_unrecorded(known.needs, has[person])
    ]  # fmt: skip
    if not lacking:
        return
    missing = missing_qualifications(known.needs, has[lacking[0]])
    if override is None:
        raise conflict(
            "prosecutor_not_qualified",
            f"A prosecutor is not posted for such a court ({', '.join(missing)}). Choose another, or give a reason to override this.",
            prosecutor_ids=[str(person) for person in lacking], missing=missing,
        )  # fmt: skip
    if OVERRIDE not in actor.may:
        raise forbidden(
            "override_not_allowed", "A prosecutor is not posted for such a court. Your role may not override this.",
            because="prosecutor_not_qualified",
        )  # fmt: skip


def _warn_of_qualifications(people: Sequence[uuid.UUID], known: Known) -> Warnings:
    return [
        _warning("qualification_missing", person, f"Not recorded as posted for: {', '.join(missing)}.")
        for person in people
        if (missing := missing_qualifications(known.needs, known.qualifications[person]))
    ]


def _warn_of_time(wanted: Wanted, people: Sequence[uuid.UUID], known: Known) -> Warnings:
    starts, ends = time_of(wanted.starts_at), time_of(wanted.ends_at - _INSTANT)
    found = [
        _warning("outside_working_pattern", person, "This time lies outside the person's working hours.")
        for person, hours in known.hours.items()
        if hours is None or starts < hours.opens or ends > hours.closes
    ]
    found += [_warning("on_duty_elsewhere", person, f"On duty then: {duty}.") for person, duty in known.duties]
    found += [
        _warning("date_to_avoid", person, "The person asked not to be booked on this day.")
        for person in dict.fromkeys(known.avoiding)
    ]
    return [warning for warning in found if warning["prosecutor_id"] in people]


def _warn_of_own_time(session: Session, wanted: Wanted, people: Sequence[uuid.UUID]) -> Warnings:
    busy = read_own_busy(session, people, wanted.span)
    return [
        _warning("date_to_avoid", person, "The person has something of his own then.")
        for person in people
        if any(overlaps(span, wanted.span) for span in busy.get(person, ()))
    ]


def _warn_of_travel(session: Session, wanted: Wanted, people: Sequence[uuid.UUID]) -> Warnings:
    """Tell who cannot be there in time from the hearing before, or be in time at the one after, on the same day."""
    others = _read_others(session, wanted, people)
    travel = read_travel(session, day_of(wanted.starts_at)) if others else {}
    found = []
    for row in others:
        needed = minutes_between(travel, row.seat, row.own_seat)
        gap = max(wanted.starts_at - row.ends_at, row.starts_at - wanted.ends_at)
        if needed and gap < dt.timedelta(minutes=needed):
            sentence = f"{needed} minutes away from a hearing of the same day, {int(gap.total_seconds()) // 60} apart."
            found.append(_warning("travel_too_short", row.resource_id, sentence, hearing_id=row.id))
    return found


def _read_others(session: Session, wanted: Wanted, people: Sequence[uuid.UUID]) -> Sequence[Any]:
    """Give these people's hearings of the day that are at another seat."""
    day, own = day_of(wanted.starts_at), aliased(Court)
    chosen = (
        sa.select(
            Booking.resource_id, Hearing.id, Hearing.starts_at, Hearing.ends_at, Court.seat,
            own.seat.label("own_seat"),
        )
        .join(Hearing, Hearing.id == Booking.hearing_id)
        .join(Court, Court.id == Hearing.court_id)
        .join(own, own.id == wanted.court_id)
        .where(Booking.is_live, Booking.kind == "prosecutor", Booking.resource_id.in_(people))
        .where(Booking.during.op("&&")(sa.func.tstzrange(*span_of(day, day))))
        .where(Court.seat != own.seat)
        .order_by(Hearing.starts_at, Hearing.id)
    )  # fmt: skip
    if wanted.hearing_id is not None:
        chosen = chosen.where(Hearing.id != wanted.hearing_id)
    return session.execute(chosen).all()


def _warning(code: str, prosecutor_id: uuid.UUID, detail: str, **more: Any) -> dict[str, Any]:
    return {"code": code, "prosecutor_id": prosecutor_id, "hearing_id": None, "detail": detail, **more}
