"""Reading what is exported: the files somebody asked for, and the rows of a list of cases."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterator
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql as pg
from sqlalchemy.orm import Session

from services.cases.access import see_case, sight, visible
from services.cases.models import Assignment, Case, Export, Task
from services.cases.queries.cases import narrow
from services.cases.rules.days import KARACHI
from services.cases.rules.exporting import MOST_ROWS
from services.cases.schemas.exporting import ListWanted
from services.cases.usecases.exporting import no_such_export
from services.common.actor import Actor
from services.common.answers import Answer, JsonRow, page

_EXPORTS: Final = sa.select(
    Export.id, Export.kind, Export.case_id, Export.state, Export.file_name, Export.media_type, Export.row_count,
    Export.sha256, Export.requested_at, Export.made_at, Export.expires_at,
).where(
    Export.requested_by == sa.bindparam("me", type_=sa.Text),
    Export.expires_at > sa.bindparam("now", type_=sa.DateTime(timezone=True)),
)  # fmt: skip
_EXPORT: Final = JsonRow(_EXPORTS.where(Export.id == sa.bindparam("export_id", type_=pg.UUID(as_uuid=True))))
_COLUMNS: Final = (
    ("FIR", Case.fir_label), ("Police station", Case.police_station), ("District", Case.district),
    ("Dated", Case.fir_on), ("Sections", Case.sections), ("Terrorism", Case.is_terrorism), ("Stage", Case.stage),
    ("Court case number", Case.court_case_number), ("Filed on", Case.filed_on), ("Decided on", Case.decided_on),
    ("Outcome", Case.outcome), ("Accused", Case.accused_count), ("Next due on", Case.next_due_on),
    ("Next hearing", Case.next_hearing_at), ("Sealed", Case.is_sealed), ("Case id", Case.id),
)  # fmt: skip
HEADING: Final = tuple(name for name, _ in _COLUMNS)


def read_export(session: Session, actor: Actor, export_id: uuid.UUID, *, status: int = 200) -> Answer:
    """Answer whether a file is made."""
    location = f"/api/exports/{export_id}" if status == 202 else None
    return _EXPORT.one(
        session, missing=no_such_export(), status=status, location=location, export_id=export_id, **_mine(actor)
    )


def read_accounts(session: Session, actor: Actor, case_id: uuid.UUID) -> tuple[str, set[uuid.UUID]]:
    """Give a case's district, and the accounts of those who worked on it: its team, now and before, and who holds its tasks."""
    see_case(session, actor, case_id)
    team = sa.select(Assignment.prosecutor_id).where(Assignment.case_id == case_id)
    holders = sa.select(Task.owner_id).where(Task.case_id == case_id, Task.owner_id.is_not(None))
    district = session.scalars(sa.select(Case.district).where(Case.id == case_id)).one()
    return district, {account_id for account_id in session.scalars(team.union(holders)) if account_id is not None}


def list_exports(session: Session, actor: Actor, query: dict[str, Any]) -> Answer:
    """Answer the files somebody asked for, newest first."""
    return page(session, _EXPORTS, order=[(Export.id, "desc")], query=query, params=_mine(actor))


def read_rows(session: Session, actor: Actor, wanted: dict[str, Any]) -> Iterator[list[Any]]:
    """Give the rows of a list of cases in somebody's sight, newest first, as they stand in a file."""
    conditions, params = narrow(ListWanted().load(wanted))
    listed = sa.select(*(column for _, column in _COLUMNS)).where(visible(), *conditions)
    listed = listed.order_by(Case.id.desc()).limit(MOST_ROWS).execution_options(yield_per=1000)
    for row in session.execute(listed, {**sight(actor), **params}):
        yield [_plain(value) for value in row]


def _plain(value: Any) -> Any:
    """Give a value as a reader expects it: sections in a line, instants in Karachi's time, yes or no."""
    if isinstance(value, list):
        return ", ".join(f"{section['section']} {section['act'].upper()}" for section in value)
    if isinstance(value, dt.datetime):
        return value.astimezone(KARACHI).strftime("%Y-%m-%d %H:%M")
    if isinstance(value, bool):
        return "yes" if value else ""
    return str(value) if isinstance(value, uuid.UUID) else value


def _mine(actor: Actor) -> dict[str, Any]:
    return {"me": actor.id, "now": dt.datetime.now(dt.UTC)}
