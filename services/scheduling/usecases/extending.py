"""Extending a hearing: it takes longer than was fixed, on its day or over more days (CrPC 344, ATA 19(7)).

Comes before the hearing's end or on its day. What is in the way of the longer time is named, and nothing is changed.
"""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from sqlalchemy.orm import Session

from services.common.actor import Actor
from services.common.errors import conflict
from services.scheduling.models import Hearing
from services.scheduling.models.court_days import find_court
from services.scheduling.rules.days import day_of
from services.scheduling.usecases.bookings import Span, release, take_turns
from services.scheduling.usecases.changes import Picture
from services.scheduling.usecases.moving import keep_move, take_open_hearing
from services.scheduling.usecases.placing import others_of, require_sitting, require_span
from services.scheduling.usecases.sittings import add_days
from services.scheduling.usecases.words import require_word


def extend_hearing(
    session: Session, actor: Actor, hearing_id: uuid.UUID, given: dict[str, Any], if_match: int | None
) -> None:
    """Let a hearing take more minutes on its day, or go on over the court's next days; or both."""
    hearing = take_open_hearing(session, actor, hearing_id, if_match)
    take_turns(
        session, courts=[hearing.court_id], prosecutors=hearing.prosecutor_ids, others=others_of(hearing)
    )  # fmt: skip
    if given["more_minutes"]:
        _lengthen(session, actor, hearing, given)
    if given["more_days"]:
        add_days(
            session, actor, hearing, given["more_days"], asked_by=given["asked_by"], reason=given["reason"],
            override=given["override"],
        )  # fmt: skip


def _lengthen(session: Session, actor: Actor, hearing: Hearing, given: dict[str, Any]) -> None:
    if hearing.is_untimed:
        raise conflict(
            "hearing_without_hour", "This hearing stands on the day's list without an hour. Fix its hour first."
        )
    before = Picture.of(hearing)
    length = hearing.ends_at - hearing.starts_at + dt.timedelta(minutes=given["more_minutes"])
    span = require_span(hearing.starts_at, int(length.total_seconds()) // 60)
    _require_sitting(session, actor, hearing, span, given["override"])
    release(session, hearing_id=hearing.id)
    hearing.ends_at = span.ends_at
    hearing.override = given["override"] or hearing.override
    keep_move(session, actor, hearing, before, given["reason"], kind="extended", asked_by=given["asked_by"])


def _require_sitting(session: Session, actor: Actor, hearing: Hearing, span: Span, override: str | None) -> None:
    purpose = require_word(session, "purpose", hearing.purpose, day_of(span.starts_at), field="purpose")
    require_sitting(
        session, actor, find_court(session, hearing.court_id), span,
        sits_on_holidays=purpose.sits_on_holidays, override=override or hearing.override,
    )  # fmt: skip
