"""Times that are only held for now: confirmed, given up, or lapsed; a lapsed one stands in nobody's way."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.common.outbox import pending_events
from services.scheduling import api
from services.scheduling.models import Booking, Hearing
from services.scheduling.usecases import holding, leave
from services.scheduling.usecases.refixing import ITSELF
from tests.conftest import database_of
from tests.integration.scheduling.answering import ANYONE, body_of, refusal, scheduled
from tests.integration.scheduling.asking import ask
from tests.integration.scheduling.factories import KEEPER, Scene, at, make_prosecutor, move


def in_minutes(minutes: int) -> dt.datetime:
    """Give an instant so many minutes from now."""
    return dt.datetime.now(dt.UTC) + dt.timedelta(minutes=minutes)


def held(place: Scene, minutes: int = 60, **more: Any) -> dict[str, Any]:
    """Hold a time for so many minutes."""
    return scheduled(place, held_until=in_minutes(minutes).isoformat(), **more)


def age(session: Session, hearing_id: object, minutes: int = 1) -> None:
    """Let a hold have ended so many minutes ago."""
    then = in_minutes(-minutes)
    session.execute(sa.update(Hearing).where(Hearing.id == hearing_id).values(held_until=then))
    session.execute(sa.update(Booking).where(Booking.hearing_id == hearing_id).values(expires_at=then))


def grow_old(hearing_id: object) -> None:
    """Let a hold have ended, for good."""
    with database_of("scheduling").transaction() as session:
        age(session, hearing_id)


def told(session: Session) -> list[str]:
    """Give what was told of hearings."""
    return [event["type"] for event in pending_events(session) if event["type"].startswith("hearing_")]


def test_a_held_time_is_taken_and_told_to_nobody(scene: Scene) -> None:
    """While it is held nobody else gets it; the others hear of the hearing once it is confirmed."""
    hearing_id = scene.schedule(held_until=in_minutes(60))
    assert told(scene.session) == []
    holding.confirm_hearing(scene.session, scene.actor, hearing_id, 1)
    assert told(scene.session) == ["hearing_scheduled"]
    hearing = scene.session.get_one(Hearing, hearing_id)
    assert (hearing.status, hearing.held_until, hearing.version) == ("scheduled", None, 2)


def test_a_held_time_is_confirmed_once(place: Scene) -> None:
    """A hold that is confirmed is a hearing like any other; another who wants the time is refused before and after."""
    made = held(place)
    assert (made["status"], made["held_until"][:16]) == ("provisional", in_minutes(60).isoformat()[:16])
    assert refusal(api.schedule_hearing, place.actor, body=body_of(place)).code == "double_booked"
    path = {"hearing_id": made["id"]}
    confirmed = ask(api.confirm_hearing, place.actor, path=path, if_match="1", body={})
    assert (confirmed.value["status"], confirmed.etag) == ("scheduled", "2")
    assert refusal(api.confirm_hearing, place.actor, path=path, if_match="2", body={}).code == "hearing_not_held"
    assert refusal(api.schedule_hearing, place.actor, body=body_of(place)).code == "double_booked"
    kinds = [one["kind"] for one in ask(api.list_hearing_changes, place.actor, path=path).value["items"]]
    assert kinds == ["held_provisionally", "confirmed"]


def test_a_lapsed_hold_stands_in_nobodys_way(place: Scene) -> None:
    """Whoever comes after its time gets it, before the clock came by; confirming, moving and vacating it are refused then."""
    made = held(place)
    grow_old(made["id"])
    path = {"hearing_id": made["id"]}
    assert scheduled(place)["status"] == "scheduled"
    assert refusal(api.confirm_hearing, place.actor, path=path, if_match="1", body={}).code == "hold_lapsed"
    body: dict[str, Any] = {"minutes": 60, "reason": "longer"}
    assert refusal(api.move_hearing, place.actor, path=path, if_match="1", body=body).code == "hold_lapsed"
    with database_of("scheduling").transaction() as session:
        holding.lapse_holds(session, ITSELF)
    found = ask(api.read_hearing, place.actor, path=path).value
    assert (found["status"], found["version"]) == ("lapsed", 2)
    assert (
        ask(api.list_hearing_changes, place.actor, path=path).value["items"][-1]["changed_by"] == "service:scheduling"
    )


def test_the_clock_lets_go_only_what_has_lapsed(scene: Scene) -> None:
    """A hold whose time has come gives its bookings back; one that still runs keeps them."""
    session = scene.session
    old = scene.schedule(held_until=in_minutes(60))
    running = scene.schedule(held_until=in_minutes(60), starts_at=at(scene.day, 10))
    session.flush()
    age(session, old)
    session.expire_all()
    holding.lapse_holds(session, ITSELF)
    assert [session.get_one(Hearing, one).status for one in (old, running)] == ["lapsed", "provisional"]
    live = sa.select(sa.func.count()).select_from(Booking).where(Booking.hearing_id == old, Booking.is_live)
    assert session.scalar(live) == 0
    assert told(session) == []


def test_a_lapsed_hold_is_no_obstacle_to_leave(scene: Scene) -> None:
    """It is neither handed over nor named: the prosecutor is free. One that still runs is handed over in silence."""
    session = scene.session
    given = {"prosecutor_id": scene.prosecutor_id, "first_on": scene.day, "last_on": scene.day, "kind": "casual"}
    old = scene.schedule(held_until=in_minutes(60))
    session.flush()
    age(session, old)
    session.expire_all()
    running = scene.schedule(held_until=in_minutes(60), starts_at=at(scene.day, 10))
    successor = make_prosecutor(session)
    leave_id = leave.apply_for_leave(session, KEEPER, given)
    leave.approve_leave(session, KEEPER, leave_id, successor, 1)
    assert session.get_one(Hearing, old).prosecutor_ids == [scene.prosecutor_id]
    assert session.get_one(Hearing, running).prosecutor_ids == [successor]
    assert told(session) == []


def test_a_hold_is_moved_and_given_up_in_silence(place: Scene) -> None:
    """It stays a hold when it is moved, and is told to nobody when it is given up; its time is free at once."""
    made = held(place)
    path = {"hearing_id": made["id"]}
    other = {**move(minutes=60), "asked_by": "defence"}
    body = {name: value for name, value in other.items() if value is not None}
    moved = ask(api.move_hearing, place.actor, path=path, if_match="1", body=body).value
    assert (moved["status"], moved["version"]) == ("provisional", 2)
    gone = ask(api.vacate_hearing, place.actor, path=path, if_match="2", body={"reason": "not needed"}).value
    assert gone["status"] == "vacated"
    assert scheduled(place)["status"] == "scheduled"
    with database_of("scheduling").reading() as session:
        rows = session.execute(
            sa.text("SELECT event_type FROM outbox WHERE aggregate_id = :id"), {"id": made["id"]}
        ).all()
    assert rows == []


@pytest.mark.parametrize("minutes", [-5, 15 * 24 * 60])
def test_a_time_is_held_within_bounds(place: Scene, minutes: int) -> None:
    """Not into the past, and for two weeks at most."""
    body = body_of(place, held_until=in_minutes(minutes).isoformat())
    problem = refusal(api.schedule_hearing, place.actor, body=body)
    assert (problem.kind, problem.code, list(problem.fields or {})) == ("invalid", "hold_out_of_bounds", ["held_until"])


def test_what_a_hold_does_not_allow(place: Scene) -> None:
    """Its outcome cannot be recorded, nor another be joined to it; strangers see nothing of it."""
    made = held(place)
    path = {"hearing_id": made["id"]}
    body = {"outcome": "held", "result": "part_heard"}
    assert refusal(api.record_outcome, place.actor, path=path, if_match="1", body=body).code == "hearing_not_confirmed"
    problem = refusal(api.confirm_hearing, ANYONE, path=path, if_match="1", body={})
    assert problem.kind == "forbidden"
    stranger = ANYONE.__class__(id=str(uuid.uuid4()), may=place.actor.may)
    assert refusal(api.confirm_hearing, stranger, path=path, if_match="1", body={}).code == "hearing_not_found"
    assert refusal(api.confirm_hearing, place.actor, path=path, if_match="7", body={}).kind == "moved_on"
