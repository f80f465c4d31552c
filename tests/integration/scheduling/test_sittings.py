"""Trials over several days: booked whole or not at all, from day to day as ATA 19(7) wants, with longer breaks shown."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from services.scheduling import api
from services.scheduling.rules.days import KARACHI, day_of
from tests.integration.scheduling.answering import ANYONE, declare, refusal, scheduled
from tests.integration.scheduling.asking import ask
from tests.integration.scheduling.factories import Scene, at, next_weekday

MONDAY = next_weekday(1)


def sitting_body(place: Scene, **more: Any) -> dict[str, Any]:
    """Give the input of a trial that goes on for five days from a Monday on, from half past eleven for two hours."""
    return {
        "case_id": str(place.case_id), "court_id": str(place.court_id), "prosecutor_ids": [str(place.prosecutor_id)],
        "purpose": "prosecution_evidence", "starts": "11:30", "minutes": 120, "first_on": str(MONDAY), "count": 6, **more,
    }  # fmt: skip


def days_of(sitting: dict[str, Any]) -> list[dt.date]:
    """Give a trial's days."""
    return [day_of(dt.datetime.fromisoformat(one["starts_at"])) for one in sitting["hearings"]]


def after(days: int) -> dt.date:
    """Give the day so many days after the Monday."""
    return MONDAY + dt.timedelta(days=days)


def test_a_trial_goes_on_from_day_to_day(place: Scene) -> None:
    """Every day on which the court sits; Friday takes what its short day leaves, Sunday and a holiday are passed over."""
    declare(place, days=[str(after(2))], scope="court", court_id=str(place.court_id))
    made = ask(api.schedule_sitting, place.actor, body=sitting_body(place))
    assert (made.status, made.location) == (201, f"/api/sittings/{made.id}")
    assert days_of(made.value) == [after(0), after(1), after(3), after(4), after(5), after(7)]
    friday = made.value["hearings"][3]
    assert [dt.datetime.fromisoformat(friday[name]) for name in ("starts_at", "ends_at")] == [
        at(after(4), 11, 30), at(after(4), 12),
    ]  # fmt: skip
    assert {one["sitting_id"] for one in made.value["hearings"]} == {made.id}
    assert [one["code"] for one in made.value["warnings"]] == ["qualification_missing"] * 6
    assert ask(api.read_sitting, place.actor, path={"sitting_id": made.id}).value["warnings"] == []


def test_a_day_with_too_little_left_is_passed_over(place: Scene) -> None:
    """A trial that shall begin at noon does not sit on Fridays."""
    made = ask(api.schedule_sitting, place.actor, body=sitting_body(place, starts="12:00", count=5)).value
    assert days_of(made) == [after(0), after(1), after(2), after(3), after(5)]


def test_a_trial_is_booked_whole_or_not_at_all(place: Scene) -> None:
    """One day is taken: that day and what is in the way are named, and no other day is booked."""
    blocking = scheduled(place, starts_at=at(after(2), 12).isoformat())
    problem = refusal(api.schedule_sitting, place.actor, body=sitting_body(place))
    assert (problem.code, problem.facts["day"]) == ("double_booked", str(after(2)))
    assert problem.facts["in_the_way"][0]["hearing_id"] == blocking["id"]
    found = ask(api.list_hearings, place.actor, query={"case_id": place.case_id}).value["items"]
    assert [one["id"] for one in found] == [blocking["id"]]


def test_a_break_of_more_than_two_working_days_is_warned_of(place: Scene) -> None:
    """Moving a day of the trial leaves a gap that is shown with it; a trial whose days the court chose is not measured."""
    made = ask(api.schedule_sitting, place.actor, body=sitting_body(place, count=3)).value
    last = made["hearings"][-1]
    body = {"starts_at": at(after(8), 11).isoformat(), "reason": "judge away", "asked_by": "court"}
    ask(api.move_hearing, place.actor, path={"hearing_id": last["id"]}, if_match="1", body=body)
    found = ask(api.read_sitting, place.actor, path={"sitting_id": made["id"]}).value
    (warning,) = found["warnings"]
    assert warning["code"] == "not_from_day_to_day"
    assert f"From {after(1)} to {after(8)} are 6 working days" in warning["detail"]
    days = [str(after(14)), str(after(24))]
    body = sitting_body(place, kind="multi_day", days=days, first_on=None, count=None)
    body = {name: value for name, value in body.items() if value is not None}
    chosen = ask(api.schedule_sitting, place.actor, body=body).value
    assert [one["code"] for one in chosen["warnings"]] == ["qualification_missing"] * 2


def test_a_next_date_stays_in_the_trial(place: Scene) -> None:
    """The adjourned day's next date is a day of the same trial, and its break is warned of at once."""
    body = sitting_body(place, days=[str(dt.datetime.now(KARACHI).date())], kind="day_to_day")
    body = {name: value for name, value in body.items() if name not in ("first_on", "count")}
    actor = place.actor.__class__(
        id=place.actor.id, may=place.actor.may | {"scheduling.override"}, districts=place.actor.districts
    )
    made = ask(api.schedule_sitting, actor, body={**body, "override": "sits today by order"}).value
    given = {
        "outcome": "adjourned", "cause": "witness_absent", "asked_by": "prosecution",
        "next": {"starts_at": at(next_weekday(3, weeks=3), 11).isoformat()},
    }  # fmt: skip
    path = {"hearing_id": made["hearings"][0]["id"]}
    adjourned = ask(api.record_outcome, actor, path=path, if_match="1", body=given).value
    assert "not_from_day_to_day" in {one["code"] for one in adjourned["warnings"]}
    following = ask(api.read_hearing, actor, path={"hearing_id": adjourned["next_hearing_id"]}).value
    assert following["sitting_id"] == made["id"]


def test_a_hearing_takes_longer(place: Scene) -> None:
    """More minutes on its day, more of the court's days; what is in the way of them is named and nothing changes."""
    made = scheduled(place, starts_at=at(after(3), 10).isoformat())
    path = {"hearing_id": made["id"]}
    asked = {"reason": "examination goes on", "asked_by": "prosecution"}
    body = {**asked, "more_minutes": 60, "more_days": 2}
    longer = ask(api.extend_hearing, place.actor, path=path, if_match="1", body=body).value
    assert dt.datetime.fromisoformat(longer["ends_at"]) == at(after(3), 11, 30)
    trial = ask(api.read_sitting, place.actor, path={"sitting_id": longer["sitting_id"]}).value
    assert days_of(trial) == [after(3), after(4), after(5)]
    scheduled(place, starts_at=at(after(3), 12).isoformat())
    body = {**asked, "more_minutes": 60}
    problem = refusal(api.extend_hearing, place.actor, path=path, if_match=longer["version"], body=body)
    assert (problem.code, problem.facts["in_the_way"][0]["kind"]) == ("double_booked", "room")
    assert ask(api.read_hearing, place.actor, path=path).value["ends_at"] == longer["ends_at"]
    changes = ask(api.list_hearing_changes, place.actor, path=path).value["items"]
    assert (changes[1]["kind"], changes[1]["asked_by"]) == ("extended", "prosecution")
    assert changes[1]["reason"] == "examination goes on"


def test_a_hearing_is_not_extended_beyond_the_courts_hours(place: Scene) -> None:
    """The court closes at two; nothing longer, and nothing at all, is refused."""
    made = scheduled(place, starts_at=at(place.day, 13).isoformat(), minutes=60)
    path = {"hearing_id": made["id"]}
    body = {"reason": "long", "asked_by": "court", "more_minutes": 30}
    assert refusal(api.extend_hearing, place.actor, path=path, if_match="1", body=body).code == "outside_sitting_hours"
    del body["more_minutes"]
    assert refusal(api.extend_hearing, place.actor, path=path, if_match="1", body=body).kind == "invalid"


def test_bad_input_of_a_trial(place: Scene) -> None:
    """Days and a count, no days at all, a Sunday by name, a year of Mondays; and who may not."""
    body = sitting_body(place, days=[str(MONDAY)])
    assert list(refusal(api.schedule_sitting, place.actor, body=body).fields or {}) == ["days"]
    body = {name: value for name, value in sitting_body(place).items() if name != "count"}
    assert list(refusal(api.schedule_sitting, place.actor, body=body).fields or {}) == ["days"]
    named = {name: value for name, value in sitting_body(place).items() if name not in ("first_on", "count")}
    problem = refusal(api.schedule_sitting, place.actor, body={**named, "days": [str(after(6))]})
    assert (problem.code, problem.facts["day"]) == ("outside_sitting_hours", str(after(6)))
    body = {**named, "days": [str(MONDAY), str(after(350))]}
    assert refusal(api.schedule_sitting, place.actor, body=body).code == "sitting_too_long"
    assert refusal(api.schedule_sitting, place.actor, body=sitting_body(place, starts="20:00")).code == "too_few_days"
    assert refusal(api.schedule_sitting, ANYONE, body=sitting_body(place)).kind == "forbidden"
    missing = {"sitting_id": str(uuid.uuid4())}
    assert refusal(api.read_sitting, place.actor, path=missing).code == "sitting_not_found"
