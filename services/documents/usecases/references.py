"""Keeping what documents must know of cases, so that reading a document needs no other service.

The team and the district come by events as they change; whether a case is sealed is read from cases: when the first document
comes, when an event about a case with documents comes, and before a link to a file is handed out.
"""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Final

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from services.common.calling import Caller
from services.common.database import Database
from services.common.errors import Problem
from services.documents.clients.cases import CaseFacts, read_case
from services.documents.models import CaseProsecutor, CaseRecusal, CaseReference

FRESH: Final = dt.timedelta(minutes=5)
_AWAY: Final = ("unavailable", "too_late")


def keep_district(session: Session, case_id: uuid.UUID, district: str) -> None:
    """Keep where a case is, as an event says it; what else is known of it is then read anew if it was ever read."""
    fresh = insert(CaseReference).values(case_id=case_id, district=district)
    session.execute(
        fresh.on_conflict_do_update(
            index_elements=["case_id"],
            set_={
                "district": district,
                "wanted_at": sa.case((CaseReference.read_at.is_not(None), sa.func.now()), else_=None),
            },
        )
    )


def keep_prosecutor(
    session: Session, case_id: uuid.UUID, prosecutor_id: uuid.UUID, *, is_on: bool, changed_at: dt.datetime
) -> None:
    """Keep whether a prosecutor is on a case's team; what is older than what is known changes nothing."""
    _keep_later(session, CaseProsecutor, case_id, prosecutor_id, changed_at, is_on=is_on)


def keep_recusal(
    session: Session, case_id: uuid.UUID, prosecutor_id: uuid.UUID, *, is_recused: bool, changed_at: dt.datetime
) -> None:
    """Keep whether somebody is recused from a case; what is older than what is known changes nothing."""
    _keep_later(session, CaseRecusal, case_id, prosecutor_id, changed_at, is_recused=is_recused)


def _keep_later(
    session: Session, kept: type[CaseProsecutor | CaseRecusal], case_id: uuid.UUID, prosecutor_id: uuid.UUID,
    changed_at: dt.datetime, **says: bool,
) -> None:  # fmt: skip
    values = {**says, "changed_at": changed_at}
    session.execute(
        insert(kept)
        .values(case_id=case_id, prosecutor_id=prosecutor_id, **values)
        .on_conflict_do_update(
            index_elements=["case_id", "prosecutor_id"], set_=values, where=kept.changed_at < changed_at
        )
    )


def keep_case(session: Session, facts: CaseFacts, asked_at: dt.datetime) -> None:
    """Keep what cases said of a case when it was asked; events of later instants stand."""
    values = {"district": facts.district, "is_sealed": facts.is_sealed, "read_at": asked_at, "wanted_at": None}
    session.execute(
        insert(CaseReference)
        .values(case_id=facts.case_id, **values)
        .on_conflict_do_update(index_elements=["case_id"], set_=values)
    )
    for prosecutor_id in facts.prosecutor_ids:
        keep_prosecutor(session, facts.case_id, prosecutor_id, is_on=True, changed_at=asked_at)
    session.execute(
        sa.update(CaseProsecutor)
        .where(
            CaseProsecutor.case_id == facts.case_id,
            CaseProsecutor.prosecutor_id.not_in(facts.prosecutor_ids),
            CaseProsecutor.changed_at < asked_at,
        )
        .values(is_on=False, changed_at=asked_at)
    )


def refresh_case(database: Database, caller: Caller, case_id: uuid.UUID) -> bool:
    """Read a case anew unless it was read lately; give whether what is known of it can be trusted now.

    An unknown case is Problem not_found; cases being away is no failure but gives False.
    """
    with database.reading() as session:
        known = session.execute(
            sa.select(CaseReference.case_id).where(
                CaseReference.case_id == case_id,
                CaseReference.wanted_at.is_(None),
                CaseReference.read_at > sa.func.now() - FRESH,
            )
        ).first()
    if known:
        return True
    asked_at = dt.datetime.now(dt.UTC)
    try:
        facts = read_case(caller, case_id)
    except Problem as problem:
        if problem.kind in _AWAY:
            return False
        raise
    with database.transaction() as session:
        keep_case(session, facts, asked_at)
    return True


def find_wanted(session: Session) -> uuid.UUID | None:
    """Give a case that must be read anew, the longest waiting first."""
    return session.scalar(
        sa.select(CaseReference.case_id)
        .where(CaseReference.wanted_at.is_not(None))
        .order_by(CaseReference.wanted_at)
        .limit(1)
    )


def postpone(session: Session, case_id: uuid.UUID) -> None:
    """Put a case that cannot be read just now at the end of the row."""
    session.execute(sa.update(CaseReference).where(CaseReference.case_id == case_id).values(wanted_at=sa.func.now()))


def forget_case(session: Session, case_id: uuid.UUID) -> None:
    """Count a case that cases does not know any more as sealed, and do not ask for it again."""
    session.execute(
        sa.update(CaseReference).where(CaseReference.case_id == case_id).values(is_sealed=True, wanted_at=None)
    )
