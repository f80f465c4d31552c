"""Occasions that wait for the moon, vacations, local days: declared with what becomes of the hearings, in one transaction."""

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
from services.scheduling.models import Court, Hearing, Holiday, Vacation
from services.scheduling.usecases import holidays, occasions, scheduling, sweeping, vacations
from tests.conftest import make_actor
from tests.integration.scheduling.answering import refusal
from tests.integration.scheduling.asking import ask
from tests.integration.scheduling.factories import KEEPER, SCHEDULE, Scene, at, make_court, make_scene, next_weekday

HOLIDAYS = make_actor(*SCHEDULE, "scheduling.holidays", "scheduling.override", districts=("*",))
TUESDAY = next_weekday(2, weeks=6)
WEDNESDAY, THURSDAY, FRIDAY = (TUESDAY + dt.timedelta(days=number) for number in (1, 2, 3))


@pytest.fixture
def eid(session: Session) -> Scene:
    """Give a scene in a district of its own, where Eid is expected on Tuesday and Wednesday."""
    scene = make_scene(session)
    district = f"zz-{uuid.uuid4().hex[:8]}"
    scene.session.get_one(Court, scene.court_id).district = district
    scene.day = TUESDAY
    expect(scene, TUESDAY, WEDNESDAY)
    return scene


def occasion_of(scene: Scene) -> str:
    """Give the code of the scene's Eid."""
    return f"eid-{scene.session.get_one(Court, scene.court_id).district}"


def expect(scene: Scene, *days: dt.date) -> None:
    """Enter tentative days."""
    given = {
        "days": list(days), "scope": "district", "district": scene.session.get_one(Court, scene.court_id).district,
        "court_id": None, "name_en": "Eid-ul-Fitr", "name_ur": None, "source": "computed", "is_tentative": True,
        "occasion": occasion_of(scene),
    }  # fmt: skip
    holidays.declare_holidays(scene.session, HOLIDAYS, given)


def seen(*days: dt.date, **more: Any) -> dict[str, Any]:
    """Give the input of a declaration."""
    return {"days": list(days), "source": "notification", "hearings": "mark", "per_day": 20, "plan": None, **more}


def declare(scene: Scene, *days: dt.date, **more: Any) -> occasions.Declaration:
    """Declare the scene's Eid."""
    return occasions.declare_occasion(scene.session, HOLIDAYS, occasion_of(scene), seen(*days, **more))


def live_days(scene: Scene) -> dict[dt.date, bool]:
    """Give the days of the scene's Eid that hold, and whether each is tentative."""
    chosen = sa.select(Holiday.day, Holiday.is_tentative).where(
        Holiday.occasion == occasion_of(scene), Holiday.withdrawn_at.is_(None)
    )
    return {row.day: row.is_tentative for row in scene.session.execute(chosen)}


def test_the_days_move_to_those_on_which_the_moon_was_seen(eid: Scene) -> None:
    """The tentative days end, the declared ones close, hearings on them are marked, the day that came to nothing sits on."""
    first, second = eid.schedule(), eid.schedule(starts_at=at(THURSDAY, 9))
    done = declare(eid, WEDNESDAY, THURSDAY)

    assert live_days(eid) == {WEDNESDAY: False, THURSDAY: False}
    assert (done.change.closed, done.change.dropped) == ([WEDNESDAY, THURSDAY], [TUESDAY])
    assert done.hearing_ids == [second]
    assert eid.session.get_one(Hearing, second).to_be_refixed == "holiday_declared"
    assert eid.session.get_one(Hearing, first).to_be_refixed is None
    event = pending_events(eid.session)[-1]
    assert (event["type"], event["data"]["days"]) == ("holidays_declared", [str(WEDNESDAY), str(THURSDAY)])


def test_a_second_declaration_corrects_the_first(eid: Scene) -> None:
    """A day that sits again is told as withdrawn, and its hearings fit again; the same days twice are refused."""
    hearing = eid.schedule()
    declare(eid, TUESDAY, WEDNESDAY)
    assert eid.session.get_one(Hearing, hearing).to_be_refixed == "holiday_declared"
    with pytest.raises(Problem) as caught:
        declare(eid, WEDNESDAY, TUESDAY)
    assert caught.value.code == "occasion_declared"

    done = declare(eid, WEDNESDAY, THURSDAY)
    assert (done.change.closed, done.change.reopened) == ([THURSDAY], [TUESDAY])
    assert eid.session.get_one(Hearing, hearing).to_be_refixed is None
    assert [event["type"] for event in pending_events(eid.session)[-2:]] == ["holidays_declared", "holidays_withdrawn"]


def test_hearings_are_put_off_with_the_declaration(eid: Scene) -> None:
    """As previewed, to days after the occasion, in the same transaction; remand stays; nothing is changed by looking."""
    hearing = eid.schedule(starts_at=at(THURSDAY, 9))
    remand = eid.schedule(starts_at=at(THURSDAY, 11), purpose="remand")
    given = seen(WEDNESDAY, THURSDAY, hearings="postpone")
    plan = occasions.preview_occasion(eid.session, HOLIDAYS, occasion_of(eid), given).plan
    assert live_days(eid) == {TUESDAY: True, WEDNESDAY: True}
    assert plan is not None

    done = declare(eid, WEDNESDAY, THURSDAY, hearings="postpone", plan=plan.name)
    assert eid.session.get_one(Hearing, hearing).starts_at == at(FRIDAY, 9)
    assert eid.session.get_one(Hearing, remand).starts_at == at(THURSDAY, 11)
    assert done.clearing_id is not None
    assert [event["type"] for event in pending_events(eid.session)[-2:]] == ["hearing_moved", "hearings_cleared"]


def test_a_day_that_is_a_holiday_already_stays_that(eid: Scene) -> None:
    """Eid on the day of a declared holiday closes nothing twice."""
    scope = {"scope": "district", "district": occasion_of(eid).removeprefix("eid-"), "court_id": None}
    given = {**scope, "days": [THURSDAY], "name_en": "Urs", "name_ur": None, "source": "x", "is_tentative": False}
    holidays.declare_holidays(eid.session, HOLIDAYS, given)

    declare(eid, WEDNESDAY, THURSDAY)
    assert live_days(eid) == {WEDNESDAY: False}


def test_what_an_occasion_may_not_be(eid: Scene) -> None:
    """Unknown, weeks away, in the past, of a province one does not see; a plan that is not there any more."""
    with pytest.raises(Problem) as caught:
        occasions.declare_occasion(eid.session, HOLIDAYS, "easter", seen(TUESDAY))
    assert caught.value.code == "occasion_not_found"
    for days, code in (
        ([TUESDAY + dt.timedelta(days=30)], "occasion_too_far"),
        ([dt.date(2020, 1, 1)], "in_the_past"),
    ):
        with pytest.raises(Problem) as caught:
            declare(eid, *days)
        assert caught.value.code == code
    eid.schedule(starts_at=at(THURSDAY, 9))
    with pytest.raises(Problem) as caught, eid.session.begin_nested():
        declare(eid, THURSDAY, hearings="vacate", plan="x")
    assert caught.value.code == "plan_changed"
    stranger = make_actor("scheduling.holidays", districts=("jacobabad",))
    with pytest.raises(Problem) as caught:
        occasions.declare_occasion(eid.session, stranger, occasion_of(eid), seen(TUESDAY))
    assert caught.value.code == "district_out_of_sight"


def test_an_occasion_from_request_to_bytes() -> None:
    """Bad input is named; one who may not is refused; the plan has to be looked at when hearings are changed."""
    path, body = {"occasion": "easter"}, {"days": ["2027-03-10"], "source": "x"}
    assert refusal(api.preview_occasion, HOLIDAYS, path=path, body=body).code == "occasion_not_found"
    assert refusal(api.declare_occasion, make_actor(*SCHEDULE), path=path, body=body).code == "permission_missing"
    problem = refusal(api.declare_occasion, HOLIDAYS, path=path, body={**body, "hearings": "postpone"})
    assert list(problem.fields or {}) == ["plan"]


def test_a_court_has_two_local_days_a_year(scene: Scene) -> None:
    """A third is declared and warned of (SCCR 3.4); a day declared twice is too."""
    given = {"scope": "court", "court_id": scene.court_id, "district": None, "name_en": "Local day", "name_ur": None}
    given = {**given, "source": "order", "is_tentative": False}
    days = [dt.date(2032, 3, number) for number in (1, 2, 3)]

    assert holidays.declare_holidays(scene.session, KEEPER, {**given, "days": days[:2]}).warnings == []
    found = holidays.declare_holidays(scene.session, KEEPER, {**given, "days": days[1:]}).warnings
    assert [(one["code"], one["days"]) for one in found] == [
        ("declared_already", days[1:2]), ("too_many_local_days", days),
    ]  # fmt: skip


def vacation(scene: Scene, **more: Any) -> dict[str, Any]:
    """Give the input of a vacation of the scene's court, from Tuesday to Friday."""
    return {
        "first_on": TUESDAY, "last_on": FRIDAY, "scope": "court", "district": None, "court_id": scene.court_id,
        "court_kinds": [], "name_en": "Winter vacation", "name_ur": None, "duty_opens": dt.time(9, 30),
        "duty_closes": dt.time(13), "duties": [], "source": "High Court's calendar", **more,
    }  # fmt: skip


def refused(scene: Scene, **more: Any) -> str:
    """Give the code with which a hearing on Tuesday is refused."""
    with pytest.raises(Problem) as caught, scene.session.begin_nested():
        scene.schedule(**{"starts_at": at(TUESDAY, 10), **more})
    return caught.value.code


def test_in_a_vacation_only_what_is_urgent_is_heard(scene: Scene) -> None:
    """In the duty hours; other hearings that stand there are marked, and fit again when it is withdrawn."""
    hearing = scene.schedule(starts_at=at(TUESDAY, 9))
    made, marked = vacations.declare_vacation(scene.session, HOLIDAYS, vacation(scene))

    assert marked == [hearing]
    assert refused(scene) == "court_vacation"
    assert refused(scene, starts_at=None, day=TUESDAY) == "court_vacation"
    assert refused(scene, purpose="remand", starts_at=at(TUESDAY, 13)) == "outside_sitting_hours"
    scene.schedule(purpose="remand", starts_at=at(TUESDAY, 10))
    scheduling.schedule_hearing(
        scene.session, KEEPER, scene.wanted(starts_at=at(TUESDAY, 12), override="by order of the judge")
    )
    vacations.withdraw_vacation(scene.session, HOLIDAYS, made, "an error")
    assert scene.session.get_one(Hearing, hearing).to_be_refixed is None
    scene.schedule(starts_at=at(TUESDAY, 11))


def test_only_the_courts_that_keep_duty_hear_what_is_urgent(scene: Scene) -> None:
    """On their days; a vacation of one kind of court leaves the others alone."""
    duty = make_court(scene.session, kind="sessions")
    turns = [{"court_id": duty, "first_on": TUESDAY, "last_on": WEDNESDAY}]
    given = vacation(scene, scope="district", district="karachi-south", court_id=None, court_kinds=["sessions"])
    vacations.declare_vacation(scene.session, HOLIDAYS, {**given, "duties": turns})
    other = make_court(scene.session, kind="sessions")

    assert refused(scene, court_id=other, purpose="remand") == "court_vacation"
    assert refused(scene, court_id=duty, purpose="remand", starts_at=at(THURSDAY, 10)) == "court_vacation"
    scene.schedule(court_id=duty, purpose="remand", starts_at=at(TUESDAY, 10))
    scene.schedule(starts_at=at(TUESDAY, 11))


def test_a_vacation_from_request_to_bytes(place: Scene) -> None:
    """Declared, listed, refused twice, withdrawn; odd input is named and one who may not is refused."""
    turn = {"court_id": str(place.court_id), "first_on": "2033-12-26", "last_on": "2033-12-31"}
    body = {
        "first_on": "2033-12-26", "last_on": "2034-01-10", "scope": "court", "court_id": str(place.court_id),
        "name_en": "Winter vacation", "duty_opens": "09:30", "duty_closes": "13:00", "source": "High Court's calendar",
        "duties": [turn],
    }  # fmt: skip
    made = ask(api.declare_vacation, HOLIDAYS, body=body).value

    assert made["vacation"]["duty_opens"] == "09:30"
    assert made["vacation"]["duties"] == [turn]
    query = {"court_id": str(place.court_id), "from": "2034-01-01", "to": "2034-01-31"}
    assert ask(api.list_vacations, place.actor, query=query).value["items"] == [made["vacation"]]
    days = {"from": "2034-01-01", "to": "2034-01-31"}
    assert made["vacation"] not in ask(api.list_vacations, place.actor, query=days).value["items"]
    assert made["vacation"] in ask(api.list_vacations, place.actor, query={**days, "everywhere": "true"}).value["items"]
    assert refusal(api.declare_vacation, HOLIDAYS, body=body).code == "vacation_declared"
    assert refusal(api.declare_vacation, place.actor, body=body).code == "permission_missing"
    for wrong, field in (
        ({"last_on": "2033-12-01"}, "last_on"),
        ({"duty_opens": "14:00"}, "duty_closes"),
        ({"scope": "province"}, "court_id"),
        ({"duties": [{**turn, "last_on": "2034-02-01"}]}, "duties"),
    ):
        assert field in (refusal(api.declare_vacation, HOLIDAYS, body={**body, **wrong}).fields or {})
    path = {"vacation_id": made["vacation"]["id"]}
    ask(api.withdraw_vacation, HOLIDAYS, path=path, body={"reason": "an error"})
    assert refusal(api.withdraw_vacation, HOLIDAYS, path=path, body={"reason": "x"}).code == "vacation_not_found"


def test_a_vacation_cannot_end_before_it_begins(session: Session) -> None:
    """The database says so too."""
    row = Vacation(first_on=FRIDAY, last_on=TUESDAY, scope="province", court_kinds=[], name_en="x", source="x")
    session.add(row)
    with pytest.raises(sa.exc.IntegrityError):
        session.flush()


def test_what_slipped_onto_a_closed_day_is_marked_by_the_clock(scene: Scene) -> None:
    """A holiday declared while the hearing was booked, a court closed meanwhile; not remand, not by order, and each once."""
    slipped, remand = scene.schedule(), scene.schedule(starts_at=at(scene.day, 10), purpose="remand")
    by_order = scene.schedule(starts_at=at(scene.day, 11))
    scene.session.get_one(Hearing, by_order).override = "by order of the judge"
    other = make_court(scene.session)
    left = scene.schedule(court_id=other, starts_at=at(scene.day, 12), prosecutor_ids=[])
    scene.session.get_one(Court, other).closed_on = scene.day
    holiday = {"day": scene.day, "scope": f"court:{scene.court_id}", "name_en": "Local day", "source": "order"}
    scene.session.add(Holiday(**holiday, is_tentative=False))
    scene.session.flush()
    sweeping.mark_stranded(scene.session, HOLIDAYS)

    marks = {one: scene.session.get_one(Hearing, one).to_be_refixed for one in (slipped, remand, by_order, left)}
    assert marks == {slipped: "holiday_declared", remand: None, by_order: None, left: "court_closed"}
    version = scene.session.get_one(Hearing, slipped).version
    sweeping.mark_stranded(scene.session, HOLIDAYS)
    assert scene.session.get_one(Hearing, slipped).version == version
