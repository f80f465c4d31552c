"""Vacating a hearing: it will not take place, and no next date comes of it. Gives back its time; ends its reminders."""

from __future__ import annotations

import uuid

from sqlalchemy.orm import Session

from services.common.actor import Actor
from services.common.audit import record
from services.common.outbox import publish
from services.scheduling.events import HearingVacated
from services.scheduling.models import Hearing
from services.scheduling.rules.outcomes import OPEN
from services.scheduling.usecases.bookings import release
from services.scheduling.usecases.changes import Picture, keep_change
from services.scheduling.usecases.moving import take_open_hearing
from services.scheduling.usecases.placing import audience_of, touch


def vacate_hearing(
    session: Session, actor: Actor, hearing_id: uuid.UUID, reason: str, if_match: int | None, *,
    asked_by: str | None = None,
) -> None:  # fmt: skip
    """Vacate a hearing for a reason, or give up one that was only held for now."""
    hearing = take_open_hearing(session, actor, hearing_id, if_match, also_held=True)
    vacate(session, actor, hearing, reason, asked_by=asked_by)


def vacate(
    session: Session, actor: Actor, hearing: Hearing, reason: str, *,
    asked_by: str | None = None, batch_id: uuid.UUID | None = None,
) -> None:  # fmt: skip
    """Vacate a hearing that is held and still open, by itself or as one of many."""
    before = Picture.of(hearing)
    release(session, hearing_id=hearing.id)
    hearing.status = "vacated"
    hearing.vacated_because, hearing.asked_by = reason, asked_by
    touch(hearing)
    if before.status == OPEN:
        _tell_vacated(session, hearing, batch_id)
    keep_change(session, actor, hearing, "vacated", reason=reason, asked_by=asked_by, before=before)
    record(
        session, actor, "hearing_vacated", f"hearing:{hearing.id}", reason, case_id=hearing.case_id, asked_by=asked_by
    )


def _tell_vacated(session: Session, hearing: Hearing, batch_id: uuid.UUID | None) -> None:
    publish(
        session,
        # The reason that was typed may name people; the event only says that there was one.
        HearingVacated(
            hearing_id=hearing.id, case_id=hearing.case_id, court_id=hearing.court_id, starts_at=hearing.starts_at,
            reason="recorded", prosecutor_ids=hearing.prosecutor_ids, batch_id=batch_id,
        ),
        audience=audience_of(hearing),
    )  # fmt: skip
