"""Courts, holidays, the roster and leave."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.common.errors import Problem
from services.common.outbox import pending_events
from services.scheduling import api
from services.scheduling.models import Court, Hearing, Holiday, Leave, RosterEntry
from services.scheduling.usecases import courts, holidays, leave, roster
from tests.conftest import database_of, make_actor
from tests.integration.scheduling.answering import me, refusal, scheduled
from tests.integration.scheduling.asking import ask
from tests.integration.scheduling.factories import (
    DISTRICT,
    KEEPER,
    Scene,
    at,
    make_court,
    make_prosecutor,
    set_hours,
)

ELSEWHERE = make_actor(*KEEPER.may, districts=("jacobabad",))


def code_of(caught: pytest.ExceptionInfo[Problem]) -> str:
    """Give the stable code of a refusal."""
    return caught.value.code


def new_holidays(*days: dt.date, **more: Any) -> dict[str, Any]:
    """Give the input of a declaration."""
    return {
        "days": list(days), "scope": "province", "district": None, "court_id": None, "name_en": "Eid-ul-Fitr",
        "name_ur": None, "source": "notification", "is_tentative": False, **more,
    }  # fmt: skip


def ask_leave(scene: Scene, **more: Any) -> uuid.UUID:
    """Apply for leave on the scene's day, for its prosecutor, as himself."""
    given = {"prosecutor_id": None, "first_on": scene.day, "last_on": scene.day, "kind": "casual", **more}
    actor = make_actor("scheduling.apply_for_leave", id=scene.prosecutor_id, districts=(DISTRICT,))
    return leave.apply_for_leave(scene.session, actor, given)


def test_the_timetable_declared_last_holds(scene: Scene) -> None:
    """Ramadan hours, declared later for some days, take the place of the ordinary ones on these days only."""
    short = [{"weekday": 2, "opens": dt.time(9, 30), "closes": dt.time(11)}]
    set_hours(scene.session, scene.court_id, valid_from=scene.day, valid_to=scene.day, hours=short)
    with pytest.raises(Problem) as caught:
        scene.schedule()
    assert code_of(caught) == "outside_sitting_hours"
    scene.schedule(starts_at=at(scene.day, 9, 30))
    scene.schedule(starts_at=at(scene.day + dt.timedelta(days=1), 9))


def test_a_courts_code_and_its_rooms_are_its_own(session: Session) -> None:
    """A second court of one code, a second room of one name, and unknown kinds or successors are refused."""
    court_id = make_court(session, code="atc-1")
    with pytest.raises(Problem) as caught:
        make_court(session, code="atc-1")
    assert code_of(caught) == "court_exists"
    with pytest.raises(Problem) as caught:
        make_court(session, kind="kangaroo")
    assert code_of(caught) == "court_kind_unknown"
    courts.add_court_room(session, KEEPER, court_id, "2")
    with pytest.raises(Problem) as caught:
        courts.add_court_room(session, KEEPER, court_id, "2")
    assert code_of(caught) == "room_exists"
    assert session.get_one(Court, court_id).version == 2


def test_a_court_is_redesignated_and_closed(session: Session) -> None:
    """A court may change its kind and name its successor; nonsense is refused."""
    court_id, successor = make_court(session), make_court(session)
    change = {"kind": "narcotics", "successor_id": successor, "closed_on": dt.date(2027, 1, 1)}
    courts.change_court(session, KEEPER, court_id, change, 1)
    assert session.get_one(Court, court_id).successor_id == successor
    for wrong, code in (
        ({"successor_id": uuid.uuid4()}, "court_unknown"),
        ({"closed_on": dt.date(1990, 1, 1)}, "closes_too_early"),
        ({"kind": "kangaroo"}, "court_kind_unknown"),
    ):
        with pytest.raises(Problem) as caught:
            courts.change_court(session, KEEPER, court_id, wrong, 2)
        assert code_of(caught) == code
    with pytest.raises(Problem) as caught:
        courts.change_court(session, KEEPER, uuid.uuid4(), {}, 1)
    assert code_of(caught) == "court_not_found"


@pytest.mark.parametrize(
    ("more", "is_named"),
    [
        ({}, True),
        ({"scope": "district", "district": DISTRICT}, True),
        ({"scope": "district", "district": "jacobabad"}, False),
        ({"scope": "court"}, True),
        ({"is_tentative": True}, False),
    ],
)
def test_declaring_marks_the_hearings_in_the_way(scene: Scene, more: dict[str, Any], *, is_named: bool) -> None:
    """Hearings on declared days are marked and named, remand and other scopes' are not; others are told the days."""
    hearing_id = scene.schedule()
    remand_id = scene.schedule(starts_at=at(scene.day, 12), purpose="remand")
    given = new_holidays(scene.day, scene.day, **more)
    if given["scope"] == "court":
        given["court_id"] = scene.court_id
    declared = holidays.declare_holidays(scene.session, KEEPER, given)
    if not given["is_tentative"]:
        assert pending_events(scene.session)[-1]["data"]["days"] == [scene.day.isoformat()]

    # Other tests' hearings stay in the database: only this scene's count.
    named = [one for one in declared.hearing_ids if one in (hearing_id, remand_id)]
    assert named == ([hearing_id] if is_named else [])
    hearing = scene.session.get_one(Hearing, hearing_id)
    assert hearing.to_be_refixed == ("holiday_declared" if is_named else None)
    holidays.withdraw_holiday(scene.session, KEEPER, declared.holiday_ids[0], "an error")
    assert hearing.to_be_refixed is None


def test_eid_moves_with_the_moon(session: Session) -> None:
    """A tentative day is superseded by the declaration, and a declared one is taken back; others hear of declared ones only."""
    day = dt.date(2027, 3, 10)
    before = len(pending_events(session))
    holidays.declare_holidays(session, KEEPER, new_holidays(day, is_tentative=True))
    assert len(pending_events(session)) == before
    (declared,) = holidays.declare_holidays(session, KEEPER, new_holidays(day)).holiday_ids
    holidays.withdraw_holiday(session, KEEPER, declared, "the moon was not seen")
    assert [event["type"] for event in pending_events(session)[before:]] == ["holidays_declared", "holidays_withdrawn"]
    live = sa.select(sa.func.count()).where(Holiday.day == day, Holiday.withdrawn_at.is_(None))
    assert session.scalar(live) == 0
    with pytest.raises(Problem) as caught:
        holidays.withdraw_holiday(session, KEEPER, declared, "again")
    assert code_of(caught) == "holiday_not_found"
    (tentative,) = holidays.declare_holidays(session, KEEPER, new_holidays(day, is_tentative=True)).holiday_ids
    holidays.withdraw_holiday(session, KEEPER, tentative, "not this year")
    assert pending_events(session)[-1]["type"] == "holidays_withdrawn"
    assert len(pending_events(session)) == before + 2


def test_holidays_are_declared_for_ones_own_districts(scene: Scene) -> None:
    """One who sees a district declares and withdraws there, not for the province, another district or its courts."""
    session, day = scene.session, scene.day
    holidays.declare_holidays(session, ELSEWHERE, new_holidays(day, scope="district", district="jacobabad"))
    own = {"scope": "court", "court_id": scene.court_id}
    for more in ({}, {"scope": "district", "district": DISTRICT}, own):
        with pytest.raises(Problem) as caught:
            holidays.declare_holidays(session, ELSEWHERE, new_holidays(day, **more))
        assert code_of(caught) == "district_out_of_sight"
    for more in (own, {}, {"scope": "district", "district": DISTRICT}):
        (declared,) = holidays.declare_holidays(session, KEEPER, new_holidays(day, **more)).holiday_ids
        with pytest.raises(Problem) as caught:
            holidays.withdraw_holiday(session, ELSEWHERE, declared, "mine")
        assert code_of(caught) == "district_out_of_sight"
    with pytest.raises(Problem) as caught:
        holidays.declare_holidays(session, KEEPER, new_holidays(day, scope="court", court_id=uuid.uuid4()))
    assert code_of(caught) == "court_unknown"


def test_the_roster_is_kept_in_ones_own_districts(session: Session) -> None:
    """A prosecutor is put on the roster once, and moved by those who see both districts."""
    person = make_prosecutor(session)
    given = {"id": person, "district": DISTRICT, "designation": "assistant"}
    with pytest.raises(Problem) as caught:
        roster.add_to_roster(session, KEEPER, given)
    assert code_of(caught) == "on_roster_already"
    with pytest.raises(Problem) as caught:
        roster.add_to_roster(session, ELSEWHERE, given)
    assert code_of(caught) == "district_out_of_sight"
    roster.change_roster_entry(session, KEEPER, person, {"district": "jacobabad"}, 1)
    assert session.get_one(RosterEntry, person).version == 2
    with pytest.raises(Problem) as caught:
        roster.change_roster_entry(session, ELSEWHERE, person, {"district": DISTRICT}, 2)
    assert code_of(caught) == "district_out_of_sight"
    with pytest.raises(Problem) as caught:
        roster.change_roster_entry(session, KEEPER, uuid.uuid4(), {}, 1)
    assert code_of(caught) == "prosecutor_not_found"


def test_nobody_is_booked_while_on_leave(scene: Scene) -> None:
    """Approved leave takes the prosecutor's whole days; the refusal says leave, not which kind. Cancelled, it frees them."""
    session = scene.session
    leave_id = ask_leave(scene)
    leave.approve_leave(session, KEEPER, leave_id, None, 1)
    assert pending_events(session)[-1]["type"] == "leave_approved"
    with pytest.raises(Problem) as caught, session.begin_nested():
        scene.schedule()
    assert code_of(caught) == "prosecutor_on_leave"
    leave.cancel_leave(session, KEEPER, leave_id, 2)
    assert pending_events(session)[-1]["type"] == "leave_cancelled"
    scene.schedule()


def test_leave_over_hearings_names_them_or_hands_them_over(scene: Scene) -> None:
    """Without a successor the approval is refused and names the hearings; with one they all go over in the same step."""
    session = scene.session
    mine = [scene.schedule(), scene.schedule(starts_at=at(scene.day, 11))]
    leave_id = ask_leave(scene)
    with pytest.raises(Problem) as caught:
        leave.approve_leave(session, KEEPER, leave_id, None, 1)
    assert code_of(caught) == "hearings_in_the_way"
    assert caught.value.facts["hearing_ids"] == [str(hearing) for hearing in mine]
    with pytest.raises(Problem) as caught:
        leave.approve_leave(session, KEEPER, leave_id, scene.prosecutor_id, 1)
    assert code_of(caught) == "hand_over_to_another"
    successor = make_prosecutor(session)
    leave.approve_leave(session, KEEPER, leave_id, successor, 1)
    assert {tuple(session.get_one(Hearing, hearing).prosecutor_ids) for hearing in mine} == {(successor,)}
    types = [event["type"] for event in pending_events(session)[-5:]]
    assert types == [*["hearing_moved", "hearing_prosecutors_changed"] * 2, "leave_approved"]


def test_a_successor_who_is_taken_stops_the_handover(scene: Scene) -> None:
    """When the successor stands elsewhere at that time, nothing is handed over and the leave stays as it is."""
    session = scene.session
    scene.schedule()
    successor = make_prosecutor(session)
    scene.schedule(court_id=make_court(session), prosecutor_ids=[successor])
    leave_id = ask_leave(scene)
    with pytest.raises(Problem) as caught, session.begin_nested():
        leave.approve_leave(session, KEEPER, leave_id, successor, 1)
    assert code_of(caught) == "double_booked"
    session.expire_all()
    assert session.get_one(Leave, leave_id).status == "applied"


def test_leave_is_decided_once_by_another(scene: Scene) -> None:
    """Nobody decides on his own leave; what was refused stays refused."""
    session = scene.session
    leave_id = ask_leave(scene)
    own = make_actor("scheduling.decide_leave", id=scene.prosecutor_id)
    with pytest.raises(Problem) as caught:
        leave.approve_leave(session, own, leave_id, None, 1)
    assert code_of(caught) == "own_leave"
    with pytest.raises(Problem) as caught:
        leave.refuse_leave(session, ELSEWHERE, leave_id, "not mine", 1)
    assert code_of(caught) == "leave_not_found"
    leave.refuse_leave(session, KEEPER, leave_id, "trial days", 1)
    with pytest.raises(Problem) as caught:
        leave.approve_leave(session, KEEPER, leave_id, None, 2)
    assert code_of(caught) == "leave_decided"


def test_who_may_apply_and_cancel(scene: Scene) -> None:
    """One applies for oneself; for another only those who keep his district's roster. An own application can be cancelled."""
    session, person = scene.session, scene.prosecutor_id
    given = {"prosecutor_id": person, "first_on": scene.day, "last_on": scene.day, "kind": "medical"}
    stranger = make_actor("scheduling.apply_for_leave")
    for actor, code in ((stranger, "not_your_leave"), (ELSEWHERE, "district_out_of_sight")):
        with pytest.raises(Problem) as caught:
            leave.apply_for_leave(session, actor, given)
        assert code_of(caught) == code
    with pytest.raises(Problem) as caught:
        leave.apply_for_leave(session, stranger, {**given, "prosecutor_id": None})
    assert code_of(caught) == "prosecutor_unknown"
    leave_id = leave.apply_for_leave(session, KEEPER, given)
    keeps_roster = make_actor("scheduling.roster", districts=(DISTRICT,))
    with pytest.raises(Problem) as caught:
        leave.cancel_leave(session, keeps_roster, leave_id, 1)
    assert code_of(caught) == "not_your_leave"
    leave.cancel_leave(session, make_actor(id=person), leave_id, 1)
    assert session.get_one(Leave, leave_id).status == "cancelled"


def test_leave_over_a_trial_day_is_warned_of(place: Scene) -> None:
    """When it is applied for, when it is refused for want of a successor, and when it is approved with one (ATA 19(7))."""
    pinned = scheduled(place, purpose="prosecution_evidence")
    scheduled(place, starts_at=at(place.day, 11).isoformat(), purpose="arguments")
    body = {"first_on": str(place.day), "last_on": str(place.day), "kind": "casual"}
    applied = ask(api.apply_for_leave, me(place, "scheduling.apply_for_leave"), body=body).value
    assert [(one["code"], one["hearing_id"]) for one in applied["warnings"]] == [("pinned_trial_day", pinned["id"])]

    path = {"leave_id": applied["id"]}
    problem = refusal(api.approve_leave, KEEPER, path=path, body={}, if_match=1)
    assert (problem.code, problem.facts["pinned"]) == ("hearings_in_the_way", [pinned["id"]])
    with database_of("scheduling").transaction() as session:
        successor = make_prosecutor(session)
    approved = ask(api.approve_leave, KEEPER, path=path, body={"hand_over_to": str(successor)}, if_match=1).value
    assert approved["status"] == "approved"
    assert ("pinned_trial_day", pinned["id"]) in {(one["code"], one["hearing_id"]) for one in approved["warnings"]}
