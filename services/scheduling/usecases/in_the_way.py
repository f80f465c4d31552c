"""Saying what is in the way of a booking: hearing, court and time, or leave; never a person's name."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.common.errors import Problem, conflict
from services.scheduling.models import Booking, Court, Hearing, Leave
from services.scheduling.models.bookings import stands_against
from services.scheduling.rules.days import time_of

Resource = tuple[str, uuid.UUID]
_MOST: Final = 20
_WHO: Final = {
    "room": "The court room",
    "court": "The court",
    "prosecutor": "A prosecutor",
    "witness": "A witness",
    "officer": "An officer",
    "accused": "The accused",
    "link": "The video link",
}


def explain(
    session: Session, wanted: Sequence[Resource], during: Any, *,
    place_id: uuid.UUID | None, is_timed: bool, mine: uuid.UUID | None,
) -> Problem:  # fmt: skip
    """Give the refusal that names what is in the way of these; what the hearing itself took is not."""
    rows = session.execute(
        sa.select(
            Booking.kind, Booking.resource_id, Booking.hearing_id, Booking.leave_id, Booking.is_timed,
            Hearing.court_id, Court.name_en, Hearing.starts_at, Hearing.ends_at, Leave.first_on, Leave.last_on,
        )
        .outerjoin(Hearing, Hearing.id == Booking.hearing_id)
        .outerjoin(Court, Court.id == Hearing.court_id)
        .outerjoin(Leave, Leave.id == Booking.leave_id)
        .where(stands_against(place_id=place_id, is_timed=is_timed), Booking.during.op("&&")(during))
        .where(Booking.hearing_id.is_distinct_from(mine), sa.tuple_(Booking.kind, Booking.resource_id).in_(wanted))
        .order_by(sa.func.lower(Booking.during), Booking.kind != "room", Booking.kind, Booking.id)
        .limit(_MOST)
    ).all()  # fmt: skip
    away = [row for row in rows if row.leave_id is not None]
    if away:
        return conflict(
            "prosecutor_on_leave",
            f"A prosecutor is on leave from {away[0].first_on} to {away[0].last_on}. Choose another.",
            prosecutor_ids=[str(row.resource_id) for row in away],
        )
    return conflict("double_booked", _sentence(rows), in_the_way=[_in_the_way(row) for row in rows])


def _sentence(rows: Sequence[Any]) -> str:
    if not rows:
        return "Someone took this time just now. Try again."
    row = rows[0]
    times = f"{time_of(row.starts_at):%H:%M} to {time_of(row.ends_at):%H:%M}"
    if row.is_timed:
        return f"{_WHO[row.kind]} is taken from {times} by a hearing in {row.name_en}. Choose another time."
    return f"{_WHO[row.kind]} is on the day's list of {row.name_en}, from {times}. Choose another time."


def _in_the_way(row: Any) -> dict[str, Any]:
    return {
        "kind": row.kind,
        "resource_id": str(row.resource_id),
        "hearing_id": str(row.hearing_id),
        "court_id": str(row.court_id),
        "starts_at": row.starts_at.isoformat(),
        "ends_at": row.ends_at.isoformat(),
        "is_untimed": not row.is_timed,
    }
