"""Reading which of a prosecutor's hearings are trial days that should not lose him."""

from __future__ import annotations

import datetime as dt
import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.scheduling.models import Court, Hearing, HearingListing, Sitting
from services.scheduling.rules.days import span_of
from services.scheduling.rules.outcomes import OPEN
from services.scheduling.rules.pinning import is_pinned


def read_pinned(session: Session, prosecutor_id: uuid.UUID, first: dt.date, last: dt.date) -> list[uuid.UUID]:
    """Give a person's open hearings from first to last, both counted, that are such days, in order of time."""
    start, end = span_of(first, last)
    rows = session.execute(
        sa.select(Hearing.id, Hearing.purpose, Court.kind.label("court_kind"), Sitting.kind.label("sitting_kind"))
        .join(HearingListing, HearingListing.hearing_id == Hearing.id)
        .join(Court, Court.id == Hearing.court_id)
        .outerjoin(Sitting, Sitting.id == Hearing.sitting_id)
        .where(HearingListing.kind == "prosecutor", HearingListing.subject_id == prosecutor_id)
        .where(HearingListing.starts_at >= start, HearingListing.starts_at < end, Hearing.status == OPEN)
        .order_by(Hearing.starts_at, Hearing.id)
    )
    return [
        row.id
        for row in rows
        if is_pinned(sitting_kind=row.sitting_kind, court_kind=row.court_kind, purpose=row.purpose)
    ]
