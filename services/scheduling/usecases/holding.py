"""Provisional hearings: a time is held until an hour, then confirmed, given up, or let go by the clock.

Comes before scheduling, while the prosecution asks whether everybody can come. Confirming books the time anew, so that nothing but
the database decides who has it; a hold that lapsed stands in nobody's way from that moment on, whether or not the clock has come by.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Final

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.common.actor import Actor
from services.common.answers import require_version
from services.common.audit import record
from services.common.errors import conflict
from services.scheduling.models import Hearing
from services.scheduling.models.court_days import find_court
from services.scheduling.models.sight import take_hearing
from services.scheduling.rules.days import day_of
from services.scheduling.rules.outcomes import HELD, OPEN
from services.scheduling.usecases.bookings import Span, release, take_turns
from services.scheduling.usecases.changes import Picture, keep_change
from services.scheduling.usecases.moving import require_not_lapsed
from services.scheduling.usecases.placing import book_hearing, check_prosecutors, others_of, require_sitting, touch
from services.scheduling.usecases.scheduling import tell_scheduled
from services.scheduling.usecases.words import require_word

_MOST: Final = 20


def confirm_hearing(session: Session, actor: Actor, hearing_id: uuid.UUID, if_match: int | None) -> None:
    """Let a provisional hearing stand, when its time has not lapsed and its court still sits then."""
    hearing = take_hearing(session, actor, hearing_id)
    require_version(if_match, hearing.version)
    if hearing.status != HELD:
        raise conflict("hearing_not_held", f"This hearing is {hearing.status} already.", status=hearing.status)
    require_not_lapsed(hearing)
    before = Picture.of(hearing)
    _require_sitting(session, actor, hearing)
    _take_turns(session, [hearing])
    check_prosecutors(session, actor, hearing, override=hearing.override)
    release(session, hearing_id=hearing.id)
    hearing.status, hearing.held_until = OPEN, None
    touch(hearing)
    book_hearing(session, hearing)
    tell_scheduled(session, hearing)
    keep_change(session, actor, hearing, "confirmed", before=before)
    record(session, actor, "hearing_confirmed", f"hearing:{hearing.id}", case_id=hearing.case_id)


def lapse_holds(session: Session, actor: Actor) -> int:
    """Let go the provisional hearings whose time has come; one that somebody is just changing waits for the next round."""
    due = (
        sa.select(Hearing)
        .where(Hearing.status == HELD, Hearing.held_until <= sa.func.clock_timestamp())
        .order_by(Hearing.id)
        .limit(_MOST)
    )
    hearings = session.scalars(due.with_for_update(skip_locked=True, key_share=True)).all()
    if hearings:
        _take_turns(session, hearings)
    for hearing in hearings:
        before = Picture.of(hearing)
        release(session, hearing_id=hearing.id)
        hearing.status = "lapsed"
        touch(hearing)
        keep_change(session, actor, hearing, "lapsed", before=before)
        record(session, actor, "hearing_lapsed", f"hearing:{hearing.id}", case_id=hearing.case_id)
    return len(hearings)


def _take_turns(session: Session, hearings: Sequence[Hearing]) -> None:
    people = {who for one in hearings for who in one.prosecutor_ids}
    take_turns(session, courts={one.court_id for one in hearings}, prosecutors=people, others=others_of(*hearings))


def _require_sitting(session: Session, actor: Actor, hearing: Hearing) -> None:
    span = Span(hearing.starts_at, hearing.ends_at)
    purpose = require_word(session, "purpose", hearing.purpose, day_of(span.starts_at), field="purpose")
    require_sitting(
        session, actor, find_court(session, hearing.court_id), span,
        sits_on_holidays=purpose.sits_on_holidays, override=hearing.override,
    )  # fmt: skip
