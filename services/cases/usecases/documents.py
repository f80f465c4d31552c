"""Keep of documents' files what a case shows, and tie a police report's file to its report."""

from __future__ import annotations

import uuid

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from services.cases.access import hold_case, touch
from services.cases.models import CaseDocument, Report

REPORT_KIND = "police_report"


def keep_document(
    session: Session, *, document_id: uuid.UUID, case_id: uuid.UUID, kind: str, version: int, sha256: str
) -> None:
    """Keep a confirmed document; a police report becomes the file of the newest report that has none."""
    case = hold_case(session, case_id)
    if case is None:
        return
    row = {"document_id": document_id, "case_id": case_id, "kind": kind, "version": version, "sha256": sha256}
    statement = insert(CaseDocument).values(row)
    newer = CaseDocument.version < version
    session.execute(statement.on_conflict_do_update(index_elements=["document_id"], set_=row, where=newer))
    if kind == REPORT_KIND:
        _tie_to_report(session, case_id, document_id)
    touch(case)


def _tie_to_report(session: Session, case_id: uuid.UUID, document_id: uuid.UUID) -> None:
    tied = sa.select(Report.id).where(Report.case_id == case_id, Report.document_id == document_id)
    if session.execute(tied).first() is not None:
        return
    newest = sa.select(Report).where(Report.case_id == case_id).order_by(Report.round.desc()).limit(1)
    report = session.scalars(newest).one_or_none()
    if report is not None and report.document_id is None:
        report.document_id = document_id
