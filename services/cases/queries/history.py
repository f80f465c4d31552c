"""Reading a case's history: the steps of its life, as the audit trail keeps them."""

from __future__ import annotations

import uuid
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql as pg
from sqlalchemy.orm import Session, aliased

from services.cases.access import see_case, sight, visible
from services.cases.models import Case, WithheldEntry
from services.cases.queries.cases import trace_sealed_read
from services.common.actor import Actor
from services.common.answers import Answer, page
from services.common.database import Database
from services.common.tables import audit_entries


def _history() -> sa.Select[Any]:
    """Give the select of a case's steps; of a linked case that is not in the reader's sight, not even the id shows.

    Of an entry that named a protected person shows what was left of it.
    """
    other, entry = aliased(Case), sa.cast(audit_entries.c.entry, pg.JSONB)
    is_withheld = WithheldEntry.lane.is_not(None)
    as_kept = sa.cast(entry.op("->")(sa.literal_column("'detail'")), pg.JSONB)
    detail = sa.case((is_withheld, WithheldEntry.detail), else_=as_kept)
    reason = sa.case((is_withheld, WithheldEntry.reason), else_=entry.op("->>")(sa.literal_column("'reason'")))
    linked = sa.cast(detail.op("->>")(sa.literal_column("'other_case_id'")), pg.UUID(as_uuid=True))
    is_hidden = sa.and_(linked.is_not(None), sa.not_(sa.exists().where(other.id == linked, visible(other))))
    shortened = detail.op("-")(sa.literal_column("'other_case_id'"))
    shown_otherwise = sa.and_(
        WithheldEntry.lane == audit_entries.c.lane, WithheldEntry.number == audit_entries.c.number
    )
    return (
        sa.select(
            audit_entries.c.at,
            audit_entries.c.actor_id,
            audit_entries.c.action,
            reason.label("reason"),
            sa.case((is_hidden, sa.cast(shortened, pg.JSONB)), else_=detail).label("detail"),
        )
        .outerjoin_from(audit_entries, WithheldEntry, shown_otherwise)
        .where(audit_entries.c.subject == sa.bindparam("subject", type_=sa.Text))
    )


_HISTORY: Final = _history()
_ORDER: Final = [(audit_entries.c.at, "asc"), (audit_entries.c.lane, "asc"), (audit_entries.c.number, "asc")]


def list_history(session: Session, actor: Actor, case_id: uuid.UUID, query: dict[str, Any]) -> Answer:
    """Answer the steps of a case's life, oldest first."""
    see_case(session, actor, case_id)
    return page(session, _HISTORY, order=_ORDER, query=query, params={"subject": f"case:{case_id}", **sight(actor)})


def list_history_traced(
    session: Session, database: Database, actor: Actor, case_id: uuid.UUID, query: dict[str, Any]
) -> Answer:
    """Answer the steps of a case's life; that a sealed case's were read is kept before they are shown."""
    if see_case(session, actor, case_id):
        trace_sealed_read(database, actor, case_id)
    return list_history(session, actor, case_id, query)
