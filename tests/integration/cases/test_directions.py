"""Checklists make tasks; what a court orders is kept apart from them, with its own day."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import orjson
import pytest
from sqlalchemy.orm import Session

from services.cases import api
from services.cases.queries.directions import read_direction
from services.cases.schemas.tasks import ChecklistStart, DirectionEnd, DirectionExtension, DirectionView, NewDirection
from services.cases.usecases.checklists import start_checklist
from services.cases.usecases.directions import end_direction, extend_direction, give_direction
from services.common.actor import Actor
from services.common.audit import pending_entries
from services.common.ids import new_id
from services.common.outbox import pending_events
from tests.conftest import make_actor
from tests.integration.cases.asking import ask
from tests.integration.cases.desk import days_ago, desk, loaded, registered
from tests.integration.cases.working import in_days, outsider, refused, shown, worker


def started(session: Session, actor: Actor, case_id: uuid.UUID, **given: Any) -> list[uuid.UUID]:
    """Start a checklist."""
    return start_checklist(session, actor, case_id, loaded(ChecklistStart, **{"checklist": "after-acquittal", **given}))


def given(session: Session, actor: Actor, case_id: uuid.UUID, **changes: Any) -> uuid.UUID:
    """Enter a direction of the court."""
    body = {"says": "Produce the parcel", "addressee": "police", "due_on": in_days(10), **changes}
    return give_direction(session, actor, case_id, loaded(NewDirection, **body))


def read(session: Session, actor: Actor, case_id: uuid.UUID, direction_id: uuid.UUID) -> dict[str, Any]:
    """Read a direction as it is answered, and hold it against its shape."""
    found: dict[str, Any] = orjson.loads(read_direction(session, actor, case_id, direction_id).body)
    assert DirectionView().validate(found) == {}
    return found


def test_a_checklist_becomes_tasks() -> None:
    """Each point is a task of the team or the pool, due so many days after the start; under way it is not started twice."""
    with desk() as session:
        me, case_id = worker(), registered(session)
        made = started(session, me, case_id)
        tasks = [shown(session, me, case_id, task_id) for task_id in made]
        assert [(task["held_by"], task["due_on"]) for task in tasks] == [
            ("team", in_days(7)), ("pool", in_days(3)), ("team", in_days(10)),
        ]  # fmt: skip
        assert {(task["source"], task["checklist"]) for task in tasks} == {("checklist", "after-acquittal")}
        assert refused(lambda: started(session, me, case_id)).code == "checklist_under_way"
        assert started(session, me, case_id, checklist="before-trial")


@pytest.mark.parametrize(
    ("given_", "code"),
    [
        ({"checklist": "unheard-of"}, "checklist_unknown"),
        ({"from_on": in_days(1)}, "day_impossible"),
        ({"from_on": str(days_ago(3))}, "day_impossible"),
    ],
)
def test_a_checklist_that_does_not_hold_is_refused(given_: dict[str, Any], code: str) -> None:
    """Unknown, to come, or before the FIR."""
    with desk() as session:
        assert refused(lambda: started(session, worker(), registered(session), **given_)).code == code


def test_the_checklists_can_be_read() -> None:
    """Each point cites its source."""
    points = ask(api.list_checklists, make_actor("cases.read"))
    assert {point["checklist"] for point in points} >= {"before-trial", "after-acquittal", "electronic-evidence"}
    assert all(point["source"] for point in points)


def test_a_direction_keeps_the_day_that_was_ordered_first() -> None:
    """The court alone moves its day; both days stay; events and audit say it without the words."""
    with desk() as session:
        me, case_id = worker(), registered(session)
        direction_id = given(session, me, case_id)
        body = loaded(DirectionExtension, due_on=in_days(20), reason="Order of today")
        extend_direction(session, me, case_id, direction_id, body, 1)
        found = read(session, me, case_id, direction_id)
        assert (found["first_due_on"], found["due_on"], found["state"], found["is_late"]) == (
            in_days(10), in_days(20), "open", False,
        )  # fmt: skip
        assert [event["type"] for event in pending_events(session)][-2:] == ["direction_given", "direction_given"]
        assert "Produce the parcel" not in repr([*pending_events(session), *pending_entries(session)])


@pytest.mark.parametrize(
    ("due_on", "code"),
    [(in_days(10), "nothing_to_change"), (str(days_ago(1)), "day_impossible")],
)
def test_an_extension_gives_another_day(due_on: str, code: str) -> None:
    """Another day than before, and not before the order."""
    with desk() as session:
        me, case_id = worker(), registered(session)
        direction_id = given(session, me, case_id)
        body = loaded(DirectionExtension, due_on=due_on, reason="Order of today")
        assert refused(lambda: extend_direction(session, me, case_id, direction_id, body, 1)).code == code


@pytest.mark.parametrize(
    ("end", "is_late"),
    [
        ({"state": "complied", "ended_on": str(days_ago(1))}, False),
        ({"state": "complied"}, True),
        ({"state": "withdrawn", "reason": "Order of today"}, False),
    ],
)
def test_a_direction_ends_complied_with_or_withdrawn(end: dict[str, Any], is_late: bool) -> None:  # noqa: FBT001 - pytest gives it
    """Complied with in time or late; withdrawn by an order, never late; then nothing more happens to it."""
    with desk() as session:
        me, case_id = worker(), registered(session)
        direction_id = given(session, me, case_id, given_on=str(days_ago(2)), due_on=str(days_ago(1)))
        assert read(session, me, case_id, direction_id)["is_late"]
        end_direction(session, me, case_id, direction_id, loaded(DirectionEnd, **end), 1)
        found = read(session, me, case_id, direction_id)
        assert (found["state"], found["is_late"], found["version"]) == (end["state"], is_late, 2)
        again = refused(lambda: end_direction(session, me, case_id, direction_id, loaded(DirectionEnd, **end), 2))
        assert again.code == "direction_ended"


def test_what_a_direction_needs() -> None:
    """A withdrawal its order, a day after the order's, a version that is read; and a case that one sees."""
    with desk() as session:
        me, case_id = worker(), registered(session)
        assert refused(lambda: given(session, me, case_id, due_on=str(days_ago(9)))).code == "day_impossible"
        direction_id = given(session, me, case_id)
        withdrawn = loaded(DirectionEnd, state="withdrawn")
        assert refused(lambda: end_direction(session, me, case_id, direction_id, withdrawn, 1)).code == "reason_missing"
        complied = loaded(DirectionEnd, state="complied")
        assert (
            refused(lambda: end_direction(session, me, case_id, direction_id, complied, 3)).code == "changed_meanwhile"
        )
        assert refused(lambda: end_direction(session, me, case_id, new_id(), complied, 1)).code == "no_such_direction"
        assert (
            refused(lambda: end_direction(session, outsider(), case_id, direction_id, complied, 1)).code
            == "no_such_case"
        )
        assert refused(lambda: read(session, outsider(), case_id, direction_id)).code == "no_such_direction"
        early = loaded(DirectionEnd, state="complied", ended_on=str(days_ago(1) - dt.timedelta(days=1)))
        assert refused(lambda: end_direction(session, me, case_id, direction_id, early, 1)).code == "day_impossible"
