"""Demonstration data: courts of Karachi South, their hours, holidays of Sindh, the roster, first hearings of known cases.

Made through the use cases; run again it adds only what is missing. Real courts change by notification: these are examples.
"""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path
from typing import Final

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.common.actor import EVERYWHERE, Actor
from services.common.answering import Equipment
from services.common.ids import seed_id
from services.scheduling.models import CaseProsecutor, Court, Hearing, Holiday, KnownCase, RosterEntry
from services.scheduling.models.court_days import find_court, read_calendar
from services.scheduling.rules.days import day_of
from services.scheduling.rules.sitting import openings
from services.scheduling.seed_people import seed_people
from services.scheduling.usecases.courts import open_court, set_sitting_hours
from services.scheduling.usecases.holidays import declare_holidays
from services.scheduling.usecases.roster import add_to_roster
from services.scheduling.usecases.scheduling import schedule_hearing

DISTRICT: Final = "karachi-south"
SEAT: Final = "karachi"
FIRST_COURT: Final = "atc-2-karachi"
COURTS: Final = (
    ("atc-2-karachi", "Anti-Terrorism Court No. 2, Karachi", "انسداد دہشت گردی عدالت نمبر 2، کراچی", "anti_terrorism"),
    ("atc-16-karachi", "Anti-Terrorism Court No. 16, Karachi", "انسداد دہشت گردی عدالت نمبر 16، کراچی", "anti_terrorism"),
    ("sessions-karachi-south", "District and Sessions Court, Karachi South", "ڈسٹرکٹ اینڈ سیشن کورٹ، کراچی جنوبی", "sessions"),
    (
        "additional-sessions-1-karachi-south",
        "1st Additional Sessions Court, Karachi South",
        "پہلی ایڈیشنل سیشن کورٹ، کراچی جنوبی",
        "additional_sessions",
    ),
    (
        "magistrate-1-karachi-south",
        "1st Judicial Magistrate, Karachi South",
        "جوڈیشل مجسٹریٹ اول، کراچی جنوبی",
        "judicial_magistrate",
    ),
)  # fmt: skip
ROSTER: Final = (
    ("prosecutor1", "deputy-district-public-prosecutor"),
    ("prosecutor2", "assistant-district-public-prosecutor"),
    ("supervisor", "district-public-prosecutor"),
)
_SHORT, _LONG = dt.time(12), dt.time(14)
_WEEK: Final = [
    {"weekday": day, "opens": dt.time(8, 30), "closes": _SHORT if day == 5 else _LONG} for day in range(1, 7)
]
_FIRST_HEARINGS: Final = 6


def seed(equipment: Equipment) -> None:
    """Make what is missing of the demonstration."""
    may = frozenset({"scheduling.roster", "scheduling.schedule"})
    actor = Actor(id=str(seed_id("account:administrator")), may=may, districts=(EVERYWHERE,))
    with equipment.database.transaction() as session:
        _open_courts(session, actor)
        _declare_holidays(session, actor)
        _fill_roster(session, actor)
        seed_people(session, actor)
    with equipment.database.transaction() as session:
        _schedule_first_hearings(session, actor)


def _open_courts(session: Session, actor: Actor) -> None:
    for code, name_en, name_ur, kind in COURTS:
        court_id = seed_id(f"court:{code}")
        if session.get(Court, court_id) is not None:
            continue
        given = {
            "code": code, "name_en": name_en, "name_ur": name_ur, "kind": kind, "district": DISTRICT,
            "seat": SEAT, "opened_on": dt.date(2019, 1, 1), "rooms": ["1"],
        }  # fmt: skip
        open_court(session, actor, given, court_id=court_id)
        source = "Sindh Criminal Court Rules 2012, r. 3.3"
        timetable = {"valid_from": dt.date(2019, 1, 1), "valid_to": None, "source": source, "hours": _WEEK}
        set_sitting_hours(session, actor, court_id, timetable)


def _declare_holidays(session: Session, actor: Actor) -> None:
    known = set(session.scalars(sa.select(Holiday.day).where(Holiday.scope == "province")))
    rows = Path(__file__).with_name("seed_holidays.csv").read_text(encoding="utf-8").splitlines()
    for row in csv.DictReader(rows):
        day = dt.date.fromisoformat(row["day"])
        if day not in known:
            given = {
                **row, "days": [day], "scope": "province", "district": None, "court_id": None,
                "is_tentative": row["is_tentative"] == "true", "occasion": row["occasion"] or None,
            }  # fmt: skip
            declare_holidays(session, actor, given)


def _fill_roster(session: Session, actor: Actor) -> None:
    for account, designation in ROSTER:
        person = seed_id(f"account:{account}")
        if session.get(RosterEntry, person) is None:
            given = {"id": person, "district": DISTRICT, "seat": SEAT, "designation": designation}
            add_to_roster(session, actor, given)


def _schedule_first_hearings(session: Session, actor: Actor) -> None:
    """Give cases that are known and were never heard a first date, one after the other, in the coming weeks."""
    if session.scalar(sa.select(Hearing.id).limit(1)) is not None:
        return
    cases = session.scalars(sa.select(KnownCase.id).order_by(KnownCase.id).limit(_FIRST_HEARINGS)).all()
    court = find_court(session, seed_id(f"court:{FIRST_COURT}"))
    first = day_of(dt.datetime.now(dt.UTC)) + dt.timedelta(days=1)
    last = first + dt.timedelta(days=60)
    sittings = openings(read_calendar(session, court, first, last), first, last)
    for case_id, (opens, _) in zip(cases, sittings, strict=False):
        team = sa.select(CaseProsecutor.prosecutor_id).where(
            CaseProsecutor.case_id == case_id, CaseProsecutor.is_assigned
        )
        given = {
            "case_id": case_id, "court_id": court.id, "room_id": None, "starts_at": opens, "minutes": 30,
            "purpose": "appearance", "prosecutor_ids": list(session.scalars(team)), "joined_case_ids": [],
            "override": None,
        }  # fmt: skip
        schedule_hearing(session, actor, given)
