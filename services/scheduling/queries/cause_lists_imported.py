"""Reading cause lists that were sent in: where they stand, their rows, the clerk's queue. Those of courts in one's districts."""

from __future__ import annotations

import base64
import uuid
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql as pg
from sqlalchemy.orm import Session

from services.common.actor import Actor
from services.common.answers import Answer, JsonRow, answer_json, page
from services.common.audit import record
from services.common.errors import not_found
from services.scheduling.models import CauseListImport, CauseListRow
from services.scheduling.queries.cause_lists_changes import answer_changes, entries_of_import
from services.scheduling.usecases.cause_lists_accepting import Outcome
from services.scheduling.usecases.cause_lists_taking import no_such_import

_ID: Final = sa.bindparam("import_id", type_=pg.UUID(as_uuid=True))
_AWAITING: Final = (
    sa.select(sa.func.count())
    .where(CauseListRow.import_id == CauseListImport.id, CauseListRow.awaits_clerk)
    .correlate(CauseListImport)
    .scalar_subquery()
)
_SEEN: Final = sa.or_(
    sa.bindparam("everywhere", type_=sa.Boolean),
    CauseListImport.district == sa.any_(sa.bindparam("districts", type_=pg.ARRAY(sa.Text))),
)
_IMPORTS: Final = sa.select(
    CauseListImport.id, CauseListImport.court_id, CauseListImport.district, CauseListImport.listed_on,
    CauseListImport.file_name, CauseListImport.sha256, CauseListImport.state, CauseListImport.refusal_code,
    CauseListImport.refusal_detail, CauseListImport.warnings, CauseListImport.row_count, _AWAITING.label("awaiting"),
    CauseListImport.created_by, CauseListImport.created_at, CauseListImport.finished_at, CauseListImport.accepted_by,
    CauseListImport.accepted_at, CauseListImport.supersedes_id, CauseListImport.version,
).where(_SEEN)  # fmt: skip


def _counts() -> Any:
    states = (
        sa.select(CauseListRow.state, sa.func.count().label("count"))
        .where(CauseListRow.import_id == CauseListImport.id)
        .group_by(CauseListRow.state)
        .correlate(CauseListImport)
        .subquery("states")
    )
    return sa.select(
        sa.func.coalesce(sa.func.json_object_agg(states.c.state, states.c.count), sa.text("'{}'::json"))
    ).scalar_subquery()


_IMPORT: Final = JsonRow(
    _IMPORTS.add_columns(CauseListImport.above, _counts().label("counts")).where(CauseListImport.id == _ID)
)
_ROW_COLUMNS: Final = (
    CauseListRow.row, CauseListRow.place, CauseListRow.printed, CauseListRow.number_as_printed, CauseListRow.purpose,
    CauseListRow.time, CauseListRow.day, CauseListRow.next_on, CauseListRow.warnings, CauseListRow.state,
    CauseListRow.differs, CauseListRow.candidates, CauseListRow.case_ids, CauseListRow.hearing_id, CauseListRow.done,
    CauseListRow.awaits_clerk, CauseListRow.resolved_by, CauseListRow.resolved_at, CauseListRow.resolved_because,
)  # fmt: skip
_ROW: Final = JsonRow(
    sa.select(*_ROW_COLUMNS).where(
        CauseListRow.import_id == _ID, CauseListRow.row == sa.bindparam("row", type_=sa.Integer)
    )
)


def read_import(session: Session, actor: Actor, import_id: uuid.UUID, *, status: int = 200) -> Answer:
    """Answer where a list stands."""
    location = f"/api/cause-list-imports/{import_id}" if status == 202 else None
    return _IMPORT.one(
        session, missing=no_such_import(), status=status, location=location, import_id=import_id, **_sight(actor)
    )


def list_imports(session: Session, actor: Actor, query: dict[str, Any]) -> Answer:
    """Answer the lists that courts sent, the newest first."""
    wanted = [
        getattr(CauseListImport, name) == query[name]
        for name in ("court_id", "listed_on", "state")
        if query[name] is not None
    ]
    chosen = _IMPORTS.where(*wanted)
    return page(session, chosen, order=[(CauseListImport.id, "desc")], query=query, params=_sight(actor))


def list_rows(session: Session, actor: Actor, import_id: uuid.UUID, query: dict[str, Any]) -> Answer:
    """Answer a list's rows in their order."""
    find_import(session, actor, import_id)
    chosen = sa.select(*_ROW_COLUMNS).where(CauseListRow.import_id == import_id)
    if query["state"] is not None:
        chosen = chosen.where(CauseListRow.state == query["state"])
    return page(session, chosen, order=[(CauseListRow.row, "asc")], query=query)


def read_row(session: Session, import_id: uuid.UUID, row: int) -> Answer:
    """Answer a row of a list that the reader has in sight."""
    session.flush()
    return _ROW.one(
        session, missing=not_found("cause_list_row_not_found", "The list has no such row."), import_id=import_id, row=row
    )  # fmt: skip


def list_queue(session: Session, actor: Actor, query: dict[str, Any]) -> Answer:
    """Answer the rows that wait for a clerk, by day, then by list."""
    chosen = sa.select(
        *_ROW_COLUMNS, CauseListRow.import_id, CauseListRow.court_id, CauseListRow.listed_on
    ).where(CauseListRow.awaits_clerk)  # fmt: skip
    if not actor.sees_everywhere:
        chosen = chosen.where(CauseListRow.district.in_(actor.districts))
    if query["court_id"] is not None:
        chosen = chosen.where(CauseListRow.court_id == query["court_id"])
    order = [(CauseListRow.listed_on, "asc"), (CauseListRow.import_id, "asc"), (CauseListRow.row, "asc")]
    return page(session, chosen, order=order, query=query)


def read_changes(session: Session, actor: Actor, import_id: uuid.UUID) -> Answer:
    """Answer how a list differs from the one it took the place of, or would take it of."""
    kept = find_import(session, actor, import_id)
    former = kept.supersedes_id or session.scalar(
        sa.select(CauseListImport.id).where(
            CauseListImport.court_id == kept.court_id, CauseListImport.listed_on == kept.listed_on,
            CauseListImport.state == "accepted", CauseListImport.id != kept.id,
        )
    )  # fmt: skip
    before = entries_of_import(session, former) if former else []
    return answer_changes(former, before, entries_of_import(session, import_id))


def fetch_file(session: Session, actor: Actor, import_id: uuid.UUID) -> Answer:
    """Answer a list's file as it was sent in."""
    kept = find_import(session, actor, import_id)
    record(session, actor, "cause_list_file_fetched", f"cause_list_import:{import_id}")
    return answer_json(
        {
            "file_name": kept.file_name, "media_type": "application/octet-stream", "sha256": kept.sha256,
            "content_base64": base64.b64encode(kept.content).decode(),
        }
    )  # fmt: skip


def show_outcome(outcome: Outcome, *, is_done: bool) -> Answer:
    """Answer what accepting a list does, or did; a hearing that is not made yet has no id."""
    steps = [
        {
            "action": step.action, "row": step.row, "case_id": step.case_id,
            "hearing_id": step.hearing_id if is_done or step.action != "schedule" else None,
            "starts_at": step.starts_at, "prosecutor_ids": step.prosecutor_ids, "warnings": step.warnings,
            "problem": {"code": step.problem.code, "detail": step.problem.detail} if step.problem else None,
        }
        for step in outcome.steps
    ]  # fmt: skip
    return answer_json(
        {
            "plan": outcome.name, "is_possible": not outcome.blocked, "counts": outcome.counts,
            "awaiting": outcome.awaiting, "steps": steps,
        }
    )  # fmt: skip


def find_import(session: Session, actor: Actor, import_id: uuid.UUID) -> CauseListImport:
    """Give a list of a court in one's districts."""
    found = session.get(CauseListImport, import_id)
    if found is None or not actor.sees_district(found.district):
        raise no_such_import()
    return found


def _sight(actor: Actor) -> dict[str, Any]:
    return {"everywhere": actor.sees_everywhere, "districts": list(actor.districts)}
