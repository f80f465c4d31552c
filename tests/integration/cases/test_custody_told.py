"""The others are told in which custody each accused is: at registration, when one is added, and at each change."""

from __future__ import annotations

import uuid

from services.cases.schemas.common import NewAccused
from services.cases.schemas.people import CustodyChange
from services.cases.usecases.people import change_custody
from services.cases.usecases.registration import add_accused
from services.common.outbox import pending_events
from tests.integration.cases.desk import clerk, days_ago, desk, loaded, new_accused, registered, view


def test_custody_is_told_by_ids() -> None:
    """The registration names each accused's state; an accused added later and a change are told by themselves."""
    with desk() as session:
        case_id = registered(session, clerk(), accused=[new_accused(), new_accused()])
        first, second = (one["id"] for one in view(session, case_id)["accused"])
        told = next(event for event in pending_events(session) if event["type"] == "case_registered")
        assert told["data"]["custody"] == {first: "in_custody", second: "in_custody"}

        third = add_accused(session, clerk(), case_id, loaded(NewAccused, **new_accused()))
        body = loaded(CustodyChange, state="on_bail", since_on=str(days_ago(1)), order_reference="Cr. Bail 12/2026")
        change_custody(session, clerk(), case_id, uuid.UUID(first), body, None)
        changes = [event["data"] for event in pending_events(session) if event["type"] == "custody_changed"]

    assert [(one["accused_id"], one["state"]) for one in changes] == [(str(third), "in_custody"), (first, "on_bail")]
    assert changes[1]["since_on"] == str(days_ago(1))
