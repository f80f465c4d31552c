"""What the tests of trials and routes share: a case in court, its people, steps by name."""

from __future__ import annotations

import uuid
from typing import Any

import orjson
from sqlalchemy.orm import Session

from services.cases.queries.trial import read_trial
from services.cases.schemas.people import ChargeSet, Decision, NewResult
from services.cases.schemas.procedure import NewStep
from services.cases.schemas.trial import NewPlea, NewVerdicts, TrialView
from services.cases.usecases.people import set_charges
from services.cases.usecases.procedure import take_step
from services.cases.usecases.results import decide_case, record_result
from services.cases.usecases.trial import record_plea, record_verdicts
from services.common.actor import Actor
from tests.conftest import make_actor
from tests.integration.cases.desk import days_ago, filed, loaded, view

CLERK = make_actor("cases.read", "cases.record", "cases.file")
LEAD = make_actor("cases.read", "cases.scrutinise", "cases.assign")
DPP = make_actor("cases.read", "cases.scrutinise", "cases.decide", "cases.approve_district", "cases.assign")
PG = make_actor("cases.read", "cases.decide", "cases.approve_province")
OFFICE = make_actor("cases.read", "cases.decide", "cases.record_government")
ATA = [{"act": "ata", "section": "7(1)(g)"}]


def reads(session: Session, case_id: uuid.UUID, actor: Actor | None = None) -> dict[str, Any]:
    """Read a trial as it is answered, and hold it against its declared shape."""
    found: dict[str, Any] = orjson.loads(read_trial(session, actor or make_actor("cases.read"), case_id).body)
    assert TrialView().validate(found) == {}
    return found


def accused_of(session: Session, case_id: uuid.UUID) -> list[uuid.UUID]:
    """Give a case's accused in their order."""
    return [uuid.UUID(one["id"]) for one in view(session, case_id)["accused"]]


def steps(session: Session, case_id: uuid.UUID, *names: str) -> str:
    """Take steps of the court today, and give the stage they led to."""
    for name in names:
        take_step(session, CLERK, case_id, loaded(NewStep, step=name), if_match=None)
    stage: str = reads(session, case_id)["stage"]
    return stage


def charged(session: Session, case_id: uuid.UUID, *sections: str, act: str = "ppc") -> None:
    """Charge every accused under these sections today."""
    for accused_id in accused_of(session, case_id):
        body = loaded(ChargeSet, framed_on=str(days_ago(0)), charges=[{"act": act, "section": one} for one in sections])
        set_charges(session, CLERK, case_id, accused_id, body, None)


def pleads(session: Session, case_id: uuid.UUID, accused_id: uuid.UUID, plea: str, *sections: str) -> None:
    """Record the same plea to these sections of the Penal Code."""
    pleas = [{"act": "ppc", "section": one, "plea": plea} for one in sections]
    record_plea(session, CLERK, case_id, accused_id, loaded(NewPlea, pleas=pleas), None)


def judged(session: Session, case_id: uuid.UUID, accused_id: uuid.UUID, *verdicts: dict[str, Any], **more: Any) -> None:
    """Record the verdicts on an accused's charges today."""
    body = loaded(NewVerdicts, **{"verdicts": list(verdicts), "decided_on": str(days_ago(0)), **more})
    record_verdicts(session, CLERK, case_id, accused_id, body, None)


def decided(session: Session, case_id: uuid.UUID, verdict: str = "acquitted", on: int = 0) -> None:
    """Record the same result for everybody and close the case."""
    for accused_id in accused_of(session, case_id):
        body = loaded(NewResult, verdict=verdict, decided_on=str(days_ago(on)))
        record_result(session, CLERK, case_id, accused_id, body, None)
    decide_case(session, CLERK, case_id, loaded(Decision, decided_on=str(days_ago(on))), if_match=None)


def first_of(session: Session, case_id: uuid.UUID) -> uuid.UUID:
    """Give the first accused."""
    return accused_of(session, case_id)[0]


def filed_long_ago(session: Session, age: int, **changes: Any) -> uuid.UUID:
    """Register a case and file its report so many days ago."""
    return filed(session, fir_on=days_ago(age + 2), age=age, **changes)
