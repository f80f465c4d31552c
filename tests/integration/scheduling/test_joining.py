"""Cases that join a hearing and leave it, with what is told of them; hearings that wait for a date."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import sqlalchemy as sa

from services.common.actor import Actor
from services.scheduling import api
from services.scheduling.rules.days import KARACHI
from services.scheduling.usecases import leave
from tests.conftest import database_of
from tests.integration.scheduling.answering import ANYONE, refusal, scheduled
from tests.integration.scheduling.asking import ask
from tests.integration.scheduling.factories import KEEPER, Scene, at, make_case, make_prosecutor

ASKED = {"reason": "tried together", "asked_by": "court"}


def more_cases(count: int) -> list[str]:
    """Let more cases be known."""
    with database_of("scheduling").transaction() as session:
        return [str(make_case(session)) for _ in range(count)]


def another_prosecutor() -> str:
    """Put another prosecutor on the roster."""
    with database_of("scheduling").transaction() as session:
        return str(make_prosecutor(session))


def told_of(hearing_id: str) -> list[tuple[str, dict[str, Any]]]:
    """Give what was told of a hearing, in order."""
    statement = sa.text(
        "SELECT event_type, CAST(envelope AS json) -> 'data' FROM outbox WHERE aggregate_id = :id ORDER BY id"
    )
    with database_of("scheduling").reading() as session:
        return [(row[0], row[1]) for row in session.execute(statement, {"id": hearing_id})]


def hearings_of(place: Scene, case_id: str) -> list[str]:
    """Give the hearings by which a case is found."""
    rows = ask(api.list_hearings, place.actor, query={"case_id": case_id}).value["items"]
    return [row["id"] for row in rows]


def test_joined_cases_get_a_hearing_of_their_own(place: Scene) -> None:
    """They leave the hearing with its people, at their own time; both hearings are told with the cases they have."""
    cases = more_cases(3)
    made = scheduled(place, joined_case_ids=cases)
    body = {**ASKED, "case_ids": cases[1:], "starts_at": at(place.day, 11).isoformat()}
    own = ask(api.split_hearing, place.actor, path={"hearing_id": made["id"]}, if_match="1", body=body)
    assert (own.status, own.value["case_id"], own.value["joined_case_ids"]) == (201, cases[1], cases[2:])
    assert own.value["prosecutor_ids"] == made["prosecutor_ids"]
    left = ask(api.read_hearing, place.actor, path={"hearing_id": made["id"]}).value
    assert (left["joined_case_ids"], left["version"]) == (cases[:1], 2)
    assert hearings_of(place, cases[2]) == [own.id]
    kind, data = told_of(made["id"])[-1]
    assert (kind, data["removed_case_ids"], data["joined_case_ids"]) == ("hearing_cases_changed", cases[1:], cases[:1])
    assert told_of(own.id)[0][0] == "hearing_scheduled"


def test_a_split_that_cannot_be_leaves_all_as_it_was(place: Scene) -> None:
    """The own time is taken, or the case is not joined: nothing changes."""
    cases = more_cases(1)
    made = scheduled(place, joined_case_ids=cases)
    path = {"hearing_id": made["id"]}
    body = {**ASKED, "case_ids": cases, "starts_at": at(place.day, 9, 15).isoformat()}
    assert refusal(api.split_hearing, place.actor, path=path, if_match="1", body=body).code == "double_booked"
    for strangers in ([str(place.case_id)], more_cases(1)):
        body = {**ASKED, "case_ids": strangers, "starts_at": at(place.day, 11).isoformat()}
        problem = refusal(api.split_hearing, place.actor, path=path, if_match="1", body=body)
        assert (problem.code, list(problem.fields or {})) == ("case_not_joined", ["case_ids"])
    assert refusal(api.split_hearing, ANYONE, path=path, if_match="1", body=body).kind == "forbidden"
    assert ask(api.read_hearing, place.actor, path=path).value == {**made, "warnings": []}


def test_two_hearings_become_one(place: Scene) -> None:
    """The one that stays has all cases and all people; the other ends as merged, its time is free, and both say where it went."""
    (case_id,) = more_cases(1)
    second = another_prosecutor()
    made = scheduled(place)
    other = scheduled(place, case_id=case_id, prosecutor_ids=[second], starts_at=at(place.day, 11).isoformat())
    body = {**ASKED, "hearing_id": other["id"], "version": 1}
    merged = ask(api.merge_hearings, place.actor, path={"hearing_id": made["id"]}, if_match="1", body=body).value
    assert merged["joined_case_ids"] == [case_id]
    assert set(merged["prosecutor_ids"]) == {str(place.prosecutor_id), second}
    gone = ask(api.read_hearing, place.actor, path={"hearing_id": other["id"]}).value
    assert (gone["status"], gone["merged_into_id"]) == ("merged", made["id"])
    assert hearings_of(place, case_id) == [made["id"], other["id"]]
    kind, data = told_of(other["id"])[-1]
    assert (kind, data["reason"], data["merged_into_id"]) == ("hearing_vacated", "merged", made["id"])
    kind, data = told_of(made["id"])[-1]
    assert (kind, data["added_case_ids"]) == ("hearing_cases_changed", [case_id])
    again = scheduled(place, prosecutor_ids=[second], starts_at=at(place.day, 11).isoformat())
    assert again["status"] == "scheduled"
    assert (
        ask(api.list_hearing_changes, place.actor, path={"hearing_id": other["id"]}).value["items"][-1]["kind"]
        == "merged"
    )


def test_a_merger_that_cannot_be_leaves_both(place: Scene) -> None:
    """One of the two has moved on, one's prosecutor is taken then, it is the same hearing: nothing changes."""
    (case_id,) = more_cases(1)
    second = another_prosecutor()
    made = scheduled(place)
    other = scheduled(place, case_id=case_id, prosecutor_ids=[second], starts_at=at(place.day, 11).isoformat())
    path = {"hearing_id": made["id"]}
    body = {**ASKED, "hearing_id": other["id"], "version": 2}
    assert refusal(api.merge_hearings, place.actor, path=path, if_match="1", body=body).kind == "moved_on"
    body = {**ASKED, "hearing_id": made["id"], "version": 1}
    assert refusal(api.merge_hearings, place.actor, path=path, if_match="1", body=body).code == "same_hearing"
    with database_of("scheduling").transaction() as session:
        leave_id = ask_for_leave(session, second, place.day)
    later = {"starts_at": at(place.day + dt.timedelta(days=1), 11).isoformat(), "reason": "later"}
    ask(api.move_hearing, place.actor, path={"hearing_id": other["id"]}, if_match="1", body=later)
    ask(api.approve_leave, KEEPER, path={"leave_id": str(leave_id)}, if_match="1", body={})
    body = {**ASKED, "hearing_id": other["id"], "version": 2}
    problem = refusal(api.merge_hearings, place.actor, path=path, if_match="1", body=body)
    assert (problem.code, problem.facts["prosecutor_ids"]) == ("prosecutor_on_leave", [second])
    assert ask(api.read_hearing, place.actor, path=path).value == {**made, "warnings": []}


def ask_for_leave(session: Any, person: str, day: dt.date) -> uuid.UUID:
    """Let a prosecutor apply for leave on a day."""
    given = {"prosecutor_id": uuid.UUID(person), "first_on": day, "last_on": day, "kind": "casual"}
    found: uuid.UUID = leave.apply_for_leave(session, KEEPER, given)
    return found


def waiting_body(place: Scene, **more: Any) -> dict[str, Any]:
    """Give the input of a hearing that waits for a date."""
    return {
        "case_id": str(place.case_id), "court_id": str(place.court_id), "purpose": "For further order",
        "prosecutor_ids": [str(place.prosecutor_id)], "asked_by": "prosecution", "reason": "report is in", **more,
    }  # fmt: skip


def test_a_waiting_hearing_gets_its_date(place: Scene) -> None:
    """It is listed until the court gives a date, and the hearing then has its id, its people and the clerk's words."""
    made = ask(api.ask_for_hearing, place.actor, body=waiting_body(place))
    assert (made.status, made.value["status"], made.value["purpose"]) == (201, "waiting", "order")
    query = {"court_id": place.court_id}
    listed = ask(api.list_unscheduled_hearings, place.actor, query=query).value["items"]
    assert [one["id"] for one in listed] == [made.id]
    path = {"unscheduled_id": made.id}
    body = {"starts_at": at(place.day, 9).isoformat()}
    fixed = ask(api.fix_hearing, place.actor, path=path, if_match="1", body=body).value
    assert (fixed["id"], fixed["status"], fixed["purpose_as_written"]) == (made.id, "scheduled", "For further order")
    assert fixed["prosecutor_ids"] == [str(place.prosecutor_id)]
    assert ask(api.list_unscheduled_hearings, place.actor, query=query).value["items"] == []
    problem = refusal(api.fix_hearing, place.actor, path=path, if_match="2", body=body)
    assert problem.code == "hearing_does_not_wait"
    changes = ask(api.list_hearing_changes, place.actor, path={"hearing_id": made.id}).value["items"]
    assert [(one["kind"], one["asked_by"], one["reason"]) for one in changes] == [
        ("scheduled", "prosecution", "report is in")
    ]


def test_a_date_outside_the_wanted_days_needs_a_reason(place: Scene) -> None:
    """The days it was asked for are kept to, unless one who may gives a reason."""
    body = waiting_body(place, not_after=str(place.day - dt.timedelta(days=1)))
    made = ask(api.ask_for_hearing, place.actor, body=body).value
    path = {"unscheduled_id": made["id"]}
    late = {"starts_at": at(place.day, 9).isoformat()}
    problem = refusal(api.fix_hearing, place.actor, path=path, if_match="1", body=late)
    assert problem.code == "outside_wanted_days"
    body = {**late, "override": "no earlier day"}
    assert ask(api.fix_hearing, KEEPER, path=path, if_match="1", body=body).value["override"] == "no earlier day"


def test_what_has_no_next_date_waits_for_one(place: Scene) -> None:
    """An adjournment without a date, and a hearing taken from its day, leave one that waits; it follows the former hearing."""
    made = scheduled(place)
    path = {"hearing_id": made["id"]}
    body = {"reason": "bench changes", "asked_by": "court"}
    waiting = ask(api.unschedule_hearing, place.actor, path=path, if_match="1", body=body).value
    assert (waiting["previous_hearing_id"], waiting["asked_by"]) == (made["id"], "court")
    assert ask(api.read_hearing, place.actor, path=path).value["status"] == "vacated"
    body = {"starts_at": at(place.day, 10).isoformat()}
    fixed = ask(api.fix_hearing, place.actor, path={"unscheduled_id": waiting["id"]}, if_match="1", body=body).value
    assert fixed["previous_hearing_id"] == made["id"]
    today = scheduled(
        Scene(place.session, place.court_id, place.case_id, place.prosecutor_id, KEEPER),
        starts_at=at(dt.datetime.now(KARACHI).date(), 9).isoformat(), override="sits today by order",
    )  # fmt: skip
    given = {"outcome": "adjourned", "cause": "lawyers_strike", "asked_by": "defence"}
    ask(api.record_outcome, KEEPER, path={"hearing_id": today["id"]}, if_match="1", body=given)
    rows = ask(api.list_unscheduled_hearings, place.actor, query={"case_id": place.case_id}).value["items"]
    assert [row["previous_hearing_id"] for row in rows] == [today["id"]]


def test_a_waiting_hearing_is_withdrawn_and_hidden_from_strangers(place: Scene) -> None:
    """It is not needed any more; who sees neither its district nor its case is told that there is none."""
    made = ask(api.ask_for_hearing, place.actor, body=waiting_body(place)).value
    path = {"unscheduled_id": made["id"]}
    stranger = Actor(id=str(uuid.uuid4()), may=place.actor.may, districts=("sukkur",))
    assert refusal(api.read_unscheduled_hearing, stranger, path=path).code == "unscheduled_hearing_not_found"
    body = {"reason": "settled"}
    problem = refusal(api.withdraw_unscheduled_hearing, stranger, path=path, if_match="1", body=body)
    assert problem.code == "unscheduled_hearing_not_found"
    assert refusal(api.withdraw_unscheduled_hearing, ANYONE, path=path, if_match="1", body=body).kind == "forbidden"
    himself = Actor(id=str(place.prosecutor_id), may=place.actor.may)
    assert ask(api.read_unscheduled_hearing, himself, path=path).value["id"] == made["id"]
    gone = ask(api.withdraw_unscheduled_hearing, place.actor, path=path, if_match="1", body=body).value
    assert (gone["status"], gone["version"]) == ("withdrawn", 2)
    problem = refusal(api.ask_for_hearing, place.actor, body=waiting_body(place, case_id=str(uuid.uuid4())))
    assert problem.code == "case_unknown"
    body = waiting_body(place, not_before=str(place.day), not_after=str(place.day - dt.timedelta(days=1)))
    assert list(refusal(api.ask_for_hearing, place.actor, body=body).fields or {}) == ["not_after"]
