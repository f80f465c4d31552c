"""Moving a hearing, or changing who stands in it; and handing a person's hearings over to another.

Comes between scheduling and the hearing's day. Corrects the reminders that were planned for the former time.
"""

from __future__ import annotations

import uuid
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.common.actor import Actor
from services.common.answers import require_version
from services.common.audit import record
from services.common.errors import conflict
from services.common.outbox import publish
from services.scheduling.events import HearingMoved
from services.scheduling.models import Booking, Court, Hearing
from services.scheduling.models.court_days import find_court
from services.scheduling.models.sight import take_hearing
from services.scheduling.rules.days import day_of
from services.scheduling.rules.outcomes import OPEN
from services.scheduling.usecases.bookings import Span, book, release, take_turns
from services.scheduling.usecases.placing import (
    audience_of,
    choose_room,
    require_court,
    require_prosecutors,
    require_sitting,
    require_span,
    resources_of,
    touch,
    write_listings,
)
from services.scheduling.usecases.words import require_word


def take_open_hearing(session: Session, actor: Actor, hearing_id: uuid.UUID, if_match: int | None) -> Hearing:
    """Give a hearing that is still to come, in the version the caller saw."""
    hearing = take_hearing(session, actor, hearing_id)
    require_version(if_match, hearing.version)
    if hearing.status != OPEN:
        raise conflict("hearing_is_over", f"This hearing is {hearing.status} already.", status=hearing.status)
    return hearing


def move_hearing(
    session: Session, actor: Actor, hearing_id: uuid.UUID, given: dict[str, Any], if_match: int | None
) -> None:
    """Move a hearing to another time, court or room, or change its prosecutors."""
    hearing = take_open_hearing(session, actor, hearing_id, if_match)
    court, span = _new_place(session, actor, hearing, given)
    before = _Before(hearing)
    prosecutors = hearing.prosecutor_ids
    if given["prosecutor_ids"] is not None:
        prosecutors = require_prosecutors(session, given["prosecutor_ids"])
    take_turns(session, courts=(court.id, hearing.court_id), prosecutors=(*prosecutors, *hearing.prosecutor_ids))
    release(session, hearing_id=hearing.id)
    stays = court.id == hearing.court_id and given["room_id"] is None
    hearing.room_id = hearing.room_id if stays else choose_room(session, court, given["room_id"], span)
    hearing.court_id, hearing.district = court.id, court.district
    hearing.starts_at, hearing.ends_at = span.starts_at, span.ends_at
    hearing.prosecutor_ids = prosecutors
    hearing.override = given["override"] or hearing.override
    _keep_move(session, actor, hearing, before, given["reason"])


def hand_over(
    session: Session, actor: Actor, prosecutor_id: uuid.UUID, *, span: Span, successor_id: uuid.UUID, reason: str
) -> None:
    """Let another stand in a person's hearings that touch a span: all of them, or none when the other is taken."""
    require_prosecutors(session, [successor_id])
    held = sa.select(Booking.hearing_id).where(
        Booking.is_live, Booking.kind == "prosecutor", Booking.resource_id == prosecutor_id,
        Booking.hearing_id.is_not(None), Booking.during.op("&&")(span.during),
    )  # fmt: skip
    chosen = sa.select(Hearing).where(
        Hearing.id.in_(held), Hearing.status == OPEN,
        # Said of the hearing itself too: PostgreSQL looks at that again when it had to wait for one who changed the hearing.
        sa.any_(Hearing.prosecutor_ids) == prosecutor_id,
        Hearing.starts_at < span.ends_at, Hearing.ends_at > span.starts_at,
    )  # fmt: skip
    hearings = session.scalars(chosen.order_by(Hearing.id).with_for_update(key_share=True)).all()
    people = {prosecutor_id, successor_id, *(person for hearing in hearings for person in hearing.prosecutor_ids)}
    take_turns(session, courts={hearing.court_id for hearing in hearings}, prosecutors=people)
    for hearing in hearings:
        before = _Before(hearing)
        release(session, hearing_id=hearing.id)
        replaced = [successor_id if person == prosecutor_id else person for person in hearing.prosecutor_ids]
        hearing.prosecutor_ids = list(dict.fromkeys(replaced))
        _keep_move(session, actor, hearing, before, reason)


def relocate(
    session: Session, actor: Actor, hearing: Hearing, court: Court, *,
    room_id: uuid.UUID, reason: str, span: Span | None = None, batch_id: uuid.UUID | None = None,
) -> None:  # fmt: skip
    """Let a hearing that is held, and whose turn was taken, go over to a room, at its own time unless another is given."""
    before = _Before(hearing)
    release(session, hearing_id=hearing.id)
    hearing.court_id, hearing.district, hearing.room_id = court.id, court.district, room_id
    if span is not None:
        hearing.starts_at, hearing.ends_at = span.starts_at, span.ends_at
    _keep_move(session, actor, hearing, before, reason, batch_id=batch_id)


class _Before:
    """Where a hearing stood before it was moved."""

    def __init__(self, hearing: Hearing) -> None:
        self.starts_at = hearing.starts_at
        self.court_id = hearing.court_id
        self.prosecutor_ids = list(hearing.prosecutor_ids)


def _new_place(session: Session, actor: Actor, hearing: Hearing, given: dict[str, Any]) -> tuple[Court, Span]:
    old = Span(hearing.starts_at, hearing.ends_at)
    length = int((old.ends_at - old.starts_at).total_seconds()) // 60
    span = require_span(given["starts_at"] or old.starts_at, given["minutes"] or length)
    court = require_court(session, given["court_id"]) if given["court_id"] else find_court(session, hearing.court_id)
    if span != old or court.id != hearing.court_id:
        purpose = require_word(session, "purpose", hearing.purpose, day_of(span.starts_at), field="purpose")
        require_sitting(
            session, actor, court, span, sits_on_holidays=purpose.sits_on_holidays, override=given["override"]
        )
    return court, span


def _keep_move(
    session: Session, actor: Actor, hearing: Hearing, before: _Before, reason: str, *, batch_id: uuid.UUID | None = None
) -> None:
    touch(hearing)
    book(session, resources_of(hearing), Span(hearing.starts_at, hearing.ends_at), hearing_id=hearing.id)
    write_listings(session, hearing)
    publish(
        session,
        HearingMoved(
            hearing_id=hearing.id,
            case_id=hearing.case_id,
            court_id=hearing.court_id,
            starts_at=hearing.starts_at,
            ends_at=hearing.ends_at,
            prosecutor_ids=hearing.prosecutor_ids,
            previous_starts_at=before.starts_at,
            previous_court_id=before.court_id,
            previous_prosecutor_ids=before.prosecutor_ids,
            batch_id=batch_id,
        ),
        audience=audience_of(hearing, *before.prosecutor_ids),
    )
    record(
        session, actor, "hearing_moved", f"hearing:{hearing.id}", reason,
        case_id=hearing.case_id, starts_at=hearing.starts_at, previous_starts_at=before.starts_at,
    )  # fmt: skip
