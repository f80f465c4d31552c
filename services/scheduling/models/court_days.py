"""A court's days, read for the rules: its timetables, and the declared holidays that bind it."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.common.errors import not_found
from services.scheduling.models.courts import Court, Holiday, SittingHours, Timetable
from services.scheduling.rules.sitting import Calendar, Hours
from services.scheduling.rules.sitting import Timetable as TimetableRule


def find_court(session: Session, court_id: uuid.UUID) -> Court:
    """Give a court; courts are public, so everybody sees every one."""
    found = session.get(Court, court_id)
    if found is None:
        raise not_found("court_not_found", "There is no such court.")
    return found


def scopes_of(district: str | None, court_id: uuid.UUID | None) -> list[str]:
    """Give the scopes of the holidays that bind a district and a court."""
    scopes = ["province"]
    if district:
        scopes.append(f"district:{district}")
    if court_id:
        scopes.append(f"court:{court_id}")
    return scopes


def read_calendar(session: Session, court: Court, first: dt.date, last: dt.date) -> Calendar:
    """Read what is known about a court's days from first to last, both counted."""
    timetables = session.execute(
        sa.select(Timetable.id, Timetable.valid_from, Timetable.valid_to)
        .where(Timetable.court_id == court.id, Timetable.valid_from <= last)
        .where(sa.or_(Timetable.valid_to.is_(None), Timetable.valid_to >= first))
        .order_by(Timetable.id)
    ).all()
    weeks: dict[uuid.UUID, dict[int, Hours]] = defaultdict(dict)
    wanted = [row.id for row in timetables]
    for row in session.scalars(sa.select(SittingHours).where(SittingHours.timetable_id.in_(wanted))):
        weeks[row.timetable_id][row.weekday] = Hours(row.opens, row.closes)
    holidays = session.scalars(
        sa.select(Holiday.day).where(
            Holiday.day.between(first, last),
            Holiday.scope.in_(scopes_of(court.district, court.id)),
            Holiday.withdrawn_at.is_(None),
            Holiday.is_tentative.is_(False),
        )
    )
    return Calendar(
        timetables=[TimetableRule(row.valid_from, row.valid_to, weeks[row.id]) for row in timetables],
        holidays=frozenset(holidays),
        opened_on=court.opened_on,
        closed_on=court.closed_on,
    )
