"""What the office owes by a day runs by the calendar, is told by its ladder, and is recorded once (SCPSA s.11(1)(a))."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import orjson
import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.cases import api
from services.cases.models import OfficePeriod
from services.cases.queries.office_periods import list_office_periods
from services.cases.schemas.clocks import OfficePeriodDone, OfficePeriodView
from services.cases.usecases import office_periods, today
from services.cases.usecases.office_periods import complete_office_period, run_office_periods
from services.common.audit import pending_entries
from services.common.errors import Problem
from services.common.outbox import pending_events
from tests.conftest import database_of, make_actor
from tests.integration.cases.asking import ask, give, refusal
from tests.integration.cases.desk import days_ago, desk, loaded

PG = make_actor("cases.read", "cases.approve_province")
JANUARY = dt.date(2091, 1, 5)


@pytest.fixture
def new_year(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let it be the beginning of a year."""
    monkeypatch.setattr(office_periods, "today", lambda: JANUARY)
    monkeypatch.setattr(today, "today", lambda: JANUARY)


def period(session: Session, year: int = 2090) -> OfficePeriod:
    """Give the annual report's period that began with a year's end."""
    found = sa.select(OfficePeriod).where(OfficePeriod.started_on == dt.date(year, 12, 31))
    return session.scalars(found).one()


def completed(session: Session, one: OfficePeriod, **changes: Any) -> None:
    """Record that the report was given."""
    body = loaded(OfficePeriodDone, **{"reference": "PG/AR/2090", **changes})
    complete_office_period(session, PG, one.id, body, None)
    session.flush()


def told(session: Session) -> list[tuple[str, str]]:
    """Give what was told, and to whom."""
    return [
        (one["data"]["step"], one["data"]["told_to"])
        for one in pending_events(session)
        if one["type"] == "office_period_told"
    ]


@pytest.mark.usefixtures("new_year")
def test_the_years_end_begins_the_period_once() -> None:
    """Three months from the last of December, reminded thirty days before; the timer comes again and again."""
    with desk() as session:
        for _ in range(3):
            run_office_periods(session)
        one = period(session)
        assert (one.rule_id, one.due_on, one.state) == ("ANNUAL-PG", dt.date(2091, 3, 31), "running")
        assert one.next_step_at == dt.datetime(2091, 2, 28, 19, tzinfo=dt.UTC)
        assert [entry["action"] for entry in pending_entries(session)].count("office_period_began") == 1
        assert told(session) == []


@pytest.mark.usefixtures("new_year")
def test_its_ladder_is_told_step_by_step_and_what_passed_unseen_is_told_once() -> None:
    """A reminder, the last day, an escalation; after a long stop only the last of them."""
    past = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
    with desk() as session:
        run_office_periods(session)
        one = period(session)
        one.next_step_at = past
        run_office_periods(session)
        assert (told(session), one.ladder_reached) == ([("reminder", "prosecutor_general")], "reminder")
        assert one.next_step_at == dt.datetime(2091, 3, 30, 19, tzinfo=dt.UTC)
        one.due_on, one.next_step_at = dt.date(2091, 1, 2), past
        run_office_periods(session)
        session.refresh(one)
        assert one.state == "missed"


def test_a_period_that_is_over_already_is_missed_and_nobody_is_told_late() -> None:
    """As of last year's report on the day the platform is set up, late in the year."""
    with desk() as session:
        run_office_periods(session)
        one = period(session, today.today().year - 1)
        is_over = today.today() > one.due_on
        assert (one.state, one.next_step_at is None) == ("missed" if is_over else "running", is_over)


@pytest.mark.usefixtures("new_year")
@pytest.mark.parametrize(("due_on", "state"), [(dt.date(2091, 3, 31), "met"), (dt.date(2091, 1, 2), "missed")])
def test_what_is_done_is_kept_with_its_letter_in_time_or_late(due_on: dt.date, state: str) -> None:
    """Once; nobody is reminded any more, and the others are told."""
    with desk() as session:
        run_office_periods(session)
        one = period(session)
        one.due_on = due_on
        completed(session, one, done_on="2091-01-04")
        assert (one.state, one.ended_on, one.next_step_at) == (state, dt.date(2091, 1, 4), None)
        with pytest.raises(Problem) as again:
            completed(session, one)
        assert again.value.code == "period_ended"
        (ended,) = [event["data"] for event in pending_events(session) if event["type"] == "office_period_ended"]
        assert ended["state"] == state
        rows = orjson.loads(list_office_periods(session, {"limit": 200, "after": None}).body)["items"]
        assert OfficePeriodView(many=True).validate(rows) == {}
        (row,) = [row for row in rows if row["id"] == str(one.id)]
        assert (row["source"], row["reference"]) == ("SCPSA s.11(1)(a)", "PG/AR/2090")


@pytest.mark.usefixtures("new_year")
@pytest.mark.parametrize("done_on", ["2090-12-31", "2091-01-06"])
def test_a_day_that_cannot_be_is_refused(done_on: str) -> None:
    """Before the year was over, or to come."""
    with desk() as session:
        run_office_periods(session)
        with pytest.raises(Problem) as refused:
            completed(session, period(session), done_on=done_on)
        assert refused.value.code == "day_impossible"


def test_it_is_recorded_by_who_approves_for_the_province_on_the_version_that_was_read() -> None:
    """Others read it; an unknown one is not found."""
    with database_of("cases").transaction() as session:
        run_office_periods(session)
        one = OfficePeriod(
            id=uuid.uuid4(), rule_id="ANNUAL-PG", rule_valid_from=dt.date(2009, 10, 29), started_on=days_ago(400),
            due_on=days_ago(310), state="missed",
        )  # fmt: skip
        session.add(one)
        path, body = {"period_id": one.id}, {"reference": "PG/AR/1"}
    clerk = make_actor("cases.read")
    refused = refusal(api.complete_office_period, clerk, path=path, body=body, if_match="1")
    assert refused.facts["permission"] == "cases.approve_province"
    assert refusal(api.complete_office_period, PG, path=path, body=body, if_match="9").code == "changed_meanwhile"
    assert refusal(api.complete_office_period, PG, path=path, body={}, if_match="1").code == "input_invalid"
    nowhere = {"period_id": uuid.uuid4()}
    assert refusal(api.complete_office_period, PG, path=nowhere, body=body, if_match="1").code == "no_such_period"
    assert ask(api.complete_office_period, PG, path=path, body=body, if_match="1")["state"] == "missed"
    assert str(one.id) in {row["id"] for row in ask(api.list_office_periods, clerk, query={"limit": 200})}
    assert give(api.list_office_periods, clerk).status == 200
