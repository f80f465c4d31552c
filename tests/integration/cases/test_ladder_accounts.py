"""Whom the steps of a period's ladder concern is named in their events, so that they can be told."""

from __future__ import annotations

import datetime as dt
import uuid

import sqlalchemy as sa

from services.cases.models import Clock
from services.cases.usecases.timing_ladder import miss_clocks, tell_clock_steps
from services.common.outbox import pending_events
from tests.integration.cases.desk import assigned, desk, registered, sealed


def test_the_ladders_events_name_the_lead_or_the_team() -> None:
    """What is for the lead names him alone, what was missed the whole team, a case without prosecutors nobody."""
    lead, second = str(uuid.uuid4()), str(uuid.uuid4())
    with desk() as session:
        case_id, orphan_id = registered(session), registered(session)
        assigned(session, case_id, lead)
        assigned(session, case_id, second, "second")
        clocks = sa.update(Clock).where(Clock.case_id.in_([case_id, orphan_id]), Clock.rule_id == "CHALLAN-14")
        session.execute(clocks.values(next_step_at=dt.datetime.now(dt.UTC)))
        tell_clock_steps(session)
        session.execute(clocks.values(due_on=dt.date(2026, 1, 1), started_on=dt.date(2025, 12, 1)))
        miss_clocks(session)
        told = [event for event in pending_events(session) if event["type"] in ("clock_reminded", "clock_missed")]

    assert {event["data"]["district"] for event in told if event["type"] == "clock_reminded"} == {"karachi-south"}
    # Other tests' cases have their own clocks, which the timer finds too.
    own = [event["data"] for event in told if event["data"]["case_id"] in (str(case_id), str(orphan_id))]
    assert {one["law"] for one in own} == {"CrPC s.173(1) proviso"}
    named = {(event["type"], event["data"]["case_id"]): event["data"]["account_ids"] for event in told}
    assert named["clock_reminded", str(case_id)] == [lead]
    assert named["clock_missed", str(case_id)] == sorted([lead, second])
    assert named["clock_missed", str(orphan_id)] == []


def test_a_sealed_cases_district_is_not_told() -> None:
    """Offices do not hear of a sealed case by way of its ladder."""
    with desk() as session:
        case_id = sealed(session, registered(session))
        due = sa.update(Clock).where(Clock.case_id == case_id, Clock.rule_id == "CHALLAN-14")
        session.execute(due.values(next_step_at=dt.datetime.now(dt.UTC)))
        tell_clock_steps(session)
        told = [event for event in pending_events(session) if event["type"] == "clock_reminded"]

    assert [event["data"]["district"] for event in told if event["data"]["case_id"] == str(case_id)] == [None]
