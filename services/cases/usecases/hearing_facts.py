"""What happened at a hearing as facts that clocks run by: an adjournment counts against the law's limit (ATA 19(8)).

Before: scheduling tells how a hearing went. The fact is the hearing's own, so that an event that comes twice counts once, and a
correction (it was held after all) takes it back.
"""

from __future__ import annotations

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.cases.access import SYSTEM, hold_case, touch
from services.cases.models import Case, CaseFact, HearingRecord
from services.cases.rules.replay import ADJOURNED
from services.cases.usecases.timing import note_fact, retract_facts
from services.common.audit import record


def follow_outcome(session: Session, hearing_id: uuid.UUID) -> None:
    """Let the facts of a case follow what is kept of a hearing: adjourned or not."""
    kept = session.execute(
        sa.select(HearingRecord.case_id, HearingRecord.outcome, HearingRecord.heard_on).where(
            HearingRecord.hearing_id == hearing_id
        )
    ).first()
    case = hold_case(session, kept.case_id) if kept is not None else None
    if kept is None or case is None or case.filed_on is None:
        return
    known = sa.select(CaseFact).where(CaseFact.first_id == hearing_id, CaseFact.superseded_at.is_(None))
    fact = session.scalars(known).one_or_none()
    if kept.outcome == "adjourned" and fact is None:
        note_fact(session, SYSTEM, case, ADJOURNED, kept.heard_on, first_id=hearing_id)
        _close(session, case, "adjournment_counted", hearing_id)
    elif kept.outcome != "adjourned" and fact is not None:
        retract_facts(session, case, {ADJOURNED}, "The hearing was held", first_id=hearing_id)
        _close(session, case, "adjournment_taken_back", hearing_id)


def _close(session: Session, case: Case, action: str, hearing_id: uuid.UUID) -> None:
    touch(case)
    record(session, SYSTEM, action, f"case:{case.id}", hearing_id=hearing_id)
