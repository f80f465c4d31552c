"""A prosecutor's working week, the dates he would rather not be booked on, and the way between seats.

Patterns and ways are recorded by those who keep the roster, dates to avoid by each for himself; why is nobody's business and is not
kept. None of it forbids a booking: it warns (`availability`), and the roster's plans regard it.
"""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.common.actor import Actor
from services.common.audit import record
from services.common.errors import conflict, forbidden, invalid, not_found
from services.common.ids import new_id
from services.scheduling.models import DateToAvoid, RosterEntry, TravelTime, WorkingHours, WorkingPattern
from services.scheduling.models.sight import account_of
from services.scheduling.usecases.postings import require_district, take_entry


def set_working_pattern(session: Session, actor: Actor, prosecutor_id: uuid.UUID, given: dict[str, Any]) -> uuid.UUID:
    """Record a person's week; on the days it covers it takes the place of what was recorded before."""
    entry = take_entry(session, actor, prosecutor_id)
    pattern = WorkingPattern(
        id=new_id(), prosecutor_id=entry.id,
        valid_from=given["valid_from"], valid_to=given["valid_to"], source=given["source"],
    )  # fmt: skip
    session.add(pattern)
    session.flush()
    session.add_all(WorkingHours(pattern_id=pattern.id, **hours) for hours in given["hours"])
    session.flush()
    record(session, actor, "working_pattern_set", f"prosecutor:{entry.id}", given["source"], pattern_id=pattern.id)
    return pattern.id


def avoid_dates(session: Session, actor: Actor, given: dict[str, Any]) -> uuid.UUID:
    """Name days on which one would rather not be booked; for another, those who keep the roster."""
    person = given["prosecutor_id"] or account_of(actor)
    entry = session.get(RosterEntry, person)
    if entry is None:
        raise invalid(
            "prosecutor_unknown", "Only prosecutors on the roster name dates here.",
            fields={"prosecutor_id": ["Not on the roster."]},
        )  # fmt: skip
    _require_own(actor, entry)
    dates = DateToAvoid(id=new_id(), prosecutor_id=person, first_on=given["first_on"], last_on=given["last_on"])
    session.add(dates)
    session.flush()
    record(
        session, actor, "dates_to_avoid_named", f"prosecutor:{person}", first_on=dates.first_on, last_on=dates.last_on
    )
    return dates.id


def withdraw_dates(session: Session, actor: Actor, dates_id: uuid.UUID) -> None:
    """Take dates to avoid back."""
    missing = not_found("dates_not_found", "There are no such dates, or they are not in your sight.")
    dates = session.get(DateToAvoid, dates_id, with_for_update=True)
    if dates is None or dates.withdrawn_at is not None:
        raise missing
    entry = session.get_one(RosterEntry, dates.prosecutor_id)
    if entry.id != account_of(actor) and not ("scheduling.roster" in actor.may and actor.sees_district(entry.district)):
        raise missing
    dates.withdrawn_at = dt.datetime.now(dt.UTC)
    record(session, actor, "dates_to_avoid_withdrawn", f"prosecutor:{entry.id}", first_on=dates.first_on)


def set_travel_time(session: Session, actor: Actor, given: dict[str, Any]) -> uuid.UUID:
    """Record how far two seats are apart from a day on."""
    one, other = sorted((given["one_seat"], given["other_seat"]))
    known = session.scalar(
        sa.select(TravelTime.id).where(
            TravelTime.one_seat == one, TravelTime.other_seat == other, TravelTime.valid_from == given["valid_from"]
        )
    )
    if known is not None:
        raise conflict("travel_known", "This way is recorded from that day on already. Give another day.")
    way = TravelTime(id=new_id(), **{**given, "one_seat": one, "other_seat": other})
    session.add(way)
    session.flush()
    record(session, actor, "travel_time_set", f"travel:{one}:{other}", given["source"], minutes=way.minutes)
    return way.id


def _require_own(actor: Actor, entry: RosterEntry) -> None:
    if entry.id == account_of(actor):
        return
    if "scheduling.roster" not in actor.may:
        raise forbidden("not_your_dates", "Name your own dates.")
    require_district(actor, entry.district)
