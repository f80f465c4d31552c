"""Matters on a court's list of a day, without an hour: numbered, side by side in one court, never in two courts at once."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import sqlalchemy as sa

from services.scheduling import api
from services.scheduling.models import Booking
from services.scheduling.rules.days import instant_at
from tests.conftest import database_of
from tests.integration.scheduling.answering import body_of, declare, refusal, scheduled
from tests.integration.scheduling.asking import ask
from tests.integration.scheduling.factories import Scene, at, make_court, make_prosecutor


def on_list(place: Scene, **more: Any) -> dict[str, Any]:
    """Put a matter on the list of the scene's day."""
    body = body_of(place, day=str(place.day), **more)
    del body["starts_at"]
    found: dict[str, Any] = ask(api.schedule_hearing, place.actor, body=body).value
    return found


def not_on_list(place: Scene, **more: Any) -> Any:
    """Give the refusal of a matter for the list of the scene's day."""
    body = {**body_of(place, day=str(place.day)), **more}
    del body["starts_at"]
    return refusal(api.schedule_hearing, place.actor, body=body)


def another_court(**more: Any) -> str:
    """Open another court for good."""
    with database_of("scheduling").transaction() as session:
        return str(make_court(session, **more))


def test_many_matters_stand_on_one_list(place: Scene) -> None:
    """Each gets the next number and the court's hours; one prosecutor stands in all of them, and in a timed one between."""
    first, second = on_list(place), on_list(place)
    assert [(one["list_number"], one["is_untimed"]) for one in (first, second)] == [(1, True), (2, True)]
    assert dt.datetime.fromisoformat(first["starts_at"]) == instant_at(place.day, dt.time(8, 30))
    assert dt.datetime.fromisoformat(first["ends_at"]) == instant_at(place.day, dt.time(14))
    timed = scheduled(place)
    assert (timed["is_untimed"], timed["list_number"]) == (False, None)
    assert refusal(api.schedule_hearing, place.actor, body=body_of(place)).code == "double_booked"


def test_nobody_is_on_the_lists_of_two_courts(place: Scene) -> None:
    """A prosecutor on one court's list is refused in another court that day, with an hour or without, until the list's end."""
    on_list(place, not_after="11:00")
    other = another_court()
    problem = not_on_list(place, court_id=other)
    assert problem.code == "double_booked"
    assert problem.facts["in_the_way"][0]["is_untimed"] is True
    assert "day's list" in problem.detail
    assert problem.facts["next_free"], "another day is offered"
    assert refusal(api.schedule_hearing, place.actor, body=body_of(place, court_id=other)).code == "double_booked"
    later = scheduled(place, court_id=other, starts_at=at(place.day, 11).isoformat())
    assert later["court_id"] == other


def test_the_database_itself_keeps_lists_apart(place: Scene) -> None:
    """Without the use case too: a live booking of the same person for another court's list cannot be inserted."""
    made, other = on_list(place), another_court()
    with database_of("scheduling").transaction() as session:
        booking = session.scalars(sa.select(Booking).where(Booking.hearing_id == made["id"])).one()
        row = {
            "kind": booking.kind, "resource_id": booking.resource_id, "during": booking.during, "is_live": True,
            "hearing_id": booking.hearing_id, "is_timed": False, "place_id": other,
        }  # fmt: skip
        with pytest.raises(sa.exc.IntegrityError, match="ex_bookings_two_places"), session.begin_nested():
            session.execute(sa.insert(Booking).values(row))
        session.execute(sa.insert(Booking).values({**row, "place_id": booking.place_id, "is_live": False}))


def test_a_number_is_given_once(place: Scene) -> None:
    """A number that the court's own list says is kept; it is refused to a second, and free again when the first is vacated."""
    first = on_list(place, list_number=7)
    problem = not_on_list(place, list_number=7)
    assert (problem.code, problem.facts["list_number"]) == ("list_number_taken", 7)
    assert on_list(place)["list_number"] == 8
    ask(api.vacate_hearing, place.actor, path={"hearing_id": first["id"]}, if_match="1", body={"reason": "withdrawn"})
    assert on_list(place, list_number=7)["list_number"] == 7


def test_an_hour_is_fixed_later_and_taken_away_again(place: Scene) -> None:
    """A matter leaves the list when its hour is fixed, and gets a new number when it comes back."""
    made = on_list(place)
    path = {"hearing_id": made["id"]}
    body: dict[str, Any] = {"starts_at": at(place.day, 10).isoformat(), "reason": "the court fixed it"}
    timed = ask(api.move_hearing, place.actor, path=path, if_match="1", body=body).value
    assert (timed["is_untimed"], timed["list_number"]) == (False, None)
    assert dt.datetime.fromisoformat(timed["ends_at"]) == at(place.day, 10, 30)
    on_list(place)
    body = {"day": str(place.day), "reason": "as it comes", "asked_by": "court"}
    back = ask(api.move_hearing, place.actor, path=path, if_match="2", body=body).value
    assert (back["is_untimed"], back["list_number"]) == (True, 2)
    with database_of("scheduling").transaction() as session:
        other = make_prosecutor(session)
    body = {"prosecutor_ids": [str(other)], "reason": "ill"}
    third = ask(api.move_hearing, place.actor, path=path, if_match="3", body=body).value
    assert (third["list_number"], third["starts_at"]) == (2, back["starts_at"])


def test_a_list_needs_a_day_on_which_the_court_sits(place: Scene) -> None:
    """No list on a Sunday or a holiday, none outside the court's hours, and not both a day and an hour."""
    sunday = place.day + dt.timedelta(days=7 - place.day.isoweekday())
    assert not_on_list(place, day=str(sunday)).code == "outside_sitting_hours"
    problem = not_on_list(place, not_before="14:30")
    assert (problem.code, list(problem.fields)) == ("outside_sitting_hours", ["not_before"])
    both = refusal(api.schedule_hearing, place.actor, body=body_of(place, day=str(place.day)))
    assert (both.kind, list(both.fields or {})) == ("invalid", ["starts_at"])
    neither = {name: value for name, value in body_of(place).items() if name != "starts_at"}
    assert refusal(api.schedule_hearing, place.actor, body=neither).kind == "invalid"
    numbered = refusal(api.schedule_hearing, place.actor, body=body_of(place, list_number=3))
    assert numbered.kind == "invalid"
    declare(place, scope="court", court_id=str(place.court_id))
    assert not_on_list(place).code == "court_holiday"
