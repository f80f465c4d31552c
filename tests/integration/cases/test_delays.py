"""Why cases take long: adjournments, periods, defects, custody, each counted in its time."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import orjson
import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.cases.models import Clock, CustodySpell, ReportDefect
from services.cases.queries.performance_delays import read_delays
from services.cases.schemas.delays import DelaysView
from services.cases.schemas.report_figures import ReportQuery
from services.common.actor import Actor
from services.common.ids import new_id
from tests.conftest import make_actor
from tests.integration.cases.counting import (
    AFTER,
    BEFORE,
    DISTRICT,
    FIRST,
    LAST,
    OTHER_COURT,
    WITHIN,
    accused,
    case,
    hearing,
    insider,
    report,
)
from tests.integration.cases.desk import desk, sealed


def delays(session: Session, actor: Actor | None = None, **query: Any) -> dict[str, Any]:
    """Read March's delays, and hold them against their declared shape."""
    asked = {"from": FIRST, "to": LAST, "district": DISTRICT, **query}
    loaded = ReportQuery().load({name: str(value) for name, value in asked.items()})
    found: dict[str, Any] = orjson.loads(read_delays(session, actor or insider(), loaded).body)
    assert DelaysView().validate(found) == {}
    return found


def test_adjournments_are_counted_by_cause_and_asker() -> None:
    """Held ones and those of other months are not; who had a case put off more than twice is counted by cases."""
    with desk() as session:
        one, other = case(session), case(session)
        for day in (2, 3, 4):
            hearing(session, one, dt.date(2026, 3, day), cause="prosecutor_absent", asked_by="prosecution")
        hearing(session, other, WITHIN, cause="prosecutor_absent", asked_by="prosecution")
        hearing(session, other, WITHIN, cause="lawyers_strike", asked_by="defence")
        hearing(session, other, WITHIN)
        hearing(session, other, AFTER, cause="lawyers_strike", asked_by="defence")
        found = delays(session)
        assert delays(session, court=OTHER_COURT)["adjournments"] == []
    assert [tuple(row.values()) for row in found["adjournments"]] == [
        ("prosecutor_absent", "prosecution", 4, 2), ("lawyers_strike", "defence", 1, 1),
    ]  # fmt: skip
    assert found["adjourned_more_than_twice"] == [{"asked_by": "prosecution", "cases": 1}]


def clock(session: Session, case_id: uuid.UUID, due_on: dt.date, ended_on: dt.date | None, state: str) -> None:
    """Write a period of three days' scrutiny."""
    rule = session.execute(
        sa.text("SELECT rule_id, valid_from FROM clock_rules WHERE rule_id = 'SCRUT-3' LIMIT 1")
    ).one()
    row = {
        "id": new_id(), "case_id": case_id, "rule_id": rule.rule_id, "rule_valid_from": rule.valid_from,
        "started_on": BEFORE, "due_on": due_on, "state": state, "ended_on": ended_on,
    }  # fmt: skip
    session.execute(sa.insert(Clock).values(row))


def test_periods_are_kept_late_or_overdue() -> None:
    """By the days they ended; stopped ones do not count, nor those that ended in another month."""
    with desk() as session:
        one = case(session)
        clock(session, one, WITHIN, WITHIN, "met")
        clock(session, one, WITHIN, LAST, "met")
        clock(session, one, WITHIN, None, "missed")
        clock(session, one, WITHIN, AFTER, "missed")
        clock(session, one, WITHIN, WITHIN, "stopped")
        clock(session, one, AFTER, None, "running")
        assert delays(session)["periods"] == [{"rule_id": "SCRUT-3", "kept": 1, "late": 1, "overdue": 2}]


def test_defects_and_resubmission_are_counted() -> None:
    """Each defect of a returned report; after how many days reports came again, and how many did not."""
    with desk() as session:
        back = {"state": "returned", "settled_on": WITHIN, "comply_by": LAST}
        one, other = case(session), case(session)
        for number, code in enumerate(("fir-copy-missing", "report-form-incomplete"), 1):
            session.add(
                ReportDefect(
                    id=new_id(),
                    report_id=report(session, one if number == 1 else other, BEFORE, **back),
                    number=1,
                    code=code,
                )
            )
        report(session, one, WITHIN + dt.timedelta(days=6), round=2)
        session.flush()
        found = delays(session)
    assert {(row["code"], row["times"]) for row in found["defects"]} == {
        ("fir-copy-missing", 1), ("report-form-incomplete", 1),
    }  # fmt: skip
    assert found["resubmission"] == {"returned": 2, "came_again": 1, "days_mean": 6.0, "days_most": 6}


def test_custody_of_those_under_trial_is_counted_by_its_length() -> None:
    """Of whoever is in custody on the last day without a result; who was bailed or acquitted is not."""
    with desk() as session:
        one = case(session)
        for number, (state, since) in enumerate(
            (("in_custody", "2026-03-01"), ("in_custody", "2025-03-31"), ("in_custody", "2024-01-01"), ("on_bail", "2024-01-01")), 1
        ):  # fmt: skip
            person = accused(session, one, number)
            session.add(
                CustodySpell(id=new_id(), accused_id=person, state=state, since_on=dt.date.fromisoformat(since))
            )
        gone = accused(session, one, 9, verdict="acquitted")
        session.add(CustodySpell(id=new_id(), accused_id=gone, state="in_custody", since_on=BEFORE))
        session.flush()
        assert delays(session)["custody"] == {
            "under_trial_in_custody": 3, "over_6_months": 2, "over_1_year": 2, "over_2_years": 1,
        }  # fmt: skip


def test_outsiders_see_no_small_numbers_and_nobody_sees_what_is_out_of_sight() -> None:
    """Sealed cases and other districts count for nobody who may not see them."""
    with desk() as session:
        hearing(session, sealed(session, case(session)), WITHIN, cause="lawyers_strike", asked_by="defence")
        hearing(session, case(session), WITHIN, cause="other", asked_by="court")
        seen = delays(session)
        outsider = delays(session, make_actor("cases.report"))
        elsewhere = delays(session, make_actor("cases.report_small", districts=("sukkur",)))
    assert len(seen["adjournments"]) == 2
    assert [tuple(row.values()) for row in outsider["adjournments"]] == [("other", "court", None, None)]
    assert elsewhere["adjournments"] == []
