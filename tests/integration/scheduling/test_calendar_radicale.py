"""Our reading of calendars against Radicale's: the same data in both, asked by the same client, the same answers."""

from __future__ import annotations

import datetime as dt
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import caldav
import httpx
import pytest

from services.scheduling import api
from services.scheduling.rules.days import span_of
from services.scheduling.rules.own_times import read_own_times, unfold
from services.scheduling.rules.working_time import merge_spans
from tests.integration.scheduling.answering import ANONYMOUS, me, scheduled
from tests.integration.scheduling.asking import ask
from tests.integration.scheduling.calendars import subscribe, take_leave
from tests.integration.scheduling.dav_serving import DavServer
from tests.integration.scheduling.factories import Scene, at

Span = tuple[dt.datetime, dt.datetime]
DAYS = (dt.date(2027, 2, 1), dt.date(2027, 4, 30))
SPAN = span_of(*DAYS)
EVENT = "BEGIN:VEVENT\r\nUID:{}\r\nDTSTAMP:20260101T000000Z\r\n{}\r\nEND:VEVENT\r\n"


def zone_of(name: str, *changes: tuple[str, str, str, str, str]) -> str:
    """Give a zone's definition, which Radicale wants in the file: kind, begin, offset from, offset to, the month it comes in."""
    parts = "".join(
        f"BEGIN:{kind}\r\nDTSTART:{begin}\r\nTZOFFSETFROM:{before}\r\nTZOFFSETTO:{after}\r\n"
        + (f"RRULE:FREQ=YEARLY;BYMONTH={month};BYDAY=-1SU\r\n" if month else "")
        + f"END:{kind}\r\n"
        for kind, begin, before, after, month in changes
    )
    return f"BEGIN:VTIMEZONE\r\nTZID:{name}\r\n{parts}END:VTIMEZONE\r\n"


ZONES = zone_of("Asia/Karachi", ("STANDARD", "20091101T000000", "+0600", "+0500", "")) + zone_of(
    "Europe/London", ("STANDARD", "19961027T020000", "+0100", "+0000", "10"), ("DAYLIGHT", "19810329T010000", "+0000", "+0100", "3")
)  # fmt: skip
HOURS = "DTSTART;TZID=Asia/Karachi:{0}T{1}00\r\nDTEND;TZID=Asia/Karachi:{0}T{2}00"
WEEKLY = HOURS.format("20270201", "1700", "1830") + "\r\nRRULE:FREQ=WEEKLY;BYDAY=MO,WE"
OWN: dict[str, list[str]] = {
    "a class with days off, one moved, one cancelled": [
        WEEKLY + "\r\nEXDATE;TZID=Asia/Karachi:20270210T170000,20270215T170000",
        "RECURRENCE-ID;TZID=Asia/Karachi:20270217T170000\r\n" + HOURS.format("20270219", "0900", "1000"),
        "RECURRENCE-ID;TZID=Asia/Karachi:20270222T170000\r\nSTATUS:CANCELLED\r\n" + HOURS.format("20270222", "1700", "1830"),
    ],
    "a call fixed in London, through its change of clocks": [
        "DTSTART;TZID=Europe/London:20270205T120000\r\nDTEND;TZID=Europe/London:20270205T130000\r\nRRULE:FREQ=WEEKLY"
    ],
    "the last Friday of the month": [HOURS.format("20270226", "1500", "1600") + "\r\nRRULE:FREQ=MONTHLY;BYDAY=-1FR"],
    "every third day, ten times": [HOURS.format("20270202", "0700", "0730") + "\r\nRRULE:FREQ=DAILY;INTERVAL=3;COUNT=10"],
    "workdays until a day": [
        HOURS.format("20270301", "1300", "1330") + "\r\nRRULE:FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR;UNTIL=20270312T083000Z"
    ],
    "once, in UTC": ["DTSTART:20270415T040000Z\r\nDTEND:20270415T053000Z"],
    "once, through midnight": ["DTSTART;TZID=Asia/Karachi:20270420T230000\r\nDURATION:PT3H"],
    "known, but free": [HOURS.format("20270310", "0800", "0900") + "\r\nTRANSP:TRANSPARENT"],
    "the first working day of each quarter": [
        HOURS.format("20260101", "1000", "1100") + "\r\nRRULE:FREQ=MONTHLY;INTERVAL=3;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1"
    ],
}  # fmt: skip


def file_of(uid: str, parts: list[str]) -> str:
    """Give a calendar file with an event and its overrides."""
    events = "".join(EVENT.format(uid, part) for part in parts)
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\n{ZONES}{events}END:VCALENDAR\r\n"


class Radicale:
    """Radicale on a port of its own, in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        """Start it."""
        with closing(socket.socket()) as found:
            found.bind(("127.0.0.1", 0))
            port = found.getsockname()[1]
        options = {
            "server-hosts": f"127.0.0.1:{port}", "storage-filesystem-folder": str(folder), "auth-type": "none",
            "rights-type": "authenticated", "web-type": "none", "logging-level": "warning",
        }  # fmt: skip
        words = [f"--{name}={value}" for name, value in options.items()]
        self.url = f"http://127.0.0.1:{port}"
        self.process = subprocess.Popen([sys.executable, "-m", "radicale", "--config", "", *words])
        self._wait()
        self.calendar: Any = None

    def begin(self) -> None:
        """Begin a calendar that is empty."""
        client: Any = caldav.DAVClient(self.url, username="prosecutor", password="any")
        self.calendar = client.principal().make_calendar(cal_id=uuid.uuid4().hex)

    def _wait(self) -> None:
        end = time.monotonic() + 30
        while time.monotonic() < end and self.process.poll() is None:
            try:
                httpx.options(self.url)
            except httpx.TransportError:
                time.sleep(0.1)
            else:
                return
        raise AssertionError("Radicale did not start")

    def put(self, name: str, text: str) -> None:
        """Keep an object."""
        answer = httpx.put(
            f"{self.calendar.url}{name}", content=text.encode(), auth=("prosecutor", "any"),
            headers={"Content-Type": "text/calendar; charset=utf-8"},
        )  # fmt: skip
        assert answer.status_code == 201, answer.text

    def stop(self) -> None:
        """Stop it."""
        self.process.terminate()
        self.process.wait(20)


@pytest.fixture(scope="module")
def running_radicale(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Radicale]:
    """Run Radicale."""
    running = Radicale(tmp_path_factory.mktemp("radicale"))
    yield running
    running.stop()


@pytest.fixture
def radicale(running_radicale: Radicale) -> Radicale:
    """Give Radicale with an empty calendar."""
    running_radicale.begin()
    return running_radicale


@pytest.fixture(scope="module")
def server() -> Iterator[DavServer]:
    """Give our own server."""
    running = DavServer()
    yield running
    running.stop()


def busy_by(calendar: Any, span: Span, *kinds: str) -> list[Span]:
    """Ask a calendar by `caldav` when it is busy; give the spans of these kinds, merged."""
    found: list[Span] = []
    for component in calendar.freebusy_request(*span).icalendar_instance.walk("VFREEBUSY"):
        lines = component.get("FREEBUSY", [])
        for line in lines if isinstance(lines, list) else [lines]:
            periods = line.dts if hasattr(line, "dts") else [line]
            if line.params.get("FBTYPE", "BUSY") in kinds:
                found += [_as_span(period.dt) for period in periods]
    return list(merge_spans((max(start, span[0]), min(end, span[1])) for start, end in found))


def _as_span(period: Any) -> Span:
    start, end = period
    return start, start + end if isinstance(end, dt.timedelta) else end


def instances_by(calendar: Any, span: Span) -> list[tuple[str, Any, Any, str]]:
    """Let a calendar itself expand what lies in a span; give UID, begin, end and state of each instance."""
    found = calendar.search(start=span[0], end=span[1], event=True, expand="server")
    components = [component for event in found for component in event.icalendar_instance.walk("VEVENT")]
    return sorted(
        (str(each["UID"]), each["DTSTART"].dt, each["DTEND"].dt, str(each.get("STATUS", "CONFIRMED"))) for each in components
    )  # fmt: skip


@pytest.mark.parametrize("what", OWN)
def test_own_times_unfold_as_radicale_expands_them(radicale: Radicale, what: str) -> None:
    """Rule by rule, the spans that we call busy are those that Radicale does: exceptions, overrides, clocks and all."""
    text = file_of("own", OWN[what])
    radicale.put("own.ics", text)
    (kept,) = read_own_times(text)

    ours = list(merge_spans(unfold(kept.calendar, SPAN)))

    assert ours == busy_by(radicale.calendar, SPAN, "BUSY")
    assert bool(ours) is (what != "known, but free")


def test_a_quarter_of_a_year_is_the_same_in_both(place: Scene, server: DavServer, radicale: Radicale) -> None:
    """Hearings held, moved and vacated, with all the own times beside them: free/busy and instances agree to the second."""
    place.day = dt.date(2027, 2, 2)
    made = [
        scheduled(place, starts_at=at(place.day + dt.timedelta(days=number), hour).isoformat(), minutes=45)
        for number in (0, 1, 7, 14, 21, 29, 35, 42, 56, 70, 84)
        for hour in (9, 11)
        if (place.day + dt.timedelta(days=number)).isoweekday() != 7 and (hour == 9 or number % 7 == 0)
    ]
    for hearing in made[2:4]:
        path = {"hearing_id": hearing["id"]}
        ask(api.vacate_hearing, place.actor, path=path, if_match="1", body={"reason": "the court said so"})
    move = {"starts_at": at(place.day, 13).isoformat(), "reason": "the court said so"}
    ask(api.move_hearing, place.actor, path={"hearing_id": made[0]["id"]}, if_match="1", body=move)
    token = subscribe(place)
    for item in ask(api.read_calendar_objects, ANONYMOUS, path={"token": token}, query={}).value["items"]:
        radicale.put(item["name"], item["calendar"])
    client: Any = caldav.DAVClient(f"{server.url}/dav/", username="me", password=token)
    (ours,) = client.principal().calendars()

    assert instances_by(ours, SPAN) == instances_by(radicale.calendar, SPAN)
    assert len(instances_by(ours, SPAN)) == len(made)
    for number, parts in enumerate(OWN.values()):
        text = file_of(f"own-{number}", parts)
        radicale.put(f"own-{number}.ics", text)
        ask(api.add_own_times, me(place), body={"calendar": text})
    found = busy_by(ours, SPAN, "BUSY")
    assert found == busy_by(radicale.calendar, SPAN, "BUSY")
    assert len(found) > 60
    for week in range(12):
        start = SPAN[0] + dt.timedelta(days=7 * week, hours=10)
        span = (start, start + dt.timedelta(days=7))
        assert busy_by(ours, span, "BUSY") == busy_by(radicale.calendar, span, "BUSY")


def test_leave_is_the_same_days_in_both(place: Scene, server: DavServer, radicale: Radicale) -> None:
    """Whole days stay whole days in Radicale's reading too."""
    take_leave(place, place.day)
    token = subscribe(place)
    (item,) = ask(api.read_calendar_objects, ANONYMOUS, path={"token": token}, query={}).value["items"]
    radicale.put(item["name"], item["calendar"])
    client: Any = caldav.DAVClient(f"{server.url}/dav/", username="me", password=token)
    (ours,) = client.principal().calendars()
    span = (at(place.day, 9), at(place.day, 10))

    assert instances_by(ours, span) == instances_by(radicale.calendar, span)
    assert [each[1] for each in instances_by(ours, span)] == [place.day]
