"""The operations about ripeness, from signed request to bytes: one hearing, a court's day, the process, who may not."""

from __future__ import annotations

import datetime as dt
import uuid

from services.cases.events import CustodyChanged
from services.common.events import Heard
from services.common.ids import new_id
from services.scheduling import api
from services.scheduling.rules.days import KARACHI
from services.scheduling.usecases import ripeness
from tests.conftest import database_of, make_actor
from tests.integration.scheduling.answering import ANYONE, refusal, scheduled
from tests.integration.scheduling.asking import ask
from tests.integration.scheduling.factories import Scene

TODAY = dt.datetime.now(KARACHI).date()


def let_be_in_custody(place: Scene) -> uuid.UUID:
    """Let the scene's case have an accused in custody."""
    accused_id = uuid.uuid4()
    told = CustodyChanged(
        case_id=place.case_id, accused_id=accused_id, state="in_custody", since_on=dt.date(2026, 11, 1)
    )
    heard = Heard(
        id=new_id(), event=told, occurred_at=dt.datetime(2026, 11, 25, 9, tzinfo=dt.UTC), correlation_id="test",
        actor_id="test",
    )  # fmt: skip
    with database_of("scheduling").transaction() as session:
        ripeness.learn_custody(session, heard)
    return accused_id


def test_ripeness_is_read_recorded_and_listed(place: Scene) -> None:
    """The hearing shows what it waits for, process changes it, the court's day shows it in its order, the entries stay."""
    accused_id = let_be_in_custody(place)
    hearing = scheduled(place, purpose="accused_statement")
    path = {"hearing_id": hearing["id"]}
    before = ask(api.read_ripeness, place.actor, path=path).value
    assert (before["state"], [check["check"] for check in before["checks"]]) == (
        "not_ready", ["accused_produced", "laboratory_reports"],
    )  # fmt: skip

    given = {
        "subject_kind": "accused", "subject_id": str(accused_id), "process": "production_order", "outcome": "served",
        "happened_on": str(TODAY),
    }  # fmt: skip
    made = ask(api.record_process, place.actor, path=path, body=given)
    assert (made.status, made.value["state"]) == (201, "ready")
    day = ask(api.list_ripeness, place.actor, path={"court_id": place.court_id, "day": str(place.day)}).value
    assert [item["hearing_id"] for item in day["items"]] == [hearing["id"]]
    assert day["items"][0] == made.value
    (entry,) = ask(api.list_processes, place.actor, path=path).value["items"]
    assert (entry["subject_id"], entry["hearing_on"]) == (str(accused_id), str(place.day))


def test_who_does_not_see_a_hearing_reads_nothing_of_it(place: Scene) -> None:
    """Not by its id, not in the court's day, not its process; without the permission nothing is recorded."""
    path = {"hearing_id": scheduled(place)["id"]}
    stranger = make_actor("scheduling.read", "scheduling.schedule", districts=("thatta",))
    for operation in (api.read_ripeness, api.list_processes):
        assert refusal(operation, stranger, path=path).code == "hearing_not_found"
        assert refusal(operation, ANYONE, path=path).kind == "forbidden"
    day = ask(api.list_ripeness, stranger, path={"court_id": place.court_id, "day": str(place.day)})
    assert day.value["items"] == []
    reader = make_actor("scheduling.read")
    assert refusal(api.record_process, reader, path=path, body={}).kind == "forbidden"


def test_input_that_makes_no_sense_is_refused(place: Scene) -> None:
    """Each field says what is wrong with it."""
    path = {"hearing_id": scheduled(place)["id"]}
    given = {"subject_kind": "judge", "subject_id": "x", "process": "call", "outcome": "maybe", "happened_on": "soon"}
    wrong = refusal(api.record_process, place.actor, path=path, body=given)

    assert wrong.kind == "invalid"
    assert set(wrong.fields or ()) == set(given)
