"""Trials over several days: every day a hearing, all of them of one sitting, booked together or not at all.

An anti-terrorism court tries from day to day (ATA 19(7)); other courts fix some days at once. A longer break is warned of and never
refused: the court decides. Each day can be moved, vacated and recorded like any other hearing.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from itertools import islice
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.common.actor import Actor
from services.common.audit import record
from services.common.errors import Problem, conflict, invalid
from services.common.ids import new_id
from services.scheduling.models import Court, Hearing, Sitting
from services.scheduling.models.court_days import find_court, read_calendar
from services.scheduling.queries.trial_gaps import read_gaps, say_gap, standing_days
from services.scheduling.rules.days import day_of, instant_at, time_of
from services.scheduling.rules.sitting import Span, hours_on
from services.scheduling.rules.trial_days import part_of_day, trial_days
from services.scheduling.usecases.placing import length_of, require_court
from services.scheduling.usecases.scheduling import place_hearing, require_joined
from services.scheduling.usecases.warnings import note_warnings, warn

_AHEAD: Final = dt.timedelta(days=120)
Days = list[tuple[dt.date, Span]]


def schedule_sitting(session: Session, actor: Actor, given: dict[str, Any]) -> uuid.UUID:
    """Book a trial's days: those that are named, or so many of the court's days from one on; give the sitting's id."""
    joined = require_joined(session, actor, given)
    court = require_court(session, given["court_id"])
    days = _days_named(session, court, given) if given["days"] else _days_from(session, court, given)
    sitting = _open(session, given["kind"], given["case_id"], court.id)
    wanted = {**given, "joined_case_ids": joined}
    _place(session, actor, wanted, days, sitting, asked_by=given["asked_by"], reason=given["reason"])
    warn_of_gaps(session, sitting)
    record(
        session, actor, "sitting_scheduled", f"sitting:{sitting.id}", given["reason"], case_id=sitting.case_id,
        court_id=court.id, days=[day for day, _ in days], asked_by=given["asked_by"],
    )  # fmt: skip
    return sitting.id


def add_days(
    session: Session, actor: Actor, hearing: Hearing, count: int, *,
    asked_by: str | None, reason: str, override: str | None,
) -> None:  # fmt: skip
    """Let a hearing go on over the court's next days, at its own time of day; comes after its turn."""
    if hearing.is_untimed:
        raise conflict(
            "hearing_without_hour", "This hearing stands on the day's list without an hour. Fix its hour first."
        )
    sitting = session.get(Sitting, hearing.sitting_id) if hearing.sitting_id else None
    sitting = sitting or _open(session, "day_to_day", hearing.case_id, hearing.court_id)
    hearing.sitting_id = sitting.id
    wanted = {
        "case_id": hearing.case_id, "joined_case_ids": hearing.joined_case_ids, "court_id": hearing.court_id,
        "room_id": hearing.room_id, "purpose": hearing.purpose, "prosecutor_ids": hearing.prosecutor_ids,
        "witness_ids": hearing.witness_ids, "officer_ids": hearing.officer_ids, "accused_ids": hearing.accused_ids,
        "link_id": hearing.link_id, "override": override, "count": count, "starts": time_of(hearing.starts_at),
        "minutes": length_of(hearing),
        "first_on": _last_day(session, sitting, hearing) + dt.timedelta(days=1),
    }  # fmt: skip
    days = _days_from(session, find_court(session, hearing.court_id), wanted)
    _place(session, actor, wanted, days, sitting, asked_by=asked_by, reason=reason)
    warn_of_gaps(session, sitting)


def warn_of_gaps(session: Session, sitting: Sitting) -> None:
    """Note the breaks in a trial that should go on from day to day."""
    for gap in read_gaps(session, sitting):
        note_warnings(session, [warn("not_from_day_to_day", say_gap(gap))])


def _open(session: Session, kind: str, case_id: uuid.UUID, court_id: uuid.UUID) -> Sitting:
    sitting = Sitting(id=new_id(), kind=kind, case_id=case_id, court_id=court_id)
    session.add(sitting)
    session.flush()
    return sitting


def _place(
    session: Session, actor: Actor, wanted: dict[str, Any], days: Days, sitting: Sitting, *,
    asked_by: str | None, reason: str | None,
) -> None:  # fmt: skip
    for day, (start, end) in days:
        given = {**wanted, "day": None, "starts_at": start, "minutes": int((end - start).total_seconds()) // 60}
        try:
            place_hearing(session, actor, given, sitting_id=sitting.id, asked_by=asked_by, reason=reason)
        except Problem as problem:
            # Which of the days cannot be; none of them is booked then.
            problem.facts["day"] = str(day)
            raise


def _days_named(session: Session, court: Court, given: dict[str, Any]) -> Days:
    days: Sequence[dt.date] = sorted(set(given["days"]))
    if days[-1] - days[0] > _AHEAD:
        raise invalid(
            "sitting_too_long", f"Fix the days of at most {_AHEAD.days} days at once.",
            fields={"days": ["Too far apart."]},
        )  # fmt: skip
    calendar = read_calendar(session, court, days[0], days[-1])
    found: Days = []
    for day in days:
        # A day on which the court does not sit is left to the check that every hearing goes through, which says why.
        minutes, start = given["minutes"], instant_at(day, given["starts"])
        span = part_of_day(calendar, day, given["starts"], minutes) if hours_on(calendar, day) else None
        found.append((day, span or (start, start + dt.timedelta(minutes=minutes))))
    return found


def _days_from(session: Session, court: Court, given: dict[str, Any]) -> Days:
    first = given["first_on"]
    last = first + _AHEAD
    days = trial_days(
        read_calendar(session, court, first, last), first, last, starts=given["starts"], minutes=given["minutes"]
    )
    found = list(islice(days, given["count"]))
    if len(found) < given["count"]:
        raise conflict(
            "too_few_days", f"The court has only {len(found)} such days until {last}. Choose another time of day.",
            days=[str(day) for day, _ in found],
        )  # fmt: skip
    return found


def _last_day(session: Session, sitting: Sitting, hearing: Hearing) -> dt.date:
    session.flush()
    last = session.scalar(sa.select(sa.func.max(standing_days(sitting).subquery().c.starts_at)))
    return day_of(max(last, hearing.starts_at) if last else hearing.starts_at)
