"""Marking hearings that no longer fit: their case went to another court (CrPC 526, ATA 28, or because the court was abolished).

A hearing before the former court is not moved by itself: which hour the new court has for it only that court says. It is marked, so
that whoever schedules finds it, until it is moved or vacated. Nothing is given back meanwhile.
"""

from __future__ import annotations

import uuid
from typing import Final

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.common.actor import Actor
from services.common.audit import record
from services.scheduling.models import Hearing, HearingListing
from services.scheduling.rules.outcomes import HELD, OPEN
from services.scheduling.usecases.changes import Picture, keep_change
from services.scheduling.usecases.known_cases import learn_case
from services.scheduling.usecases.placing import touch

ITSELF: Final = Actor(id="service:scheduling")
TRANSFERRED: Final = "case_transferred"


def follow_transfer(
    session: Session, *, case_id: uuid.UUID, from_court_id: uuid.UUID, court_id: uuid.UUID, district: str
) -> None:
    """Keep a case's new court, and mark its hearings that stand before the former one."""
    learn_case(session, case_id, district=district, court_id=court_id)
    listed = sa.select(HearingListing.hearing_id).where(
        HearingListing.kind == "case", HearingListing.subject_id == case_id
    )
    standing = sa.select(Hearing).where(
        Hearing.id.in_(listed), Hearing.court_id == from_court_id, Hearing.status.in_((OPEN, HELD)),
        Hearing.to_be_refixed.is_(None),
    )  # fmt: skip
    for hearing in session.scalars(standing.order_by(Hearing.id).with_for_update(key_share=True)):
        before = Picture.of(hearing)
        hearing.to_be_refixed = TRANSFERRED
        touch(hearing)
        keep_change(session, ITSELF, hearing, "to_be_refixed", before=before)
        record(session, ITSELF, "hearing_to_be_refixed", f"hearing:{hearing.id}", case_id=case_id, court_id=court_id)
