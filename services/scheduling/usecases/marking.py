"""Marking hearings that stand on days on which their court will not sit after all, and taking the mark back.

Comes with the declaration of a holiday, in its transaction. Such hearings are not moved by themselves, since only the court says
when it has time; they are found by the mark until they are moved, put off (`clearing`) or vacated.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Iterable
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.common.actor import Actor
from services.scheduling.models import Court, Hearing, HearingCode
from services.scheduling.models.court_days import find_court, read_calendar
from services.scheduling.rules.days import day_of, span_of
from services.scheduling.rules.outcomes import HELD, OPEN
from services.scheduling.rules.sitting import what_forbids
from services.scheduling.usecases.changes import Picture, keep_change
from services.scheduling.usecases.placing import touch

HOLIDAY: Final = "holiday_declared"
VACATION: Final = "court_vacation"


def mark_hearings(
    session: Session, actor: Actor, days: Collection[dt.date], scope: str, *,
    because: str, court_kinds: Collection[str] = (),
) -> list[uuid.UUID]:  # fmt: skip
    """Mark the hearings on these days that are of a purpose not heard then; give their ids in order of time."""
    heard_then = sa.select(HearingCode.code).where(HearingCode.kind == "purpose", HearingCode.sits_on_holidays)
    chosen = _standing(days, scope).where(Hearing.purpose.not_in(heard_then))
    if court_kinds:
        chosen = chosen.where(Hearing.court_id.in_(sa.select(Court.id).where(Court.kind.in_(court_kinds))))
    found = list(session.scalars(chosen.order_by(Hearing.id).with_for_update(key_share=True)))
    for hearing in found:
        if hearing.to_be_refixed is None:
            _set(session, actor, hearing, because)
    return [hearing.id for hearing in sorted(found, key=lambda one: (one.starts_at, one.id))]


def unmark_hearings(
    session: Session, actor: Actor, days: Collection[dt.date], scope: str, *, because: str
) -> list[uuid.UUID]:
    """Take the mark from the hearings on these days whose court sits then after all; give their ids."""
    chosen = _standing(days, scope).where(Hearing.to_be_refixed == because)
    session.flush()
    freed = []
    for hearing in session.scalars(chosen.order_by(Hearing.id).with_for_update(key_share=True)):
        day = day_of(hearing.starts_at)
        calendar = read_calendar(session, find_court(session, hearing.court_id), day, day)
        code = what_forbids(calendar, day, dt.time(), dt.time(), sits_on_holidays=False)
        if code not in ("court_holiday", "court_vacation"):
            _set(session, actor, hearing, None)
            freed.append(hearing.id)
    return freed


def _standing(days: Collection[dt.date], scope: str) -> sa.Select[Hearing]:
    chosen = sa.select(Hearing).where(Hearing.status.in_((OPEN, HELD)), _on(sorted(days)))
    kind, _, which = scope.partition(":")
    if kind == "district":
        chosen = chosen.where(Hearing.district == which)
    if kind == "court":
        chosen = chosen.where(Hearing.court_id == uuid.UUID(which))
    return chosen


def _on(days: Iterable[dt.date]) -> sa.ColumnElement[bool]:
    spans = [span_of(day, day) for day in days]
    return sa.or_(sa.false(), *(sa.and_(Hearing.starts_at >= start, Hearing.starts_at < end) for start, end in spans))


def _set(session: Session, actor: Actor, hearing: Hearing, because: str | None) -> None:
    before: Any = Picture.of(hearing)
    hearing.to_be_refixed = because
    touch(hearing)
    keep_change(session, actor, hearing, "to_be_refixed" if because else "fits_again", reason=because, before=before)
