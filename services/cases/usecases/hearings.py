"""Keep of scheduling's hearings what a case shows: when it is heard next.

Events may come twice, late or out of order: the newest word on a hearing stands, and an ended one never comes back.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from services.cases.access import hold_case, touch
from services.cases.events import NextHearingChanged
from services.cases.models import CaseHearing
from services.cases.usecases.watching import audience_of
from services.common.outbox import publish


def keep_hearing(
    session: Session,
    *,
    hearing_id: uuid.UUID,
    case_id: uuid.UUID,
    court_id: uuid.UUID,
    starts_at: dt.datetime,
    heard_at: dt.datetime,
    joined_case_ids: Sequence[uuid.UUID] = (),
) -> None:
    """Keep a hearing that will take place, or that was moved, with the cases it is joined with."""
    hold_case(session, case_id)
    known = sa.select(CaseHearing).where(CaseHearing.hearing_id == hearing_id)
    rows = {row.case_id: row for row in session.scalars(known)}
    if any(row.state == "ended" or row.heard_at >= heard_at for row in rows.values()):
        return
    for one_id in {case_id, *joined_case_ids} - rows.keys():
        rows[one_id] = CaseHearing(hearing_id=hearing_id, case_id=one_id, state="scheduled")
        session.add(rows[one_id])
    for row in rows.values():
        row.court_id, row.starts_at, row.heard_at = court_id, starts_at, heard_at
    _refresh(session, rows)


def change_cases(
    session: Session,
    *,
    hearing_id: uuid.UUID,
    case_ids: Sequence[uuid.UUID],
    removed_case_ids: Sequence[uuid.UUID],
    court_id: uuid.UUID,
    starts_at: dt.datetime,
    heard_at: dt.datetime,
) -> None:
    """Keep which cases are heard at a hearing when some were joined to it or left it; the newest word on its time stands."""
    hold_case(session, case_ids[0])
    known = sa.select(CaseHearing).where(CaseHearing.hearing_id == hearing_id)
    rows = {row.case_id: row for row in session.scalars(known)}
    if any(row.state == "ended" for row in rows.values()):
        return
    newest = max(rows.values(), key=lambda row: row.heard_at, default=None)
    if newest is not None and newest.heard_at > heard_at and newest.starts_at is not None:
        court_id, starts_at, heard_at = newest.court_id, newest.starts_at, newest.heard_at
    for case_id in set(case_ids) - rows.keys():
        row = CaseHearing(hearing_id=hearing_id, case_id=case_id, state="scheduled")
        row.court_id, row.starts_at, row.heard_at = court_id, starts_at, heard_at
        session.add(row)
    for case_id in set(removed_case_ids) & rows.keys():
        session.delete(rows[case_id])
    _refresh(session, {*rows, *case_ids})


def end_hearing(
    session: Session, *, hearing_id: uuid.UUID, case_id: uuid.UUID, court_id: uuid.UUID, heard_at: dt.datetime
) -> None:
    """Keep that a hearing was held, adjourned or vacated, also when its beginning has not been heard of yet."""
    hold_case(session, case_id)
    row = {
        "hearing_id": hearing_id, "case_id": case_id, "court_id": court_id, "starts_at": None, "state": "ended",
        "heard_at": heard_at,
    }  # fmt: skip
    session.execute(insert(CaseHearing).values(row).on_conflict_do_nothing())
    ended = sa.update(CaseHearing).where(CaseHearing.hearing_id == hearing_id).values(state="ended", heard_at=heard_at)
    _refresh(session, session.scalars(ended.returning(CaseHearing.case_id)).all())


def _refresh(session: Session, case_ids: Iterable[uuid.UUID]) -> None:
    session.flush()
    for case_id in sorted(case_ids):
        refresh_next_hearing(session, case_id)


def refresh_next_hearing(session: Session, case_id: uuid.UUID) -> None:
    """Repeat in the case when it is heard next."""
    case = hold_case(session, case_id)
    if case is None:
        return
    following = session.execute(
        sa.select(CaseHearing.hearing_id, CaseHearing.starts_at)
        .where(CaseHearing.case_id == case_id, CaseHearing.state == "scheduled")
        .order_by(CaseHearing.starts_at, CaseHearing.hearing_id)
        .limit(1)
    ).first()
    found = (following.hearing_id, following.starts_at) if following else (None, None)
    if found != (case.next_hearing_id, case.next_hearing_at):
        case.next_hearing_id, case.next_hearing_at = found
        touch(case)
        told = NextHearingChanged(case_id=case.id, hearing_id=case.next_hearing_id, starts_at=case.next_hearing_at)
        publish(session, told, audience=audience_of(session, case))
