"""A prosecutor's calendar on the running platform, opened by independent readers, and invitations that reach his mailbox."""

from __future__ import annotations

import datetime as dt
import json
import urllib.error
import urllib.request
import uuid
from typing import Any, Final

import caldav
import pytest
from icalendar import Calendar

from deploy.demo.client import RefusedError
from deploy.demo.world import World
from services.notifications import api as notifications
from services.scheduling import api as scheduling
from tests.integration.scheduling.quarter import Quarter, days_in, hearings_between, hearings_in
from tests.journeys.test_first_steps import PROSECUTOR, register

DISTRICT = "karachi-south"
PEOPLE = {"clerk": "clerk", "keeper": "admin", "supervisor": "supervisor", "prosecutor": "prosecutor1"}
EID = dt.date(2027, 3, 10)
WEEK = [{"weekday": day, "opens": "08:30", "closes": "12:00" if day == 5 else "14:00"} for day in range(1, 7)]


def open_court(world: World) -> str:
    """Open a court of the quarter's own, that sits in the morning."""
    admin = world.people["admin"]
    body = {
        "code": f"court-{uuid.uuid4().hex[:8]}", "name_en": "Anti-Terrorism Court No. 20, Karachi", "kind": "anti_terrorism",
        "district": DISTRICT, "opened_on": "2026-01-01",
    }  # fmt: skip
    court_id = str(admin.call(scheduling.open_court, body)["id"])
    hours = {"valid_from": "2026-01-01", "source": "SCCR 3.3", "hours": WEEK}
    admin.call(scheduling.set_sitting_hours, hours, court_id=court_id)
    return court_id


def know_case(world: World, case_id: str) -> None:
    """Wait until scheduling has heard of a case: it says so by another reason to refuse."""

    def is_known() -> bool:
        body = {
            "case_id": case_id, "court_id": str(uuid.uuid4()), "starts_at": "2027-02-01T09:00:00+05:00", "purpose": "charge",
        }  # fmt: skip
        with pytest.raises(RefusedError) as refused:
            world.people["clerk"].call(scheduling.schedule_hearing, body)
        return refused.value.code == "court_unknown"

    world.wait("scheduling knows the case", is_known)


@pytest.fixture(scope="module")
def quarter(world: World) -> Quarter:
    """Give a quarter that was played on the platform."""

    def call(
        who: str, operation: Any, body: Any = None, *, query: Any = None, if_match: Any = None, **path: Any
    ) -> Any:
        return world.people[PEOPLE[who]].call(operation, body, query=query, if_match=if_match, **path)

    case_id = register(world)["id"]
    know_case(world, case_id)
    found = Quarter(call, open_court(world), case_id, PROSECUTOR, DISTRICT, EID)
    found.play()
    return found


@pytest.fixture(scope="module")
def secret(quarter: Quarter) -> str:
    """Give the secret of the prosecutor's calendar."""
    return str(quarter.call("prosecutor", scheduling.create_calendar_feed, {})["token"])


def read(world: World, path: str) -> tuple[str, dict[str, str]]:
    """Read an address as a calendar app does, that cannot sign in."""
    with urllib.request.urlopen(world.people["clerk"].address + path, timeout=30) as answer:
        return answer.read().decode(), {name.lower(): value for name, value in answer.headers.items()}


WRITTEN: Final = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//somebody//EN
BEGIN:VEVENT
UID:written
DTSTAMP:20261201T050000Z
DTSTART:20261201T050000Z
DTEND:20261201T060000Z
SUMMARY:written
END:VEVENT
END:VCALENDAR
"""


def calendar_of(world: World, secret: str) -> Any:
    """Give the calendar as `caldav` finds it from the well-known address on."""
    client: Any = caldav.DAVClient(f"{world.people['clerk'].address}/dav/", username="me", password=secret)
    (found,) = client.principal().calendars()
    return found


def test_the_feed_is_the_apis_answer(world: World, quarter: Quarter, secret: str) -> None:
    """Three months with Ramadan hours, a moved Eid and a trial over several days: `icalendar` and `recurring_ical_events` agree."""
    text, headers = read(world, f"/api/calendar-feeds/{secret}.ics?holidays=true")
    expected = quarter.expected()

    assert headers["content-type"] == "text/calendar"
    assert len(expected) >= 10
    assert hearings_between(text, quarter.span) == expected
    assert {uid: each for uid, each in hearings_in(text).items() if uid in expected} == expected
    leave, holidays = quarter.days_off()
    first, last = quarter.days
    assert [each[:2] for each in days_in(text, busy=True) if first <= each[0] <= last] == leave
    shown = {on: state for on, _, state in days_in(text, busy=False) if first <= on <= last}
    assert set(shown) == set(holidays)
    assert all(holidays[EID + dt.timedelta(days=number)] == "CONFIRMED" for number in (1, 2, 3))


def test_what_is_held_already_is_not_sent_again(world: World, secret: str) -> None:
    """The feed carries its ETag; asked with it, the answer is 304."""
    _, headers = read(world, f"/api/calendar-feeds/{secret}")
    address = f"{world.people['clerk'].address}/api/calendar-feeds/{secret}"
    asked = urllib.request.Request(address, headers={"If-None-Match": headers["etag"]})
    with pytest.raises(urllib.error.HTTPError) as answered:
        urllib.request.urlopen(asked, timeout=30)
    assert answered.value.code == 304


def test_a_calendar_program_sees_the_apis_answer(world: World, quarter: Quarter, secret: str) -> None:
    """`caldav` searches the three months on the running platform, and reads when the prosecutor is busy."""
    calendar = calendar_of(world, secret)
    start, end = quarter.span
    found: dict[str, Any] = {}
    for event in calendar.search(start=start, end=end, event=True):
        found |= hearings_in(event.data)

    assert found == quarter.expected()
    (component,) = calendar.freebusy_request(start, end).icalendar_instance.walk("VFREEBUSY")
    query = {"from": start.isoformat(), "to": end.isoformat()}
    told = quarter.call("supervisor", scheduling.read_free_busy, query=query, prosecutor_id=PROSECUTOR)["items"]
    assert [line.dt for line in component["FREEBUSY"]] == [
        (dt.datetime.fromisoformat(item["starts_at"]), dt.datetime.fromisoformat(item["ends_at"])) for item in told
    ]
    with pytest.raises(caldav.lib.error.DAVError):
        calendar.save_event(WRITTEN)


def test_a_change_is_synchronised(world: World, quarter: Quarter, secret: str) -> None:
    """A new hearing appears at the next synchronisation, and nothing else."""
    calendar = calendar_of(world, secret)
    seen = calendar.objects_by_sync_token()
    body = {
        "case_id": quarter.case_id, "court_id": quarter.court_id, "starts_at": f"{quarter.sitting_day(30)}T09:00:00+05:00",
        "purpose": "arguments", "prosecutor_ids": [PROSECUTOR],
    }  # fmt: skip
    made = quarter.call("clerk", scheduling.schedule_hearing, body)
    changed = calendar.objects_by_sync_token(sync_token=seen.sync_token)
    assert [str(each.url).rpartition("/")[2] for each in changed] == [f"{made['id']}.ics"]


def test_invitations_arrive_by_mail(world: World, quarter: Quarter) -> None:
    """A prosecutor who wants them is invited, told of the new time and told that it is off: one UID, SEQUENCE 0, 1, 2."""
    person = world.people["prosecutor2"]
    account = person.call(notifications.read_my_preferences)
    chosen = {name: account[name] for name in ("language", "by_sms", "by_email", "phone", "email")}
    person.call(notifications.set_my_preferences, {**chosen, "by_invitation": True})
    day = quarter.sitting_day(34)
    body = {
        "case_id": quarter.case_id, "court_id": quarter.court_id, "starts_at": f"{day}T09:00:00+05:00",
        "purpose": "arguments", "prosecutor_ids": [account["account_id"]],
    }  # fmt: skip
    made = quarter.call("clerk", scheduling.schedule_hearing, body)
    uid = f"{made['id']}@scheduling.cmms"
    assert wait_for_invitation(world, uid, 0) == ("REQUEST", "CONFIRMED")
    move = {"starts_at": f"{day}T11:00:00+05:00", "reason": "the court said so"}
    quarter.call("clerk", scheduling.move_hearing, move, if_match=1, hearing_id=made["id"])
    assert wait_for_invitation(world, uid, 1) == ("REQUEST", "CONFIRMED")
    quarter.call("clerk", scheduling.vacate_hearing, {"reason": "stayed"}, if_match=2, hearing_id=made["id"])
    assert wait_for_invitation(world, uid, 2) == ("CANCEL", "CANCELLED")
    person.call(notifications.set_my_preferences, chosen)


def wait_for_invitation(world: World, uid: str, sequence: int) -> tuple[str, str]:
    """Wait for a letter with the invitation of this SEQUENCE; give its method and state."""

    def find() -> tuple[str, str] | None:
        for message in world.read_messages("mailbox"):
            for text in message["calendars"]:
                calendar: Any = Calendar.from_ical(text)
                (event,) = calendar.walk("VEVENT")
                if event["UID"] == uid and event["SEQUENCE"] == sequence:
                    return str(calendar["METHOD"]), str(event["STATUS"])
        return None

    found: tuple[str, str] = world.wait(f"the invitation {sequence}", find)
    return found


def test_an_ended_secret_opens_nothing(world: World, quarter: Quarter, secret: str) -> None:
    """Feed and collection end together."""
    quarter.call("prosecutor", scheduling.revoke_calendar_feed)
    with pytest.raises(urllib.error.HTTPError) as answered:
        read(world, f"/api/calendar-feeds/{secret}")
    assert answered.value.code == 404
    assert json.loads(answered.value.read())["code"] == "calendar_feed_not_found"
    with pytest.raises(caldav.lib.error.AuthorizationError):
        calendar_of(world, secret)
