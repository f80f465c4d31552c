"""A case's numbers in courts, and its transfer: the new number stands over the old one (SCCR 7.2; CrPC 526; ATA 23, 28).

Before: the case was filed. Sets off: its hearings go on in the other court; who keeps them is told.
"""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.cases.access import open_undecided, touch
from services.cases.events import CaseTransferred
from services.cases.models import Case, CourtNumber
from services.cases.usecases.procedure import move
from services.cases.usecases.today import day_of
from services.cases.usecases.watching import audience_of
from services.common.actor import Actor
from services.common.audit import record
from services.common.errors import conflict
from services.common.ids import new_id
from services.common.outbox import publish


def keep_number(
    session: Session,
    case: Case,
    *,
    court_id: uuid.UUID,
    number: str,
    since_on: dt.date,
    reason: str,
    order_reference: str | None = None,
) -> None:
    """Keep a case's number from a day on; the one before ends there. The same number in the same court changes nothing."""
    current = session.scalars(
        sa.select(CourtNumber).where(CourtNumber.case_id == case.id, CourtNumber.until_on.is_(None))
    ).one_or_none()
    if current is None and case.court_id is not None and case.court_case_number is not None:
        # Filed before numbers were kept: the one that the case shows is the first.
        current = CourtNumber(
            id=new_id(), case_id=case.id, position=1, court_id=case.court_id, number=case.court_case_number,
            reason="filed", order_reference=None, since_on=case.filed_on or since_on, until_on=None,
        )  # fmt: skip
        session.add(current)
    case.court_id, case.court_case_number = court_id, number
    if current is not None:
        if (current.court_id, current.number) == (court_id, number):
            return
        current.until_on = max(since_on, current.since_on)
        session.flush()
        reason = "corrected" if current.court_id == court_id and reason == "filed" else reason
    session.add(
        CourtNumber(
            id=new_id(), case_id=case.id, position=current.position + 1 if current else 1, court_id=court_id,
            number=number, reason=reason, order_reference=order_reference, since_on=since_on, until_on=None,
        )
    )  # fmt: skip


def transfer_case(
    session: Session, actor: Actor, case_id: uuid.UUID, body: dict[str, Any], *, if_match: int | None
) -> None:
    """Move a case to another court, under its new number; the old number is kept beneath it."""
    case = open_undecided(session, actor, case_id, if_match)
    if case.filed_on is None or case.court_id is None:
        raise conflict("case_not_in_court", "Only a case that was filed in court can be transferred. File it first.")
    if case.court_id == body["court_id"]:
        raise conflict("court_unchanged", "The case is before this court already.")
    transferred_on = day_of(body["transferred_on"], "transferred_on", not_before=case.filed_on)
    from_court_id = case.court_id
    move(session, actor, case, "transfer_case", transferred_on)
    keep_number(
        session, case, court_id=body["court_id"], number=body["court_case_number"], since_on=transferred_on,
        reason=body["reason"], order_reference=body["order_reference"],
    )  # fmt: skip
    touch(case)
    told = CaseTransferred(
        case_id=case_id, from_court_id=from_court_id, court_id=body["court_id"],
        court_case_number=body["court_case_number"], district=case.district,
    )  # fmt: skip
    publish(session, told, audience=audience_of(session, case))
    record(
        session, actor, "case_transferred", f"case:{case_id}", body["order_reference"], from_court_id=from_court_id,
        court_id=body["court_id"], court_case_number=body["court_case_number"], transferred_on=transferred_on,
    )  # fmt: skip
