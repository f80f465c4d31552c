"""A prosecutor's quarter in independent readers equals the API's answer: Ramadan hours, a moved Eid, a trial over several days."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterator
from typing import Any

import caldav
import pytest

from services.scheduling import api
from tests.conftest import database_of, make_actor
from tests.integration.scheduling.answering import ANONYMOUS, refusal
from tests.integration.scheduling.asking import ask
from tests.integration.scheduling.dav_serving import DavServer
from tests.integration.scheduling.factories import KEEPER, SCHEDULE, clerk, make_case, make_court, make_prosecutor
from tests.integration.scheduling.quarter import Quarter, days_in, hearings_between, hearings_in

EID = dt.date(2028, 2, 27)


def as_somebody(prosecutor_id: uuid.UUID, district: str) -> Any:
    """Give the way to call operations as the quarter's people."""
    people = {
        "clerk": clerk(districts=(district,)), "keeper": KEEPER, "supervisor": KEEPER,
        "prosecutor": make_actor(*SCHEDULE, "scheduling.apply_for_leave", id=prosecutor_id, districts=()),
    }  # fmt: skip

    def call(
        who: str, operation: Any, body: Any = None, *, query: Any = None, if_match: Any = None, **path: Any
    ) -> Any:
        guard = None if if_match is None else str(if_match)
        return ask(operation, people[who], path=path, query=query, body=body, if_match=guard).value

    return call


@pytest.fixture(scope="module")
def quarter() -> Quarter:
    """Give a quarter that was played."""
    district = f"district-{uuid.uuid4().hex[:8]}"
    with database_of("scheduling").transaction() as session:
        court_id = make_court(session, district=district)
        prosecutor_id, case_id = make_prosecutor(session, district=district), make_case(session, district=district)
    call = as_somebody(prosecutor_id, district)
    found = Quarter(call, str(court_id), str(case_id), str(prosecutor_id), district, EID)
    found.play()
    return found


@pytest.fixture(scope="module")
def secret(quarter: Quarter) -> str:
    """Give the secret of the prosecutor's feed."""
    token: str = quarter.call("prosecutor", api.create_calendar_feed, {})["token"]
    return token


@pytest.fixture
def feed(secret: str) -> str:
    """Give the feed's text, holidays too."""
    text: str = ask(api.subscribe_calendar, ANONYMOUS, path={"token": secret}, query={"holidays": "true"}).value
    return text


@pytest.fixture
def calendar(secret: str) -> Iterator[Any]:
    """Give the calendar as `caldav` sees it."""
    server = DavServer()
    client: Any = caldav.DAVClient(f"{server.url}/dav/", username="me", password=secret)
    yield client.principal().calendars()[0]
    server.stop()


def test_the_quarter_is_what_it_should_be(quarter: Quarter) -> None:
    """Five days of trial within Ramadan hours, one hearing marked and moved by the moon, one vacated, one provisional, one given away."""
    states = sorted((state, sequence) for *_, state, sequence in quarter.expected().values())
    assert states == [("CANCELLED", 1), *[("CONFIRMED", 0)] * 7, ("CONFIRMED", 2), ("TENTATIVE", 0)]
    body = {
        "case_id": quarter.case_id, "court_id": quarter.court_id, "minutes": 30, "purpose": "arguments",
        "starts_at": f"{quarter.sitting_day(-15)}T13:30:00+05:00",
    }  # fmt: skip
    assert (
        refusal(api.schedule_hearing, clerk(districts=(quarter.district,)), body=body).code == "outside_sitting_hours"
    )


def test_the_feed_read_by_icalendar_is_the_apis_answer(quarter: Quarter, feed: str) -> None:
    """Each hearing once, at the same instants, in the same state, with a SEQUENCE that counts its changes."""
    assert hearings_in(feed) == quarter.expected()


def test_the_feed_read_by_recurring_ical_events_is_the_apis_answer(quarter: Quarter, feed: str) -> None:
    """The same by a reader that looks for what lies between two instants, for the whole and month by month."""
    expected, (start, end) = quarter.expected(), quarter.span
    assert hearings_between(feed, (start, end)) == expected
    third = (end - start) / 3
    for number in range(3):
        span = (start + third * number, start + third * (number + 1))
        wanted = {uid: each for uid, each in expected.items() if each[0] < span[1] and each[1] > span[0]}
        assert hearings_between(feed, span) == wanted


def test_leave_and_holidays_are_the_apis_answer(quarter: Quarter, feed: str) -> None:
    """Whole days; Eid stands where it was declared, and nothing is left of the day the moon was not seen."""
    leave, holidays = quarter.days_off()
    day = dt.timedelta(days=1)
    assert [each[:2] for each in days_in(feed, busy=True)] == leave
    assert days_in(feed, busy=False) == sorted((on, on + day, state) for on, state in holidays.items())
    assert [(on, holidays[on]) for on in sorted(holidays)] == [
        (EID + day * number, "CONFIRMED") for number in (1, 2, 3)
    ]


def test_the_collection_read_by_caldav_is_the_apis_answer(quarter: Quarter, calendar: Any) -> None:
    """Every object, and a search over the three months, expanded or not, give the same hearings."""
    expected, (start, end) = quarter.expected(), quarter.span
    for events in (
        calendar.events(), calendar.search(start=start, end=end, event=True),
        calendar.search(start=start, end=end, event=True, expand="server"),
    ):  # fmt: skip
        found: dict[str, Any] = {}
        for event in events:
            found |= hearings_in(event.data)
        assert found == expected


def test_when_he_is_busy_is_the_apis_answer(quarter: Quarter, calendar: Any) -> None:
    """What stands takes time; what was vacated or given away does not; the provisional and the leave are told apart."""
    (component,) = calendar.freebusy_request(*quarter.span).icalendar_instance.walk("VFREEBUSY")
    told: dict[str, list[tuple[dt.datetime, dt.datetime]]] = {}
    for line in component["FREEBUSY"]:
        told.setdefault(line.params["FBTYPE"], []).append(line.dt)
    expected = quarter.expected().values()
    assert told["BUSY"] == sorted(each[:2] for each in expected if each[2] == "CONFIRMED")
    assert told["BUSY-TENTATIVE"] == [each[:2] for each in expected if each[2] == "TENTATIVE"]
    assert [(end - start).days for start, end in told["BUSY-UNAVAILABLE"]] == [5]
