"""Reading the absconders of a case."""

from __future__ import annotations

import uuid
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql as pg
from sqlalchemy.orm import Session

from services.cases.models import AbsconderStep, Accused, CustodySpell
from services.cases.queries.parts import listed, members
from services.cases.queries.persons import see_traced
from services.common.actor import Actor
from services.common.answers import Answer, JsonRow, page
from services.common.database import Database
from services.common.errors import not_found

_CASE: Final = sa.bindparam("case_id", type_=pg.UUID(as_uuid=True))
_STEPS: Final = (
    listed(
        members(AbsconderStep.step, AbsconderStep.taken_on, AbsconderStep.order_reference, AbsconderStep.is_early),
        AbsconderStep.taken_on,
        AbsconderStep.id,
    )
    .where(AbsconderStep.custody_spell_id == CustodySpell.id)
    .correlate(CustodySpell)
    .scalar_subquery()
)
_IS_DECLARED: Final = sa.exists().where(
    AbsconderStep.custody_spell_id == CustodySpell.id, AbsconderStep.step == "declared_absconder"
)
_ABSCONDERS: Final = (
    sa.select(
        Accused.id.label("accused_id"), Accused.number, Accused.initials, CustodySpell.since_on,
        _IS_DECLARED.label("is_declared"), _STEPS.label("steps"),
    )
    .join(CustodySpell, CustodySpell.accused_id == Accused.id)
    .where(Accused.case_id == _CASE, CustodySpell.state == "absconding", CustodySpell.until_on.is_(None))
)  # fmt: skip
_ABSCONDER: Final = JsonRow(_ABSCONDERS.where(Accused.id == sa.bindparam("accused_id", type_=pg.UUID(as_uuid=True))))


def list_absconders(
    session: Session, database: Database, actor: Actor, case_id: uuid.UUID, query: dict[str, Any]
) -> Answer:
    """Answer the accused who abscond now, and what was done about it."""
    see_traced(session, database, actor, case_id)
    return page(session, _ABSCONDERS, order=[(Accused.number, "asc")], query=query, params={"case_id": case_id})


def read_absconder(session: Session, case_id: uuid.UUID, accused_id: uuid.UUID) -> Answer:
    """Answer one absconder after a step."""
    missing = not_found("no_such_accused", "There is no such accused in this case.")
    return _ABSCONDER.one(session, missing=missing, status=201, case_id=case_id, accused_id=accused_id)
