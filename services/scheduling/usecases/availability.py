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
from sqlalchemy.orm import Session

from services.common.actor import Actor
from services.common.errors import conflict, forbidden
from services.scheduling.models import Booking, Court, Duty, Hearing
from services.scheduling.queries.availability import (
    read_availability,
    read_court_needs,
    read_patterns,
    read_travel,
)
from services.scheduling.rules.availability import Availability, Span, minutes_between, overlaps
from services.scheduling.rules.days import day_of, span_of
from services.scheduling.rules.qualifications import is_unrecorded, missing_qualifications
from services.scheduling.rules.working_time import off_hours

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
    if not wanted.prosecutor_ids:
        return []
    day = day_of(wanted.starts_at)
    known = read_availability(session, day, day, prosecutor_ids=wanted.prosecutor_ids)
    people = {person.prosecutor_id: person for person in known}
    chosen = [people[one] for one in dict.fromkeys(wanted.prosecutor_ids) if one in people]
    _refuse_recused(wanted, chosen)
    needs = read_court_needs(session, [wanted.court_id], day)[wanted.court_id]
    _refuse_unqualified(actor, chosen, needs, override)
    warnings = _warn_of_qualifications(chosen, needs)
    warnings += _warn_of_time(session, wanted, chosen)
    warnings += _warn_of_travel(session, wanted, chosen)
    order = {person.prosecutor_id: place for place, person in enumerate(chosen)}
    return sorted(warnings, key=lambda warning: order[warning["prosecutor_id"]])


def _refuse_recused(wanted: Wanted, people: Sequence[Availability]) -> None:
    recused = [str(person.prosecutor_id) for person in people if person.conflicts & set(wanted.case_ids)]
    if recused:
        raise conflict(
            "prosecutor_recused", "A prosecutor may not stand in this case: he was recused from it. Choose another.",
            prosecutor_ids=recused,
        )  # fmt: skip


def _refuse_unqualified(
    actor: Actor, people: Sequence[Availability], needs: frozenset[str], override: str | None
) -> None:
    lacking = [
        person for person in people
        if missing_qualifications(needs, person.qualifications) and not is_unrecorded(needs, person.qualifications)
    ]  # fmt: skip
    if not lacking:
        return
    missing = missing_qualifications(needs, lacking[0].qualifications)
    if override is None:
        raise conflict(
            "prosecutor_not_qualified",
            f"A prosecutor is not posted for such a court ({', '.join(missing)}). Choose another, or give a reason to override this.",
            prosecutor_ids=[str(person.prosecutor_id) for person in lacking], missing=missing,
        )  # fmt: skip
    if OVERRIDE not in actor.may:
        raise forbidden(
            "override_not_allowed", "A prosecutor is not posted for such a court. Your role may not override this.",
            because="prosecutor_not_qualified",
        )  # fmt: skip


def _warn_of_qualifications(people: Sequence[Availability], needs: frozenset[str]) -> Warnings:
    return [
        _warning("qualification_missing", person.prosecutor_id, f"Not recorded as posted for: {', '.join(missing)}.")
        for person in people
        if (missing := missing_qualifications(needs, person.qualifications))
    ]


def _warn_of_time(session: Session, wanted: Wanted, people: Sequence[Availability]) -> Warnings:
    day = day_of(wanted.starts_at)
    ids = [person.prosecutor_id for person in people]
    patterns = read_patterns(session, ids, day, day)
    found = [
        _warning("outside_working_pattern", person, "This time lies outside the person's working hours.")
        for person in ids
        if any(overlaps(span, wanted.span) for span in off_hours(patterns.get(person, []), day, day))
    ]
    duties = session.execute(
        sa.select(Duty.prosecutor_id, Duty.duty).where(
            Duty.prosecutor_id.in_(ids), Duty.withdrawn_at.is_(None),
            Duty.during.op("&&")(sa.func.tstzrange(*wanted.span)),
            # A turn of duty at this very court is no duty elsewhere.
            sa.or_(Duty.court_id.is_(None), Duty.court_id != wanted.court_id),
        )
    )  # fmt: skip
    found += [_warning("on_duty_elsewhere", row.prosecutor_id, f"On duty then: {row.duty}.") for row in duties]
    found += [
        _warning("date_to_avoid", person.prosecutor_id, "The person asked not to be booked on this day.")
        for person in people
        if any(overlaps(span, wanted.span) for span in person.avoid)
    ]
    return found


def _warn_of_travel(session: Session, wanted: Wanted, people: Sequence[Availability]) -> Warnings:
    """Tell who cannot be there in time from the hearing before, or be in time at the one after, on the same day."""
    seat = session.scalar(sa.select(Court.seat).where(Court.id == wanted.court_id)) or ""
    travel = read_travel(session, day_of(wanted.starts_at))
    found = []
    for row in _read_others(session, wanted, [person.prosecutor_id for person in people]):
        needed = minutes_between(travel, row.seat, seat)
        gap = max(wanted.starts_at - row.ends_at, row.starts_at - wanted.ends_at)
        if needed and gap < dt.timedelta(minutes=needed):
            sentence = f"{needed} minutes away from a hearing of the same day, {int(gap.total_seconds()) // 60} apart."
            found.append(_warning("travel_too_short", row.resource_id, sentence, hearing_id=row.id))
    return found


def _read_others(session: Session, wanted: Wanted, people: Sequence[uuid.UUID]) -> Sequence[Any]:
    day = day_of(wanted.starts_at)
    chosen = (
        sa.select(Booking.resource_id, Hearing.id, Hearing.starts_at, Hearing.ends_at, Court.seat)
        .join(Hearing, Hearing.id == Booking.hearing_id)
        .join(Court, Court.id == Hearing.court_id)
        .where(Booking.is_live, Booking.kind == "prosecutor", Booking.resource_id.in_(people))
        .where(Booking.during.op("&&")(sa.func.tstzrange(*span_of(day, day))))
        .where(Hearing.court_id != wanted.court_id)
        .order_by(Hearing.starts_at, Hearing.id)
    )
    if wanted.hearing_id is not None:
        chosen = chosen.where(Hearing.id != wanted.hearing_id)
    return session.execute(chosen).all()


def _warning(code: str, prosecutor_id: uuid.UUID, detail: str, **more: Any) -> dict[str, Any]:
    return {"code": code, "prosecutor_id": prosecutor_id, "hearing_id": None, "detail": detail, **more}
