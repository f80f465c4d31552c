"""A convict's own appeal: entered as the prosecution learns of it, one at a time, counted by its own clock."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from sqlalchemy.orm import Session

from services.cases import api
from services.cases.schemas import routes
from services.cases.usecases.appeals import record_appeal_result
from services.cases.usecases.convict_appeals import enter_appeal
from services.common.errors import Problem
from tests.conftest import database_of, make_actor
from tests.integration.cases.asking import ask
from tests.integration.cases.bench import ATA, CLERK, decided, first_of, reads
from tests.integration.cases.desk import days_ago, desk, filed, loaded, view


def entered(session: Session, case_id: uuid.UUID, **changes: Any) -> uuid.UUID:
    """Enter the first accused's appeal."""
    body = loaded(routes.ConvictAppeal, **{"appeal_number": "Cr. Jail Appeal 3/2026", **changes})
    return enter_appeal(session, CLERK, case_id, first_of(session, case_id), body, None)


def test_a_convict_s_appeal_brings_the_case_under_appeal() -> None:
    """Its last day is the convict's clock, which it meets; the higher court's decision ends it, and another may follow."""
    with desk() as session:
        case_id = filed(session, sections=ATA)
        decided(session, case_id, "convicted")
        appeal_id = entered(session, case_id)
        trial, clocks = reads(session, case_id), {one["rule_id"]: one for one in view(session, case_id)["clocks"]}
        assert (trial["stage"], trial["appeals"][0]["kind"]) == ("under_appeal", "conviction")
        assert trial["appeals"][0]["last_day"] == clocks["APP-ATA-CONV"]["due_on"] == str(days_ago(-15))
        assert clocks["APP-ATA-CONV"]["state"] == "met"
        with pytest.raises(Problem) as refused:
            entered(session, case_id)
        assert refused.value.code == "appeal_open"
        body = loaded(routes.AppealResult, result="dismissed", decided_on=str(days_ago(0)))
        record_appeal_result(session, CLERK, case_id, appeal_id, body, None)
        assert reads(session, case_id)["stage"] == "appeal_decided"
        entered(session, case_id)
        assert reads(session, case_id)["stage"] == "under_appeal"


def test_only_a_convict_of_a_decided_case_appeals() -> None:
    """Not who was acquitted, not before the result, not before the case is closed, not on a day to come."""
    with desk() as session:
        case_id = filed(session)
        with pytest.raises(Problem) as refused:
            entered(session, case_id)
        assert refused.value.code == "result_missing"
        decided(session, case_id)
        with pytest.raises(Problem) as refused:
            entered(session, case_id)
        assert refused.value.code == "not_convicted"
        convicted = filed(session)
        decided(session, convicted, "convicted")
        with pytest.raises(Problem) as refused:
            entered(session, convicted, filed_on=str(days_ago(-1)))
    assert refused.value.code == "day_impossible"


def test_a_convict_s_appeal_is_entered_by_the_operation() -> None:
    """It answers the trial."""
    with database_of("cases").transaction() as session:
        case_id = filed(session)
        decided(session, case_id, "convicted")
        path = {"case_id": case_id, "accused_id": first_of(session, case_id)}
    me = make_actor("cases.read", "cases.record")
    assert ask(api.enter_appeal, me, path=path, body={"appeal_number": "12"})["stage"] == "under_appeal"
