"""Who may not: no permission is refused first, whatever was sent; a hearing out of sight is one that there is not."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from services.common.actor import Actor
from services.common.api import Operation
from services.scheduling import api
from tests.integration.scheduling.answering import ANYONE, refusal, scheduled
from tests.integration.scheduling.factories import Scene, at

ASKED = {"reason": "asked for", "asked_by": "court"}
LATER = {"starts_at": "2090-01-02T05:00:00+00:00"}
OF_A_HEARING: tuple[tuple[Operation, dict[str, Any]], ...] = (
    (api.confirm_hearing, {}),
    (api.extend_hearing, {**ASKED, "more_minutes": 15}),
    (api.split_hearing, {**ASKED, **LATER, "case_ids": [str(uuid.uuid4())]}),
    (api.merge_hearings, {**ASKED, "hearing_id": str(uuid.uuid4()), "version": 1}),
    (api.unschedule_hearing, ASKED),
)
WITHOUT_ONE: tuple[Operation, ...] = (api.schedule_sitting, api.ask_for_hearing, api.add_video_link)


@pytest.mark.parametrize(("operation", "body"), OF_A_HEARING, ids=lambda one: getattr(one, "name", ""))
def test_a_change_of_a_hearing_is_refused(place: Scene, operation: Operation, body: dict[str, Any]) -> None:
    """Without the permission; with it, out of sight; in sight, without saying which version was seen; with an unknown member."""
    path = {"hearing_id": scheduled(place)["id"]}
    assert refusal(operation, ANYONE, path=path, if_match="1", body=body).kind == "forbidden"
    far = Actor(id=str(uuid.uuid4()), may=place.actor.may, districts=("sukkur",))
    assert refusal(operation, far, path=path, if_match="1", body=body).code == "hearing_not_found"
    assert refusal(operation, place.actor, path=path, body=body).kind == "guard_missing"
    problem = refusal(operation, place.actor, path=path, if_match="1", body={**body, "colour": "red"})
    assert (problem.kind, "colour" in (problem.fields or {})) == ("invalid", True)


@pytest.mark.parametrize("operation", WITHOUT_ONE, ids=lambda one: one.name)
def test_making_one_needs_the_permission(operation: Operation) -> None:
    """Whoever only signed in makes none, and who sends nothing useful is told what is missing."""
    assert refusal(operation, ANYONE, body={}).kind == "forbidden"


def test_changes_are_read_by_who_sees_the_hearing(place: Scene) -> None:
    """The prosecutor who stands in it reads who asked for what; a stranger is told that there is no such hearing."""
    path = {"hearing_id": scheduled(place, starts_at=at(place.day, 12).isoformat())["id"]}
    far = Actor(id=str(uuid.uuid4()), may=place.actor.may, districts=("sukkur",))
    assert refusal(api.list_hearing_changes, far, path=path).code == "hearing_not_found"
    assert refusal(api.list_hearing_changes, ANYONE, path=path).kind == "forbidden"
