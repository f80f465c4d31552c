"""People's own calendars: what a feed shows, their own busy times, when they are busy, what a calendar program is told."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import pytest
from icalendar import Calendar

from services.scheduling import api
from services.scheduling.queries.availability import read_availability
from services.scheduling.rules.days import KARACHI
from services.scheduling.rules.own_times import MOST_EVENTS
from tests.conftest import database_of, make_actor
from tests.integration.scheduling.answering import ANONYMOUS, body_of, declare, me, refusal, scheduled
from tests.integration.scheduling.asking import ask
from tests.integration.scheduling.calendars import own_class, subscribe, take_leave
from tests.integration.scheduling.factories import DISTRICT, KEEPER, Scene, at, clerk


def feed_of(token: str, **query: Any) -> dict[str, Any]:
    """Read a feed's events by their titles."""
    read: Any = Calendar.from_ical(ask(api.subscribe_calendar, ANONYMOUS, path={"token": token}, query=query).value)
    return {str(event["SUMMARY"]): event for event in read.walk("VEVENT")}


def busy_of(place: Scene, actor: Any = None, *, days: int = 30) -> list[tuple[str, str, str]]:
    """Give when the prosecutor is busy from the scene's day on: day and hours in Karachi, and the kind."""
    query = {"from": at(place.day, 0).isoformat(), "to": at(place.day + dt.timedelta(days=days), 0).isoformat()}
    path = {"prosecutor_id": place.prosecutor_id}
    items = ask(api.read_free_busy, actor or me(place), path=path, query=query).value["items"]
    spans = [[dt.datetime.fromisoformat(item[end]) for end in ("starts_at", "ends_at")] for item in items]
    return [
        (str((start.astimezone(KARACHI).date() - place.day).days), f"{start.astimezone(KARACHI):%H:%M}-{end.astimezone(KARACHI):%H:%M}", item["kind"])
        for (start, end), item in zip(spans, items, strict=True)
    ]  # fmt: skip


def test_a_feed_shows_leave_as_days_and_holidays_when_asked(place: Scene) -> None:
    """Approved leave lies over whole days without saying why; holidays take no time, and wait for the moon as tentative."""
    scheduled(place)
    leave = take_leave(place, place.day + dt.timedelta(days=3))
    eid_on = place.day + dt.timedelta(days=9)
    declare(place, days=[str(eid_on)], scope="district", district=DISTRICT, is_tentative=True, name_en="Eid")
    token = subscribe(place)

    shown, with_holidays = feed_of(token), feed_of(token, holidays="true")

    assert "Eid" not in shown
    assert (shown["Leave"]["DTSTART"].dt, shown["Leave"]["DTEND"].dt) == (
        place.day + dt.timedelta(days=3), place.day + dt.timedelta(days=5),
    )  # fmt: skip
    assert shown["Leave"]["SEQUENCE"] == leave["version"] - 1
    eid = with_holidays["Eid"]
    assert (eid["STATUS"], eid["TRANSP"], eid["DTSTART"].dt) == ("TENTATIVE", "TRANSPARENT", eid_on)
    (hearing,) = (event for title, event in shown.items() if title.startswith("Arguments"))
    assert (hearing["TRANSP"], hearing["STATUS"]) == ("OPAQUE", "CONFIRMED")


def test_a_matter_without_an_hour_shows_its_number(place: Scene) -> None:
    """It lies over the time in which the court may call it, under its number on the day's list."""
    body = {**body_of(place), "day": str(place.day), "not_before": "09:00", "not_after": "11:00", "list_number": 12}
    del body["starts_at"]
    ask(api.schedule_hearing, place.actor, body=body)
    ((title, event),) = feed_of(subscribe(place)).items()

    assert title.endswith(", no. 12 on the list")
    assert event["DTSTART"].dt == at(place.day, 9)


def test_a_feed_says_how_often_to_ask(place: Scene) -> None:
    """RFC 7986's REFRESH-INTERVAL, what Outlook reads in its place, and a name."""
    text = ask(api.subscribe_calendar, ANONYMOUS, path={"token": subscribe(place)}).value

    for line in ("REFRESH-INTERVAL;VALUE=DURATION:PT1H", "X-PUBLISHED-TTL:PT1H", "NAME:Hearings", "METHOD:PUBLISH"):
        assert line in text.splitlines()


def test_own_times_are_busy_to_all_and_named_to_their_owner(place: Scene) -> None:
    """Hearing, leave and class are busy; the exception is free; the title is told to the owner alone; it ends when told so."""
    scheduled(place, starts_at=at(place.day, 11).isoformat())
    take_leave(place, place.day + dt.timedelta(days=3))
    off = f"EXDATE;TZID=Asia/Karachi:{place.day + dt.timedelta(days=7):%Y%m%d}T090000\r\n"
    kept = ask(api.add_own_times, me(place), body={"calendar": own_class(place, more=off)}).value["items"]

    assert [(item["title"], item["times_within_a_year"]) for item in kept] == [("Diploma class", 3)]
    expected = [
        ("0", "09:00-10:00", "busy"), ("0", "11:00-11:30", "busy"), ("3", "00:00-00:00", "away"),
        ("14", "09:00-10:00", "busy"), ("21", "09:00-10:00", "busy"),
    ]  # fmt: skip
    assert busy_of(place) == expected
    assert busy_of(place, clerk()) == expected
    far = make_actor("scheduling.read", districts=("jacobabad",))
    assert [kind for *_, kind in busy_of(place, far)] == ["busy"] * 5
    assert ask(api.list_own_times, clerk()).value["items"] == []
    path = {"own_time_id": kept[0]["id"]}
    assert refusal(api.end_own_time, clerk(), path=path).code == "own_time_not_found"
    ask(api.end_own_time, me(place), path=path)
    assert [span for _, span, _ in busy_of(place)] == ["11:00-11:30", "00:00-00:00"]


def test_the_same_event_takes_the_place_of_the_former(place: Scene) -> None:
    """A file that comes again with the UID is a change of it."""
    ask(api.add_own_times, me(place), body={"calendar": own_class(place)})
    again = ask(api.add_own_times, me(place), body={"calendar": own_class(place, hour=15)}).value["items"]

    assert len(again) == 1
    assert {span for _, span, _ in busy_of(place)} == {"15:00-16:00"}


def test_own_times_do_not_stand_in_a_courts_way(place: Scene) -> None:
    """A free hour in one's own time is offered last, marked, and can be booked."""
    ask(api.add_own_times, me(place), body={"calendar": own_class(place)})
    query = {"from": place.day, "to": place.day, "minutes": "60", "prosecutor_id": place.prosecutor_id}
    offered = ask(api.find_free_slots, place.actor, path={"court_id": place.court_id}, query=query).value["items"]

    assert [slot["in_own_time"] for slot in offered] == [False] * (len(offered) - 2) + [True] * 2
    last = [dt.datetime.fromisoformat(slot["starts_at"]) for slot in offered[-2:]]
    assert last == [at(place.day, 8, 30), at(place.day, 9, 30)]
    warnings = {one["code"] for one in scheduled(place)["warnings"]}
    assert "date_to_avoid" in warnings


def test_the_roster_goes_round_own_times(place: Scene) -> None:
    """Who plans a roster is told to avoid them, not that he is away."""
    ask(api.add_own_times, me(place), body={"calendar": own_class(place)})
    with database_of("scheduling").transaction() as session:
        (found,) = read_availability(session, place.day, place.day, prosecutor_ids=[place.prosecutor_id])

    assert (found.avoid, found.away) == (((at(place.day, 9), at(place.day, 10)),), ())


@pytest.mark.parametrize("text", ["hello", "BEGIN:VCALENDAR\r\nEND:VCALENDAR", "{}", "x" * 200_001, "\x00"])
def test_a_file_that_cannot_be_honoured_changes_nothing(place: Scene, text: str) -> None:
    """It is refused at its field; what was kept before still counts."""
    ask(api.add_own_times, me(place), body={"calendar": own_class(place)})
    problem = refusal(api.add_own_times, me(place), body={"calendar": text})

    assert (problem.kind, set(problem.fields or {})) == ("invalid", {"calendar"})
    assert len(ask(api.list_own_times, me(place)).value["items"]) == 1


def test_only_so_many_are_kept_and_only_for_those_on_the_roster(place: Scene) -> None:
    """Two hundred at most; the file that goes beyond is refused as a whole; a clerk keeps none."""
    events = "".join(
        f"BEGIN:VEVENT\r\nUID:{number}\r\nDTSTART:20270301T090000\r\nEND:VEVENT\r\n" for number in range(MOST_EVENTS)
    )
    ask(api.add_own_times, me(place), body={"calendar": f"BEGIN:VCALENDAR\r\n{events}END:VCALENDAR\r\n"})

    problem = refusal(api.add_own_times, me(place), body={"calendar": own_class(place)})
    assert problem.code == "too_many_own_times"
    assert len(ask(api.list_own_times, me(place)).value["items"]) == MOST_EVENTS
    assert refusal(api.add_own_times, clerk(), body={"calendar": own_class(place)}).code == "prosecutor_unknown"
    assert refusal(api.add_own_times, make_actor(), body={"calendar": "x"}).kind == "forbidden"


def test_who_asks_when_somebody_is_busy(place: Scene) -> None:
    """Needs the permission, a prosecutor on the roster, and a span of a year at most in order."""
    query = {"from": "2027-03-01T00:00:00Z", "to": "2027-03-02T00:00:00Z"}
    path = {"prosecutor_id": place.prosecutor_id}
    assert refusal(api.read_free_busy, make_actor(), path=path, query=query).kind == "forbidden"
    assert refusal(api.read_free_busy, clerk(), path={"prosecutor_id": uuid.uuid4()}, query=query).kind == "not_found"
    for wrong in ({"to": "2027-02-01T00:00:00Z"}, {"to": "2028-04-01T00:00:00Z"}, {"from": "2027-03-01"}):
        assert refusal(api.read_free_busy, clerk(), path=path, query={**query, **wrong}).kind == "invalid"


def test_a_calendar_program_is_told_exactly_what_changed(place: Scene) -> None:
    """From state to state: what is new, what changed, what is gone, nothing twice; an unknown state is said to be so."""
    path = {"token": subscribe(place)}

    def sync(since: str | None) -> dict[str, Any]:
        found: dict[str, Any] = ask(api.sync_calendar, ANONYMOUS, path=path, body={"since": since}).value
        return found

    one = scheduled(place)
    first = sync(None)
    assert [member["name"] for member in first["changed"]] == [f"{one['id']}.ics"]
    assert sync(first["token"]) == {"token": first["token"], "changed": [], "gone": []}
    two = scheduled(place, starts_at=at(place.day, 11).isoformat())
    move = {"starts_at": at(place.day, 10).isoformat(), "reason": "the court said so"}
    ask(api.move_hearing, place.actor, path={"hearing_id": one["id"]}, if_match="1", body=move)
    second = sync(first["token"])
    assert {member["name"] for member in second["changed"]} == {f"{one['id']}.ics", f"{two['id']}.ics"}
    ask(
        api.move_hearing, place.actor, path={"hearing_id": two["id"]}, if_match="1",
        body={"prosecutor_ids": [], "reason": "another stands in"},
    )  # fmt: skip
    assert sync(second["token"])["gone"] == [f"{two['id']}.ics"]
    assert sync(first["token"])["gone"] == []
    problem = refusal(api.sync_calendar, ANONYMOUS, path=path, body={"since": "0" * 32})
    assert (problem.kind, problem.code) == ("gone", "sync_token_unknown")


def test_objects_are_read_by_name_by_span_and_in_parts(place: Scene) -> None:
    """Each object is a calendar of its own without METHOD; its ETag is the one that synchronising told."""
    early, late = scheduled(place), scheduled(place, starts_at=at(place.day, 12).isoformat())
    path = {"token": subscribe(place)}
    told = ask(api.sync_calendar, ANONYMOUS, path=path, body={}).value["changed"]

    def read(**query: Any) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = ask(api.read_calendar_objects, ANONYMOUS, path=path, query=query).value["items"]
        return found

    assert {(item["name"], item["etag"]) for item in read()} == {(item["name"], item["etag"]) for item in told}
    assert [item["name"] for item in read(names=f"{late['id']}.ics,x.ics")] == [f"{late['id']}.ics"]
    (only,) = read(to=at(place.day, 11).isoformat())
    event: Any = Calendar.from_ical(only["calendar"])
    assert "METHOD" not in event
    assert str(event.walk("VEVENT")[0]["UID"]) == f"{early['id']}@scheduling.cmms"
    assert read(after=only["name"]) == [item for item in read() if item["name"] > only["name"]]


def test_who_keeps_the_roster_ends_a_feed(place: Scene) -> None:
    """Of a prosecutor in his districts; one who left the roster reads nothing from that moment on."""
    token, path = subscribe(place), {"prosecutor_id": place.prosecutor_id}
    far = make_actor("scheduling.roster", districts=("jacobabad",))
    near = make_actor("scheduling.roster", districts=(DISTRICT,))
    assert refusal(api.end_prosecutors_feed, place.actor, path=path).kind == "forbidden"
    assert refusal(api.end_prosecutors_feed, far, path=path).code == "prosecutor_not_found"
    ask(api.subscribe_calendar, ANONYMOUS, path={"token": token})
    ask(api.end_prosecutors_feed, near, path=path)
    assert refusal(api.subscribe_calendar, ANONYMOUS, path={"token": token}).code == "calendar_feed_not_found"
    assert refusal(api.end_prosecutors_feed, near, path=path).code == "calendar_feed_not_found"
    again = subscribe(place)
    ask(api.change_roster_entry, KEEPER, path=path, if_match="1", body={"is_active": False})
    assert refusal(api.subscribe_calendar, ANONYMOUS, path={"token": again}).code == "calendar_feed_not_found"


def test_an_ended_address_reads_nothing(place: Scene) -> None:
    """Every way into a calendar ends with its secret."""
    path = {"token": subscribe(place)}
    ask(api.revoke_calendar_feed, me(place))
    span = {"from": "2027-03-01T00:00:00Z", "to": "2027-03-02T00:00:00Z"}
    for operation, more in (
        (api.subscribe_calendar, {}), (api.read_calendar_objects, {}), (api.sync_calendar, {"body": {}}),
        (api.read_feed_free_busy, {"query": span}),
    ):  # fmt: skip
        assert refusal(operation, ANONYMOUS, path=path, **more).code == "calendar_feed_not_found"
