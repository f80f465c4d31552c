"""Reading where a trial that should go on from day to day does not (ATA 19(7))."""

from __future__ import annotations

import datetime as dt
from typing import Final

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.scheduling.models import Hearing, Sitting
from services.scheduling.models.court_days import find_court, read_calendar
from services.scheduling.rules.days import day_of
from services.scheduling.rules.trial_days import Gap, find_gaps

_GONE: Final = ("vacated", "lapsed", "merged")


def standing_days(sitting: Sitting) -> sa.Select[dt.datetime]:
    """Give the select of when a trial is or was heard; a day that fell out is none."""
    return sa.select(Hearing.starts_at).where(Hearing.sitting_id == sitting.id, Hearing.status.not_in(_GONE))


def read_gaps(session: Session, sitting: Sitting) -> list[Gap]:
    """Give the breaks in a trial that should go on from day to day; none in one whose days the court chose."""
    if sitting.kind != "day_to_day":
        return []
    session.flush()
    days = [day_of(starts_at) for starts_at in session.scalars(standing_days(sitting))]
    if len(days) < 2:
        return []
    return find_gaps(read_calendar(session, find_court(session, sitting.court_id), min(days), max(days)), days)


def say_gap(gap: Gap) -> str:
    """Give the sentence about a break."""
    return (
        f"From {gap.after} to {gap.before} are {gap.working_days} working days: the trial does not go on from day to day"
        " (ATA 19(7))."
    )
