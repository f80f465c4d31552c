"""The operations from signed request to bytes: hearings, their sight, pages and cause lists."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from services.common.actor import Actor
from services.scheduling import api
from services.scheduling.rules.days import KARACHI
from tests.conftest import database_of, make_actor
from tests.integration.scheduling.answering import NOTIFICATIONS, body_of, declare, learn_place, me, refusal, scheduled
from tests.integration.scheduling.asking import ask
from tests.integration.scheduling.factories import (
    KEEPER,
    SCHEDULE,
    Scene,
    at,
    clerk,
    make_scene,
)


def test_a_hearings_way_from_date_to_judgment(place: Scene) -> None:
    """Scheduled, moved and vacated, each answer is the hearing as it stands, with its version as the ETag."""
    made = ask(api.schedule_hearing, place.actor, body=body_of(place))
    path = {"hearing_id": made.value["id"]}
    assert (made.status, made.etag, made.location) == (201, "1", f"/api/hearings/{made.value['id']}")
    moved = ask(api.move_hearing, place.actor, path=path, if_match="1", body={"minutes": 60, "reason": "long"})
    assert moved.etag == "2"
    assert ask(api.read_hearing, place.actor, path=path).value == {**moved.value, "warnings": []}
    gone = ask(api.vacate_hearing, place.actor, path=path, if_match="2", body={"reason": "stayed"})
    assert gone.value["status"] == "vacated"
    assert ask(api.read_hearing, NOTIFICATIONS, path=path).value["vacated_because"] == "stayed"


def test_an_outcome_names_the_next_hearing() -> None:
    """The hearing that was adjourned and the one that follows point at one another."""
    with database_of("scheduling").transaction() as session:
        place = make_scene(session)
        place.actor = clerk("scheduling.override")
    today = dt.datetime.now(KARACHI).date()
    first = scheduled(place, starts_at=at(today, 0).isoformat(), purpose="remand", override="night remand")
    given = {
        "outcome": "adjourned", "cause": "judge_on_leave", "asked_by": "court", "note": "Line one\nline two",
        "next": {"starts_at": at(place.day, 10).isoformat()},
    }  # fmt: skip
    path = {"hearing_id": first["id"]}
    ended = ask(api.record_outcome, place.actor, path=path, if_match="1", body=given).value
    follower = ask(api.read_hearing, place.actor, path={"hearing_id": ended["next_hearing_id"]}).value
    assert (ended["note"], follower["previous_hearing_id"]) == ("Line one\nline two", first["id"])


def test_one_key_books_once(place: Scene) -> None:
    """The same request repeated with its key answers the same hearing instead of a conflict with itself."""
    first = ask(api.schedule_hearing, place.actor, body=body_of(place), key="k-1")
    again = ask(api.schedule_hearing, place.actor, body=body_of(place), key="k-1")
    assert first.value == again.value


def test_who_sees_a_hearing(place: Scene) -> None:
    """Its district does, the prosecutor who stands in it, those assigned to its case; others find nothing."""
    other, case_id = uuid.uuid4(), place.case_id
    path = {"hearing_id": scheduled(place)["id"]}
    for actor in (place.actor, me(place), KEEPER):
        assert ask(api.read_hearing, actor, path=path).value["case_id"] == str(case_id)
    assigned = make_actor(*SCHEDULE, id=other, districts=("jacobabad",))
    assert refusal(api.read_hearing, assigned, path=path).code == "hearing_not_found"
    with database_of("scheduling").transaction() as session:
        learn_place(session, case_id, other, is_assigned=True)
    assert ask(api.read_hearing, assigned, path=path).status == 200
    assert ask(api.list_hearings, assigned, query={"case_id": case_id}).value["items"]


def test_lists_are_pages_in_order_of_time(place: Scene) -> None:
    """By case, court, prosecutor, status and days: every hearing once, in order, however small the page."""
    wanted = [scheduled(place, starts_at=at(place.day, hour).isoformat())["id"] for hour in (12, 9, 10, 11)]
    in_order = [wanted[1], wanted[2], wanted[3], wanted[0]]
    for query in (
        {"case_id": place.case_id},
        {"prosecutor_id": place.prosecutor_id},
        {"court_id": place.court_id},
        {"case_id": place.case_id, "prosecutor_id": place.prosecutor_id, "court_id": place.court_id},
        {"case_id": place.case_id, "from": place.day, "to": place.day, "status": "scheduled"},
    ):
        assert walk(place.actor, query) == in_order
    later = place.day + dt.timedelta(days=1)
    assert walk(place.actor, {"case_id": place.case_id, "from": later}) == []
    assert walk(clerk(districts=("jacobabad",)), {"case_id": place.case_id}) == []


def walk(actor: Actor, query: dict[str, Any]) -> list[str]:
    """Give the ids of all pages of three."""
    found: list[str] = []
    after: dict[str, str] = {}
    while True:
        answer = ask(api.list_hearings, actor, query={**query, **after, "limit": 3}).value
        found += [row["id"] for row in answer["items"]]
        if answer["next"] is None:
            return found
        after = {"after": answer["next"]}


def test_the_cause_list_is_the_days_order(place: Scene) -> None:
    """A court's list has the day's hearings by time, without those vacated, only those in sight, and the day's holiday."""
    second, first = scheduled(place, starts_at=at(place.day, 11).isoformat()), scheduled(place)
    path = {"court_id": place.court_id, "day": place.day}
    answer = ask(api.read_cause_list, place.actor, path=path).value
    assert [row["id"] for row in answer["items"]] == [first["id"], second["id"]]
    assert answer["holiday"] is None
    ask(api.vacate_hearing, place.actor, path={"hearing_id": first["id"]}, if_match="1", body={"reason": "stayed"})
    declare(place, scope="court", court_id=str(place.court_id))
    answer = ask(api.read_cause_list, me(place), path=path).value
    assert [row["id"] for row in answer["items"]] == [second["id"]]
    assert answer["holiday"]["name_en"] == "Urs"
    assert ask(api.read_cause_list, clerk(districts=("jacobabad",)), path=path).value["items"] == []
