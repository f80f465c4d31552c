"""Reading what courts ordered in a case."""

from __future__ import annotations

import datetime as dt
import uuid
from functools import cache
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql as pg
from sqlalchemy.orm import Session

from services.cases.access import see_case, sight, visible
from services.cases.models import Assignment, Case, CourtDirection
from services.cases.queries.cases import trace_sealed_list, trace_sealed_read
from services.cases.rules.days import day_in_karachi
from services.common.actor import Actor
from services.common.answers import Answer, JsonPage, JsonRow
from services.common.database import Database
from services.common.errors import not_found

_UUID: Final = pg.UUID(as_uuid=True)
_TODAY: Final = sa.bindparam("today", type_=sa.Date)
_LATE: Final = sa.func.coalesce(CourtDirection.ended_on, _TODAY) > CourtDirection.due_on
_MY_CASES: Final = sa.select(Assignment.case_id).where(
    Assignment.prosecutor_id == sa.bindparam("sight_me", type_=_UUID), Assignment.released_on.is_(None)
)
_ROWS: Final = (
    sa.select(
        CourtDirection.id, CourtDirection.case_id, CourtDirection.says, CourtDirection.addressee,
        CourtDirection.given_on, CourtDirection.first_due_on, CourtDirection.due_on, CourtDirection.state,
        CourtDirection.ended_on, CourtDirection.ended_why,
        sa.and_(CourtDirection.state != "withdrawn", _LATE).label("is_late"), CourtDirection.version,
    )
    .join(Case, Case.id == CourtDirection.case_id)
    .where(visible())
)  # fmt: skip
_DIRECTIONS: Final = _ROWS.where(CourtDirection.case_id == sa.bindparam("case_id", type_=_UUID))
_ONE: Final = JsonRow(_DIRECTIONS.where(CourtDirection.id == sa.bindparam("direction_id", type_=_UUID)))
_ORDER: Final = [(CourtDirection.due_on, "asc"), (CourtDirection.id, "asc")]
_PAGE: Final = JsonPage(_DIRECTIONS, order=_ORDER)
_OPEN: Final = _ROWS.add_columns(Case.fir_label, Case.police_station, Case.district, Case.is_sealed).where(
    CourtDirection.state == "open"
)
_NARROWED: Final = {
    "addressee": CourtDirection.addressee == sa.bindparam("wanted_addressee", type_=sa.Text),
    "due_before": CourtDirection.due_on < sa.bindparam("wanted_due_before", type_=sa.Date),
}


def read_direction(
    session: Session, actor: Actor, case_id: uuid.UUID, direction_id: uuid.UUID, *, status: int = 200
) -> Answer:
    """Answer a court's direction."""
    missing = not_found("no_such_direction", "There is no such direction in this case.")
    given = {
        "case_id": case_id,
        "direction_id": direction_id,
        "today": day_in_karachi(dt.datetime.now(dt.UTC)),
        **sight(actor),
    }
    return _ONE.one(session, missing=missing, status=status, **given)


def list_directions(
    session: Session, database: Database, actor: Actor, case_id: uuid.UUID, query: dict[str, Any]
) -> Answer:
    """Answer a case's directions by the day they are due."""
    if see_case(session, actor, case_id):
        trace_sealed_read(database, actor, case_id)
    return _PAGE.answer(
        session, query, {"case_id": case_id, "today": day_in_karachi(dt.datetime.now(dt.UTC)), **sight(actor)}
    )


def list_due_directions(session: Session, database: Database, actor: Actor, query: dict[str, Any]) -> Answer:
    """Answer the open directions of the actor's own cases, or of all in sight, due first; sealed cases in it leave their trace."""
    given = {f"wanted_{name}": query[name] for name in _NARROWED if query[name] is not None}
    asked = _due(query["whose"], frozenset(given))
    today = day_in_karachi(dt.datetime.now(dt.UTC))
    return trace_sealed_list(database, actor, asked.answer(session, query, {"today": today, **sight(actor), **given}))


@cache
def _due(whose: str, given: frozenset[str]) -> JsonPage:
    conditions = [condition for name, condition in _NARROWED.items() if f"wanted_{name}" in given]
    statement = _OPEN.where(*conditions)
    return JsonPage(
        statement.where(CourtDirection.case_id.in_(_MY_CASES)) if whose == "mine" else statement, order=_ORDER
    )
