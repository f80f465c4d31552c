"""What the tests of cases share: bodies that are valid by default, the people of a desk, reading a case as it is answered."""

from __future__ import annotations

import datetime as dt
import itertools
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import orjson
import sqlalchemy as sa
from marshmallow import Schema
from sqlalchemy.orm import Session

from services.cases.models import Case
from services.cases.queries.cases import read_case
from services.cases.rules.days import day_in_karachi
from services.cases.schemas.case import CaseView, NewCase
from services.cases.schemas.people import Filing, NewAssignment
from services.cases.schemas.scrutiny import NewOpinion, NewReport
from services.cases.usecases.filing import file_case
from services.cases.usecases.registration import register_case
from services.cases.usecases.scrutiny import give_opinion, receive_report
from services.cases.usecases.team import assign_prosecutor
from services.common.actor import Actor
from services.common.ids import new_id
from tests.conftest import database_of, make_actor, rolled_back

DISTRICT = "karachi-south"
_numbers = itertools.count(1)


@contextmanager
def desk() -> Iterator[Session]:
    """Open a session on the cases database whose work is rolled back."""
    with rolled_back(database_of("cases")) as session:
        yield session


def clerk(*districts: str) -> Actor:
    """Make somebody who registers cases in these districts (karachi-south by default)."""
    return make_actor("cases.read", "cases.register", districts=districts or (DISTRICT,), roles=("clerk",))


def supervisor(*districts: str) -> Actor:
    """Make somebody who manages teams and sees what is sealed."""
    return make_actor(
        "cases.read", "cases.assign", "cases.seal", "cases.read_sealed", districts=districts or (DISTRICT,)
    )


def prosecutor(*districts: str) -> Actor:
    """Make a prosecutor, without any district in sight by default."""
    return make_actor("cases.read", "cases.scrutinise", districts=districts, roles=("prosecutor",))


def days_ago(count: int) -> dt.date:
    """Give a day before today in Karachi."""
    return day_in_karachi(dt.datetime.now(dt.UTC)) - dt.timedelta(days=count)


def loaded(schema: type[Schema], **body: Any) -> dict[str, Any]:
    """Load a body as the chassis would."""
    found: dict[str, Any] = schema().load(orjson.loads(orjson.dumps(body)))
    return found


def new_accused(**changes: Any) -> dict[str, Any]:
    """Give a valid accused."""
    return {"initials": "A.B.", "custody": {"state": "in_custody", "since_on": str(days_ago(2))}, **changes}


def new_case(**changes: Any) -> dict[str, Any]:
    """Give a valid, loaded body of a new FIR that nobody has registered."""
    fir_on = dt.date.fromisoformat(str(changes.get("fir_on", days_ago(2))))
    body = {
        "district": DISTRICT,
        "police_station": "Clifton",
        "fir_number": str(next(_numbers)),
        "fir_year": fir_on.year,
        "fir_on": str(fir_on),
        "received_on": str(fir_on),
        "sections": [{"act": "ppc", "section": "302"}],
        "accused": [new_accused(custody={"state": "in_custody", "since_on": str(fir_on)})],
        "complainant_initials": "C.D.",
    }
    return loaded(NewCase, **{**body, **changes, "fir_on": str(fir_on)})


def registered(session: Session, actor: Actor | None = None, **changes: Any) -> uuid.UUID:
    """Register a valid case."""
    return register_case(session, actor or make_actor("cases.register"), new_case(**changes))


def view(session: Session, case_id: uuid.UUID, actor: Actor | None = None) -> dict[str, Any]:
    """Read a case as it is answered, and hold it against its declared shape."""
    found: dict[str, Any] = orjson.loads(read_case(session, actor or make_actor("cases.read"), case_id).body)
    assert CaseView().validate(found) == {}
    return found


def sealed(session: Session, case_id: uuid.UUID) -> uuid.UUID:
    """Seal a case."""
    session.execute(sa.update(Case).where(Case.id == case_id).values(is_sealed=True))
    return case_id


def received(session: Session, case_id: uuid.UUID, **changes: Any) -> uuid.UUID:
    """Receive a report, yesterday and final unless changed."""
    body = loaded(NewReport, **{"kind": "final", "received_on": str(days_ago(1)), **changes})
    return receive_report(session, make_actor(), case_id, body)


def opined(session: Session, case_id: uuid.UUID, report_id: uuid.UUID, **changes: Any) -> None:
    """Give the same opinion, fit for trial unless changed, on every accused."""
    for accused in view(session, case_id)["accused"]:
        body = {
            "accused_id": accused["id"], "opinion": "fit_for_trial", "evidential_test": "met",
            "public_interest_test": "met", "reasons": "The recovery and two witnesses agree.", **changes,
        }  # fmt: skip
        give_opinion(session, supervisor("*"), case_id, report_id, loaded(NewOpinion, **body))


def assigned(session: Session, case_id: uuid.UUID, prosecutor_id: str, role: str = "lead") -> uuid.UUID:
    """Put a prosecutor on a case's team."""
    return assign_prosecutor(
        session, supervisor("*"), case_id, loaded(NewAssignment, prosecutor_id=prosecutor_id, role=role)
    )


def filed(session: Session, *, age: int = 1, **changes: Any) -> uuid.UUID:
    """Register a case and bring it to court, all so many days ago or before."""
    case_id = registered(session, **changes)
    report_id = received(session, case_id, received_on=str(days_ago(age)))
    opined(session, case_id, report_id, given_on=str(days_ago(age)))
    body = loaded(Filing, court_id=str(new_id()), court_case_number="SC 1/2026", filed_on=str(days_ago(age)))
    file_case(session, make_actor(), case_id, body, if_match=None)
    return case_id
