"""Nobody and nothing is in two places at once: court, room, prosecutor, witness, officer, accused, video link; and what is offered instead."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import pytest
import sqlalchemy as sa

from services.scheduling import api
from services.scheduling.models import Booking
from services.scheduling.rules.days import day_of
from tests.conftest import database_of
from tests.integration.scheduling.answering import ANYONE, body_of, declare, refusal, scheduled
from tests.integration.scheduling.asking import ask
from tests.integration.scheduling.factories import KEEPER, Scene, at, make_court

MEMBERS = {"witness": "witness_ids", "officer": "officer_ids", "accused": "accused_ids", "prosecutor": "prosecutor_ids"}


def another_court(**more: Any) -> str:
    """Open another court for good."""
    with database_of("scheduling").transaction() as session:
        return str(make_court(session, **more))


def make_link(**more: Any) -> dict[str, Any]:
    """Add a video link to the catalogue."""
    given = {"name": f"Central Prison {uuid.uuid4().hex[:8]}", "place": "prison", "district": "karachi-south", **more}
    found: dict[str, Any] = ask(api.add_video_link, KEEPER, body=given).value
    return found


def resource(place: Scene, kind: str) -> dict[str, Any]:
    """Give the members of a hearing's input that name one of a kind."""
    if kind == "link":
        return {"link_id": make_link()["id"]}
    return {MEMBERS[kind]: [str(place.prosecutor_id if kind == "prosecutor" else uuid.uuid4())]}


@pytest.mark.parametrize("kind", [*MEMBERS, "link"])
def test_who_is_elsewhere_then_is_refused(place: Scene, kind: str) -> None:
    """The second hearing at the time is refused with the first, by kind and without names; the same after it is."""
    one = {"prosecutor_ids": [], **resource(place, kind)}
    first = scheduled(place, **one)
    court = another_court()
    body = {**body_of(place, court_id=court, starts_at=at(place.day, 9, 15).isoformat()), **one}
    problem = refusal(api.schedule_hearing, place.actor, body=body)
    assert (problem.code, problem.facts["in_the_way"][0]["kind"]) == ("double_booked", kind)
    assert problem.facts["in_the_way"][0]["hearing_id"] == first["id"]
    body["starts_at"] = first["ends_at"]
    assert ask(api.schedule_hearing, place.actor, body=body).status == 201


@pytest.mark.parametrize("kind", ["room", "court", *MEMBERS, "link"])
def test_the_database_itself_refuses_each_kind(place: Scene, kind: str) -> None:
    """Without any use case, a second live booking of the same cannot be inserted."""
    one = {} if kind in ("room", "court") else resource(place, kind)
    made = scheduled(place, **one)
    with database_of("scheduling").transaction() as session:
        booking = session.scalars(
            sa.select(Booking).where(Booking.hearing_id == made["id"], Booking.kind == kind)
        ).one()
        row = {
            "kind": kind, "resource_id": booking.resource_id, "during": booking.during, "is_live": True,
            "hearing_id": booking.hearing_id, "place_id": booking.place_id, "is_timed": True,
        }  # fmt: skip
        with pytest.raises(sa.exc.IntegrityError, match="ex_bookings_overlap"), session.begin_nested():
            session.execute(sa.insert(Booking).values(row))
        row |= {"place_id": uuid.uuid4(), "is_timed": False}
        with pytest.raises(sa.exc.IntegrityError, match="ex_bookings_two_places"), session.begin_nested():
            session.execute(sa.insert(Booking).values(row))


def test_a_court_of_one_judge_hears_one_at_a_time_in_whatever_room(place: Scene) -> None:
    """Two rooms of a judge who sits alone are one court; benches that sit beside one another have a room each."""
    with database_of("scheduling").transaction() as session:
        alone = make_court(session, rooms=("1", "2"), sits_alone=True)
        benches = make_court(session, rooms=("1", "2"))
    nobody: dict[str, Any] = {"prosecutor_ids": []}
    for court in (alone, benches):
        scheduled(place, court_id=str(court), **nobody)
    problem = refusal(api.schedule_hearing, place.actor, body=body_of(place, court_id=str(alone), **nobody))
    assert [one["kind"] for one in problem.facts["in_the_way"]] == ["court"]
    assert scheduled(place, court_id=str(benches), **nobody)["status"] == "scheduled"
    view = ask(api.read_court, place.actor, path={"court_id": str(alone)})
    assert view.value["sits_alone"] is True
    body = {"sits_alone": False}
    ask(api.change_court, KEEPER, path={"court_id": str(alone)}, if_match=view.etag, body=body)
    assert scheduled(place, court_id=str(alone), **nobody)["status"] == "scheduled"


def test_the_next_free_times_are_offered(place: Scene) -> None:
    """Three times from the wanted one on, free for court and people, on days and hours on which the court sits."""
    thursday = place.day + dt.timedelta(days=2)
    declare(place, days=[str(place.day + dt.timedelta(days=1))], scope="court", court_id=str(place.court_id))
    scheduled(place, starts_at=at(place.day, 13, 30).isoformat())
    scheduled(place, court_id=another_court(), starts_at=at(thursday, 9).isoformat())
    body = body_of(place, starts_at=at(place.day, 13, 15).isoformat())
    problem = refusal(api.schedule_hearing, place.actor, body=body)
    free = [dt.datetime.fromisoformat(one["starts_at"]) for one in problem.facts["next_free"]]
    assert free == [at(thursday, 8, 30), at(thursday, 9, 30), at(thursday, 10)]
    offered = problem.facts["next_free"][1]
    given = {"starts_at": offered["starts_at"], "room_id": offered["room_id"]}
    assert ask(api.schedule_hearing, place.actor, body={**body, **given}).status == 201


def test_free_times_of_a_court_know_lists_and_judges(place: Scene) -> None:
    """The prosecutor is free for an hour beside his own court's list, not in another court; a judge who sits alone has no second room."""
    with database_of("scheduling").transaction() as session:
        alone = make_court(session, rooms=("1", "2"), sits_alone=True)
    body = {**body_of(place), "day": str(place.day), "not_after": "12:00"}
    del body["starts_at"]
    ask(api.schedule_hearing, place.actor, body=body)
    query = {"from": place.day, "to": place.day, "minutes": 60, "prosecutor_id": place.prosecutor_id}
    free = {
        court: [
            dt.datetime.fromisoformat(one["starts_at"])
            for one in ask(api.find_free_slots, place.actor, path={"court_id": str(court)}, query=query).value["items"]
        ]
        for court in (place.court_id, alone)
    }
    assert free[place.court_id][0] == at(place.day, 8, 30)
    assert free[alone] == [at(place.day, 12), at(place.day, 12), at(place.day, 13), at(place.day, 13)]
    scheduled(place, court_id=str(alone), starts_at=at(place.day, 12).isoformat(), prosecutor_ids=[])
    found = ask(api.find_free_slots, place.actor, path={"court_id": str(alone)}, query=query).value["items"]
    assert {dt.datetime.fromisoformat(one["starts_at"]) for one in found} == {at(place.day, 12, 30)}


def test_a_move_that_is_refused_offers_times_too(place: Scene) -> None:
    """The hearing's own time is no obstacle to what is offered."""
    first = scheduled(place)
    second = scheduled(place, starts_at=at(place.day, 9, 30).isoformat())
    body = {"starts_at": first["starts_at"], "reason": "earlier"}
    problem = refusal(api.move_hearing, place.actor, path={"hearing_id": second["id"]}, if_match="1", body=body)
    assert dt.datetime.fromisoformat(problem.facts["next_free"][0]["starts_at"]) == at(place.day, 9, 30)


def test_leave_offers_the_days_after_it(place: Scene) -> None:
    """A prosecutor who is away then: the offered times lie behind his leave."""
    given = {"first_on": str(place.day), "last_on": str(place.day + dt.timedelta(days=3)), "kind": "casual"}
    given["prosecutor_id"] = str(place.prosecutor_id)
    keeper = KEEPER.__class__(id=KEEPER.id, may=KEEPER.may | {"scheduling.apply_for_leave"}, districts=("*",))
    away = ask(api.apply_for_leave, keeper, body=given).value
    ask(api.approve_leave, KEEPER, path={"leave_id": away["id"]}, if_match="1", body={})
    problem = refusal(api.schedule_hearing, place.actor, body=body_of(place))
    assert problem.code == "prosecutor_on_leave"
    first = dt.datetime.fromisoformat(problem.facts["next_free"][0]["starts_at"])
    assert day_of(first) == place.day + dt.timedelta(days=4)


def test_the_catalogue_of_video_links(place: Scene) -> None:
    """Kept by those who keep courts, in their districts; a link out of use is booked no more, but stays where it is booked."""
    link = make_link()
    path = {"link_id": link["id"]}
    made = scheduled(place, link_id=link["id"])
    given = {"name": link["name"], "place": "prison", "district": "karachi-south"}
    assert refusal(api.add_video_link, KEEPER, body=given).code == "video_link_exists"
    assert refusal(api.add_video_link, place.actor, body=given).kind == "forbidden"
    far = KEEPER.__class__(id=KEEPER.id, may=KEEPER.may, districts=("sukkur",))
    body: dict[str, Any] = {"is_active": False}
    problem = refusal(api.change_video_link, far, path=path, if_match="1", body=body)
    assert problem.code == "district_out_of_sight"
    changed = ask(api.change_video_link, KEEPER, path=path, if_match="1", body=body)
    assert (changed.value["is_active"], changed.etag) == (False, "2")
    assert refusal(api.change_video_link, KEEPER, path=path, if_match="1", body=body).kind == "moved_on"
    used = refusal(api.schedule_hearing, place.actor, body=body_of(place, link_id=link["id"]))
    assert (used.code, list(used.fields or {})) == ("video_link_unknown", ["link_id"])
    assert ask(api.read_hearing, place.actor, path={"hearing_id": made["id"]}).value["link_id"] == link["id"]
    listed = ask(api.list_video_links, place.actor, query={"is_active": "false"}).value["items"]
    assert link["id"] in {one["id"] for one in listed}
    missing = {"link_id": str(uuid.uuid4())}
    assert refusal(api.read_video_link, ANYONE, path=missing).code == "video_link_not_found"
