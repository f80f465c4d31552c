"""A court is abolished: its hearings go over to its successor, or nothing happens at all; and what courts may not be."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy.orm import Session

from services.common.errors import Problem
from services.common.outbox import pending_events
from services.scheduling import api
from services.scheduling.models import Court, Hearing, UnscheduledHearing
from services.scheduling.queries.availability import read_court_needs
from services.scheduling.usecases import abolishing, courts, unscheduled
from tests.conftest import database_of, make_actor
from tests.integration.scheduling.answering import refusal, scheduled
from tests.integration.scheduling.asking import ask
from tests.integration.scheduling.factories import (
    DISTRICT,
    SCHEDULE,
    Scene,
    at,
    make_court,
    make_prosecutor,
    make_scene,
)

MINISTRY = make_actor(*SCHEDULE, "scheduling.courts", districts=(DISTRICT,))


def given(scene: Scene, successor: uuid.UUID, **more: Any) -> dict[str, Any]:
    """Give the input of abolishing the scene's court with its day."""
    return {
        "closed_on": scene.day, "successor_id": successor, "source": "notification of September 2025", "per_day": 20,
        **more,
    }  # fmt: skip


def abolish(scene: Scene, successor: uuid.UUID, **more: Any) -> None:
    """Preview and abolish."""
    wanted = given(scene, successor, **more)
    plan = abolishing.preview_abolition(scene.session, MINISTRY, scene.court_id, wanted)
    version = scene.session.get_one(Court, scene.court_id).version
    abolishing.abolish_court(scene.session, MINISTRY, scene.court_id, {**wanted, "plan": plan.name}, version)


def code_of(scene: Scene, successor: uuid.UUID, **more: Any) -> str:
    """Give the code with which abolishing is refused."""
    with pytest.raises(Problem) as caught, scene.session.begin_nested():
        abolish(scene, successor, **more)
    return caught.value.code


def test_the_successor_takes_all_that_was_to_be_heard(scene: Scene) -> None:
    """At its own time where that is free, else at the next free one; what comes before the day stays; all is told once."""
    session, next_week = scene.session, scene.day + dt.timedelta(days=7)
    successor = make_court(session, kind="narcotics")
    scene.schedule(court_id=successor, prosecutor_ids=[make_prosecutor(session)])
    before = scene.schedule(starts_at=at(scene.day - dt.timedelta(days=1), 9))
    moved, kept = scene.schedule(), scene.schedule(starts_at=at(next_week, 9))
    waiting = unscheduled.ask_for_hearing(
        session, scene.actor,
        {**scene.wanted(), "not_before": None, "not_after": None, "asked_by": None, "reason": None},
    )  # fmt: skip

    abolish(scene, successor)
    court = session.get_one(Court, scene.court_id)
    assert (court.closed_on, court.successor_id, court.version) == (scene.day, successor, 2)
    assert session.get_one(Hearing, before).court_id == scene.court_id
    assert (session.get_one(Hearing, moved).court_id, session.get_one(Hearing, moved).starts_at) == (
        successor, at(scene.day, 8, 30),
    )  # fmt: skip
    assert (session.get_one(Hearing, kept).court_id, session.get_one(Hearing, kept).starts_at) == (
        successor, at(next_week, 9),
    )  # fmt: skip
    session.expire_all()
    assert session.get_one(UnscheduledHearing, waiting).court_id == successor
    cleared, abolished = pending_events(session)[-2:]
    assert (cleared["type"], cleared["data"]["cause"]) == ("hearings_cleared", "court_abolished")
    assert abolished["data"] == {
        "court_id": str(scene.court_id),
        "closed_on": str(scene.day),
        "successor_id": str(successor),
    }
    with pytest.raises(Problem) as caught:
        scene.schedule()
    assert caught.value.code == "court_not_open"


def test_what_no_abolition_may_be(scene: Scene) -> None:
    """Itself as successor, a closed one, a circle, twice, before it opened, unknown or unseen courts; and then nothing changed."""
    session = scene.session
    hearing, successor = scene.schedule(), make_court(session)
    closed, elsewhere = make_court(session), make_court(session, district="jacobabad")
    session.get_one(Court, closed).closed_on = scene.day

    assert code_of(scene, scene.court_id) == "same_court"
    assert code_of(scene, closed) == "successor_not_open"
    assert code_of(scene, uuid.uuid4()) == "court_unknown"
    assert code_of(scene, elsewhere) == "district_out_of_sight"
    assert code_of(scene, successor, closed_on=dt.date(1999, 1, 1)) == "closes_too_early"
    session.get_one(Court, successor).successor_id = scene.court_id
    session.flush()
    assert code_of(scene, successor) == "successor_in_circle"
    assert session.get_one(Hearing, hearing).court_id == scene.court_id
    abolish(scene, make_court(session))
    assert code_of(scene, make_court(session)) == "court_closed"


def test_a_court_is_not_closed_over_its_hearings(scene: Scene) -> None:
    """The change names them; a circle of successors is refused there too; without hearings it closes."""
    session, hearing, later = scene.session, scene.schedule(), scene.day + dt.timedelta(days=1)
    with pytest.raises(Problem) as caught:
        courts.change_court(session, MINISTRY, scene.court_id, {"closed_on": scene.day}, 1)
    assert (caught.value.code, caught.value.facts["hearing_ids"]) == ("hearings_after_closing", [str(hearing)])
    other = make_court(session)
    courts.change_court(session, MINISTRY, other, {"successor_id": scene.court_id}, 1)
    with pytest.raises(Problem) as caught:
        courts.change_court(session, MINISTRY, scene.court_id, {"successor_id": other}, 1)
    assert caught.value.code == "successor_in_circle"

    courts.change_court(session, MINISTRY, scene.court_id, {"closed_on": later}, 1)
    assert session.get_one(Court, scene.court_id).closed_on == later


def test_abolition_from_request_to_bytes(place: Scene) -> None:
    """Previewed, done under the version that was seen, and not by those who only schedule."""
    made = scheduled(place)
    other = ask(api.open_court, make_actor("scheduling.courts"), body={
        "code": f"court-{uuid.uuid4().hex[:10]}", "name_en": "Narcotics Court", "kind": "narcotics",
        "district": DISTRICT, "opened_on": "2020-01-01",
    }).value  # fmt: skip
    path = {"court_id": place.court_id}
    body = {"closed_on": str(place.day), "successor_id": other["id"], "source": "notification"}
    plan = ask(api.preview_abolition, MINISTRY, path=path, body=body).value
    assert [(step["hearing_id"], step["obstacle"]) for step in plan["steps"]] == [(made["id"], "no_free_time")]

    full = {**body, "plan": plan["plan"]}
    assert refusal(api.abolish_court, MINISTRY, path=path, body=full, if_match=1).code == "clearing_blocked"
    week = [{"weekday": day, "opens": "08:30", "closes": "14:00"} for day in range(1, 7)]
    hours = {"valid_from": "2020-01-01", "source": "SCCR 3.3", "hours": week}
    ask(api.set_sitting_hours, MINISTRY, path={"court_id": other["id"]}, body=hours)
    assert refusal(api.abolish_court, MINISTRY, path=path, body=full, if_match=1).code == "plan_changed"
    full["plan"] = ask(api.preview_abolition, MINISTRY, path=path, body=body).value["plan"]
    assert refusal(api.abolish_court, place.actor, path=path, body=full, if_match=1).code == "permission_missing"
    assert refusal(api.abolish_court, MINISTRY, path=path, body=full, if_match=9).kind == "moved_on"
    ask(api.abolish_court, MINISTRY, path=path, body=full, if_match=1)
    shown = ask(api.read_court, MINISTRY, path=path).value
    assert (shown["closed_on"], shown["successor_id"], shown["closing_source"]) == (
        str(place.day), other["id"], "notification",
    )  # fmt: skip


def test_a_designation_says_what_a_court_needs(place: Scene) -> None:
    """Known words, once for a day; it counts on its days only."""
    path = {"court_id": place.court_id}
    body = {"designation": "terror_financing", "valid_from": "2026-01-01", "source": "notification"}
    shown = ask(api.designate_court, MINISTRY, path=path, body=body).value

    assert shown["designations"] == [{**body, "valid_to": None}]
    assert refusal(api.designate_court, MINISTRY, path=path, body=body).code == "designated_already"
    assert refusal(api.designate_court, MINISTRY, path=path, body={**body, "designation": "x"}).kind == "invalid"
    assert refusal(api.designate_court, place.actor, path=path, body=body).code == "permission_missing"
    for day, needs in (
        (dt.date(2025, 12, 31), {"anti_terrorism"}),
        (place.day, {"anti_terrorism", "terror_financing"}),
    ):
        assert read_court_needs(place.session, [place.court_id], day) == {place.court_id: needs}


def test_ramadan_hours_are_declared_for_a_whole_district(session: Session) -> None:
    """In one step for all its courts; hearings left outside are marked, remand and those by order are not."""
    scene, keeper = make_scene(session), replace(MINISTRY, districts=("*",))
    district = f"zz-{uuid.uuid4().hex[:8]}"
    one, other = (make_court(session, district=district) for _ in range(2))
    late = {"starts_at": at(scene.day, 13, 15), "prosecutor_ids": []}
    outside = scene.schedule(court_id=one, **late)
    scene.schedule(court_id=one, starts_at=at(scene.day, 10), prosecutor_ids=[])
    scene.schedule(court_id=other, purpose="remand", **late)
    hours = [{"weekday": day, "opens": dt.time(9), "closes": dt.time(13)} for day in range(1, 7)]
    wanted = {
        "district": district, "court_kinds": [], "valid_from": scene.day, "valid_to": scene.day, "source": "circular",
        "hours": hours,
    }  # fmt: skip
    court_ids, marked = courts.set_hours_widely(session, keeper, wanted)

    assert set(court_ids) == {one, other}
    assert outside in marked
    assert session.get_one(Hearing, outside).to_be_refixed == "outside_sitting_hours"
    for actor, more, code in (
        (MINISTRY, {}, "district_out_of_sight"),
        (MINISTRY, {"district": None}, "district_out_of_sight"),
        (keeper, {"district": "atlantis"}, "no_such_courts"),
    ):
        with pytest.raises(Problem) as caught:
            courts.set_hours_widely(session, actor, {**wanted, **more})
        assert caught.value.code == code


def test_wide_hours_from_request_to_bytes(place: Scene) -> None:
    """The answer names the courts; one who only schedules may not."""
    district = f"zz-{uuid.uuid4().hex[:8]}"
    with database_of("scheduling").transaction() as session:
        court = make_court(session, district=district)
    keeper = replace(MINISTRY, districts=(district,))
    body = {
        "district": district, "valid_from": "2031-01-01", "source": "circular",
        "hours": [{"weekday": 1, "opens": "09:00", "closes": "13:00"}],
    }  # fmt: skip
    assert refusal(api.set_hours_widely, place.actor, body=body).code == "permission_missing"
    assert ask(api.set_hours_widely, keeper, body=body).value == {"court_ids": [str(court)], "hearings_in_the_way": []}
    listed = ask(api.list_sitting_hours, place.actor, path={"court_id": court}).value["items"]
    assert listed[-1]["hours"] == body["hours"]
