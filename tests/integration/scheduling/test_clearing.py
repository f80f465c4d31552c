"""A court's days are cleared in one step: as previewed, whole, or not at all."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import replace
from typing import Any

import pytest

from services.common.audit import pending_entries
from services.common.errors import Problem
from services.common.outbox import pending_events
from services.scheduling import api
from services.scheduling.models import Hearing
from services.scheduling.usecases.clearing import clear_days, preview_clearing
from tests.conftest import make_actor
from tests.integration.scheduling.answering import refusal, scheduled
from tests.integration.scheduling.asking import ask
from tests.integration.scheduling.factories import DISTRICT, SCHEDULE, Scene, at, make_court, make_prosecutor

SUPERVISOR = make_actor(*SCHEDULE, "scheduling.clear_courts", districts=(DISTRICT,))


def wanted(scene: Scene, **more: Any) -> dict[str, Any]:
    """Give the input of clearing the scene's day."""
    return {
        "court_ids": [scene.court_id], "from_day": scene.day, "to_day": scene.day, "action": "vacate",
        "to_court_id": None, "not_before": None, "per_day": 20, "keep_urgent": False, "or_next_free": False,
        "cause": "judge_on_leave", "asked_by": "court", "reason": "judge on leave", **more,
    }  # fmt: skip


def clear(scene: Scene, **more: Any) -> list[Hearing]:
    """Preview and clear; give the hearings in order of time."""
    given = wanted(scene, **more)
    plan = preview_clearing(scene.session, SUPERVISOR, given)
    clear_days(scene.session, SUPERVISOR, {**given, "plan": plan.name})
    return [scene.session.get_one(Hearing, step.hearing.id) for step in plan.steps]


def code_of(scene: Scene, **more: Any) -> str:
    """Give the code with which clearing is refused."""
    with pytest.raises(Problem) as caught, scene.session.begin_nested():
        clear(scene, **more)
    return caught.value.code


def test_all_hearings_of_the_days_are_vacated(scene: Scene) -> None:
    """Each gives its time back and is told; who asked and why is kept; other days and courts stay."""
    mine = [scene.schedule(), scene.schedule(starts_at=at(scene.day, 11))]
    elsewhere = scene.schedule(court_id=make_court(scene.session), prosecutor_ids=[])
    assert [hearing.id for hearing in clear(scene)] == mine
    hearing = scene.session.get_one(Hearing, mine[0])
    assert (hearing.status, hearing.asked_by, hearing.vacated_because) == ("vacated", "court", "judge on leave")
    events = pending_events(scene.session)[-3:]
    assert [event["type"] for event in events] == ["hearing_vacated", "hearing_vacated", "hearings_cleared"]
    batch = events[-1]["data"]
    assert {event["data"]["batch_id"] for event in events[:2]} == {batch["clearing_id"]}
    assert [(told["hearing_id"], told["starts_at"]) for told in batch["hearings"]] == [(str(one), None) for one in mine]
    assert set(batch["hearings"][0]) == {
        "hearing_id", "case_ids", "prosecutor_ids", "previous_court_id", "previous_starts_at", "court_id", "starts_at",
    }  # fmt: skip
    kept = [entry for entry in pending_entries(scene.session) if entry["action"] == "court_days_cleared"]
    assert kept[-1]["detail"]["hearings"] == 2
    assert scene.session.get_one(Hearing, elsewhere).status == "scheduled"
    scene.schedule()


def test_hearings_go_over_to_the_successor_at_their_times(scene: Scene) -> None:
    """Each keeps its time and prosecutors and gets a free room of the other court."""
    mine = [scene.schedule(), scene.schedule(starts_at=at(scene.day, 11))]
    target = make_court(scene.session, rooms=("1", "2"))
    scene.schedule(court_id=target, prosecutor_ids=[])
    moved = clear(scene, action="move", to_court_id=target)
    assert [(hearing.id, hearing.court_id, hearing.status) for hearing in moved] == [
        (one, target, "scheduled") for one in mine
    ]
    assert moved[0].room_id != moved[1].room_id
    assert moved[0].prosecutor_ids == [scene.prosecutor_id]
    event = pending_events(scene.session)[-2]
    assert (event["type"], event["data"]["previous_court_id"]) == ("hearing_moved", str(scene.court_id))


def test_when_one_cannot_go_over_none_does(scene: Scene) -> None:
    """A taken room of the other court stops the whole step, and the plan says which hearing it is."""
    free, blocked = scene.schedule(starts_at=at(scene.day, 11)), scene.schedule()
    target = make_court(scene.session)
    scene.schedule(court_id=target, prosecutor_ids=[make_prosecutor(scene.session)])
    given = wanted(scene, action="move", to_court_id=target)
    plan = preview_clearing(scene.session, SUPERVISOR, given)
    assert [(step.hearing.id, step.obstacle) for step in plan.steps] == [(blocked, "double_booked"), (free, None)]
    assert code_of(scene, action="move", to_court_id=target) == "clearing_blocked"
    assert scene.session.get_one(Hearing, free).court_id == scene.court_id


def test_what_was_looked_at_is_what_is_done(scene: Scene) -> None:
    """A hearing that came in between stops the step until the plan is looked at again."""
    scene.schedule()
    given = wanted(scene)
    plan = preview_clearing(scene.session, SUPERVISOR, given)
    scene.schedule(starts_at=at(scene.day, 11))
    with pytest.raises(Problem) as caught:
        clear_days(scene.session, SUPERVISOR, {**given, "plan": plan.name})
    assert caught.value.code == "plan_changed"


def test_what_cannot_be_cleared(scene: Scene) -> None:
    """Days gone by, the court itself as the other one, unknown courts, and courts of other districts."""
    past = scene.day.replace(year=scene.day.year - 1)
    elsewhere = make_court(scene.session, district="jacobabad")
    assert code_of(scene, from_day=past) == "in_the_past"
    assert code_of(scene, action="move", to_court_id=scene.court_id) == "same_court"
    assert code_of(scene, action="move", to_court_id=uuid.uuid4()) == "court_unknown"
    assert code_of(scene, action="move", to_court_id=elsewhere) == "district_out_of_sight"


def test_clearing_from_request_to_bytes(place: Scene) -> None:
    """The plan is answered and then done; a clerk may not, and odd input is named."""
    hearing = scheduled(place)
    path = {"court_id": place.court_id}
    body = {"from": str(place.day), "to": str(place.day), "action": "vacate"}
    plan = ask(api.preview_clearing, SUPERVISOR, path=path, body=body).value
    about = [(hearing["id"], [hearing["case_id"]])]
    assert [(step["hearing_id"], step["case_ids"]) for step in plan["steps"]] == about
    assert ask(api.read_hearing, place.actor, path={"hearing_id": hearing["id"]}).value["status"] == "scheduled"
    full = {**body, "asked_by": "court", "reason": "court abolished", "plan": plan["plan"]}
    done = ask(api.clear_court_days, SUPERVISOR, path=path, body=full).value
    assert {name: done[name] for name in plan} == plan
    assert ask(api.read_hearing, place.actor, path={"hearing_id": hearing["id"]}).value["status"] == "vacated"
    shown = ask(api.read_clearing, SUPERVISOR, path={"clearing_id": done["clearing_id"]}).value
    assert (shown["cause"], shown["asked_by"], shown["hearings"]) == ("other", "court", 1)
    assert [(step["hearing_id"], step["case_ids"]) for step in shown["steps"]] == about
    assert refusal(api.preview_clearing, place.actor, path=path, body=body).code == "permission_missing"
    nowhere = {"court_id": uuid.uuid4()}
    assert refusal(api.preview_clearing, SUPERVISOR, path=nowhere, body=body).code == "court_not_found"
    for wrong in ({"action": "move"}, {"to_court_id": str(place.court_id)}):
        problem = refusal(api.preview_clearing, SUPERVISOR, path=path, body={**body, **wrong})
        assert list(problem.fields or {}) == ["to_court_id"]


def test_hearings_are_put_off_to_the_next_free_days(scene: Scene) -> None:
    """At their own hour where it is free, so many a day, with the same people; the time they had is given back."""
    mine = [scene.schedule(), scene.schedule(starts_at=at(scene.day, 11)), scene.schedule(starts_at=at(scene.day, 12))]
    next_day = scene.day + dt.timedelta(days=1)
    scene.schedule(starts_at=at(next_day, 9))

    moved = clear(scene, action="postpone", per_day=2)
    assert [hearing.id for hearing in moved] == mine
    assert [hearing.starts_at for hearing in moved] == [
        at(next_day, 8, 30), at(next_day, 11), at(next_day + dt.timedelta(days=1), 12),
    ]  # fmt: skip
    assert all(hearing.prosecutor_ids == [scene.prosecutor_id] for hearing in moved)
    assert pending_events(scene.session)[-1]["data"]["hearings"][1]["starts_at"] is not None
    scene.schedule()


def test_what_cannot_keep_its_hour_may_get_the_next_free_one(scene: Scene) -> None:
    """In the other court, when that is asked for; without asking, nothing goes over."""
    hearing, target = scene.schedule(), make_court(scene.session)
    scene.schedule(court_id=target, prosecutor_ids=[make_prosecutor(scene.session)])

    assert code_of(scene, action="move", to_court_id=target) == "clearing_blocked"
    [moved] = clear(scene, action="move", to_court_id=target, or_next_free=True)
    assert (moved.id, moved.court_id, moved.starts_at) == (hearing, target, at(scene.day, 8, 30))


def test_a_whole_district_is_cleared_and_what_is_urgent_stays(scene: Scene) -> None:
    """A strike: every court of the district, remand kept; a matter without an hour and a hold are cleared too."""
    district = f"zz-{uuid.uuid4().hex[:8]}"
    one, other = (make_court(scene.session, district=district) for _ in range(2))
    soon = dt.datetime.now(dt.UTC) + dt.timedelta(hours=1)
    everywhere = replace(SUPERVISOR, districts=(district,))
    remand = scene.schedule(court_id=one, purpose="remand", prosecutor_ids=[])
    mine = [
        scene.schedule(court_id=one, starts_at=at(scene.day, 11), prosecutor_ids=[]),
        scene.schedule(court_id=other, starts_at=None, day=scene.day, prosecutor_ids=[]),
        scene.schedule(court_id=other, starts_at=at(scene.day, 12), prosecutor_ids=[], held_until=soon),
    ]
    given = wanted(scene, court_ids=None, district=district, keep_urgent=True, cause="lawyers_strike", asked_by="bar")

    plan = preview_clearing(scene.session, everywhere, given)
    assert {step.hearing.id for step in plan.steps} == set(mine)
    clear_days(scene.session, everywhere, {**given, "plan": plan.name})
    assert {scene.session.get_one(Hearing, one).status for one in mine} == {"vacated"}
    assert scene.session.get_one(Hearing, remand).status == "scheduled"
    assert len(pending_events(scene.session)[-1]["data"]["hearings"]) == 2


def test_what_no_clearing_may_be(place: Scene) -> None:
    """The province by one who does not see it, no scope or two, an unknown cause, a new day before the cleared ones end."""
    day = str(place.day)
    body = {"from": day, "to": day, "action": "vacate"}
    everything = {**body, "whole_province": True}

    assert refusal(api.preview_wide_clearing, SUPERVISOR, body=everything).code == "district_out_of_sight"
    assert refusal(api.preview_wide_clearing, place.actor, body=everything).code == "permission_missing"
    empty = {**body, "district": "atlantis"}
    assert (
        refusal(api.preview_wide_clearing, replace(SUPERVISOR, districts=("*",)), body=empty).code == "no_such_courts"
    )
    for wrong, field in (
        ({}, "court_ids"),
        ({"whole_province": True, "district": DISTRICT}, "court_ids"),
        ({"district": DISTRICT, "action": "postpone", "not_before": day}, "not_before"),
        ({"district": DISTRICT, "or_next_free": True}, "or_next_free"),
    ):
        assert field in (refusal(api.preview_wide_clearing, SUPERVISOR, body={**body, **wrong}).fields or {})
    full = {**body, "court_ids": [str(place.court_id)], "asked_by": "court", "reason": "x", "plan": "x", "cause": "tea"}
    assert refusal(api.clear_days, SUPERVISOR, body=full).code == "cause_unknown"
    assert refusal(api.clear_days, SUPERVISOR, body={**full, "cause": "curfew"}).code == "plan_changed"


def test_what_was_cleared_is_listed_for_its_districts(place: Scene) -> None:
    """The latest first, with its cause; those of other districts see nothing of it."""
    scheduled(place)
    body = {"from": str(place.day), "to": str(place.day), "action": "vacate", "court_ids": [str(place.court_id)]}
    plan = ask(api.preview_wide_clearing, SUPERVISOR, body=body).value
    full = {**body, "asked_by": "administration", "reason": "curfew", "plan": plan["plan"], "cause": "curfew"}
    done = ask(api.clear_days, SUPERVISOR, body=full).value

    listed = ask(api.list_clearings, SUPERVISOR, query={"district": DISTRICT, "limit": "1"}).value["items"]
    assert [(one["id"], one["cause"], one["scope"]) for one in listed] == [(done["clearing_id"], "curfew", "courts")]
    stranger = replace(SUPERVISOR, districts=("jacobabad",))
    assert refusal(api.read_clearing, stranger, path={"clearing_id": done["clearing_id"]}).code == "clearing_not_found"
