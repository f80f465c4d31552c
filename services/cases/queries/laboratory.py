"""Reading what laboratories were asked and answered, and the dated data behind custody."""

from __future__ import annotations

import uuid
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql as pg
from sqlalchemy.orm import Session

from services.cases.models import (
    CustodyRule,
    Laboratory,
    LaboratoryParcel,
    LaboratoryReport,
    LaboratoryRequest,
    LaboratoryRequestRevision,
)
from services.cases.queries.exhibits import see_traced
from services.cases.queries.parts import listed, members
from services.common.actor import Actor
from services.common.answers import Answer, JsonPage, JsonRow, page
from services.common.database import Database
from services.common.errors import not_found

_CASE: Final = sa.bindparam("case_id", type_=pg.UUID(as_uuid=True))
_EXHIBITS: Final = (
    listed(LaboratoryParcel.exhibit_id, LaboratoryParcel.exhibit_id)
    .where(LaboratoryParcel.request_id == LaboratoryRequest.id)
    .correlate(LaboratoryRequest)
    .scalar_subquery()
    .label("exhibit_ids")
)
_OF_REQUEST: Final = LaboratoryReport.request_id == LaboratoryRequest.id
_REPORT: Final = (
    sa.select(
        members(
            LaboratoryReport.laboratory_number, LaboratoryReport.reported_on, LaboratoryReport.received_on,
            LaboratoryReport.finding, LaboratoryReport.result, LaboratoryReport.matched_exhibit_id,
            LaboratoryReport.exhibited_as_id, LaboratoryReport.document_id,
        )
    )
    .where(_OF_REQUEST, LaboratoryReport.superseded_at.is_(None))
    .correlate(LaboratoryRequest)
    .scalar_subquery()
    .label("report")
)  # fmt: skip
_SUPERSEDED: Final = (
    sa.select(sa.func.count())
    .select_from(LaboratoryReport)
    .where(_OF_REQUEST, LaboratoryReport.superseded_at.is_not(None))
    .correlate(LaboratoryRequest)
    .scalar_subquery()
    .label("superseded_reports")
)
_REVISIONS: Final = (
    listed(
        members(
            LaboratoryRequestRevision.number, LaboratoryRequestRevision.before, LaboratoryRequestRevision.reason,
            LaboratoryRequestRevision.changed_by, LaboratoryRequestRevision.changed_at,
        ),
        LaboratoryRequestRevision.number,
    )
    .where(LaboratoryRequestRevision.request_id == LaboratoryRequest.id)
    .correlate(LaboratoryRequest)
    .scalar_subquery()
    .label("revisions")
)  # fmt: skip
_REQUESTS: Final = sa.select(
    LaboratoryRequest.id, LaboratoryRequest.laboratory, LaboratoryRequest.department, _EXHIBITS,
    LaboratoryRequest.questions, LaboratoryRequest.requested_on, LaboratoryRequest.reference,
    LaboratoryRequest.seal_impression, LaboratoryRequest.document_id, _REPORT, _SUPERSEDED, _REVISIONS,
    LaboratoryRequest.entered_by, LaboratoryRequest.entered_at, LaboratoryRequest.version,
).where(LaboratoryRequest.case_id == _CASE)  # fmt: skip
_PAGE: Final = JsonPage(_REQUESTS, order=[(LaboratoryRequest.id, "asc")])
_REQUEST: Final = JsonRow(
    _REQUESTS.where(LaboratoryRequest.id == sa.bindparam("request_id", type_=pg.UUID(as_uuid=True)))
)


def list_laboratory_requests(
    session: Session, database: Database, actor: Actor, case_id: uuid.UUID, query: dict[str, Any]
) -> Answer:
    """Answer what laboratories were asked in a case, oldest first."""
    see_traced(session, database, actor, case_id)
    return _PAGE.answer(session, query, {"case_id": case_id})


def read_laboratory_request(session: Session, case_id: uuid.UUID, request_id: uuid.UUID, *, status: int) -> Answer:
    """Answer a request that the actor has just made or seen answered."""
    missing = not_found("no_such_request", "There is no such laboratory request in this case.")
    return _REQUEST.one(session, missing=missing, status=status, case_id=case_id, request_id=request_id)


def list_laboratories(session: Session, query: dict[str, Any]) -> Answer:
    """Answer the laboratories."""
    columns = sa.select(*Laboratory.__table__.columns)
    return page(session, columns, order=[(Laboratory.code, "asc")], query=query)


def list_custody_rules(session: Session, query: dict[str, Any]) -> Answer:
    """Answer what counts as a gap of custody, and how long exhibits are kept."""
    order: list[Any] = [(CustodyRule.rule, "asc"), (CustodyRule.valid_from, "asc")]
    return page(session, sa.select(*CustodyRule.__table__.columns), order=order, query=query)
