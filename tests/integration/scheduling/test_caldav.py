"""A prosecutor's calendar in his own program: `caldav` as an independent client, and what WebDAV says of refusals."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from typing import Any

import caldav
import pytest
from dateutil.tz import tzical
from defusedxml.ElementTree import fromstring

from services.scheduling import api
from services.scheduling.rules.days import KARACHI
from tests.integration.scheduling.answering import me, scheduled
from tests.integration.scheduling.asking import ask
from tests.integration.scheduling.calendars import own_class, subscribe, take_leave
from tests.integration.scheduling.dav_serving import CALENDAR, D, DavServer, condition
from tests.integration.scheduling.factories import Scene, at


@pytest.fixture(scope="module")
def server() -> Iterator[DavServer]:
    """Give the server."""
    running = DavServer()
    yield running
    running.stop()


@pytest.fixture
def secret(place: Scene) -> str:
    """Give the secret of the prosecutor's calendar."""
    return subscribe(place)


@pytest.fixture
def calendar(server: DavServer, secret: str) -> Any:
    """Give the prosecutor's calendar as `caldav` finds it from the root on."""
    client: Any = caldav.DAVClient(f"{server.url}/dav/", username="me", password=secret)
    (found,) = client.principal().calendars()
    return found


def times_of(events: Any) -> list[tuple[dt.datetime, str]]:
    """Give when events begin, and their state, in order."""
    components = [event.icalendar_component for event in events]
    return sorted((component["DTSTART"].dt, str(component["STATUS"])) for component in components)


def test_an_independent_client_finds_and_reads_the_calendar(place: Scene, calendar: Any) -> None:
    """From the address alone it finds the calendar, its name and what it can hold; each hearing stands at the API's instant."""
    made = [scheduled(place), scheduled(place, starts_at=at(place.day, 12).isoformat())]

    assert calendar.get_display_name() == "Hearings"
    assert calendar.get_supported_components() == ["VEVENT"]
    listed = ask(api.list_hearings, me(place), query={"prosecutor_id": place.prosecutor_id}).value["items"]
    assert times_of(calendar.events()) == [(dt.datetime.fromisoformat(row["starts_at"]), "CONFIRMED") for row in listed]
    event = calendar.event_by_uid(f"{made[0]['id']}@scheduling.cmms")
    assert event.icalendar_component["SEQUENCE"] == 0


def test_a_search_gives_what_touches_a_span(place: Scene, calendar: Any) -> None:
    """Half-open: what ends as the span begins is not in it; expanded or not, days of leave too."""
    scheduled(place)
    scheduled(place, starts_at=at(place.day, 12).isoformat())
    take_leave(place, place.day + dt.timedelta(days=2))
    for expand in (False, True):
        found = calendar.search(start=at(place.day, 9, 30), end=at(place.day, 13), event=True, expand=expand)
        assert times_of(found) == [(at(place.day, 12), "CONFIRMED")]
    later = place.day + dt.timedelta(days=3)
    found = calendar.search(start=at(later, 10), end=at(later, 11), event=True)
    assert [str(event.icalendar_component["SUMMARY"]) for event in found] == ["Leave"]
    assert calendar.search(start=at(later, 10), end=at(later, 11), todo=True, include_completed=True) == []


def test_a_client_that_synchronises_is_told_what_changed(place: Scene, calendar: Any) -> None:
    """New, moved and vanished hearings come as such; nothing else does."""
    one = scheduled(place)
    seen = calendar.objects_by_sync_token()
    assert len(list(seen)) == 1
    two = scheduled(place, starts_at=at(place.day, 11).isoformat())
    changed = calendar.objects_by_sync_token(sync_token=seen.sync_token)
    assert [str(each.url).rpartition("/")[2] for each in changed] == [f"{two['id']}.ics"]
    ask(
        api.move_hearing, place.actor, path={"hearing_id": one["id"]}, if_match="1",
        body={"prosecutor_ids": [], "reason": "another stands in"},
    )  # fmt: skip
    seen.sync()
    assert [str(url).rpartition("/")[2] for url in seen.objects_by_url()] == [f"{two['id']}.ics"]


def test_the_client_reads_when_one_is_busy(place: Scene, calendar: Any) -> None:
    """A free/busy report holds hearings, leave and own times, as the API's own answer."""
    scheduled(place, starts_at=at(place.day, 11).isoformat())
    take_leave(place, place.day + dt.timedelta(days=1))
    ask(api.add_own_times, me(place), body={"calendar": own_class(place)})
    span = (at(place.day, 0), at(place.day + dt.timedelta(days=14), 0))

    found = calendar.freebusy_request(*span)

    (component,) = found.icalendar_instance.walk("VFREEBUSY")
    lines = component["FREEBUSY"] if isinstance(component["FREEBUSY"], list) else [component["FREEBUSY"]]
    told = sorted((*line.dt, line.params["FBTYPE"]) for line in lines)
    path, query = {"prosecutor_id": place.prosecutor_id}, {"from": span[0].isoformat(), "to": span[1].isoformat()}
    kinds = {"busy": "BUSY", "away": "BUSY-UNAVAILABLE"}
    items = ask(api.read_free_busy, me(place), path=path, query=query).value["items"]
    assert told == [
        (dt.datetime.fromisoformat(item["starts_at"]), dt.datetime.fromisoformat(item["ends_at"]), kinds[item["kind"]])
        for item in items
    ]
    assert len(told) == 4


def test_nothing_can_be_changed_from_outside(place: Scene, server: DavServer, secret: str, calendar: Any) -> None:
    """Writing, deleting, renaming and making are refused (403); the hearing stands as it stood."""
    hearing = scheduled(place)
    address = f"{CALENDAR}{hearing['id']}.ics"
    client = server.client(secret)
    for method in ("PUT", "DELETE", "PROPPATCH", "MOVE", "COPY", "MKCOL", "LOCK"):
        for where in (address, CALENDAR):
            answer = client.request(method, where, content=b"x")
            assert (answer.status_code, condition(answer)) == (403, f"{D}need-privileges"), method
    assert client.post(CALENDAR).status_code == 405
    with pytest.raises(caldav.lib.error.DAVError):
        calendar.save_event(own_class(place))
    assert client.get(address).status_code == 200


def test_a_read_carries_its_etag(place: Scene, server: DavServer, secret: str) -> None:
    """What is held already is answered 304; after a change the ETag is another, in PROPFIND and GET alike."""
    hearing = scheduled(place)
    client, address = server.client(secret), f"{CALENDAR}{hearing['id']}.ics"
    first = client.get(address)
    assert client.get(address, headers={"If-None-Match": first.headers["etag"]}).status_code == 304
    assert client.head(address).headers["etag"] == first.headers["etag"]
    move = {"starts_at": at(place.day, 10).isoformat(), "reason": "the court said so"}
    ask(api.move_hearing, place.actor, path={"hearing_id": hearing["id"]}, if_match="1", body=move)
    second = client.get(address)
    assert second.headers["etag"] != first.headers["etag"]
    found = fromstring(client.request("PROPFIND", address, headers={"Depth": "0"}).content)
    assert found.findtext(f".//{D}getetag") == second.headers["etag"]
    assert "SEQUENCE:1" in second.text
    assert f"DTSTART;TZID=Asia/Karachi:{place.day:%Y%m%d}T100000" in second.text


def test_the_calendars_tag_changes_with_it(place: Scene, server: DavServer, secret: str) -> None:
    """A program that only compares tags (CTag) sees that something happened."""
    body = (
        '<D:propfind xmlns:D="DAV:" xmlns:S="http://calendarserver.org/ns/"><D:prop><S:getctag/></D:prop></D:propfind>'
    )

    def tag_of() -> str | None:
        answer = server.client(secret).request("PROPFIND", CALENDAR, content=body, headers={"Depth": "0"})
        assert answer.status_code == 207
        found: str | None = fromstring(answer.content).findtext(".//{http://calendarserver.org/ns/}getctag")
        return found

    before = tag_of()
    assert tag_of() == before
    scheduled(place)
    assert tag_of() != before


def test_times_are_karachis_in_every_year(place: Scene, calendar: Any) -> None:
    """The zone that goes along gives a reader without data of its own the summers of 2002, 2008 and 2009."""
    scheduled(place)
    (event,) = calendar.events()
    text = event.data
    zone = text[text.index("BEGIN:VTIMEZONE") : text.index("END:VTIMEZONE") + len("END:VTIMEZONE")]
    read = tzical(io.StringIO(zone)).get("Asia/Karachi")
    days = [dt.date(year, month, 15) for year in range(2000, 2028) for month in range(1, 13)]
    naive = [dt.datetime.combine(day, dt.time(9)) for day in days]
    assert [read.utcoffset(moment) for moment in naive] == [KARACHI.utcoffset(moment) for moment in naive]
