"""A FIR may name an accused whose custody nobody has told yet: it is left open, and recorded when it is known."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from sqlalchemy.orm import Session

from services.cases.schemas.common import NewAccused
from services.cases.schemas.people import CustodyChange
from services.cases.usecases.absconding import record_absconder_step
from services.cases.usecases.people import change_custody
from services.cases.usecases.registration import add_accused
from services.common.errors import Problem
from services.common.outbox import pending_events
from tests.integration.cases.desk import clerk, days_ago, desk, loaded, registered, view


def open_case(session: Session) -> tuple[uuid.UUID, uuid.UUID]:
    """Register a case of one accused of whom only the initials are known."""
    case_id = registered(session, accused=[{"initials": "R.A."}])
    return case_id, uuid.UUID(view(session, case_id)["accused"][0]["id"])


def told(session: Session, kind: str) -> list[dict[str, Any]]:
    """Give what was told of this kind."""
    return [event["data"] for event in pending_events(session) if event["type"] == kind]


def test_custody_is_left_open_until_it_is_known() -> None:
    """Nothing is shown of it, no period of detention runs, and nothing is told; the first custody then has no predecessor."""
    with desk() as session:
        case_id, accused_id = open_case(session)
        before = view(session, case_id)
        assert told(session, "case_registered")[0]["custody"] == {}
        body = loaded(CustodyChange, state="in_custody", since_on=str(days_ago(1)))
        change_custody(session, clerk(), case_id, accused_id, body, None)
        session.flush()
        after = view(session, case_id)
    assert (before["accused"][0]["custody"], before["accused"][0]["custody_history"]) == (None, [])
    assert {clock["rule_id"] for clock in before["clocks"]} == {"CHALLAN-14", "INTERIM-17"}
    assert after["accused"][0]["custody_history"] == [
        {"state": "in_custody", "since_on": str(days_ago(1)), "until_on": None}
    ]
    assert "BAIL-497-2Y" in {clock["rule_id"] for clock in after["clocks"]}


def test_an_accused_found_later_needs_no_custody() -> None:
    """He is added with his initials alone, and no custody is told of him."""
    with desk() as session:
        case_id = registered(session)
        add_accused(session, clerk(), case_id, loaded(NewAccused, initials="S.K."))
        session.flush()
        assert [one["custody"] is None for one in view(session, case_id)["accused"]] == [False, True]
        assert told(session, "custody_changed") == []


def test_nobody_is_proclaimed_whose_absconding_is_not_recorded() -> None:
    """The clerk is told to record the custody first."""
    with desk() as session:
        case_id, accused_id = open_case(session)
        body = {"step": "warrant_issued", "taken_on": days_ago(0), "reference": None, "note": None}
        with pytest.raises(Problem, check=lambda problem: problem.code == "not_absconding"):
            record_absconder_step(session, clerk(), case_id, accused_id, body, None)
