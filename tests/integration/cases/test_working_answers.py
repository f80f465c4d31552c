"""Tasks, directions, checklists and handing over from signed request to bytes, each a whole way through the operations."""

from __future__ import annotations

import uuid
from typing import Any

from services.cases import api
from services.common.actor import Actor
from services.common.api import Operation
from services.common.ids import new_id
from tests.conftest import database_of, make_actor
from tests.integration.cases.asking import ask, give, refusal
from tests.integration.cases.desk import DISTRICT, assigned, registered, sealed
from tests.integration.cases.working import in_days

MAY = ("cases.read", "cases.work", "cases.assign", "cases.record", "cases.hand_over", "cases.read_sealed")


def case_of(*people: str) -> uuid.UUID:
    """Register a case with these people on its team, and commit it."""
    with database_of("cases").transaction() as session:
        case_id = registered(session, police_station="Working")
        for place, person in enumerate(people):
            assigned(session, case_id, person, "second" if place else "lead")
    return case_id


def test_a_task_goes_its_whole_way_through_the_operations() -> None:
    """Each answer is the task as it stands, and its version the ETag; without If-Match nothing is changed."""
    me, mate = make_actor(*MAY, districts=(DISTRICT,)), str(new_id())
    case_id = case_of(me.id, mate)
    path = {"case_id": case_id}
    body = {"says": "Call the malkhana", "held_by": "team", "due_on": in_days(5)}
    task = ask(api.add_task, me, path=path, body=body)
    path["task_id"] = task["id"]

    def step(operation: Operation, **given: Any) -> Any:
        assert refusal(operation, me, path=path, body=given).code == "if_match_missing"
        return ask(operation, me, path=path, body=given, if_match=ask(api.read_task, me, path=path)["version"])

    step(api.take_task)
    step(api.change_task, due_on=in_days(6), reason="Asked for")
    step(api.reassign_task, owner_id=mate, reason="He is there")
    step(api.give_back_task, reason="He is on leave")
    step(api.take_task)
    step(api.complete_task, note="Entry 435 is there")
    shown = give(api.read_task, me, path=path)
    done = ask(api.read_task, me, path=path)
    assert (shown.etag, done["version"], done["state"]) == ("7", 7, "done")
    assert [one["step"] for one in done["steps"]] == [
        "made", "taken", "changed", "reassigned", "given_back", "taken", "done",
    ]  # fmt: skip
    assert [row["id"] for row in ask(api.list_case_tasks, me, path={"case_id": case_id})] == [task["id"]]
    other = ask(api.add_task, me, path={"case_id": case_id}, body={"says": "x", "due_on": in_days(1)})
    ended = ask(
        api.cancel_task, me, path={"case_id": case_id, "task_id": other["id"]}, body={"reason": "Twice"}, if_match=1
    )
    assert ended["state"] == "cancelled"
    assert sum(ask(api.count_tasks, me).values()) == 0


def test_a_direction_and_a_checklist_through_the_operations() -> None:
    """Entered, extended, complied with; the checklist's tasks stand in the case."""
    me, case_id = make_actor(*MAY, districts=(DISTRICT,)), case_of()
    path = {"case_id": case_id}
    body = {"says": "Produce the parcel", "addressee": "police", "due_on": in_days(5)}
    direction = ask(api.give_direction, me, path=path, body=body)
    where = {**path, "direction_id": direction["id"]}
    extension = {"due_on": in_days(9), "reason": "Order of today"}
    extended = ask(api.extend_direction, me, path=where, body=extension, if_match=1)
    ended = ask(api.end_direction, me, path=where, body={"state": "complied"}, if_match=extended["version"])
    assert ask(api.list_directions, me, path=path) == [ended]
    started = ask(api.start_checklist, me, path=path, body={"checklist": "before-trial"})
    listed = {row["id"] for row in ask(api.list_case_tasks, me, path=path)}
    assert listed == set(started["task_ids"])


def test_open_directions_are_listed_over_all_cases() -> None:
    """One's own cases first of all, or everything in sight; by addressee and day; what has ended, or is out of sight, is not there."""
    me = make_actor(*MAY, districts=(DISTRICT,))
    mine, other = case_of(me.id), case_of()
    body = {"says": "Produce the parcel", "addressee": "police", "due_on": in_days(5)}
    first = ask(api.give_direction, me, path={"case_id": mine}, body=body)
    second = ask(
        api.give_direction, me, path={"case_id": other}, body={**body, "addressee": "prison", "due_on": in_days(3)}
    )
    ended = ask(api.give_direction, me, path={"case_id": mine}, body=body)
    where = {"case_id": mine, "direction_id": ended["id"]}
    ask(api.end_direction, me, path=where, body={"state": "complied"}, if_match=1)
    assert listed(me) == [first["id"]]
    both = [found for found in listed(me, whose="all") if found in (first["id"], second["id"], ended["id"])]
    assert both == [second["id"], first["id"]]
    assert second["id"] not in listed(me, whose="all", addressee="police")
    assert first["id"] not in listed(me, whose="all", due_before=in_days(5))
    assert first["id"] not in listed(make_actor("cases.read", districts=("larkana",)), whose="all")
    with database_of("cases").transaction() as session:
        sealed(session, mine)
    assert first["id"] in listed(me)
    assert "sealed_case_listed" in [row["action"] for row in ask(api.list_case_history, me, path={"case_id": mine})]


def listed(actor: Actor, **query: str) -> list[str]:
    """Give the open directions that somebody's list shows."""
    return [row["id"] for row in ask(api.list_due_directions, actor, query=query)]


def test_work_is_handed_over_through_the_operations() -> None:
    """What was previewed is what is done; the takers see the work in their own list."""
    boss, leaver, taker = make_actor(*MAY, districts=(DISTRICT,)), str(new_id()), make_actor("cases.read", districts=())
    case_id = case_of(leaver)
    task = ask(
        api.add_task, boss, path={"case_id": case_id}, body={"says": "x", "due_on": in_days(3), "owner_id": leaver}
    )
    who = {"from_id": leaver, "to_id": taker.id}
    plan = ask(api.preview_handover, boss, body=who)
    assert [(step["case_id"], step["action"], step["task_count"]) for step in plan["steps"]] == [
        (str(case_id), "assigned", 1)
    ]
    assert ask(api.list_tasks, taker) == []
    body = {**who, "occasion": "leave", "until_on": in_days(9), "reason": "Leave", "plan": plan["plan"]}
    done = ask(api.hand_over, boss, body=body)
    assert (done["steps"], done["handover_id"] is None) == (plan["steps"], False)
    assert [row["id"] for row in ask(api.list_tasks, taker)] == [task["id"]]
    assert refusal(api.hand_over, boss, body=body).code == "plan_changed"
