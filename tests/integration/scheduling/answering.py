"""What the tests of the operations share: hearings as JSON, refusals, who asks."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import pytest

from services.common.actor import Actor
from services.common.errors import Problem
from services.scheduling import api
from services.scheduling.usecases.known_cases import learn_prosecutor
from tests.conftest import make_actor
from tests.integration.scheduling.asking import ask
from tests.integration.scheduling.factories import KEEPER, SCHEDULE, Scene, at

ANYONE = make_actor(districts=())
ANONYMOUS = make_actor(id="anonymous", districts=())
NOTIFICATIONS = make_actor(id="service:notifications", districts=())


def body_of(place: Scene, **more: Any) -> dict[str, Any]:
    """Give a hearing's input as JSON holds it."""
    return {
        "case_id": str(place.case_id), "court_id": str(place.court_id), "starts_at": at(place.day, 9).isoformat(),
        "purpose": "arguments", "prosecutor_ids": [str(place.prosecutor_id)], **more,
    }  # fmt: skip


def scheduled(place: Scene, **more: Any) -> dict[str, Any]:
    """Schedule a hearing and give it."""
    found: dict[str, Any] = ask(api.schedule_hearing, place.actor, body=body_of(place, **more)).value
    return found


def refusal(*arguments: Any, **more: Any) -> Problem:
    """Give the Problem that asking ends with."""
    with pytest.raises(Problem) as caught:
        ask(*arguments, **more)
    return caught.value


def me(place: Scene, *more: str) -> Actor:
    """Give the scene's prosecutor himself, who sees no district."""
    return make_actor(*SCHEDULE, *more, id=place.prosecutor_id, districts=())


def learn_place(session: Any, case_id: uuid.UUID, person: uuid.UUID, *, is_assigned: bool) -> None:
    """Let a prosecutor stand on a case, or leave it."""
    learn_prosecutor(session, case_id, person, is_assigned=is_assigned, at=dt.datetime.now(dt.UTC))


def declare(place: Scene, **more: Any) -> dict[str, Any]:
    """Declare the scene's day a holiday."""
    given = {"days": [str(place.day)], "scope": "province", "name_en": "Urs", "source": "notification", **more}
    found: dict[str, Any] = ask(api.declare_holidays, KEEPER, body=given).value
    return found
