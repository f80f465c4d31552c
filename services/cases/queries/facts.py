"""Reading the facts of a case, and the closed list of their kinds."""

from __future__ import annotations

import dataclasses
import uuid
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql as pg
from sqlalchemy.orm import Session

from services.cases.access import see_case
from services.cases.models import CaseFact
from services.cases.queries.cases import trace_sealed_read
from services.cases.rules.facts import FACTS
from services.common.actor import Actor
from services.common.answers import Answer, JsonPage, JsonRow, answer_json
from services.common.database import Database
from services.common.errors import Problem, not_found

_ID: Final = sa.bindparam("wanted_id", type_=pg.UUID(as_uuid=True))
_COLUMNS: Final = (
    CaseFact.id, CaseFact.first_id, CaseFact.kind, CaseFact.accused_id, CaseFact.report_id, CaseFact.order_id,
    CaseFact.happened_on, CaseFact.happened_at, CaseFact.given_on, CaseFact.noted_by, CaseFact.is_by_hand, CaseFact.noted_at,
    CaseFact.superseded_at, CaseFact.superseded_why,
)  # fmt: skip
_FACT: Final = JsonRow(sa.select(*_COLUMNS).where(CaseFact.id == _ID))
_FACTS: Final = JsonPage(
    sa.select(*_COLUMNS).where(CaseFact.case_id == _ID), order=[(CaseFact.happened_on, "asc"), (CaseFact.id, "asc")]
)


def list_fact_kinds() -> Answer:
    """Answer the closed list of kinds."""
    return answer_json({"items": [dataclasses.asdict(fact) for fact in FACTS.values()]})


def list_facts(session: Session, database: Database, actor: Actor, case_id: uuid.UUID, query: dict[str, Any]) -> Answer:
    """Answer the facts of a case by their days, superseded ones too."""
    if see_case(session, actor, case_id):
        trace_sealed_read(database, actor, case_id)
    return _FACTS.answer(session, query, {"wanted_id": case_id})


def read_fact(session: Session, fact_id: uuid.UUID, *, status: int = 200) -> Answer:
    """Answer one fact, which the caller may see."""
    return _FACT.one(session, missing=no_such_fact(), status=status, wanted_id=fact_id)


def no_such_fact() -> Problem:
    """Say that a case has no such fact."""
    return not_found("no_such_fact", "There is no such fact in this case. See the list of its facts.")
