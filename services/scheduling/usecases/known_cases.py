"""Keeping the little that is needed of cases, from their events: district, court, who stands on them, who may not.

Events may come twice, late and out of order: what is known is never unlearned, and of two changes to one prosecutor's place on
a case the later one holds.
"""

from __future__ import annotations

import datetime as dt
import uuid

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from services.scheduling.models import CaseProsecutor, KnownCase, Recusal, RosterEntry


def learn_case(
    session: Session, case_id: uuid.UUID, *, district: str | None = None, court_id: uuid.UUID | None = None
) -> None:
    """Keep a case's district and court; what is not said stays as it is known."""
    row = insert(KnownCase).values(id=case_id, district=district, court_id=court_id)
    session.execute(
        row.on_conflict_do_update(
            index_elements=[KnownCase.id],
            set_={
                "district": sa.func.coalesce(row.excluded.district, KnownCase.district),
                "court_id": sa.func.coalesce(row.excluded.court_id, KnownCase.court_id),
            },
        )
    )


def learn_prosecutor(
    session: Session, case_id: uuid.UUID, prosecutor_id: uuid.UUID, *, is_assigned: bool, at: dt.datetime
) -> None:
    """Keep whether a prosecutor stands on a case, unless something later is known."""
    row = insert(CaseProsecutor).values(
        case_id=case_id, prosecutor_id=prosecutor_id, is_assigned=is_assigned, changed_at=at
    )
    session.execute(
        row.on_conflict_do_update(
            index_elements=[CaseProsecutor.case_id, CaseProsecutor.prosecutor_id],
            set_={"is_assigned": row.excluded.is_assigned, "changed_at": row.excluded.changed_at},
            where=CaseProsecutor.changed_at < row.excluded.changed_at,
        )
    )


def learn_recusal(
    session: Session, case_id: uuid.UUID, prosecutor_id: uuid.UUID, *, is_recused: bool, at: dt.datetime
) -> bool:
    """Keep whether a prosecutor may not stand in a case; False when something later, or just this, is known."""
    row = insert(Recusal).values(case_id=case_id, prosecutor_id=prosecutor_id, is_recused=is_recused, changed_at=at)
    kept = session.execute(
        row.on_conflict_do_update(
            index_elements=[Recusal.case_id, Recusal.prosecutor_id],
            set_={"is_recused": row.excluded.is_recused, "changed_at": row.excluded.changed_at},
            where=Recusal.changed_at < row.excluded.changed_at,
        ).returning(Recusal.is_recused)
    )
    return kept.first() is not None


def learn_roster_entry(session: Session, prosecutor_id: uuid.UUID, district: str) -> None:
    """Put a prosecutor who stands on a case on the roster, so that he can be booked; a known one stays as he is."""
    row = insert(RosterEntry).values(id=prosecutor_id, district=district, designation=None)
    session.execute(row.on_conflict_do_nothing(index_elements=[RosterEntry.id]))
