"""Scheduling a hearing: the court has fixed a date, the prosecution enters it.

Comes after the case is registered; sets off the reminders to those who must be there. Two hearings never share a room or a
prosecutor at one time: the database refuses the second. A sitting on a holiday or out of hours needs a purpose that
the law allows then (remand, bail: Sindh Criminal Court Rules 2012, r. 3.5) or an override with its reason.
"""

from __future__ import annotations

import uuid
from typing import Any

from sqlalchemy.orm import Session

from services.common.actor import Actor
from services.common.audit import record
from services.common.ids import new_id
from services.common.outbox import publish
from services.scheduling.events import HearingScheduled
from services.scheduling.models import Hearing
from services.scheduling.models.sight import require_cases
from services.scheduling.rules.days import day_of
from services.scheduling.usecases.bookings import book, take_turns
from services.scheduling.usecases.placing import (
    audience_of,
    choose_room,
    require_court,
    require_prosecutors,
    require_sitting,
    require_span,
    resources_of,
    write_listings,
)
from services.scheduling.usecases.words import read_purpose


def schedule_hearing(session: Session, actor: Actor, given: dict[str, Any]) -> uuid.UUID:
    """Schedule a hearing; give its id."""
    joined = [case_id for case_id in dict.fromkeys(given["joined_case_ids"]) if case_id != given["case_id"]]
    require_cases(session, actor, [given["case_id"]], field="case_id")
    require_cases(session, actor, joined, field="joined_case_ids")
    return place_hearing(session, actor, {**given, "joined_case_ids": joined}).id


def place_hearing(
    session: Session, actor: Actor, given: dict[str, Any], *, previous_hearing_id: uuid.UUID | None = None
) -> Hearing:
    """Book and keep a hearing of cases that were checked; the step that a new hearing and a next date share."""
    court = require_court(session, given["court_id"])
    span = require_span(given["starts_at"], given["minutes"])
    purpose, written = read_purpose(session, given["purpose"], day_of(span.starts_at))
    require_sitting(session, actor, court, span, sits_on_holidays=purpose.sits_on_holidays, override=given["override"])
    prosecutors = require_prosecutors(session, given["prosecutor_ids"])
    take_turns(session, courts=[court.id], prosecutors=prosecutors)
    hearing = Hearing(
        id=new_id(),
        case_id=given["case_id"],
        joined_case_ids=given["joined_case_ids"],
        court_id=court.id,
        room_id=choose_room(session, court, given["room_id"], span),
        district=court.district,
        starts_at=span.starts_at,
        ends_at=span.ends_at,
        purpose=purpose.code,
        purpose_as_written=written,
        prosecutor_ids=prosecutors,
        override=given["override"],
        previous_hearing_id=previous_hearing_id,
    )
    session.add(hearing)
    book(session, resources_of(hearing), span, hearing_id=hearing.id)
    write_listings(session, hearing)
    _tell_scheduled(session, actor, hearing)
    return hearing


def _tell_scheduled(session: Session, actor: Actor, hearing: Hearing) -> None:
    publish(
        session,
        HearingScheduled(
            hearing_id=hearing.id,
            case_id=hearing.case_id,
            court_id=hearing.court_id,
            starts_at=hearing.starts_at,
            ends_at=hearing.ends_at,
            prosecutor_ids=hearing.prosecutor_ids,
            joined_case_ids=hearing.joined_case_ids,
        ),
        audience=audience_of(hearing),
    )
    record(
        session, actor, "hearing_scheduled", f"hearing:{hearing.id}", hearing.override,
        case_id=hearing.case_id, court_id=hearing.court_id, starts_at=hearing.starts_at,
    )  # fmt: skip
