"""Moving a hearing, or changing who stands in it; and handing a person's hearings over to another.

Comes between scheduling and the hearing's day. Corrects the reminders that were planned for the former time.
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
from services.common.errors import conflict
from services.common.outbox import publish
from services.scheduling.events import HearingMoved, HearingProsecutorsChanged
from services.scheduling.models import Booking, Court, Hearing
from services.scheduling.models.bookings import is_taken
from services.scheduling.models.court_days import find_court
from services.scheduling.models.sight import take_hearing
from services.scheduling.rules.days import day_of
from services.scheduling.rules.outcomes import HELD, OPEN
from services.scheduling.usecases.bookings import Span, release, take_turns
from services.scheduling.usecases.changes import Picture, keep_change
from services.scheduling.usecases.placing import (
    audience_of,
    book_hearing,
    check_prosecutors,
    choose_room,
    give_number,
    length_of,
    others_of,
    require_court,
    require_list_span,
    require_others,
    require_prosecutors,
    require_sitting,
    require_span,
    touch,
    write_listings,
)
from services.scheduling.usecases.words import require_word


def take_open_hearing(
    session: Session, actor: Actor, hearing_id: uuid.UUID, if_match: int | None, *, also_held: bool = False
) -> Hearing:
    """Give a hearing that is still to come, in the version the caller saw; `also_held`: or one that is only held for now."""
    hearing = take_hearing(session, actor, hearing_id)
    require_version(if_match, hearing.version)
    if hearing.status == HELD and also_held:
        require_not_lapsed(hearing)
    elif hearing.status == HELD:
        raise conflict("hearing_not_confirmed", "This time is only held. Confirm the hearing first.", status=HELD)
    elif hearing.status != OPEN:
        raise conflict("hearing_is_over", f"This hearing is {hearing.status} already.", status=hearing.status)
    return hearing


def require_not_lapsed(hearing: Hearing) -> None:
    """Refuse a provisional hearing whose time was held until now only."""
    if hearing.held_until is not None and hearing.held_until <= dt.datetime.now(dt.UTC):
        raise conflict("hold_lapsed", "The time was held until now only. Schedule the hearing anew.", status="lapsed")


def move_hearing(
    session: Session, actor: Actor, hearing_id: uuid.UUID, given: dict[str, Any], if_match: int | None
) -> None:
    """Move a hearing to another time, court or room, or change who must be there."""
    hearing = take_open_hearing(session, actor, hearing_id, if_match, also_held=True)
    before, court_before, others_before = Picture.of(hearing), hearing.court_id, others_of(hearing)
    court, span = _new_place(session, actor, hearing, given)
    prosecutors = hearing.prosecutor_ids
    if given["prosecutor_ids"] is not None:
        prosecutors = require_prosecutors(session, given["prosecutor_ids"])
    others = require_others(session, given)
    for name, value in others.items():
        setattr(hearing, name, value)
    take_turns(
        session, courts=(court.id, court_before), prosecutors=(*prosecutors, *hearing.prosecutor_ids),
        others=others_before | others_of(hearing),
    )  # fmt: skip
    release(session, hearing_id=hearing.id)
    stays = court.id == hearing.court_id and given["room_id"] is None
    hearing.room_id = hearing.room_id if stays else choose_room(session, court, given["room_id"], span)
    hearing.is_untimed = _is_untimed(hearing, given)
    _put(session, hearing, court, span)
    hearing.prosecutor_ids = prosecutors
    hearing.override = given["override"] or hearing.override
    hearing.to_be_refixed = None
    keep_move(session, actor, hearing, before, given["reason"], asked_by=given.get("asked_by"))


def hand_over(
    session: Session, actor: Actor, prosecutor_id: uuid.UUID, *, span: Span, successor_id: uuid.UUID, reason: str
) -> None:
    """Let another stand in a person's hearings that touch a span: all of them, or none when the other is taken."""
    require_prosecutors(session, [successor_id], field="hand_over_to")
    held = sa.select(Booking.hearing_id).where(
        is_taken(), Booking.kind == "prosecutor", Booking.resource_id == prosecutor_id,
        Booking.hearing_id.is_not(None), Booking.during.op("&&")(span.during),
    )  # fmt: skip
    chosen = sa.select(Hearing).where(
        Hearing.id.in_(held), Hearing.status.in_((OPEN, HELD)),
        # Said of the hearing itself too: PostgreSQL looks at that again when it had to wait for one who changed the hearing.
        sa.any_(Hearing.prosecutor_ids) == prosecutor_id,
        Hearing.starts_at < span.ends_at, Hearing.ends_at > span.starts_at,
    )  # fmt: skip
    hearings = session.scalars(chosen.order_by(Hearing.id).with_for_update(key_share=True)).all()
    people = {prosecutor_id, successor_id, *(person for hearing in hearings for person in hearing.prosecutor_ids)}
    courts = {hearing.court_id for hearing in hearings}
    take_turns(session, courts=courts, prosecutors=people, others=others_of(*hearings))
    for hearing in hearings:
        before = Picture.of(hearing)
        release(session, hearing_id=hearing.id)
        replaced = [successor_id if person == prosecutor_id else person for person in hearing.prosecutor_ids]
        hearing.prosecutor_ids = list(dict.fromkeys(replaced))
        keep_move(session, actor, hearing, before, reason)


def relocate(  # noqa: PLR0913 - what is moved, where to, and everything about why
    session: Session, actor: Actor, hearing: Hearing, court: Court, *,
    room_id: uuid.UUID, reason: str, asked_by: str | None = None, span: Span | None = None,
    batch_id: uuid.UUID | None = None,
) -> None:  # fmt: skip
    """Let a hearing that is held, and whose turn was taken, go over to a room, at its own time unless another is given."""
    before = Picture.of(hearing)
    release(session, hearing_id=hearing.id)
    hearing.room_id, hearing.to_be_refixed = room_id, None
    _put(session, hearing, court, span or Span(hearing.starts_at, hearing.ends_at))
    keep_move(session, actor, hearing, before, reason, asked_by=asked_by, batch_id=batch_id, checks_people=False)


def _put(session: Session, hearing: Hearing, court: Court, span: Span) -> None:
    day, old_court = hearing.list_day, hearing.court_id
    hearing.court_id, hearing.district = court.id, court.district
    hearing.starts_at, hearing.ends_at = span.starts_at, span.ends_at
    if not hearing.is_untimed or (day, old_court) != (day_of(span.starts_at), court.id):
        give_number(session, hearing)


def _is_untimed(hearing: Hearing, given: dict[str, Any]) -> bool:
    if given.get("day") is not None:
        return True
    return hearing.is_untimed and given["starts_at"] is None and given["minutes"] is None


def _new_place(session: Session, actor: Actor, hearing: Hearing, given: dict[str, Any]) -> tuple[Court, Span]:
    old = Span(hearing.starts_at, hearing.ends_at)
    court = require_court(session, given["court_id"]) if given["court_id"] else find_court(session, hearing.court_id)
    if _is_untimed(hearing, given):
        is_elsewhere = given.get("day") is not None or court.id != hearing.court_id
        day = given.get("day") or day_of(old.starts_at)
        span = require_list_span(session, court, day, given) if is_elsewhere else old
    else:
        span = require_span(given["starts_at"] or old.starts_at, given["minutes"] or length_of(hearing))
    if span != old or court.id != hearing.court_id:
        purpose = require_word(session, "purpose", hearing.purpose, day_of(span.starts_at), field="purpose")
        require_sitting(
            session, actor, court, span, sits_on_holidays=purpose.sits_on_holidays, override=given["override"]
        )
    return court, span


def keep_move(  # noqa: PLR0913 - how it stood before, and everything about why
    session: Session, actor: Actor, hearing: Hearing, before: Picture, reason: str, *,
    kind: str = "moved", asked_by: str | None = None, batch_id: uuid.UUID | None = None, checks_people: bool = True,
) -> None:  # fmt: skip
    """Book a hearing where it is now, and keep and tell what changed; one that is only held for now is told to nobody."""
    touch(hearing)
    if checks_people:
        check_prosecutors(session, actor, hearing, override=hearing.override)
    book_hearing(session, hearing)
    write_listings(session, hearing)
    keep_change(session, actor, hearing, kind, reason=reason, asked_by=asked_by, before=before)
    if hearing.status == OPEN:
        _tell_moved(session, hearing, before, batch_id)
    record(
        session, actor, f"hearing_{kind}", f"hearing:{hearing.id}", reason, case_id=hearing.case_id,
        starts_at=hearing.starts_at, previous_starts_at=before.starts_at, asked_by=asked_by,
    )  # fmt: skip


def _tell_moved(session: Session, hearing: Hearing, before: Picture, batch_id: uuid.UUID | None) -> None:
    audience = audience_of(hearing, *before.prosecutor_ids)
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
            is_untimed=hearing.is_untimed,
        ),
        audience=audience,
    )
    if set(hearing.prosecutor_ids) != set(before.prosecutor_ids):
        publish(
            session,
            HearingProsecutorsChanged(
                hearing_id=hearing.id, case_id=hearing.case_id, court_id=hearing.court_id,
                starts_at=hearing.starts_at, prosecutor_ids=hearing.prosecutor_ids,
                previous_prosecutor_ids=before.prosecutor_ids, batch_id=batch_id,
            ),
            audience=audience,
        )  # fmt: skip
