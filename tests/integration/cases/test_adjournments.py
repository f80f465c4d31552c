"""A supervisor hears of the second and the third adjournment that the prosecution asks for, once each, and of leave to hand over."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.cases.models import Case, Task
from services.common.outbox import pending_events
from services.scheduling.events import HearingAdjourned, HearingHeld, LeaveApproved, LeaveCancelled
from tests.integration.cases.bench import decided
from tests.integration.cases.desk import assigned, days_ago, desk, filed, registered
from tests.integration.cases.test_listening import COURT, tell
from tests.integration.cases.working import manager, work_list


def adjourned(
    session: Session, case_id: uuid.UUID, *, by: str = "prosecution", minute: int = 0, hearing: uuid.UUID | None = None
) -> uuid.UUID:
    """Let cases hear that a hearing was put off."""
    hearing = hearing or uuid.uuid4()
    event = HearingAdjourned(
        hearing_id=hearing,
        case_id=case_id,
        court_id=COURT,
        cause="prosecutor_request",
        asked_by=by,
        heard_on=days_ago(0),
    )
    tell(session, event, minute)
    return hearing


def told(session: Session) -> list[int]:
    """Give the counts that were told of."""
    return [one["data"]["count"] for one in pending_events(session) if one["type"] == "adjournments_repeated"]


def tasks_of(session: Session, source: str, **of: Any) -> list[Task]:
    """Give the tasks of a source, in the order in which they were made."""
    return list(session.scalars(sa.select(Task).filter_by(source=source, **of).order_by(Task.id)))


def test_the_second_and_the_third_are_told_once_each() -> None:
    """A task in the district's pool and an event; the third is urgent, and a fourth adds none."""
    with desk() as session:
        case_id = filed(session)
        for count in ([], [2], [2, 3], [2, 3]):
            last = adjourned(session, case_id)
            assert told(session) == count
        second, third = tasks_of(session, "adjournments", case_id=case_id)
        assert [(one.held_by, one.owner_id, one.is_urgent) for one in (second, third)] == [
            ("pool", None, False), ("pool", None, True),
        ]  # fmt: skip
        assert (third.remind_on, third.due_on, third.escalate_on) == (days_ago(0), days_ago(-3), days_ago(-4))
        assert last not in {second.cause_id, third.cause_id}
        shown = {row["id"]: row["source"] for row in work_list(session, manager(), whose="managed", limit="200")}
        assert shown[str(second.id)] == "adjournments"


def test_what_others_ask_for_does_not_count() -> None:
    """The defence's adjournments, the court's own, and another case's."""
    with desk() as session:
        case_id, other_id = filed(session), filed(session)
        for by in ("defence", "court", "prosecution"):
            adjourned(session, case_id, by=by)
        adjourned(session, other_id)
        assert (told(session), tasks_of(session, "adjournments", case_id=case_id)) == ([], [])


def test_an_event_that_comes_twice_and_a_correction_tell_nothing_again() -> None:
    """Adjourned, held after all, adjourned again: one alert."""
    with desk() as session:
        case_id = filed(session)
        adjourned(session, case_id)
        hearing = adjourned(session, case_id, minute=1)
        adjourned(session, case_id, hearing=hearing, minute=1)
        tell(session, HearingHeld(hearing_id=hearing, case_id=case_id, court_id=COURT, heard_on=days_ago(0)), 2)
        adjourned(session, case_id, hearing=hearing, minute=3)
        assert (told(session), len(tasks_of(session, "adjournments", case_id=case_id))) == ([2], 1)


def test_a_decided_case_and_one_that_nobody_knows_are_let_be() -> None:
    """Nothing is left to be done in the one, and the other may be heard of later."""
    with desk() as session:
        case_id = filed(session)
        adjourned(session, case_id)
        decided(session, case_id)
        adjourned(session, case_id)
        for _ in range(2):
            adjourned(session, uuid.uuid4())
        assert (told(session), tasks_of(session, "adjournments", case_id=case_id)) == ([], [])


def leave_of(prosecutor_id: str, first: int, last: int, kind: type[Any] = LeaveApproved, **more: Any) -> Any:
    """Make leave so many days from today on."""
    given = {"leave_id": uuid.uuid4(), "prosecutor_id": uuid.UUID(prosecutor_id), **more}
    return kind(first_on=days_ago(-first), last_on=days_ago(-last), **given)


def test_leave_asks_each_district_once_to_look_at_the_work() -> None:
    """In the case they lead that is heard first; the task says until when they are away and how much there is."""
    me = str(uuid.uuid4())
    with desk() as session:
        later, sooner, elsewhere = (
            registered(session, district=one) for one in ("karachi-south", "karachi-south", "badin")
        )
        for case_id in (later, sooner, elsewhere):
            assigned(session, case_id, me)
        assisted = registered(session)
        assigned(session, assisted, me, "second")
        for case_id, days in ((later, 9), (sooner, 4), (assisted, 1)):
            at = dt.datetime.now(dt.UTC) + dt.timedelta(days=days)
            session.execute(
                sa.update(Case).where(Case.id == case_id).values(next_hearing_at=at, next_hearing_id=uuid.uuid4())
            )
        leave = leave_of(me, 5, 12)
        for _ in range(2):
            tell(session, leave)
        made = tasks_of(session, "leave", cause_id=leave.leave_id)
        assert {one.case_id for one in made} == {sooner, elsewhere}
        (task,) = [one for one in made if one.case_id == sooner]
        assert (task.held_by, task.district, task.due_on) == ("pool", "karachi-south", days_ago(-4))
        assert f"until {days_ago(-12)}" not in task.says
        assert f"from {days_ago(-5)} to {days_ago(-12)}" in task.says
        assert "3 open cases" in task.says
        assert me not in task.says


def test_leave_that_is_cancelled_takes_its_tasks_back() -> None:
    """Those that are open; one that was done stays done, and another leave's stays."""
    me = str(uuid.uuid4())
    with desk() as session:
        assigned(session, registered(session), me)
        leave, other = leave_of(me, 5, 12), leave_of(me, 40, 41)
        for one in (leave, other):
            tell(session, one)
        tell(session, leave_of(me, 5, 12, LeaveCancelled, leave_id=leave.leave_id))
        states = [tasks_of(session, "leave", cause_id=one.leave_id)[0].state for one in (leave, other)]
        assert states == ["cancelled", "open"]
        ended = [one["data"] for one in pending_events(session) if one["type"] == "task_ended"]
        assert [one["state"] for one in ended] == ["cancelled"]


def test_leave_without_work_or_that_is_over_asks_for_nothing() -> None:
    """Nor cases that are decided, or that they left."""
    me = str(uuid.uuid4())
    with desk() as session:
        over, idle = leave_of(me, -12, -5), leave_of(me, 1, 2)
        tell(session, idle)
        case_id = filed(session)
        assigned(session, case_id, me)
        tell(session, over)
        decided(session, case_id)
        third = leave_of(me, 3, 4)
        tell(session, third)
        assert [tasks_of(session, "leave", cause_id=one.leave_id) for one in (over, idle, third)] == [[], [], []]
