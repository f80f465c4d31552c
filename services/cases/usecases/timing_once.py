"""One fact once: what somebody entered by hand and what a step says too are not counted twice."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.cases.models import Case, CaseFact

_BY_THE_STEP = "A step of the case says it"


class Subject(NamedTuple):
    """Whom or what a fact is about."""

    accused_id: uuid.UUID | None
    report_id: uuid.UUID | None
    order_id: uuid.UUID | None


def find_standing(session: Session, case: Case, kind: str, subject: Subject, *, is_by_hand: bool) -> list[CaseFact]:
    """Give the facts of a kind about somebody that stand, of those entered by hand or of those that steps say."""
    found = sa.select(CaseFact).where(
        CaseFact.case_id == case.id, CaseFact.superseded_at.is_(None), CaseFact.kind == kind,
        CaseFact.is_by_hand.is_(is_by_hand), CaseFact.accused_id.is_not_distinct_from(subject.accused_id),
        CaseFact.report_id.is_not_distinct_from(subject.report_id),
        CaseFact.order_id.is_not_distinct_from(subject.order_id),
    )  # fmt: skip
    return list(session.scalars(found.order_by(CaseFact.id)))


def supersede_typed(
    session: Session, case: Case, kind: str, subject: Subject, *, since: dt.date, until: dt.date | None = None
) -> uuid.UUID | None:
    """Supersede what was entered by hand of these days, because a step says it; give its name, so that its clock goes on."""
    session.flush()
    typed = [
        fact
        for fact in find_standing(session, case, kind, subject, is_by_hand=True)
        if since <= fact.happened_on and (until is None or fact.happened_on <= until)
    ]
    for fact in typed:
        fact.superseded_at, fact.superseded_why = sa.func.clock_timestamp(), _BY_THE_STEP
    session.flush()
    return typed[0].first_id if typed else None
