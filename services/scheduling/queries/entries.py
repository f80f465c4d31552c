"""What stands in a person's calendar, as entries: hearings, approved leave, and the holidays that bind where he is posted.

No names and no numbers of cases: whoever has the address reads courts, times and purposes.
"""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.scheduling.models import (
    Court,
    CourtRoom,
    Hearing,
    HearingCode,
    HearingListing,
    Holiday,
    Leave,
    RosterEntry,
)
from services.scheduling.models.court_days import scopes_of
from services.scheduling.rules.days import day_of, start_of
from services.scheduling.rules.icalendars import CANCELLED, CONFIRMED, TENTATIVE, Entry

_BACK: Final = dt.timedelta(days=90)
_AHEAD: Final = dt.timedelta(days=730)
_DAY: Final = dt.timedelta(days=1)
_MOST: Final = 5000
_STATUS: Final = {"scheduled": CONFIRMED, "held": CONFIRMED, "provisional": TENTATIVE}
_TITLE: Final = (
    sa.select(HearingCode.title_en)
    .where(HearingCode.kind == "purpose", HearingCode.code == Hearing.purpose)
    .order_by(HearingCode.valid_from.desc())
    .limit(1)
    .scalar_subquery()
)
_HEARINGS: Final = (
    sa.select(
        Hearing.id, Hearing.version, Hearing.changed_at, Hearing.starts_at, Hearing.ends_at, Hearing.status,
        Hearing.purpose, Hearing.list_number, _TITLE.label("title_en"), Court.name_en.label("court"), CourtRoom.name.label("room"),
    )
    .join(HearingListing, HearingListing.hearing_id == Hearing.id)
    .join(Court, Court.id == Hearing.court_id)
    .join(CourtRoom, CourtRoom.id == Hearing.room_id)
    .where(HearingListing.kind == "prosecutor")
    .order_by(HearingListing.starts_at, HearingListing.hearing_id)
    .limit(_MOST)
)  # fmt: skip


def window_of(now: dt.datetime) -> tuple[dt.date, dt.date]:
    """Give the days that calendars show: ninety back, two years ahead."""
    return day_of(now - _BACK), day_of(now + _AHEAD)


def read_entries(session: Session, account_id: uuid.UUID, days: tuple[dt.date, dt.date]) -> list[Entry]:
    """Give one's own hearings and approved leave from the first to the last day, both counted."""
    return [*_read_hearings(session, account_id, days), *_read_leave(session, account_id, days)]


def read_holiday_entries(session: Session, account_id: uuid.UUID, days: tuple[dt.date, dt.date]) -> list[Entry]:
    """Give the holidays of the province and of where one is posted; those that wait for the moon are tentative."""
    district = session.scalar(sa.select(RosterEntry.district).where(RosterEntry.id == account_id))
    chosen = sa.select(Holiday.id, Holiday.day, Holiday.name_en, Holiday.is_tentative, Holiday.declared_at).where(
        Holiday.day.between(*days), Holiday.scope.in_(scopes_of(district, None)), Holiday.withdrawn_at.is_(None)
    )
    return [
        Entry(
            str(row.id), 0, row.declared_at, row.day, row.day + _DAY, row.name_en,
            status=TENTATIVE if row.is_tentative else CONFIRMED, is_busy=False,
        )
        for row in session.execute(chosen.order_by(Holiday.day, Holiday.id))
    ]  # fmt: skip


def _read_hearings(session: Session, account_id: uuid.UUID, days: tuple[dt.date, dt.date]) -> list[Entry]:
    chosen = _HEARINGS.where(
        HearingListing.subject_id == account_id,
        HearingListing.starts_at >= start_of(days[0]),
        HearingListing.starts_at < start_of(days[1] + _DAY),
    )
    return [_as_entry(row) for row in session.execute(chosen)]


def _as_entry(hearing: Any) -> Entry:
    # A matter without an hour lies over the time in which it may be called; its number says about when.
    called = "" if hearing.list_number is None else f", no. {hearing.list_number} on the list"
    return Entry(
        str(hearing.id), hearing.version - 1, hearing.changed_at, hearing.starts_at, hearing.ends_at,
        f"{hearing.title_en or hearing.purpose}: {hearing.court}{called}",
        status=_STATUS.get(hearing.status, CANCELLED), location=f"{hearing.court}, room {hearing.room}",
    )  # fmt: skip


def _read_leave(session: Session, account_id: uuid.UUID, days: tuple[dt.date, dt.date]) -> list[Entry]:
    chosen = (
        sa.select(Leave.id, Leave.version, Leave.applied_at, Leave.decided_at, Leave.first_on, Leave.last_on)
        .where(Leave.prosecutor_id == account_id, Leave.status == "approved")
        .where(Leave.first_on <= days[1], Leave.last_on >= days[0])
        .order_by(Leave.first_on, Leave.id)
    )
    return [
        Entry(str(row.id), row.version - 1, row.decided_at or row.applied_at, row.first_on, row.last_on + _DAY, "Leave")
        for row in session.execute(chosen)
    ]
