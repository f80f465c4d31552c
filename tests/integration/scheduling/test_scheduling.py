"""Scheduling hearings: who gets a room or a prosecutor, when courts sit, and what others are told."""

from __future__ import annotations

import datetime as dt
import threading
import uuid
from collections import Counter
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.common.audit import pending_entries
from services.common.errors import Problem
from services.common.outbox import pending_events
from services.scheduling.models import Booking, Hearing
from services.scheduling.usecases import courts, holidays, roster, scheduling
from tests.conftest import database_of
from tests.integration.scheduling.factories import (
    DISTRICT,
    KEEPER,
    Scene,
    at,
    clerk,
    make_case,
    make_court,
    make_prosecutor,
    make_scene,
    next_weekday,
)


def refused(scene: Scene, **more: Any) -> Problem:
    """Give the Problem that scheduling ends with."""
    with pytest.raises(Problem) as caught:
        scene.schedule(**more)
    return caught.value


def test_a_hearing_is_kept_told_and_recorded(session: Session, scene: Scene) -> None:
    """A scheduled hearing is in the database, in the outbox with its audience, and in the audit trail."""
    joined = make_case(session)
    hearing_id = scene.schedule(joined_case_ids=[joined, joined, scene.case_id])
    hearing = session.get_one(Hearing, hearing_id)
    assert (hearing.status, hearing.district, hearing.joined_case_ids) == ("scheduled", DISTRICT, [joined])
    event = pending_events(session)[-1]
    assert event["type"] == "hearing_scheduled"
    assert event["data"]["prosecutor_ids"] == [str(scene.prosecutor_id)]
    assert event["audience"] == {"users": [str(scene.prosecutor_id)], "districts": [DISTRICT]}
    assert pending_entries(session)[-1]["action"] == "hearing_scheduled"


def test_a_taken_room_is_refused_and_what_is_in_the_way_is_named(scene: Scene) -> None:
    """The conflict names the hearing, the court and the time, and nobody."""
    first = scene.schedule()
    other = make_prosecutor(scene.session)
    problem = refused(scene, starts_at=at(scene.day, 9, 29), prosecutor_ids=[other])
    assert (problem.kind, problem.code) == ("conflict", "double_booked")
    found = problem.facts["in_the_way"][0]
    assert (found["hearing_id"], found["court_id"], found["kind"]) == (str(first), str(scene.court_id), "room")
    assert "09:00 to 09:30" in problem.detail


def test_a_prosecutor_stands_in_one_court_at_a_time(scene: Scene) -> None:
    """The same prosecutor cannot be booked in two courts at once."""
    scene.schedule()
    problem = refused(scene, court_id=make_court(scene.session))
    assert problem.facts["in_the_way"][0]["kind"] == "prosecutor"


def test_hearings_may_touch(scene: Scene) -> None:
    """A hearing may start when the one before it ends."""
    scene.schedule()
    scene.schedule(starts_at=at(scene.day, 9, 30))


def test_a_second_room_is_found(scene: Scene) -> None:
    """When the first room is taken and no room was asked for, the next free one is booked."""
    court_id = make_court(scene.session, rooms=("1", "2"))
    rooms = set()
    for _ in range(2):
        hearing_id = scene.schedule(court_id=court_id, prosecutor_ids=[])
        rooms.add(scene.session.get_one(Hearing, hearing_id).room_id)
    assert len(rooms) == 2
    problem = refused(scene, court_id=court_id, prosecutor_ids=[], room_id=rooms.pop())
    assert problem.code == "double_booked"


def test_the_database_itself_refuses_an_overlap(scene: Scene) -> None:
    """The exclusion constraint holds without the use case: a live booking that overlaps cannot be inserted."""
    hearing_id = scene.schedule()
    booking = scene.session.scalars(sa.select(Booking).where(Booking.hearing_id == hearing_id)).first()
    assert booking is not None
    values = {
        "id": uuid.uuid4(), "kind": booking.kind, "resource_id": booking.resource_id, "during": booking.during,
        "hearing_id": hearing_id, "place_id": booking.place_id, "is_timed": True, "is_live": True,
    }  # fmt: skip
    with pytest.raises(sa.exc.IntegrityError, match="ex_bookings_overlap"), scene.session.begin_nested():
        scene.session.execute(sa.insert(Booking).values(values))
    scene.session.execute(sa.insert(Booking).values({**values, "is_live": False}))


@pytest.mark.parametrize(
    ("starts", "minutes", "code"),
    [
        (at(next_weekday(7), 9), 30, "outside_sitting_hours"),
        (at(next_weekday(2), 8, 15), 30, "outside_sitting_hours"),
        (at(next_weekday(2), 13, 45), 30, "outside_sitting_hours"),
        (at(next_weekday(5), 12), 30, "outside_sitting_hours"),
        (at(dt.date(2026, 1, 6), 9), 30, "in_the_past"),
        (at(dt.date(1999, 1, 5), 9), 30, "court_not_open"),
        (at(next_weekday(2), 23, 45), 30, "not_within_a_day"),
    ],
)
def test_times_at_which_no_court_sits_are_refused(scene: Scene, starts: dt.datetime, minutes: int, code: str) -> None:
    """Sundays, hours before, after and on Friday afternoon, days gone by, and days before the court was opened are refused."""
    assert refused(scene, starts_at=starts, minutes=minutes).code == code


def test_a_holiday_is_refused_but_not_for_remand(scene: Scene) -> None:
    """On a declared holiday nothing is heard but remand and bail; a tentative one closes nothing."""
    declare(scene, is_tentative=True)
    scene.schedule(starts_at=at(scene.day, 11))
    declare(scene)
    assert refused(scene).code == "court_holiday"
    scene.schedule(purpose="remand")
    scene.schedule(starts_at=at(next_weekday(7), 18), purpose="bail")


def test_holidays_bind_their_own_scope_only(scene: Scene) -> None:
    """A holiday of another district or court closes nothing here; this court's own does."""
    declare(scene, scope="district", district="jacobabad")
    declare(scene, scope="court", court_id=make_court(scene.session))
    scene.schedule()
    declare(scene, scope="court", court_id=scene.court_id)
    assert refused(scene, starts_at=at(scene.day, 11)).code == "court_holiday"


def declare(scene: Scene, **more: Any) -> holidays.Declared:
    """Declare the scene's day a holiday."""
    given = {
        "days": [scene.day], "scope": "province", "district": None, "court_id": None, "name_en": "Urs",
        "name_ur": None, "source": "notification", "is_tentative": False, **more,
    }  # fmt: skip
    return holidays.declare_holidays(scene.session, KEEPER, given)


def test_an_override_needs_the_permission_and_keeps_its_reason(scene: Scene) -> None:
    """Sitting out of hours takes a reason and a role that may; leave and double booking cannot be overridden at all."""
    late = at(scene.day, 15)
    problem = refused(scene, starts_at=late, override="sits late by order")
    assert (problem.kind, problem.code) == ("forbidden", "override_not_allowed")
    scene.actor = clerk("scheduling.override")
    hearing_id = scene.schedule(starts_at=late, override="sits late by order")
    assert scene.session.get_one(Hearing, hearing_id).override == "sits late by order"
    assert refused(scene, starts_at=late, override="once more").code == "double_booked"


def test_what_the_input_names_must_exist(scene: Scene) -> None:
    """Unknown cases, courts, rooms, prosecutors and purposes are refused at their fields."""
    nobody = uuid.uuid4()
    for field, value, code in (
        ("case_id", nobody, "case_unknown"),
        ("joined_case_ids", [nobody], "case_unknown"),
        ("court_id", nobody, "court_unknown"),
        ("room_id", nobody, "room_unknown"),
        ("prosecutor_ids", [nobody], "prosecutor_unknown"),
        ("purpose", "xyzzy", "purpose_unknown"),
    ):
        problem = refused(scene, **{field: value})
        assert (problem.kind, problem.code, list(problem.fields or {})) == ("invalid", code, [field])


def test_a_clerks_own_words_are_understood_and_kept(scene: Scene) -> None:
    """A purpose typed as clerks type it becomes the coded one, beside what was typed."""
    hearing = scene.session.get_one(Hearing, scene.schedule(purpose="EVICENCE"))
    assert (hearing.purpose, hearing.purpose_as_written) == ("prosecution_evidence", "EVICENCE")


def test_a_case_out_of_sight_is_like_an_unknown_one(session: Session, scene: Scene) -> None:
    """One who sees another district only cannot schedule the case; the refusal does not tell that it exists."""
    scene.actor = clerk(districts=("jacobabad",))
    assert refused(scene).code == "case_unknown"


def test_an_inactive_prosecutor_is_not_booked(scene: Scene) -> None:
    """Who was taken off the roster cannot be booked."""
    roster.change_roster_entry(scene.session, KEEPER, scene.prosecutor_id, {"is_active": False}, 1)
    assert refused(scene).code == "prosecutor_unknown"


def test_a_closed_court_hears_nothing(scene: Scene) -> None:
    """From the day a court is closed nothing is scheduled there."""
    courts.change_court(scene.session, KEEPER, scene.court_id, {"closed_on": scene.day}, 1)
    assert refused(scene).code == "court_not_open"


def test_of_twenty_who_book_one_slot_at_once_one_wins() -> None:
    """Twenty transactions book the same room at the same time: exactly one is kept, nineteen are told what is in the way."""
    database = database_of("scheduling")
    with database.transaction() as session:
        scene = make_scene(session)
        people = [make_prosecutor(session) for _ in range(20)]
    wanted = [scene.wanted(prosecutor_ids=[person]) for person in people]
    ended = book_at_once(wanted, scene)
    assert ended == Counter({"kept": 1, "double_booked": 19})
    with database.reading() as session:
        live = sa.select(sa.func.count()).where(Booking.is_live, Booking.kind == "room")
        held = sa.select(Hearing.room_id).where(Hearing.court_id == scene.court_id)
        assert session.scalar(live.where(Booking.resource_id.in_(held))) == 1


def test_of_many_who_want_one_of_two_rooms_two_get_one() -> None:
    """Who names no room is given a free one as long as there is one, also when all ask at once."""
    with database_of("scheduling").transaction() as session:
        scene = make_scene(session)
        court_id = make_court(session, rooms=("1", "2"))
    wanted = [scene.wanted(court_id=court_id, prosecutor_ids=[]) for _ in range(8)]
    assert book_at_once(wanted, scene) == Counter({"kept": 2, "double_booked": 6})


def test_crossing_bookings_do_not_deadlock() -> None:
    """Hearings that want the same two prosecutors in either order, in different courts, end with one kept."""
    database = database_of("scheduling")
    with database.transaction() as session:
        scene = make_scene(session)
        pair = [make_prosecutor(session), make_prosecutor(session)]
        places = [make_court(session) for _ in range(12)]
    wanted = [
        scene.wanted(court_id=court_id, prosecutor_ids=pair if number % 2 else pair[::-1])
        for number, court_id in enumerate(places)
    ]
    assert book_at_once(wanted, scene) == Counter({"kept": 1, "double_booked": 11})


def book_at_once(wanted: list[dict[str, Any]], scene: Scene) -> Counter[str]:
    """Schedule all of these at once, each in a transaction of its own; count how they ended."""
    database = database_of("scheduling")
    start = threading.Barrier(len(wanted))
    ended: Counter[str] = Counter()

    def book(given: dict[str, Any]) -> str:
        try:
            with database.transaction() as session:
                scheduling.schedule_hearing(session, scene.actor, given)
        except Problem as problem:
            return problem.code
        except sa.exc.DBAPIError as error:
            return repr(error.orig)
        return "kept"

    def attempt(given: dict[str, Any]) -> None:
        start.wait()
        told = book(given)
        for _ in range(5):
            # On a busy machine some wait longer than a lock is waited for: they are told so, and ask again.
            told = book(given) if "LockNotAvailable" in told else told
        ended[told] += 1

    threads = [threading.Thread(target=attempt, args=(given,)) for given in wanted]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return ended
