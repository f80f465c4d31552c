"""How cases end: verdicts, acquittals with their grounds, appeals, witnesses, each counted in its time."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import orjson
import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.cases.models import AcquittalReport, Appeal, AppealStep, Result
from services.cases.queries.performance_endings import read_endings
from services.cases.schemas.delays import EndingsView
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
    WITHIN,
    accused,
    case,
    hearing,
    insider,
)
from tests.integration.cases.desk import desk


def endings(session: Session, actor: Actor | None = None, **query: Any) -> dict[str, Any]:
    """Read March's endings, and hold them against their declared shape."""
    asked = {"from": FIRST, "to": LAST, "district": DISTRICT, **query}
    loaded = ReportQuery().load({name: str(value) for name, value in asked.items()})
    found: dict[str, Any] = orjson.loads(read_endings(session, actor or insider(), loaded).body)
    assert EndingsView().validate(found) == {}
    return found


def acquitted(session: Session, decided_on: dt.date = WITHIN) -> tuple[uuid.UUID, uuid.UUID, uuid.UUID]:
    """Write an acquittal; give the case, the accused and the result."""
    case_id = case(session, filed_on=BEFORE)
    accused_id = accused(session, case_id, verdict="acquitted", decided_on=decided_on)
    result_id = session.scalars(sa.select(Result.id).where(Result.accused_id == accused_id)).one()
    return case_id, accused_id, result_id


def reported(session: Session, ids: tuple[uuid.UUID, uuid.UUID, uuid.UUID], *grounds: str) -> None:
    """Report an acquittal with its grounds."""
    case_id, accused_id, result_id = ids
    session.add(
        AcquittalReport(
            id=new_id(), case_id=case_id, result_id=result_id, accused_id=accused_id, office="prosecutor",
            grounds=list(grounds), details="-", reported_on=WITHIN, reported_by="-",
        )
    )  # fmt: skip
    session.flush()


def appealed(
    session: Session, ids: tuple[uuid.UUID, uuid.UUID, uuid.UUID], state: str, asked_on: dt.date, **days: dt.date
) -> None:
    """Write an appeal from an acquittal, recommended on a day."""
    case_id, accused_id, result_id = ids
    appeal = Appeal(
        id=new_id(), case_id=case_id, result_id=result_id, accused_id=accused_id, kind="acquittal", state=state, **days
    )
    session.add(appeal)
    session.flush()
    session.add(
        AppealStep(
            id=new_id(), appeal_id=appeal.id, number=1, office="prosecutor", step="recommended", taken_on=asked_on,
            taken_by="-", reasons="-",
        )
    )  # fmt: skip
    session.flush()


def test_verdicts_and_the_grounds_of_acquittals_are_counted() -> None:
    """Of the period's results; an acquittal may have several grounds, or none that was reported yet."""
    with desk() as session:
        reported(session, acquitted(session), "witness_hostile", "fir_delayed")
        reported(session, acquitted(session), "witness_hostile")
        acquitted(session)
        reported(session, acquitted(session, AFTER), "other")
        accused(session, case(session, filed_on=BEFORE), verdict="convicted")
        found = endings(session)
    assert found["verdicts"] == [{"verdict": "acquitted", "accused": 3}, {"verdict": "convicted", "accused": 1}]
    assert found["acquittals"] == {"acquittals": 3, "reported": 2}
    assert found["acquittal_grounds"] == [
        {"ground": "witness_hostile", "acquittals": 2}, {"ground": "fir_delayed", "acquittals": 1},
    ]  # fmt: skip


def test_appeals_are_counted_by_what_became_of_them() -> None:
    """Filed in time, decided, waiting beyond their last day, filed after it; those of other months are not."""
    with desk() as session:
        appealed(session, acquitted(session), "filed", BEFORE, filed_on=WITHIN, last_day=WITHIN)
        appealed(session, acquitted(session), "allowed", BEFORE, filed_on=BEFORE, decided_on=LAST, last_day=BEFORE)
        appealed(session, acquitted(session), "dismissed", BEFORE, filed_on=BEFORE, decided_on=WITHIN, last_day=BEFORE)
        appealed(session, acquitted(session), "approved", WITHIN, last_day=LAST)
        appealed(session, acquitted(session), "filed", BEFORE, filed_on=AFTER, last_day=LAST)
        appealed(session, acquitted(session), "recommended", BEFORE, last_day=AFTER)
        found = endings(session)["appeals"]
        assert endings(session, district="sukkur")["appeals"] == []
    assert found == [{"kind": "acquittal", "recommended": 1, "filed": 1, "allowed": 1, "dismissed": 1, "missed": 2}]


def test_witnesses_who_went_home_unheard_are_counted() -> None:
    """Present less examined, also where the hearing was adjourned; a hearing without a record of proceedings has none."""
    with desk() as session:
        one = case(session, filed_on=BEFORE)
        hearing(session, one, witnesses_present=4, examined_fact=2, examined_formal=1, examined_other=0)
        hearing(
            session,
            one,
            cause="lawyers_strike",
            witnesses_present=3,
            examined_fact=0,
            examined_formal=0,
            examined_other=0,
        )
        hearing(session, one)
        hearing(session, one, AFTER, witnesses_present=9, examined_fact=0, examined_formal=0, examined_other=0)
        found = endings(session)["witnesses"]
    assert found == {"attended": 7, "examined_fact": 2, "examined_formal": 1, "examined_other": 0, "unheard": 4}


def test_outsiders_see_no_small_numbers() -> None:
    """Of nine acquittals they see nine; of one conviction nothing."""
    with desk() as session:
        for _ in range(9):
            acquitted(session)
        accused(session, case(session, filed_on=BEFORE), verdict="convicted")
        found = endings(session, make_actor("cases.report"))
    assert found["verdicts"] == [{"verdict": "acquitted", "accused": 9}, {"verdict": "convicted", "accused": None}]
    assert (found["hides_small"], found["acquittals"]["acquittals"]) == (True, 9)
