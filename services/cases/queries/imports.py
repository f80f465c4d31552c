"""Reading imports of registers and what was wrong with them."""

from __future__ import annotations

import uuid
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql as pg
from sqlalchemy.orm import Session

from services.cases.models import ImportFault, ImportProgress, RegisterImport
from services.common.actor import Actor
from services.common.answers import Answer, JsonRow, page
from services.common.errors import Problem, not_found

_ID: Final = sa.bindparam("import_id", type_=pg.UUID(as_uuid=True))
_SEEN: Final = sa.or_(
    sa.bindparam("everywhere", type_=sa.Boolean),
    RegisterImport.district == sa.any_(sa.bindparam("districts", type_=sa.ARRAY(sa.Text))),
)
_ROW: Final = sa.select(
    RegisterImport.id, RegisterImport.district, RegisterImport.file_name, RegisterImport.sha256,
    RegisterImport.is_dry_run, RegisterImport.state, RegisterImport.row_count, RegisterImport.fault_count,
    RegisterImport.case_count, RegisterImport.known_count,
    sa.case((RegisterImport.state == "running", ImportProgress.phase)).label("phase"),
    sa.case((RegisterImport.state == "running", ImportProgress.rows_done)).label("rows_done"),
    sa.case((RegisterImport.state == "running", ImportProgress.row_total)).label("row_total"),
    RegisterImport.created_by, RegisterImport.created_at, RegisterImport.finished_at,
).outerjoin(ImportProgress, ImportProgress.import_id == RegisterImport.id).where(_SEEN)  # fmt: skip
_IMPORT: Final = JsonRow(_ROW.where(RegisterImport.id == _ID))
_EXISTS: Final = sa.select(RegisterImport.id).where(RegisterImport.id == _ID, _SEEN)
_FAULTS: Final = sa.select(
    ImportFault.number, ImportFault.row, ImportFault.letter, ImportFault.column, ImportFault.code, ImportFault.detail
).where(ImportFault.import_id == _ID)


def read_import(session: Session, actor: Actor, import_id: uuid.UUID, *, status: int = 200) -> Answer:
    """Answer where an import stands."""
    location = f"/api/cases/imports/{import_id}" if status == 202 else None
    return _IMPORT.one(
        session, missing=_no_such_import(), status=status, location=location, import_id=import_id, **_sight(actor)
    )


def list_imports(session: Session, actor: Actor, query: dict[str, Any]) -> Answer:
    """Answer the imports of the districts in the actor's sight, newest first."""
    statement = _ROW.where(RegisterImport.district == query["district"]) if query["district"] else _ROW
    return page(session, statement, order=[(RegisterImport.id, "desc")], query=query, params=_sight(actor))


def list_faults(session: Session, actor: Actor, import_id: uuid.UUID, query: dict[str, Any]) -> Answer:
    """Answer what is wrong with a file, in the order of its rows."""
    params = {"import_id": import_id, **_sight(actor)}
    if session.execute(_EXISTS, params).first() is None:
        raise _no_such_import()
    return page(session, _FAULTS, order=[(ImportFault.number, "asc")], query=query, params={"import_id": import_id})


def _sight(actor: Actor) -> dict[str, Any]:
    return {"everywhere": actor.sees_everywhere, "districts": list(actor.districts)}


def _no_such_import() -> Problem:
    return not_found("no_such_import", "There is no such import in your sight.")
