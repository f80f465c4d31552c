"""The operations from signed request to bytes: courts, roster, calendars, feeds, and input that makes no sense."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import pytest
from icalendar import Calendar

from services.common.actor import Actor
from services.scheduling import api
from tests.conftest import database_of, make_actor
from tests.integration.scheduling.answering import (
    ANONYMOUS,
    ANYONE,
    NOTIFICATIONS,
    body_of,
    declare,
    learn_place,
    me,
    refusal,
    scheduled,
)
from tests.integration.scheduling.asking import ask
from tests.integration.scheduling.factories import (
    DISTRICT,
    KEEPER,
    SCHEDULE,
    Scene,
    at,
    make_case,
    make_prosecutor,
    next_weekday,
)


def test_declared_holidays_are_listed_and_taken_back(place: Scene) -> None:
    """A declaration answers its days and the hearings in the way; withdrawn, the day is gone from the list."""
    hearing = scheduled(place)
    declared = declare(place, scope="court", court_id=str(place.court_id))
    assert declared["hearings_in_the_way"] == [hearing["id"]]
    query = {"court_id": place.court_id, "from": place.day, "to": place.day}
    (listed,) = ask(api.list_holidays, ANYONE, query=query).value["items"]
    assert listed == declared["holidays"][0]
    days = {"from": place.day, "to": place.day}
    assert listed not in ask(api.list_holidays, ANYONE, query=days).value["items"]
    assert listed in ask(api.list_holidays, ANYONE, query={**days, "everywhere": "true"}).value["items"]
    ask(api.withdraw_holiday, KEEPER, path={"holiday_id": listed["id"]}, body={"reason": "an error"})
    assert ask(api.list_holidays, NOTIFICATIONS, query=query).value["items"] == []


def test_courts_are_opened_listed_and_changed() -> None:
    """Everyone signed in reads courts; a change needs the version that was read."""
    code = f"court-{uuid.uuid4().hex[:8]}"
    given = {"code": code, "name_en": "Sessions", "kind": "sessions", "district": "thatta", "opened_on": "2000-01-01"}
    made = ask(api.open_court, KEEPER, body=given)
    path = {"court_id": made.value["id"]}
    assert [room["name"] for room in made.value["rooms"]] == ["1"]
    assert ask(api.read_court, ANYONE, path=path).value == made.value
    listed = ask(api.list_courts, ANYONE, query={"district": "thatta", "kind": "sessions"}).value["items"]
    assert code in [court["code"] for court in listed]
    changed = ask(api.change_court, KEEPER, path=path, body={"name_ur": "سیشن عدالت"}, if_match="1")
    assert changed.value["name_ur"] == "سیشن عدالت"
    assert ask(api.add_court_room, KEEPER, path=path, body={"name": "2"}).etag == "3"
    hours = [{"weekday": 5, "opens": "08:30", "closes": "12:00"}, {"weekday": 1, "opens": "08:30", "closes": "14:00"}]
    timetable = {"valid_from": "2000-01-01", "source": "SCCR 3.3", "hours": hours}
    declared = ask(api.set_sitting_hours, KEEPER, path=path, body=timetable).value
    assert [day["weekday"] for day in declared["hours"]] == [1, 5]
    assert ask(api.list_sitting_hours, ANYONE, path=path).value["items"] == [declared]


def test_the_roster_and_leave(place: Scene) -> None:
    """A prosecutor is put on the roster, applies, is approved, refused or cancels; the answers follow."""
    person = uuid.uuid4()
    given = {"id": str(person), "district": DISTRICT, "designation": "assistant-district-public-prosecutor"}
    entry = ask(api.add_to_roster, KEEPER, body=given)
    path = {"prosecutor_id": person}
    assert ask(api.read_roster_entry, place.actor, path=path).value == entry.value
    changed = ask(api.change_roster_entry, KEEPER, path=path, body={"designation": "deputy"}, if_match="1")
    listed = ask(api.list_roster, place.actor, query={"district": DISTRICT, "limit": 200}).value
    assert changed.value in listed["items"]
    assert ask(api.list_roster, place.actor).status == 200
    own = make_actor(*SCHEDULE, "scheduling.apply_for_leave", id=person, districts=())
    days = {"first_on": str(place.day), "last_on": str(place.day), "kind": "earned"}
    first = ask(api.apply_for_leave, own, body=days).value["id"]
    refused = ask(api.refuse_leave, KEEPER, path={"leave_id": first}, body={"reason": "trial"}, if_match="1")
    second = ask(api.apply_for_leave, own, body=days).value["id"]
    ask(api.cancel_leave, own, path={"leave_id": second}, body={}, if_match="1")
    third = ask(api.apply_for_leave, own, body=days).value["id"]
    approved = ask(api.approve_leave, KEEPER, path={"leave_id": third}, body={}, if_match="1").value
    assert approved.pop("warnings") == []
    assert (approved["status"], refused.value["refusal"]) == ("approved", "trial")
    assert ask(api.read_leave, own, path={"leave_id": third}).value == approved
    query = {"prosecutor_id": person, "from": place.day, "to": place.day}
    assert len(ask(api.list_leave, own, query=query).value["items"]) == 3
    assert ask(api.list_leave, KEEPER, query={**query, "status": "approved"}).value["items"] == [approved]
    assert ask(api.list_leave, place.actor, query=query).value["items"] == []
    keeper = make_actor(*SCHEDULE, "scheduling.decide_leave", districts=(DISTRICT,))
    assert len(ask(api.list_leave, keeper, query=query).value["items"]) == 3
    mine = ask(api.read_calendar, own, query={"from": place.day, "to": place.day}).value
    assert len(mine["leave"]) == 3


def test_ones_calendar_has_ones_own_days(place: Scene) -> None:
    """Own hearings in order, and the holidays of the province and of one's posting, none of others."""
    # No other test's day: what is declared for a district, all its courts see.
    place.day = next_weekday(3, weeks=6)
    second, first = scheduled(place, starts_at=at(place.day, 11).isoformat()), scheduled(place)
    declare(place, scope="district", district=DISTRICT, is_tentative=True)
    declare(place, scope="district", district="jacobabad")
    query = {"from": place.day, "to": place.day}
    mine = ask(api.read_calendar, me(place), query=query).value
    assert [row["id"] for row in mine["hearings"]] == [first["id"], second["id"]]
    assert [row["scope"] for row in mine["holidays"]] == [f"district:{DISTRICT}"]
    assert ask(api.read_calendar, place.actor, query=query).value["hearings"] == []


def test_free_times_can_all_be_booked(place: Scene) -> None:
    """What is offered is free of the room's and the prosecutor's hearings, within sitting hours, and can be had."""
    scheduled(place)
    query = {"from": place.day, "to": place.day, "minutes": "60", "prosecutor_id": place.prosecutor_id}
    path = {"court_id": place.court_id}
    offered = ask(api.find_free_slots, place.actor, path=path, query=query).value["items"]
    starts = [dt.datetime.fromisoformat(slot["starts_at"]) for slot in offered]
    assert starts == [at(place.day, hour, 30) for hour in (9, 10, 11, 12)]
    for slot in offered:
        scheduled(place, starts_at=slot["starts_at"], minutes=60, room_id=slot["room_id"])
    assert ask(api.find_free_slots, place.actor, path=path, query=query).value["items"] == []


def events_of(text: str) -> list[Any]:
    """Read a feed's events."""
    return list(Calendar.from_ical(text).walk("VEVENT"))


def test_the_feed_is_a_calendar_without_names(place: Scene) -> None:
    """It has stable ids, growing sequences, cancelled hearings, Karachi's zone, an ETag that changes with the content."""
    scheduled(place)
    assert ask(api.read_calendar_feed, me(place)).value == {"exists": False, "created_at": None}
    feed = ask(api.create_calendar_feed, me(place), body={}).value
    assert ask(api.read_calendar_feed, me(place)).value["exists"] is True
    path = {"token": feed["token"] + ".ics"}
    before = ask(api.subscribe_calendar, ANONYMOUS, path=path)
    assert before.etag == ask(api.subscribe_calendar, ANONYMOUS, path={"token": feed["token"]}).etag
    (event,) = events_of(before.value)
    assert event["DTSTART"].dt.astimezone(dt.UTC) == at(place.day, 9)
    assert event["DTSTART"].params["TZID"] == "Asia/Karachi"
    assert (event["SEQUENCE"], event["STATUS"]) == (0, "CONFIRMED")
    assert str(place.case_id) not in before.value
    hearing = ask(api.list_hearings, me(place), query={"prosecutor_id": place.prosecutor_id}).value["items"][0]
    ask(api.vacate_hearing, me(place), path={"hearing_id": hearing["id"]}, if_match="1", body={"reason": "stayed"})
    after = ask(api.subscribe_calendar, ANONYMOUS, path=path)
    (changed,) = events_of(after.value)
    assert (changed["UID"], changed["SEQUENCE"], changed["STATUS"]) == (event["UID"], 1, "CANCELLED")
    assert after.etag != before.etag
    assert "stayed" not in after.value


def test_a_feed_ends_when_it_is_revoked_or_replaced(place: Scene) -> None:
    """An old address reads nothing any more; who has none cannot revoke."""
    first = ask(api.create_calendar_feed, me(place), body={}).value["token"]
    second = ask(api.create_calendar_feed, me(place), body={}).value["token"]
    assert refusal(api.subscribe_calendar, ANONYMOUS, path={"token": first}).code == "calendar_feed_not_found"
    ask(api.subscribe_calendar, ANONYMOUS, path={"token": second})
    ask(api.revoke_calendar_feed, me(place))
    for path in ({"token": second}, {"token": "x"}):
        assert refusal(api.subscribe_calendar, ANONYMOUS, path=path).kind == "not_found"
    assert refusal(api.revoke_calendar_feed, me(place)).code == "calendar_feed_not_found"


def test_the_words_are_dated() -> None:
    """A kind of court that came into being in 2018 is not offered for a day before."""
    for on, there in (("2018-05-21", False), ("2018-05-22", True)):
        words = ask(api.list_hearing_codes, ANYONE, query={"kind": "court_kind", "on": on}).value["items"]
        assert ("juvenile" in [word["code"] for word in words]) is there
    assert len(ask(api.list_hearing_codes, ANYONE).value["items"]) > 60


@pytest.mark.parametrize(
    ("member", "value"),
    [
        ("starts_at", "2027-01-05T09:00:00"),
        ("starts_at", "2101-01-01T00:00:00Z"),
        ("starts_at", "1899-12-31T00:00:00Z"),
        ("starts_at", "0001-01-01T00:00:00+05:00"),
        ("starts_at", "tomorrow"),
        ("starts_at", None),
        ("starts_at", 5),
        ("minutes", 0),
        ("minutes", 481),
        ("minutes", "30"),
        ("minutes", 2**62),
        ("purpose", ""),
        ("purpose", "a\x00b"),
        ("purpose", "x" * 121),
        ("prosecutor_ids", ["x"]),
        ("prosecutor_ids", [str(uuid.UUID(int=number)) for number in range(11)]),
        ("joined_case_ids", "x"),
        ("case_id", 1),
        ("unheard_of", 1),
        ("override", ""),
    ],
)
def test_a_hearings_bad_input_is_named(place: Scene, member: str, value: Any) -> None:
    """Naive instants, days out of range, odd lengths and unknown members are refused at their field, never an error within."""
    problem = refusal(api.schedule_hearing, place.actor, body=body_of(place, **{member: value}))
    assert (problem.kind, list(problem.fields or {})) == ("invalid", [member])


def test_other_bad_input_is_named(place: Scene) -> None:
    """Ranges turned round or too long, weeks with a day twice, scopes without their place."""
    hours = {"weekday": 1, "opens": "08:30", "closes": "14:00"}
    week = {"valid_from": "2027-01-01", "source": "x", "hours": [hours]}
    path = {"court_id": place.court_id}
    leave = {"first_on": "2027-01-02", "last_on": "2027-01-01", "kind": "casual"}
    holiday = {"days": ["2027-01-01"], "scope": "district", "name_en": "x", "source": "x"}
    applicant = make_actor("scheduling.apply_for_leave")
    cases: list[tuple[Any, Actor, dict[str, Any]]] = [
        (api.list_hearings, place.actor, {"query": {"from": "2027-01-02", "to": "2027-01-01"}}),
        (api.list_hearings, place.actor, {"query": {"from": "2027-01-02", "to": "2029-01-01"}}),
        (api.list_hearings, place.actor, {"query": {"from": "20270102"}}),
        (api.list_hearings, place.actor, {"query": {"after": "nonsense"}}),
        (api.list_hearings, place.actor, {"query": {"limit": "0"}}),
        (api.read_calendar, place.actor, {"query": {}}),
        (api.set_sitting_hours, KEEPER, {"path": path, "body": {**week, "hours": [hours, hours]}}),
        (api.set_sitting_hours, KEEPER, {"path": path, "body": {**week, "valid_to": "2026-01-01"}}),
        (api.set_sitting_hours, KEEPER, {"path": path, "body": {**week, "hours": [{**hours, "closes": "08:00"}]}}),
        (api.set_sitting_hours, KEEPER, {"path": path, "body": {**week, "hours": [{**hours, "opens": "25:00"}]}}),
        (api.apply_for_leave, applicant, {"body": leave}),
        (api.apply_for_leave, applicant, {"body": {**leave, "last_on": "2029-01-01"}}),
        (api.declare_holidays, KEEPER, {"body": holiday}),
        (api.declare_holidays, KEEPER, {"body": {**holiday, "scope": "province", "district": DISTRICT}}),
    ]
    for operation, actor, request in cases:
        assert refusal(operation, actor, **request).kind == "invalid", (operation.name, request)


def test_days_of_the_far_ends_are_answered(place: Scene) -> None:
    """The first and the last day that can be named make no trouble; days beyond have no lists."""
    for first, last in (("1900-01-01", "1900-01-01"), ("2100-12-31", "2100-12-31")):
        query = {"from": first, "to": last}
        ask(api.read_calendar, me(place), query=query)
        ask(api.list_hearings, me(place), query=query)
        ask(api.find_free_slots, place.actor, path={"court_id": place.court_id}, query=query)
        ask(api.read_cause_list, place.actor, path={"court_id": place.court_id, "day": first})
    for day in ("0001-01-01", "9999-12-31", "2027-02-30"):
        path = {"court_id": place.court_id, "day": day}
        assert refusal(api.read_cause_list, place.actor, path=path).kind == "not_found"


def test_what_is_not_there_is_not_found() -> None:
    """Courts, hearings, leave and prosecutors that do not exist are not found, whoever asks."""
    nothing = uuid.uuid4()
    days = {"from": "2027-01-01", "to": "2027-01-01"}
    for operation, path, query in (
        (api.read_court, {"court_id": nothing}, {}),
        (api.list_sitting_hours, {"court_id": nothing}, {}),
        (api.find_free_slots, {"court_id": nothing}, days),
        (api.read_cause_list, {"court_id": nothing, "day": "2027-01-01"}, {}),
        (api.read_hearing, {"hearing_id": nothing}, {}),
        (api.read_leave, {"leave_id": nothing}, {}),
        (api.read_roster_entry, {"prosecutor_id": nothing}, {}),
        (api.list_holidays, {}, {"court_id": nothing}),
    ):
        assert refusal(operation, KEEPER, path=path, query=query).kind == "not_found"


def test_a_case_may_be_scheduled_by_who_sees_its_court(place: Scene) -> None:
    """A case of another district that was filed in a court here is in this district's sight."""
    from services.scheduling.usecases.known_cases import learn_case

    with database_of("scheduling").transaction() as session:
        case_id = make_case(session, district="jacobabad")
    assert refusal(api.schedule_hearing, place.actor, body=body_of(place, case_id=str(case_id))).code == "case_unknown"
    with database_of("scheduling").transaction() as session:
        learn_case(session, case_id, court_id=place.court_id)
    assert scheduled(place, case_id=str(case_id))["district"] == DISTRICT


def test_a_prosecutor_schedules_his_own_case(place: Scene) -> None:
    """One who sees no district schedules the case he stands on, and no longer once released."""
    day = str(next_weekday(3))
    with database_of("scheduling").transaction() as session:
        learn_place(session, place.case_id, place.prosecutor_id, is_assigned=True)
    given = body_of(place, starts_at=f"{day}T09:00:00+05:00")
    ask(api.schedule_hearing, me(place), body=given)
    with database_of("scheduling").transaction() as session:
        learn_place(session, place.case_id, place.prosecutor_id, is_assigned=False)
        make_prosecutor(session)
    assert refusal(api.schedule_hearing, me(place), body=given).code == "case_unknown"
