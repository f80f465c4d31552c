"""Leave as whoever applies for it and whoever decides on it may get it wrong."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest

from services.common.errors import Problem
from services.scheduling.usecases import leave
from tests.conftest import make_actor
from tests.integration.scheduling.factories import KEEPER, Scene


def test_a_successor_who_is_no_prosecutor_is_named_beside_his_field(scene: Scene) -> None:
    """Whoever is chosen to take the hearings over is looked for on the roster; the answer names the person, not an id in a sentence."""
    given = {"prosecutor_id": scene.prosecutor_id, "first_on": scene.day, "last_on": scene.day, "kind": "medical"}
    leave_id, stranger = leave.apply_for_leave(scene.session, KEEPER, given), uuid.uuid4()
    with pytest.raises(Problem) as caught:
        leave.approve_leave(scene.session, KEEPER, leave_id, stranger, 1)
    assert caught.value.fields == {"hand_over_to": ["Not on the roster."]}
    assert caught.value.facts["prosecutor_ids"] == [str(stranger)]


def test_leave_is_not_applied_for_twice(scene: Scene) -> None:
    """As long as it is applied for or approved; once it is cancelled, the same days may be applied for again."""
    session, person = scene.session, scene.prosecutor_id
    later = scene.day + dt.timedelta(days=1)
    given = {"prosecutor_id": person, "first_on": scene.day, "last_on": later, "kind": "medical"}
    leave_id = leave.apply_for_leave(session, KEEPER, given)
    with pytest.raises(Problem) as caught:
        leave.apply_for_leave(session, KEEPER, {**given, "first_on": later, "kind": "casual"})
    assert caught.value.code == "leave_already"
    leave.cancel_leave(session, make_actor(id=person), leave_id, 1)
    assert leave.apply_for_leave(session, KEEPER, given) != leave_id
