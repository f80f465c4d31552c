"""Tasks: made, found in the work lists, taken, given back, reassigned, changed, done, cancelled; who may what."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from services.cases.models import Recusal
from services.cases.usecases import tasks_holding as holding
from services.common.audit import pending_entries
from services.common.ids import new_id
from services.common.outbox import pending_events
from tests.integration.cases.desk import assigned, days_ago, desk, registered, sealed
from tests.integration.cases.working import (
    day,
    in_days,
    manager,
    outsider,
    refused,
    shown,
    tasked,
    work_list,
    worker,
)


def test_a_task_is_its_makers_unless_said_otherwise() -> None:
    """It shows whose it is, when it is due, its case, its group and its first step; one event and one audit entry say so."""
    with desk() as session:
        me, case_id = worker(), registered(session)
        session.info.clear()
        task_id = tasked(session, me, case_id, urgent_why="The charge is framed on Monday.")
        task = shown(session, me, case_id, task_id)
        assert (task["owner_id"], task["held_by"], task["group"], task["state"]) == (
            me.id,
            "person",
            "not_due_yet",
            "open",
        )
        assert (task["remind_on"], task["escalate_on"]) == (in_days(5), in_days(10))
        assert (task["is_urgent"], task["source"], task["version"]) == (True, "hand", 1)
        assert [(step["step"], step["to_owner_id"]) for step in task["steps"]] == [("made", me.id)]
        assert [event["type"] for event in pending_events(session)] == ["task_given"]
        (entry,) = pending_entries(session)
        assert (entry["action"], entry["subject"]) == ("task_made", f"case:{case_id}")


def test_what_is_written_in_a_task_stays_in_it() -> None:
    """Neither events nor the audit trail repeat its words: they may name somebody who is protected."""
    with desk() as session:
        me, case_id = worker(), registered(session)
        task_id = tasked(
            session, me, case_id, says="Call Zebunnisa", note="Zebunnisa lives in Clifton", urgent_why="Zebunnisa"
        )
        holding.reassign_task(
            session, manager(), case_id, task_id, {"owner_id": new_id(), "reason": "Zebunnisa knows her"}, 1
        )
        written = repr([*pending_events(session), *pending_entries(session)])
        assert "Zebunnisa" not in written


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"due_on": str(days_ago(1))}, "day_impossible", "due_on"),
        ({"remind_on": in_days(8)}, "dates_out_of_order", "remind_on"),
        ({"escalate_on": in_days(7)}, "dates_out_of_order", "escalate_on"),
    ],
)
def test_dates_that_cannot_be_are_refused_by_field(changes: dict[str, Any], code: str, field: str) -> None:
    """A task is due today or later, reminded before it and escalated after it."""
    with desk() as session:
        problem = refused(lambda: tasked(session, worker(), registered(session), **changes))
        assert (problem.code, list(problem.fields or {})) == (code, [field])


def test_a_persons_own_task_given_back_goes_to_the_team() -> None:
    """It is not lost: it waits for the team."""
    with desk() as session:
        me, case_id = worker(), registered(session)
        task_id = tasked(session, me, case_id)
        holding.give_back_task(session, me, case_id, task_id, "Not mine", 1)
        task = shown(session, me, case_id, task_id)
        assert (task["held_by"], task["owner_id"], task["version"]) == ("team", None, 2)


def test_a_reassigned_task_keeps_its_history() -> None:
    """Whose it was, whose it became, who did it and why; to the same person or by somebody else it is refused."""
    with desk() as session:
        me, boss, case_id = worker(), manager(), registered(session)
        mate = str(new_id())
        assigned(session, case_id, mate)
        task_id = tasked(session, me, case_id)
        body = {"owner_id": uuid.UUID(mate), "reason": "He knows the file"}
        assert refused(holding.reassign_task, session, worker(), case_id, task_id, body, 1).code == "not_your_task"
        holding.reassign_task(session, me, case_id, task_id, body, 1)
        assert refused(holding.reassign_task, session, boss, case_id, task_id, body, 2).code == "same_owner"
        step = shown(session, me, case_id, task_id)["steps"][-1]
        assert (step["step"], step["by"], step["from_owner_id"], step["to_owner_id"], step["why"]) == (
            "reassigned", me.id, me.id, mate, "He knows the file",
        )  # fmt: skip


@pytest.mark.parametrize("is_sealed", [True, False])
def test_work_goes_to_the_team_or_by_whoever_manages_it(is_sealed: bool) -> None:  # noqa: FBT001 - pytest gives it
    """Others than the team get a task only from whoever manages it, and never in a sealed case."""
    with desk() as session:
        boss, case_id, stranger = manager(), registered(session), str(new_id())
        if is_sealed:
            sealed(session, case_id)
            assert refused(lambda: tasked(session, boss, case_id, owner_id=stranger)).code == "owner_not_on_team"
        else:
            assert refused(lambda: tasked(session, worker(), case_id, owner_id=stranger)).code == "owner_not_on_team"
            assert tasked(session, boss, case_id, owner_id=stranger)


def test_nobody_who_is_recused_gets_work_in_the_case() -> None:
    """A conflict of interest holds for tasks too, whoever gives them."""
    with desk() as session:
        boss, case_id, kin = manager(), registered(session), new_id()
        recusal = Recusal(
            id=new_id(),
            case_id=case_id,
            prosecutor_id=kin,
            ground="relative",
            declared_on=days_ago(0),
            declared_by=boss.id,
        )
        session.add(recusal)
        session.flush()
        assert refused(lambda: tasked(session, boss, case_id, owner_id=str(kin))).kind == "conflict"


def test_a_changed_day_moves_the_other_two() -> None:
    """A new day due brings reminder and escalation along; each may be set by itself; urgency comes and goes with its reason."""
    with desk() as session:
        me, case_id = worker(), registered(session)
        task_id = tasked(session, me, case_id)
        change = {"due_on": day(in_days(20)), "urgent_why": "Appeal", "note": "By the 20th", "reason": "Adjourned"}
        holding.change_task(session, me, case_id, task_id, change, 1)
        task = shown(session, me, case_id, task_id)
        assert (task["remind_on"], task["due_on"], task["escalate_on"]) == (in_days(18), in_days(20), in_days(23))
        assert (task["is_urgent"], task["note"], task["version"]) == (True, "By the 20th", 2)
        later = {"remind_on": day(in_days(20)), "urgent_why": None, "reason": "Calmer"}
        holding.change_task(session, me, case_id, task_id, later, 2)
        task = shown(session, me, case_id, task_id)
        assert (task["remind_on"], task["is_urgent"], task["steps"][-1]["why"]) == (in_days(20), False, "Calmer")
        nothing = refused(holding.change_task, session, me, case_id, task_id, {"reason": "None"}, 3)
        assert nothing.code == "nothing_to_change"


def ending(name: str) -> Any:
    """Give the step that ends a task."""
    return getattr(holding, name)


@pytest.mark.parametrize(("step", "state"), [("complete_task", "done"), ("cancel_task", "cancelled")])
def test_an_ended_task_is_in_no_list_and_stays_ended(step: str, state: str) -> None:
    """It keeps who ended it; nothing more can be done to it; the case still lists it."""
    with desk() as session:
        me, case_id = worker(), registered(session)
        task_id = tasked(session, me, case_id)
        assert refused(ending(step), session, worker(), case_id, task_id, "No", 1).code == "not_your_task"
        assert refused(ending(step), session, me, case_id, task_id, "Stale", 7).code == "changed_meanwhile"
        ending(step)(session, me, case_id, task_id, "Report is here", 1)
        task = shown(session, me, case_id, task_id)
        assert (task["state"], task["group"], task["steps"][-1]["why"]) == (state, None, "Report is here")
        assert work_list(session, me) == []
        assert refused(ending(step), session, me, case_id, task_id, "Again", 2).code == "task_ended"


def test_a_task_is_found_in_its_own_case_alone() -> None:
    """Another case's address does not lead to it; nor does it exist for whoever cannot see the case."""
    with desk() as session:
        me, case_id, other = worker(), registered(session), registered(session)
        task_id = tasked(session, me, case_id)
        assert refused(holding.take_task, session, me, other, task_id, 1).code == "no_such_task"
        assert refused(shown, session, me, other, task_id).code == "no_such_task"
        assert refused(shown, session, outsider(), case_id, task_id).code == "no_such_task"
