"""Demonstration data about people's time: qualifications, a working week, the ways between seats, and the High Court's vacation.

Made through the use cases; run again it adds only what is missing. Orders and minutes are examples: real ones are the office's.
"""

from __future__ import annotations

import csv
import datetime as dt
import uuid
from pathlib import Path
from typing import Final

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.common.actor import Actor
from services.common.ids import seed_id
from services.scheduling.models import Qualification, TravelTime, Vacation, WorkingPattern
from services.scheduling.usecases.postings import qualify_prosecutor
from services.scheduling.usecases.vacations import declare_vacation
from services.scheduling.usecases.working_time import set_travel_time, set_working_pattern

SINCE: Final = dt.date(2026, 1, 1)
QUALIFICATIONS: Final = (
    ("prosecutor1", "anti_terrorism"),
    ("prosecutor1", "terror_financing"),
    ("prosecutor2", "anti_terrorism"),
    ("prosecutor2", "women_and_children"),
    ("supervisor", "anti_terrorism"),
    ("supervisor", "narcotics"),
)
WITH_A_WEEK: Final = "prosecutor2"
_FRIDAY: Final = 5
_WEEK: Final = [
    {"weekday": day, "starts": dt.time(8), "ends": dt.time(13) if day == _FRIDAY else dt.time(16)}
    for day in range(1, 7)
]
_ORDER: Final = "example: the Law Department's order of posting (ATA 18)"
_VACATION: Final = {
    "first_on": dt.date(2026, 12, 26), "last_on": dt.date(2027, 1, 10), "scope": "province", "district": None,
    "court_id": None, "court_kinds": ["high_court"], "name_en": "Winter vacation of the High Court",
    "name_ur": "ہائی کورٹ کی موسم سرما کی تعطیلات", "duty_opens": dt.time(9, 30), "duty_closes": dt.time(13),
    "duties": [], "source": "High Court of Sindh, calendar of 2026; verify against the circular",
}  # fmt: skip


def seed_people(session: Session, actor: Actor) -> None:
    """Make what is missing; comes after the roster is filled."""
    for account, qualification in QUALIFICATIONS:
        _qualify(session, actor, seed_id(f"account:{account}"), qualification)
    person = seed_id(f"account:{WITH_A_WEEK}")
    if session.scalar(sa.select(WorkingPattern.id).where(WorkingPattern.prosecutor_id == person)) is None:
        given = {"valid_from": SINCE, "valid_to": None, "source": "example: as agreed", "hours": _WEEK}
        set_working_pattern(session, actor, person, given)
    _set_travel_times(session, actor)
    if session.scalar(sa.select(Vacation.id).where(Vacation.first_on == _VACATION["first_on"])) is None:
        declare_vacation(session, actor, _VACATION)


def _qualify(session: Session, actor: Actor, person: uuid.UUID, qualification: str) -> None:
    known = sa.select(Qualification.id).where(
        Qualification.prosecutor_id == person, Qualification.qualification == qualification
    )
    if session.scalar(known.limit(1)) is None:
        given = {"qualification": qualification, "valid_from": SINCE, "valid_to": None, "source": _ORDER}
        qualify_prosecutor(session, actor, person, given)


def _set_travel_times(session: Session, actor: Actor) -> None:
    known = {(row.one_seat, row.other_seat) for row in session.scalars(sa.select(TravelTime))}
    rows = Path(__file__).with_name("seed_travel.csv").read_text(encoding="utf-8").splitlines()
    for row in csv.DictReader(rows):
        seats = tuple(sorted((row["one_seat"], row["other_seat"])))
        if seats not in known:
            source = "example: by road, estimated; the office measures its own"
            given = {**row, "minutes": int(row["minutes"]), "valid_from": SINCE, "source": source}
            set_travel_time(session, actor, given)
