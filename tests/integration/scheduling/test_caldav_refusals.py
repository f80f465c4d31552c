"""What CalDAV says to strangers, of filters that cannot be honoured, and of bodies that cannot be read."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest
from defusedxml.ElementTree import fromstring

from services.scheduling import api
from tests.integration.scheduling.answering import me, scheduled
from tests.integration.scheduling.asking import ask
from tests.integration.scheduling.calendars import subscribe
from tests.integration.scheduling.dav_serving import CALENDAR, C, D, DavServer, ask_report, condition, report
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


@pytest.mark.parametrize("password", ["", "x", "a" * 43, "four plain words together", "ü" * 30, "a" * 5000])
def test_a_stranger_is_asked_for_the_secret(server: DavServer, password: str) -> None:
    """Without a secret that holds, every address and method answers 401 with Basic; only OPTIONS says what there is."""
    for method, where in (
        ("PROPFIND", "/dav/"),
        ("REPORT", CALENDAR),
        ("PUT", CALENDAR + "x.ics"),
        ("GET", CALENDAR + "x.ics"),
    ):
        answer = httpx.request(method, server.url + where, auth=("me", password))
        assert (answer.status_code, answer.headers["www-authenticate"][:6]) == (401, "Basic "), (method, where)
    assert "calendar-access" in httpx.options(f"{server.url}{CALENDAR}").headers["dav"]
    assert httpx.request("PROPFIND", f"{server.url}/dav/", headers={"Authorization": "Bearer x"}).status_code == 401


def test_a_secret_that_was_ended_opens_nothing(place: Scene, server: DavServer, secret: str) -> None:
    """The moment it is revoked, the program is asked for another."""
    client = server.client(secret)
    assert client.request("PROPFIND", CALENDAR, headers={"Depth": "0"}).status_code == 207
    ask(api.revoke_calendar_feed, me(place))
    assert client.request("PROPFIND", CALENDAR, headers={"Depth": "0"}).status_code == 401


def test_one_sees_ones_own_calendar_alone(place: Scene, server: DavServer, secret: str) -> None:
    """Another's hearing is not there, by its name neither."""
    hearing = scheduled(place, prosecutor_ids=[])
    answer = server.client(secret).get(f"{CALENDAR}{hearing['id']}.ics")
    assert answer.status_code == 404
    hrefs = f"<D:prop><D:getetag/></D:prop><D:href>{CALENDAR}{hearing['id']}.ics</D:href><D:href>/etc/passwd</D:href>"
    found = fromstring(ask_report(server, secret, report("calendar-multiget", hrefs)).content)
    assert [each.findtext(f"{D}status") for each in found] == ["HTTP/1.1 404 Not Found"] * 2


def test_programs_are_led_from_the_well_known_address(server: DavServer) -> None:
    """RFC 6764: a program that knows the host alone finds the root."""
    for method in ("GET", "PROPFIND"):
        answer = httpx.request(method, f"{server.url}/.well-known/caldav")
        assert (answer.status_code, answer.headers["location"]) == (301, "/dav/")


PROP = "<D:prop><D:getetag/></D:prop>"
EVENTS = '<C:filter><C:comp-filter name="VCALENDAR"><C:comp-filter name="VEVENT">{}</C:comp-filter></C:comp-filter></C:filter>'


@pytest.mark.parametrize(
    ("inner", "wanted"),
    [
        ("", "valid-filter"), ("<C:filter/>", "valid-filter"), (EVENTS.format('<C:time-range start="yesterday"/>'), "valid-filter"),
        (EVENTS.format("<C:time-range/>"), "valid-filter"), (EVENTS.format('<C:time-range start="20270301T000000"/>'), "valid-filter"),
        (EVENTS.format('<C:time-range start="20270302T000000Z" end="20270301T000000Z"/>'), "valid-filter"),
        (EVENTS.format('<C:comp-filter name="VALARM"><C:comp-filter name="X"/></C:comp-filter>'), "valid-filter"),
        (EVENTS.format('<C:prop-filter name="ATTENDEE"><C:param-filter name="X"/></C:prop-filter>'), "supported-filter"),
        (EVENTS.format('<C:prop-filter name="UID"><C:text-match collation="x">a</C:text-match></C:prop-filter>'), "supported-collation"),
    ],
)  # fmt: skip
def test_a_filter_that_cannot_be_honoured_is_refused_by_name(
    server: DavServer, secret: str, inner: str, wanted: str
) -> None:
    """Malformed or unsupported, it is 403 with the precondition of RFC 4791, never a wrong answer."""
    answer = ask_report(server, secret, report("calendar-query", PROP + inner))
    assert (answer.status_code, condition(answer)) == (403, C + wanted)


def test_filters_look_at_properties(place: Scene, server: DavServer, secret: str) -> None:
    """By text with and without negation, by what is not there, by a component that is not there."""
    scheduled(place)

    def count(inner: str) -> int:
        answer = ask_report(server, secret, report("calendar-query", PROP + EVENTS.format(inner)))
        assert answer.status_code == 207, answer.text
        return len(fromstring(answer.content))

    match = '<C:prop-filter name="SUMMARY"><C:text-match{}>{}</C:text-match></C:prop-filter>'
    assert [count(match.format("", "ARGUMENTS")), count(match.format(' collation="i;octet"', "ARGUMENTS"))] == [1, 0]
    assert [count(match.format(' negate-condition="yes"', "arguments")), count(match.format("", "bail"))] == [0, 0]
    assert count('<C:prop-filter name="ATTENDEE"><C:is-not-defined/></C:prop-filter>') == 1
    assert count('<C:comp-filter name="VALARM"><C:is-not-defined/></C:comp-filter>') == 1
    assert count('<C:comp-filter name="VALARM"/>') == 0


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"<a", 400), (b"\xff\xfe", 400), (b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", 400),
        (b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', 400), (b"<a>" * 60_000, 400), (b"x" * 600_000, 413),
        (b"<?xml version='1.0' encoding='klingon'?><a/>", 400),
    ],
)  # fmt: skip
def test_a_body_that_cannot_be_read_is_refused(server: DavServer, secret: str, body: bytes, status: int) -> None:
    """Broken, with a document type, too deep, too large: a problem with a code, never a failure."""
    for method in ("REPORT", "PROPFIND"):
        answer = server.client(secret).request(method, CALENDAR, content=body, headers={"Depth": "1"})
        assert answer.status_code == status
        assert answer.json()["code"]


def test_what_is_not_offered_is_said(server: DavServer, secret: str) -> None:
    """Unknown reports, endless depth, strange tokens and limits, spans of years: each by its own condition."""
    client = server.client(secret)
    sync = '<D:sync-collection xmlns:D="DAV:"><D:sync-token>{}</D:sync-token>{}<D:prop><D:getetag/></D:prop></D:sync-collection>'
    long = report("free-busy-query", '<C:time-range start="20200101T000000Z" end="20270101T000000Z"/>')
    asked = [
        (ask_report(server, secret, '<D:expand-property xmlns:D="DAV:"/>'), "supported-report"),
        (client.request("REPORT", "/dav/principal/", content="<a/>"), "supported-report"),
        (client.request("PROPFIND", CALENDAR, headers={"Depth": "infinity"}), "propfind-finite-depth"),
        (ask_report(server, secret, sync.format("http://x", "")), "valid-sync-token"),
        (ask_report(server, secret, sync.format("urn:cmms:sync:unknown", "")), "valid-sync-token"),
        (ask_report(server, secret, sync.format("urn:cmms:sync:" + "x" * 200, "")), "valid-sync-token"),
        (ask_report(server, secret, long), "number-of-matches-within-limits"),
    ]
    assert [(answer.status_code, condition(answer)) for answer, _ in asked] == [(403, D + named) for _, named in asked]
    wrong_level = sync.format("", "<D:sync-level>2</D:sync-level>")
    assert ask_report(server, secret, wrong_level).status_code == 400


def test_a_client_that_takes_few_is_told_that_there_are_more(place: Scene, server: DavServer, secret: str) -> None:
    """RFC 6578, 3.6: what cannot be cut short is refused rather than half given."""
    scheduled(place)
    scheduled(place, starts_at=at(place.day, 12).isoformat())
    body = (
        '<D:sync-collection xmlns:D="DAV:"><D:sync-token/><D:sync-level>1</D:sync-level><D:limit><D:nresults>{}</D:nresults>'
        "</D:limit><D:prop><D:getetag/></D:prop></D:sync-collection>"
    )
    refused, given = ask_report(server, secret, body.format(1)), ask_report(server, secret, body.format(2))
    assert condition(refused) == f"{D}number-of-matches-within-limits"
    assert given.status_code == 207


def test_too_many_requests_are_put_off(place: Scene) -> None:
    """A program that runs away is told when to come again."""
    running = DavServer(rate=1)
    try:
        answers = [httpx.request("PROPFIND", f"{running.url}/dav/") for _ in range(12)]
    finally:
        running.stop()
    assert {answer.status_code for answer in answers} == {401, 429}
    assert all(answer.headers["retry-after"] for answer in answers if answer.status_code == 429)
