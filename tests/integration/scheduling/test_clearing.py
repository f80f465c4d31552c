"""A court's days are cleared in one step: as previewed, whole, or not at all."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from services.common.audit import pending_entries
from services.common.errors import Problem
from services.common.outbox import pending_events
from services.scheduling import api
from services.scheduling.models import Hearing
from services.scheduling.usecases.clearing import clear_court_days, preview_clearing
from tests.conftest import make_actor
from tests.integration.scheduling.answering import refusal, scheduled
from tests.integration.scheduling.asking import ask
from tests.integration.scheduling.factories import DISTRICT, SCHEDULE, Scene, at, make_court, make_prosecutor

SUPERVISOR = make_actor(*SCHEDULE, "scheduling.clear_courts", districts=(DISTRICT,))


def wanted(scene: Scene, **more: Any) -> dict[str, Any]:
    """Give the input of clearing the scene's day."""
    return {
        "from_day": scene.day, "to_day": scene.day, "action": "vacate", "to_court_id": None, "asked_by": "court",
        "reason": "judge on leave", **more,
    }  # fmt: skip


def clear(scene: Scene, **more: Any) -> list[Hearing]:
    """Preview and clear; give the hearings in order of time."""
    given = wanted(scene, **more)
    plan = preview_clearing(scene.session, SUPERVISOR, scene.court_id, given)
    clear_court_days(scene.session, SUPERVISOR, scene.court_id, {**given, "plan": plan.name})
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
    assert [event["type"] for event in pending_events(scene.session)[-2:]] == ["hearing_vacated", "hearing_vacated"]
    assert pending_entries(scene.session)[-1]["detail"]["hearings"] == 2
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
    event = pending_events(scene.session)[-1]
    assert (event["type"], event["data"]["previous_court_id"]) == ("hearing_moved", str(scene.court_id))


def test_when_one_cannot_go_over_none_does(scene: Scene) -> None:
    """A taken room of the other court stops the whole step, and the plan says which hearing it is."""
    free, blocked = scene.schedule(starts_at=at(scene.day, 11)), scene.schedule()
    target = make_court(scene.session)
    scene.schedule(court_id=target, prosecutor_ids=[make_prosecutor(scene.session)])
    given = wanted(scene, action="move", to_court_id=target)
    plan = preview_clearing(scene.session, SUPERVISOR, scene.court_id, given)
    assert [(step.hearing.id, step.obstacle) for step in plan.steps] == [(blocked, "double_booked"), (free, None)]
    assert code_of(scene, action="move", to_court_id=target) == "clearing_blocked"
    assert scene.session.get_one(Hearing, free).court_id == scene.court_id


def test_what_was_looked_at_is_what_is_done(scene: Scene) -> None:
    """A hearing that came in between stops the step until the plan is looked at again."""
    scene.schedule()
    given = wanted(scene)
    plan = preview_clearing(scene.session, SUPERVISOR, scene.court_id, given)
    scene.schedule(starts_at=at(scene.day, 11))
    with pytest.raises(Problem) as caught:
        clear_court_days(scene.session, SUPERVISOR, scene.court_id, {**given, "plan": plan.name})
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
    assert [step["hearing_id"] for step in plan["steps"]] == [hearing["id"]]
    assert ask(api.read_hearing, place.actor, path={"hearing_id": hearing["id"]}).value["status"] == "scheduled"
    full = {**body, "asked_by": "court", "reason": "court abolished", "plan": plan["plan"]}
    assert ask(api.clear_court_days, SUPERVISOR, path=path, body=full).value == plan
    assert ask(api.read_hearing, place.actor, path={"hearing_id": hearing["id"]}).value["status"] == "vacated"
    assert refusal(api.preview_clearing, place.actor, path=path, body=body).code == "permission_missing"
    for wrong in ({"action": "move"}, {"to_court_id": str(place.court_id)}):
        problem = refusal(api.preview_clearing, SUPERVISOR, path=path, body={**body, **wrong})
        assert list(problem.fields or {}) == ["to_court_id"]
