"""Marking hearings that cannot stay as they are, and taking the mark back: their court will not sit then, or their prosecutor was recused.

Comes with the declaration of a holiday, a vacation or other hours, in its transaction, or with the recusal. Such hearings are not
moved by themselves, since only the court says when it has time; they are found by the mark until they are moved, put off (`clearing`)
or vacated.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Iterable
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.common.actor import Actor
from services.scheduling.models import Court, Hearing, HearingCode, HearingListing
from services.scheduling.models.court_days import find_court, read_calendar
from services.scheduling.rules.days import day_of, span_of, start_of, time_of
from services.scheduling.rules.outcomes import HELD, OPEN
from services.scheduling.rules.sitting import what_forbids
from services.scheduling.usecases.changes import Picture, keep_change
from services.scheduling.usecases.placing import touch

HOLIDAY: Final = "holiday_declared"
VACATION: Final = "court_vacation"
HOURS: Final = "outside_sitting_hours"
RECUSED: Final = "prosecutor_recused"
CLOSED: Final = "court_closed"


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
            set_mark(session, actor, hearing, because)
    return [hearing.id for hearing in sorted(found, key=lambda one: (one.starts_at, one.id))]


def mark_outside_hours(
    session: Session, actor: Actor, courts: Iterable[Court], first: dt.date, last: dt.date | None
) -> list[uuid.UUID]:
    """Mark the hearings of these courts that new sitting hours, in force on these days, leave outside; give their ids in order of time."""
    urgent = set(session.scalars(sa.select(HearingCode.code).where(HearingCode.sits_on_holidays)))
    found = []
    for court in sorted(courts, key=lambda one: one.id):
        standing = _standing_before(session, court, first, last)
        if not standing:
            continue
        days = [day_of(hearing.starts_at) for hearing in standing]
        calendar = read_calendar(session, court, min(days), max(days))
        for hearing in standing:
            starts, ends = time_of(hearing.starts_at), time_of(hearing.ends_at - dt.timedelta(microseconds=1))
            code = what_forbids(
                calendar, day_of(hearing.starts_at), starts, ends, sits_on_holidays=hearing.purpose in urgent
            )
            if code == HOURS and hearing.override is None and hearing.to_be_refixed is None:
                set_mark(session, actor, hearing, HOURS)
                found.append(hearing)
    return [hearing.id for hearing in sorted(found, key=lambda one: (one.starts_at, one.id))]


def mark_recused(session: Session, actor: Actor, case_id: uuid.UUID, prosecutor_id: uuid.UUID) -> None:
    """Mark the hearings of a case in which one stands who may not any more."""
    for hearing in session.scalars(_of(case_id, prosecutor_id).where(Hearing.to_be_refixed.is_(None))):
        set_mark(session, actor, hearing, RECUSED)


def unmark_recused(session: Session, actor: Actor, case_id: uuid.UUID, prosecutor_id: uuid.UUID) -> None:
    """Take that mark back: the recusal was a mistake."""
    for hearing in session.scalars(_of(case_id, prosecutor_id).where(Hearing.to_be_refixed == RECUSED)):
        set_mark(session, actor, hearing, None)


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
            set_mark(session, actor, hearing, None)
            freed.append(hearing.id)
    return freed


def _standing_before(session: Session, court: Court, first: dt.date, last: dt.date | None) -> list[Hearing]:
    chosen = sa.select(Hearing).where(
        Hearing.court_id == court.id, Hearing.status.in_((OPEN, HELD)), Hearing.is_untimed.is_(False),
        Hearing.starts_at >= max(start_of(first), dt.datetime.now(dt.UTC)),
    )  # fmt: skip
    if last is not None:
        chosen = chosen.where(Hearing.starts_at < span_of(last, last)[1])
    return list(session.scalars(chosen.order_by(Hearing.id).with_for_update(key_share=True)))


def _of(case_id: uuid.UUID, prosecutor_id: uuid.UUID) -> sa.Select[Hearing]:
    listed = sa.select(HearingListing.hearing_id).where(
        HearingListing.kind == "case", HearingListing.subject_id == case_id
    )
    chosen = sa.select(Hearing).where(
        Hearing.id.in_(listed), Hearing.status.in_((OPEN, HELD)), sa.any_(Hearing.prosecutor_ids) == prosecutor_id
    )
    return chosen.order_by(Hearing.id).with_for_update(key_share=True)


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


def set_mark(session: Session, actor: Actor, hearing: Hearing, because: str | None) -> None:
    """Set or take back a hearing's mark, and keep that it was."""
    before: Any = Picture.of(hearing)
    hearing.to_be_refixed = because
    touch(hearing)
    keep_change(session, actor, hearing, "to_be_refixed" if because else "fits_again", reason=because, before=before)
