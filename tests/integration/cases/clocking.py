"""What the tests of clocks share: facts entered as the operations take them, and a case's clocks as they are answered."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import orjson
import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.cases.models import Case, CaseFact, Clock
from services.cases.queries.clocks import list_case_clocks
from services.cases.rules.days import KARACHI
from services.cases.schemas.clocks import CaseClocksView, FactCorrection, FactRetraction, NewFact
from services.cases.usecases import facts
from services.common.actor import Actor
from tests.conftest import database_of, make_actor
from tests.integration.cases.desk import days_ago, loaded, view

RECORDER = make_actor("cases.record")


def noted(session: Session, case_id: uuid.UUID, kind: str, on: dt.date | None = None, **more: Any) -> uuid.UUID:
    """Enter a fact by hand, today unless a day is given."""
    body = loaded(NewFact, kind=kind, **({"happened_on": str(on)} if on else {}), **more)
    return facts.add_fact(session, RECORDER, case_id, body)


def corrected(session: Session, case_id: uuid.UUID, fact_id: uuid.UUID, **right: Any) -> uuid.UUID:
    """Put a fact right."""
    body = loaded(FactCorrection, reason="The entry was wrong", **right)
    return facts.correct_fact(session, RECORDER, case_id, fact_id, body, None)


def retracted(session: Session, case_id: uuid.UUID, fact_id: uuid.UUID) -> None:
    """Take a fact back."""
    facts.retract_fact(session, RECORDER, case_id, fact_id, loaded(FactRetraction, reason="It did not happen"), None)


def clocks_of(session: Session, case_id: uuid.UUID, actor: Actor | None = None) -> dict[str, dict[str, Any]]:
    """Read a case's clocks as they are answered, held against their shape, by rule; the open one where there are several."""
    session.flush()
    answer = list_case_clocks(session, database_of("cases"), actor or make_actor("cases.read"), case_id)
    found: dict[str, Any] = orjson.loads(answer.body)
    assert CaseClocksView().validate(found) == {}
    return {clock["rule_id"]: clock for clock in reversed(found["clocks"])}


def states_of(session: Session, case_id: uuid.UUID) -> dict[str, str]:
    """Give the states of a case's clocks by rule."""
    return {rule_id: clock["state"] for rule_id, clock in clocks_of(session, case_id).items()}


def accused_of(session: Session, case_id: uuid.UUID, place: int = 0) -> str:
    """Give the id of a case's accused."""
    found: str = view(session, case_id)["accused"][place]["id"]
    return found


def quiet(session: Session) -> None:
    """Let no clock of another test be due, so that the timer finds only what this test makes."""
    session.execute(sa.update(Clock).values(next_step_at=None))
    session.execute(sa.update(Clock).where(Clock.state == "running").values(due_on=days_ago(-9000), due_at=None))


def without_facts(session: Session, case_id: uuid.UUID) -> None:
    """Make a case such as an import leaves it: clocks that no fact is tied to, and no facts."""
    session.flush()
    session.execute(sa.update(Clock).where(Clock.case_id == case_id).values(fact_id=None))
    session.execute(sa.delete(CaseFact).where(CaseFact.case_id == case_id))
    session.expire_all()


def case_of(session: Session, case_id: uuid.UUID) -> Case:
    """Give a case's row."""
    return session.get_one(Case, case_id)


def hours_ago(count: float) -> str:
    """Give an instant some hours before now, as JSON holds it."""
    return (dt.datetime.now(dt.UTC) - dt.timedelta(hours=count)).astimezone(KARACHI).isoformat()
