"""Moving, vacating, recording what happened: the time goes where it should, and others are told."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.common.errors import Problem
from services.common.outbox import pending_events
from services.scheduling.models import Booking, Hearing
from services.scheduling.rules.days import KARACHI
from services.scheduling.usecases import moving, outcomes, vacating
from tests.integration.scheduling.factories import (
    Scene,
    at,
    clerk,
    make_court,
    make_prosecutor,
    move,
    next_date,
    outcome,
)


def live(session: Session, hearing_id: uuid.UUID) -> set[uuid.UUID]:
    """Give what a hearing takes up."""
    chosen = sa.select(Booking.resource_id).where(Booking.hearing_id == hearing_id, Booking.is_live)
    return set(session.scalars(chosen))


def heard_today(scene: Scene) -> uuid.UUID:
    """Schedule a hearing of today, which may be a day on which the court does not sit."""
    scene.actor = clerk("scheduling.override")
    today = dt.datetime.now(KARACHI).date()
    return scene.schedule(starts_at=at(today, 0), override="test", purpose="remand")


def test_a_moved_hearing_frees_its_time_and_takes_the_new_one(scene: Scene) -> None:
    """Another hearing may have the former time; the event says where it was."""
    session = scene.session
    hearing_id = scene.schedule()
    moving.move_hearing(session, scene.actor, hearing_id, move(starts_at=at(scene.day, 11)), 1)
    hearing = session.get_one(Hearing, hearing_id)
    assert (hearing.version, hearing.ends_at) == (2, at(scene.day, 11, 30))
    event = pending_events(session)[-1]
    assert event["type"] == "hearing_moved"
    assert dt.datetime.fromisoformat(event["data"]["previous_starts_at"]) == at(scene.day, 9)
    scene.schedule()


def test_a_hearing_may_move_within_its_own_time(scene: Scene) -> None:
    """A hearing is not in its own way."""
    hearing_id = scene.schedule()
    moving.move_hearing(scene.session, scene.actor, hearing_id, move(starts_at=at(scene.day, 9, 15), minutes=60), 1)


def test_a_move_into_a_taken_time_is_refused(scene: Scene) -> None:
    """Moving obeys the same constraint as scheduling."""
    scene.schedule()
    hearing_id = scene.schedule(starts_at=at(scene.day, 10))
    with pytest.raises(Problem, match="taken") as caught:
        moving.move_hearing(scene.session, scene.actor, hearing_id, move(starts_at=at(scene.day, 9)), 1)
    assert caught.value.code == "double_booked"


def test_a_hearing_changes_court_and_prosecutors(scene: Scene) -> None:
    """Court, room and prosecutors change together; who stood before hears of it too."""
    session = scene.session
    hearing_id = scene.schedule()
    court_id, other = make_court(session), make_prosecutor(session)
    change = move(court_id=court_id, prosecutor_ids=[other])
    moving.move_hearing(session, scene.actor, hearing_id, change, 1)
    hearing = session.get_one(Hearing, hearing_id)
    assert (hearing.court_id, hearing.prosecutor_ids) == (court_id, [other])
    assert live(session, hearing_id) == {hearing.room_id, court_id, other}
    assert set(pending_events(session)[-1]["audience"]["users"]) == {str(other), str(scene.prosecutor_id)}


def test_changing_prosecutors_alone_does_not_ask_when_the_court_sits(scene: Scene) -> None:
    """A hearing that was overridden onto an odd time can be handed to another without a second override."""
    hearing_id = heard_today(scene)
    scene.actor = clerk()
    moving.move_hearing(scene.session, scene.actor, hearing_id, move(prosecutor_ids=[]), 1)
    assert scene.session.get_one(Hearing, hearing_id).prosecutor_ids == []


def test_a_change_seen_too_late_is_refused(scene: Scene) -> None:
    """Who read an older version is told so (412)."""
    hearing_id = scene.schedule()
    moving.move_hearing(scene.session, scene.actor, hearing_id, move(minutes=45), 1)
    with pytest.raises(Problem) as caught:
        vacating.vacate_hearing(scene.session, scene.actor, hearing_id, "late", 1)
    assert caught.value.kind == "moved_on"


def test_a_vacated_hearing_gives_back_its_time_and_ends(scene: Scene) -> None:
    """Its time is free, it can be changed no more, and the event does not carry what was typed."""
    session = scene.session
    hearing_id = scene.schedule()
    vacating.vacate_hearing(session, scene.actor, hearing_id, "withdrawn", 1)
    assert live(session, hearing_id) == set()
    assert pending_events(session)[-1]["data"]["reason"] == "recorded"
    with pytest.raises(Problem, match="vacated already"):
        moving.move_hearing(session, scene.actor, hearing_id, move(minutes=45), 2)
    scene.schedule()


def test_a_hearing_out_of_sight_is_not_there(scene: Scene) -> None:
    """One who sees neither its district nor its case nor stands in it finds no hearing."""
    hearing_id = scene.schedule()
    with pytest.raises(Problem) as caught:
        vacating.vacate_hearing(scene.session, clerk(districts=("jacobabad",)), hearing_id, "no", 1)
    assert caught.value.code == "hearing_not_found"


def test_an_adjournment_and_its_next_date_are_one_step(scene: Scene) -> None:
    """The next hearing follows with the same court, purpose and prosecutors; both events go out, the time comes back."""
    session = scene.session
    hearing_id = heard_today(scene)
    given = outcome("adjourned", next=next_date(at(scene.day, 9)))
    outcomes.record_outcome(session, scene.actor, hearing_id, given, 1)
    follower = session.scalars(sa.select(Hearing).where(Hearing.previous_hearing_id == hearing_id)).one()
    assert (follower.purpose, follower.prosecutor_ids) == ("remand", [scene.prosecutor_id])
    assert [event["type"] for event in pending_events(session)[-2:]] == ["hearing_scheduled", "hearing_adjourned"]
    data = pending_events(session)[-1]["data"]
    assert (data["cause"], data["asked_by"]) == ("witness_absent", "prosecution")
    assert data["heard_on"] == str(session.get_one(Hearing, hearing_id).starts_at.astimezone(KARACHI).date())
    assert data["next_hearing_id"] == str(follower.id)
    assert live(session, hearing_id) == set()


def test_no_adjournment_is_kept_when_its_next_date_cannot_be(scene: Scene) -> None:
    """When the next date is taken the whole step is refused."""
    hearing_id = heard_today(scene)
    scene.schedule()
    given = outcome("adjourned", next=next_date(at(scene.day, 9)))
    with pytest.raises(Problem, match="taken"), scene.session.begin_nested():
        outcomes.record_outcome(scene.session, scene.actor, hearing_id, given, 1)
    scene.session.expire_all()
    assert scene.session.get_one(Hearing, hearing_id).status == "scheduled"


def test_a_hearing_that_was_held_keeps_its_time(scene: Scene) -> None:
    """A hearing that took place with its result did use its time; it may have a next date too, with its own purpose."""
    session = scene.session
    hearing_id = heard_today(scene)
    following = next_date(at(scene.day, 9), purpose="judgment", minutes=15, prosecutor_ids=[])
    outcomes.record_outcome(session, scene.actor, hearing_id, outcome(next=following), 1)
    follower = session.scalars(sa.select(Hearing).where(Hearing.previous_hearing_id == hearing_id)).one()
    assert (follower.purpose, follower.prosecutor_ids) == ("judgment", [])
    assert scene.prosecutor_id in live(session, hearing_id)
    assert pending_events(session)[-1]["type"] == "hearing_held"


def test_without_a_next_date_none_is_made(scene: Scene) -> None:
    """A case may be adjourned to a date in office: no next hearing, and the event says so."""
    hearing_id = heard_today(scene)
    outcomes.record_outcome(scene.session, scene.actor, hearing_id, outcome("adjourned"), 1)
    assert pending_events(scene.session)[-1]["data"]["next_hearing_id"] is None


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (outcome(result=None), "outcome_incomplete"),
        (outcome(cause="witness_absent"), "outcome_incomplete"),
        (outcome("adjourned", asked_by=None), "outcome_incomplete"),
        (outcome("adjourned", cause="moonshine"), "cause_unknown"),
        (outcome(result="moonshine"), "result_unknown"),
        (outcome(next=next_date(at(dt.date(2020, 1, 7), 9))), "next_not_later"),
    ],
)
def test_outcomes_that_make_no_sense_are_refused(scene: Scene, given: dict[str, object], code: str) -> None:
    """Held needs a result, adjourned a cause and who asked, words must be known, and the next date must be later."""
    hearing_id = heard_today(scene)
    with pytest.raises(Problem) as caught:
        outcomes.record_outcome(scene.session, scene.actor, hearing_id, given, 1)
    assert (caught.value.kind, caught.value.code) == ("invalid", code)


def test_nothing_happened_yet_at_a_hearing_to_come(scene: Scene) -> None:
    """An outcome before the hearing's day is refused."""
    with pytest.raises(Problem) as caught:
        outcomes.record_outcome(scene.session, scene.actor, scene.schedule(), outcome(), 1)
    assert caught.value.code == "hearing_not_yet"
