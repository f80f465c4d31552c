"""Hearings of the years in which Pakistan had summer time, and around midnight, stand on the right day at the right hour."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from services.scheduling import api
from tests.integration.scheduling.answering import body_of, refusal
from tests.integration.scheduling.asking import ask
from tests.integration.scheduling.factories import KEEPER, Scene

# Days of three years, with the hours by which Karachi was ahead of UTC on them.
DAYS = (
    (dt.date(2002, 4, 6), 5), (dt.date(2002, 4, 8), 6), (dt.date(2002, 10, 5), 6), (dt.date(2002, 10, 7), 5),
    (dt.date(2008, 5, 31), 5), (dt.date(2008, 6, 2), 6), (dt.date(2008, 10, 31), 6), (dt.date(2008, 11, 1), 5),
    (dt.date(2009, 4, 14), 5), (dt.date(2009, 4, 15), 6), (dt.date(2009, 10, 31), 6), (dt.date(2009, 11, 2), 5),
)  # fmt: skip
HOUR = dt.timedelta(hours=1)


def enter(place: Scene, starts_at: dt.datetime, **more: Any) -> dict[str, Any]:
    """Enter a hearing of the past from the paper file, by one who may override."""
    body = body_of(place, starts_at=starts_at.isoformat(), override="entered from the paper file", **more)
    found: dict[str, Any] = ask(api.schedule_hearing, KEEPER, body=body).value
    return found


@pytest.mark.parametrize(("day", "ahead"), DAYS)
def test_a_hearing_of_those_years_stands_on_its_day(place: Scene, day: dt.date, ahead: int) -> None:
    """Half past eight by Karachi's clock is the court's opening; an hour earlier in UTC in summer; it is on that day's list."""
    opening = dt.datetime.combine(day, dt.time(8, 30), tzinfo=dt.UTC) - ahead * HOUR
    made = enter(place, opening)
    assert dt.datetime.fromisoformat(made["starts_at"]) == opening
    found = ask(api.read_cause_list, KEEPER, path={"court_id": place.court_id, "day": day}).value["items"]
    assert [one["id"] for one in found] == [made["id"]]
    query = {"court_id": place.court_id, "from": day, "to": day}
    assert [one["id"] for one in ask(api.list_hearings, KEEPER, query=query).value["items"]] == [made["id"]]
    for other in (day - dt.timedelta(days=1), day + dt.timedelta(days=1)):
        query = {"court_id": place.court_id, "from": other, "to": other}
        assert ask(api.list_hearings, KEEPER, query=query).value["items"] == []


@pytest.mark.parametrize("day", [dt.date(2008, 5, 31), dt.date(2008, 6, 2), dt.date(2026, 12, 1)])
def test_a_hearing_around_midnight_is_on_the_day_that_karachi_has(place: Scene, day: dt.date) -> None:
    """A remand at a quarter to midnight is on the day that ends, one at a quarter past on the day that begins; none spans both."""
    ahead = 6 if day == dt.date(2008, 6, 2) else 5
    midnight = dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), tzinfo=dt.UTC) - ahead * HOUR
    if day == dt.date(2008, 5, 31):
        # The clock went from midnight to one: the next day began an hour "late" by the clock, at this same instant.
        assert midnight == dt.datetime(2008, 5, 31, 19, tzinfo=dt.UTC)
    quarter = dt.timedelta(minutes=15)
    before = enter(place, midnight - quarter, minutes=15, purpose="remand")
    after = enter(place, midnight + quarter, minutes=15, purpose="remand")
    for one, on in ((before, day), (after, day + dt.timedelta(days=1))):
        found = ask(api.read_cause_list, KEEPER, path={"court_id": place.court_id, "day": on}).value["items"]
        assert [row["id"] for row in found] == [one["id"]]
    body = body_of(place, starts_at=(midnight - quarter).isoformat(), minutes=30, purpose="remand", override="paper")
    assert refusal(api.schedule_hearing, KEEPER, body=body).code == "not_within_a_day"
