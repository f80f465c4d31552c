"""Reading cases: one, a list, the reference other services take, and a case's history. One statement each."""

from __future__ import annotations

import uuid
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql as pg
from sqlalchemy.orm import Session, aliased

from services.cases.access import no_such_case, note_sealed_read, see_case, sight, visible
from services.cases.models import Assignment, Case
from services.cases.queries.parts import parts
from services.cases.rules.identity import fold_digits, police_station_key
from services.common.actor import Actor
from services.common.answers import Answer, JsonRow, page
from services.common.database import Database
from services.common.tables import audit_entries

_ID: Final = sa.bindparam("case_id", type_=pg.UUID(as_uuid=True))
_ROW: Final = (
    Case.id, Case.district, Case.police_station, Case.fir_number, Case.fir_year, Case.fir_on, Case.sections,
    Case.is_terrorism, Case.stage, Case.is_sealed, Case.court_case_number, Case.outcome, Case.lead_prosecutor_id,
    Case.accused_count, Case.next_due_on, Case.next_hearing_at, Case.version,
)  # fmt: skip
_MORE: Final = (
    Case.received_on, Case.complainant_initials, Case.summary, Case.court_id, Case.filed_on, Case.decided_on,
    Case.next_hearing_id, Case.import_id, Case.registered_at, Case.changed_at,
)  # fmt: skip


def _whole_case() -> sa.Select[tuple[str, int, bool]]:
    row = sa.select(*_ROW, *_MORE, *parts()).where(Case.id == _ID, visible()).subquery("answer")
    body = sa.cast(sa.func.row_to_json(row.table_valued()), sa.Text).label("body")
    return sa.select(body, row.c.version, row.c.is_sealed)


_CASE: Final = _whole_case()
_TEAM: Final = (
    sa.select(sa.func.coalesce(sa.func.json_agg(Assignment.prosecutor_id), sa.text("'[]'::json")))
    .where(Assignment.case_id == Case.id, Assignment.released_on.is_(None))
    .correlate(Case)
    .scalar_subquery()
)
_REFERENCE: Final = JsonRow(
    sa.select(
        Case.id, Case.police_station, Case.fir_number, Case.fir_year, Case.district, Case.court_case_number,
        Case.is_sealed.label("sealed"), _TEAM.label("prosecutor_ids"),
    ).where(Case.id == _ID, visible())
)  # fmt: skip


def _history() -> sa.Select[Any]:
    """Give the select of a case's steps; of a linked case that is not in the reader's sight, not even the id shows."""
    other, entry = aliased(Case), sa.cast(audit_entries.c.entry, pg.JSONB)
    detail = entry["detail"]
    linked = sa.cast(detail["other_case_id"].astext, pg.UUID(as_uuid=True))
    is_hidden = sa.and_(linked.is_not(None), sa.not_(sa.exists().where(other.id == linked, visible(other))))
    return sa.select(
        audit_entries.c.at,
        audit_entries.c.actor_id,
        audit_entries.c.action,
        entry["reason"].astext.label("reason"),
        sa.case((is_hidden, detail.op("-")(sa.literal("other_case_id", sa.Text))), else_=detail).label("detail"),
    ).where(audit_entries.c.subject == sa.bindparam("subject", type_=sa.Text))


_HISTORY: Final = _history()


def read_case(
    session: Session, actor: Actor, case_id: uuid.UUID, *, status: int = 200, location: str | None = None
) -> Answer:
    """Answer a case with all that belongs to it."""
    return _find_case(session, actor, case_id, status=status, location=location)[0]


def read_case_traced(session: Session, database: Database, actor: Actor, case_id: uuid.UUID) -> Answer:
    """Answer a case; that a sealed one was read is kept before it is shown."""
    answer, is_sealed = _find_case(session, actor, case_id)
    if is_sealed:
        _trace(database, actor, case_id)
    return answer


def read_case_reference(session: Session, actor: Actor, case_id: uuid.UUID) -> Answer:
    """Answer the little that other services need of a case."""
    return _REFERENCE.one(session, missing=no_such_case(), case_id=case_id, **sight(actor))


def list_cases(session: Session, actor: Actor, query: dict[str, Any]) -> Answer:
    """Answer the cases in the actor's sight: newest first, or with `due_before` those due first."""
    statement = sa.select(*_ROW).where(visible(), *_filters(query))
    order: list[tuple[Any, str]] = [(Case.id, "desc")]
    if query["due_before"]:
        statement = statement.where(Case.next_due_on.is_not(None), Case.next_due_on < query["due_before"])
        order = [(Case.next_due_on, "asc"), (Case.id, "asc")]
    return page(session, statement, order=order, query=query, params=sight(actor))


def list_history_traced(
    session: Session, database: Database, actor: Actor, case_id: uuid.UUID, query: dict[str, Any]
) -> Answer:
    """Answer the steps of a case's life; that a sealed case's were read is kept before they are shown."""
    if see_case(session, actor, case_id):
        _trace(database, actor, case_id)
    return list_history(session, actor, case_id, query)


def list_history(session: Session, actor: Actor, case_id: uuid.UUID, query: dict[str, Any]) -> Answer:
    """Answer the steps of a case's life, oldest first, as the audit trail keeps them."""
    see_case(session, actor, case_id)
    columns = (audit_entries.c.at, audit_entries.c.lane, audit_entries.c.number)
    return page(
        session, _HISTORY, order=[(column, "asc") for column in columns], query=query,
        params={"subject": f"case:{case_id}", **sight(actor)},
    )  # fmt: skip


def _trace(database: Database, actor: Actor, case_id: uuid.UUID) -> None:
    with database.transaction() as writing:
        note_sealed_read(writing, actor, case_id)


def _find_case(
    session: Session, actor: Actor, case_id: uuid.UUID, *, status: int = 200, location: str | None = None
) -> tuple[Answer, bool]:
    found = session.execute(_CASE, {"case_id": case_id, **sight(actor)}).first()
    if found is None:
        raise no_such_case()
    return Answer(found.body.encode(), status, str(found.version), location), found.is_sealed


def _filters(query: dict[str, Any]) -> list[Any]:
    filters: list[Any] = []
    if query["district"]:
        filters.append(Case.district == query["district"])
    if query["police_station"]:
        filters.append(Case.police_station_key == police_station_key(query["police_station"]))
    if query["stage"]:
        filters.append(Case.stage == query["stage"])
    if query["prosecutor"]:
        live = sa.select(Assignment.case_id).where(
            Assignment.prosecutor_id == query["prosecutor"], Assignment.released_on.is_(None)
        )
        filters.append(Case.id.in_(live))
    if query["q"]:
        filters.append(Case.fir_label.startswith(fold_digits(query["q"]).upper(), autoescape=True))
    return filters
