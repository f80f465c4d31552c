"""A court's days, read for the rules: its timetables, the declared holidays that bind it, and its vacations."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.common.errors import not_found
from services.scheduling.models.courts import Court, Holiday, SittingHours, Timetable
from services.scheduling.models.vacations import Vacation, VacationDuty
from services.scheduling.rules.sitting import Calendar, Hours
from services.scheduling.rules.sitting import Timetable as TimetableRule
from services.scheduling.rules.sitting import Vacation as VacationRule


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
        vacations=_read_vacations(session, court, first, last),
        opened_on=court.opened_on,
        closed_on=court.closed_on,
    )


def _read_vacations(session: Session, court: Court, first: dt.date, last: dt.date) -> list[VacationRule]:
    rows = session.scalars(
        sa.select(Vacation)
        .where(Vacation.first_on <= last, Vacation.last_on >= first, Vacation.withdrawn_at.is_(None))
        .where(Vacation.scope.in_(scopes_of(court.district, court.id)))
        .where(
            sa.or_(
                sa.func.cardinality(Vacation.court_kinds) == 0, sa.literal(court.kind) == sa.any_(Vacation.court_kinds)
            )
        )
        .order_by(Vacation.first_on, Vacation.id)
    ).all()
    duties: dict[uuid.UUID, list[VacationDuty]] = defaultdict(list)
    if rows:
        turns = sa.select(VacationDuty).where(VacationDuty.vacation_id.in_([row.id for row in rows]))
        for turn in session.scalars(turns):
            duties[turn.vacation_id].append(turn)
    return [
        VacationRule(
            row.first_on, row.last_on,
            Hours(row.duty_opens, row.duty_closes) if row.duty_opens and row.duty_closes else None,
            others_keep_duty=bool(duties[row.id]),
            duty=[(turn.first_on, turn.last_on) for turn in duties[row.id] if turn.court_id == court.id],
        )
        for row in rows
    ]  # fmt: skip
