"""The demonstration's courts, holidays, roster and first hearings, as a court's clerk would look at them."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.common.database import Database
from services.common.ids import seed_id
from services.scheduling.models import (
    Booking,
    Court,
    CourtRoom,
    Hearing,
    HearingCode,
    Holiday,
    Qualification,
    RosterEntry,
    SittingHours,
    Timetable,
    TravelTime,
    Vacation,
    WorkingPattern,
)
from services.scheduling.models.court_days import read_calendar
from services.scheduling.queries.availability import read_availability, read_travel
from services.scheduling.rules.availability import minutes_between
from services.scheduling.rules.days import day_of, time_of
from services.scheduling.rules.sitting import Hours, hours_on
from services.scheduling.seed import COURTS, FIRST_COURT, ROSTER, SEAT, seed
from services.scheduling.usecases.holidays import withdraw_holiday
from services.scheduling.usecases.known_cases import learn_case, learn_prosecutor
from tests.conftest import database_of
from tests.integration.scheduling.asking import equipment
from tests.integration.scheduling.factories import DISTRICT, KEEPER

CASES = [uuid.UUID(int=number) for number in range(1, 4)]
PROSECUTOR = seed_id("account:prosecutor1")
TABLES = (
    Court, CourtRoom, Timetable, SittingHours, Holiday, RosterEntry, Hearing, Booking, Qualification, WorkingPattern,
    TravelTime, Vacation,
)  # fmt: skip


@pytest.fixture(scope="module")
def database() -> Database:
    """Give a database of its own: the province's holidays would be in the way of other tests' hearings."""
    made = database_of.__wrapped__("scheduling")
    assert isinstance(made, Database)
    with made.transaction() as session:
        for case_id in CASES:
            learn_case(session, case_id, district=DISTRICT)
        learn_prosecutor(session, CASES[0], PROSECUTOR, is_assigned=True, at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
    seed(replace(equipment(), database=made))
    return made


def count(session: Session) -> Counter[str]:
    """Count the rows of every table that is seeded."""
    return Counter(
        {table.__tablename__: session.scalar(sa.select(sa.func.count()).select_from(table)) or 0 for table in TABLES}
    )


def test_seeding_twice_makes_nothing_twice(database: Database) -> None:
    """What is there stays as it is, also a holiday that somebody took back and a court that somebody renamed."""
    with database.transaction() as session:
        iqbal = session.scalars(sa.select(Holiday).where(Holiday.name_en == "Iqbal Day")).first()
        assert iqbal is not None
        withdraw_holiday(session, KEEPER, iqbal.id, "not this year")
        court = session.get_one(Court, seed_id(f"court:{FIRST_COURT}"))
        court.name_en = "Anti-Terrorism Court II"
        before = count(session)
    seed(replace(equipment(), database=database))
    with database.reading() as session:
        assert count(session) == before
        assert session.get_one(Court, court.id).name_en == "Anti-Terrorism Court II"
        assert session.get_one(Holiday, iqbal.id).withdrawn_because == "not this year"
    assert before["courts"] == before["court_rooms"] == len(COURTS)
    assert before["roster_entries"] == len(ROSTER)


def test_courts_sit_as_the_rules_of_2012_say(database: Database) -> None:
    """Half past eight to two, Fridays to noon, no Sundays (r. 3.3); each court has an Urdu name and a known kind."""
    monday = dt.date(2026, 11, 30)
    with database.reading() as session:
        kinds = set(session.scalars(sa.select(HearingCode.code).where(HearingCode.kind == "court_kind")))
        for court in session.scalars(sa.select(Court)):
            calendar = read_calendar(session, court, monday, monday + dt.timedelta(days=6))
            week = [hours_on(calendar, monday + dt.timedelta(days=number)) for number in range(7)]
            full, half = Hours(dt.time(8, 30), dt.time(14)), Hours(dt.time(8, 30), dt.time(12))
            assert week == [full, full, full, full, half, full, None]
            assert court.kind in kinds
            assert is_urdu(court.name_ur)


def test_holidays_that_wait_for_the_moon_are_tentative(database: Database) -> None:
    """Both Eids, Ashura, Milad and the urs are tentative in both years, days of the sun's calendar are not; all are named in Urdu."""
    moon = {"Eid-ul-Fitr", "Eid-ul-Azha", "Ashura", "Eid Milad-un-Nabi", "Urs of Shah Abdul Latif Bhittai"}
    with database.reading() as session:
        rows = list(session.scalars(sa.select(Holiday).order_by(Holiday.day)))
    assert {row.name_en for row in rows if row.is_tentative} == moon
    assert all(row.is_tentative == (row.name_en in moon) for row in rows)
    assert all(row.is_tentative == (row.occasion is not None) for row in rows)
    assert len({row.occasion for row in rows if row.occasion}) == 2 * len(moon)
    assert all(is_urdu(row.name_ur) and row.source for row in rows)
    for year in (2026, 2027):
        days: Any = {row.day for row in rows if row.day.year == year}
        assert {dt.date(year, 2, 5), dt.date(year, 3, 23), dt.date(year, 4, 4), dt.date(year, 12, 27)} <= days
        assert {row.name_en for row in rows if row.day.year == year and row.is_tentative} == moon
    assert len(rows) == len({row.day for row in rows})


def test_known_cases_get_a_first_date_each(database: Database) -> None:
    """Each known case appears once, on a day of its own at the court's opening, with those who stand on it."""
    with database.reading() as session:
        hearings = list(session.scalars(sa.select(Hearing).order_by(Hearing.starts_at)))
    assert sorted(hearing.case_id for hearing in hearings) == CASES
    assert len({day_of(hearing.starts_at) for hearing in hearings}) == len(CASES)
    assert {time_of(hearing.starts_at) for hearing in hearings} == {dt.time(8, 30)}
    assert {hearing.purpose for hearing in hearings} == {"appearance"}
    stood = {hearing.case_id: hearing.prosecutor_ids for hearing in hearings}
    assert stood == {CASES[0]: [PROSECUTOR], CASES[1]: [], CASES[2]: []}


def test_people_of_the_demonstration_can_stand_before_its_courts(database: Database) -> None:
    """Each is posted for anti-terrorism, one has a week of his own, and every way is told from the seat."""
    day = dt.date(2026, 11, 30)
    with database.reading() as session:
        people = read_availability(session, day, day, districts=[DISTRICT])
        seats = {court.seat for court in session.scalars(sa.select(Court))}
        travel = read_travel(session, day)
        vacation = session.scalars(sa.select(Vacation)).one()
    assert len(people) == len(ROSTER)
    assert all("anti_terrorism" in person.qualifications and person.rank >= 17 for person in people)
    assert len([person for person in people if person.away]) == 1
    assert {person.seat for person in people} == seats == {SEAT}
    assert minutes_between(travel, "hyderabad", SEAT) == 150
    assert (vacation.duty_opens, vacation.duty_closes) == (dt.time(9, 30), dt.time(13))


def is_urdu(name: str | None) -> bool:
    """Tell whether a name is written in Urdu: its letters, and western digits as court notices use them."""
    letters = [sign for sign in name or "" if sign.isalnum()]
    return bool(letters) and all(sign.isdecimal() == sign.isascii() for sign in letters) and "ي" not in letters
